// Lessons as trainers write them. Each file of tests/golden/lessons beside the problems it must give;
// EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include "shared/lesson/load.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/temporary_folder.h"

namespace earshot::lesson {
namespace {

using protocol::Modifier;
using protocol::StepKind;
using testing::TemporaryFolder;

const std::filesystem::path kGolden = EARSHOT_SOURCE_DIR "/tests/golden/lessons";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

card::Card card_called(const std::string& id) {
  card::Card card;
  card.id = id;
  card.minutes = {Seconds{60}, Seconds{300}, Seconds{60}, Seconds{60}, Seconds{60}, Seconds{300}};
  return card;
}

/// Two cards to play, of which the lamp has a note that misleads, and one to warm up.
struct Server {
  Server() {
    cards.push_back(card_called("kettle"));
    cards.push_back(card_called("lamp"));
    cards.back().modifiers.bias = card::Bias{};
    cards.push_back(card_called("mirror"));
    cards.back().warm_up = true;
    for (const char* id : {"attention", "facts", "empathy"}) {
      rubric.criteria.push_back({id, id, rubric::Step::listen, {}});
    }
    rubric.focus_sets = {{"first", {"attention", "empathy"}}};
  }
  Known known() const {
    Known known{{}, &rubric};
    for (const card::Card& card : cards) known.cards.push_back(&card);
    return known;
  }
  std::vector<card::Card> cards;
  rubric::Rubric rubric;
};

}  // namespace

TEST_CASE("each fault of a lesson is named with its place and its remedy") {
  const Server server;
  const bool write = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const auto outcome = load(read_text(entry.path()), name, server.known());
    std::string found;
    for (const auto& problem : outcome.problems) found += problem.to_string() + "\n";
    const auto expected = std::filesystem::path(entry.path()).replace_extension(".txt");
    if (write) {
      std::ofstream(expected, std::ios::binary) << found;
      continue;
    }
    CHECK(found == read_text(expected));
    CHECK(outcome.lesson.has_value() == !yaml::has_errors(outcome.problems));
  }
  CHECK(files >= 5);
}

TEST_CASE("a lesson is read step by step") {
  const Server server;
  const auto outcome = load(read_text(kGolden / "good.yaml"), "good.yaml", server.known());
  REQUIRE(outcome.lesson);
  const protocol::Plan& plan = outcome.lesson->plan;
  CHECK(plan.id == "small");
  REQUIRE(plan.steps.size() == 5);
  CHECK(plan.steps[0].kind == StepKind::talk);
  CHECK(plan.steps[0].minutes == 5);
  CHECK(plan.steps[1].kind == StepKind::warm_up);
  CHECK(plan.steps[1].cards == std::vector<std::string>{"mirror"});
  CHECK(plan.steps[1].minutes == 3);
  CHECK(plan.steps[2].cards == std::vector<std::string>{"lamp", "kettle"});
  CHECK(plan.steps[2].modifiers == std::vector{Modifier::bias, Modifier::short_time});
  CHECK(plan.steps[2].focus == std::vector<std::string>{"facts", "attention"});
  CHECK(plan.steps[2].mode == protocol::Mode::spoken);
  CHECK(plan.steps[2].triads);
  CHECK_FALSE(plan.steps[2].swap);
  CHECK(plan.steps[3].kind == StepKind::pause);
  CHECK(plan.steps[4].focus == std::vector<std::string>{"attention", "empathy"});
  CHECK(plan.steps[4].minutes == 0);
  CHECK(plan.steps[4].swap);
}

TEST_CASE("a lesson takes as long as its steps, unless it says so itself") {
  const Server server;
  const std::string text = read_text(kGolden / "good.yaml");
  // 5 + 3 + (1 + 6 + 3 + 6) + 10 + (1 + 5 + 3 + 5)
  CHECK(load(text, "good.yaml", server.known()).lesson->minutes == 48);
  CHECK(load(text + "minutes: 50\n", "good.yaml", server.known()).lesson->minutes == 50);
}

TEST_CASE("a plan of a lesson can be sent as it is") {
  const Server server;
  auto outcome = load(read_text(kGolden / "good.yaml"), "good.yaml", server.known());
  REQUIRE(outcome.lesson);
  CHECK(outcome.lesson->plan.steps.size() <= 16);
  CHECK(outcome.lesson->about == "One of each step.");
}

TEST_CASE("a folder leaves out what is broken, and the second of two with one id") {
  const Server server;
  const TemporaryFolder folder;
  const std::string good = read_text(kGolden / "good.yaml");
  folder.write("a.yaml", good);
  folder.write("b.yaml", good);
  folder.write("c.yaml", read_text(kGolden / "twice.yaml"));
  folder.write("notes.txt", "not a lesson");
  const auto outcome = load_folder(folder.path(), server.known());
  REQUIRE(outcome.lessons.size() == 1);
  bool named = false;
  for (const auto& problem : outcome.problems) named = named || problem.what.starts_with("the lesson 'small' is in ");
  CHECK(named);
}

TEST_CASE("a folder that is not there holds no lessons") {
  const Server server;
  const auto outcome = load_folder("/nowhere/lessons", server.known());
  CHECK(outcome.lessons.empty());
  CHECK(outcome.problems.empty());
}

TEST_CASE("bytes that are no lesson are refused with a word") {
  const Server server;
  for (const std::string& bytes : {std::string(), std::string("\xff\xfe"), std::string("[1, 2"), std::string("just words"),
                                   std::string(kMaxFileBytes + 1, 'a')}) {
    const auto outcome = load(bytes, "x.yaml", server.known());
    CHECK_FALSE(outcome.lesson);
    CHECK_FALSE(outcome.problems.empty());
  }
}

}  // namespace earshot::lesson
