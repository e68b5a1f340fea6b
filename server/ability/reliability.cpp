#include "server/ability/reliability.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace earshot::ability {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Half the mean squared difference of all pairs of a set, gathered from its sums.
struct Spread {
  double count = 0, sum = 0, squares = 0;

  void add(double value) {
    ++count;
    sum += value;
    squares += value * value;
  }
  double pairs() const { return count * (count - 1) / 2; }
  /// Sum over pairs of half the squared difference.
  double total() const { return (count * squares - sum * sum) / 2; }
};

double separation(const Data& data, const Estimates& estimates, const Subsets& subsets, Estimator estimator) {
  Spread measures;
  double error = 0;
  for (std::size_t n = 0; n < data.size[Facet::trainee]; ++n) {
    if (data.ratings[Facet::trainee][n] == 0 || subsets.trainee[n] != 0) continue;
    measures.add(estimates.measure[Facet::trainee][n]);
    error += estimates.se[Facet::trainee][n] * estimates.se[Facet::trainee][n];
  }
  if (measures.count < 2) return kUnknown;
  error /= measures.count;
  const double variance = measures.total() / measures.pairs();
  if (!(variance + error > 0)) return kUnknown;
  if (estimator == Estimator::empirical_bayes) return variance / (variance + error);
  return variance > 0 ? std::max(0.0, variance - error) / variance : 0;
}

}  // namespace

double krippendorff_alpha(const std::vector<std::vector<std::uint8_t>>& units, Metric metric) {
  constexpr std::size_t kValues = 256;
  std::vector<double> together(kValues * kValues), all(kValues);
  double count = 0;
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    const double share = 1 / static_cast<double>(unit.size() - 1);
    for (const std::uint8_t a : unit) {
      for (const std::uint8_t b : unit) together[a * kValues + b] += share;
      together[a * kValues + a] -= share;  // not with itself
      ++all[a];
      ++count;
    }
  }
  double seen = 0, by_chance = 0;
  for (std::size_t a = 0; a < all.size(); ++a) {
    if (all[a] == 0) continue;
    for (std::size_t b = 0; b < all.size(); ++b) {
      const double apart = static_cast<double>(a) - static_cast<double>(b);
      const double distance = metric == Metric::nominal ? (a == b ? 0 : 1) : apart * apart;
      seen += together[a * kValues + b] * distance;
      by_chance += all[a] * all[b] * distance;
    }
  }
  return by_chance > 0 ? 1 - (count - 1) * seen / by_chance : kUnknown;
}

Icc icc(const std::vector<Judgement>& judgements) {
  std::map<std::size_t, Spread> targets, raters;
  Spread whole;
  for (const Judgement& one : judgements) {
    targets[one.target].add(one.value);
    raters[one.rater].add(one.value);
    whole.add(one.value);
  }
  // Half the squared difference of two judgements is on average, with the same target: rater + error; with neither in
  // common: target + rater + error.
  double within_targets = 0, target_pairs = 0, within_raters = 0, rater_pairs = 0;
  for (const auto& [target, spread] : targets) {
    within_targets += spread.total();
    target_pairs += spread.pairs();
  }
  for (const auto& [rater, spread] : raters) {
    within_raters += spread.total();
    rater_pairs += spread.pairs();
  }
  const double other_pairs = whole.pairs() - target_pairs - rater_pairs;
  if (target_pairs == 0 || other_pairs == 0) return {kUnknown, kUnknown};
  const double apart = within_targets / target_pairs;
  const double whole_variance = (whole.total() - within_targets - within_raters) / other_pairs;
  const double target = whole_variance - apart;
  const double each = static_cast<double>(judgements.size()) / static_cast<double>(targets.size());
  const auto share = [&](double of) { return std::abs(of) > 1e-12 ? target / of : kUnknown; };
  return {share(whole_variance), share(target + apart / each)};
}

Reliability reliability(const Data& data, const Estimates& estimates, const Subsets& subsets,
                        Estimator estimator) {
  std::vector<Judgement> judgements;
  std::map<std::tuple<Index, Index>, std::vector<std::uint8_t>> units;
  for (const Sheet& sheet : data.sheets) {
    if (subsets.trainee[data.performances[sheet.performance].trainee] != 0) continue;
    double sum = 0;
    for (std::size_t i = sheet.first; i < sheet.end; ++i) {
      sum += data.rows[i].x;
      units[{sheet.performance, data.rows[i].element[Facet::criterion]}].push_back(data.rows[i].x);
    }
    judgements.push_back(
        {sheet.performance, sheet.rater, sum / static_cast<double>(sheet.end - sheet.first)});
  }
  std::vector<std::vector<std::uint8_t>> values;
  for (auto& [unit, levels] : units) values.push_back(std::move(levels));
  const Icc agreement = icc(judgements);
  return {separation(data, estimates, subsets, estimator), agreement.one, agreement.mean,
          krippendorff_alpha(values, Metric::interval)};
}

}  // namespace earshot::ability
