// Agreement, against published examples.
#include "server/ability/reliability.h"

#include <doctest/doctest.h>

#include <cmath>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;

/// By unit, the values of observers A to D of section C; 0: none.
/// Source: Krippendorff, Computing Krippendorff's alpha-reliability, 2011.
std::vector<std::vector<std::uint8_t>> krippendorff_2011() {
  const std::uint8_t observers[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                                         {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                                         {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                                         {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
  std::vector<std::vector<std::uint8_t>> units(12);
  for (const auto& observer : observers) {
    for (std::size_t u = 0; u < 12; ++u) {
      if (observer[u] > 0) units[u].push_back(observer[u]);
    }
  }
  return units;
}

/// Six targets, four judges. Source: Shrout & Fleiss, Intraclass correlations, 1979, table 2.
std::vector<Judgement> shrout_fleiss_1979() {
  const double values[6][4] = {{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                               {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
  std::vector<Judgement> judgements;
  for (std::size_t n = 0; n < 6; ++n) {
    for (std::size_t j = 0; j < 4; ++j) judgements.push_back({n, j, values[n][j]});
  }
  return judgements;
}

}  // namespace

TEST_CASE("Krippendorff's alpha is that of his example") {
  CHECK(krippendorff_alpha(krippendorff_2011(), Metric::nominal) == doctest::Approx(0.743).epsilon(0.001));
  CHECK(krippendorff_alpha(krippendorff_2011(), Metric::interval) == doctest::Approx(0.849).epsilon(0.001));
}

TEST_CASE("Krippendorff's alpha of nothing, of one value, and of full agreement") {
  CHECK(std::isnan(krippendorff_alpha({}, Metric::interval)));
  CHECK(std::isnan(krippendorff_alpha({{3}, {4}}, Metric::interval)));
  CHECK(std::isnan(krippendorff_alpha({{3, 3}, {3, 3}}, Metric::interval)));
  CHECK(krippendorff_alpha({{3, 3}, {4, 4}}, Metric::interval) == doctest::Approx(1));
}

TEST_CASE("ICC(2,1) and ICC(2,k) are those of Shrout and Fleiss") {
  const Icc agreement = icc(shrout_fleiss_1979());
  CHECK(agreement.one == doctest::Approx(0.29).epsilon(0.01));
  CHECK(agreement.mean == doctest::Approx(0.62).epsilon(0.01));
}

TEST_CASE("the ICC of one rater, of one target and of equal values is not known") {
  CHECK(std::isnan(icc({}).one));
  CHECK(std::isnan(icc({{0, 0, 3}, {1, 0, 4}}).one));
  CHECK(std::isnan(icc({{0, 0, 3}, {0, 1, 4}}).one));
  CHECK(std::isnan(icc({{0, 0, 3}, {0, 1, 3}, {1, 0, 3}, {1, 1, 3}}).mean));
}

TEST_CASE("more raters and more sessions make scores more reliable") {
  const auto few = fit(rated_class({.seed = 3, .sessions = 1, .raters = 2}).ratings);
  const auto many = fit(rated_class({.seed = 3, .sessions = 6, .raters = 5}).ratings);
  REQUIRE(few);
  REQUIRE(many);
  CHECK(few->reliability.separation < many->reliability.separation);
  CHECK(many->reliability.separation > 0.8);
  CHECK(many->reliability.icc_2_1 < many->reliability.icc_2_k);
}

}  // namespace earshot::testing
