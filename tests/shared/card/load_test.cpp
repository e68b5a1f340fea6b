#include "shared/card/shelf.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "shared/card/limits.h"
#include "tests/shared/card/samples.h"
#include "tests/support/temporary_folder.h"

namespace earshot::card {

using samples::good_card;
using samples::good_yaml;
using samples::with;
using testing::TemporaryFolder;

TEST_CASE("a card is read field by field") {
  const Card card = good_card();
  CHECK(card.id == "small-card");
  CHECK(card.language == "en");
  CHECK(card.minutes.talk == Seconds{150});
  CHECK(card.minutes.recap == Seconds{90});
  CHECK(card.minutes.solve == Durations{}.solve);
  CHECK(card.skills == std::vector<std::string>{"facts"});
  CHECK(card.customer.situation == "The lamp from {shop} is dark.");
  CHECK(card.customer.felt_start == 2);
  CHECK_FALSE(card.customer.goal.empty());
  CHECK(card.agent.ask_whom == "the shop");
  CHECK(card.modifiers.bias->truth == "Never did.");
  CHECK(card.modifiers.pressure->lines.size() == 2);
  CHECK(card.modifiers.handover->to == "Di");
  CHECK(card.modifiers.distraction.at(0).after == Seconds{60});
}

TEST_CASE("facts keep their rule, and what the rule needs") {
  const auto facts = good_card().customer.facts;
  CHECK(facts.at(0).rule == Rule::at_once);
  CHECK(facts.at(1).rule == Rule::if_asked);
  CHECK(facts.at(1).topic == "what you tried");
  CHECK(facts.at(2).rule == Rule::if_heard);
  CHECK(facts.at(2).level == 4);
  CHECK(facts.at(5).level == 5);
}

TEST_CASE("a fact without a label is its own label") {
  CHECK(good_card().customer.facts.at(0).label == "It is dark.");
}

TEST_CASE("a beat waits for a time, a phase, messages, a level, or the customer") {
  const auto beats = good_card().customer.beats;
  using Kind = Trigger::Kind;
  CHECK(beats.at(0).when == Trigger{Kind::time, BeatPhase::talk, Seconds{30}, 0});
  CHECK(beats.at(1).when == Trigger{Kind::agent_messages, BeatPhase::talk, Seconds{0}, 2});
  CHECK(beats.at(2).when == Trigger{Kind::felt_heard, BeatPhase::talk, Seconds{0}, 4});
  CHECK(beats.at(3).when == Trigger{Kind::pressed, BeatPhase::talk, Seconds{0}, 0});
  CHECK(beats.at(4).when == Trigger{Kind::phase, BeatPhase::solve, Seconds{0}, 0});
  CHECK(beats.at(5).when == Trigger{Kind::time, BeatPhase::solve, Seconds{60}, 0});
  CHECK(beats.at(5).time_jump == "a week later");
}

TEST_CASE("the hash names the bytes, and the bytes are kept") {
  const Card card = good_card();
  CHECK(card.source == good_yaml());
  CHECK(card.hash.size() == 32);
  CHECK(card.hash == good_card().hash);
  CHECK(card.hash != good_card(good_yaml() + "\n").hash);
}

TEST_CASE("texts come out in NFC, without the file's line breaks") {
  const Card card = good_card(with(good_yaml(), "A lamp that shines.", "Cafe\xCC\x81  lamp,\n    bright."));
  CHECK(card.customer.want == "Caf\xC3\xA9 lamp, bright.");
}

TEST_CASE("a file that begins with a byte order mark, or ends its lines like Windows, is read all the same") {
  CHECK(good_card("\xEF\xBB\xBF" + good_yaml()).id == "small-card");
  std::string windows;
  for (const char c : good_yaml()) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(good_card(windows).customer == good_card().customer);
}

TEST_CASE("columns count characters, not bytes") {
  const auto outcome = load("id: a\nÄrger: {été: 1, ü: [}\n", "f.yaml");
  REQUIRE_FALSE(outcome.problems.empty());
  CHECK(outcome.problems.at(0).line == 2);
  CHECK(outcome.problems.at(0).column == 21);
}

TEST_CASE("a side that would not fit into one message is refused") {
  std::string facts;
  for (int i = 0; i < 14; ++i) {
    facts += "    - {id: more" + std::to_string(i) + ", label: more, rule: at_once, text: " + [] {
      std::string wide;
      for (int j = 0; j < 230; ++j) wide += "\xF0\x9F\x8C\xB1";  // four bytes, one character
      return wide;
    }() + "}\n";
  }
  const auto outcome = load(with(good_yaml(), "  beats:\n", facts + "  beats:\n"), "big.yaml");
  CHECK_FALSE(outcome.card);
  CHECK(samples::all(outcome.problems).find("the customer's side takes") != std::string::npos);
}

TEST_CASE("beats and questions that would not fit into the debrief are refused") {
  std::string wide;
  for (int i = 0; i < 230; ++i) wide += "\xF0\x9F\x8C\xB1";  // four bytes, one character
  std::string beats;
  for (int i = 0; i < 10; ++i) {
    beats += "    - {id: more" + std::to_string(i) + ", when: {in: talk}, text: " + wide + "}\n";
  }
  std::string yaml = with(good_yaml(), "  resolution:\n", beats + "  resolution:\n");
  CHECK(load(yaml, "good.yaml").card.has_value());  // 9,200 bytes and a little
  yaml = with(yaml, "\"How was it?\"", "\"How was it?\", " + wide);
  const auto outcome = load(yaml, "big.yaml");
  CHECK_FALSE(outcome.card);
  CHECK(samples::all(outcome.problems).find("the beats and the debrief's questions take") != std::string::npos);
}

TEST_CASE("a file that is not there is a problem, not an exception") {
  const auto outcome = load_file("/nowhere/card.yaml");
  CHECK_FALSE(outcome.card);
  CHECK(outcome.problems.at(0).to_string() ==
        "/nowhere/card.yaml: the file cannot be read; check its name and its rights");
}

TEST_CASE("a folder gives its good cards and names the broken ones") {
  const TemporaryFolder folder;
  folder.write("small-card.yaml", good_yaml());
  folder.write("b.yaml", with(good_yaml(), "difficulty: 1", "difficulty: 9"));
  folder.write("twin.yaml", good_yaml());
  folder.write("another.yaml", with(good_yaml(), "id: small-card", "id: another"));
  folder.write("notes.txt", "not a card");
  auto outcome = load_folder(folder.path());

  REQUIRE(outcome.cards.size() == 2);
  CHECK(outcome.cards[0].id == "another");
  CHECK(outcome.cards[1].id == "small-card");
  std::erase_if(outcome.problems, [](const Problem& problem) { return problem.severity == Severity::advice; });
  REQUIRE(outcome.problems.size() == 2);
  CHECK(outcome.problems[0].file == folder.path() / "b.yaml");
  CHECK(outcome.problems[0].line == 5);
  CHECK(outcome.problems[1].file == folder.path() / "twin.yaml");
  CHECK(outcome.problems[1].what.find("is in") != std::string::npos);
}

TEST_CASE("a folder that is not there is named") {
  const auto outcome = load_folder("/nowhere/cards");
  CHECK(outcome.cards.empty());
  CHECK(yaml::has_errors(outcome.problems));
}

}  // namespace earshot::card
