// A place is given up: by the class's policy somebody takes it, or the scene ends kindly.
#include <doctest/doctest.h>

#include "server/domain/dropout.h"
#include "server/domain/scoring.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::PresenceState;
using protocol::DropOut;
using protocol::Ending;
using protocol::LateJoin;

constexpr std::array kScenePhases{Phase::brief, Phase::talk, Phase::recap, Phase::solve};

/// People who come late wait, so that a test decides who is there.
protocol::ClassSettings policy(DropOut first) { return {.late = LateJoin::next_round, .drop_out = first}; }

template <class Event>
std::vector<Event> events(const World& world) {
  std::vector<Event> found;
  for (const Recorded& one : world.journal()) {
    if (const auto* event = std::get_if<Event>(&one.event)) found.push_back(*event);
  }
  return found;
}

const model::Session& seen_by(const World& world, PersonId person) {
  REQUIRE(world.model(person).session.has_value());
  return *world.model(person).session;
}

/// Four people in two pairs, each in Talk. `one` is the first pair.
struct TwoPairs : World {
  explicit TwoPairs(DropOut first) {
    for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) join(name);
    set(policy(first));
    start_round();
    must(trainer(), protocol::NextPhase{});
  }
  const domain::Session& one() const { return klass().sessions.begin()->second; }
  const domain::Session& other() const { return klass().sessions.rbegin()->second; }
};

}  // namespace

TEST_CASE("the observer steps in for whoever is gone, from Brief to Solve, and the phase goes on") {
  for (const Role role : {Role::customer, Role::agent}) {
    for (const Phase phase : kScenePhases) {
      CAPTURE(protocol::word(role));
      CAPTURE(protocol::word(phase));
      Scene scene(3);
      scene.go_to(phase);
      const PersonId left = scene.of(role);
      scene.must(left, protocol::Leave{});
      CHECK(scene.phase() == phase);
      CHECK(scene.of(role) == scene.observer());
      CHECK(scene.session().seats.size() == 2);
      const auto passed = events<domain::SeatPassed>(scene);
      REQUIRE(passed.size() == 1);
      CHECK(passed[0].person == scene.observer());
      CHECK(passed[0].from == left);
      const auto& view = seen_by(scene, scene.observer());
      CHECK(view.role == role);
      CHECK(view.customer.has_value() == (role == Role::customer));
      CHECK(view.agent.has_value() == (role == Role::agent));
    }
  }
}

TEST_CASE("whoever steps in plays on: they say, feel, give the recap and rate as anybody in that seat") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Say{"What happened?"});
  scene.must(scene.agent(), protocol::Leave{});
  const PersonId agent = scene.observer();
  CHECK(seen_by(scene, agent).lines.size() == 1);
  scene.must(agent, protocol::Say{"I am here for you now."});
  scene.go_to(Phase::recap);
  scene.must(agent, good_recap());
  scene.must(scene.customer(), marks_for_good_recap());
  scene.go_to(Phase::score);
  scene.must(agent, rate(scene.customer(), Role::customer));
  scene.must(scene.customer(), rate(agent, Role::agent));
}

TEST_CASE("a line keeps the role it was said in, whoever has the place now") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  const PersonId first = scene.agent();
  const PersonId second = scene.observer();
  scene.must(first, protocol::Say{"What happened?"});
  scene.must(scene.customer(), protocol::Say{"It is dark."});
  scene.must(first, protocol::Leave{});
  REQUIRE(scene.of(Role::agent) == second);
  scene.must(second, protocol::Say{"I am here for you now."});
  scene.go_to(Phase::debrief);
  scene.must(second, protocol::Say{"Thank you."});
  const std::vector<Role> expected{Role::agent, Role::customer, Role::agent, Role::agent};
  for (const PersonId person : {scene.customer(), second}) {
    scene.lose(person);
    scene.regain(person);
    std::vector<Role> roles;
    for (const protocol::Line& line : seen_by(scene, person).lines) roles.push_back(line.role);
    CHECK(roles == expected);
  }
}

TEST_CASE("an observer who is away cannot step in") {
  Scene scene(3);
  scene.set(policy(DropOut::observer));
  scene.go_to(Phase::talk);
  scene.lose(scene.observer());
  scene.must(scene.agent(), protocol::Leave{});
  CHECK(scene.phase() == Phase::debrief);
}

TEST_CASE("somebody who waits steps in, though there is an observer, if the class says so") {
  Scene scene(3);
  scene.set(policy(DropOut::waiting));
  const PersonId dan = scene.join("Dan");
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Leave{});
  CHECK(scene.of(Role::customer) == dan);
  CHECK(scene.of(Role::observer) == scene.observer());
  CHECK(seen_by(scene, dan).customer.has_value());
  CHECK_FALSE(scene.model(dan).waiting.has_value());
}

TEST_CASE("who steps in is here, free, not kept apart from those who are left, and not the one who is gone") {
  Scene scene(2);
  scene.set(policy(DropOut::waiting));
  const PersonId away = scene.join("Dan");
  const PersonId apart = scene.join("Eve");
  const PersonId other = scene.join("Finn");
  scene.lose(away);
  scene.happen({domain::WishSet{{apart, scene.customer(), protocol::Wish::apart}}});
  scene.go_to(Phase::talk);
  scene.lose(scene.agent());
  scene.wait(Seconds{90});
  CHECK(scene.of(Role::agent) == other);
  scene.regain(scene.agent());
  scene.must(other, protocol::Leave{});
  CHECK(scene.phase() == Phase::debrief);  // nobody else may
}

TEST_CASE("who waits in the practice queue steps in too, and leaves the queue") {
  Scene scene(2);
  scene.set(policy(DropOut::waiting));
  const PersonId dan = scene.join("Dan");
  scene.must(dan, protocol::Queue{});
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Leave{});
  CHECK(scene.of(Role::agent) == dan);
  CHECK(scene.klass().queue.empty());
}

TEST_CASE("the one who is left observes another pair, and the own scene ends without a debrief") {
  TwoPairs world(DropOut::triad);
  const PersonId gone = world.one().person_with(Role::agent);
  const PersonId left = world.one().person_with(Role::customer);
  const SessionId other = world.other().id;
  world.must(gone, protocol::Leave{});
  REQUIRE(world.klass().sessions.size() == 1);
  CHECK(world.session().id == other);
  CHECK(world.of(Role::observer) == left);
  CHECK(seen_by(world, left).role == Role::observer);
  const auto closed = world.sent_to<protocol::SessionClosed>(left);
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].ending == Ending::moved);
}

TEST_CASE("a pair beyond the talk, or one that is observed, takes nobody in: the scene ends with a debrief") {
  TwoPairs late(DropOut::triad);
  for (const PersonId person : {late.other().person_with(Role::customer), late.other().person_with(Role::agent)}) {
    late.must(person, protocol::Ready{Phase::talk});
  }
  const SessionId own = late.one().id;
  late.must(late.one().person_with(Role::agent), protocol::Leave{});
  CHECK(late.klass().sessions.at(own).phase == Phase::debrief);

  TwoPairs observed(DropOut::triad);
  observed.set(policy(DropOut::triad));
  const PersonId eve = observed.join("Eve");
  observed.must(observed.trainer(), protocol::Move{eve, observed.other().id});
  const SessionId first = observed.one().id;
  observed.must(observed.one().person_with(Role::agent), protocol::Leave{});
  CHECK(observed.klass().sessions.at(first).phase == Phase::debrief);
}

TEST_CASE("each policy falls through to the next that is possible") {
  TwoPairs world(DropOut::observer);  // no observer, nobody waits: the one who is left observes the other pair
  const PersonId left = world.one().person_with(Role::customer);
  world.must(world.one().person_with(Role::agent), protocol::Leave{});
  CHECK(world.of(Role::observer) == left);
}

TEST_CASE("a trainer has two minutes to take the place; the clock stands meanwhile") {
  Scene scene(2);
  scene.set(policy(DropOut::trainer));
  scene.go_to(Phase::talk);
  scene.wait(Seconds{20});
  scene.must(scene.agent(), protocol::Leave{});
  REQUIRE(scene.sent_to<protocol::TrainerNotice>(scene.trainer()).size() == 1);
  scene.wait(Seconds{119});
  CHECK(scene.phase() == Phase::talk);
  scene.must(scene.trainer(), protocol::TakeSeat{scene.session().id, Role::agent});
  CHECK(scene.of(Role::agent) == scene.trainer());
  CHECK(seen_by(scene, scene.customer()).left(scene.now()) == kTalkTime - Seconds{20});
  CHECK(seen_by(scene, scene.trainer()).agent.has_value());
  CHECK_FALSE(seen_by(scene, scene.trainer()).watching);
  scene.must(scene.trainer(), protocol::Say{"How can I help?"});
  scene.wait(kTalkTime - Seconds{21});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Seconds{1});
  CHECK(scene.phase() == Phase::recap);
}

TEST_CASE("if no trainer takes the place in time, or none is here, the scene ends with a debrief") {
  Scene late(2);
  late.set(policy(DropOut::trainer));
  late.go_to(Phase::talk);
  late.must(late.agent(), protocol::Leave{});
  late.wait(Seconds{120} - Milliseconds{1});
  CHECK(late.phase() == Phase::talk);
  late.wait(Milliseconds{1});
  CHECK(late.phase() == Phase::debrief);

  Scene alone(2);
  alone.set(policy(DropOut::trainer));
  alone.go_to(Phase::talk);
  alone.lose(alone.trainer());
  alone.must(alone.agent(), protocol::Leave{});
  CHECK(alone.phase() == Phase::debrief);
}

TEST_CASE("a place that is given up in Score or the debrief is passed on to nobody") {
  for (const Phase phase : {Phase::score, Phase::debrief}) {
    Scene scene(3);
    scene.go_to(phase);
    scene.must(scene.agent(), protocol::Leave{});
    CHECK(events<domain::SeatPassed>(scene).empty());
    CHECK(scene.phase() == phase);
  }
}

TEST_CASE("two who practise on their own end with their partner") {
  World world({1, {}, true});
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.join("Cleo");
  for (const PersonId person : {ann, ben}) world.must(person, protocol::Queue{});
  world.must(ann, protocol::Leave{});
  CHECK(world.klass().sessions.empty());
}

TEST_CASE("a place that was left before a pause is held for the rest of its time once the round goes on") {
  Scene scene(2);
  scene.set(policy(DropOut::debrief));
  scene.go_to(Phase::talk);
  scene.lose(scene.agent());
  scene.wait(Seconds{60});
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{600});
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(seen_by(scene, scene.customer()).seat(scene.agent())->held_until == scene.now() + Seconds{30});
  scene.wait(Seconds{29});
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::away);
  scene.wait(Seconds{1});
  CHECK(scene.phase() == Phase::debrief);
}

TEST_CASE("a place that was left during a pause is held for its whole time once the round goes on") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{100});
  scene.lose(scene.agent());
  scene.wait(Seconds{500});
  scene.must(scene.trainer(), protocol::Continue{});
  scene.wait(Seconds{89});
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::away);
  scene.wait(Seconds{1});
  CHECK(scene.phase() == Phase::debrief);
}

TEST_CASE("the class says how long a place is held") {
  Scene scene(2);
  scene.set({.seat_held_seconds = 30});
  scene.go_to(Phase::talk);
  scene.lose(scene.agent());
  scene.wait(Seconds{29});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Seconds{1});
  CHECK(scene.phase() == Phase::debrief);
}

TEST_CASE("everybody in the scene reads what happened, live and after a resume") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  const std::string agent = seen_by(scene, scene.agent()).seat(Role::agent)->name;
  const std::string observer = seen_by(scene, scene.agent()).seat(Role::observer)->name;
  scene.must(scene.agent(), protocol::Leave{});
  for (const PersonId person : {scene.customer(), scene.observer()}) {
    const auto live = seen_by(scene, person).scene;
    REQUIRE(live.size() == 2);
    CHECK(live[0].text == agent + " has left this scene.");
    CHECK(live[1].text == observer + " is the agent from here on.");
    scene.lose(person);
    scene.regain(person);
    CHECK(seen_by(scene, person).scene == live);
  }
}

TEST_CASE("who comes back after their place was passed on hears so kindly, and plays the next round") {
  Scene scene(3);
  scene.set(policy(DropOut::observer));
  scene.go_to(Phase::talk);
  scene.lose(scene.agent());
  scene.wait(Seconds{90});
  scene.regain(scene.agent());
  CHECK_FALSE(scene.model(scene.agent()).session.has_value());
  CHECK(scene.model(scene.agent()).waiting->reason.find("Good to have you back") == 0);
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round({"kettle", 1, 0, {}, protocol::Mode::chat});
  CHECK(scene.model(scene.agent()).session.has_value());
}

TEST_CASE("a session in which customer or agent changed is scored and shown, but not ranked") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  CHECK(domain::is_ranked(scene.klass(), scene.session()));
  scene.must(scene.agent(), protocol::Leave{});
  CHECK_FALSE(domain::is_ranked(scene.klass(), scene.session()));
  scene.go_to(Phase::score);
  scene.must(scene.customer(), rate(scene.observer(), Role::agent));
  CHECK(domain::result_of(scene.session(), [](PersonId) { return std::string(); }, scene.now()).has_value());
}

TEST_CASE("a partner who is lost in Score, or another observer, costs nobody the rank") {
  Scene lost(3);
  lost.go_to(Phase::score);
  lost.must(lost.customer(), protocol::Leave{});
  CHECK(domain::is_ranked(lost.klass(), lost.session()));

  Scene observed(2);
  const PersonId dan = observed.join("Dan");
  CHECK(observed.of(Role::observer) == dan);
  CHECK(domain::is_ranked(observed.klass(), observed.session()));
}

TEST_CASE("what somebody steps in to play counts as their turn in the pairing to come") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Leave{});
  REQUIRE(scene.klass().past.size() == 1);
  const auto& seats = scene.klass().past.front().seats;
  const auto has = [&](PersonId person, Role role) { return std::ranges::find(seats, domain::SeatTaken{person, role}) != seats.end(); };
  CHECK(has(scene.observer(), Role::agent));
  CHECK(has(scene.agent(), Role::agent));
}

// --- A trainer's moves ----------------------------------------------------------------------------------------------

TEST_CASE("a trainer takes only a place that is free, in a scene that runs, and only one") {
  TwoPairs world(DropOut::trainer);
  const SessionId one = world.one().id;
  const auto taken = world.attempt(world.trainer(), protocol::TakeSeat{one, Role::agent});
  CHECK(taken.error().why == Why::busy);
  CHECK(taken.error().field == "role");
  CHECK(world.attempt(world.trainer(), protocol::TakeSeat{SessionId{9}, Role::agent}).error().why == Why::unknown);
  CHECK(world.attempt(world.one().person_with(Role::agent), protocol::TakeSeat{one, Role::agent}).error().why == Why::not_allowed);
  world.must(world.trainer(), protocol::TakeSeat{one, Role::observer});
  CHECK(world.attempt(world.trainer(), protocol::TakeSeat{world.other().id, Role::observer}).error().why == Why::busy);

  Scene scored(2);
  scored.go_to(Phase::score);
  const auto late = scored.attempt(scored.trainer(), protocol::TakeSeat{scored.session().id, Role::observer});
  CHECK(late.error().why == Why::wrong_phase);
}

TEST_CASE("a session with a trainer in it is not ranked") {
  Scene scene(2);
  scene.set(policy(DropOut::trainer));
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Leave{});
  scene.must(scene.trainer(), protocol::TakeSeat{scene.session().id, Role::customer});
  CHECK_FALSE(domain::is_ranked(scene.klass(), scene.session()));
}

TEST_CASE("a trainer who watched the scene and takes a place in it gets everything once") {
  Scene scene(2);
  scene.set(policy(DropOut::trainer));
  scene.go_to(Phase::talk);
  scene.watch(scene.trainer(), scene.session().id);
  scene.must(scene.customer(), protocol::Leave{});
  scene.must(scene.trainer(), protocol::TakeSeat{scene.session().id, Role::customer});
  const auto before = scene.sent_to<protocol::Lines>(scene.trainer()).size();
  scene.must(scene.agent(), protocol::Say{"Hello."});
  CHECK(scene.sent_to<protocol::Lines>(scene.trainer()).size() == before + 1);
}

TEST_CASE("a trainer moves somebody to another pair as its observer; the place they leave follows the policy") {
  TwoPairs world(DropOut::trainer);
  const PersonId agent = world.one().person_with(Role::agent);
  world.must(world.trainer(), protocol::Move{agent, world.other().id});
  CHECK(world.other().person_with(Role::observer) == agent);
  CHECK(seen_by(world, agent).role == Role::observer);
  CHECK(domain::vacant_role(world.one()) == Role::agent);
}

TEST_CASE("a trainer moves somebody into a free role") {
  TwoPairs world(DropOut::trainer);
  const PersonId customer = world.other().person_with(Role::customer);
  world.must(world.one().person_with(Role::customer), protocol::Leave{});
  world.must(world.trainer(), protocol::Move{customer, world.one().id});
  CHECK(world.one().person_with(Role::customer) == customer);
  CHECK(seen_by(world, customer).customer.has_value());
}

TEST_CASE("who is moved into the lobby stays there until the next round") {
  Scene scene(3);
  scene.must(scene.trainer(), protocol::Move{scene.observer(), {}});
  CHECK_FALSE(scene.klass().seated.contains(scene.observer()));
  CHECK(scene.model(scene.observer()).waiting->reason == "This round is over for you. The next one includes you.");
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round({"kettle", 1, 0, {}, protocol::Mode::chat});
  CHECK(scene.klass().seated.contains(scene.observer()));
}

TEST_CASE("a move that cannot be made says why") {
  TwoPairs world(DropOut::trainer);
  const PersonId ann = world.one().person_with(Role::customer);
  const auto moved = [&](PersonId person, SessionId session) { return world.attempt(world.trainer(), protocol::Move{person, session}).error(); };
  CHECK(moved(PersonId{99}, world.one().id).why == Why::unknown);
  CHECK(moved(ann, SessionId{99}).why == Why::unknown);
  CHECK(moved(ann, world.one().id).why == Why::already_done);
  CHECK(moved(world.trainer(), world.one().id).why == Why::not_allowed);
  CHECK(world.attempt(ann, protocol::Move{ann, world.other().id}).error().why == Why::not_allowed);

  const PersonId eve = world.join("Eve");
  CHECK(moved(eve, {}).why == Why::not_in_session);
  world.happen({domain::WishSet{{eve, ann, protocol::Wish::apart}}});
  CHECK(moved(eve, world.one().id).why == Why::not_allowed);
  CHECK(moved(eve, world.one().id).text.find("you keep Eve and") == 0);
  world.must(world.trainer(), protocol::Move{eve, world.other().id});
  const PersonId finn = world.join("Finn");
  CHECK(moved(finn, world.other().id).why == Why::busy);
  world.lose(finn);
  CHECK(moved(finn, world.one().id).text.find("Finn is not here") == 0);
}

TEST_CASE("pairing anew joins the pair with whoever is free, in the running round") {
  Scene scene(2);
  scene.set(policy(DropOut::debrief));
  const PersonId dan = scene.join("Dan");
  const SessionId old = scene.session().id;
  scene.must(scene.trainer(), protocol::ControlSession{old, protocol::SessionAct::re_pair, 0});
  CHECK(scene.session().id != old);
  CHECK(scene.session().round == scene.klass().round->id);
  CHECK(scene.session().seats.size() == 3);
  CHECK(scene.session().seat_of(dan));
  CHECK(scene.klass().just_ended->ended == Ending::moved);
}

TEST_CASE("pairing two people anew swaps their roles") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.trainer(), protocol::ControlSession{scene.session().id, protocol::SessionAct::re_pair, 0});
  CHECK(scene.phase() == Phase::brief);
  CHECK(scene.of(Role::customer) == scene.agent());
  CHECK(scene.of(Role::agent) == scene.customer());
}

TEST_CASE("nobody is paired anew with nobody") {
  Scene scene(2);
  scene.set(policy(DropOut::trainer));
  scene.must(scene.agent(), protocol::Leave{});
  const auto alone = scene.attempt(scene.trainer(), protocol::ControlSession{scene.session().id, protocol::SessionAct::re_pair, 0});
  CHECK(alone.error().why == Why::too_few);
  const auto over = scene.attempt(scene.trainer(), protocol::ControlSession{SessionId{9}, protocol::SessionAct::re_pair, 0});
  CHECK(over.error().why == Why::unknown);
}

}  // namespace earshot::testing
