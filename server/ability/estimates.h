// What an estimator begins with, and what it found: the common tongue of estimators and of all that read their results.
#pragma once

#include <vector>

#include "server/ability/ability.h"
#include "server/ability/data.h"
#include "server/ability/scale.h"

namespace earshot::ability {

struct Estimates {
  double mu = 0;
  PerFacet<std::vector<double>> measure, se;  ///< in the order of the lists
  std::vector<std::vector<double>>
      thresholds;                    ///< one list, or one a criterion; one for each level above the lowest
  std::vector<Scale> scales;         ///< of these, and which levels are in use
  std::vector<double> eta;           ///< of each row of the data, all effects in it
  std::vector<double> eta_variance;  ///< of each row, how uncertain that is; empty: taken as known
  std::vector<bool> calibrated;      ///< rows that the fit rests on; JMLE leaves extreme totals out
  std::vector<double> session_effect, session_se;  ///< of each performance; empty: none
  std::vector<double> covariance;                  ///< of the trainees, row by row; may be empty
  std::vector<Pair> pairs;                         ///< of all acquaintances
  std::vector<double> sds;
  bool converged = false;
  int iterations = 0;
};

/// Unknowns that an earlier fit can hand on. NaN: not known.
struct Start {
  double mu = 0;
  PerFacet<std::vector<double>> measure;
  std::vector<std::vector<double>> thresholds;  ///< by list; one may be empty
  std::vector<double> session_effect;           ///< by performance
  std::vector<double> sds;                      ///< as in Fit; may be empty
};

/// Which part of a connected whole each trainee and each rater belongs to; 0 is the largest.
struct Subsets {
  std::vector<std::uint32_t> trainee, rater;
  std::uint32_t count = 0;
};

}  // namespace earshot::ability
