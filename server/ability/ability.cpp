#include "server/ability/ability.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>
#include <utility>

#include "server/ability/connect.h"
#include "server/ability/data.h"
#include "server/ability/eb.h"
#include "server/ability/jmle.h"
#include "server/ability/reliability.h"
#include "server/ability/residuals.h"
#include "server/ability/scale.h"

namespace earshot::ability {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Finds elements of one list of names in another.
class ById {
 public:
  explicit ById(const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) index_.emplace(names[i], i);
  }
  /// The number of names if there is no such one.
  std::size_t find(const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? index_.size() : found->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> index_;
};

template <class Elements>
std::vector<double> known(const std::vector<std::string>& names, const std::vector<std::string>& old_names,
                          const Elements& old) {
  const ById ids(old_names);
  std::vector<double> result;
  for (const std::string& name : names) {
    const std::size_t i = ids.find(name);
    result.push_back(i < old.size() ? old[i].measure : kUnknown);
  }
  return result;
}

Start start_from(const Data& data, const Ratings& ratings, const Fit& old, const Ratings& old_ratings) {
  Start start;
  start.mu = old.mu;
  start.measure[Facet::trainee] = known(ratings.trainees, old_ratings.trainees, old.trainees);
  start.measure[Facet::scenario] = known(ratings.scenarios, old_ratings.scenarios, old.scenarios);
  start.measure[Facet::rater] = known(ratings.raters, old_ratings.raters, old.raters);
  start.measure[Facet::criterion] = known(ratings.criteria, old_ratings.criteria, old.criteria);
  start.sds = old.sds;

  start.thresholds.resize(data.scale_count());
  const bool per_criterion = old.thresholds.size() > 1;
  const ById criteria(old_ratings.criteria);
  for (std::size_t s = 0; s < data.scale_count(); ++s) {
    const std::size_t i =
        per_criterion && data.thresholds_per_criterion ? criteria.find(ratings.criteria[s]) : 0;
    if (i < old.thresholds.size()) start.thresholds[s] = old.thresholds[i];
  }

  start.session_effect.assign(data.performances.size(), kUnknown);
  if (!data.with_sessions) return start;
  std::unordered_map<std::string, double> effects;
  const auto key = [](const std::string& trainee, const std::string& session) {
    return std::to_string(trainee.size()) + ' ' + trainee + session;
  };
  for (const SessionEffect& effect : old.sessions) {
    if (effect.trainee >= old_ratings.trainees.size() || effect.session >= old_ratings.sessions.size())
      continue;
    effects.emplace(key(old_ratings.trainees[effect.trainee], old_ratings.sessions[effect.session]),
                    effect.effect);
  }
  for (std::size_t p = 0; p < data.performances.size(); ++p) {
    const Performance& one = data.performances[p];
    const auto found = effects.find(key(ratings.trainees[one.trainee], ratings.sessions[one.session]));
    if (found != effects.end()) start.session_effect[p] = found->second;
  }
  return start;
}

double mean_of_rated(const Data& data, const Estimates& estimates, Facet facet) {
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < data.size[facet]; ++i) {
    if (data.ratings[facet][i] == 0) continue;
    sum += estimates.measure[facet][i];
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

/// The expected level by measure, all other facets at their mean.
class FairScore {
 public:
  FairScore(const Data& data, const Estimates& estimates) : scales_(estimates.scales) {
    place_ = estimates.mu;
    for (const Facet facet : {Facet::scenario, Facet::rater, Facet::criterion})
      place_ -= mean_of_rated(data, estimates, facet);
  }
  double operator()(double measure) const {
    double sum = 0;
    for (const Scale& scale : scales_) sum += moments(scale, chances(scale, place_ + measure)).expected;
    return 1 + sum / static_cast<double>(scales_.size());
  }

 private:
  const std::vector<Scale>& scales_;
  double place_ = 0;
};

/// What a trainee has met.
struct Met {
  std::set<Index> sessions, scenarios, raters;
};

std::vector<Need> needs_of(const Trainee& trainee, const Rules& rules) {
  std::vector<Need> needs;
  const auto count = [&](Need::What what, std::uint32_t have, std::uint32_t want) {
    if (have < want) needs.push_back({what, want - have});
  };
  count(Need::What::sessions, trainee.sessions, rules.sessions);
  count(Need::What::scenarios, trainee.scenarios, rules.scenarios);
  count(Need::What::raters, trainee.raters, rules.raters);
  if (!(trainee.se <= rules.se)) {
    // Variance falls about as sessions rise.
    const double ratio = rules.se > 0 ? trainee.se * trainee.se / (rules.se * rules.se) : 1;
    const double more = std::ceil(std::max<std::uint32_t>(1, trainee.sessions) * (ratio - 1));
    needs.push_back({Need::What::precision, static_cast<std::uint32_t>(std::clamp(more, 1.0, 1000.0))});
  }
  if (trainee.subset != 0) needs.push_back({Need::What::connection, 0});
  return needs;
}

std::vector<Trainee> trainees(const Data& data, const Estimates& estimates, const Subsets& subsets,
                              const Rules& rules) {
  std::vector<Met> met(data.size[Facet::trainee]);
  for (const Row& row : data.rows) {
    Met& one = met[row.element[Facet::trainee]];
    one.scenarios.insert(row.element[Facet::scenario]);
    one.raters.insert(row.element[Facet::rater]);
    if (data.with_sessions) one.sessions.insert(row.session);
  }
  const FairScore fair(data, estimates);
  std::vector<Trainee> result;
  for (std::size_t n = 0; n < data.size[Facet::trainee]; ++n) {
    Trainee trainee;
    trainee.measure = estimates.measure[Facet::trainee][n];
    trainee.se = estimates.se[Facet::trainee][n];
    trainee.fair = fair(trainee.measure);
    trainee.ratings = data.ratings[Facet::trainee][n];
    trainee.sessions = static_cast<std::uint32_t>(met[n].sessions.size());
    trainee.scenarios = static_cast<std::uint32_t>(met[n].scenarios.size());
    trainee.raters = static_cast<std::uint32_t>(met[n].raters.size());
    trainee.subset = subsets.trainee[n];
    trainee.needs = needs_of(trainee, rules);
    trainee.ranked = trainee.needs.empty();
    result.push_back(std::move(trainee));
  }
  return result;
}

std::vector<Element> elements(const Data& data, const Estimates& estimates, Facet facet) {
  const std::vector<FitStatistics> statistics = fit_statistics(data, estimates, facet);
  std::vector<Element> result;
  for (std::size_t i = 0; i < statistics.size(); ++i) {
    const FitStatistics& fit = statistics[i];
    result.push_back({estimates.measure[facet][i], estimates.se[facet][i], data.ratings[facet][i], fit.infit,
                      fit.outfit, fit.infit_z, fit.outfit_z});
  }
  return result;
}

std::vector<Rater> raters(const Data& data, const Estimates& estimates, const std::vector<Pair>& pairs) {
  const std::vector<double> same = same_shares(data);
  std::vector<Rater> result;
  for (const Element& one : elements(data, estimates, Facet::rater)) {
    const std::size_t j = result.size();
    Rater rater{one.measure, one.se,       one.ratings, one.infit, one.outfit,
                one.infit_z, one.outfit_z, same[j],     {}};
    const bool favours =
        std::ranges::any_of(pairs, [&](const Pair& pair) { return pair.rater == j && pair.z > 0; });
    const bool grudge =
        std::ranges::any_of(pairs, [&](const Pair& pair) { return pair.rater == j && pair.z < 0; });
    rater.flags = flags(rater, favours, grudge);
    result.push_back(std::move(rater));
  }
  return result;
}

}  // namespace

double Fit::difference_se(Index a, Index b) const {
  if (a == b) return 0;
  if (covariance.empty()) return std::hypot(trainees[a].se, trainees[b].se);
  const std::size_t size = trainees.size();
  return std::sqrt(
      std::max(0.0, covariance[a * size + a] + covariance[b * size + b] - 2 * covariance[a * size + b]));
}

Result<Fit> fit(const Ratings& ratings, const Options& options, const Fit* warm, const Ratings* warm_ratings,
                std::stop_token stop) {
  auto prepared = prepare(ratings, options);
  if (!prepared) return tl::unexpected(prepared.error());
  const Data& data = *prepared;
  const Subsets parts = subsets(data, ratings.trainees, ratings.raters);
  Start start;
  const Start* from = nullptr;
  if (warm != nullptr && warm_ratings != nullptr) {
    start = start_from(data, ratings, *warm, *warm_ratings);
    from = &start;
  }
  const bool bayes = options.estimator == Estimator::empirical_bayes;
  auto estimated =
      bayes ? empirical_bayes(data, parts, options, from, stop) : jmle(data, options, from, stop);
  if (!estimated) return tl::unexpected(estimated.error());
  Estimates& estimates = *estimated;

  Fit fit;
  fit.estimator = options.estimator;
  fit.trainees = trainees(data, estimates, parts, options.rules);
  fit.pairs = far_pairs(estimates.pairs);
  fit.raters = raters(data, estimates, fit.pairs);
  fit.scenarios = elements(data, estimates, Facet::scenario);
  fit.criteria = elements(data, estimates, Facet::criterion);
  fit.mu = estimates.mu;
  for (std::size_t p = 0; p < estimates.session_effect.size(); ++p) {
    const Performance& one = data.performances[p];
    fit.sessions.push_back({one.trainee, one.session, estimates.session_effect[p], estimates.session_se[p]});
  }
  fit.reliability = reliability(data, estimates, parts, options.estimator);
  fit.thresholds = std::move(estimates.thresholds);
  fit.subsets = parts.count;
  fit.covariance = std::move(estimates.covariance);
  fit.converged = estimates.converged;
  fit.iterations = estimates.iterations;
  fit.sds = std::move(estimates.sds);
  return fit;
}

}  // namespace earshot::ability
