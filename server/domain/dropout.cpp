#include "server/domain/dropout.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/domain/challenge.h"
#include "server/domain/rounds.h"

namespace earshot::domain {
namespace {

std::vector<PersonId> there(const Session& session) {
  std::vector<PersonId> people;
  for (const Seat& seat : session.seats) {
    if (seat.state != PresenceState::gone) people.push_back(seat.person);
  }
  return people;
}

bool is_of_round(const Class& klass, const Session& session) {
  return klass.round && klass.round->running && session.round == klass.round->id && session.kind == SessionKind::role_play;
}

bool kept_apart(const Class& klass, PersonId one, PersonId other) {
  return std::ranges::any_of(klass.wishes, [&](const protocol::WishPair& pair) {
    return pair.wish == protocol::Wish::apart && std::minmax(pair.one, pair.other) == std::minmax(one, other);
  });
}

bool kept_apart(const Class& klass, PersonId person, const Session& session) {
  return std::ranges::any_of(there(session), [&](PersonId other) { return kept_apart(klass, person, other); });
}

/// True if the person has seen both sides of this card.
bool knows(const Class& klass, PersonId person, const Session& session) {
  return klass.seen.contains({person, session.card->id});
}

bool gave_up(const Session& session, PersonId person) {
  return std::ranges::any_of(session.passed, [&](const Passed& p) { return !p.person && p.from == person; });
}

/// How often the person has sat with those who are in the session.
std::ptrdiff_t met(const Class& klass, PersonId person, const Session& session) {
  std::ptrdiff_t times = 0;
  for (const PastSession& past : klass.past) {
    if (past.kind != SessionKind::role_play) continue;
    if (std::ranges::find(past.seats, person, &SeatTaken::person) == past.seats.end()) continue;
    times += std::ranges::count_if(past.seats, [&](const SeatTaken& seat) {
      const Seat* here = session.seat_of(seat.person);
      return seat.person != person && here && here->state != PresenceState::gone;
    });
  }
  return times;
}

/// Whose place it was that has this role and is free now; 0: nobody's.
PersonId free_from(const Session& session, Role role) {
  const Seat* seat = session.seat_with(role);
  return seat && seat->state == PresenceState::gone ? seat->person : PersonId{};
}

bool has_observer(const Session& session) {
  const Seat* seat = session.seat_with(Role::observer);
  return seat && seat->state != PresenceState::gone;
}

SeatPassed seat_in(const Session& session, Role role, PersonId person) {
  return {session.id, role, person, free_from(session, role)};
}

// --- A place is given up --------------------------------------------------------------------------------------------

PersonId observer_who_steps_in(const Class& klass, const Session& session) {
  const Seat* seat = session.seat_with(Role::observer);
  if (!seat || seat->state != PresenceState::here || knows(klass, seat->person, session)) return {};
  return seat->person;
}

/// Among those who wait, in the practice queue too: whoever met these people least often, then who joined first.
PersonId waiter_who_steps_in(const Class& klass, const Session& session, const Context& context) {
  PersonId best;
  std::ptrdiff_t fewest = 0;
  for (const ClassMember& member : klass.members) {
    if (!is_late(klass, member, context) || knows(klass, member.person, session)) continue;
    if (gave_up(session, member.person) || kept_apart(klass, member.person, session)) continue;
    const auto times = met(klass, member.person, session);
    if (best && times >= fewest) continue;
    best = member.person;
    fewest = times;
  }
  return best;
}

/// The pair that has no observer, is not beyond the talk and met this person least often; null if there is none.
const Session* pair_to_observe(const Class& klass, PersonId person) {
  const Session* best = nullptr;
  std::ptrdiff_t fewest = 0;
  for (const auto& [id, session] : klass.sessions) {
    if (!is_of_round(klass, session) || session.paused_at || session.phase > Phase::talk) continue;
    if (has_observer(session) || vacant_role(session) || session.seat_of(person)) continue;
    if (kept_apart(klass, person, session)) continue;
    const auto times = met(klass, person, session);
    if (best && times >= fewest) continue;
    best = &session;
    fewest = times;
  }
  return best;
}

/// The one who is left observes another pair.
Events join_another_pair(const Class& klass, const Session& session, Role vacant) {
  const auto left = there(session);
  if (left.size() != 1 || session.seat_of(left.front())->state != PresenceState::here) return {};
  const Session* other = pair_to_observe(klass, left.front());
  if (!other) return {};
  return {SessionEnded{session.id, Ending::moved, free_from(session, vacant)}, seat_in(*other, Role::observer, left.front())};
}

bool trainer_is_here(const Class& klass, const Context& context) {
  return std::ranges::any_of(klass.members, [&](const ClassMember& member) {
    return member.standing == Standing::trainer && context.present.contains(member.person);
  });
}

Events pass_on(const Class& klass, const Session& session, Role vacant, const Context& context) {
  const protocol::DropOut first = klass.settings.drop_out;
  if (first == protocol::DropOut::trainer) return trainer_is_here(klass, context) ? Events{} : without_partner(session);
  if (first <= protocol::DropOut::observer) {
    if (const PersonId person = observer_who_steps_in(klass, session)) return {seat_in(session, vacant, person)};
  }
  if (first <= protocol::DropOut::waiting) {
    if (const PersonId person = waiter_who_steps_in(klass, session, context)) return {seat_in(session, vacant, person)};
  }
  if (first <= protocol::DropOut::triad) {
    if (Events events = join_another_pair(klass, session, vacant); !events.empty()) return events;
  }
  return without_partner(session);
}

// --- Somebody is late -----------------------------------------------------------------------------------------------

/// The round's sessions that run; the first is the one that began first.
const Session* earliest(const Class& klass) {
  const auto found = std::ranges::find_if(klass.sessions, [&](const auto& entry) { return is_of_round(klass, entry.second); });
  return found == klass.sessions.end() ? nullptr : &found->second;
}

/// Two of them play the card of `first`, with a whole clock.
Events pair_late(const Class& klass, const std::vector<PersonId>& late, const Session& first, const Context& context) {
  for (std::size_t i = 0; i < late.size(); ++i) {
    for (std::size_t k = i + 1; k < late.size(); ++k) {
      if (kept_apart(klass, late[i], late[k])) continue;
      auto group = pair_up({{late[i], late[k]}, klass.past, klass.wishes, {first.card->id}}, context.random).front();
      return {seat_in_round(klass, 1, *first.card, first.variant, std::move(group.seats), context)};
    }
  }
  return {};
}

}  // namespace

Events pass_places_on(const Class& klass, const Context& context) {
  for (const auto& [id, session] : klass.sessions) {
    const auto vacant = vacant_role(session);
    if (!vacant || session.paused_at || !is_of_round(klass, session)) continue;
    if (Events events = pass_on(klass, session, *vacant, context); !events.empty()) return events;
  }
  return {};
}

bool asks_trainers(const Class& klass, const Session& session) {
  return klass.settings.drop_out == protocol::DropOut::trainer && is_of_round(klass, session) && vacant_role(session).has_value();
}

bool is_late(const Class& klass, const ClassMember& member, const Context& context) {
  return member.standing == Standing::trainee && context.present.contains(member.person) &&
         !klass.seated.contains(member.person) && !klass.through.contains(member.person);
}

bool takes_late(const Class& klass) {
  const Session* first = earliest(klass);
  return klass.settings.late == protocol::LateJoin::at_once && first && first->phase <= Phase::talk;
}

Events seat_idle(const Class& klass, const Context& context) {
  const Session* first = earliest(klass);
  if (!takes_late(klass) || first->paused_at) return {};
  std::vector<PersonId> late;
  for (const ClassMember& member : klass.members) {
    const bool queued = std::ranges::find(klass.queue, member.person, &Waiter::person) != klass.queue.end();
    if (is_late(klass, member, context) && !queued) late.push_back(member.person);
  }
  std::vector<PersonId> players = late;
  std::erase_if(players, [&](PersonId person) { return knows(klass, person, *first); });
  if (Events events = pair_late(klass, players, *first, context); !events.empty()) return events;
  for (const PersonId person : late) {
    if (const Session* pair = pair_to_observe(klass, person)) return {seat_in(*pair, Role::observer, person)};
  }
  return {};
}

// --- A trainer's moves ----------------------------------------------------------------------------------------------

Decision move(const Class& klass, const protocol::Move& intent, const Context& context) {
  const ClassMember* member = klass.member(intent.person);
  if (!member) return refuse(Why::unknown, "this person is not in your class", "person");
  const std::string name(context.people.name(intent.person));
  const Session* own = klass.session_of(intent.person);
  Events events;
  if (own) events.push_back(SeatPassed{own->id, own->seat_of(intent.person)->role, {}, intent.person});
  if (!intent.session) {
    if (!own) return refuse(Why::not_in_session, fmt::format("{} is in no role-play right now", name), "person");
    return events;
  }
  if (member->standing == Standing::trainer) {
    return refuse(Why::not_allowed, "trainers are not moved; they take a free place themselves", "person");
  }
  const auto found = klass.sessions.find(intent.session);
  if (found == klass.sessions.end()) return refuse(Why::unknown, "this role-play is over; choose one that runs", "session");
  const Session& target = found->second;
  if (own == &target) return refuse(Why::already_done, fmt::format("{} is in this role-play already", name), "session");
  if (!context.present.contains(intent.person)) {
    return refuse(Why::not_allowed, fmt::format("{} is not here right now; wait until they are back", name), "person");
  }
  if (target.phase >= Phase::score) {
    return refuse(Why::wrong_phase, "this role-play is being scored; nobody can come in any more", "session");
  }
  for (const PersonId other : there(target)) {
    if (!kept_apart(klass, intent.person, other)) continue;
    return refuse(Why::not_allowed,
                  fmt::format("you keep {} and {} apart; lift that first", name, context.people.name(other)), "person");
  }
  const auto vacant = vacant_role(target);
  const bool plays = vacant && !knows(klass, intent.person, target);
  if (!plays && has_observer(target)) {
    return refuse(Why::busy,
                  vacant ? fmt::format("{} knows both sides of this card, and somebody observes already", name)
                         : "every place in this role-play is taken; move somebody out first",
                  "session");
  }
  events.push_back(seat_in(target, plays ? *vacant : Role::observer, intent.person));
  return events;
}

Decision take_seat(const Class& klass, PersonId trainer, const protocol::TakeSeat& intent, const Context& context) {
  if (klass.seated.contains(trainer)) return refuse(Why::busy, "you are in a role-play already; leave it first");
  const auto found = klass.sessions.find(intent.session);
  if (found == klass.sessions.end()) return refuse(Why::unknown, "this role-play is over; choose one that runs", "session");
  const Session& session = found->second;
  if (session.phase >= Phase::score) {
    return refuse(Why::wrong_phase, "this role-play is being scored; nobody can come in any more", "session");
  }
  if (const Seat* seat = session.seat_with(intent.role); seat && seat->state != PresenceState::gone) {
    return refuse(Why::busy,
                  fmt::format("{} is the {}; move them out first", context.people.name(seat->person), protocol::word(intent.role)),
                  "role");
  }
  return Events{seat_in(session, intent.role, trainer)};
}

Decision re_pair(const Class& klass, SessionId id, const Context& context) {
  const auto found = klass.sessions.find(id);
  if (found == klass.sessions.end()) return refuse(Why::unknown, "this role-play is over; choose one that runs", "session");
  const Session& session = found->second;
  if (!is_of_round(klass, session)) return refuse(Why::not_allowed, "only a role-play of the round is paired anew", "session");
  std::vector<PersonId> people;
  for (const PersonId person : there(session)) {
    if (context.present.contains(person) && !klass.is_trainer(person)) people.push_back(person);
  }
  for (const ClassMember& member : klass.members) {
    if (is_late(klass, member, context) && !knows(klass, member.person, session)) people.push_back(member.person);
  }
  if (people.size() < 2) {
    return refuse(Why::too_few, "nobody is free to be paired with; end it, or move them to another pair", "session");
  }
  Events events{SessionEnded{session.id, Ending::moved, {}}};
  std::uint64_t nth = 0;
  for (auto& [seats, card] : pair_up({std::move(people), klass.past, klass.wishes, {session.card->id}}, context.random)) {
    const bool same = std::ranges::all_of(seats, [&](const SeatTaken& taken) {
      const Seat* seat = session.seat_of(taken.person);
      return seat && seat->role == taken.role;
    });
    if (same) std::swap(seats[0].person, seats[1].person);
    events.push_back(seat_in_round(klass, ++nth, *session.card, session.variant, std::move(seats), context));
  }
  return events;
}

// --- What remains of it ---------------------------------------------------------------------------------------------

bool is_ranked(const Class& klass, const Session& session) {
  const bool changed = std::ranges::any_of(session.passed, [](const Passed& passed) { return passed.person && passed.role != Role::observer; });
  return !changed && !klass.is_trainer(session.person_with(Role::customer)) && !klass.is_trainer(session.person_with(Role::agent));
}

std::vector<protocol::SceneNote> scene_notes(const Session& session, PersonId viewer, const People& people) {
  std::vector<protocol::SceneNote> notes;
  for (const Passed& passed : session.passed) {
    std::string text;
    if (!passed.person) {
      text = fmt::format("{} has left this scene.", people.name(passed.from));
    } else if (passed.handover) {
      text = handover_text(session, viewer, people);
    } else if (passed.role == Role::observer) {
      text = fmt::format("{} listens in from here on.", people.name(passed.person));
    } else {
      text = fmt::format("{} is the {} from here on.", people.name(passed.person), protocol::word(passed.role));
    }
    notes.push_back({session.id, std::move(text), Moment{passed.at}});
  }
  return notes;
}

}  // namespace earshot::domain
