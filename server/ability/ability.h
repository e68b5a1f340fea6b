// Fair scores from peer ratings: a many-facet Rasch model (Linacre) over all ratings of a scope.
//
// Who rated is harsh or kind, cards are hard or easy, friends are friends: each of these is a facet of its own, so what
// is left is what the trainee can do. Pure: numbers in, numbers out; no files, no clock, no threads.
//
//   eta = mu + trainee - scenario - rater - criterion (+ session of the trainee + halo of rater in that session)
//   P(level k) ∝ exp(k * eta - sum of the first k thresholds)
//
// Measures are in logits; those of raters, scenarios and criteria are severities and difficulties (higher: harsher,
// harder). Sources: docs/ability.md.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace earshot::ability {

/// Into one of the lists of `Ratings`, or of `Fit`, which are in the same order.
using Index = std::uint32_t;

/// How rater and trainee stand to each other where teams compete. Each rater has a bias of their own for either.
enum class Side : std::uint8_t { none = 0, own_team = 1, rival_team = 2 };

/// One level given for one criterion. 'No opportunity' is no rating.
struct Rating {
  Index trainee = 0;
  Index rater = 0;
  Index scenario = 0;
  Index criterion = 0;
  Index session = 0;
  std::uint8_t level = 0;  ///< 1 to Options::levels
  Side side = Side::none;
  double weight = 1;  ///< how far it counts, 0 to 1; beside the rater's
};

inline constexpr std::uint8_t kLevels = 5;
inline constexpr std::uint8_t kMostLevels = 10;

/// All ratings of a scope. The lists hold whatever the caller knows the elements by.
struct Ratings {
  std::vector<std::string> trainees, raters, scenarios, criteria, sessions;
  std::vector<Rating> ratings;
  bool with_sessions = true;       ///< false: nothing is known of them; none has an effect, and halos are by scenario
  std::vector<double> weights;     ///< of raters, 0 to 1; empty: all count fully
};

enum class Estimator : std::uint8_t { empirical_bayes, jmle };
enum class Thresholds : std::uint8_t { shared, per_criterion };

/// When a trainee is ranked.
struct Rules {
  std::uint32_t sessions = 3;
  std::uint32_t scenarios = 3;
  std::uint32_t raters = 5;
  double se = 0.30;
};

struct Options {
  Estimator estimator = Estimator::empirical_bayes;
  Thresholds thresholds = Thresholds::shared;
  Rules rules{};
  std::uint8_t levels = kLevels;  ///< 2 to kMostLevels: published data has scales of its own
  bool correct_bias = false;      ///< JMLE: all but the trainees shrunk by (L-1)/L, L ratings a trainee
  double step_tolerance = 1e-6;  ///< largest step of a parameter at the end
  int most_iterations = 200;
};

/// What a trainee lacks to be ranked, and how much of it.
struct Need {
  enum class What : std::uint8_t { sessions, scenarios, raters, precision, connection };
  What what{};
  std::uint32_t missing = 0;  ///< of sessions, scenarios, raters; of precision: about so many more sessions
  friend bool operator==(const Need&, const Need&) = default;
};

struct Trainee {
  double measure = 0;
  double se = 0;    ///< of the difference to the mean trainee of the subset, from the full inverse Hessian
  double fair = 0;  ///< expected level, 1 to 5, with every other facet at its mean
  std::uint32_t ratings = 0, sessions = 0, scenarios = 0, raters = 0;
  std::uint32_t subset = 0;  ///< comparisons hold inside one; 0 is the largest
  bool ranked = false;
  std::vector<Need> needs;
};

enum class RaterFlag : std::uint8_t { erratic, too_even, same_levels, favours, grudge };

struct Rater {
  double measure = 0, se = 0;
  std::uint32_t ratings = 0;
  double infit = 1, outfit = 1, infit_z = 0, outfit_z = 0;
  double same = 0;           ///< share of the level this rater gives most, 0 to 1
  std::vector<RaterFlag> flags;
};

/// A scenario or a criterion.
struct Element {
  double measure = 0, se = 0;
  std::uint32_t ratings = 0;
  double infit = 1, outfit = 1, infit_z = 0, outfit_z = 0;
};

/// A rater and a trainee whose ratings are out of line with everybody else's.
struct Pair {
  Index rater = 0, trainee = 0;
  double z = 0;  ///< summed residual over its SD, halos counted in; above 0: favours
  std::uint32_t ratings = 0;
};

/// How one session of a trainee went beside their ability, shrunk. For progress.
struct SessionEffect {
  Index trainee = 0, session = 0;
  double effect = 0, se = 0;
};

/// Of the largest subset. A value that the data cannot give is NaN.
struct Reliability {
  double separation = 0;  ///< reliability of separation, 0 to 1
  double icc_2_1 = 0, icc_2_k = 0, alpha_interval = 0;
};

struct Fit {
  Estimator estimator{};
  std::vector<Trainee> trainees;
  std::vector<Rater> raters;
  std::vector<Element> scenarios, criteria;
  double mu = 0;
  std::vector<std::vector<double>> thresholds;  ///< one list, or one a criterion
  std::vector<Pair> pairs;                      ///< with |z| above 3, the farthest first
  std::vector<SessionEffect> sessions;
  Reliability reliability;
  std::uint32_t subsets = 0;
  std::vector<double> covariance;  ///< of the trainees' measures, row by row; empty with JMLE
  bool converged = false;
  int iterations = 0;
  /// The SDs of the facets, for a warm start: trainee, scenario, rater, criterion, session, halo, side.
  std::vector<double> sds;

  /// Of the difference between two trainees.
  double difference_se(Index a, Index b) const;
};

/// Fits the model. `warm` is an earlier fit whose elements are found again by their ids in `warm_ratings`; it changes
/// how long this takes, not what comes out. Fails, with a text for a person, on an index or a level out of range, on no
/// rating at all, or when `stop` was asked for.
Result<Fit> fit(const Ratings& ratings, const Options& options = {}, const Fit* warm = nullptr,
                const Ratings* warm_ratings = nullptr, std::stop_token stop = {});

/// Tiers from ranked trainees of one subset: who cannot be told apart at 95 % shares one. The first is 1; 0: not
/// ranked. In the order of `fit.trainees`.
std::vector<std::uint32_t> tiers(const Fit& fit);

}  // namespace earshot::ability
