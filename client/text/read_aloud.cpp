#include "client/text/read_aloud.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <initializer_list>

#include "client/model/in_words.h"
#include "client/text/phase_clock.h"
#include "client/text/read_class.h"
#include "client/text/read_progress.h"
#include "shared/words/words.h"
#include "shared/base/text.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::tr_dynamic;
using words::trf;
using words::trf_count;

namespace {

void say(Spoken& out, std::string_view label, std::string_view text) {
  if (!text.empty()) out.push_back(fmt::format("{}: {}", label, text));
}

/// What is there of it, with commas between.
std::string listed(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (!part.empty()) out.append(out.empty() ? "" : ", ").append(part);
  }
  return out;
}

std::string rule_aloud(const FactShown& fact) {
  switch (fact.rule) {
    case FactRule::at_once: return std::string(tr("tell at once"));
    case FactRule::if_asked: return trf("only if asked about {}", fact.topic);
    case FactRule::if_heard: return trf("only once you feel heard at {} of 5", fact.level);
  }
  return {};
}

void read_customer(Spoken& out, const model::Session& session, const CustomerBrief& brief) {
  out.emplace_back(tr("The customer's side."));
  say(out, tr("Name"), brief.name);
  say(out, tr("Who"), brief.subtitle);
  say(out, tr("Situation"), brief.situation);
  say(out, tr("What you want"), brief.want);
  say(out, tr("What is at stake"), brief.stake);
  say(out, tr("How you speak"), brief.manner);
  say(out, tr("Your first words"), brief.opening);
  say(out, tr("Your goal"), brief.goal);
  out.push_back(trf("Felt heard starts at {} of 5.", brief.felt_start));
  for (std::size_t i = 0; i < brief.feelings.size(); ++i) {
    const FeelingShown& one = brief.feelings[i];
    out.push_back(trf("Feeling {0}: {1}, {2} of 5, because {3}", i + 1, one.name, one.intensity, one.reason));
  }
  std::ranges::move(read_facts(session), std::back_inserter(out));
  for (std::size_t i = 0; i < brief.resolution.size(); ++i) {
    out.push_back(trf("What would satisfy you, {0}: {1}", i + 1, brief.resolution[i].text));
  }
  for (std::size_t i = 0; i < brief.prevention.size(); ++i) {
    out.push_back(trf("What would stop it from happening again, {0}: {1}", i + 1, brief.prevention[i].text));
  }
  std::ranges::move(read_presses(session), std::back_inserter(out));
}

void read_offers(Spoken& out, std::string_view label, const std::vector<OfferShown>& offers) {
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const OfferShown& one = offers[i];
    out.push_back(fmt::format("{} {}: {}{}{}", label, i + 1, one.title, one.detail.empty() ? "" : ". ", one.detail));
  }
}

void read_agent(Spoken& out, const AgentBrief& brief) {
  out.emplace_back(tr("The agent's side."));
  say(out, tr("Your name"), brief.name);
  say(out, tr("Company"), brief.company);
  say(out, tr("Who"), brief.subtitle);
  say(out, tr("Your customer"), brief.customer_name);
  say(out, tr("About"), brief.about);
  say(out, tr("Policy"), brief.policy);
  read_offers(out, tr("You may offer"), brief.may_offer);
  say(out, tr("Ask first"), brief.ask_whom);
  read_offers(out, tr("Ask before you offer"), brief.ask_first);
  read_offers(out, tr("Not yours to give"), brief.not_yours);
  for (std::size_t i = 0; i < brief.history.size(); ++i) {
    const HistoryShown& one = brief.history[i];
    out.push_back(trf("Case history {0}: {1}, {2}: {3}", i + 1, one.when, one.by, one.text));
  }
  say(out, tr("Success"), brief.success);
  say(out, tr("Remember"), brief.remember);
}

void read_share(Spoken& out, std::string_view label, const Share& share) {
  if (share.of > 0) out.push_back(trf("{0}: {1} of {2}.", label, share.points, share.of));
}

void read_outcome(Spoken& out, const Outcome& outcome) {
  out.push_back(trf("Outcome, by the customer: solved {0} of 5, satisfied {1} of 5, would stay {2} of 5, would recommend {3} of 5.",
                            outcome.solved, outcome.satisfied, outcome.stay, outcome.recommend));
}

/// The lines of a debrief about one fact. `told`: null if it was not.
std::string fate_aloud(std::size_t number, const FactShown& fact, const ToldFact* told) {
  const std::string rule = rule_aloud(fact);
  if (!told) return trf("Fact {0}, {1}: {2} This was not told.", number, rule, fact.text);
  if (told->earned && told->captured) {
    return trf("Fact {0}, {1}: {2} This was told, and given back in the recap.", number, rule, fact.text);
  }
  if (told->earned) return trf("Fact {0}, {1}: {2} This was told, not in the recap.", number, rule, fact.text);
  return told->captured
             ? trf("Fact {0}, {1}: {2} This was told before its condition was met, and given back in the recap.", number, rule, fact.text)
             : trf("Fact {0}, {1}: {2} This was told before its condition was met, not in the recap.", number, rule, fact.text);
}

void read_told(Spoken& out, const model::Session& session) {
  if (!session.customer || !session.debrief) return;
  for (std::size_t i = 0; i < session.customer->facts.size(); ++i) {
    const FactShown& fact = session.customer->facts[i];
    const auto told = std::ranges::find(session.debrief->told, fact.id, &ToldFact::fact);
    out.push_back(fate_aloud(i + 1, fact, told == session.debrief->told.end() ? nullptr : &*told));
  }
}

/// "Ana rated Ben as agent:"
std::string rater_aloud(const model::Rating& rating, const model::Seat* rated, const model::Model& model) {
  const std::string by = model::name_of(model, rating.by);
  if (rating.by == rating.rate.of) {
    return rated ? trf("{0} rated themself as {1}:", by, in_words(rated->role)) : trf("{} rated themself:", by);
  }
  const std::string of = model::name_of(model, rating.rate.of);
  return rated ? trf("{0} rated {1} as {2}:", by, of, in_words(rated->role)) : trf("{0} rated {1}:", by, of);
}

void read_rating(Spoken& out, const model::Rating& rating, const model::Session& session, const model::Model& model) {
  std::string line = rater_aloud(rating, session.seat(rating.rate.of), model);
  for (const CriterionLevel& entry : rating.rate.levels) {
    line += fmt::format(" {}: {};", criterion_name(entry.criterion, model),
                        entry.level ? trf("{} of 5", *entry.level) : std::string(tr("no opportunity")));
  }
  out.push_back(line);
  say(out, tr("Keep doing"), rating.rate.keep);
  say(out, tr("Try next"), rating.rate.next);
  for (const CriterionMoment& moment : rating.rate.moments) {
    out.push_back(moment.criterion.empty() ? trf("As in message {}.", moment.message.value)
                                           : trf("{0}: as in message {1}.", criterion_name(moment.criterion, model), moment.message.value));
  }
}

void read_evidence(Spoken& out, const DebriefShown& debrief) {
  read_share(out, tr("Facts and feelings given back"), debrief.evidence.capture);
  read_share(out, tr("Facts told after their condition"), debrief.evidence.disclosure);
  read_share(out, tr("Resolution named"), debrief.evidence.resolution);
  read_share(out, tr("Prevention named"), debrief.evidence.prevention);
  if (debrief.evidence.invented > 0) out.push_back(trf("Invented in the recap: {}.", debrief.evidence.invented));
  read_share(out, tr("Evidence score"), debrief.evidence.total);
}

void read_curve(Spoken& out, const DebriefShown& debrief) {
  std::string line(tr("Felt heard over time:"));
  for (const FeltPoint& point : debrief.curve) {
    const Milliseconds after = std::max(Milliseconds{0}, point.at.point() - debrief.talk_started.point());
    line += " " + trf("{0} after {1};", point.level, spoken(after));
  }
  if (!debrief.curve.empty()) out.push_back(line);
}

}  // namespace

std::string criterion_name(const std::string& id, const model::Model& model) {
  const Criterion* known = model::find_criterion(model, id);
  return known ? known->name : id;
}

std::string capitalised(std::string_view word) {
  return text::capitalised(word);
}

std::string days_ago(TimePoint at, TimePoint now) {
  const auto days = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::days>(now - at).count());
  if (days == 0) return std::string(tr("today"));
  return trf_count("{} day ago", "{} days ago", static_cast<std::size_t>(days), days);
}

std::string as_sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && std::string_view(".!?").find(out.back()) == std::string_view::npos) out += '.';
  return out;
}

std::string speaker(const model::Session& session, PersonId person, const model::Model& model) {
  if (person == model.self.person) return std::string(tr("You"));
  const model::Seat* seat = session.seat(person);
  return seat ? fmt::format("{}, {}", seat->name, in_words(seat->role)) : model::name_of(model, person);
}

std::string line_aloud(const Line& line, const model::Model& model) {
  // The place may have somebody else in it by now.
  const bool own = line.from == model.self.person;
  const std::string who = own ? std::string(tr("You")) : fmt::format("{}, {}", model::name_of(model, line.from), in_words(line.role));
  return fmt::format("{}. {}: {}", line.id.value, who, line.text);
}

std::string text_of_id(const model::Session& session, std::string_view id) {
  if (!session.customer) return std::string(id);
  const CustomerBrief& brief = *session.customer;
  for (const FactShown& one : brief.facts) {
    if (one.id == id) return one.label.empty() ? one.text : one.label;
  }
  for (const FeelingShown& one : brief.feelings) {
    if (one.id == id) return one.name;
  }
  for (const auto* list : {&brief.resolution, &brief.prevention}) {
    for (const Named& one : *list) {
      if (one.id == id) return one.text;
    }
  }
  return std::string(id);
}

Spoken read_brief(const model::Session& session) {
  Spoken out;
  if (session.customer) read_customer(out, session, *session.customer);
  if (session.agent) read_agent(out, *session.agent);
  if (session.outside) {
    out.emplace_back(tr("You are outside for now; you take the call over later."));
  } else if (!session.customer && !session.agent) {
    out.emplace_back(tr("You observe: listen to both sides. The card is shown from the scoring on."));
  }
  say(out, tr("What you meant to try"), session.intention);
  return out;
}

Spoken read_facts(const model::Session& session) {
  Spoken out;
  if (!session.customer) return {std::string(tr("The facts are the customer's."))};
  for (std::size_t i = 0; i < session.customer->facts.size(); ++i) {
    const FactShown& fact = session.customer->facts[i];
    const std::string rule = rule_aloud(fact);
    out.push_back(session.is_told(fact.id) ? trf("Fact {0}, told, {1}: {2}", i + 1, rule, fact.text)
                                           : trf("Fact {0}, {1}: {2}", i + 1, rule, fact.text));
  }
  return out;
}

Spoken read_presses(const model::Session& session) {
  Spoken out;
  if (!session.customer) return out;
  for (std::size_t i = 0; i < session.customer->presses.size(); ++i) {
    out.push_back(trf("Beat {0} that you may play: {1}", i + 1, session.customer->presses[i].text));
  }
  return out;
}

Spoken read_notes(const model::Session& session, PersonId self) {
  Spoken out;
  for (const NoteShown& note : session.notes) {
    // After a hand-over the notes of the one before are there too.
    const model::Seat* by = note.by && note.by != self ? session.seat(note.by) : nullptr;
    const std::string kind = capitalised(in_words(note.kind));
    out.push_back(by ? trf("Note {0} of {1}, {2}: {3}", note.id.value, by->name, kind, note.text)
                     : trf("Note {0}, {1}: {2}", note.id.value, kind, note.text));
  }
  if (out.empty()) out.emplace_back(tr("You have no notes yet. /note takes one."));
  return out;
}

Spoken read_transcript(const model::Session& session, const model::Model& model) {
  Spoken out;
  auto note = session.scene.begin();
  for (const Line& line : session.lines) {
    for (; note != session.scene.end() && note->at <= line.at; ++note) out.emplace_back(tr_dynamic(note->text));
    out.push_back(line_aloud(line, model));
  }
  for (; note != session.scene.end(); ++note) out.emplace_back(tr_dynamic(note->text));
  if (out.empty()) out.emplace_back(tr("Nothing was said yet."));
  return out;
}

Spoken read_recap(const model::RecapRound& round, std::size_t attempt) {
  Spoken out;
  say(out, attempt > 1 ? tr("Mended recap") : tr("Recap"), round.recap.text);
  for (std::size_t i = 0; i < round.recap.facts.size(); ++i) out.push_back(trf("Recap fact {0}: {1}", i + 1, round.recap.facts[i]));
  for (std::size_t i = 0; i < round.recap.feelings.size(); ++i) {
    out.push_back(trf("Recap feeling {0}: {1}", i + 1, round.recap.feelings[i]));
  }
  return out;
}

Spoken read_marks(const model::Session& session, const model::RecapRound& round) {
  Spoken out;
  if (!round.marks) return out;
  const auto verdict = [&](const LineMark& mark) -> std::string {
    if (mark.is.empty()) return std::string(mark.confirmed ? tr("confirmed") : tr("wrong"));
    const std::string is = text_of_id(session, mark.is);
    return mark.confirmed ? trf("confirmed as {}", is) : trf("wrong as {}", is);
  };
  const auto correct = [&](const LineMark& mark) {
    if (!mark.correction.empty()) out.push_back(trf("How it was: {}", mark.correction));
  };
  const auto& facts = round.recap.facts;
  const auto& feelings = round.recap.feelings;
  for (std::size_t i = 0; i < round.marks->facts.size() && i < facts.size(); ++i) {
    out.push_back(trf("Recap fact {0}, {1}: {2}", i + 1, verdict(round.marks->facts[i]), facts[i]));
    correct(round.marks->facts[i]);
  }
  for (std::size_t i = 0; i < round.marks->feelings.size() && i < feelings.size(); ++i) {
    out.push_back(trf("Recap feeling {0}, {1}: {2}", i + 1, verdict(round.marks->feelings[i]), feelings[i]));
    correct(round.marks->feelings[i]);
  }
  out.push_back(trf("Told and not given back: {}.", round.missed));
  for (const std::string& id : round.marks->missed) out.push_back(trf("Missed: {}", text_of_id(session, id)));
  return out;
}

/// In the order of a debrief: how it was, solved and satisfied, what happened, the ratings side by side, the facts, what was
/// hidden, what to talk about, and what comes of it.
Spoken read_debrief(const model::Session& session, const model::Model& model) {
  Spoken out{std::string(tr("The debrief."))};
  const auto add = [&out](Spoken more) { std::ranges::move(more, std::back_inserter(out)); };
  for (const model::Said& one : session.reactions) out.push_back(trf("{0} in one word: {1}", model::name_of(model, one.person), one.text));
  if (session.outcome) read_outcome(out, *session.outcome);
  if (session.debrief) {
    read_curve(out, *session.debrief);
    add(read_signals(*session.debrief, model));
  }
  for (const model::Rating& rating : session.ratings) read_rating(out, rating, session, model);
  if (session.debrief) {
    for (const CriterionMean& mean : session.debrief->peer) {
      out.push_back(trf_count("{0}: {1:.1f} of 5, from {2} rating.", "{0}: {1:.1f} of 5, from {2} ratings.", mean.n,
                              criterion_name(mean.criterion, model), mean.mean, mean.n));
    }
    read_evidence(out, *session.debrief);
  }
  read_told(out, session);
  for (std::size_t i = 0; i < session.recaps.size(); ++i) {
    add(read_recap(session.recaps[i], i + 1));
    add(read_marks(session, session.recaps[i]));
  }
  if (session.modifiers) add(read_modifiers(*session.modifiers));
  if (session.debrief) {
    for (const std::string& question : session.debrief->questions) say(out, tr("To talk about"), question);
  }
  for (const IntentionKept& kept : session.kept) {
    out.push_back(trf("{0} meant to try: {1} Kept at {2} of 5.", model::name_of(model, kept.person), as_sentence(kept.meant), kept.level));
  }
  for (const model::Said& one : session.intentions) {
    out.push_back(trf("{0} means to try: {1}", model::name_of(model, one.person), one.text));
  }
  // These read the open role-play, if there is one.
  const bool readable = !model.session || model.session->id == session.id;
  if (readable) out.emplace_back(tr("/transcript reads what was said, /brief both sides of the card."));
  return out;
}

Spoken read_members(const model::Model& model) {
  if (!model.in_class) return {std::string(tr("You are in no class. /join CODE NAME enters one."))};
  const model::ClassView& view = *model.in_class;
  const std::size_t count = view.members.size();
  Spoken out{trf_count("Class {0}, code {1}: {2} person.", "Class {0}, code {1}: {2} people.", count, view.name, view.code, count)};
  for (const Member& member : view.members) {
    const std::string name = member.person == model.self.person ? trf("{} (you)", member.name) : member.name;
    const std::string team = member.team.empty() ? "" : trf("team {}", member.team);
    const std::string_view state = !member.present ? tr("not here") : member.muted ? tr("muted") : std::string_view{};
    out.push_back(listed({name, in_words(member.standing), team, state}));
  }
  return out;
}

Spoken read_cards(const model::Model& model) {
  Spoken out;
  for (const CardSummary& card : model.cards) {
    std::string line = trf_count("{0}: {1}. {2}, difficulty {3} of 5, {4} minutes of talk.", "{0}: {1}. {2}, difficulty {3} of 5, {4} minutes of talk.",
                                 card.talk_minutes, card.id, card.title, card.sector, card.difficulty, card.talk_minutes);
    if (!card.content_note.empty()) line += " " + trf("Content note: {}", card.content_note);
    out.push_back(std::move(line));
  }
  if (out.empty()) out.emplace_back(tr("No cards are known yet."));
  return out;
}

Spoken read_grid(const model::Model& model) {
  Spoken out;
  for (const auto& [id, one] : model.sessions) {
    std::string flags;
    for (const Flag flag : one.flags) flags.append(flags.empty() ? "" : ", ").append(in_words(flag));
    if (!flags.empty()) flags = " " + trf("Look at: {}.", flags);
    const std::string customer = trf("{} as customer", model::name_of(model, one.customer));
    const std::string agent = trf("{} as agent", model::name_of(model, one.agent));
    const std::string observer = one.observer ? trf("{} observing", model::name_of(model, one.observer)) : "";
    const std::string_view phase = one.kind == SessionKind::warm_up ? tr("warm-up") : in_words(one.phase);
    const std::string_view state = !one.open ? tr("over") : one.paused ? tr("paused") : std::string_view{};
    const std::string lines = trf_count("{} lines", "{} lines", one.lines, one.lines);
    const std::string told = trf_count("{} facts told", "{} facts told", one.told, one.told);
    const std::string felt = trf("felt heard {} of 5", one.felt);
    out.push_back(trf("Session {0}: {1}; {2}.", id.value, listed({customer, agent, observer}), listed({phase, state, lines, told, felt})) + flags);
  }
  if (out.empty()) out.emplace_back(tr("No role-play is running."));
  return out;
}

}  // namespace earshot::text_client
