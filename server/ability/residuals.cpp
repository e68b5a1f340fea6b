#include "server/ability/residuals.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

#include "server/ability/scale.h"

namespace earshot::ability {
namespace {

/// No rating is so certain that a surprise would count without bound.
constexpr double kLeastVariance = 1e-6;

double standardised(double mean_square, double q) {
  q = std::min(q, std::numbers::sqrt2);
  if (!(q > 0)) return 0;
  return (std::cbrt(mean_square) - 1) * (3 / q) + q / 3;
}

struct Sums {
  double count = 0, squares = 0, variance = 0, outfit = 0, infit_q = 0, outfit_q = 0;

  void add(double residual, const Moments& at) {
    const double v = std::max(at.variance, kLeastVariance);
    ++count;
    squares += residual * residual;
    variance += v;
    outfit += residual * residual / v;
    infit_q += at.fourth - v * v;
    outfit_q += at.fourth / (v * v);
  }
  FitStatistics statistics() const {
    if (count == 0) return {};
    FitStatistics result;
    result.infit = squares / variance;
    result.outfit = outfit / count;
    result.infit_z = standardised(result.infit, std::sqrt(std::max(0.0, infit_q)) / variance);
    result.outfit_z = standardised(result.outfit, std::sqrt(std::max(0.0, outfit_q / (count * count) - 1 / count)));
    return result;
  }
};

/// Residual and information of a sheet, the halo not taken out.
struct SheetSum {
  double residual = 0, information = 0;
  std::uint32_t ratings = 0;
};

std::vector<SheetSum> sheet_sums(const Data& data, const Estimates& estimates) {
  std::vector<SheetSum> sums(data.sheets.size());
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const Row& row = data.rows[i];
    const Scale& scale = estimates.scales[data.scale_of(row)];
    const Moments at = moments(scale, chances(scale, estimates.eta_without_halo[i]));
    SheetSum& sum = sums[row.sheet];
    sum.residual += row.x - at.expected;
    sum.information += at.variance;
    ++sum.ratings;
  }
  return sums;
}

}  // namespace

std::vector<FitStatistics> fit_statistics(const Data& data, const Estimates& estimates, Facet facet) {
  std::vector<Sums> sums(data.size[facet]);
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    if (!estimates.calibrated[i]) continue;
    const Row& row = data.rows[i];
    const Scale& scale = estimates.scales[data.scale_of(row)];
    const Moments at = moments(scale, chances(scale, estimates.eta[i]));
    sums[row.element[facet]].add(row.x - at.expected, at);
  }
  std::vector<FitStatistics> result;
  for (const Sums& sum : sums) result.push_back(sum.statistics());
  return result;
}

std::vector<Pair> pairs(const Data& data, const Estimates& estimates) {
  struct Sum {
    double residual = 0, variance = 0;
    std::uint32_t ratings = 0;
  };
  const std::vector<SheetSum> sheets = sheet_sums(data, estimates);
  std::map<std::pair<Index, Index>, Sum> sums;
  for (std::size_t j = 0; j < sheets.size(); ++j) {
    Sum& sum = sums[{data.sheets[j].rater, data.performances[data.sheets[j].performance].trainee}];
    const double v = sheets[j].information;
    sum.residual += sheets[j].residual;
    sum.variance += v + estimates.halo_variance * v * v;
    sum.ratings += sheets[j].ratings;
  }
  std::vector<Pair> result;
  for (const auto& [who, sum] : sums) {
    const double z = sum.residual / std::sqrt(std::max(sum.variance, kLeastVariance));
    if (std::abs(z) > kPairZ) result.push_back({who.first, who.second, z, sum.ratings});
  }
  std::ranges::sort(result, [](const Pair& a, const Pair& b) {
    return std::tuple(-std::abs(a.z), a.rater, a.trainee) < std::tuple(-std::abs(b.z), b.rater, b.trainee);
  });
  return result;
}

double halo_variance(const Data& data, const Estimates& estimates) {
  double excess = 0, squares = 0;
  for (const SheetSum& sum : sheet_sums(data, estimates)) {
    excess += sum.residual * sum.residual - sum.information;
    squares += sum.information * sum.information;
  }
  return squares > 0 ? std::max(0.0, excess / squares) : 0;
}

std::vector<double> same_shares(const Data& data) {
  std::vector<std::array<std::uint32_t, kMostLevels>> counts(data.size[Facet::rater]);
  for (const Row& row : data.rows) ++counts[row.element[Facet::rater]][row.x];
  std::vector<double> shares;
  for (std::size_t j = 0; j < counts.size(); ++j) {
    const std::uint32_t all = data.ratings[Facet::rater][j];
    shares.push_back(all == 0 ? 0 : static_cast<double>(std::ranges::max(counts[j])) / static_cast<double>(all));
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
