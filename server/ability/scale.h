// The chances of each level at a place on the logit scale: Masters' partial credit model, which with shared thresholds
// is Andrich's rating scale model.
//
//   P(k) ∝ exp(k * eta - t_1 - ... - t_k),  k = 0 .. top
//
// Source: Wright & Masters, Rating Scale Analysis, 1982.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "server/ability/ability.h"

namespace earshot::ability {

/// One list of thresholds, ready for use. Levels count from 0 here.
struct Scale {
  std::size_t top = kLevels - 1;
  std::array<double, kMostLevels> sums{};  ///< of the first k thresholds
  std::array<bool, kMostLevels> used{};  ///< false: nobody gave this level, and it gets no chance (JMLE only)

  /// All levels used, all thresholds 0.
  explicit Scale(std::size_t top_level);
  /// `thresholds` holds one for each level above 0.
  void set(const std::vector<double>& thresholds);
};

struct Chances {
  std::array<double, kMostLevels> of{};
  double log_norm = 0;  ///< log of the sum that they were divided by
};

struct Moments {
  double expected = 0;
  double variance = 0;
  double fourth = 0;  ///< fourth central moment
};

/// `eta` may be any finite number.
Chances chances(const Scale& scale, double eta);
Moments moments(const Scale& scale, const Chances& chances);

/// One scale for each list of thresholds.
std::vector<Scale> scales(const std::vector<std::vector<double>>& thresholds);

}  // namespace earshot::ability
