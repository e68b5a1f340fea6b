#include "client/views/match.h"

#include <doctest/doctest.h>

#include <vector>

using namespace earshot::views;

namespace {

const std::vector<Candidate> kFacts{
    {"metal", "Silver came, brass was ordered. The place-card holders are silver. I ordered brass."},
    {"saturday", "The wedding is on Saturday. That is in two days."},
    {"order", "Order number FL-20418. The order number is FL-20418."},
    {"tuesday", "Wrote on Tuesday, no answer. I wrote on Tuesday. Nobody answered."},
};

std::string matched(std::string_view line) {
  const auto found = best_match(line, kFacts);
  return found ? kFacts[*found].id : "";
}

}  // namespace

TEST_CASE("a line of a recap finds the fact it retells in other words") {
  CHECK(matched("You got silver instead of brass") == "metal");
  CHECK(matched("your WEDDING is this saturday") == "saturday");
  CHECK(matched("nobody answered when you wrote") == "tuesday");
  CHECK(matched("the number is fl-20418") == "order");
}

TEST_CASE("a line that shares no telling word with any fact is linked to none") {
  CHECK(matched("You want your money back").empty());
  CHECK(matched("and that is what you have been after").empty());
  CHECK(matched("").empty());
  CHECK_FALSE(best_match("silver", {}).has_value());
}
