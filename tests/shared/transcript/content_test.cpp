// The transcripts that come with Earshot, and the guide's worked example.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "shared/transcript/load.h"

namespace earshot::transcript {
namespace {

const std::filesystem::path kContent = EARSHOT_SOURCE_DIR "/content";

rubric::Rubric listening() {
  auto outcome = rubric::load_file(kContent / "rubrics" / "listening.yaml");
  REQUIRE(outcome.rubric);
  return *std::move(outcome.rubric);
}

std::string all(const std::vector<yaml::Problem>& problems) {
  std::string lines;
  for (const auto& problem : problems) lines += problem.to_string() + "\n";
  return lines;
}

}  // namespace

TEST_CASE("the transcripts load without a problem, each in four languages") {
  const auto outcome = load_folder(kContent / "transcripts", listening());
  CHECK_MESSAGE(outcome.problems.empty(), all(outcome.problems));
  std::map<std::string, std::set<std::string>> languages;
  for (const Transcript& one : outcome.transcripts) languages[one.id].insert(one.language);
  CHECK(languages.size() == 2);
  const std::set<std::string> four{"de", "en", "es", "fr"};
  for (const auto& [id, found] : languages) CHECK_MESSAGE(found == four, id);
}

TEST_CASE("a translation has no text that is still the original's") {
  const auto outcome = load_folder(kContent / "transcripts", listening());
  for (const Transcript& original : outcome.transcripts) {
    if (original.language != "en") continue;
    for (const Transcript& other : outcome.transcripts) {
      if (other.id != original.id || other.language == "en") continue;
      CAPTURE(other.language);
      REQUIRE(other.lines.size() == original.lines.size());
      for (std::size_t i = 0; i < other.lines.size(); ++i) CHECK(other.lines[i].text != original.lines[i].text);
      for (std::size_t i = 0; i < other.notes.size(); ++i) CHECK(other.notes[i].why != original.notes[i].why);
    }
  }
}

TEST_CASE("each talk is short, and is rated on the first focus set at least") {
  const auto rubric = listening();
  for (const Transcript& one : load_folder(kContent / "transcripts", rubric).transcripts) {
    CAPTURE(one.id);
    CHECK(one.lines.size() >= 12);
    CHECK(one.lines.size() <= 20);
    for (const std::string& criterion : rubric.focus_sets.front().criteria) {
      CHECK(std::ranges::find(one.focus, criterion) != one.focus.end());
    }
  }
}

TEST_CASE("the worked example of the guide is a transcript") {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/calibration.md", std::ios::binary);
  const std::string guide{std::istreambuf_iterator<char>(in), {}};
  const std::string fence = "```yaml\n";
  const auto begin = guide.find(fence);
  REQUIRE(begin != std::string::npos);
  const auto from = begin + fence.size();
  const auto outcome = load(guide.substr(from, guide.find("```", from) - from), "example.yaml", listening());
  CHECK_MESSAGE(outcome.problems.empty(), all(outcome.problems));
}

}  // namespace earshot::transcript
