#include "server/domain/class.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "server/domain/dropout.h"
#include "server/domain/lesson.h"
#include "server/domain/rounds.h"
#include "server/domain/warm_up.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kPracticeRemembers = 500;
constexpr std::size_t kSpokenKept = 20;

// --- Folding --------------------------------------------------------------------------------------------------------

struct Apply {
  Class& klass;
  TimePoint at;
  const Content& content;

  void operator()(const ClassOpened& e) const {
    klass.code = e.code;
    klass.name = e.name;
    klass.teams = e.teams;
    klass.teams_fixed = !e.teams.empty();
    klass.practice = e.practice;
    klass.owner = e.owner;
  }
  void operator()(const MemberJoined& e) const {
    klass.members.push_back({e.person, e.team, e.standing, {}});
    const bool founds = !klass.practice && !e.team.empty();
    if (founds && std::ranges::find(klass.teams, e.team) == klass.teams.end()) klass.teams.push_back(e.team);
  }
  void operator()(const MemberLeft& e) const {
    std::erase_if(klass.members, [&](const ClassMember& m) { return m.person == e.person; });
    // A muted person who leaves and comes back is muted still.
    if (e.for_good) {
      klass.banned.insert(e.person);
      klass.muted.erase(e.person);
      std::erase_if(klass.wishes, [&](const protocol::WishPair& w) { return w.one == e.person || w.other == e.person; });
      if (klass.calibration) klass.calibration->ratings.erase(e.person);
    }
    std::erase_if(klass.help, [&](const protocol::HelpRequest& h) { return h.person == e.person; });
    unqueue(e.person);
  }
  void operator()(const RoundStarted& e) const {
    klass.rounds = e.round.value;
    klass.through.clear();
    klass.seen.clear();
    klass.calibrated.reset();
    klass.round = Round{e.round, content.resolved(e.card_hash, e.variant), e.mode, e.focus, e.seconds, true, e.variant, e.modifiers,
                        e.card.empty()};
  }
  void operator()(const RoundEnded&) const {
    if (klass.round) klass.round->running = false;
  }
  void operator()(const SessionStarted& e) const {
    ++klass.sessions_made;
    Session& session = klass.sessions.emplace(e.session, start(e, at, content)).first->second;
    if (klass.eyes_up) {
      session.paused_at = at;
      klass.eyes_hold.insert(e.session);
    }
    const bool counts = e.kind == SessionKind::role_play;
    klass.past.push_back({e.seats, e.session, e.round, e.card, e.kind, session.card->variant});
    // Practice goes on for ever: who met long ago may meet again as if for the first time.
    if (klass.practice && klass.past.size() > kPracticeRemembers) klass.past.erase(klass.past.begin());
    for (const SeatTaken& seat : e.seats) {
      if (const ClassMember* member = klass.member(seat.person)) session.meant[seat.person] = member->intention;
      klass.seated[seat.person] = e.session;
      if (counts) {
        klass.met_cards[seat.person].push_back(e.card);
      } else {
        klass.warmed_up.insert(seat.person);
      }
      unqueue(seat.person);
    }
  }
  void operator()(const PhaseBegan& e) const {
    in_session(e.session, e);
    const auto found = klass.sessions.find(e.session);
    if (found == klass.sessions.end() || !klass.round || found->second.round != klass.round->id) return;
    const Session& session = found->second;
    const bool scored = session.began[static_cast<std::size_t>(Phase::score)] != TimePoint{};
    for (const Seat& seat : session.seats) {
      if (seat.state == PresenceState::gone) continue;
      const bool sees_all = e.phase == Phase::debrief || (e.phase == Phase::score && seat.role == Role::observer);
      if (sees_all) klass.seen.emplace(seat.person, session.card->id);
      if (e.phase == Phase::debrief && scored) klass.through.insert(seat.person);
      if (e.phase == Phase::debrief && scored && session.kind == SessionKind::role_play) klass.scored = true;
    }
  }
  void operator()(const SessionEnded& e) const {
    std::erase_if(klass.seated, [&](const auto& entry) { return entry.second == e.session; });
    klass.eyes_hold.erase(e.session);
    const auto found = klass.sessions.find(e.session);
    if (found == klass.sessions.end()) return;
    const bool of_round = klass.round && found->second.round == klass.round->id;
    if (of_round && e.ending == Ending::stepped_out) klass.through.insert(e.by);
    if (e.ending == Ending::swapped) forget(e.session);
    domain::apply(found->second, e, at);
    klass.just_ended = std::move(found->second);
    klass.sessions.erase(found);
  }
  void operator()(const SeatGone& e) const {
    if (const auto found = klass.seated.find(e.person); found != klass.seated.end() && found->second == e.session) {
      klass.seated.erase(found);
    }
    in_session(e.session, e);
  }
  void operator()(const Queued& e) const { klass.queue.push_back({e.person, e.card, e.role}); }
  void operator()(const Unqueued& e) const { unqueue(e.person); }
  void operator()(const Intended& e) const {
    const auto member = std::ranges::find(klass.members, e.person, &ClassMember::person);
    if (member != klass.members.end()) member->intention = e.text;
    in_session(e.session, e);
  }
  void operator()(const ClockSkipped& e) const {
    for (auto& [id, session] : klass.sessions) domain::apply(session, e, at);
    // While all screens stand still the clock stands anyway; that time is what grows.
    if (klass.lesson.step_ends_at && !klass.lesson.stood_since) *klass.lesson.step_ends_at += Milliseconds{e.ms};
  }
  void operator()(const TrainerSpoke& e) const {
    klass.spoken.push_back({++klass.spoken_ever, e, at, hearers(e)});
    if (klass.spoken.size() > kSpokenKept) klass.spoken.pop_front();
  }
  void operator()(const HelpAsked& e) const {
    const auto known = std::ranges::find(klass.help, e.person, &protocol::HelpRequest::person);
    if (known == klass.help.end()) {
      klass.help.push_back({e.person, e.session, e.text, Moment{at}});
    } else {
      known->session = e.session;  // who asks again keeps the place in the queue
      known->text = e.text;
    }
  }
  void operator()(const HelpAnswered& e) const {
    std::erase_if(klass.help, [&](const protocol::HelpRequest& h) { return h.person == e.person; });
  }
  void operator()(const PlanSet& e) const {
    PlanRun& run = klass.lesson;
    const auto& before = run.plan.steps;
    const auto& after = e.plan.steps;
    const bool keeps_place = run.step && *run.step < after.size() &&
                             std::equal(before.begin(), before.begin() + *run.step + 1, after.begin());
    run.plan = e.plan;
    if (keeps_place) return;
    run.step.reset();
    run.step_over = false;
    run.step_ends_at.reset();
  }
  void operator()(const AutoRunSet& e) const { klass.lesson.auto_run = e.on; }
  void operator()(const FinishSet& e) const {
    klass.lesson.finish_at = e.at ? std::optional{e.at->point()} : std::nullopt;
  }
  void operator()(const StepBegan& e) const {
    klass.warmed_up.clear();
    klass.lesson.step = e.step;
    klass.lesson.step_over = false;
    klass.lesson.step_ends_at = e.ends_at ? std::optional{e.ends_at->point()} : std::nullopt;
  }
  void operator()(const StepEnded&) const {
    klass.lesson.step_over = true;
    klass.lesson.step_ends_at.reset();
  }
  void operator()(const EyesRaised& e) const {
    if (e.on && !klass.eyes_up) {
      for (const auto& [id, session] : klass.sessions) {
        if (!session.paused_at) klass.eyes_hold.insert(id);
      }
    }
    klass.eyes_up = e.on ? std::optional{e.text} : std::nullopt;
    auto& since = klass.lesson.stood_since;
    if (e.on) {
      if (!since) since = at;
      return;
    }
    klass.eyes_hold.clear();
    if (since && klass.lesson.step_ends_at) *klass.lesson.step_ends_at += at - *since;
    since.reset();
  }
  void operator()(const ClassSet& e) const {
    klass.settings = e.settings;
    klass.settings_set = true;
  }
  void operator()(const WishSet& e) const {
    std::erase_if(klass.wishes, [&](const protocol::WishPair& w) {
      return std::minmax(w.one, w.other) == std::minmax(e.pair.one, e.pair.other);
    });
    if (e.pair.wish != protocol::Wish::none) klass.wishes.push_back(e.pair);
  }
  void operator()(const Muted& e) const {
    if (e.on) {
      klass.muted.insert(e.person);
    } else {
      klass.muted.erase(e.person);
    }
  }
  void operator()(const StandingSet& e) const {
    const auto member = std::ranges::find(klass.members, e.person, &ClassMember::person);
    if (member != klass.members.end()) member->standing = e.standing;
  }
  void operator()(const SeatPassed& e) const {
    if (const auto found = klass.seated.find(e.from); found != klass.seated.end() && found->second == e.session) {
      klass.seated.erase(found);
    }
    if (e.person) {
      had_turn(e.session, {e.person, e.role});
      klass.seated[e.person] = e.session;
      klass.through.erase(e.person);
      if (const auto found = klass.sessions.find(e.session); found != klass.sessions.end()) {
        if (const ClassMember* member = klass.member(e.person)) found->second.meant[e.person] = member->intention;
      }
      unqueue(e.person);
    } else {
      klass.through.insert(e.from);
    }
    in_session(e.session, e);
  }
  void operator()(const HandedOver& e) const {
    had_turn(e.session, {e.to, Role::agent});
    in_session(e.session, e);
  }
  void operator()(const RosterConfirmed&) const {
    // Who has left by choice keeps the ratings they gave; who was taken out for good does not.
    Roster roster = klass.rosters.empty() ? Roster{} : klass.rosters.back();
    roster.at = at;
    std::erase_if(roster.people, [&](PersonId person) { return klass.banned.contains(person); });
    for (const ClassMember& member : klass.members) roster.people.insert(member.person);
    klass.rosters.push_back(std::move(roster));
  }
  void operator()(const TeamSet& e) const {
    const auto member = std::ranges::find(klass.members, e.person, &ClassMember::person);
    if (member != klass.members.end()) member->team = e.team;
    const bool known = e.team.empty() || std::ranges::find(klass.teams, e.team) != klass.teams.end();
    if (!known) klass.teams.push_back(e.team);
  }
  void operator()(const GoalSet& e) const { klass.goal = e.goal; }
  void operator()(const Promised& e) const { klass.promises[e.person] = e.text; }
  void operator()(const QuoteAllowed& e) const {
    std::erase_if(klass.quotes, [&](const AllowedQuote& known) {
      return known.quote.session == e.session && known.quote.message == e.quote.message;
    });
    if (!e.on) return;
    klass.quotes.push_back({e.person, e.quote});
    if (klass.quotes.size() > protocol::limits::kQuotes) klass.quotes.pop_front();
  }
  void operator()(const CalibrationBegan& e) const {
    klass.calibrated.reset();
    klass.calibration = Calibration{content.transcript(e.transcript_hash), e.rubric_hash, e.focus, {}};
  }
  void operator()(const TranscriptRated& e) const {
    if (klass.calibration) klass.calibration->ratings[e.person] = {klass.is_trainer(e.person), e.levels};
  }
  void operator()(const CalibrationEnded&) const {
    klass.calibrated = std::exchange(klass.calibration, {});
    if (klass.calibrated) klass.calibrated->ended_at = at;
  }
  template <class SessionEvent>
  void operator()(const SessionEvent& e) const {
    in_session(e.session, e);
  }

  /// A whisper: its two. To a session: who sits there, and the trainers. Else everybody.
  std::set<PersonId> hearers(const TrainerSpoke& e) const {
    if (e.to) return {e.from, e.to};
    std::set<PersonId> people;
    for (const ClassMember& member : klass.members) {
      if (!e.session || member.standing == Standing::trainer) people.insert(member.person);
    }
    if (const auto found = klass.sessions.find(e.session); found != klass.sessions.end()) {
      for (const Seat& seat : found->second.seats) {
        if (seat.state != PresenceState::gone) people.insert(seat.person);
      }
    }
    return people;
  }
  /// A card was swapped before it was played: for pairing, these people have not met and had no turn yet.
  void forget(SessionId id) const {
    std::erase_if(klass.past, [&](const PastSession& p) { return p.session == id; });
  }
  void had_turn(SessionId id, SeatTaken seat) const {
    const auto past = std::ranges::find(klass.past.rbegin(), klass.past.rend(), id, &PastSession::session);
    if (past == klass.past.rend() || std::ranges::find(past->seats, seat) != past->seats.end()) return;
    past->seats.push_back(seat);
    const bool sat_before = std::ranges::count(past->seats, seat.person, &SeatTaken::person) > 1;
    if (!sat_before && seat.role != Role::observer) klass.met_cards[seat.person].push_back(past->card);
  }
  void in_session(SessionId id, const Event& event) const {
    if (const auto found = klass.sessions.find(id); found != klass.sessions.end()) domain::apply(found->second, event, at);
  }
  void unqueue(PersonId person) const {
    std::erase_if(klass.queue, [&](const Waiter& w) { return w.person == person; });
  }
};

// --- The practice queue ---------------------------------------------------------------------------------------------

bool fits(const Waiter& a, const Waiter& b) {
  const bool roles = !a.role || !b.role || *a.role != *b.role;
  const bool cards = a.card.empty() || b.card.empty() || a.card == b.card;
  return roles && cards;
}

/// A card in force that neither has met, or any if they have met all.
std::shared_ptr<const card::Card> choose_card(const Class& klass, const Waiter& a, const Waiter& b, const Context& context) {
  const std::string& wished = a.card.empty() ? b.card : a.card;
  if (!wished.empty()) {
    if (auto card = context.content.find(wished)) return card;
  }
  std::vector<std::shared_ptr<const card::Card>> fresh;
  const auto role_plays = pool_of({}, SessionKind::role_play, context.content);
  for (const auto& card : role_plays) {
    const auto met = [&](PersonId person) {
      const auto found = klass.met_cards.find(person);
      return found != klass.met_cards.end() && std::ranges::find(found->second, card->id) != found->second.end();
    };
    if (!met(a.person) && !met(b.person)) fresh.push_back(card);
  }
  const auto& among = fresh.empty() ? role_plays : fresh;
  return among.empty() ? nullptr : among[context.random.below(among.size())];
}

Events pair_from_queue(const Class& klass, const Waiter& a, const Waiter& b, const Context& context) {
  const auto card = choose_card(klass, a, b, context);
  const auto rubric = context.content.rubric();
  if (!card || !rubric) return {};
  std::vector<SeatTaken> seats = pair_up({{a.person, b.person}, klass.past, {}, {card->id}}, context.random).front().seats;
  for (const Waiter& waiter : {a, b}) {
    if (!waiter.role) continue;
    // A wish is stronger than whose turn it is; `fits` made sure that the two wishes differ.
    const bool has_it = std::ranges::any_of(seats, [&](const SeatTaken& s) { return s.person == waiter.person && s.role == waiter.role; });
    if (!has_it) std::swap(seats[0].person, seats[1].person);
  }
  const std::uint32_t variant = choose_variant(klass, *card, seats, context);
  SessionStarted started = seat(klass, 1, RoundId{}, *card, variant, *rubric, std::move(seats), context);
  // No trainer picks what to look at: the two go through the rubric's sets, at the pace of who has played less.
  const auto met = [&](PersonId person) {
    const auto found = klass.met_cards.find(person);
    return found == klass.met_cards.end() ? std::size_t{0} : found->second.size();
  };
  started.focus = rubric->focus_sets[std::min(met(a.person), met(b.person)) % rubric->focus_sets.size()].criteria;
  return {std::move(started)};
}

}  // namespace

const ClassMember* Class::member(PersonId person) const {
  const auto found = std::ranges::find(members, person, &ClassMember::person);
  return found == members.end() ? nullptr : &*found;
}

bool Class::knows(PersonId person) const {
  return member(person) || std::ranges::any_of(rosters, [&](const Roster& roster) { return roster.people.contains(person); });
}

const Roster* Class::roster(TimePoint until) const {
  if (rosters.empty()) return nullptr;
  const auto later = std::ranges::find_if(rosters, [&](const Roster& one) { return one.at >= until; });
  return later == rosters.begin() ? &rosters.front() : &*std::prev(later);
}

bool Class::is_trainer(PersonId person) const {
  const ClassMember* found = member(person);
  return found && found->standing == Standing::trainer;
}

const AllowedQuote* Class::quote(SessionId session, MessageId message) const {
  const auto found = std::ranges::find_if(quotes, [&](const AllowedQuote& allowed) {
    return allowed.quote.session == session && allowed.quote.message == message;
  });
  return found == quotes.end() ? nullptr : &*found;
}

const Session* Class::session_of(PersonId person) const {
  const auto seat = seated.find(person);
  if (seat == seated.end()) return nullptr;
  const auto found = sessions.find(seat->second);
  return found == sessions.end() ? nullptr : &found->second;
}

void apply(Class& klass, const Event& event, TimePoint at, const Content& content) {
  std::visit(Apply{klass, at, content}, event);
}

std::string smallest_team(const Class& klass) {
  std::string smallest;
  std::size_t fewest = 0;
  for (const std::string& team : klass.teams) {
    const auto size = static_cast<std::size_t>(std::ranges::count(klass.members, team, &ClassMember::team));
    if (smallest.empty() || size < fewest) {
      smallest = team;
      fewest = size;
    }
  }
  return smallest;
}

Decision join(const Class& klass, PersonId who, const std::string& name, const std::string& team, Standing standing,
              const Context& context) {
  if (klass.banned.contains(who)) {
    return refuse(Why::removed, "the trainer has taken you out of this class for good; other classes are open to you", "code");
  }
  if (klass.member(who)) return Events{};
  if (standing == Standing::trainer) return Events{MemberJoined{who, {}, standing}};
  const std::string key = text::fold(name);
  const auto has_name = [&](PersonId person) { return text::fold(context.people.name(person)) == key; };
  if (std::ranges::any_of(klass.banned, has_name)) {
    return refuse(Why::name_taken, fmt::format("'{}' cannot be used in this class; add a letter or your second name", name), "name");
  }
  std::size_t trainees = 0;
  for (const ClassMember& member : klass.members) {
    if (member.standing == Standing::trainee) ++trainees;
    // Practice grows for ever and nobody sees its list: there a name is taken only while its owner is here.
    if (klass.practice && !context.present.contains(member.person)) continue;
    if (has_name(member.person)) {
      return refuse(Why::name_taken, fmt::format("'{}' is taken in this class; add a letter or your second name", name), "name");
    }
  }
  if (!klass.practice && trainees >= context.settings.class_members) {
    return refuse(Why::class_full, fmt::format("the class is full: {} people are in it", trainees), "code");
  }
  // Nobody sets or locks teams in Practice: one named like a class's own would count for that one.
  std::string joined = klass.practice ? std::string() : team.empty() ? smallest_team(klass) : team;
  if (!klass.practice && !team.empty() && std::ranges::find(klass.teams, team) == klass.teams.end()) {
    if (klass.teams_fixed || klass.teams.size() >= protocol::limits::kTeams) {
      return refuse(Why::unknown, fmt::format("the class has no team '{}'; its teams are {}", team, fmt::join(klass.teams, ", ")),
                    "team");
    }
  }
  return Events{MemberJoined{who, std::move(joined), standing}};
}

protocol::ClassSettings settings_in_force(const Class& klass, const Context& context) {
  protocol::ClassSettings settings = klass.settings;
  if (!klass.settings_set) settings.seat_held_seconds = static_cast<std::uint32_t>(context.settings.seat_held.count());
  return settings;
}

Seconds seat_held(const Class& klass, const Context& context) {
  return Seconds{settings_in_force(klass, context).seat_held_seconds};
}

Events came_back(const Class& klass, PersonId who) {
  const Session* session = klass.session_of(who);
  if (!session || session->seat_of(who)->state != PresenceState::away) return {};
  return {SeatBack{session->id, who}};
}

Events went_away(const Class& klass, PersonId who, const Context& context) {
  const Session* session = klass.session_of(who);
  if (!session || session->seat_of(who)->state != PresenceState::here) return {};
  return {SeatAway{session->id, who, Moment{context.now + seat_held(klass, context)}}};
}

Events after_downtime(const Class& klass, Milliseconds downtime, const Context& context) {
  if (klass.sessions.empty() && !klass.lesson.step_ends_at) return {};
  Events events;
  if (downtime > Milliseconds{0}) events.push_back(ClockSkipped{downtime.count()});
  // Those who were away already too: nobody could come back while there was no server.
  for (const auto& [person, id] : klass.seated) {
    events.push_back(SeatAway{id, person, Moment{context.now + seat_held(klass, context)}});
  }
  return events;
}

std::optional<TimePoint> due(const Class& klass) { return lesson_due(klass); }

Events consequences(const Class& klass, const Context& context) {
  if (Events events = pass_places_on(klass, context); !events.empty()) return events;
  if (klass.round && klass.round->running) {
    const bool over = std::ranges::none_of(klass.sessions, [&](const auto& entry) { return entry.second.round == klass.round->id; });
    if (over) return {RoundEnded{klass.round->id}};
    if (Events events = seat_idle(klass, context); !events.empty()) return events;
  }
  if (Events events = lesson_follows(klass, context); !events.empty()) return events;
  if (klass.calibration) return {};  // who waits is paired once the class has rated
  if (Events events = warm_up_follows(klass, context); !events.empty()) return events;
  for (std::size_t i = 0; i < klass.queue.size(); ++i) {
    if (!context.present.contains(klass.queue[i].person)) continue;
    for (std::size_t k = i + 1; k < klass.queue.size(); ++k) {
      if (!context.present.contains(klass.queue[k].person) || !fits(klass.queue[i], klass.queue[k])) continue;
      return pair_from_queue(klass, klass.queue[i], klass.queue[k], context);
    }
  }
  return {};
}

}  // namespace earshot::domain
