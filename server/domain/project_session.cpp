#include "server/domain/project_session.h"

#include <algorithm>

#include "server/domain/challenge.h"
#include "server/domain/dropout.h"
#include "server/domain/scoring.h"
#include "server/domain/signals.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

template <class Options>
std::vector<protocol::Named> named(const Options& options) {
  std::vector<protocol::Named> out;
  for (const auto& option : options) out.push_back({option.id, option.text});
  return out;
}

std::vector<protocol::OfferShown> offers(const std::vector<card::Offer>& from) {
  std::vector<protocol::OfferShown> out;
  for (const auto& offer : from) out.push_back({offer.title, offer.detail});
  return out;
}

FactRule rule_of(card::Rule rule) {
  switch (rule) {
    case card::Rule::at_once: return FactRule::at_once;
    case card::Rule::if_asked: return FactRule::if_asked;
    case card::Rule::if_heard: return FactRule::if_heard;
  }
  return FactRule::at_once;
}

/// Just this person, as a list.
std::span<const PersonId> only(const PersonId& person) { return {&person, 1}; }

}  // namespace

protocol::CustomerBrief customer_brief(const card::Card& card, SessionId session) {
  const card::CustomerSide& side = card.customer;
  protocol::CustomerBrief brief;
  brief.session = session;
  brief.name = side.name;
  brief.subtitle = side.subtitle;
  brief.situation = side.situation;
  brief.want = side.want;
  brief.stake = side.stake;
  brief.manner = side.manner;
  brief.opening = side.opening;
  brief.goal = side.goal;
  brief.felt_start = static_cast<std::uint8_t>(side.felt_start);
  for (const auto& f : side.feelings) brief.feelings.push_back({f.id, f.name, f.reason, static_cast<std::uint8_t>(f.intensity)});
  for (const auto& f : side.facts) {
    const bool heard = f.rule == card::Rule::if_heard;
    brief.facts.push_back({f.id, f.label, f.text, rule_of(f.rule), f.topic, static_cast<std::uint8_t>(heard ? f.level : 0)});
  }
  brief.resolution = named(side.resolution);
  brief.prevention = named(side.prevention);
  for (const auto& beat : side.beats) {
    if (beat.when.kind == card::Trigger::Kind::pressed) brief.presses.push_back({beat.id, beat.text});
  }
  return brief;
}

protocol::AgentBrief agent_brief(const card::Card& card, SessionId session) {
  const card::AgentSide& side = card.agent;
  protocol::AgentBrief brief;
  brief.session = session;
  brief.customer_name = card.customer.name;
  brief.name = side.name;
  brief.company = side.company;
  brief.subtitle = side.subtitle;
  brief.about = side.about;
  brief.policy = side.policy;
  brief.success = side.success;
  brief.remember = side.remember;
  brief.may_offer = offers(side.you_decide);
  brief.ask_first = offers(side.ask_first);
  brief.ask_whom = side.ask_whom;
  brief.not_yours = offers(side.not_yours);
  for (const auto& note : side.history) brief.history.push_back({note.when, note.by, note.text});
  return brief;
}

protocol::RubricShown rubric_shown(const rubric::Rubric& rubric) {
  protocol::RubricShown shown;
  shown.id = rubric.id;
  const auto copy = [](const rubric::Criterion& c, std::string step) {
    return protocol::Criterion{c.id, c.name, std::move(step), {c.levels.begin(), c.levels.end()}};
  };
  for (const auto& c : rubric.criteria) {
    const char* step = c.step == rubric::Step::listen ? "Listen" : c.step == rubric::Step::extract ? "Extract" : "Return";
    shown.agent.push_back(copy(c, step));
  }
  for (const auto& c : rubric.customer_criteria) shown.customer.push_back(copy(c, {}));
  for (const auto& set : rubric.focus_sets) shown.focus_sets.push_back({set.name, set.criteria});
  return shown;
}

std::vector<PersonId> viewers(const Session& session, std::span<const PersonId> watchers) {
  std::vector<PersonId> all;
  for (const Seat& seat : session.seats) {
    if (seat.state != PresenceState::gone) all.push_back(seat.person);
  }
  for (const PersonId watcher : watchers) {
    if (std::ranges::find(all, watcher) == all.end()) all.push_back(watcher);
  }
  return all;
}

std::vector<PersonId> listeners(const Session& session, std::span<const PersonId> watchers) {
  std::vector<PersonId> all = viewers(session, watchers);
  std::erase_if(all, [&](PersonId person) { return is_outside(session, person); });
  return all;
}

bool SessionView::may_see_card(Role role) const {
  return session_.phase == Phase::debrief || (role == Role::observer && session_.phase == Phase::score);
}

protocol::Participant SessionView::participant(const Seat& seat) const {
  return {seat.person, std::string(context_.people.name(seat.person)), seat.role, seat.state, seat.ready == session_.phase};
}

void SessionView::paired(PersonId to, Role role, bool watching) const {
  protocol::Paired message;
  message.session = session_.id;
  message.round = session_.round;
  message.role = role;
  message.mode = session_.mode;
  message.card = session_.card->id;
  message.title = session_.card->title;
  message.content_note = session_.card->content_note;
  for (const Seat& seat : session_.seats) message.people.push_back(participant(seat));
  message.focus = session_.focus;
  if (const auto meant = session_.meant.find(to); meant != session_.meant.end()) message.intention = meant->second;
  message.watching = watching;
  message.kind = session_.kind;
  message.outside = !watching && is_outside(session_, to);
  if (role == Role::observer && !watching && !message.outside) message.tasks = session_.tasks;
  deliver_(only(to), std::move(message));
}

void SessionView::briefs(PersonId to, Role role) const {
  if (role == Role::customer || may_see_card(role)) deliver_(only(to), customer_brief(*session_.card, session_.id));
  if (role == Role::agent || may_see_card(role)) deliver_(only(to), agent_brief(session_, role));
}

void SessionView::phase(std::span<const PersonId> to) const {
  protocol::PhaseShown message;
  message.session = session_.id;
  message.phase = session_.phase;
  message.started_at = Moment{session_.started};
  message.ends_at = Moment{session_.ends_at + stood()};
  message.paused = session_.paused_at.has_value();
  message.now = Moment{context_.now};
  deliver_(to, message);
}

/// While paused the clock stands: what is left is counted from now.
Milliseconds SessionView::stood() const {
  return session_.paused_at ? context_.now - *session_.paused_at : Milliseconds{0};
}

/// The breath that was taken, if one was; it may be over.
void SessionView::breath(std::span<const PersonId> to) const {
  if (!session_.breath_until) return;
  const bool stands = session_.paused_at && *session_.breath_until > *session_.paused_at;
  deliver_(to, protocol::BreathShown{session_.id, Moment{*session_.breath_until + (stands ? stood() : Milliseconds{0})}});
}

void SessionView::recap(std::span<const PersonId> to, std::size_t index) const {
  const GivenRecap& given = session_.recaps[index];
  deliver_(to, protocol::RecapShown{session_.id, static_cast<std::uint8_t>(index + 1), given.recap, Moment{given.at}});
}

void SessionView::marks(PersonId to, Role role, std::size_t index) const {
  const GivenRecap& given = session_.recaps[index];
  if (!given.marks) return;
  protocol::MarksShown message{session_.id, static_cast<std::uint8_t>(index + 1), *given.marks,
                               static_cast<std::uint32_t>(given.marks->missed.size()), Moment{given.marked_at}};
  if (role != Role::customer && !may_see_card(role)) {
    for (auto* list : {&message.marks.facts, &message.marks.feelings}) {
      for (auto& mark : *list) mark.is.clear();
    }
    message.marks.missed.clear();
    message.marks.untold.clear();
  }
  deliver_(only(to), std::move(message));
}

void SessionView::recaps(PersonId to, Role role) const {
  if (role == Role::observer && !may_see_card(role)) return;
  for (std::size_t i = 0; i < session_.recaps.size(); ++i) {
    recap(only(to), i);
    marks(to, role, i);
  }
}

void SessionView::lines(PersonId to, std::size_t from, std::size_t until) const {
  protocol::Lines page{session_.id, {}};
  std::size_t bytes = 0;
  for (std::size_t i = from; i < until; ++i) {
    const protocol::Line& line = session_.lines[i];
    const std::size_t size = line.text.size() + 40;  // ids, time and lengths take 29 bytes
    if (bytes + size > protocol::limits::kPageBytes && !page.lines.empty()) {
      deliver_(only(to), page);
      page.lines.clear();
      bytes = 0;
    }
    bytes += size;
    page.lines.push_back(line);
  }
  if (!page.lines.empty()) deliver_(only(to), std::move(page));
}

void SessionView::scene(PersonId to) const {
  for (const protocol::SceneNote& note : scene_notes(session_, to, context_.people)) deliver_(only(to), note);
}

void SessionView::last_scene_note(std::span<const PersonId> to) const {
  const auto notes = scene_notes(session_, {}, context_.people);
  if (!notes.empty()) deliver_(to, notes.back());
}

void SessionView::beat(const PlayedBeat& played, std::span<const PersonId> everybody) const {
  const auto found = beat_with(session_, played.beat);
  if (!found) return;
  if (!found->time_jump.empty()) deliver_(everybody, protocol::TimeJumped{session_.id, found->time_jump, Moment{played.at}});
  const PersonId customer = session_.person_with(Role::customer);
  if (std::ranges::find(everybody, customer) == everybody.end()) return;
  deliver_(only(customer), protocol::BeatShown{session_.id, found->id, found->text, found->mood, found->time_jump, Moment{played.at}});
}

void SessionView::ping(const Ping& ping) const {
  const Seat* seat = session_.seat_of(ping.to);
  if (seat && seat->role == Role::agent && seat->state != PresenceState::gone) deliver_(only(ping.to), ping_shown(session_, ping));
}

void SessionView::modifiers(std::span<const PersonId> to) const {
  protocol::ModifiersShown message{session_.id, challenges_told(session_, context_.people)};
  if (!message.told.empty()) deliver_(to, std::move(message));
}

void SessionView::handover(PersonId to) const {
  const Passed* passed = handed_over(session_);
  if (passed) deliver_(only(to), protocol::SceneNote{session_.id, handover_text(session_, to, context_.people), Moment{passed->at}});
}

void SessionView::seat(std::span<const PersonId> to, PersonId who) const {
  const Seat* seat = session_.seat_of(who);
  if (!seat) return;
  deliver_(to, protocol::SeatShown{session_.id, participant(*seat), {}});
  if (seat->state != PresenceState::away) return;
  deliver_(to, protocol::PartnerShown{session_.id, who, seat->state, Moment{seat->held_until}});
}

void SessionView::debrief(std::span<const PersonId> to) const {
  for (const GivenRating& given : session_.ratings) deliver_(to, protocol::RatingShown{session_.id, given.by, given.rating});
  if (session_.outcome) deliver_(to, protocol::OutcomeShown{session_.id, *session_.outcome});
  for (const auto& [person, level] : session_.kept) kept(to, person);
  for (const auto& [person, word] : session_.reactions) deliver_(to, protocol::ReactionShown{session_.id, person, word});
  for (const auto& [person, text] : session_.intentions) deliver_(to, protocol::IntentionShown{session_.id, person, text});
  for (const auto& retake : session_.retakes) deliver_(to, retake);
  if (session_.replay) replay(to);
  modifiers(to);
  debrief_alone(to);
}

void SessionView::kept(std::span<const PersonId> to, PersonId person) const {
  const auto given = session_.kept.find(person);
  const auto meant = session_.meant.find(person);
  if (given == session_.kept.end() || meant == session_.meant.end()) return;
  deliver_(to, protocol::IntentionKept{session_.id, person, meant->second, given->second});
}

void SessionView::replay(std::span<const PersonId> to) const {
  protocol::ReplayShown shown{session_.id, {}};
  if (const auto& replay = session_.replay) {
    shown.from = replay->from;
    shown.on = replay->on;
    if (!replay->on) shown.asked_by = replay->asked_by;
    shown.first = replay->first;
  }
  deliver_(to, shown);
}

void SessionView::debrief_alone(std::span<const PersonId> to) const {
  protocol::DebriefShown message;
  message.session = session_.id;
  message.evidence = evidence_of(session_);
  message.peer = peer_means(session_);
  message.talk_started = Moment{session_.began[static_cast<std::size_t>(Phase::talk)]};
  const auto after_talk = session_.began[static_cast<std::size_t>(Phase::recap)];
  message.talk_ended = Moment{after_talk == TimePoint{} ? session_.began[static_cast<std::size_t>(Phase::debrief)] : after_talk};
  message.curve = felt_curve(session_);
  message.told = told_facts(session_);
  for (const PlayedBeat& played : session_.beats) {
    if (const auto found = beat_with(session_, played.beat)) message.beats.push_back({found->id, found->text});
  }
  message.heated = session_.heated;
  for (const auto& [kind, count] : session_.tallies) message.tallies.push_back({kind, count});
  message.questions = session_.card->debrief;
  message.signals = chat_signals(session_);
  deliver_(to, std::move(message));
}

/// What was said, and what came up meanwhile.
void SessionView::talk(PersonId viewer, Role role) const {
  const auto to = only(viewer);
  lines(viewer, session_.phase == Phase::debrief ? 0 : lines_before(session_, viewer), session_.lines.size());
  for (const PlayedBeat& played : session_.beats) {
    const auto found = beat_with(session_, played.beat);
    if (!found) continue;
    if (!found->time_jump.empty()) deliver_(to, protocol::TimeJumped{session_.id, found->time_jump, Moment{played.at}});
    if (role == Role::customer) {
      deliver_(to, protocol::BeatShown{session_.id, found->id, found->text, found->mood, found->time_jump, Moment{played.at}});
    }
  }
}

void SessionView::all_for(PersonId viewer, Role role, bool watching) const {
  const auto to = only(viewer);
  paired(viewer, role, watching);
  briefs(viewer, role);
  phase(to);
  for (const Seat& seat : session_.seats) {
    if (seat.state == PresenceState::away) {
      deliver_(to, protocol::PartnerShown{session_.id, seat.person, seat.state, Moment{seat.held_until}});
    }
  }
  scene(viewer);
  const bool outside = !watching && is_outside(session_, viewer);
  if (!outside) talk(viewer, role);
  breath(to);
  if (role == Role::customer) {
    for (const auto& point : session_.felt) deliver_(to, protocol::FeltShown{session_.id, point.level, point.at});
    for (const ToldAt& told : session_.told) deliver_(to, protocol::ToldShown{session_.id, told.fact, told.earned, Moment{told.at}});
  }
  for (const Ping& came : session_.pings) {
    if (came.to == viewer) ping(came);
  }
  for (std::size_t i = 0; i < session_.notes.size(); ++i) {
    if (const Note& note = session_.notes[i]; may_see_note(session_, i, viewer)) {
      deliver_(to, protocol::NoteShown{session_.id, note.id, note.kind, note.text, note.source, Moment{note.at}, note.person});
    }
  }
  if (role == Role::observer && !watching && !outside) {
    for (const auto& [kind, count] : session_.tallies) deliver_(to, protocol::TallyShown{session_.id, kind, count});
  }
  recaps(viewer, role);
  if (session_.phase == Phase::debrief) {
    debrief(to);
    return;
  }
  for (const GivenRating& given : session_.ratings) {
    if (given.by == viewer) deliver_(to, protocol::RatingShown{session_.id, given.by, given.rating});
  }
  kept(to, viewer);
  if (role == Role::customer && session_.outcome) deliver_(to, protocol::OutcomeShown{session_.id, *session_.outcome});
}

}  // namespace earshot::domain
