// Lessons on a running server: read at start, picked, and carried on by the class's own clock.
#include <algorithm>
#include <chrono>
#include <fstream>

#include "tests/server/net/hub_fixture.h"

namespace earshot::net::testing {
namespace {

using namespace protocol;

constexpr std::chrono::minutes kMinute{1};

Plan break_and_talk() {
  PlanStep pause;
  pause.kind = StepKind::pause;
  pause.title = "Coffee";
  pause.minutes = 10;
  PlanStep talk = pause;
  talk.kind = StepKind::talk;
  talk.title = "What was it like?";
  return {"", "Two steps", {pause, talk}};
}

/// A trainer whose class is in the break of a plan that runs by itself.
transport::PeerId in_a_break(Fixture& f) {
  const auto trainer = f.trainer();
  f.tell(trainer, 2, SetPlan{break_and_talk()});
  f.tell(trainer, 3, AutoRun{true});
  f.tell(trainer, 4, BeginStep{0});
  REQUIRE(f.last<PlanShown>(trainer).step == 0U);
  return trainer;
}

}  // namespace

TEST_CASE("a break ends, and the next step begins, without a word from anybody") {
  Fixture f;
  const auto trainer = in_a_break(f);
  CHECK(f.hub->next_due() == kStart + 10 * kMinute);
  f.advance(10 * kMinute - Seconds{1});
  CHECK(f.last<PlanShown>(trainer).step == 0U);
  f.advance(Seconds{1});
  CHECK(f.last<PlanShown>(trainer).step == 1U);
  CHECK_FALSE(f.last<PlanShown>(trainer).step_over);
  f.advance(10 * kMinute);
  CHECK(f.last<PlanShown>(trainer).step_over);
  CHECK_FALSE(f.hub->next_due());
}

TEST_CASE("the clock of a break goes on after a restart where it stood") {
  Fixture f;
  auto trainer = in_a_break(f);
  const std::string token = f.last<Welcome>(trainer).resume;
  f.advance(4 * kMinute);
  f.tell(trainer, 5, Broadcast{"Back at ten past"});  // the last that the server stores before it is lost
  f.restart(f.now + 20 * kMinute);
  trainer = f.connect();
  f.tell(trainer, 0, Resume{token});
  REQUIRE(f.last<PlanShown>(trainer).step == 0U);
  CHECK(f.last<PlanShown>(trainer).step_ends_at->point() == f.now + 6 * kMinute);
  CHECK(f.hub->next_due() == f.now + 6 * kMinute);
  f.advance(6 * kMinute);
  CHECK(f.last<PlanShown>(trainer).step == 1U);
}

TEST_CASE("a class is created with one of the server's lessons") {
  Fixture f;
  const auto trainer = f.connect();
  f.tell(trainer, 0, SignIn{f.trainer_token, "Ngozi"});
  f.tell(trainer, 1, CreateClass{"Care Desk", {}, "no-such-lesson"});
  CHECK(f.last<Refused>(trainer).field == "lesson");
  CHECK(f.count<ClassEntered>(trainer) == 0);
  f.tell(trainer, 2, CreateClass{"Care Desk", {}, "first-hour"});
  CHECK(f.last<PlanShown>(trainer).plan.id == "first-hour");
}

TEST_CASE("trainers are shown the lessons of the server, trainees are not") {
  Fixture f;
  const auto trainer = f.trainer();
  std::vector<std::string> ids;
  for (const LessonPage& page : f.all<LessonPage>(trainer)) {
    for (const LessonSummary& lesson : page.lessons) ids.push_back(lesson.id);
  }
  CHECK(ids == std::vector<std::string>{"difficult-customers", "first-hour", "half-day", "prevention-and-follow-up", "remote-pair-week"});
  CHECK(f.count<LessonPage>(f.trainee("Sam")) == 0);
}

TEST_CASE("a broken lesson is left out and named with its place, and the server starts") {
  const earshot::testing::TemporaryFolder folder;
  std::filesystem::copy(EARSHOT_SOURCE_DIR "/content", folder.path(), std::filesystem::copy_options::recursive);
  std::ofstream(folder.path() / "lessons" / "broken.yaml")
      << "id: broken\ntitle: Broken\nabout: It names a card that is not there.\nsteps:\n  - do: round\n    card: wedding-ordr\n";
  const auto loaded = ContentLibrary::load(folder.path());
  REQUIRE(loaded);
  CHECK_FALSE(loaded->library->find_lesson("broken"));
  CHECK(loaded->library->find_lesson("first-hour"));
  REQUIRE(loaded->problems.size() == 1);
  CHECK(loaded->problems[0].to_string().ends_with(
      "broken.yaml:6:11: there is no card 'wedding-ordr'; did you mean 'wedding-order'?"));
}

}  // namespace earshot::net::testing
