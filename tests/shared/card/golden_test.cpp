// Each file of tests/golden/card-faults beside the problems it must give. EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/shared/card/samples.h"

namespace earshot::card {

TEST_CASE("each fault of a card is named with its place and its remedy") {
  const std::filesystem::path folder = EARSHOT_SOURCE_DIR "/tests/golden/card-faults";
  const bool write = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const auto outcome = load(samples::read_text("tests/golden/card-faults/" + name), name);
    const std::string found = samples::all(outcome.problems);

    const auto expected = std::filesystem::path(entry.path()).replace_extension(".txt");
    if (write) {
      std::ofstream(expected, std::ios::binary) << found;
      continue;
    }
    CHECK(found == samples::read_text("tests/golden/card-faults/" + expected.filename().string()));
    CHECK(outcome.card.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(files >= 25);
}

}  // namespace earshot::card
