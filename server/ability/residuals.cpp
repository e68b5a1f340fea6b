#include "server/ability/residuals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include "server/ability/scale.h"

namespace earshot::ability {
namespace {

/// No rating is so certain that a surprise would count without bound.
constexpr double kLeastVariance = 1e-6;
/// Nor does any effect follow a rating so closely that nothing is left to judge.
constexpr double kLeastLeft = 0.05;

double standardised(double mean_square, double q) {
  q = std::min(q, std::numbers::sqrt2);
  if (!(q > 0)) return 0;
  return (std::cbrt(mean_square) - 1) * (3 / q) + q / 3;
}

struct Sums {
  double count = 0, squares = 0, variance = 0, outfit = 0, infit_q = 0, outfit_q = 0;

  /// `left`: the share of the variance that is still in the residual once the effects have followed the rating.
  void add(double residual, const Moments& at, double left) {
    const double v = std::max(at.variance * left, kLeastVariance);
    const double fourth = at.fourth * left * left;
    ++count;
    squares += residual * residual;
    variance += v;
    outfit += residual * residual / v;
    infit_q += fourth - v * v;
    outfit_q += fourth / (v * v);
  }
  FitStatistics statistics() const {
    if (count == 0) return {};
    FitStatistics result;
    result.infit = squares / variance;
    result.outfit = outfit / count;
    result.infit_z = standardised(result.infit, std::sqrt(std::max(0.0, infit_q)) / variance);
    result.outfit_z =
        standardised(result.outfit, std::sqrt(std::max(0.0, outfit_q / (count * count) - 1 / count)));
    return result;
  }
};

struct SheetSum {
  double residual = 0, information = 0;
};

std::vector<SheetSum> sheet_sums(const Data& data, const Estimates& estimates) {
  std::vector<SheetSum> sums(data.sheets.size());
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const Row& row = data.rows[i];
    const Scale& scale = estimates.scales[data.scale_of(row)];
    const Moments at = moments(scale, chances(scale, estimates.eta[i]));
    sums[row.sheet].residual += row.x - at.expected;
    sums[row.sheet].information += at.variance;
  }
  return sums;
}

/// In logits².
double halo_variance(const std::vector<SheetSum>& sheets) {
  double excess = 0, squares = 0;
  for (const SheetSum& sheet : sheets) {
    excess += sheet.residual * sheet.residual - sheet.information;
    squares += sheet.information * sheet.information;
  }
  return squares > 0 ? std::max(0.0, excess / squares) : 0;
}

}  // namespace

std::vector<FitStatistics> fit_statistics(const Data& data, const Estimates& estimates, Facet facet) {
  std::vector<Sums> sums(data.size[facet]);
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    if (!estimates.calibrated[i]) continue;
    const Row& row = data.rows[i];
    const Scale& scale = estimates.scales[data.scale_of(row)];
    const Moments at = moments(scale, chances(scale, estimates.eta[i]));
    // A residual varies by V - V c V, where c is how uncertain the fit leaves eta: by so much it has given way.
    const double given_way = estimates.eta_variance.empty() ? 0 : at.variance * estimates.eta_variance[i];
    sums[row.element[facet]].add(row.x - at.expected, at, std::clamp(1 - given_way, kLeastLeft, 1.0));
  }
  std::vector<FitStatistics> result;
  for (const Sums& sum : sums) result.push_back(sum.statistics());
  return result;
}

std::vector<Pair> far_pairs(std::vector<Pair> pairs) {
  std::erase_if(pairs, [](const Pair& pair) { return std::abs(pair.z) <= kPairZ; });
  std::ranges::stable_sort(pairs, std::ranges::greater{}, [](const Pair& pair) { return std::abs(pair.z); });
  return pairs;
}

std::vector<Pair> residual_pairs(const Data& data, const Estimates& estimates) {
  const std::vector<SheetSum> sheets = sheet_sums(data, estimates);
  const double halo = halo_variance(sheets);
  std::vector<Pair> result;
  for (const Acquaintance& one : acquaintances(data)) {
    double residual = 0, variance = 0;
    for (const Index j : one.sheets) {
      const double information = sheets[j].information;
      residual += sheets[j].residual;
      variance += information + halo * information * information;
    }
    result.push_back(
        {one.rater, one.trainee, residual / std::sqrt(std::max(variance, kLeastVariance)), one.ratings});
  }
  return result;
}

std::vector<double> same_shares(const Data& data) {
  std::vector<std::array<std::uint32_t, kMostLevels>> counts(data.size[Facet::rater]);
  for (const Row& row : data.rows) ++counts[row.element[Facet::rater]][row.x];
  std::vector<double> shares;
  for (std::size_t j = 0; j < counts.size(); ++j) {
    const std::uint32_t all = data.ratings[Facet::rater][j];
    shares.push_back(all == 0 ? 0
                              : static_cast<double>(std::ranges::max(counts[j])) / static_cast<double>(all));
  }
  return shares;
}

std::vector<RaterFlag> flags(const Rater& rater, bool favours, bool grudge) {
  std::vector<RaterFlag> result;
  if (rater.ratings >= kFlagRatings) {
    if (rater.infit > kErratic) result.push_back(RaterFlag::erratic);
    if (rater.infit < kTooEven) result.push_back(RaterFlag::too_even);
    if (rater.same > kSameLevels) result.push_back(RaterFlag::same_levels);
  }
  if (favours) result.push_back(RaterFlag::favours);
  if (grudge) result.push_back(RaterFlag::grudge);
  return result;
}

}  // namespace earshot::ability
