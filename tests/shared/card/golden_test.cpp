// Each file of tests/golden/card-faults beside the problems it must give, and each folder of tests/golden/shelf-faults with
// what is said of its cards together and which of them are left. EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "shared/card/shelf.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

namespace {

bool writes_golden() { return std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr; }

/// What a folder of cards gives, with the files as they are called in it.
std::string told(const std::filesystem::path& folder) {
  FolderOutcome outcome = load_folder(folder);
  std::set<std::string> said;
  std::string lines;
  for (const Problem& problem : outcome.problems) {
    std::string line = problem.to_string();
    for (std::size_t at; (at = line.find(folder.string() + "/")) != std::string::npos;) line.erase(at, folder.string().size() + 1);
    CHECK_MESSAGE(said.insert(line).second, "said twice: ", line);
    lines += line + "\n";
  }
  lines += "left:";
  for (const Card& card : outcome.cards) lines += " " + card.language + "/" + card.id;
  return lines + "\n";
}

}  // namespace

TEST_CASE("each fault of a card is named with its place and its remedy") {
  const std::filesystem::path folder = EARSHOT_SOURCE_DIR "/tests/golden/card-faults";
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
    if (writes_golden()) {
      std::ofstream(expected, std::ios::binary) << found;
      continue;
    }
    CHECK(found == samples::read_text("tests/golden/card-faults/" + expected.filename().string()));
    CHECK(outcome.card.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(kinds.size() >= 80);
}

TEST_CASE("what is wrong between the cards of a folder is named once, and what depends on it is left out") {
  const std::filesystem::path cases = EARSHOT_SOURCE_DIR "/tests/golden/shelf-faults";
  int checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const std::string found = told(entry.path());
    if (writes_golden()) {
      std::ofstream(entry.path() / "expected.txt", std::ios::binary) << found;
      continue;
    }
    CHECK(found == samples::read_text("tests/golden/shelf-faults/" + name + "/expected.txt"));
    ++checked;
  }
  if (!writes_golden()) CHECK(checked >= 25);
}

}  // namespace earshot::card
