#include "server/ability/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace earshot::ability {

Scale::Scale(std::size_t top_level) : top(top_level) { std::fill_n(used.begin(), top + 1, true); }

void Scale::set(const std::vector<double>& thresholds) {
  for (std::size_t k = 1; k <= top; ++k) sums[k] = sums[k - 1] + thresholds[k - 1];
}

Chances chances(const Scale& scale, double eta) {
  Chances result;
  std::array<double, kMostLevels> power{};
  double largest = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k <= scale.top; ++k) {
    power[k] = static_cast<double>(k) * eta - scale.sums[k];
    if (scale.used[k]) largest = std::max(largest, power[k]);
  }
  double sum = 0;
  for (std::size_t k = 0; k <= scale.top; ++k) {
    result.of[k] =
        scale.used[k] ? std::exp(power[k] - largest) : 0;  // the largest is taken out: nothing overflows
    sum += result.of[k];
  }
  for (std::size_t k = 0; k <= scale.top; ++k) result.of[k] /= sum;
  result.log_norm = largest + std::log(sum);
  return result;
}

Moments moments(const Scale& scale, const Chances& chances) {
  Moments result;
  for (std::size_t k = 0; k <= scale.top; ++k) result.expected += static_cast<double>(k) * chances.of[k];
  for (std::size_t k = 0; k <= scale.top; ++k) {
    const double off = static_cast<double>(k) - result.expected;
    result.variance += off * off * chances.of[k];
    result.fourth += off * off * off * off * chances.of[k];
  }
  return result;
}

std::vector<Scale> scales(const std::vector<std::vector<double>>& thresholds) {
  std::vector<Scale> result;
  for (const auto& list : thresholds) {
    result.emplace_back(list.size());
    result.back().set(list);
  }
  return result;
}

}  // namespace earshot::ability
