#include "client/text/read_aloud.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "client/text/phase_clock.h"
#include "client/text/read_class.h"

namespace earshot::text_client {

using namespace protocol;

namespace {

void say(Spoken& out, std::string_view label, std::string_view text) {
  if (!text.empty()) out.push_back(fmt::format("{}: {}", label, text));
}

std::string rule_aloud(const FactShown& fact) {
  switch (fact.rule) {
    case FactRule::at_once: return "tell at once";
    case FactRule::if_asked: return fmt::format("only if asked about {}", fact.topic);
    case FactRule::if_heard: return fmt::format("only once you feel heard at {} of 5", fact.level);
  }
  return {};
}

void read_customer(Spoken& out, const model::Session& session, const CustomerBrief& brief) {
  out.push_back("The customer's side.");
  say(out, "Name", brief.name);
  say(out, "Who", brief.subtitle);
  say(out, "Situation", brief.situation);
  say(out, "What you want", brief.want);
  say(out, "What is at stake", brief.stake);
  say(out, "How you speak", brief.manner);
  say(out, "Your first words", brief.opening);
  say(out, "Your goal", brief.goal);
  out.push_back(fmt::format("Felt heard starts at {} of 5.", brief.felt_start));
  for (std::size_t i = 0; i < brief.feelings.size(); ++i) {
    const FeelingShown& one = brief.feelings[i];
    out.push_back(fmt::format("Feeling {}: {}, {} of 5, because {}", i + 1, one.name, one.intensity, one.reason));
  }
  std::ranges::move(read_facts(session), std::back_inserter(out));
  for (std::size_t i = 0; i < brief.resolution.size(); ++i) {
    out.push_back(fmt::format("What would satisfy you, {}: {}", i + 1, brief.resolution[i].text));
  }
  for (std::size_t i = 0; i < brief.prevention.size(); ++i) {
    out.push_back(fmt::format("What would stop it from happening again, {}: {}", i + 1, brief.prevention[i].text));
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
  out.push_back("The agent's side.");
  say(out, "Your name", brief.name);
  say(out, "Company", brief.company);
  say(out, "Who", brief.subtitle);
  say(out, "Your customer", brief.customer_name);
  say(out, "About", brief.about);
  say(out, "Policy", brief.policy);
  read_offers(out, "You may offer", brief.may_offer);
  say(out, "Ask first", brief.ask_whom);
  read_offers(out, "Ask before you offer", brief.ask_first);
  read_offers(out, "Not yours to give", brief.not_yours);
  for (std::size_t i = 0; i < brief.history.size(); ++i) {
    const HistoryShown& one = brief.history[i];
    out.push_back(fmt::format("Case history {}: {}, {}: {}", i + 1, one.when, one.by, one.text));
  }
  say(out, "Success", brief.success);
  say(out, "Remember", brief.remember);
}

void read_share(Spoken& out, std::string_view label, const Share& share) {
  if (share.of > 0) out.push_back(fmt::format("{}: {} of {}.", label, share.points, share.of));
}

void read_outcome(Spoken& out, const Outcome& outcome) {
  out.push_back(fmt::format("Outcome, by the customer: solved {} of 5, satisfied {} of 5, would stay {} of 5, would recommend {} of 5.",
                            outcome.solved, outcome.satisfied, outcome.stay, outcome.recommend));
}

void read_told(Spoken& out, const model::Session& session) {
  if (!session.customer || !session.debrief) return;
  for (std::size_t i = 0; i < session.customer->facts.size(); ++i) {
    const FactShown& fact = session.customer->facts[i];
    const auto told = std::ranges::find(session.debrief->told, fact.id, &ToldFact::fact);
    std::string fate = "not told";
    if (told != session.debrief->told.end()) {
      fate = told->earned ? "told" : "told before its condition was met";
      fate += told->captured ? ", and given back in the recap" : ", not in the recap";
    }
    out.push_back(fmt::format("Fact {}, {}: {} This was {}.", i + 1, rule_aloud(fact), fact.text, fate));
  }
}

void read_rating(Spoken& out, const model::Rating& rating, const model::Session& session, const model::Model& model) {
  const bool self = rating.by == rating.rate.of;
  const model::Seat* rated = session.seat(rating.rate.of);
  std::string line = fmt::format("{} rated {}{}:", model::name_of(model, rating.by),
                                 self ? "themself" : model::name_of(model, rating.rate.of),
                                 rated ? fmt::format(" as {}", word(rated->role)) : "");
  for (const CriterionLevel& entry : rating.rate.levels) {
    const Criterion* known = model::find_criterion(model, entry.criterion);
    line += fmt::format(" {}: {};", known ? known->name : entry.criterion,
                        entry.level ? fmt::format("{} of 5", *entry.level) : "no opportunity");
  }
  out.push_back(line);
  say(out, "Keep doing", rating.rate.keep);
  say(out, "Try next", rating.rate.next);
  if (rating.rate.evidence) out.push_back(fmt::format("As in message {}.", rating.rate.evidence->value));
}

void read_evidence(Spoken& out, const DebriefShown& debrief) {
  read_share(out, "Facts and feelings given back", debrief.evidence.capture);
  read_share(out, "Facts told after their condition", debrief.evidence.disclosure);
  read_share(out, "Resolution named", debrief.evidence.resolution);
  read_share(out, "Prevention named", debrief.evidence.prevention);
  if (debrief.evidence.invented > 0) out.push_back(fmt::format("Invented in the recap: {}.", debrief.evidence.invented));
  read_share(out, "Evidence score", debrief.evidence.total);
}

void read_curve(Spoken& out, const DebriefShown& debrief) {
  std::string line = "Felt heard over time:";
  for (const FeltPoint& point : debrief.curve) {
    const Milliseconds after = std::max(Milliseconds{0}, point.at.point() - debrief.talk_started.point());
    line += fmt::format(" {} after {};", point.level, spoken(after));
  }
  if (!debrief.curve.empty()) out.push_back(line);
}

}  // namespace

std::string capitalised(std::string_view word) {
  std::string out = spaced(word);
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

std::string spaced(std::string_view word) {
  std::string out(word);
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string as_sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && std::string_view(".!?").find(out.back()) == std::string_view::npos) out += '.';
  return out;
}

std::string speaker(const model::Session& session, PersonId person, const model::Model& model) {
  if (person == model.self.person) return "You";
  const model::Seat* seat = session.seat(person);
  return seat ? fmt::format("{}, {}", seat->name, word(seat->role)) : model::name_of(model, person);
}

std::string line_aloud(const Line& line, const model::Session& session, const model::Model& model) {
  return fmt::format("{}. {}: {}", line.id.value, speaker(session, line.from, model), line.text);
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
    out.push_back("You are outside for now; you take the call over later.");
  } else if (!session.customer && !session.agent) out.push_back("You observe: listen to both sides. The card is shown from the scoring on.");
  say(out, "What you meant to try", session.intention);
  return out;
}

Spoken read_facts(const model::Session& session) {
  Spoken out;
  if (!session.customer) return {"The facts are the customer's."};
  for (std::size_t i = 0; i < session.customer->facts.size(); ++i) {
    const FactShown& fact = session.customer->facts[i];
    out.push_back(fmt::format("Fact {}, {}{}: {}", i + 1, session.is_told(fact.id) ? "told, " : "", rule_aloud(fact), fact.text));
  }
  return out;
}

Spoken read_presses(const model::Session& session) {
  Spoken out;
  if (!session.customer) return out;
  for (std::size_t i = 0; i < session.customer->presses.size(); ++i) {
    out.push_back(fmt::format("Beat {} that you may play: {}", i + 1, session.customer->presses[i].text));
  }
  return out;
}

Spoken read_notes(const model::Session& session, PersonId self) {
  Spoken out;
  for (const NoteShown& note : session.notes) {
    // After a hand-over the notes of the one before are there too.
    const model::Seat* by = note.by && note.by != self ? session.seat(note.by) : nullptr;
    out.push_back(fmt::format("Note {}{}, {}: {}", note.id.value, by ? " of " + by->name : "", capitalised(word(note.kind)), note.text));
  }
  if (out.empty()) out.push_back("You have no notes yet. /note takes one.");
  return out;
}

Spoken read_transcript(const model::Session& session, const model::Model& model) {
  Spoken out;
  auto note = session.scene.begin();
  for (const Line& line : session.lines) {
    for (; note != session.scene.end() && note->at <= line.at; ++note) out.push_back(note->text);
    out.push_back(line_aloud(line, session, model));
  }
  for (; note != session.scene.end(); ++note) out.push_back(note->text);
  if (out.empty()) out.push_back("Nothing was said yet.");
  return out;
}

Spoken read_recap(const model::RecapRound& round, std::size_t attempt) {
  Spoken out;
  say(out, attempt > 1 ? "Mended recap" : "Recap", round.recap.text);
  for (std::size_t i = 0; i < round.recap.facts.size(); ++i) out.push_back(fmt::format("Recap fact {}: {}", i + 1, round.recap.facts[i]));
  for (std::size_t i = 0; i < round.recap.feelings.size(); ++i) {
    out.push_back(fmt::format("Recap feeling {}: {}", i + 1, round.recap.feelings[i]));
  }
  return out;
}

Spoken read_marks(const model::Session& session, const model::RecapRound& round) {
  Spoken out;
  if (!round.marks) return out;
  const auto marks = [&](std::string_view label, const std::vector<std::string>& lines, const std::vector<LineMark>& given) {
    for (std::size_t i = 0; i < given.size() && i < lines.size(); ++i) {
      out.push_back(fmt::format("{} {}, {}{}: {}", label, i + 1, given[i].confirmed ? "confirmed" : "wrong",
                                given[i].is.empty() ? "" : fmt::format(" as {}", text_of_id(session, given[i].is)), lines[i]));
    }
  };
  marks("Recap fact", round.recap.facts, round.marks->facts);
  marks("Recap feeling", round.recap.feelings, round.marks->feelings);
  out.push_back(fmt::format("Told and not given back: {}.", round.missed));
  for (const std::string& id : round.marks->missed) out.push_back("Missed: " + text_of_id(session, id));
  return out;
}

Spoken read_debrief(const model::Session& session, const model::Model& model) {
  Spoken out{"The debrief."};
  if (session.outcome) read_outcome(out, *session.outcome);
  if (session.debrief) {
    for (const CriterionMean& mean : session.debrief->peer) {
      const Criterion* known = model::find_criterion(model, mean.criterion);
      out.push_back(fmt::format("{}: {:.1f} of 5, from {} rating{}.", known ? known->name : mean.criterion, mean.mean, mean.n,
                                mean.n == 1 ? "" : "s"));
    }
    read_evidence(out, *session.debrief);
    read_curve(out, *session.debrief);
  }
  if (session.modifiers) std::ranges::move(read_modifiers(*session.modifiers), std::back_inserter(out));
  read_told(out, session);
  for (std::size_t i = 0; i < session.recaps.size(); ++i) {
    std::ranges::move(read_recap(session.recaps[i], i + 1), std::back_inserter(out));
    std::ranges::move(read_marks(session, session.recaps[i]), std::back_inserter(out));
  }
  for (const model::Rating& rating : session.ratings) read_rating(out, rating, session, model);
  for (const model::Said& one : session.reactions) out.push_back(fmt::format("{} in one word: {}", model::name_of(model, one.person), one.text));
  if (session.debrief) {
    for (const std::string& question : session.debrief->questions) say(out, "To talk about", question);
  }
  for (const model::Said& one : session.intentions) {
    out.push_back(fmt::format("{} means to try: {}", model::name_of(model, one.person), one.text));
  }
  out.push_back("/transcript reads what was said, /brief both sides of the card.");
  return out;
}

Spoken read_board(const BoardKind& kind, const model::Board& board) {
  Spoken out;
  const bool provisional = std::ranges::all_of(board.rows, [](const BoardRow& row) { return row.rank == 0; });
  out.push_back(fmt::format("The leaderboard of {}{}.", word(kind), provisional ? ", provisional: nobody is ranked yet" : ""));
  for (const BoardRow& row : board.rows) {
    const std::string rank = row.rank == 0 ? "" : fmt::format("Rank {}. ", row.rank);
    const std::string team = row.team.empty() ? "" : fmt::format(", team {}", row.team);
    const std::string score =
        row.n == 0 ? "not rated yet" : fmt::format("mean {:.2f} from {} role-play{} as agent", row.mean, row.n, row.n == 1 ? "" : "s");
    out.push_back(fmt::format("{}{}{}: {}.", rank, row.name, team, score));
  }
  if (board.rows.empty()) out.push_back("Nobody is on it yet.");
  return out;
}

Spoken read_members(const model::Model& model) {
  if (!model.in_class) return {"You are in no class. /join CODE NAME enters one."};
  const model::ClassView& view = *model.in_class;
  Spoken out{fmt::format("Class {}, code {}: {} {}.", view.name, view.code, view.members.size(),
                         view.members.size() == 1 ? "person" : "people")};
  for (const Member& member : view.members) {
    out.push_back(fmt::format("{}{}, {}{}{}", member.name, member.person == model.self.person ? " (you)" : "", word(member.standing),
                              member.team.empty() ? "" : ", team " + member.team,
                              member.present ? (member.muted ? ", muted" : "") : ", not here"));
  }
  return out;
}

Spoken read_cards(const model::Model& model) {
  Spoken out;
  for (const CardSummary& card : model.cards) {
    out.push_back(fmt::format("{}: {}. {}, difficulty {} of 5, {} minutes of talk.{}", card.id, card.title, card.sector,
                              card.difficulty, card.talk_minutes,
                              card.content_note.empty() ? "" : " Content note: " + card.content_note));
  }
  if (out.empty()) out.push_back("No cards are known yet.");
  return out;
}

Spoken read_grid(const model::Model& model) {
  Spoken out;
  for (const auto& [id, one] : model.sessions) {
    std::string flags;
    for (const Flag flag : one.flags) flags += (flags.empty() ? " Look at: " : ", ") + spaced(word(flag));
    if (!flags.empty()) flags += '.';
    out.push_back(fmt::format("Session {}: {} as customer, {} as agent{}; {}{}, {} lines, {} facts told, felt heard {} of 5.{}",
                              id.value, model::name_of(model, one.customer), model::name_of(model, one.agent),
                              one.observer ? ", " + model::name_of(model, one.observer) + " observing" : "",
                              one.kind == SessionKind::warm_up ? "warm-up" : word(one.phase),
                              one.open ? (one.paused ? ", paused" : "") : ", over", one.lines, one.told, one.felt, flags));
  }
  if (out.empty()) out.push_back("No role-play is running.");
  return out;
}

}  // namespace earshot::text_client
