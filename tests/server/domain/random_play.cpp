#include "tests/server/domain/random_play.h"

#include <fmt/format.h>

#include <array>

namespace earshot::testing {
namespace {

const std::array kFacts{kDark, kBulb, kCord, kGift, kChild, std::string("nothing")};
const std::array kPressed{kOwn, kLeft, kClick};

/// One bit each.
std::vector<protocol::Modifier> any_modifiers(std::uint8_t bits) {
  std::vector<protocol::Modifier> chosen;
  for (std::uint8_t i = 0; i < protocol::kModifierWords.size(); ++i) {
    if ((bits >> i) % 2 == 1) chosen.push_back(static_cast<protocol::Modifier>(i));
  }
  return chosen;
}

/// The step's person: a member, or now and then somebody who has left.
PersonId person_of(const World& world, const Step& step) {
  const auto& members = world.klass().members;
  return members.empty() ? world.trainer() : members[step.who % members.size()].person;
}

/// What somebody of this role most likely does in this phase; keeps plays from ending in refusals.
protocol::Intent fitting(const World& world, const domain::Session& session, PersonId who, std::uint8_t how) {
  const Role role = session.seat_of(who)->role;
  const std::string text = fmt::format("line {}?", how);
  switch (session.phase) {
    case Phase::brief: return protocol::TakeNote{protocol::NoteKind::fact, text, {}};
    case Phase::talk:
    case Phase::solve:
      if (role == Role::observer) return protocol::TapTally{static_cast<protocol::Tally>(how % 5)};
      if (role == Role::agent && how % 4 == 3) return protocol::OpenPing{how % 2U, how % 8 < 6};
      if (role == Role::customer && how % 3 == 0) return protocol::Reveal{kFacts[how % 5], how % 2 == 0};
      if (role == Role::customer && how % 3 == 1) return protocol::Feel{static_cast<std::uint8_t>(how % 5 + 1)};
      return protocol::Say{text};
    case Phase::recap:
      if (role == Role::agent) return protocol::Recap{text, {"one", "two"}, {"sad"}};
      if (role == Role::customer) {
        return protocol::Mark{{{how % 2 == 0, kDark}, {false, ""}}, {{true, kSad}}, {kFacts[how % 5]}, {kChild}};
      }
      return protocol::TakeNote{protocol::NoteKind::feeling, text, {}};
    case Phase::score: {
      if (role == Role::customer && how % 3 == 0) return good_outcome();
      if (how % 11 == 0) return protocol::KeepIntention{static_cast<std::uint8_t>(how % 5 + 1)};
      const Role of = how % 2 == 0 ? Role::agent : Role::customer;
      auto rating = rate(session.person_with(of), of, static_cast<std::uint8_t>(how % 5 + 1));
      if (how % 7 == 0) rating.levels.front().level.reset();
      return rating;
    }
    case Phase::debrief:
      if (how % 3 == 0) return protocol::React{text};
      if (how % 3 == 1) return protocol::Intend{text};
      if (how % 4 == 3) return protocol::Retake{MessageId{how % 9U}, text};
      if (how % 4 == 2) return protocol::AllowQuote{MessageId{how % 5U}, how % 8 != 2};
      if (how % 8 == 1) return protocol::ReplayFrom{MessageId{how % 3U}};
      return protocol::Say{text};
  }
  return protocol::Ready{world.phase()};
}

protocol::Intent any_in_session(const domain::Session* session, PersonId who, const Step& step) {
  const std::uint8_t how = step.how;
  switch (step.what % 16) {
    case 0: return protocol::PlayBeat{kPressed[how % kPressed.size()]};
    case 1: return protocol::Breathe{};
    case 2: return how % 16 == 0 ? protocol::Intent{protocol::StepOut{}} : protocol::Intent{protocol::Help{"help"}};
    case 3: return protocol::Heated{MessageId{how % 6U}};
    case 4: return protocol::Say{"anything"};
    case 5: return protocol::Feel{static_cast<std::uint8_t>(how % 7)};
    case 6: return protocol::Recap{"anything", {"one"}, {}};
    case 7: return protocol::Mark{{{true, kDark}}, {}, {}, {}};
    case 8: return protocol::Rate{who, {{"attention", 3}, {"empathy", std::nullopt}}, "keep", "next", {}};
    case 9: return protocol::Queue{how % 2 == 0 ? "" : "kettle", how % 3 == 0 ? std::optional(Role::agent) : std::nullopt};
    case 10: return how % 2 == 0 ? protocol::Intent{protocol::Unqueue{}} : protocol::Intent{protocol::KeepIntention{3}};
    case 11: return how % 2 == 0 ? protocol::Intent{protocol::React{"fine"}} : protocol::Intent{protocol::ReplayFrom{MessageId{how % 4U}}};
    case 12: return protocol::TakeNote{protocol::NoteKind::key_point, "note", MessageId{how % 4U}};
    case 13: return protocol::Reveal{kFacts[how % kFacts.size()], how % 2 == 1};
    case 14: return how % 2 == 0 ? protocol::Intent{protocol::SwapCard{}} : protocol::Intent{protocol::OpenPing{how % 3U, true}};
    default: return protocol::Ready{session ? session->phase : Phase::brief};
  }
}

/// The step's session; 0 if none is open.
SessionId session_of(const World& world, const Step& step) {
  const auto& sessions = world.klass().sessions;
  return sessions.empty() ? SessionId{} : std::next(sessions.begin(), step.who % static_cast<std::ptrdiff_t>(sessions.size()))->first;
}

/// Who sits where, by the trainer's hand.
void trainer_seats(World& world, const Step& step) {
  const PersonId trainer = world.trainer();
  switch (step.how / 12 % 4) {
    case 0: world.set({.late = protocol::LateJoin{static_cast<std::uint8_t>(step.who % 2)},
                       .drop_out = protocol::DropOut{static_cast<std::uint8_t>(step.how % 5)}}); break;
    case 1: (void)world.attempt(trainer, protocol::Move{person_of(world, {step.how, 0, 0}), session_of(world, step)}); break;
    case 2: (void)world.attempt(trainer, protocol::TakeSeat{session_of(world, step), static_cast<Role>(step.how % 3)}); break;
    default: (void)world.attempt(trainer, protocol::ControlSession{session_of(world, step), protocol::SessionAct::re_pair, 0}); break;
  }
}

/// What a trainer steers beside the round.
void trainer_steers(World& world, const Step& step) {
  const PersonId trainer = world.trainer();
  const PersonId person = person_of(world, step);
  const auto& sessions = world.klass().sessions;
  const SessionId session = sessions.empty() ? SessionId{} : sessions.begin()->first;
  const bool on = step.who % 3 != 0;
  switch (step.how / 12 % 10) {
    case 0: (void)world.attempt(trainer, protocol::EyesUp{on, "Look here."}); break;
    case 1: (void)world.attempt(trainer, protocol::SetClass{{.seat_held_seconds = 30U + step.who}}); break;
    case 2: (void)world.attempt(trainer, protocol::SetWish{{person, trainer, static_cast<protocol::Wish>(step.who % 3)}}); break;
    case 3:
    case 4: (void)world.attempt(trainer, protocol::ControlSession{session, static_cast<protocol::SessionAct>(step.who % 5), 20}); break;
    case 5: (void)world.attempt(trainer, protocol::SpeakTo{session, "You three."}); break;
    case 6: (void)world.attempt(trainer, protocol::Mute{person, on}); break;
    case 7: (void)world.attempt(trainer, protocol::HelpDone{person}); break;
    case 8: (void)world.attempt(trainer, protocol::Promote{person, on}); break;
    default: if (step.who % 8 == 0) (void)world.attempt(trainer, protocol::Remove{person, true}); break;
  }
}

/// Rates the first session's agent, or now and then its customer.
void trainer_rates(World& world, const Step& step) {
  if (world.klass().sessions.empty()) return;
  const domain::Session& session = world.klass().sessions.begin()->second;
  const Role of = step.who % 4 == 0 ? Role::customer : Role::agent;
  const PersonId rated = session.person_with(of);
  (void)world.attempt(world.trainer(), protocol::RateSession{session.id, rate(rated, of, static_cast<std::uint8_t>(step.who % 5 + 1))});
}

void trainer_does(World& world, const Step& step) {
  const PersonId trainer = world.trainer();
  if (!world.is_present(trainer)) return world.regain(trainer);
  if (step.what % 4 == 3) return trainer_seats(world, step);
  switch (step.how % 12) {
    case 10: trainer_steers(world, step); break;
    case 0: (void)world.attempt(trainer, protocol::Pause{}); break;
    case 1:
    case 2: (void)world.attempt(trainer, protocol::Continue{}); break;
    case 3: (void)world.attempt(trainer, protocol::Extend{30}); break;
    case 4:
      if (step.who % 2 == 0) return trainer_rates(world, step);
      (void)world.attempt(trainer, protocol::Broadcast{"Listen."});
      break;
    case 5: (void)world.attempt(trainer, protocol::Whisper{person_of(world, step), "Well done."}); break;
    case 6: if (step.who % 8 == 0) (void)world.attempt(trainer, protocol::EndRound{}); break;
    case 7: if (step.who % 4 == 0) (void)world.attempt(trainer, protocol::Remove{person_of(world, step)}); break;
    case 8: world.lose(trainer); break;
    case 9:
      if (!world.klass().sessions.empty() && !world.klass().seated.contains(trainer)) {
        world.watch(trainer, world.klass().sessions.begin()->first);
      }
      break;
    default: (void)world.attempt(trainer, protocol::NextPhase{}); break;
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << fmt::format("{{{}, {}, {}}}", step.who, step.what, step.how);
}

void fill(World& world, std::size_t people) {
  for (std::size_t i = 0; i < people; ++i) world.join(fmt::format("Person {}", i), i % 3 == 0 ? "Red" : i % 3 == 1 ? "Blue" : "");
}

rc::Gen<std::vector<Step>> any_play() {
  const auto step = rc::gen::build<Step>(rc::gen::set(&Step::who, rc::gen::arbitrary<std::uint8_t>()),
                                         rc::gen::set(&Step::what, rc::gen::inRange<std::uint8_t>(0, 240)),
                                         rc::gen::set(&Step::how, rc::gen::arbitrary<std::uint8_t>()));
  return rc::gen::scale(3.0, rc::gen::container<std::vector<Step>>(step));
}

/// Everybody may rate a talk, once more or not at all; somebody leaves, comes back, or is made a trainer meanwhile.
void rate_together(World& world, const std::vector<Step>& steps) {
  (void)world.attempt(world.trainer(), protocol::Calibrate{"heater"});
  for (const Step& step : steps) {
    const PersonId who = person_of(world, step);
    const auto level = static_cast<std::uint8_t>(step.how % 5 + 1);
    switch (step.what % 12) {
      case 0: world.regain(who); break;
      case 1: world.lose(who); break;
      case 2: if (step.how % 4 == 0) (void)world.attempt(world.trainer(), protocol::Remove{who, step.who % 2 == 0}); break;
      case 3: (void)world.attempt(world.trainer(), protocol::Promote{who, step.how % 2 == 0}); break;
      case 4: if (world.klass().members.size() < 8) (void)world.try_join(fmt::format("Guest {}", world.journal().size())); break;
      case 5: if (step.how % 4 == 0) (void)world.attempt(world.trainer(), protocol::EndCalibration{}); break;
      case 6: (void)world.attempt(world.trainer(), protocol::Calibrate{"heater"}); break;
      default:
        if (!world.is_present(who)) break;
        (void)world.attempt(who, protocol::RateTranscript{{{"attention", level}, {"empathy", step.how % 7 == 0 ? std::nullopt : std::optional(level)}}});
    }
  }
  world.regain(world.trainer());
  (void)world.attempt(world.trainer(), protocol::EndCalibration{});
  while (world.klass().members.size() < 3) world.join(fmt::format("Fresh {}", world.journal().size()));
  for (const auto& member : world.klass().members) {
    if (member.person != world.trainer()) (void)world.attempt(world.trainer(), protocol::Promote{member.person, false});
  }
  for (const auto& member : world.klass().members) world.regain(member.person);
}

void play_class(World& world) {
  fill(world, *rc::gen::inRange<std::size_t>(2, 6));
  if (*rc::gen::arbitrary<bool>()) rate_together(world, *any_play());
  auto round = lamp_round();
  round.modifiers = any_modifiers(*rc::gen::arbitrary<std::uint8_t>());
  if (!world.attempt(world.trainer(), round)) world.start_round();  // two people play no hand-over
  for (const Step& step : *any_play()) play(world, step);
}

void play_practice(World& world) {
  fill(world, 4);
  for (const auto& member : world.klass().members) (void)world.attempt(member.person, protocol::Queue{});
  for (const Step& step : *any_play()) play(world, step);
}

void play(World& world, const Step& step) {
  const PersonId who = person_of(world, step);
  const domain::Session* session = world.klass().session_of(who);
  const std::uint8_t kind = step.what / 16;
  if (kind == 0) {
    if (world.is_present(who)) (void)world.attempt(who, any_in_session(session, who, step));
  } else if (kind == 1) {
    world.wait(Seconds{step.how % 50});
  } else if (kind == 2) {
    if (step.how % 16 == 0 && step.who % 4 == 0) {
      world.restart(Seconds{step.how});
    } else if (world.is_present(who)) {
      world.lose(who);
    } else {
      world.regain(who);
    }
  } else if (kind == 3) {
    if (world.trainer()) trainer_does(world, step);
  } else if (kind == 4) {
    if (step.how % 8 == 0 && world.klass().members.size() < 8) {
      (void)world.try_join(fmt::format("Late {}", world.journal().size()));
    } else if (step.how % 16 == 1 && world.is_present(who)) {
      (void)world.attempt(who, protocol::Leave{});
    } else {
      world.regain(who);
    }
  } else if (kind == 5 && world.trainer() && !(world.klass().round && world.klass().round->running)) {
    protocol::StartRound round{step.how % 2 == 0 ? "lamp" : "kettle", 0, step.how % 4U, {}, protocol::Mode::chat};
    round.modifiers = any_modifiers(step.how);
    if (step.how % 5 == 0) round.mode = protocol::Mode::spoken;
    (void)world.attempt(world.trainer(), round);
  } else if (!world.is_present(who)) {
    world.regain(who);
  } else if (session) {
    if (step.how % 7 == 0) world.type(who);
    if (step.how % 5 == 0) {
      (void)world.attempt(who, protocol::Ready{session->phase});
    } else {
      (void)world.attempt(who, fitting(world, *session, who, step.how));
    }
  }
}

}  // namespace earshot::testing
