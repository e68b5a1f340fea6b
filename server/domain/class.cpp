#include "server/domain/class.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kPracticeRemembers = 500;

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
    unqueue(e.person);
  }
  void operator()(const RoundStarted& e) const {
    klass.rounds = e.round.value;
    klass.round = Round{e.round, content.resolved(e.card_hash, e.variant), e.mode, e.focus, e.seconds};
  }
  void operator()(const RoundEnded&) const {
    if (klass.round) klass.round->running = false;
  }
  void operator()(const SessionStarted& e) const {
    ++klass.sessions_made;
    Session& session = klass.sessions.emplace(e.session, start(e, at, content)).first->second;
    klass.past.push_back({e.seats});
    // Practice goes on for ever: who met long ago may meet again as if for the first time.
    if (klass.practice && klass.past.size() > kPracticeRemembers) klass.past.erase(klass.past.begin());
    for (const SeatTaken& seat : e.seats) {
      if (const ClassMember* member = klass.member(seat.person)) session.meant[seat.person] = member->intention;
      klass.seated[seat.person] = e.session;
      klass.met_cards[seat.person].push_back(e.card);
      unqueue(seat.person);
    }
  }
  void operator()(const SessionEnded& e) const {
    std::erase_if(klass.seated, [&](const auto& entry) { return entry.second == e.session; });
    const auto found = klass.sessions.find(e.session);
    if (found == klass.sessions.end()) return;
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
  }
  void operator()(const TrainerSpoke&) const {}
  void operator()(const HelpAsked&) const {}
  template <class SessionEvent>
  void operator()(const SessionEvent& e) const {
    in_session(e.session, e);
  }

  void in_session(SessionId id, const Event& event) const {
    if (const auto found = klass.sessions.find(id); found != klass.sessions.end()) domain::apply(found->second, event, at);
  }
  void unqueue(PersonId person) const {
    std::erase_if(klass.queue, [&](const Waiter& w) { return w.person == person; });
  }
};

// --- Deciding -------------------------------------------------------------------------------------------------------

PhaseSeconds seconds_of(const card::Card& card, std::uint32_t talk_minutes) {
  const auto& d = card.minutes;
  PhaseSeconds seconds{};
  const Seconds all[] = {d.brief, d.talk, d.recap, d.solve, d.score, d.debrief};
  std::ranges::transform(all, seconds.begin(), [](Seconds s) { return static_cast<std::uint32_t>(s.count()); });
  auto& talk = seconds[static_cast<std::size_t>(Phase::talk)];
  auto& debrief = seconds[static_cast<std::size_t>(Phase::debrief)];
  if (talk_minutes > 0) talk = talk_minutes * 60;
  debrief = std::max(debrief, talk);  // the debrief has at least the time of the talk
  return seconds;
}

SessionStarted seat(const Class& klass, std::uint64_t nth, RoundId round, const card::Card& card, std::uint32_t variant,
                    const rubric::Rubric& rubric, std::vector<SeatTaken> seats) {
  SessionStarted started;
  // Unique on the server: the class in the upper bits, counted in the lower.
  started.session = SessionId{(klass.id.value << 24U) | (klass.sessions_made + nth)};
  started.round = round;
  started.card = card.id;
  started.card_hash = card.hash;
  started.rubric_hash = rubric.hash;
  started.variant = variant;
  started.focus = rubric.focus_sets.front().criteria;
  started.seconds = seconds_of(card, 0);
  started.seats = std::move(seats);
  return started;
}

struct Decide {
  const Class& klass;
  const ClassMember& member;
  const Context& context;

  tl::unexpected<Refusal> trainers_only() const {
    return refuse(Why::not_allowed, "only a trainer of this class can do this");
  }
  bool is_trainer() const { return member.standing == Standing::trainer; }
  bool round_runs() const { return klass.round && klass.round->running; }

  tl::unexpected<Refusal> no_round() const { return refuse(Why::wrong_phase, "no round is running"); }

  template <class Make>
  Events for_round_sessions(Make make) const {
    Events events;
    for (const auto& [id, session] : klass.sessions) {
      if (session.round == klass.round->id) make(session, events);
    }
    return events;
  }

  Decision operator()(const protocol::StartRound& intent) const {
    if (!is_trainer()) return trainers_only();
    if (round_runs()) return refuse(Why::busy, "a round is running; end it first");
    const auto card = context.content.find(intent.card);
    if (!card) return refuse(Why::unknown, fmt::format("there is no card '{}'", intent.card), "card");
    if (intent.variant > card->variants.size()) {
      return refuse(Why::out_of_range, fmt::format("this card has {} variants", card->variants.size()), "variant");
    }
    const auto rubric = context.content.rubric();
    for (const std::string& id : intent.focus) {
      if (std::ranges::find(rubric->criteria, id, &rubric::Criterion::id) == rubric->criteria.end()) {
        return refuse(Why::unknown, fmt::format("the rubric has no criterion '{}'", id), "focus");
      }
    }
    std::vector<PersonId> people;
    for (const ClassMember& m : klass.members) {
      if (m.standing == Standing::trainee && context.present.contains(m.person) && !klass.seated.contains(m.person)) {
        people.push_back(m.person);
      }
    }
    if (people.size() < 2) {
      return refuse(Why::too_few, fmt::format("a round needs two trainees who are here and free; there {} {}",
                                              people.size() == 1 ? "is" : "are", people.size()));
    }

    RoundStarted started;
    started.round = RoundId{klass.rounds + 1};
    started.card = card->id;
    started.card_hash = card->hash;
    started.rubric_hash = rubric->hash;
    started.variant = intent.variant > 0 ? intent.variant - 1
                                         : static_cast<std::uint32_t>(context.random.below(card->variants.size()));
    started.mode = intent.mode;
    started.focus = intent.focus.empty() ? rubric->focus_sets.front().criteria : intent.focus;
    started.seconds = seconds_of(*card, intent.minutes);

    Events events{started};
    std::uint64_t nth = 0;
    for (auto& seats : pair_up(std::move(people), klass.past, context.random)) {
      SessionStarted session = seat(klass, ++nth, started.round, *card, started.variant, *rubric, std::move(seats));
      session.mode = started.mode;
      session.focus = started.focus;
      session.seconds = started.seconds;
      events.push_back(std::move(session));
    }
    return events;
  }

  Decision operator()(const protocol::Extend& intent) const {
    if (!is_trainer()) return trainers_only();
    if (!round_runs()) return no_round();
    return for_round_sessions([&](const Session& s, Events& events) { events.push_back(Extended{s.id, intent.seconds}); });
  }

  Decision operator()(const protocol::Pause&) const {
    if (!is_trainer()) return trainers_only();
    if (!round_runs()) return no_round();
    return for_round_sessions([&](const Session& s, Events& events) {
      if (!s.paused_at) events.push_back(Paused{s.id});
    });
  }

  Decision operator()(const protocol::Continue&) const {
    if (!is_trainer()) return trainers_only();
    if (!round_runs()) return no_round();
    return for_round_sessions([&](const Session& s, Events& events) {
      if (s.paused_at) events.push_back(Continued{s.id});
    });
  }

  Decision operator()(const protocol::NextPhase&) const {
    if (!is_trainer()) return trainers_only();
    if (!round_runs()) return no_round();
    std::optional<Phase> behind;
    for_round_sessions([&](const Session& s, Events&) { behind = behind ? std::min(*behind, s.phase) : s.phase; });
    return for_round_sessions([&](const Session& s, Events& events) {
      if (s.phase == behind) std::ranges::move(next_phase(s), std::back_inserter(events));
    });
  }

  Decision operator()(const protocol::EndRound&) const {
    if (!is_trainer()) return trainers_only();
    if (!round_runs()) return no_round();
    Events events = for_round_sessions([&](const Session& s, Events& all) {
      all.push_back(SessionEnded{s.id, s.phase == Phase::debrief ? Ending::finished : Ending::round_ended, {}});
    });
    events.push_back(RoundEnded{klass.round->id});
    return events;
  }

  Decision operator()(const protocol::Broadcast& intent) const {
    if (!is_trainer()) return trainers_only();
    return Events{TrainerSpoke{member.person, {}, intent.text}};
  }

  Decision operator()(const protocol::Whisper& intent) const {
    if (!is_trainer()) return trainers_only();
    if (!klass.member(intent.to)) return refuse(Why::unknown, "this person is not in your class", "to");
    return Events{TrainerSpoke{member.person, intent.to, intent.text}};
  }

  Decision operator()(const protocol::Remove& intent) const {
    if (!is_trainer()) return trainers_only();
    const ClassMember* other = klass.member(intent.person);
    if (!other) return refuse(Why::unknown, "this person is not in your class", "person");
    if (other->person == klass.owner) return refuse(Why::not_allowed, "the class's owner cannot be removed", "person");
    return leave(other->person, true);
  }

  Decision operator()(const protocol::Leave&) const { return leave(member.person, false); }

  Events leave(PersonId person, bool removed) const {
    Events events;
    if (const Session* session = klass.session_of(person)) events.push_back(SeatGone{session->id, person});
    events.push_back(MemberLeft{person, removed});
    return events;
  }

  Decision operator()(const protocol::Queue& intent) const {
    if (is_trainer()) return refuse(Why::not_allowed, "trainers play only if they join as trainees");
    if (klass.seated.contains(member.person)) return refuse(Why::busy, "you are in a role-play already");
    if (!intent.card.empty() && !context.content.find(intent.card)) {
      return refuse(Why::unknown, fmt::format("there is no card '{}'", intent.card), "card");
    }
    if (intent.role == Role::observer) return refuse(Why::not_allowed, "practice pairs a customer and an agent", "role");
    Events events;
    if (std::ranges::find(klass.queue, member.person, &Waiter::person) != klass.queue.end()) {
      events.push_back(Unqueued{member.person});
    }
    events.push_back(Queued{member.person, intent.card, intent.role});
    return events;
  }

  Decision operator()(const protocol::Unqueue&) const {
    if (std::ranges::find(klass.queue, member.person, &Waiter::person) == klass.queue.end()) return Events{};
    return Events{Unqueued{member.person}};
  }

  Decision operator()(const protocol::Help& intent) const {
    const Session* session = klass.session_of(member.person);
    return Events{HelpAsked{member.person, session ? session->id : SessionId{}, intent.text}};
  }

  /// Everything else belongs to the session the member sits in.
  template <class SessionIntent>
  Decision operator()(const SessionIntent& intent) const {
    const Session* session = klass.session_of(member.person);
    if (!session) return refuse(Why::not_in_session, "you are in no role-play right now");
    return domain::decide(*session, member.person, intent, context);
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
  for (const auto& card : context.content.cards()) {
    const auto met = [&](PersonId person) {
      const auto found = klass.met_cards.find(person);
      return found != klass.met_cards.end() && std::ranges::find(found->second, card->id) != found->second.end();
    };
    if (!met(a.person) && !met(b.person)) fresh.push_back(card);
  }
  const auto& among = fresh.empty() ? context.content.cards() : fresh;
  return among.empty() ? nullptr : among[context.random.below(among.size())];
}

Events pair_from_queue(const Class& klass, const Waiter& a, const Waiter& b, const Context& context) {
  const auto card = choose_card(klass, a, b, context);
  const auto rubric = context.content.rubric();
  if (!card || !rubric) return {};
  std::vector<SeatTaken> seats = pair_up({a.person, b.person}, klass.past, context.random).front();
  for (const Waiter& waiter : {a, b}) {
    if (!waiter.role) continue;
    // A wish is stronger than whose turn it is; `fits` made sure that the two wishes differ.
    const bool has_it = std::ranges::any_of(seats, [&](const SeatTaken& s) { return s.person == waiter.person && s.role == waiter.role; });
    if (!has_it) std::swap(seats[0].person, seats[1].person);
  }
  const auto variant = static_cast<std::uint32_t>(context.random.below(card->variants.size()));
  return {seat(klass, 1, RoundId{}, *card, variant, *rubric, std::move(seats))};
}

}  // namespace

const ClassMember* Class::member(PersonId person) const {
  const auto found = std::ranges::find(members, person, &ClassMember::person);
  return found == members.end() ? nullptr : &*found;
}

bool Class::is_trainer(PersonId person) const {
  const ClassMember* found = member(person);
  return found && found->standing == Standing::trainer;
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

Decision decide(const Class& klass, PersonId who, const protocol::Intent& intent, const Context& context) {
  const ClassMember* member = klass.member(who);
  if (!member) return refuse(Why::not_in_class, "you are not in this class");
  return std::visit(Decide{klass, *member, context}, intent);
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
  if (klass.member(who)) return Events{};
  if (standing == Standing::trainer) return Events{MemberJoined{who, {}, standing}};
  const std::string key = text::fold(name);
  std::size_t trainees = 0;
  for (const ClassMember& member : klass.members) {
    if (member.standing == Standing::trainee) ++trainees;
    // Practice grows for ever and nobody sees its list: there a name is taken only while its owner is here.
    if (klass.practice && !context.present.contains(member.person)) continue;
    if (text::fold(context.people.name(member.person)) == key) {
      return refuse(Why::name_taken, fmt::format("'{}' is taken in this class; add a letter or your second name", name), "name");
    }
  }
  if (!klass.practice && trainees >= context.settings.class_members) {
    return refuse(Why::class_full, fmt::format("the class is full: {} people are in it", trainees), "code");
  }
  std::string joined = team.empty() ? smallest_team(klass) : team;
  if (!klass.practice && !team.empty() && std::ranges::find(klass.teams, team) == klass.teams.end()) {
    if (klass.teams_fixed || klass.teams.size() >= protocol::limits::kTeams) {
      return refuse(Why::unknown, fmt::format("the class has no team '{}'; its teams are {}", team, fmt::join(klass.teams, ", ")),
                    "team");
    }
  }
  return Events{MemberJoined{who, std::move(joined), standing}};
}

Events came_back(const Class& klass, PersonId who) {
  const Session* session = klass.session_of(who);
  if (!session || session->seat_of(who)->state != PresenceState::away) return {};
  return {SeatBack{session->id, who}};
}

Events went_away(const Class& klass, PersonId who, const Context& context) {
  const Session* session = klass.session_of(who);
  if (!session || session->seat_of(who)->state != PresenceState::here) return {};
  return {SeatAway{session->id, who, Moment{context.now + context.settings.seat_held}}};
}

Events after_downtime(const Class& klass, Milliseconds downtime, const Context& context) {
  if (klass.sessions.empty()) return {};
  Events events;
  if (downtime > Milliseconds{0}) events.push_back(ClockSkipped{downtime.count()});
  // Those who were away already too: nobody could come back while there was no server.
  for (const auto& [person, id] : klass.seated) {
    events.push_back(SeatAway{id, person, Moment{context.now + context.settings.seat_held}});
  }
  return events;
}

Events consequences(const Class& klass, const Context& context) {
  if (klass.round && klass.round->running) {
    const bool over = std::ranges::none_of(klass.sessions, [&](const auto& entry) { return entry.second.round == klass.round->id; });
    if (over) return {RoundEnded{klass.round->id}};
  }
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
