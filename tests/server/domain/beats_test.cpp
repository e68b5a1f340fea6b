// Beats: each kind of trigger at its moment, once, and told to the customer alone.
#include <doctest/doctest.h>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

std::vector<std::string> played(const World& world) {
  std::vector<std::string> ids;
  for (const auto& beat : world.session().beats) ids.push_back(beat.beat);
  return ids;
}

bool has_played(const World& world, const std::string& beat) {
  return std::ranges::count(played(world), beat) == 1;
}

}  // namespace

TEST_CASE("no beat plays in Brief") {
  Scene scene(2);
  scene.wait(kBriefTime - Milliseconds{1});
  CHECK(played(scene).empty());
}

TEST_CASE("a beat of a phase's beginning plays as the phase begins") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  CHECK(played(scene) == std::vector{kStart});
  scene.go_to(Phase::recap);
  CHECK(played(scene) == std::vector{kStart, kListen});
}

TEST_CASE("a timed beat plays when its time in the phase has come, on the moment") {
  Scene scene(2);
  scene.wait(Seconds{17});  // time in Brief does not count
  scene.go_to(Phase::talk);
  scene.wait(Seconds{30} - Milliseconds{1});
  CHECK_FALSE(has_played(scene, kClick));
  scene.wait(Milliseconds{1});
  CHECK(has_played(scene, kClick));
  CHECK(scene.session().beats.back().at == scene.session().began[1] + Seconds{30});
}

TEST_CASE("a beat that waits for the agent's lines counts the agent's lines of its phase alone") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Say{"One."});
  for (int i = 0; i < 3; ++i) scene.must(scene.customer(), protocol::Say{"Mine do not count."});
  CHECK_FALSE(has_played(scene, kSecond));
  scene.must(scene.agent(), protocol::Say{"Two."});
  CHECK(has_played(scene, kSecond));
}

TEST_CASE("a beat that waits for felt-heard plays once the meter has risen to its level in its phase") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Feel{3});
  CHECK_FALSE(has_played(scene, kHeard));
  scene.must(scene.customer(), protocol::Feel{5});
  CHECK(has_played(scene, kHeard));
  scene.must(scene.customer(), protocol::Feel{1});
  scene.must(scene.customer(), protocol::Feel{4});
  CHECK(has_played(scene, kHeard));
}

TEST_CASE("a beat to press plays when the customer presses it, in its phase, once") {
  Scene scene(3);
  CHECK(scene.attempt(scene.customer(), protocol::PlayBeat{kOwn}).error().why == Why::wrong_phase);
  scene.go_to(Phase::talk);
  scene.wait(kTalkTime - Seconds{1});
  CHECK_FALSE(has_played(scene, kOwn));
  scene.must(scene.customer(), protocol::PlayBeat{kOwn});
  CHECK(has_played(scene, kOwn));
  CHECK(scene.must(scene.customer(), protocol::PlayBeat{kOwn}).empty());
  CHECK(scene.attempt(scene.customer(), protocol::PlayBeat{kLeft}).error().why == Why::wrong_phase);
  CHECK(scene.attempt(scene.customer(), protocol::PlayBeat{kClick}).error().why == Why::unknown);
  CHECK(scene.attempt(scene.customer(), protocol::PlayBeat{"nothing"}).error().why == Why::unknown);
  CHECK(scene.attempt(scene.agent(), protocol::PlayBeat{kOwn}).error().why == Why::not_your_role);
  scene.go_to(Phase::solve);
  scene.must(scene.customer(), protocol::PlayBeat{kLeft});
  CHECK(has_played(scene, kLeft));
}

TEST_CASE("beats of a phase that is over do not come any more") {
  Scene scene(2);
  scene.go_to(Phase::recap);
  scene.wait(kRecapTime + Seconds{50});
  REQUIRE(scene.phase() == Phase::solve);
  CHECK(played(scene) == std::vector{kStart, kListen});
}

TEST_CASE("a time jump is seen by everybody, its beat by the customer alone") {
  Scene scene(3);
  scene.go_to(Phase::solve);
  scene.wait(Seconds{60});
  REQUIRE(has_played(scene, kLater));
  for (const PersonId person : scene.people()) {
    const auto jumps = scene.sent_to<protocol::TimeJumped>(person);
    REQUIRE(jumps.size() == 1);
    CHECK(jumps[0].jump == kJump);
  }
  const auto beats = scene.sent_to<protocol::BeatShown>(scene.customer());
  REQUIRE_FALSE(beats.empty());
  CHECK(beats.back().id == kLater);
  CHECK(beats.back().jump == kJump);
  CHECK(scene.sent_to<protocol::BeatShown>(scene.agent()).empty());
  CHECK(scene.sent_to<protocol::BeatShown>(scene.observer()).empty());
}

TEST_CASE("timed beats stand still with the clock: a pause, a breath and a downtime move them") {
  struct Stop {
    const char* what;
    std::function<void(Scene&)> stand_still;
  };
  for (const Stop& stop : {Stop{"a pause",
                                [](Scene& s) {
                                  s.must(s.trainer(), protocol::Pause{});
                                  s.wait(Seconds{70});
                                  s.must(s.trainer(), protocol::Continue{});
                                }},
                           Stop{"a breath",
                                [](Scene& s) {
                                  s.must(s.agent(), protocol::Breathe{});
                                  s.wait(Seconds{20});
                                }},
                           Stop{"a downtime", [](Scene& s) {
                                  s.restart(Seconds{500});
                                  for (const PersonId person : s.people()) s.regain(person);
                                }}}) {
    CAPTURE(stop.what);
    Scene scene(2);
    scene.go_to(Phase::talk);
    scene.wait(Seconds{10});
    stop.stand_still(scene);
    scene.wait(Seconds{20} - Milliseconds{1});
    CHECK_FALSE(has_played(scene, kClick));
    scene.wait(Milliseconds{1});
    CHECK(has_played(scene, kClick));
  }
}

TEST_CASE("more time for a phase moves its end, not its beats") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.trainer(), protocol::Extend{60});
  scene.wait(Seconds{30});
  CHECK(has_played(scene, kClick));
}

}  // namespace earshot::testing
