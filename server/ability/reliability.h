// How far the numbers can be trusted.
#pragma once

#include <cstdint>
#include <vector>

#include "server/ability/estimates.h"

namespace earshot::ability {

enum class Metric : std::uint8_t { nominal, interval };

/// Krippendorff's alpha: 1 less the disagreement within units over that expected by chance. Each unit holds the values
/// it was given; units with one value are left out. NaN where all values are equal, or there is no unit of two.
/// Source: Krippendorff, Computing Krippendorff's alpha-reliability, 2011.
double krippendorff_alpha(const std::vector<std::vector<std::uint8_t>>& units, Metric metric);

/// What a rater thought of a target, as one number.
struct Judgement {
  std::size_t target = 0, rater = 0;  ///< each pair once
  double value = 0;
};

struct Icc {
  double one = 0;   ///< ICC(2,1): of one rater
  double mean = 0;  ///< ICC(2,k): of the mean of as many raters as a target has on average
};

/// Two-way random, absolute agreement. The variances come from the mean squared differences of pairs of judgements
/// with the same target, and with nothing in common; so some may be missing, and where none are this is Shrout &
/// Fleiss, 1979. NaN where a kind of pair does not occur, or all values are equal.
Icc icc(const std::vector<Judgement>& judgements);

/// For the trainees of the largest subset; a target is one of their sessions, a judgement the mean of a sheet.
/// `separation` is the share of the measures' variance that is not error: (SD² - RMSE²) / SD². Shrunk measures vary
/// less by just that error, so there it is SD² / (SD² + RMSE²).
Reliability reliability(const Data& data, const Estimates& estimates, const Subsets& subsets,
                        Estimator estimator);

}  // namespace earshot::ability
