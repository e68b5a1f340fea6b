#include "shared/yaml/reader.h"

#include <doctest/doctest.h>

#include <array>

namespace earshot::yaml {

TEST_CASE("a slip of the finger is understood, another word is not") {
  constexpr std::array<std::string_view, 6> kNames = {"name", "text", "break", "own", "opening", "difficulty"};
  const auto near = [&](std::string_view word) { return std::string(nearest(word, kNames).value_or("-")); };
  CHECK(near("nam") == "name");
  CHECK(near("anme") == "name");
  CHECK(near("txt") == "text");
  CHECK(near("brake") == "break");
  CHECK(near("openning") == "opening");
  CHECK(near("dificulty") == "difficulty");
  CHECK(near("dififculty") == "difficulty");
  CHECK(near("moon") == "-");
  CHECK(near("weather") == "-");
  CHECK(near("") == "-");
  CHECK(near(std::string(1000, 'n')) == "-");
}

TEST_CASE("a list says which of its items is empty, and gives no more than may be there") {
  const ParseOutcome parsed = parse("- a\n-\n- c\n- d\n", "f.yaml", 1024);
  REQUIRE(parsed.root);
  Report report("f.yaml");
  CHECK(list(&*parsed.root, "things", 0, 3, report).size() == 3);
  const auto problems = report.take();
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].to_string() == "f.yaml:2:1: an item of 'things' is empty; write it, or take it out");
  CHECK(problems[1].to_string() == "f.yaml:4:3: 'things' has 4 items, at most 3 fit; keep the ones that matter most");
}

TEST_CASE("a text is read on one line, in NFC") {
  CHECK(one_line("  a\n\tb  c\n") == "a b c");
  CHECK(one_line("e\xCC\x81") == "\xC3\xA9");
  CHECK(one_line(" \n ").empty());
}

TEST_CASE("minutes are read as people write them, and nothing else") {
  const auto read = [](const std::string& text) {
    Node node;
    node.kind = Node::Kind::text;
    node.text = text;
    Report report("f.yaml");
    const Seconds minutes = yaml::minutes(&node, "talk", Seconds{30}, Seconds{3600}, Seconds{7}, report);
    const bool refused = !report.take().empty();
    CHECK(refused == (minutes == Seconds{7}));
    return minutes.count();
  };
  CHECK(read("2") == 120);
  CHECK(read("1.5") == 90);
  CHECK(read("1.25") == 75);
  CHECK(read("1:05") == 65);
  CHECK(read("0:30") == 30);
  CHECK(read("60") == 3600);
  for (const char* wrong : {"0:29", "60:01", "1:5", "1:60", "1.255", "-1", "+1", "1 min", "", ":", "1:", ".5", "1:30:00", "99999999999"}) CHECK(read(wrong) == 7);
}

}  // namespace earshot::yaml
