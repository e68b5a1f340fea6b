// A class whose people rate each other, drawn from the model of server/ability with known truth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/ability/ability.h"

namespace earshot::testing {

struct ClassPlan {
  std::uint64_t seed = 1;
  std::size_t people = 24;
  std::size_t sessions = 3;  ///< of each as the agent
  std::size_t raters = 3;    ///< of each session
  std::size_t criteria = 8;
  std::size_t scenarios = 12;
  bool fixed_tables = false;  ///< tables of raters + 1 that never mix, instead of new partners each time
  double trainee_sd = 1, rater_sd = 0.6, criterion_sd = 0.5, scenario_sd = 0.3, session_sd = 0.3,
         halo_sd = 0.5;
  std::vector<double> thresholds{-1.8, -0.6, 0.6, 1.8};

  /// Added to what this rater thinks of this trainee, in logits; partners meet each session.
  struct Bond {
    ability::Index rater = 0, trainee = 0;
    double kindness = 0;
  };
  std::vector<Bond> bonds{};
  enum class Care : std::uint8_t { careful, same_level, at_random };
  std::vector<Care> care{};  ///< by rater; empty: all are careful
};

struct RatedClass {
  ability::Ratings ratings;
  std::vector<double> trainee, rater, criterion, scenario;  ///< the truth, in logits
};

/// The same plan gives the same class.
RatedClass rated_class(const ClassPlan& plan);

}  // namespace earshot::testing
