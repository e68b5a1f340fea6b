// People who come while a round runs, and what those read who wait.
#include <doctest/doctest.h>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::LateJoin;

/// A pair that plays, observed by Cleo: who comes now finds no pair to observe.
struct Busy : Scene {
  Busy() : Scene(3) {}
};

}  // namespace

TEST_CASE("one who comes late observes a pair that nobody observes yet") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  const PersonId dan = scene.join("Dan");
  CHECK(scene.of(Role::observer) == dan);
  CHECK(scene.model(dan).session->role == Role::observer);
  CHECK_FALSE(scene.model(dan).waiting.has_value());
}

TEST_CASE("who comes late waits for one more, with a place in the line, and both begin at once with a whole clock") {
  Busy scene;
  scene.wait(Seconds{30});
  const PersonId dan = scene.join("Dan");
  REQUIRE(scene.model(dan).waiting.has_value());
  CHECK(scene.model(dan).waiting->position == 1);
  const PersonId eve = scene.join("Eve");
  REQUIRE(scene.model(dan).session.has_value());
  REQUIRE(scene.model(eve).session.has_value());
  CHECK(scene.model(dan).session->id == scene.model(eve).session->id);
  CHECK(scene.model(dan).session->round == scene.klass().round->id);
  CHECK(scene.model(dan).session->left(scene.now()) == kBriefTime);
}

TEST_CASE("two whom the trainer keeps apart are not paired for coming late together") {
  Busy scene;
  const PersonId dan = scene.join("Dan");
  scene.lose(dan);
  const PersonId eve = scene.join("Eve");
  scene.happen({domain::WishSet{{dan, eve, protocol::Wish::apart}}});
  scene.regain(dan);
  CHECK_FALSE(scene.model(dan).session.has_value());
  const PersonId finn = scene.join("Finn");
  CHECK(scene.klass().session_of(finn) == scene.klass().session_of(dan));
  // Eve is in no pair with Dan, not even as its observer.
  CHECK(scene.klass().session_of(eve) != scene.klass().session_of(dan));
}

TEST_CASE("nobody begins while the round is beyond the talk, stands still, or if the class wants them to wait") {
  Scene beyond(2);
  beyond.go_to(Phase::recap);
  CHECK_FALSE(beyond.klass().seated.contains(beyond.join("Dan")));

  Scene wait(2);
  wait.set({.late = LateJoin::next_round});
  CHECK_FALSE(wait.klass().seated.contains(wait.join("Dan")));

  Scene paused(2);
  paused.must(paused.trainer(), protocol::Pause{});
  const PersonId dan = paused.join("Dan");
  CHECK_FALSE(paused.klass().seated.contains(dan));
  paused.must(paused.trainer(), protocol::Continue{});
  CHECK(paused.of(Role::observer) == dan);
}

TEST_CASE("a member who is not here is seated nowhere") {
  Scene scene(2);
  scene.set({.late = LateJoin::next_round});
  const PersonId dan = scene.join("Dan");
  scene.lose(dan);
  scene.set({.late = LateJoin::at_once});
  CHECK_FALSE(scene.klass().seated.contains(dan));
  scene.regain(dan);
  CHECK(scene.of(Role::observer) == dan);
}

TEST_CASE("who stepped out waits, and the one who was left plays on") {
  World world;
  for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) world.join(name);
  world.start_round();
  const auto& first = world.klass().sessions.begin()->second;
  const PersonId out = first.person_with(Role::agent);
  const PersonId left = first.person_with(Role::customer);
  world.must(out, protocol::StepOut{});
  CHECK_FALSE(world.klass().seated.contains(out));
  CHECK(world.of(Role::observer) == left);
}

TEST_CASE("who has finished the round is not seated again in it") {
  World world;
  for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) world.join(name);
  world.start_round();
  const SessionId first = world.klass().sessions.begin()->first;
  const auto seats = world.klass().sessions.at(first).seats;
  for (const Phase phase : {Phase::brief, Phase::talk, Phase::recap, Phase::solve, Phase::score, Phase::debrief}) {
    for (const auto& seat : seats) world.must(seat.person, protocol::Ready{phase});
  }
  REQUIRE(world.klass().sessions.size() == 1);
  for (const auto& seat : seats) {
    CHECK_FALSE(world.klass().seated.contains(seat.person));
    CHECK(world.model(seat.person).waiting->reason == "This round is over for you. The next one includes you.");
  }
}

TEST_CASE("whose scene broke off knows the card: they observe, and do not play it again") {
  World world;
  for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) world.join(name);
  world.set({.late = LateJoin::at_once, .drop_out = protocol::DropOut::debrief});
  world.start_round();
  world.must(world.trainer(), protocol::NextPhase{});
  const auto& first = world.klass().sessions.begin()->second;
  const PersonId left = first.person_with(Role::customer);
  world.must(first.person_with(Role::agent), protocol::Leave{});
  world.must(left, protocol::Ready{Phase::debrief});
  REQUIRE(world.klass().sessions.size() == 1);
  CHECK(world.of(Role::observer) == left);
  world.set({.late = LateJoin::at_once, .drop_out = protocol::DropOut::observer});
  world.must(world.of(Role::agent), protocol::Leave{});
  CHECK(world.of(Role::agent) != left);
  CHECK(world.phase() == Phase::debrief);
}

TEST_CASE("who waits always reads a reason and something worth doing, another one in every round") {
  World world;
  const PersonId ann = world.join("Ann");
  CHECK(world.model(ann).waiting->reason == "Your trainer starts the round.");
  const std::string before = world.model(ann).waiting->meanwhile;
  CHECK_FALSE(before.empty());
  const PersonId ben = world.join("Ben");
  CHECK(world.model(ben).waiting->meanwhile != before);
  world.start_round();
  world.must(world.trainer(), protocol::EndRound{});
  CHECK_FALSE(world.model(ann).waiting->meanwhile.empty());
  CHECK(world.model(ann).waiting->meanwhile != before);
  world.must(ann, protocol::Queue{});
  CHECK(world.model(ann).waiting->queued);
  CHECK_FALSE(world.model(ann).waiting->meanwhile.empty());
}

}  // namespace earshot::testing
