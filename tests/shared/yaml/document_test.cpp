// How YAML that cannot be read is told to somebody who has never met YAML: in plain words, at the place to mend.
#include <doctest/doctest.h>

#include "shared/yaml/document.h"

namespace earshot::yaml {

namespace {

/// "line:column what" of the only problem.
std::string refusal(const std::string& bytes) {
  const ParseOutcome outcome = parse(bytes, "f.yaml", 64 * 1024);
  CHECK_FALSE(outcome.root);
  REQUIRE(outcome.problems.size() == 1);
  const Problem& problem = outcome.problems[0];
  CHECK_FALSE(problem.mend.empty());
  return std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " + problem.what;
}

constexpr const char* kOpenBracket = " the bracket that opens here is never closed";
constexpr const char* kNoKey = " this colon belongs to no key";
constexpr const char* kNoFit = " this does not fit to what stands before it";

}  // namespace

TEST_CASE("a bracket that is never closed is named where it opens, not where the reader tripped") {
  CHECK(refusal("a: {b: c\n") == std::string("1:4") + kOpenBracket);
  CHECK(refusal("a: [b, c\nd: e\n") == std::string("1:4") + kOpenBracket);
  CHECK(refusal("a:\n  - {b: c\n  - {b: d}\n") == std::string("2:5") + kOpenBracket);
  CHECK(refusal("a:\n  - {b: c\n  - {b: \"}\"}\n  - {b: [d,\n      e]}\nf: g\n") == std::string("2:5") + kOpenBracket);
  CHECK(refusal("a: {b: c\n# }\nd: e\n") == std::string("1:4") + kOpenBracket);
  CHECK(refusal("a: {b: it's so\nd: it's]}\n  e: f\n").find("1:") == 0);
}

TEST_CASE("a bracket too many, or of the other kind, is named where it stands") {
  CHECK(refusal("a: ]\n") == "1:4 this bracket closes none that is open");
  CHECK(refusal("a: [b, {c: d]\n") == "1:13 this bracket closes none that is open");
}

TEST_CASE("a colon too many or too few is named") {
  CHECK(refusal("a: b: c\n") == std::string("1:5") + kNoKey);
  CHECK(refusal("title:Hello\nb: c\n") == std::string("2:2") + kNoKey);
  CHECK(refusal("a:\n  b: c\n    d: e\n") == std::string("3:6") + kNoKey);
}

TEST_CASE("a text that goes on after a quote or a placeholder is named") {
  constexpr const char* kGoesOn = " a text goes on after a closing quote or bracket";
  CHECK(refusal("a: \"b\" c\nd: e\n") == std::string("1:8") + kGoesOn);
  CHECK(refusal("a: {b} c\nd: e\n") == std::string("1:8") + kGoesOn);
  CHECK(refusal("a: {b: \"c\" d}\n") == std::string("1:12") + kGoesOn);
}

TEST_CASE("a placeholder in the middle of a text that would need quotes is named") {
  CHECK(refusal("a: {b: the {c} d}\n") == "1:12 inside { } the text before this ends here");
  CHECK(refusal("a: [the {c} d]\n") == "1:9 inside [ ] the text before this ends here");
}

TEST_CASE("a line that is indented less than its group does not fit") {
  CHECK(refusal("a:\n    b: c\n  d: e\n") == std::string("3:3") + kNoFit);
  CHECK(refusal("a:\n  - b\n  c: d\n") == std::string("3:3") + kNoFit);
}

TEST_CASE("characters with a meaning of their own are named where they start a text") {
  CHECK(refusal("a: @home\n") == "1:4 no text can start with this character");
  CHECK(refusal("a: %100\n") == "1:4 no text can start with this character");
  CHECK(refusal("a: `b`\n") == "1:4 no text can start with this character");
  CHECK(refusal("a: > b\n") == "1:6 nothing can follow > or | on its line");
  CHECK(refusal("a: |b\n") == "1:5 nothing can follow > or | on its line");
  CHECK(refusal("a: \"b \\d c\"\n") == "1:9 a backslash in double quotes stands for something else");
  CHECK(refusal("a: - b\n") == "1:4 no list item can start here");
}

TEST_CASE("an empty list item stands where its dash does") {
  const auto place = [](const std::string& bytes, std::size_t index) {
    const ParseOutcome outcome = parse(bytes, "f.yaml", 64 * 1024);
    REQUIRE(outcome.root);
    const Node& item = outcome.root->items.at(0).items.at(index);
    CHECK(item.kind == Node::Kind::nothing);
    return std::to_string(item.line) + ":" + std::to_string(item.column);
  };
  CHECK(place("a:\n  -\n  - b\n", 0) == "2:3");
  CHECK(place("a:\n  - b\n  -   # later\n\n# more\nc: d\n", 1) == "3:3");
  CHECK(place("a:\n  - b\n  -", 1) == "3:3");
  CHECK(place("a:\r\n  - b\r\n  - \r\n", 1) == "3:3");
  CHECK(place("a: [b, ~]\n", 1) == "1:8");
  CHECK(place("a:\n  - ~\n", 0) == "2:3");
}

}  // namespace earshot::yaml
