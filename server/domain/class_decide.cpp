// What a member may ask of the class, and what comes of it.
#include <fmt/format.h>

#include <algorithm>

#include "server/domain/class.h"
#include "server/domain/dropout.h"
#include "server/domain/lesson.h"
#include "server/domain/rights.h"
#include "server/domain/rounds.h"
#include "server/domain/steer.h"
#include "server/domain/swap_card.h"

namespace earshot::domain {
namespace {

struct Decide {
  const Class& klass;
  const ClassMember& member;
  const Context& context;

  bool round_runs() const { return klass.round && klass.round->running; }

  tl::unexpected<Refusal> no_round() const { return refuse(Why::wrong_phase, "no round is running"); }

  static tl::unexpected<Refusal> not_seated() { return refuse(Why::not_in_session, "you are in no role-play right now"); }

  template <class Make>
  Events for_round_sessions(Make make) const {
    Events events;
    for (const auto& [id, session] : klass.sessions) {
      if (session.round == klass.round->id) make(session, events);
    }
    return events;
  }

  Decision operator()(const protocol::StartRound& intent) const {
    RoundWish wish;
    if (!intent.card.empty()) wish.cards = {intent.card};
    wish.variant = intent.variant;
    wish.minutes = intent.minutes;
    wish.focus = intent.focus;
    wish.mode = intent.mode;
    wish.modifiers = intent.modifiers;
    wish.triads = intent.triads;
    wish.swap = intent.swap;
    return start_round(klass, wish, context);
  }

  Decision operator()(const protocol::SetPlan& intent) const {
    return set_plan(klass, intent.plan, context);
  }
  Decision operator()(const protocol::PickLesson& intent) const {
    return pick_lesson(klass, intent.lesson, context);
  }
  Decision operator()(const protocol::BeginStep& intent) const {
    return begin_step(klass, intent.step, context);
  }
  Decision operator()(const protocol::AutoRun& intent) const {
    return set_auto_run(klass, intent.on);
  }
  Decision operator()(const protocol::FinishAt& intent) const {
    return set_finish(klass, intent.at, context);
  }

  Decision operator()(const protocol::Extend& intent) const {
    if (!round_runs()) return no_round();
    return for_round_sessions([&](const Session& s, Events& events) { events.push_back(Extended{s.id, intent.seconds}); });
  }

  Decision operator()(const protocol::Pause&) const {
    if (!round_runs()) return no_round();
    if (auto held = clocks_are_held(klass)) return tl::unexpected<Refusal>(std::move(*held));
    return for_round_sessions([&](const Session& s, Events& events) {
      if (!s.paused_at) events.push_back(Paused{s.id});
    });
  }

  Decision operator()(const protocol::Continue&) const {
    if (!round_runs()) return no_round();
    if (auto held = clocks_are_held(klass)) return tl::unexpected<Refusal>(std::move(*held));
    return for_round_sessions([&](const Session& s, Events& events) {
      if (s.paused_at) events.push_back(Continued{s.id});
    });
  }

  Decision operator()(const protocol::NextPhase& intent) const {
    if (!round_runs()) return no_round();
    return steer(klass, intent);
  }

  Decision operator()(const protocol::EndRound&) const {
    if (!round_runs()) return no_round();
    Events events = for_round_sessions([&](const Session& s, Events& all) {
      all.push_back(SessionEnded{s.id, s.phase == Phase::debrief ? Ending::finished : Ending::round_ended, {}});
    });
    events.push_back(RoundEnded{klass.round->id});
    return events;
  }

  Decision operator()(const protocol::Broadcast& intent) const {
    return Events{TrainerSpoke{member.person, {}, intent.text, {}}};
  }

  Decision operator()(const protocol::Whisper& intent) const {
    if (!klass.member(intent.to)) return refuse(Why::unknown, "this person is not in your class", "to");
    return Events{TrainerSpoke{member.person, intent.to, intent.text, {}}};
  }

  Decision operator()(const protocol::SpeakTo& intent) const { return speak_to(klass, member.person, intent); }
  Decision operator()(const protocol::EyesUp& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::SetClass& intent) const { return steer(klass, intent, context); }
  Decision operator()(const protocol::SetWish& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::Mute& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::HelpDone& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::Promote& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::Remove& intent) const { return steer(klass, intent); }
  Decision operator()(const protocol::Leave&) const { return leave(klass, member.person, false, false); }

  Decision operator()(const protocol::Queue& intent) const {
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

  Decision operator()(const protocol::Help& intent) const { return ask_help(klass, member.person, intent); }

  Decision operator()(const protocol::SwapCard&) const { return swap_card(klass, member.person, context); }

  Decision operator()(const protocol::Move& intent) const {
    return move(klass, intent, context);
  }

  Decision operator()(const protocol::ControlSession& intent) const {
    if (intent.act == protocol::SessionAct::re_pair) return re_pair(klass, intent.session, context);
    return steer(klass, intent);
  }

  Decision operator()(const protocol::TakeSeat& intent) const {
    return take_seat(klass, member.person, intent, context);
  }

  Decision operator()(const protocol::ConfirmRoster&) const {
    const Roster* roster = klass.roster();
    const bool same = roster && std::ranges::all_of(klass.members, [&](const ClassMember& m) { return roster->people.contains(m.person); }) &&
                      std::ranges::none_of(klass.banned, [&](PersonId person) { return roster->people.contains(person); });
    if (same) return Events{};
    return Events{RosterConfirmed{member.person}};
  }

  Decision operator()(const protocol::SetTeam& intent) const { return set_team(klass, intent); }
  Decision operator()(const protocol::SetGoal& intent) const {
    if (klass.goal == intent.goal) return Events{};
    return Events{GoalSet{intent.goal}};
  }
  Decision operator()(const protocol::Promise& intent) const { return Events{Promised{member.person, intent.text}}; }
  Decision operator()(const protocol::RateSession& intent) const {
    const auto session = klass.sessions.find(intent.session);
    if (session == klass.sessions.end()) {
      return refuse(Why::unknown, "this role-play is not open in your class; rate one that is being scored", "session");
    }
    return rate_as_trainer(session->second, member.person, intent.rating);
  }

  Decision operator()(const protocol::AllowQuote& intent) const {
    const Session* session = klass.session_of(member.person);
    if (!session) return not_seated();
    auto decision = domain::decide(*session, member.person, intent, context);
    const bool shown = klass.quote(session->id, intent.message) != nullptr;
    if (decision && shown == intent.on) return Events{};
    return decision;
  }
  Decision operator()(const protocol::WithdrawQuote& intent) const {
    const AllowedQuote* allowed = klass.quote(intent.session, intent.message);
    if (!allowed) return Events{};
    if (allowed->person != member.person) return refuse(Why::not_allowed, "only whoever wrote a line can take it back", "message");
    return Events{QuoteAllowed{intent.session, member.person, allowed->quote, false}};
  }
  Decision operator()(const protocol::Calibrate& intent) const { return calibrate(klass, intent, context); }
  Decision operator()(const protocol::EndCalibration&) const { return end_calibration(klass); }
  Decision operator()(const protocol::RateTranscript& intent) const { return rate_transcript(klass, member.person, intent); }

  /// Everything else belongs to the session the member sits in.
  template <class SessionIntent>
  Decision operator()(const SessionIntent& intent) const {
    const Session* session = klass.session_of(member.person);
    if (!session) return not_seated();
    return domain::decide(*session, member.person, intent, context);
  }
};

}  // namespace

Decision decide(const Class& klass, PersonId who, const protocol::Intent& intent, const Context& context) {
  const ClassMember* member = klass.member(who);
  if (!member) return refuse(Why::not_in_class, "you are not in this class");
  if (auto refusal = not_yours(who_in(klass, who), intent)) return tl::unexpected<Refusal>(std::move(*refusal));
  if (auto refusal = muted(klass, who, intent)) return tl::unexpected<Refusal>(std::move(*refusal));
  return std::visit(Decide{klass, *member, context}, intent);
}

}  // namespace earshot::domain
