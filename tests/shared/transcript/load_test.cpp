// Transcripts as trainers write them. Each file of tests/golden/transcripts beside the problems it must give;
// EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include "shared/transcript/load.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "tests/support/temporary_folder.h"

namespace earshot::transcript {
namespace {

using protocol::Role;
using testing::TemporaryFolder;

const std::filesystem::path kGolden = EARSHOT_SOURCE_DIR "/tests/golden/transcripts";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

rubric::Rubric small_rubric() {
  rubric::Rubric rubric;
  for (const char* id : {"attention", "facts", "empathy"}) rubric.criteria.push_back({id, id, rubric::Step::listen, {}});
  rubric.focus_sets = {{"first", {"attention", "empathy"}}, {"facts", {"facts"}}};
  return rubric;
}

std::string all(const std::vector<yaml::Problem>& problems) {
  std::string lines;
  for (const auto& problem : problems) lines += problem.to_string() + "\n";
  return lines;
}

/// The small talk with one of its texts changed.
std::string good_with(const std::string& from, const std::string& to) {
  std::string text = read_text(kGolden / "good.yaml");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void write(const TemporaryFolder& folder, const std::string& name, const std::string& text) {
  std::filesystem::create_directories((folder.path() / name).parent_path());
  folder.write(name, text);
}

bool says(const std::vector<yaml::Problem>& problems, const std::string& words) { return all(problems).find(words) != std::string::npos; }

}  // namespace

TEST_CASE("each fault of a transcript is named with its place and its remedy") {
  const bool write = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const auto outcome = load(read_text(entry.path()), name, small_rubric());
    const auto expected = std::filesystem::path(entry.path()).replace_extension(".txt");
    if (write) {
      std::ofstream(expected, std::ios::binary) << all(outcome.problems);
      continue;
    }
    CHECK(all(outcome.problems) == read_text(expected));
    CHECK(outcome.transcript.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(files == 7);
}

TEST_CASE("a transcript is read line by line, its notes in the order of its focus") {
  const auto outcome = load(read_text(kGolden / "good.yaml"), "good.yaml", small_rubric());
  REQUIRE(outcome.transcript);
  const Transcript& read = *outcome.transcript;
  CHECK(read.id == "small");
  CHECK(read.language == "en");
  REQUIRE(read.lines.size() == 4);
  CHECK(read.lines[0] == protocol::TranscriptLine{Role::customer, "My lamp is broken."});
  CHECK(read.lines[3].role == Role::agent);
  CHECK(read.focus == std::vector<std::string>{"attention", "empathy"});
  REQUIRE(read.notes.size() == 2);
  CHECK(read.notes[0].criterion == "attention");
  CHECK(why(read, "empathy") == "No feeling is named.");
  CHECK(why(read, "facts").empty());
  CHECK(read.hash.size() == 32);
}

TEST_CASE("the focus is a set of the rubric by its name, or criteria in the rubric's order") {
  const auto of = [](const std::string& focus, const std::string& criterion) {
    const auto text = good_with("notes:\n", "focus: " + focus + "\nnotes:\n  - criterion: " + criterion + "\n    why: It is there.\n");
    return load(text, "x.yaml", small_rubric()).problems;
  };
  CHECK(of("[empathy, facts, attention]", "facts").empty());
  CHECK(says(of("facts", "facts"), "'criterion' cannot be 'empathy'"));  // which is not rated then
}

TEST_CASE("a whole talk fits one message, whatever it is written in") {
  // 60 lines of 600 characters would be 36,000 bytes of plain letters, and more of others.
  std::string text = "id: big\ntitle: Big\nlanguage: en\nsituation: Long.\nlines:\n";
  std::optional<Transcript> largest;
  std::string lines;
  for (int i = 0; i < 60; ++i) {
    std::string line;
    for (int k = 0; k < 70; ++k) line += "\xe8\x81\xbd";  // a letter of three bytes
    lines += (i % 2 ? "  - agent: " : "  - customer: ") + line + "\n";
    const auto outcome = load(text + lines + "notes:\n  - criterion: attention\n    why: a\n  - criterion: empathy\n    why: b\n", "x.yaml", small_rubric());
    if (outcome.transcript) largest = outcome.transcript;
  }
  REQUIRE(largest);
  CHECK(largest->lines.size() > 40);
  protocol::CalibrationShown shown;
  shown.on = true;
  shown.transcript = largest->id;
  shown.title = largest->title;
  shown.situation = largest->situation;
  shown.lines = largest->lines;
  for (std::size_t i = 0; i < protocol::limits::kCriteria; ++i) {
    shown.focus.push_back(std::string(protocol::limits::kIdCharacters, 'x'));
    shown.own.push_back({shown.focus.back(), std::uint8_t{5}});
  }
  protocol::Bytes bytes;
  protocol::encode(shown, bytes);
  CHECK(bytes.size() <= protocol::limits::kMessageBytes);
}

TEST_CASE("a folder holds the original before its translations, and leaves out what is broken") {
  const TemporaryFolder folder;
  write(folder, "en/small.yaml", read_text(kGolden / "good.yaml"));
  write(folder, "de/small.yaml", good_with("language: en", "language: de"));
  write(folder, "en/notes.yaml", read_text(kGolden / "notes.yaml"));
  const auto outcome = load_folder(folder.path(), small_rubric());
  REQUIRE(outcome.transcripts.size() == 2);
  CHECK(outcome.transcripts[0].language == "en");
  CHECK(outcome.transcripts[1].language == "de");
  CHECK(says(outcome.problems, "en/notes.yaml"));
  CHECK_FALSE(says(outcome.problems, "small.yaml"));
}

TEST_CASE("a translation is the same talk, or it is left out") {
  const TemporaryFolder folder;
  write(folder, "en/small.yaml", read_text(kGolden / "good.yaml"));
  std::string other = good_with("language: en", "language: de");
  const auto at = other.find("  - agent: Since when?");
  write(folder, "de/small.yaml", other.replace(at, 9, "  - customer"));
  const auto outcome = load_folder(folder.path(), small_rubric());
  CHECK(outcome.transcripts.size() == 1);
  CHECK(says(outcome.problems, "this is another talk than 'small'"));
}

TEST_CASE("the second of two with one id and language is left out, and a file in the wrong place gets advice") {
  const TemporaryFolder folder;
  write(folder, "en/small.yaml", read_text(kGolden / "good.yaml"));
  write(folder, "en/tiny.yaml", read_text(kGolden / "good.yaml"));
  write(folder, "fr/big.yaml", good_with("id: small", "id: big"));
  const auto outcome = load_folder(folder.path(), small_rubric());
  CHECK(outcome.transcripts.size() == 2);
  CHECK(says(outcome.problems, "the transcript 'small' is in "));
  CHECK(says(outcome.problems, "the file is called tiny.yaml"));
  CHECK(says(outcome.problems, "stands in the folder fr"));
}

TEST_CASE("a server has no more transcripts than a trainer can be shown at once") {
  const TemporaryFolder folder;
  for (std::size_t i = 0; i < kMost + 2; ++i) {
    const std::string id = "talk-" + std::to_string(100 + i);
    write(folder, "en/" + id + ".yaml", good_with("id: small", "id: " + id));
  }
  const auto outcome = load_folder(folder.path(), small_rubric());
  CHECK(outcome.transcripts.size() == kMost);
  CHECK(outcome.problems.size() == 2);
}

TEST_CASE("a folder that is not there holds no transcripts") {
  const auto outcome = load_folder("/nowhere/transcripts", small_rubric());
  CHECK(outcome.transcripts.empty());
  CHECK(outcome.problems.empty());
}

TEST_CASE("bytes that are no transcript are refused with a word") {
  for (const std::string& bytes : {std::string(), std::string("\xff\xfe"), std::string("[1, 2"), std::string("just words"),
                                   std::string("lines: {a: {b: c}}"), std::string(kMaxFileBytes + 1, 'a')}) {
    const auto outcome = load(bytes, "x.yaml", small_rubric());
    CHECK_FALSE(outcome.transcript);
    CHECK_FALSE(outcome.problems.empty());
  }
}

}  // namespace earshot::transcript
