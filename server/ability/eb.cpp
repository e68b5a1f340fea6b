#include "server/ability/eb.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "server/ability/posterior.h"

namespace earshot::ability {
namespace {

using Column = Layout::Column;

constexpr Sds kUsualSds{1, 0.5, 0.5, 0.5, 0.3, 0.4, 0.3};
/// Bounds of an SD that is drawn out or handed in.
constexpr double kLeastSd = 0.01;
constexpr double kMostSd = 10;
/// Largest change of an SD at which they are left as they are.
constexpr double kSdTolerance = 1e-6;
constexpr double kNearTop = 0.01;
constexpr int kMostHalvings = 30;
/// Two matrices of this size squared take half a gigabyte.
constexpr Column kMostDense = 5'000;

/// Learns the SDs. EM creeps where the data say little, so every third step is drawn out along the last two.
class Variances {
 public:
  Variances(const Data& data, const Layout& layout, Sds start) : sds(start) {
    // An element that was never rated says nothing of how much elements differ.
    for (const Facet facet : kFacets) {
      auto& members = members_[static_cast<std::size_t>(facet)];
      for (std::size_t i = 0; i < data.size[facet]; ++i) {
        if (data.ratings[facet][i] > 0) members.push_back(layout.facet[facet] + static_cast<Column>(i));
      }
    }
    add(Effect::session, layout.sessions, layout.halos);
    add(Effect::halo, layout.halos, layout.size);
    add(Effect::side, layout.sides, layout.thresholds);
  }

  /// One step; gives the largest change that EM alone makes.
  double update(const Eigen::VectorXd& unknowns, const Eigen::VectorXd& variances) {
    Sds next{};
    double change = 0;
    for (std::size_t e = 0; e < kEffects; ++e) {
      // The usual SD counts as one more element: it decides where the data cannot, as between a trainee and their only
      // session, so that the end does not hang on the start.
      double sum = kUsualSds[e] * kUsualSds[e];
      for (const Column i : members_[e]) sum += unknowns(i) * unknowns(i) + variances(i);
      next[e] = std::sqrt(sum / static_cast<double>(members_[e].size() + 1));
      change = std::max(change, std::abs(next[e] - sds[e]));
    }
    past_.push_back(std::exchange(sds, next));
    if (past_.size() == 2) stretch();
    return change;
  }

  Sds sds;

 private:
  void add(Effect effect, Column from, Column end) {
    for (Column i = from; i < end; ++i) members_[static_cast<std::size_t>(effect)].push_back(i);
  }

  /// SQUAREM on the logarithms, from the last three points.
  void stretch() {
    double first = 0, turn = 0;
    Sds r{}, v{};
    for (std::size_t e = 0; e < kEffects; ++e) {
      r[e] = std::log(past_[1][e] / past_[0][e]);
      v[e] = std::log(sds[e] / past_[1][e]) - r[e];
      first += r[e] * r[e];
      turn += v[e] * v[e];
    }
    if (turn > 0 && first > turn) {
      const double length = std::min(std::sqrt(first / turn), farthest_);
      if (length == farthest_) farthest_ *= 4;
      for (std::size_t e = 0; e < kEffects; ++e) {
        const double drawn = past_[0][e] * std::exp(2 * length * r[e] + length * length * v[e]);
        sds[e] = std::clamp(drawn, kLeastSd, kMostSd);
      }
    }
    past_.clear();
  }

  double farthest_ = 4;  ///< grows where it was in the way
  std::array<std::vector<Column>, kEffects> members_;
  std::vector<Sds> past_;
};

void take(double known, double& unknown) {
  if (std::isfinite(known)) unknown = known;
}

Eigen::VectorXd first_unknowns(const Data& data, const Posterior& posterior, const Start* start) {
  const Layout& layout = posterior.layout();
  Eigen::VectorXd unknowns = Eigen::VectorXd::Zero(layout.size);
  if (start == nullptr) return unknowns;
  take(start->mu, unknowns(0));
  for (const Facet facet : kFacets) {
    for (std::size_t i = 0; i < data.size[facet]; ++i) {
      take(start->measure[facet][i], unknowns(layout.facet[facet] + static_cast<Column>(i)));
    }
  }
  for (std::size_t p = 0; data.with_sessions && p < data.performances.size(); ++p) {
    take(start->session_effect[p], unknowns(layout.sessions + static_cast<Column>(p)));
  }
  for (std::size_t s = 0; s < data.scale_count(); ++s) {
    if (start->thresholds[s].size() == data.top) posterior.set_thresholds(s, start->thresholds[s], unknowns);
  }
  return unknowns;
}

Sds first_sds(const Start* start) {
  Sds sds = kUsualSds;
  for (std::size_t e = 0; start != nullptr && e < std::min(kEffects, start->sds.size()); ++e) {
    if (std::isfinite(start->sds[e])) sds[e] = std::clamp(start->sds[e], kLeastSd, kMostSd);
  }
  return sds;
}

/// SEs of the difference between each element and the mean of its group: C less the means of row and column, plus the
/// grand mean, on the diagonal. Who is a group alone has nobody to differ from: there it is the SE of the element.
std::vector<double> centred_se(const Eigen::MatrixXd& covariance, Column first, std::size_t count,
                               const std::vector<std::uint32_t>& group) {
  const auto of = [&](std::size_t i) { return group.empty() ? 0U : group[i]; };
  const auto at = [&](std::size_t i, std::size_t k) {
    return covariance(first + static_cast<Column>(i), first + static_cast<Column>(k));
  };
  std::vector<double> row(count);                             // sums, inside the group
  std::map<std::uint32_t, std::pair<double, double>> groups;  // members, and the sum of their rows
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < count; ++k) row[i] += of(i) == of(k) ? at(i, k) : 0;
    groups[of(i)].first += 1;
    groups[of(i)].second += row[i];
  }
  std::vector<double> se;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [members, sum] = groups[of(i)];
    const double centred = at(i, i) - 2 * row[i] / members + sum / (members * members);
    se.push_back(std::sqrt(std::max(0.0, members > 1 ? centred : at(i, i))));
  }
  return se;
}

/// At the top a halo is its variance times the summed residual of its sheet, all other effects taken out. Before the
/// data it had that variance, after them what the inverse says; the difference is how much such a sum varies among the
/// honest.
std::vector<Pair> pairs(const Data& data, const Layout& layout, const Eigen::VectorXd& unknowns, Arrow& arrow,
                        double halo_sd) {
  std::vector<Pair> result;
  for (const Acquaintance& one : acquaintances(data)) {
    double sum = 0;
    for (const Index j : one.sheets) sum += unknowns(layout.halos + static_cast<Column>(j));
    const double prior = halo_sd * halo_sd * static_cast<double>(one.sheets.size());
    const double variance = prior - arrow.inverse_over(one.sheets);
    // Who gave nothing to judge by has no residual either.
    result.push_back(
        {one.rater, one.trainee, variance > 1e-9 * prior ? sum / std::sqrt(variance) : 0, one.ratings});
  }
  return result;
}

Estimates estimates(const Data& data, const Subsets& subsets, const Posterior& posterior,
                    const Eigen::VectorXd& unknowns, Arrow& arrow, const Sds& sds) {
  const Layout& layout = posterior.layout();
  const Eigen::MatrixXd& covariance = arrow.inverse_dense();
  Estimates result;
  result.mu = unknowns(0);
  for (const Facet facet : kFacets) {
    const auto size = static_cast<Column>(data.size[facet]);
    const auto part = unknowns.segment(layout.facet[facet], size);
    result.measure[facet].assign(part.begin(), part.end());
    const std::vector<std::uint32_t> group = facet == Facet::trainee ? subsets.trainee
                                             : facet == Facet::rater ? subsets.rater
                                                                     : std::vector<std::uint32_t>{};
    result.se[facet] = centred_se(covariance, layout.facet[facet], data.size[facet], group);
  }
  result.thresholds = posterior.thresholds(unknowns);
  result.scales = scales(result.thresholds);
  result.calibrated.assign(data.rows.size(), true);
  for (const Row& row : data.rows) {
    result.eta.push_back(posterior.eta(unknowns, row));
    result.eta_variance.push_back(posterior.eta_variance(row, arrow));
  }
  for (Column i = layout.sessions; i < layout.halos; ++i) {
    result.session_effect.push_back(unknowns(i));
    result.session_se.push_back(std::sqrt(arrow.inverse_diagonal()(i)));
  }
  const auto first = layout.facet[Facet::trainee];
  for (Column i = 0; i < static_cast<Column>(data.size[Facet::trainee]); ++i) {
    for (Column k = 0; k < static_cast<Column>(data.size[Facet::trainee]); ++k) {
      result.covariance.push_back(covariance(first + i, first + k));
    }
  }
  result.sds.assign(sds.begin(), sds.end());
  result.pairs = pairs(data, layout, unknowns, arrow, sds[static_cast<std::size_t>(Effect::halo)]);
  return result;
}

}  // namespace

Result<Estimates> empirical_bayes(const Data& data, const Subsets& subsets, const Options& options,
                                  const Start* start, std::stop_token stop) {
  const Posterior posterior(data);
  if (posterior.layout().dense > kMostDense) {
    return fail(fmt::format(
        "{} trainees, raters, scenarios and criteria together are too many for one board (at most {}); "
        "score smaller scopes, or use JMLE",
        posterior.layout().dense, kMostDense));
  }
  Arrow arrow = posterior.make_arrow();
  Variances variances(data, posterior.layout(), first_sds(start));
  Eigen::VectorXd unknowns = first_unknowns(data, posterior, start);
  Eigen::VectorXd gradient;
  bool near = false;  // the unknowns have been found once, for the first variances
  bool rest = false;  // the variances stay as they are from now on
  bool converged = false;
  int iterations = 0;
  while (!converged && iterations < options.most_iterations) {
    if (stop.stop_requested()) return fail("the fit was stopped");
    ++iterations;
    posterior.derive(unknowns, variances.sds, gradient, arrow);
    if (!arrow.factor()) return fail("the ratings cannot be fitted: the Hessian is not positive definite");
    const Eigen::VectorXd step = arrow.solve(gradient);
    const double before = posterior.value(unknowns, variances.sds);
    double length = 1;
    for (int halving = 0; halving < kMostHalvings; ++halving, length /= 2) {
      // Near the top, steps are smaller than what rounding does to the sum.
      if (posterior.value(unknowns + length * step, variances.sds) >= before - 1e-12 * std::abs(before))
        break;
    }
    unknowns += length * step;
    const double largest = length * step.cwiseAbs().maxCoeff();
    if (rest) {
      converged = largest < options.step_tolerance;
      continue;
    }
    // Far from the top, the unknowns say nothing yet of how much they differ.
    near = near || largest < kNearTop;
    if (!near) continue;
    arrow.invert();
    const double change = variances.update(unknowns, arrow.inverse_diagonal());
    rest = change < kSdTolerance;
  }
  posterior.derive(unknowns, variances.sds, gradient, arrow);
  if (!arrow.factor()) return fail("the ratings cannot be fitted: the Hessian is not positive definite");
  arrow.invert();
  Estimates result = estimates(data, subsets, posterior, unknowns, arrow, variances.sds);
  result.converged = converged;
  result.iterations = iterations;
  return result;
}

}  // namespace earshot::ability
