// What makes the clock stand still, and what stands still with it.
#include <doctest/doctest.h>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::PresenceState;

Milliseconds left(const Scene& scene, PersonId person) { return scene.model(person).session->left(scene.now()); }

}  // namespace

TEST_CASE("a pause stops the clock of every session of the round and Continue lets it go on where it stood") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.wait(Seconds{40});
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{1000});
  CHECK(scene.phase() == Phase::talk);
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->clock.paused);
    CHECK(left(scene, person) == kTalkTime - Seconds{40});
  }
  scene.must(scene.trainer(), protocol::Continue{});
  for (const PersonId person : scene.people()) CHECK(left(scene, person) == kTalkTime - Seconds{40});
  scene.wait(kTalkTime - Seconds{40} - Milliseconds{1});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Milliseconds{1});
  CHECK(scene.phase() == Phase::recap);
}

TEST_CASE("a second Pause and a second Continue change nothing") {
  Scene scene(2);
  scene.must(scene.trainer(), protocol::Pause{});
  CHECK(scene.must(scene.trainer(), protocol::Pause{}).empty());
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(scene.must(scene.trainer(), protocol::Continue{}).empty());
}

TEST_CASE("nobody moves on by being ready while the round is paused; Continue makes it count") {
  Scene scene(2);
  scene.must(scene.trainer(), protocol::Pause{});
  scene.all_ready();
  CHECK(scene.phase() == Phase::brief);
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("Next during a pause opens the next phase with its clock still standing") {
  Scene scene(2);
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{15});
  scene.must(scene.trainer(), protocol::NextPhase{});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Seconds{1000});
  CHECK(scene.phase() == Phase::talk);
  CHECK(scene.session().beats.empty());
  CHECK(scene.model(scene.trainer()).round->paused);
  CHECK(scene.model(scene.agent()).session->clock.paused);
  CHECK(left(scene, scene.agent()) == kTalkTime);
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK_FALSE(scene.model(scene.trainer()).round->paused);
  CHECK(left(scene, scene.agent()) == kTalkTime);
  scene.wait(kTalkTime);
  CHECK(scene.phase() == Phase::recap);
}

TEST_CASE("the lobby knows that the round is paused, and that it goes on") {
  World world;
  for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) world.join(name);
  world.start_round();
  const PersonId late = world.join("Eve");
  world.must(world.trainer(), protocol::Pause{});
  CHECK(world.model(late).round->paused);
  CHECK(world.model(world.trainer()).round->paused);
  world.must(world.trainer(), protocol::Continue{});
  CHECK_FALSE(world.model(late).round->paused);
}

TEST_CASE("extending gives that much more time, paused or not") {
  Scene scene(2);
  scene.must(scene.trainer(), protocol::Extend{45});
  CHECK(left(scene, scene.agent()) == kBriefTime + Seconds{45});
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{10});
  scene.must(scene.trainer(), protocol::Extend{15});
  CHECK(left(scene, scene.agent()) == kBriefTime + Seconds{60});
  scene.must(scene.trainer(), protocol::Continue{});
  scene.wait(kBriefTime + Seconds{60} - Milliseconds{1});
  CHECK(scene.phase() == Phase::brief);
  scene.wait(Milliseconds{1});
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("a breath stops the clock for 20 seconds, once a talk, and both see it") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.wait(Seconds{50});
  scene.must(scene.agent(), protocol::Breathe{});
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->breath_left(scene.now()) == Seconds{20});
    CHECK(left(scene, person) == kTalkTime - Seconds{50});
  }
  scene.wait(Seconds{13});
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->breath_left(scene.now()) == Seconds{7});
    CHECK(left(scene, person) == kTalkTime - Seconds{50});
  }
  scene.wait(Seconds{7});
  CHECK(scene.attempt(scene.agent(), protocol::Breathe{}).error().why == Why::already_done);
  scene.wait(kTalkTime - Seconds{50} - Milliseconds{1});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Milliseconds{1});
  CHECK(scene.phase() == Phase::recap);
}

TEST_CASE("a pause and a downtime stretch a breath that has begun, so that its time is not counted twice") {
  const auto breathe = [](Scene& scene) {
    scene.go_to(Phase::talk);
    scene.must(scene.agent(), protocol::Breathe{});
    scene.wait(Seconds{5});
  };
  const auto check = [](Scene& scene) {
    CHECK(scene.model(scene.customer()).session->breath_left(scene.now()) == Seconds{15});
    CHECK(left(scene, scene.customer()) == kTalkTime);
    scene.wait(Seconds{15});
    CHECK(left(scene, scene.customer()) == kTalkTime);
    scene.wait(kTalkTime);
    CHECK(scene.phase() == Phase::recap);
  };
  Scene paused(2);
  breathe(paused);
  paused.must(paused.trainer(), protocol::Pause{});
  paused.wait(Seconds{100});
  paused.must(paused.trainer(), protocol::Continue{});
  check(paused);

  Scene down(2);
  breathe(down);
  down.restart(Seconds{100});
  for (const PersonId person : down.people()) down.regain(person);
  check(down);
}

TEST_CASE("a breath that was taken stays taken after a resume") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Breathe{});
  scene.wait(Seconds{40});
  scene.lose(scene.agent());
  scene.regain(scene.agent());
  CHECK(scene.model(scene.agent()).session->breath_used);
  CHECK(scene.model(scene.agent()).session->breath_left(scene.now()) == Seconds{0});
}

TEST_CASE("no breath is taken while the round is paused") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.trainer(), protocol::Pause{});
  CHECK(scene.attempt(scene.agent(), protocol::Breathe{}).error().why == Why::already_done);
}

// --- The server's own absence ---------------------------------------------------------------------------------------

TEST_CASE("time stands still while the server is down: the phase goes on where it stood") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.wait(Seconds{100});
  scene.restart(std::chrono::hours{5});
  for (const PersonId person : scene.people()) scene.regain(person);
  CHECK(scene.phase() == Phase::talk);
  for (const PersonId person : scene.people()) CHECK(left(scene, person) == kTalkTime - Seconds{100});
  scene.wait(kTalkTime - Seconds{100} - Milliseconds{1});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Milliseconds{1});
  CHECK(scene.phase() == Phase::recap);
}

TEST_CASE("a downtime during a pause is part of the pause") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.wait(Seconds{30});
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{10});
  scene.restart(Seconds{600});
  scene.regain(scene.trainer());
  for (const PersonId person : scene.people()) scene.regain(person);
  CHECK(left(scene, scene.agent()) == kTalkTime - Seconds{30});
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(left(scene, scene.agent()) == kTalkTime - Seconds{30});
}

TEST_CASE("after a downtime every place is held anew, of those who were away before too: nobody could come back") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.lose(scene.observer());
  scene.wait(Seconds{20});
  scene.restart(Seconds{1000});
  const TimePoint up = scene.now();
  for (const PersonId person : scene.people()) {
    CHECK(scene.session().seat_of(person)->state == PresenceState::away);
    CHECK(scene.session().seat_of(person)->held_until == up + Seconds{90});
  }
  scene.regain(scene.agent());
  scene.regain(scene.customer());
  scene.wait(Seconds{90});
  CHECK(scene.session().seat_of(scene.observer())->state == PresenceState::gone);
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::here);
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("a restart without open sessions leaves no trace") {
  World world;
  const PersonId ann = world.join("Ann");
  const std::size_t before = world.journal().size();
  world.restart(Seconds{1000});
  CHECK(world.journal().size() == before);
  world.regain(ann);
  CHECK(world.model(ann).waiting.has_value());
}

TEST_CASE("a breath ends with its phase") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Breathe{});
  scene.wait(Seconds{5});
  scene.must(scene.trainer(), protocol::NextPhase{});
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->breath_left(scene.now()) == Seconds{0});
    CHECK(left(scene, person) == kRecapTime);
  }
}

TEST_CASE("a place is not lost during a pause; it is held as long as was left once the round goes on") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.trainer(), protocol::Pause{});
  scene.lose(scene.agent());
  scene.wait(Seconds{300});
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::away);
  scene.regain(scene.agent());
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(scene.phase() == Phase::talk);
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::here);

  scene.must(scene.trainer(), protocol::Pause{});
  scene.lose(scene.agent());
  scene.wait(Seconds{300});
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Seconds{89});
  CHECK(scene.phase() == Phase::talk);
  scene.wait(Seconds{2});
  CHECK(scene.phase() == Phase::debrief);
}

}  // namespace earshot::testing
