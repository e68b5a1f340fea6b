// Who can be compared with whom, and who is ranked.
#include <doctest/doctest.h>

#include <algorithm>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;

bool needs(const Trainee& trainee, Need::What what) {
  return std::ranges::any_of(trainee.needs, [&](const Need& need) { return need.what == what; });
}

}  // namespace

TEST_CASE("tables that never mix are subsets, and only the largest is ranked") {
  // 15 people at tables of four: the last table has three.
  const RatedClass drawn = rated_class({.people = 15, .sessions = 12, .criteria = 8, .fixed_tables = true});
  Options options;
  options.rules.raters = 3;
  options.rules.se = 0.6;
  const auto fitted = fit(drawn.ratings, options);
  REQUIRE(fitted);
  CHECK(fitted->subsets == 4);
  std::vector<int> members(4);
  for (const Trainee& trainee : fitted->trainees) ++members[trainee.subset];
  CHECK(members == std::vector<int>{4, 4, 4, 3});
  const std::vector<std::uint32_t> tier = tiers(*fitted);
  for (std::size_t n = 0; n < 15; ++n) {
    const Trainee& trainee = fitted->trainees[n];
    CAPTURE(n);
    CHECK(trainee.ranked == (trainee.subset == 0));
    CHECK(needs(trainee, Need::What::connection) == (trainee.subset != 0));
    CHECK((tier[n] > 0) == trainee.ranked);
  }
}

TEST_CASE("rotation makes one whole") {
  const auto fitted = fit(rated_class({.people = 14, .sessions = 3}).ratings);
  REQUIRE(fitted);
  CHECK(fitted->subsets == 1);
}

TEST_CASE(
    "who is ranked has sessions, scenarios, raters and precision enough; who is not is told what lacks") {
  const RatedClass drawn = rated_class({.people = 24, .sessions = 6, .criteria = 10});
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  for (const Trainee& trainee : fitted->trainees) {
    CHECK(trainee.ranked == trainee.needs.empty());
    CHECK(needs(trainee, Need::What::scenarios) == (trainee.scenarios < 3));
    CHECK(needs(trainee, Need::What::precision) == (trainee.se > 0.30));
  }
  const auto early = fit(rated_class({.people = 24, .sessions = 1}).ratings);
  REQUIRE(early);
  for (const Trainee& trainee : early->trainees) {
    CHECK_FALSE(trainee.ranked);
    REQUIRE(trainee.needs.size() >= 3);
    CHECK(trainee.needs[0] == Need{Need::What::sessions, 2});
    CHECK(trainee.needs[1] == Need{Need::What::scenarios, 2});
    CHECK(trainee.needs[2] == Need{Need::What::raters, 2});
  }
}

TEST_CASE("a tier opens with the first who is surely behind its best") {
  Fit fitted;
  for (const double measure : {0.0, 2.0, 1.9, 0.1, -3.0}) {
    Trainee trainee;
    trainee.measure = measure;
    trainee.se = 0.3;
    trainee.ranked = measure > -2;
    fitted.trainees.push_back(trainee);
  }
  CHECK(tiers(fitted) == std::vector<std::uint32_t>{2, 1, 1, 2, 0});
}

}  // namespace earshot::testing
