#include "server/domain/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/domain/challenge.h"
#include "server/domain/flags.h"

namespace earshot::domain {
namespace {

/// How long a trainer has to take a place that nobody else could take.
constexpr Seconds kVacancyLasts{120};

std::size_t index(Phase phase) { return static_cast<std::size_t>(phase); }

Seconds length(const Session& session, Phase phase) { return Seconds{session.seconds[index(phase)]}; }

void enter(Session& session, Phase phase, TimePoint at) {
  session.phase = phase;
  session.began[index(phase)] = at;
  session.started = at;
  session.ends_at = at + length(session, phase);
  session.quiet_since = at;
  session.flags.erase(Flag::silent);
  if (session.breath_until) session.breath_until = std::min(*session.breath_until, at);  // a breath ends with its phase
  if (session.paused_at) session.paused_at = at;  // the trainer's Next in a pause: the new clock stands as well
}

/// The clock stood still for `by`, beginning at `from`: everything that counts on it moves along.
void stand_still(Session& session, TimePoint from, Milliseconds by) {
  session.started += by;
  session.ends_at += by;
  session.quiet_since += by;
  if (session.breath_until && *session.breath_until > from) *session.breath_until += by;
}

Role other_side(Role role) {
  switch (role) {
    case Role::customer: return Role::agent;
    case Role::agent: return Role::customer;
    case Role::observer: break;
  }
  return role;
}

Seat* mutable_seat(Session& session, PersonId person) {
  const auto found = std::ranges::find(session.seats, person, &Seat::person);
  return found == session.seats.end() ? nullptr : &*found;
}

// --- Folding --------------------------------------------------------------------------------------------------------

struct Apply {
  Session& session;
  TimePoint at;

  void operator()(const PhaseBegan& e) const { enter(session, e.phase, at); }
  void operator()(const SessionEnded& e) const { session.ended = e.ending; }
  void operator()(const WasReady& e) const {
    if (Seat* seat = mutable_seat(session, e.person)) seat->ready = e.phase;
  }
  void operator()(const SeatAway& e) const {
    if (Seat* seat = mutable_seat(session, e.person)) {
      seat->state = PresenceState::away;
      seat->since = at;
      seat->held_until = e.until.point();
    }
  }
  void operator()(const SeatBack& e) const {
    if (Seat* seat = mutable_seat(session, e.person)) seat->state = PresenceState::here;
  }
  void operator()(const SeatGone& e) const {
    give_up(e.person);
  }
  void give_up(PersonId person) const {
    Seat* seat = mutable_seat(session, person);
    if (!seat) return;
    seat->state = PresenceState::gone;
    seat->since = at;
    session.passed.push_back({seat->role, {}, person, at, session.lines.size(), false, session.notes.size()});
    if (seat->role != Role::observer) session.replay.reset();  // nobody plays again alone
  }
  void operator()(const Said& e) const {
    const Seat* seat = session.seat_of(e.from);
    const Role role = seat ? seat->role : Role::observer;
    const bool swapped = session.replay && session.replay->on;
    session.lines.push_back({e.message, e.from, e.text, Moment{at}, session.phase, swapped ? other_side(role) : role});
    session.line_bytes += e.text.size();
    if (e.over) session.over.push_back(e.message);
    session.quiet_since = at;
    session.flags.erase(Flag::silent);
  }
  void operator()(const Felt& e) const { session.felt.push_back({Moment{at}, e.level}); }
  void operator()(const Told& e) const { session.told.push_back({e.fact, e.earned, at}); }
  void operator()(const BeatPlayed& e) const { session.beats.push_back({e.beat, at}); }
  void operator()(const Noted& e) const {
    session.notes.push_back({e.note, e.person, e.kind, e.text, e.source, at});
  }
  void operator()(const Breathed& e) const {
    stand_still(session, at, Seconds{e.seconds});
    session.breath_until = at + Seconds{e.seconds};
  }
  void operator()(const GotHeated& e) const { session.heated.push_back(e.message); }
  void operator()(const Tallied& e) const { ++session.tallies[e.kind]; }
  void operator()(const RecapGiven& e) const { session.recaps.push_back({e.recap, at}); }
  void operator()(const RecapMarked& e) const {
    if (session.recaps.empty()) return;
    session.recaps.back().marks = e.marks;
    session.recaps.back().marked_at = at;
  }
  void operator()(const Rated& e) const { session.ratings.push_back({e.by, e.rating, session.seat_of(e.by) == nullptr}); }
  void operator()(const OutcomeGiven& e) const { session.outcome = e.outcome; }
  void operator()(const Reacted& e) const { session.reactions[e.person] = e.word; }
  void operator()(const Intended& e) const { session.intentions[e.person] = e.text; }
  void operator()(const KeptIntention& e) const { session.kept[e.person] = e.level; }
  void operator()(const ReplayWanted& e) const {
    if (!e.message) {
      session.replay.reset();
    } else if (session.replay && session.replay->from == e.message && session.replay->asked_by != e.person) {
      session.replay->on = true;
      session.replay->first = MessageId{session.lines.size() + 1};
    } else {
      session.replay = Replay{e.message, e.person};
    }
  }
  void operator()(const Extended& e) const { session.ends_at += Seconds{e.seconds}; }
  void operator()(const Paused&) const { session.paused_at = at; }
  void operator()(const Continued&) const {
    if (!session.paused_at) return;
    const TimePoint paused = *session.paused_at;
    stand_still(session, paused, at - paused);
    look_later(at - paused);
    for (Seat& seat : session.seats) {
      const Milliseconds stood = at - std::max(paused, seat.since);
      seat.held_until += stood;
      seat.since += stood;
    }
    session.paused_at.reset();
  }
  void operator()(const ClockSkipped& e) const {
    const Milliseconds by{e.ms};
    if (session.paused_at) return;  // the clock stands anyway; the pause itself is what grows
    stand_still(session, at - by, by);
    look_later(by);
    for (Seat& seat : session.seats) {
      seat.held_until += by;
      seat.since += by;
    }
  }
  /// What was open through a pause was not looked at meanwhile.
  void look_later(Milliseconds by) const {
    for (Ping& ping : session.pings) {
      if (ping.opened_at) *ping.opened_at += by;
    }
  }
  void operator()(const Pinged& e) const {
    session.pings.push_back({e.ping, at, {}, Milliseconds{0}, false, session.person_with(Role::agent)});
  }
  void operator()(const PingOpened& e) const {
    const auto ping = std::ranges::find(session.pings, e.ping, &Ping::ping);
    if (ping == session.pings.end()) return;
    if (e.open) {
      ping->was_opened = true;
      ping->opened_at = at;
    } else if (ping->opened_at) {
      ping->looked += at - *ping->opened_at;
      ping->opened_at.reset();
    }
  }
  void operator()(const PressureRose& e) const {
    session.pressed = e.step + 1;
    session.beats.push_back({pressure_prompt(e.step), at});
  }
  void operator()(const Retook& e) const { session.retakes.push_back({e.session, e.person, e.message, e.text}); }
  void operator()(const Flagged& e) const {
    if (e.on) {
      session.flags.insert(e.flag);
    } else {
      session.flags.erase(e.flag);
    }
  }
  void operator()(const CardSwapped&) const {}
  void operator()(const SeatPassed& e) const {
    if (!e.person) return give_up(e.from);
    if (e.role != Role::observer) stand_still_while_vacant(e.from);
    session.passed.push_back({e.role, e.person, e.from, at, session.lines.size(), false, session.notes.size()});
    std::erase_if(session.seats, [&](const Seat& seat) { return e.from && seat.person == e.from; });
    if (Seat* own = mutable_seat(session, e.person)) {
      *own = {e.person, e.role};
    } else {
      session.seats.push_back({e.person, e.role});
    }
  }
  void stand_still_while_vacant(PersonId from) const {
    const Seat* left = session.seat_of(from);
    const TimePoint now = session.paused_at.value_or(at);
    if (left && left->state == PresenceState::gone && left->since < now) stand_still(session, left->since, now - left->since);
  }
  void operator()(const HandedOver& e) const {
    session.passed.push_back({Role::agent, e.to, e.from, at, session.lines.size(), true, session.notes.size()});
    session.beats.push_back({std::string(kHandoverPrompt), at});
    for (Seat& seat : session.seats) {
      if (seat.person == e.from) {
        seat.role = Role::observer;
      } else if (seat.person == e.to) {
        seat.role = Role::agent;
        seat.ready.reset();  // said before there was anything to do
      }
    }
  }
  // Events of the class; a session has nothing to fold.
  void operator()(const PlanSet&) const {}
  void operator()(const AutoRunSet&) const {}
  void operator()(const FinishSet&) const {}
  void operator()(const StepBegan&) const {}
  void operator()(const StepEnded&) const {}
  void operator()(const EyesRaised&) const {}
  void operator()(const ClassSet&) const {}
  void operator()(const WishSet&) const {}
  void operator()(const Muted&) const {}
  void operator()(const HelpAnswered&) const {}
  void operator()(const StandingSet&) const {}
  void operator()(const ClassOpened&) const {}
  void operator()(const MemberJoined&) const {}
  void operator()(const MemberLeft&) const {}
  void operator()(const RoundStarted&) const {}
  void operator()(const RoundEnded&) const {}
  void operator()(const SessionStarted&) const {}
  void operator()(const Queued&) const {}
  void operator()(const Unqueued&) const {}
  void operator()(const TrainerSpoke&) const {}
  void operator()(const HelpAsked&) const {}
  void operator()(const RosterConfirmed&) const {}
  void operator()(const TeamSet&) const {}
  void operator()(const GoalSet&) const {}
  void operator()(const Promised&) const {}
  void operator()(const QuoteAllowed&) const {}
  void operator()(const CalibrationBegan&) const {}
  void operator()(const TranscriptRated&) const {}
  void operator()(const CalibrationEnded&) const {}
};

// --- What follows ---------------------------------------------------------------------------------------------------

bool phase_matches(card::BeatPhase beat, Phase phase) {
  switch (beat) {
    case card::BeatPhase::talk: return phase == Phase::talk;
    case card::BeatPhase::recap: return phase == Phase::recap;
    case card::BeatPhase::solve: return phase == Phase::solve;
  }
  return false;
}

bool was_played(const Session& session, const card::Beat& beat) {
  return std::ranges::find(session.beats, beat.id, &PlayedBeat::beat) != session.beats.end();
}

/// The highest level the customer has set in this phase; 0 if none was.
int felt_in_phase(const Session& session) {
  int highest = 0;
  for (const auto& point : session.felt) {
    if (point.at.point() >= session.began[index(session.phase)]) highest = std::max(highest, int{point.level});
  }
  return highest;
}

bool is_due(const Session& session, const card::Beat& beat, TimePoint now) {
  using Kind = card::Trigger::Kind;
  switch (beat.when.kind) {
    case Kind::time: return now >= session.started + beat.when.after;
    case Kind::phase: return true;
    case Kind::agent_messages: return agent_lines(session, session.phase) >= static_cast<std::size_t>(beat.when.count);
    case Kind::felt_heard: return felt_in_phase(session) >= beat.when.count;
    case Kind::pressed: return false;
  }
  return false;
}

bool is_done(const Session& session, const Seat& seat) {
  if (seat.state == PresenceState::gone || seat.ready == session.phase) return true;
  if (is_outside(session, seat.person)) return true;  // has nothing to do until the hand-over
  if (session.phase != Phase::score) return false;
  return unrated_by(session, seat.person).empty() && (seat.role != Role::customer || session.outcome.has_value());
}

bool is_gone(const Session& session, Role role) {
  const Seat* seat = session.seat_with(role);
  return !seat || seat->state == PresenceState::gone;
}

bool is_empty(const Session& session) {
  return std::ranges::all_of(session.seats, [](const Seat& s) { return s.state == PresenceState::gone; });
}

}  // namespace

const Seat* Session::seat_of(PersonId person) const {
  const auto found = std::ranges::find(seats, person, &Seat::person);
  return found == seats.end() ? nullptr : &*found;
}

const Seat* Session::seat_with(Role role) const {
  const auto found = std::ranges::find(seats, role, &Seat::role);
  return found == seats.end() ? nullptr : &*found;
}

PersonId Session::person_with(Role role) const {
  const Seat* seat = seat_with(role);
  return seat ? seat->person : PersonId{};
}

std::uint8_t Session::felt_now() const {
  return felt.empty() ? static_cast<std::uint8_t>(card->customer.felt_start) : felt.back().level;
}

const card::Fact* Session::fact(const std::string& fact_id) const { return card::find_fact(*card, fact_id); }

Session start(const SessionStarted& event, TimePoint at, const Content& content) {
  Session session;
  session.id = event.session;
  session.round = event.round;
  session.card = content.resolved(event.card_hash, event.variant);
  session.rubric = content.rubric(event.rubric_hash);
  session.variant = event.variant;
  session.mode = event.mode;
  session.focus = event.focus;
  session.seconds = event.seconds;
  session.kind = event.kind;
  session.modifiers = event.modifiers;
  session.tasks = event.tasks;
  for (const SeatTaken& taken : event.seats) session.seats.push_back({taken.person, taken.role});
  enter(session, Phase::brief, at);
  return session;
}

void apply(Session& session, const Event& event, TimePoint at) { std::visit(Apply{session, at}, event); }

std::optional<Role> vacant_role(const Session& session) {
  if (!session.open() || session.phase >= Phase::score || is_empty(session)) return {};
  for (const Role role : {Role::customer, Role::agent}) {
    if (is_gone(session, role)) return role;
  }
  return {};
}

std::optional<TimePoint> vacant_until(const Session& session) {
  if (!session.round || session.kind != SessionKind::role_play || !vacant_role(session)) return {};
  TimePoint since{};
  for (const Seat& seat : session.seats) {
    if (seat.state == PresenceState::gone && seat.role != Role::observer) since = std::max(since, seat.since);
  }
  return since + kVacancyLasts;
}

Events without_partner(const Session& session) {
  // A talk that has begun is worth talking about; before it there is nothing to debrief.
  const bool talked = session.phase != Phase::brief && session.kind == SessionKind::role_play;
  if (!is_empty(session) && talked) return {PhaseBegan{session.id, Phase::debrief}};
  PersonId by;
  for (const Seat& seat : session.seats) {
    if (seat.state == PresenceState::gone && seat.role != Role::observer) by = seat.person;
  }
  return {SessionEnded{session.id, session.phase == Phase::debrief ? Ending::finished : Ending::partner_gone, by}};
}

Events next_phase(const Session& session) {
  const Phase last = session.kind == SessionKind::warm_up ? Phase::talk : Phase::debrief;
  if (session.phase == last) return {SessionEnded{session.id, Ending::finished, {}}};
  return {PhaseBegan{session.id, static_cast<Phase>(index(session.phase) + 1)}};
}

Events consequences(const Session& session, const Context& context) {
  if (!session.open() || session.paused_at) return {};
  for (const Seat& seat : session.seats) {
    if (seat.state == PresenceState::away && context.now >= seat.held_until) return {SeatGone{session.id, seat.person}};
  }
  if (is_empty(session)) return without_partner(session);
  if (vacant_role(session)) {
    const auto until = vacant_until(session);
    return until && context.now < *until ? Events{} : without_partner(session);
  }
  const bool all_done = std::ranges::all_of(session.seats, [&](const Seat& seat) { return is_done(session, seat); });
  if (all_done || context.now >= session.ends_at) return next_phase(session);

  Events events = challenge_events(session, context.now);
  std::ranges::move(flag_events(session, context.now), std::back_inserter(events));
  for (const card::Beat& beat : session.card->customer.beats) {
    if (phase_matches(beat.when.phase, session.phase) && !was_played(session, beat) && is_due(session, beat, context.now)) {
      events.push_back(BeatPlayed{session.id, beat.id});
    }
  }
  return events;
}

std::optional<TimePoint> due(const Session& session) {
  if (!session.open() || session.paused_at) return {};
  const auto vacant = vacant_until(session);
  TimePoint first = vacant.value_or(session.ends_at);
  for (const Seat& seat : session.seats) {
    if (seat.state == PresenceState::away) first = std::min(first, seat.held_until);
  }
  if (vacant) return first;
  for (const card::Beat& beat : session.card->customer.beats) {
    if (beat.when.kind == card::Trigger::Kind::time && phase_matches(beat.when.phase, session.phase) &&
        !was_played(session, beat)) {
      first = std::min<TimePoint>(first, session.started + beat.when.after);
    }
  }
  for (const auto& at : {challenge_due(session), flags_due(session)}) {
    if (at) first = std::min(first, *at);
  }
  return first;
}

bool has_rated(const Session& session, PersonId by, PersonId of) {
  return std::ranges::any_of(session.ratings, [&](const GivenRating& r) { return r.by == by && r.rating.of == of; });
}

std::vector<PersonId> unrated_by(const Session& session, PersonId person) {
  std::vector<PersonId> left;
  for (const Seat& seat : session.seats) {
    if (seat.role == Role::observer) continue;
    if (!has_rated(session, person, seat.person)) left.push_back(seat.person);
  }
  return left;
}

}  // namespace earshot::domain
