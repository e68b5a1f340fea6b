#include "shared/rubric/rubric.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/shared/card/samples.h"

namespace earshot::rubric {

using card::samples::all;
using card::samples::read_text;
using card::samples::with;

namespace {

std::string listening_yaml() { return read_text("content/rubrics/listening.yaml"); }

Rubric listening() {
  const auto outcome = load(listening_yaml(), "listening.yaml");
  REQUIRE_MESSAGE(outcome.rubric.has_value(), all(outcome.problems));
  return *outcome.rubric;
}

std::string problems_with(const std::string& from, const std::string& to) {
  const auto outcome = load(with(listening_yaml(), from, to), "r.yaml");
  CHECK_FALSE(outcome.rubric);
  return all(outcome.problems);
}

}  // namespace

TEST_CASE("the listening rubric has ten criteria for the agent and three for the customer") {
  const Rubric rubric = listening();
  std::vector<std::string> ids;
  for (const Criterion& criterion : rubric.criteria) ids.push_back(criterion.id);
  CHECK(ids == std::vector<std::string>{"attention", "paraphrase", "clarify", "empathy", "facts", "recap",
                                        "solution", "prevention", "follow_up", "self"});
  ids.clear();
  for (const Criterion& criterion : rubric.customer_criteria) ids.push_back(criterion.id);
  CHECK(ids == std::vector<std::string>{"in_role", "disclosure", "fairness"});
}

TEST_CASE("each level is described by a behaviour of its own") {
  const Rubric rubric = listening();
  for (const auto* group : {&rubric.criteria, &rubric.customer_criteria}) {
    for (const Criterion& criterion : *group) {
      auto levels = criterion.levels;
      std::sort(levels.begin(), levels.end());
      CHECK_FALSE(levels.front().empty());
      CHECK(std::adjacent_find(levels.begin(), levels.end()) == levels.end());
    }
  }
}

TEST_CASE("the steps of the criteria are those trainees see everywhere") {
  const Rubric rubric = listening();
  CHECK(find_criterion(rubric, "attention")->step == Step::listen);
  CHECK(find_criterion(rubric, "facts")->step == Step::extract);
  CHECK(find_criterion(rubric, "recap")->step == Step::give_back);
  CHECK(find_criterion(rubric, "fairness") != nullptr);
  CHECK(find_criterion(rubric, "speed") == nullptr);
}

TEST_CASE("the first focus set has four criteria, the last all ten") {
  const Rubric rubric = listening();
  CHECK(rubric.focus_sets.front().criteria ==
        std::vector<std::string>{"attention", "paraphrase", "clarify", "empathy"});
  CHECK(find_focus(rubric, "solving")->criteria == std::vector<std::string>{"facts", "recap", "solution"});
  CHECK(find_focus(rubric, "lasting")->criteria ==
        std::vector<std::string>{"prevention", "follow_up", "self"});
  CHECK(rubric.focus_sets.back().criteria.size() == kCriteria);
  CHECK(find_focus(rubric, "none") == nullptr);
}

TEST_CASE("the hash of a rubric names its bytes") {
  CHECK(listening().hash.size() == 32);
  CHECK(listening().source == listening_yaml());
}

TEST_CASE("faults of a rubric are named with their place") {
  CHECK(problems_with("    step: listen\n    levels:\n      - Answers",
                      "    step: lisen\n    levels:\n      - Answers") ==
        "r.yaml:8:11: 'step' cannot be 'lisen'; did you mean 'listen'?\n");
  CHECK(problems_with("      - Misses one fact.\n", "") ==
        "r.yaml:10:7: 'levels' has 4 of at least 5 items; add what is missing\n");
  CHECK(problems_with("criteria: [facts, recap, solution]", "criteria: [facts, recap, slution, facts]") ==
        "r.yaml:125:30: 'criteria' cannot be 'slution'; did you mean 'solution'?\n"
        "r.yaml:125:39: 'facts' stands twice in this focus set; keep one of the two\n");
  CHECK(problems_with("id: paraphrase", "id: attention")
            .find("two criteria are called 'attention'; rename one of them") != std::string::npos);
}

TEST_CASE("a rubric with an eleventh criterion is refused") {
  const std::string more =
      "  - {id: speed, name: speed, step: listen, levels: [a, b, c, d, e]}\ncustomer_criteria:\n";
  CHECK(problems_with("customer_criteria:\n", more).find("'criteria' has 11 items, at most 10 fit") !=
        std::string::npos);
}

}  // namespace earshot::rubric
