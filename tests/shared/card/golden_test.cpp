// Each file of tests/golden/card-faults beside the problems it must give. EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "tests/shared/card/samples.h"

namespace earshot::card {

TEST_CASE("each fault of a card is named with its place and its remedy") {
  const std::filesystem::path folder = EARSHOT_SOURCE_DIR "/tests/golden/card-faults";
  const bool write = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  std::set<std::string> kinds;  // of faults, whatever they are about
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const auto outcome = load(samples::read_text("tests/golden/card-faults/" + name), name);
    const std::string found = samples::all(outcome.problems);
    static const std::regex kNamed("'[^']*'|[0-9:]+");
    for (const Problem& problem : outcome.problems) kinds.insert(std::regex_replace(problem.what, kNamed, "…"));

    const auto expected = std::filesystem::path(entry.path()).replace_extension(".txt");
    if (write) {
      std::ofstream(expected, std::ios::binary) << found;
      continue;
    }
    CHECK(found == samples::read_text("tests/golden/card-faults/" + expected.filename().string()));
    CHECK(outcome.card.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(kinds.size() >= 80);
}

}  // namespace earshot::card
