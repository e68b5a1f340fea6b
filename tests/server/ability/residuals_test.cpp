// Fit statistics and flags.
#include "server/ability/residuals.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;
using enum ClassPlan::Care;

bool has(const Rater& rater, RaterFlag flag) {
  return std::ranges::find(rater.flags, flag) != rater.flags.end();
}

RatedClass with_care(std::size_t rater, ClassPlan::Care care) {
  ClassPlan plan{.seed = 11, .sessions = 4};
  plan.care.assign(plan.people, careful);
  plan.care[rater] = care;
  return rated_class(plan);
}

}  // namespace

TEST_CASE("infit, outfit and their deviates by hand: two ratings at known chances") {
  // One threshold list of a dichotomy; eta 0 gives E = 1/2, V = 1/4, M4 = 1/16.
  Data data;
  data.top = 1;
  data.size.of = {1, 1, 1, 1};
  data.rows.resize(3);
  data.rows[0].x = 1;
  Estimates estimates;
  estimates.scales = scales({{0.0}});
  estimates.eta = {0, 0, std::log(3.0)};  // the last: E = 3/4, V = 3/16, M4 = 3/4 * (1/4)^4 + 1/4 * (3/4)^4
  estimates.calibrated = {true, true, true};
  const FitStatistics found = fit_statistics(data, estimates, Facet::rater).front();
  const double variance = 0.25 + 0.25 + 3.0 / 16;
  const double m4 = 0.75 / 256 + 0.25 * 81 / 256;
  const double infit = (0.25 + 0.25 + 9.0 / 16) / variance;
  const double outfit = (1 + 1 + 3) / 3.0;
  CHECK(found.infit == doctest::Approx(infit));
  CHECK(found.outfit == doctest::Approx(outfit));
  const double q_in = std::sqrt((m4 - 9.0 / 256) / (variance * variance));
  const double q_out = std::sqrt((1 + 1 + m4 * 256 / 9) / 9 - 1.0 / 3);
  CHECK(found.infit_z == doctest::Approx((std::cbrt(infit) - 1) * 3 / q_in + q_in / 3));
  CHECK(found.outfit_z == doctest::Approx((std::cbrt(outfit) - 1) * 3 / q_out + q_out / 3));
}

TEST_CASE("who rates at random is erratic, and nobody else") {
  const auto fitted = fit(with_care(5, at_random).ratings);
  REQUIRE(fitted);
  for (std::size_t j = 0; j < fitted->raters.size(); ++j)
    CHECK(has(fitted->raters[j], RaterFlag::erratic) == (j == 5));
}

TEST_CASE("who always gives the same level is told apart by it") {
  const auto fitted = fit(with_care(5, same_level).ratings);
  REQUIRE(fitted);
  CHECK(fitted->raters[5].same == 1);
  CHECK(has(fitted->raters[5], RaterFlag::same_levels));
  CHECK(std::ranges::count_if(fitted->raters,
                              [](const Rater& rater) { return has(rater, RaterFlag::same_levels); }) == 1);
}

TEST_CASE("honest raters of few criteria are as steady as those of many, and mostly not flagged") {
  for (const std::size_t criteria : {4, 8}) {
    CAPTURE(criteria);
    double raters = 0, flagged = 0, infit = 0;
    for (const std::uint64_t seed : {1, 2, 3}) {
      const auto fitted =
          fit(rated_class({.seed = seed, .people = 40, .sessions = 7, .raters = 2, .criteria = criteria})
                  .ratings);
      REQUIRE(fitted);
      for (const Rater& rater : fitted->raters) {
        ++raters;
        infit += rater.infit;
        if (!rater.flags.empty()) ++flagged;
      }
    }
    CHECK(infit / raters > 0.8);
    CHECK(infit / raters < 1.1);
    CHECK(flagged / raters < 0.1);
  }
}

TEST_CASE("friends and grudges are found as pairs, and their raters flagged") {
  const RatedClass drawn = rated_class({.seed = 6, .sessions = 8, .bonds = {{2, 7, 3}, {4, 9, -3}}});
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  const auto found = [&](Index rater, Index trainee) {
    return std::ranges::find_if(
        fitted->pairs, [&](const Pair& pair) { return pair.rater == rater && pair.trainee == trainee; });
  };
  REQUIRE(found(2, 7) != fitted->pairs.end());
  REQUIRE(found(4, 9) != fitted->pairs.end());
  CHECK(found(2, 7)->z > 3);
  CHECK(found(4, 9)->z < -3);
  CHECK(has(fitted->raters[2], RaterFlag::favours));
  CHECK(has(fitted->raters[4], RaterFlag::grudge));
  CHECK(std::ranges::is_sorted(fitted->pairs, std::ranges::greater{},
                               [](const Pair& pair) { return std::abs(pair.z); }));
}

TEST_CASE("a few ratings are too few for a flag about their levels") {
  Rater rater;
  rater.ratings = kFlagRatings - 1;
  rater.infit = 3;
  rater.same = 1;
  CHECK(flags(rater, false, false).empty());
  rater.ratings = kFlagRatings;
  CHECK(flags(rater, true, true) ==
        std::vector{RaterFlag::erratic, RaterFlag::same_levels, RaterFlag::favours, RaterFlag::grudge});
  rater.infit = 0.5;
  rater.same = 0.8;
  CHECK(flags(rater, false, false) == std::vector{RaterFlag::too_even});
}

}  // namespace earshot::testing
