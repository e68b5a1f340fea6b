#include "server/domain/steer.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

namespace limits = protocol::limits;

using Answer = std::optional<Refusal>;

tl::unexpected<Refusal> refused(Answer answer) { return tl::unexpected<Refusal>(std::move(*answer)); }

tl::unexpected<Refusal> no_member(std::string field) {
  return refuse(Why::unknown, "this person is not in your class", std::move(field));
}

const Session* open_session(const Class& klass, SessionId id) {
  const auto found = klass.sessions.find(id);
  return found == klass.sessions.end() ? nullptr : &found->second;
}

tl::unexpected<Refusal> not_open() { return refuse(Why::unknown, "this role-play is over, or not of your class", "session"); }

bool same_people(const protocol::WishPair& a, const protocol::WishPair& b) {
  return std::minmax(a.one, a.other) == std::minmax(b.one, b.other);
}

bool waits_for_help(const Class& klass, PersonId person) {
  return std::ranges::find(klass.help, person, &protocol::HelpRequest::person) != klass.help.end();
}

Decision make_trainer(const Class& klass, PersonId person) {
  if (klass.seated.contains(person)) {
    return refuse(Why::busy, "this person is in a role-play; let it end, or move them out of it first", "person");
  }
  Events events;
  if (std::ranges::find(klass.queue, person, &Waiter::person) != klass.queue.end()) events.push_back(Unqueued{person});
  if (waits_for_help(klass, person)) events.push_back(HelpAnswered{person});
  if (klass.muted.contains(person)) events.push_back(Muted{person, false});
  events.push_back(StandingSet{person, Standing::trainer});
  return events;
}

Decision make_trainee(const Class& klass, PersonId person) {
  if (person == klass.owner) return refuse(Why::not_allowed, "the class's owner stays its trainer", "person");
  if (std::ranges::count(klass.members, Standing::trainer, &ClassMember::standing) < 2) {
    return refuse(Why::too_few, "a class needs a trainer; make somebody else one first", "person");
  }
  return Events{StandingSet{person, Standing::trainee}};
}

}  // namespace

std::optional<Refusal> clocks_are_held(const Class& klass) {
  if (!klass.eyes_up) return {};
  return Refusal{Why::busy, "'eyes up' holds every clock; take it back first", {}};
}

Decision steer(const Class& klass, const protocol::EyesUp& intent) {
  if (!intent.on && !klass.eyes_up) return Events{};
  if (intent.on && klass.eyes_up == intent.text) return Events{};
  Events events{EyesRaised{intent.on, intent.on ? intent.text : std::string{}}};
  for (const auto& [id, session] : klass.sessions) {
    if (intent.on && !session.paused_at) events.push_back(Paused{id});
    if (!intent.on && session.paused_at && klass.eyes_hold.contains(id)) events.push_back(Continued{id});
  }
  return events;
}

Decision steer(const Class& klass, const protocol::NextPhase& intent) {
  std::optional<Phase> behind = intent.from;
  const auto of_round = [&](const Session& session) { return session.round == klass.round->id; };
  if (!behind) {
    for (const auto& [id, session] : klass.sessions) {
      if (of_round(session)) behind = behind ? std::min(*behind, session.phase) : session.phase;
    }
  }
  Events events;
  for (const auto& [id, session] : klass.sessions) {
    if (of_round(session) && session.phase == behind) std::ranges::move(next_phase(session), std::back_inserter(events));
  }
  return events;
}

Decision steer(const Class& klass, const protocol::SetClass& intent, const Context& context) {
  if (intent.settings == settings_in_force(klass, context)) return Events{};
  return Events{ClassSet{intent.settings}};
}

Decision steer(const Class& klass, const protocol::SetWish& intent) {
  if (!klass.member(intent.pair.one)) return no_member("one");
  if (!klass.member(intent.pair.other)) return no_member("other");
  const auto known = std::ranges::find_if(klass.wishes, [&](const auto& wish) { return same_people(wish, intent.pair); });
  const protocol::Wish wished = known == klass.wishes.end() ? protocol::Wish::none : known->wish;
  if (wished == intent.pair.wish) return Events{};
  if (known == klass.wishes.end() && klass.wishes.size() >= limits::kWishes) {
    return refuse(Why::too_many, fmt::format("a class holds {} wishes; take one back first", limits::kWishes));
  }
  return Events{WishSet{intent.pair}};
}

Decision steer(const Class& klass, const protocol::ControlSession& intent) {
  using protocol::SessionAct;
  const Session* session = open_session(klass, intent.session);
  if (!session) return not_open();
  switch (intent.act) {
    case SessionAct::move_on: return next_phase(*session);
    case SessionAct::extend: return Events{Extended{session->id, intent.seconds}};
    case SessionAct::pause:
    case SessionAct::continue_:
      if (auto held = clocks_are_held(klass)) return refused(std::move(held));
      if (session->paused_at.has_value() == (intent.act == SessionAct::pause)) return Events{};
      return intent.act == SessionAct::pause ? Events{Paused{session->id}} : Events{Continued{session->id}};
    case SessionAct::end:
      return Events{SessionEnded{session->id, session->phase == Phase::debrief ? Ending::finished : Ending::round_ended, {}}};
    case SessionAct::re_pair: break;
  }
  return refuse(Why::not_allowed, "this cannot be done with one role-play", "act");
}

Decision steer(const Class& klass, const protocol::Mute& intent) {
  if (!klass.member(intent.person)) return no_member("person");
  if (klass.muted.contains(intent.person) == intent.on) return Events{};
  if (klass.is_trainer(intent.person)) return refuse(Why::not_allowed, "a trainer cannot be muted", "person");
  return Events{Muted{intent.person, intent.on}};
}

Decision steer(const Class& klass, const protocol::HelpDone& intent) {
  return waits_for_help(klass, intent.person) ? Events{HelpAnswered{intent.person}} : Events{};
}

Decision steer(const Class& klass, const protocol::Promote& intent) {
  const ClassMember* member = klass.member(intent.person);
  if (!member) return no_member("person");
  const bool is_trainer = member->standing == Standing::trainer;
  if (is_trainer == intent.trainer) return Events{};
  return intent.trainer ? make_trainer(klass, intent.person) : make_trainee(klass, intent.person);
}

Decision steer(const Class& klass, const protocol::Remove& intent) {
  if (!klass.member(intent.person)) return no_member("person");
  if (intent.person == klass.owner) return refuse(Why::not_allowed, "the class's owner cannot be removed", "person");
  return leave(klass, intent.person, true, intent.for_good);
}

Decision set_team(const Class& klass, const protocol::SetTeam& intent) {
  const ClassMember* member = klass.member(intent.person);
  if (!member) return no_member("person");
  if (member->team == intent.team) return Events{};
  if (klass.scored) return refuse(Why::not_allowed, "teams are locked: the class has a scored round", "team");
  const bool known = intent.team.empty() || std::ranges::find(klass.teams, intent.team) != klass.teams.end();
  if (!known && klass.teams_fixed) return refuse(Why::unknown, fmt::format("there is no team '{}' in this class", intent.team), "team");
  if (!known && klass.teams.size() >= limits::kTeams) return refuse(Why::too_many, fmt::format("a class holds {} teams", limits::kTeams), "team");
  return Events{TeamSet{intent.person, intent.team}};
}

Decision speak_to(const Class& klass, PersonId from, const protocol::SpeakTo& intent) {
  const Session* session = open_session(klass, intent.session);
  if (!session) return not_open();
  return Events{TrainerSpoke{from, {}, intent.text, session->id}};
}

Decision ask_help(const Class& klass, PersonId who, const protocol::Help& intent) {
  if (!waits_for_help(klass, who) && klass.help.size() >= limits::kHelpWaiting) {
    return refuse(Why::too_many, "very many wait for help already; ask your neighbour, or ask again in a moment");
  }
  const Session* session = klass.session_of(who);
  return Events{HelpAsked{who, session ? session->id : SessionId{}, intent.text}};
}

Events leave(const Class& klass, PersonId person, bool removed, bool for_good) {
  Events events;
  if (const Session* session = klass.session_of(person)) events.push_back(SeatGone{session->id, person});
  events.push_back(MemberLeft{person, removed, for_good});
  return events;
}

std::optional<Refusal> muted(const Class& klass, PersonId who, const protocol::Intent& intent) {
  if (!klass.muted.contains(who)) return {};
  const auto* reveal = std::get_if<protocol::Reveal>(&intent);
  const bool is_said = std::holds_alternative<protocol::Say>(intent) || std::holds_alternative<protocol::Retake>(intent) ||
                       (reveal && reveal->say);
  if (!is_said) return {};
  return Refusal{Why::muted, "your trainer has paused your writing for now; you can read and go on", "text"};
}

}  // namespace earshot::domain
