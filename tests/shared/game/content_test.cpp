// The rules that the server starts with.
#include <fstream>
#include <iterator>
#include <set>

#include "tests/shared/game/world.h"

namespace earshot::game {

using namespace testing;

TEST_CASE("the rules of the repository have no problem") {
  const LoadOutcome outcome = load_file(EARSHOT_SOURCE_DIR "/content/game.yaml");
  for (const auto& problem : outcome.problems) FAIL_CHECK(problem.to_string());
  REQUIRE(outcome.rules);
}

TEST_CASE("there are badges enough in each of the three families, and no two count the same") {
  CHECK(rules().badges.size() >= 18);
  std::array<int, 3> families{};
  std::set<std::size_t> counted;
  for (const Badge& badge : rules().badges) {
    ++families[static_cast<std::size_t>(badge.family)];
    CHECK_MESSAGE(counted.insert(badge.metric).second, badge.id);
  }
  for (const int family : families) CHECK(family >= 6);
}

TEST_CASE("everything is told in four languages") {
  for (const char* language : {"de", "es", "fr"}) {
    CAPTURE(language);
    REQUIRE(rules().translations.contains(language));
    std::set<std::string> names;
    for (const Badge& badge : rules().badges) {
      CHECK(shown(rules(), badge, language).what != badge.shown.what);
      CHECK_MESSAGE(names.insert(shown(rules(), badge, language).name).second, badge.id);
    }
    for (const QuestRule& quest : rules().quests) CHECK(shown(rules(), quest, language).what != quest.shown.what);
    for (const GoalRule& goal : rules().goals) CHECK(shown(rules(), goal, language).what != goal.shown.what);
  }
  CHECK(shown(rules(), rules().badges[0], "it") == rules().badges[0].shown);
  CHECK(shown(rules(), rules().badges[0], "en") == rules().badges[0].shown);
}

TEST_CASE("docs/game.md lists every metric with what it counts") {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/game.md", std::ios::binary);
  const std::string docs{std::istreambuf_iterator<char>(in), {}};
  std::string table;
  for (const Metric& metric : metrics()) table += "| `" + std::string(metric.name) + "` | " + std::string(metric.what) + " |\n";
  CHECK_MESSAGE(docs.find(table) != std::string::npos, "write this into docs/game.md:\n" << table);
}

}  // namespace earshot::game
