// The rules as trainers change them. Each file of tests/golden/game beside the problems it must give;
// EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

const std::filesystem::path kGolden = EARSHOT_SOURCE_DIR "/tests/golden/game";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("each fault of the rules is named with its place and its remedy") {
  const bool write = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const LoadOutcome outcome = load(read_text(entry.path()), name);
    std::string found;
    for (const auto& problem : outcome.problems) found += problem.to_string() + "\n";
    const auto expected = std::filesystem::path(entry.path()).replace_extension(".txt");
    if (write) {
      std::ofstream(expected, std::ios::binary) << found;
      continue;
    }
    CHECK(found == read_text(expected));
    CHECK(outcome.rules.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(files >= 6);
}

TEST_CASE("the rules are read as they are written") {
  const LoadOutcome outcome = load(read_text(kGolden / "good.yaml"), "good.yaml");
  REQUIRE(outcome.rules);
  const Rules& rules = *outcome.rules;
  CHECK(rules.pay_of(Xp::agent).each == 30);
  CHECK(rules.pay_of(Xp::agent).at_most == 4);
  CHECK(rules.pay_of(Xp::returning).at_most == 2);
  CHECK(rules.improving.each == 40);
  CHECK(rules.improving.sessions == 3);
  CHECK(rules.improving.points == 5);
  CHECK(rules.calibration.close == 60);
  CHECK(rules.calibration.days == 30);
  CHECK(rules.counting.told == 3);
  CHECK(rules.counting.share == 50);
  CHECK(rules.counting.questions == 2);
  CHECK(rules.counting.hard == 4);
  CHECK(rules.counting.part == 400);
  CHECK(rules.levels.first == 100);
  CHECK(rules.levels.more == 10);
  CHECK(rules.levels.most == 9);
  CHECK(rules.streak.unit == StreakUnit::days);
  CHECK(rules.streak.forgiven == 1);
  CHECK(rules.streak.rest_days == std::array{false, false, false, false, false, false, true});
  CHECK(rules.letter.good == 75);
  REQUIRE(rules.badges.size() == 1);
  CHECK(rules.badges[0].family == Family::give_back);
  CHECK(metrics()[rules.badges[0].metric].name == "right_first");
  CHECK(rules.badges[0].at == std::array<std::uint32_t, 3>{1, 5, 15});
  REQUIRE(rules.quests.size() == 1);
  CHECK(rules.quests[0].each == 4);
  CHECK(rules.quests[0].at_most == 8);
  REQUIRE(rules.goals.size() == 2);
  CHECK(rules.goals[0].from_rounds == 1);  // by their rounds, not as they stand
  CHECK(rules.goals[1].from_rounds == 3);
  CHECK(shown(rules, rules.badges[0], "de") == Shown{"Auf Anhieb", "Sofort richtig."});
  CHECK(shown(rules, rules.quests[0], "de").name == "Fragen");
  CHECK(shown(rules, rules.goals[0], "de").name == "Anfang");
}

TEST_CASE("a file that is not there, or no YAML, is a problem like any other") {
  CHECK_FALSE(load_file("nowhere/game.yaml").rules);
  CHECK(load_file("nowhere/game.yaml").problems.size() == 1);
  for (const char* text : {"", "[", "- a", "a", "xp: {agent: {each: &x 1}}", "translations: []"}) {
    const LoadOutcome outcome = load(text, "x.yaml");
    CHECK_FALSE(outcome.rules);
    CHECK_FALSE(outcome.problems.empty());
  }
}

TEST_CASE("the rules survive any line being taken away") {
  const std::string text = read_text(EARSHOT_SOURCE_DIR "/content/game.yaml");
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const LoadOutcome outcome = load(text.substr(0, begin) + text.substr(end), "x.yaml");
    CHECK(outcome.rules.has_value() == !yaml::has_errors(outcome.problems));
    begin = end;
  }
}

}  // namespace earshot::game
