// Classes at the edge: whatever the ratings, every number is finite and the fit comes to an end.
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/Configuration.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;

bool all_finite(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

bool finite(const Element& one) {
  return all_finite({one.measure, one.se, one.infit, one.outfit, one.infit_z, one.outfit_z}) && one.se >= 0;
}

bool finite(const Fit& fit) {
  for (const Trainee& one : fit.trainees) {
    if (!all_finite({one.measure, one.se, one.fair}) || one.se < 0 || one.fair < 1 || one.fair > kMostLevels)
      return false;
  }
  for (const Rater& one : fit.raters) {
    if (!all_finite({one.measure, one.se, one.infit, one.outfit, one.infit_z, one.outfit_z, one.same}))
      return false;
  }
  for (const auto& list : fit.thresholds) {
    if (!all_finite(list)) return false;
  }
  for (const Pair& pair : fit.pairs) {
    if (!std::isfinite(pair.z)) return false;
  }
  for (const SessionEffect& one : fit.sessions) {
    if (!all_finite({one.effect, one.se})) return false;
  }
  return std::ranges::all_of(fit.scenarios, [](const Element& one) { return finite(one); }) &&
         std::ranges::all_of(fit.criteria, [](const Element& one) { return finite(one); }) &&
         all_finite(fit.covariance) && all_finite(fit.sds) && std::isfinite(fit.mu);
}

/// Both estimators, both kinds of thresholds.
void check_finite(const Ratings& ratings) {
  for (const Estimator estimator : {Estimator::empirical_bayes, Estimator::jmle}) {
    for (const Thresholds thresholds : {Thresholds::shared, Thresholds::per_criterion}) {
      CAPTURE(static_cast<int>(estimator));
      CAPTURE(static_cast<int>(thresholds));
      const auto fitted = fit(ratings, {.estimator = estimator, .thresholds = thresholds});
      REQUIRE(fitted);
      CHECK(finite(*fitted));
    }
  }
}

Ratings one_rating() {
  Ratings all;
  all.trainees = {"t"};
  all.raters = {"r"};
  all.scenarios = {"card"};
  all.criteria = {"c"};
  all.sessions = {"s"};
  all.ratings = {{0, 0, 0, 0, 0, 3, Side::none}};
  return all;
}

}  // namespace

TEST_CASE("one rating") {
  for (std::uint8_t level = 1; level <= kLevels; ++level) {
    Ratings all = one_rating();
    all.ratings[0].level = level;
    check_finite(all);
    all.with_sessions = false;
    all.sessions.clear();
    check_finite(all);
  }
}

TEST_CASE("one trainee, one rater, one criterion") {
  const RatedClass drawn = rated_class({.seed = 1, .people = 8, .sessions = 3});
  const auto only = [&](auto keep) {
    Ratings some = drawn.ratings;
    std::erase_if(some.ratings, [&](const Rating& rating) { return !keep(rating); });
    return some;
  };
  check_finite(only([](const Rating& rating) { return rating.trainee == 0; }));
  const auto alone = fit(only([](const Rating& rating) { return rating.trainee == 0; }));
  REQUIRE(alone);
  CHECK(alone->trainees[0].se > 0.2);  // not 0, though there is nobody to differ from
  check_finite(only([](const Rating& rating) { return rating.rater == 0; }));
  check_finite(only([](const Rating& rating) { return rating.criterion == 0; }));
  check_finite(only([](const Rating& rating) { return rating.trainee < 2 && rating.criterion == 0; }));
}

TEST_CASE("everybody equal, and all at an end of the scale") {
  for (const std::uint8_t level : std::array<std::uint8_t, 3>{1, 3, 5}) {
    RatedClass drawn = rated_class({.seed = 1, .people = 8, .sessions = 3});
    for (Rating& rating : drawn.ratings.ratings) rating.level = level;
    check_finite(drawn.ratings);
    const auto fitted = fit(drawn.ratings);
    REQUIRE(fitted);
    for (const Trainee& trainee : fitted->trainees) {
      CHECK(trainee.measure == doctest::Approx(0).epsilon(0.2).scale(1));
      CHECK(std::abs(trainee.fair - level) < 0.5);
    }
  }
}

TEST_CASE("extreme scores: half of the class at the top, half at the bottom") {
  RatedClass drawn = rated_class({.seed = 1, .people = 12, .sessions = 3});
  for (Rating& rating : drawn.ratings.ratings) rating.level = rating.trainee % 2 == 0 ? 5 : 1;
  check_finite(drawn.ratings);
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  CHECK(fitted->trainees[0].measure > fitted->trainees[1].measure + 1);
}

TEST_CASE("levels that nobody gave") {
  RatedClass drawn = rated_class({.seed = 1, .people = 12, .sessions = 3});
  for (Rating& rating : drawn.ratings.ratings) {
    if (rating.criterion == 0) rating.level = rating.level < 3 ? 2 : 4;
    if (rating.criterion == 1) rating.level = rating.level < 3 ? 1 : 5;
    if (rating.criterion == 2) rating.level = 4;
    if (rating.level == 3) rating.level = 2;
  }
  check_finite(drawn.ratings);
}

TEST_CASE("people in the lists who were never rated or never rated") {
  RatedClass drawn = rated_class({.seed = 1, .people = 8, .sessions = 2});
  drawn.ratings.trainees.push_back("absent");
  drawn.ratings.raters.push_back("idle");
  drawn.ratings.criteria.push_back("new");
  drawn.ratings.scenarios.push_back("unplayed");
  check_finite(drawn.ratings);
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  CHECK(fitted->trainees.back().measure == 0);
  CHECK_FALSE(fitted->trainees.back().ranked);
  CHECK(fitted->trainees.back().subset == 1);
}

TEST_CASE("1 to 200 people and any levels: always finite, and settled") {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = 60;
  const rc::detail::TestMetadata metadata{"finite", "finite"};
  const auto property = [] {
    const std::size_t people =
        *rc::gen::weightedOneOf<std::size_t>({{20, rc::gen::inRange<std::size_t>(1, 12)},
                                              {5, rc::gen::inRange<std::size_t>(12, 40)},
                                              {1, rc::gen::inRange<std::size_t>(40, 201)}});
    Ratings all;
    for (std::size_t i = 0; i < people; ++i) {
      all.trainees.push_back("t" + std::to_string(i));
      all.raters.push_back("r" + std::to_string(i));
    }
    for (int i = 0; i < 5; ++i) {
      all.scenarios.push_back("card" + std::to_string(i));
      all.criteria.push_back("c" + std::to_string(i));
      all.sessions.push_back("s" + std::to_string(i));
    }
    all.with_sessions = *rc::gen::arbitrary<bool>();
    const auto count = *rc::gen::inRange<std::size_t>(1, 10 * people + 2);
    const auto index = [](std::size_t below) {
      return rc::gen::inRange<Index>(0, static_cast<Index>(below));
    };
    for (std::size_t i = 0; i < count; ++i) {
      all.ratings.push_back({*index(people), *index(people), *index(5), *index(5), *index(5),
                             static_cast<std::uint8_t>(*rc::gen::inRange(1, 6)),
                             static_cast<Side>(*rc::gen::inRange(0, 3))});
    }
    if (*rc::gen::arbitrary<bool>()) {
      for (std::size_t j = 0; j < people; ++j) all.weights.push_back(*rc::gen::inRange(1, 11) / 10.0);
    }
    const Thresholds thresholds = *rc::gen::element(Thresholds::shared, Thresholds::per_criterion);
    const auto bayes = fit(all, {.thresholds = thresholds});
    RC_ASSERT(bayes.has_value());
    RC_ASSERT(finite(*bayes));
    RC_ASSERT(bayes->converged);
    const auto joint = fit(all, {.estimator = Estimator::jmle, .thresholds = thresholds});
    RC_ASSERT(joint.has_value());
    RC_ASSERT(finite(*joint));
  };
  const rc::detail::TestResult result = rc::detail::checkTestable(property, metadata, params);
  rc::detail::printResultMessage(result, std::cerr);
  CHECK(result.is<rc::detail::SuccessResult>());
}

TEST_CASE("what is out of range is refused by its place") {
  const auto error = [](const Ratings& ratings, const Options& options = {}) {
    const auto fitted = fit(ratings, options);
    return fitted ? std::string("fits") : fitted.error().to_string();
  };
  Ratings all = one_rating();
  CHECK(error(all) == "fits");
  all.ratings[0].level = 6;
  CHECK(error(all) == "ratings[0]: level 6; use 1 to 5");
  all.ratings[0].level = 0;
  CHECK(error(all) == "ratings[0]: level 0; use 1 to 5");
  all = one_rating();
  all.ratings[0].criterion = 1;
  CHECK(error(all) == "ratings[0]: criterion 1 of only 1; add it to the list first");
  all = one_rating();
  all.weights = {1.5};
  CHECK(error(all) == "weights[0]: 1.5 is no weight; use 0 to 1");
  all.weights = {std::nan("")};
  CHECK(error(all) == "weights[0]: nan is no weight; use 0 to 1");
  all.weights = {1, 1};
  CHECK(error(all) == "weights: 2 weights for 1 raters; give each rater one, or none at all");
  all.weights = {0};
  CHECK(error(all) == "there is no rating that counts; wait for the first");
  CHECK(error(Ratings{}) == "there is no rating that counts; wait for the first");
  CHECK(error(one_rating(), {.levels = 1}) == "levels: 1 levels; use 2 to 10");
}

}  // namespace earshot::testing
