// How the ratings differ from what the fit expects: fit of raters, scenarios and criteria, flags, and pairs.
#pragma once

#include <vector>

#include "server/ability/estimates.h"

namespace earshot::ability {

/// Mean squares, 1 where the model holds, and each as a normal deviate (Wilson & Hilferty).
struct FitStatistics {
  double infit = 1, outfit = 1, infit_z = 0, outfit_z = 0;
};

/// Of each element of a facet. Infit weighs by information, outfit does not. Effects of session and halo are taken
/// out first: what is judged is the steadiness from criterion to criterion; that they follow a sheet of few ratings
/// closely is counted in. Without ratings: 1 and 0.
/// Source: Wright & Masters 1982, p. 100; Linacre 2002.
std::vector<FitStatistics> fit_statistics(const Data& data, const Estimates& estimates, Facet facet);

/// Ratings that a rater must have given before the numbers about them mean enough for a flag.
inline constexpr std::uint32_t kFlagRatings = 16;
inline constexpr double kErratic = 1.35;
inline constexpr double kTooEven = 0.6;
inline constexpr double kSameLevels = 0.8;
inline constexpr double kPairZ = 3;

/// Those beyond kPairZ, the farthest first.
std::vector<Pair> far_pairs(std::vector<Pair> pairs);

/// For an estimator without halos: the sum of x - E over its SD, that of single ratings and that of a halo. How large
/// halos are is what sheets differ by beyond single ratings.
std::vector<Pair> residual_pairs(const Data& data, const Estimates& estimates);

/// The share of the level that each rater gives most; 0 without ratings.
std::vector<double> same_shares(const Data& data);

/// In the order of RaterFlag.
std::vector<RaterFlag> flags(const Rater& rater, bool favours, bool grudge);

}  // namespace earshot::ability
