// The lessons that come with Earshot, and the guide's worked example.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "shared/lesson/load.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/validate.h"

namespace earshot::lesson {
namespace {

const std::filesystem::path kLessons = EARSHOT_SOURCE_DIR "/content/lessons";

std::string all(const std::vector<yaml::Problem>& problems) {
  std::string lines;
  for (const auto& problem : problems) lines += problem.to_string() + "\n";
  return lines;
}

}  // namespace

TEST_CASE("the lessons load without a problem, and a class takes each of them as its plan") {
  const Beside beside(kLessons / "first-hour.yaml");
  const auto outcome = load_folder(kLessons, beside.known());
  CHECK_MESSAGE(outcome.problems.empty(), all(outcome.problems));
  std::vector<std::string> ids;
  for (const Lesson& lesson : outcome.lessons) {
    ids.push_back(lesson.plan.id);
    protocol::Intent intent = protocol::SetPlan{lesson.plan};
    CHECK_FALSE(protocol::validate(intent));
    CHECK(std::get<protocol::SetPlan>(intent).plan == lesson.plan);
  }
  CHECK(ids == std::vector<std::string>{"difficult-customers", "first-hour", "half-day", "prevention-and-follow-up", "remote-pair-week"});
}

TEST_CASE("the first hour takes an hour, the half day no more than half a day") {
  const Beside beside(kLessons / "first-hour.yaml");
  for (const Lesson& lesson : load_folder(kLessons, beside.known()).lessons) {
    CAPTURE(lesson.plan.id);
    if (lesson.plan.id == "first-hour") CHECK(lesson.minutes <= 65);
    CHECK(lesson.minutes <= 240);
  }
}

TEST_CASE("a follow-up episode comes after the card it follows") {
  const Beside beside(kLessons / "first-hour.yaml");
  std::size_t episodes = 0;
  for (const Lesson& lesson : load_folder(kLessons, beside.known()).lessons) {
    std::set<std::string> played;
    for (const auto& step : lesson.plan.steps) {
      for (const std::string& id : step.cards) {
        for (const card::Card* card : beside.known().cards) {
          if (card->id != id || !card->follows) continue;
          ++episodes;
          CHECK_MESSAGE(played.contains(card->follows->card), id);
        }
      }
      played.insert(step.cards.begin(), step.cards.end());
    }
  }
  CHECK(episodes > 0);
}

TEST_CASE("the worked example of the guide is a lesson") {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/writing-lessons.md", std::ios::binary);
  const std::string guide{std::istreambuf_iterator<char>(in), {}};
  const std::string fence = "```yaml\n";
  const auto begin = guide.find(fence);
  REQUIRE(begin != std::string::npos);
  const auto from = begin + fence.size();
  const Beside beside(kLessons / "first-hour.yaml");
  const auto outcome = load(guide.substr(from, guide.find("```", from) - from), "example.yaml", beside.known());
  CHECK_MESSAGE(outcome.problems.empty(), all(outcome.problems));
}

}  // namespace earshot::lesson
