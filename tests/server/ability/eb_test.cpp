// What must hold for the board's estimator whatever the class.
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/Configuration.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <numeric>
#include <random>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;

constexpr int kClasses = 20;
/// The SDs rest at a change of 1e-6 a step, so two ways to the same place end about this near.
constexpr double kNear = 0.001;

template <class Property>
bool holds(const std::string& rule, Property property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = kClasses;
  const rc::detail::TestMetadata metadata{rule, rule};
  const rc::detail::TestResult result = rc::detail::checkTestable(property, metadata, params);
  rc::detail::printResultMessage(result, std::cerr);
  return result.is<rc::detail::SuccessResult>();
}

RatedClass some_class(std::size_t most_people = 16) {
  ClassPlan plan;
  plan.seed = *rc::gen::arbitrary<std::uint64_t>();
  plan.people = *rc::gen::inRange<std::size_t>(4, most_people + 1);
  plan.sessions = *rc::gen::inRange<std::size_t>(1, 5);
  plan.raters = *rc::gen::inRange<std::size_t>(1, 4);
  plan.criteria = *rc::gen::inRange<std::size_t>(1, 9);
  RatedClass drawn = rated_class(plan);
  if (*rc::gen::arbitrary<bool>()) {  // gaps
    std::mt19937_64 bits(plan.seed);
    std::erase_if(drawn.ratings.ratings, [&](const Rating&) { return bits() % 4 == 0; });
  }
  return drawn;
}

Fit must_fit(const Ratings& ratings, const Options& options = {}) {
  auto fitted = fit(ratings, options);
  RC_ASSERT(fitted.has_value());
  return *fitted;
}

double farthest(const std::vector<Trainee>& a, const std::vector<Trainee>& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max({most, std::abs(a[i].measure - b[i].measure), std::abs(a[i].se - b[i].se),
                     std::abs(a[i].fair - b[i].fair)});
  }
  return most;
}

}  // namespace

TEST_CASE("a harsher rater becomes harsher, and no trainee moves") {
  // The same class drawn twice, one rater harsher by a logit in the second: the same dice, so only their levels change.
  double moved = 0, others = 0;
  constexpr int kRepeats = 6;
  for (std::uint64_t seed = 1; seed <= kRepeats; ++seed) {
    ClassPlan plan{.seed = seed, .people = 12, .sessions = 6};
    const auto before = fit(rated_class(plan).ratings);
    for (Index n = 0; n < plan.people; ++n) plan.bonds.push_back({2, n, -1});
    ClassPlan same_seats = plan;
    for (auto& bond : same_seats.bonds) bond.kindness = 0;
    const auto even = fit(rated_class(same_seats).ratings);
    const auto after = fit(rated_class(plan).ratings);
    REQUIRE(before);
    REQUIRE(even);
    REQUIRE(after);
    moved += (after->raters[2].measure - even->raters[2].measure) / kRepeats;
    for (std::size_t n = 0; n < plan.people; ++n) {
      others = std::max(others, std::abs(after->trainees[n].measure - even->trainees[n].measure));
    }
  }
  CHECK(moved == doctest::Approx(1).epsilon(0.2));
  CHECK(others < 0.35);
}

TEST_CASE("the order of ratings and of lists changes nothing") {
  CHECK(holds("order", [] {
    const RatedClass drawn = some_class();
    Ratings mixed = drawn.ratings;
    std::mt19937_64 bits(7);
    std::vector<Index> place(mixed.trainees.size());
    std::iota(place.begin(), place.end(), Index{0});
    std::ranges::shuffle(place, bits);
    for (std::size_t i = 0; i < place.size(); ++i) {
      mixed.trainees[place[i]] = drawn.ratings.trainees[i];
      mixed.raters[place[i]] = drawn.ratings.raters[i];
    }
    for (Rating& rating : mixed.ratings) {
      rating.trainee = place[rating.trainee];
      rating.rater = place[rating.rater];
    }
    std::ranges::shuffle(mixed.ratings, bits);
    const Fit one = must_fit(drawn.ratings);
    const Fit other = must_fit(mixed);
    RC_ASSERT(one.subsets == other.subsets);
    for (std::size_t i = 0; i < place.size(); ++i) {
      const Trainee& a = one.trainees[i];
      const Trainee& b = other.trainees[place[i]];
      RC_ASSERT(std::abs(a.measure - b.measure) < 1e-5);
      RC_ASSERT(std::abs(a.se - b.se) < 1e-5);
      RC_ASSERT(a.subset == b.subset);
      RC_ASSERT(a.ranked == b.ranked);
      RC_ASSERT(std::abs(one.raters[i].infit - other.raters[place[i]].infit) < 1e-5);
    }
  }));
}

TEST_CASE("a warm start comes to what a cold one does") {
  CHECK(holds("warm", [] {
    const RatedClass drawn = some_class();
    Ratings earlier = drawn.ratings;
    const std::size_t kept = earlier.ratings.size() - earlier.ratings.size() / 4;
    earlier.ratings.resize(kept);
    earlier.trainees.insert(earlier.trainees.begin(), "somebody who left");
    for (Rating& rating : earlier.ratings) ++rating.trainee;
    const Fit before = must_fit(earlier);
    const auto warm = fit(drawn.ratings, {}, &before, &earlier);
    RC_ASSERT(warm.has_value());
    const Fit cold = must_fit(drawn.ratings);
    RC_ASSERT(cold.converged);
    RC_ASSERT(warm->converged);
    RC_ASSERT(farthest(warm->trainees, cold.trainees) < kNear);
  }));
}

TEST_CASE("a rater of weight 0 might as well not be there") {
  CHECK(holds("weight 0", [] {
    const RatedClass drawn = some_class();
    Ratings weighted = drawn.ratings;
    weighted.weights.assign(weighted.raters.size(), 1);
    weighted.weights[0] = 0;
    Ratings without = drawn.ratings;
    std::erase_if(without.ratings, [](const Rating& rating) { return rating.rater == 0; });
    RC_PRE(!without.ratings.empty());
    const Fit one = must_fit(weighted);
    const Fit other = must_fit(without);
    RC_ASSERT(farthest(one.trainees, other.trainees) < 1e-9);
    RC_ASSERT(one.raters[0].ratings == 0U);
  }));
}

TEST_CASE("a rater of half weight counts for less") {
  RatedClass drawn = rated_class({.seed = 8, .people = 8, .sessions = 4});
  for (Rating& rating : drawn.ratings.ratings) {
    if (rating.rater == 1 && rating.trainee == 2) rating.level = 5;
  }
  const auto full = fit(drawn.ratings);
  drawn.ratings.weights.assign(8, 1);
  drawn.ratings.weights[1] = 0.2;
  const auto less = fit(drawn.ratings);
  REQUIRE(full);
  REQUIRE(less);
  CHECK(less->trainees[2].measure < full->trainees[2].measure);
}

TEST_CASE(
    "the truth is found better than by raw means, and the intervals hold it about as often as they say") {
  double covered = 0, all = 0, error = 0, raw_error = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RatedClass drawn = rated_class({.seed = seed, .sessions = 4});
    const auto fitted = fit(drawn.ratings);
    REQUIRE(fitted);
    CHECK(fitted->converged);
    const double centre = std::accumulate(drawn.trainee.begin(), drawn.trainee.end(), 0.0) / 24;
    double found = 0;
    for (const Trainee& trainee : fitted->trainees) found += trainee.measure / 24;
    std::vector<double> sum(24), count(24);
    for (const Rating& rating : drawn.ratings.ratings) {
      sum[rating.trainee] += rating.level;
      ++count[rating.trainee];
    }
    const auto inversions = [&](const auto& score) {
      double wrong = 0;
      for (std::size_t a = 0; a < 24; ++a) {
        for (std::size_t b = 0; b < a; ++b)
          wrong += (score(a) - score(b)) * (drawn.trainee[a] - drawn.trainee[b]) < 0 ? 1 : 0;
      }
      return wrong;
    };
    error += inversions([&](std::size_t n) { return fitted->trainees[n].measure; });
    raw_error += inversions([&](std::size_t n) { return sum[n] / count[n]; });
    for (std::size_t n = 0; n < 24; ++n) {
      const double off = fitted->trainees[n].measure - found - drawn.trainee[n] + centre;
      covered += std::abs(off) <= 1.96 * fitted->trainees[n].se ? 1 : 0;
      ++all;
    }
  }
  CHECK(error < raw_error);
  CHECK(covered / all > 0.84);
  CHECK(covered / all < 0.98);
}

TEST_CASE("somebody's own team is a bias of its own, and does not make abilities") {
  // All rate their own team two logits too kindly; teams are the halves of the class, of equal ability.
  RatedClass drawn = rated_class({.seed = 9, .people = 16, .sessions = 6});
  for (Rating& rating : drawn.ratings.ratings) {
    rating.side = rating.trainee / 8 == rating.rater / 8 ? Side::own_team : Side::rival_team;
    if (rating.side == Side::own_team)
      rating.level = static_cast<std::uint8_t>(std::min(5, rating.level + 1));
  }
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  CHECK(fitted->sds[6] > 0.5);
  for (Rating& rating : drawn.ratings.ratings) rating.side = Side::none;
  const auto blind = fit(drawn.ratings);
  REQUIRE(blind);
  CHECK(fitted->sds[5] < blind->sds[5]);
}

TEST_CASE("the covariance gives the SE of differences, and the SE to the mean") {
  const RatedClass drawn = rated_class({.seed = 3, .people = 6, .sessions = 2});
  const auto fitted = fit(drawn.ratings);
  REQUIRE(fitted);
  REQUIRE(fitted->subsets == 1);
  double mean = 0;
  for (const double one : fitted->covariance) mean += one / 36;
  for (std::size_t n = 0; n < 6; ++n) {
    double row = 0;
    for (std::size_t k = 0; k < 6; ++k) row += fitted->covariance[n * 6 + k] / 6;
    CHECK(fitted->trainees[n].se == doctest::Approx(std::sqrt(fitted->covariance[n * 7] - 2 * row + mean)));
  }
  CHECK(fitted->difference_se(2, 2) == 0);
  CHECK(fitted->difference_se(1, 4) == doctest::Approx(fitted->difference_se(4, 1)));
}

TEST_CASE("a fit that is asked to stop, stops") {
  const RatedClass drawn = rated_class({.people = 6});
  std::stop_source source;
  source.request_stop();
  for (const Estimator estimator : {Estimator::empirical_bayes, Estimator::jmle}) {
    const auto fitted = fit(drawn.ratings, {.estimator = estimator}, nullptr, nullptr, source.get_token());
    REQUIRE_FALSE(fitted);
    CHECK(fitted.error().text == "the fit was stopped");
  }
}

}  // namespace earshot::testing
