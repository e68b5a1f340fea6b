#include "server/ability/jmle.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "server/ability/residuals.h"
#include "server/ability/scale.h"

namespace earshot::ability {
namespace {

constexpr double kLongestStep = 1;
constexpr double kExtremeScore = 0.3;
/// Keeps the SE of an element finite that its ratings say nothing of.
constexpr double kLeastInformation = 1e-4;

double sign(Facet facet) { return facet == Facet::trainee ? 1 : -1; }

struct Score {
  double given = 0, expected = 0, information = 0;
};

class Calibration {
 public:
  Calibration(const Data& data, const Start* start);
  Result<Estimates> run(const Options& options, std::stop_token stop);

 private:
  double eta(const Row& row) const {
    double sum = 0;
    for (const Facet facet : kFacets) sum += sign(facet) * measure_[facet][row.element[facet]];
    return sum;
  }
  std::vector<Score> scores(Facet facet) const;
  void find_levels();
  bool leave_extremes_out();
  void move(Facet facet);
  void centre(Facet facet);
  void move_thresholds();
  void set_thresholds(std::size_t scale, std::vector<double> list);
  void measure_extremes();
  void measure_extreme(Facet facet, std::size_t element, const std::vector<const Row*>& rows);
  void note(double step, double residual) {
    step_ = std::max(step_, std::abs(step));
    residual_ = std::max(residual_, std::abs(residual));
  }
  void correct_bias();
  Estimates result() const;

  const Data& data_;
  PerFacet<std::vector<double>> measure_;
  PerFacet<std::vector<bool>> extreme_;
  std::vector<bool> active_;  ///< rows of no extreme element
  std::vector<std::vector<double>> thresholds_;
  std::vector<Scale> scales_;
  std::vector<std::size_t> lowest_, highest_;  ///< levels in use, by scale
  double step_ = 0, residual_ = 0;             ///< largest of this iteration
};

Calibration::Calibration(const Data& data, const Start* start)
    : data_(data),
      active_(data.rows.size(), true),
      thresholds_(data.scale_count(), std::vector<double>(data.top)),
      scales_(data.scale_count(), Scale(data.top)),
      lowest_(data.scale_count()),
      highest_(data.scale_count()) {
  for (const Facet facet : kFacets) {
    measure_[facet].resize(data.size[facet]);
    extreme_[facet].resize(data.size[facet]);
    for (std::size_t i = 0; start != nullptr && i < data.size[facet]; ++i) {
      const double known = start->measure[facet][i];
      if (std::isfinite(known)) measure_[facet][i] = std::clamp(known, -10.0, 10.0);
    }
  }
  find_levels();
  while (leave_extremes_out()) find_levels();
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    const bool known = start != nullptr && start->thresholds[s].size() == data.top;
    set_thresholds(s, known ? start->thresholds[s] : thresholds_[s]);
  }
}

/// Which levels were given, by the rows that still count. Fewer than two say nothing: then all may be.
void Calibration::find_levels() {
  for (Scale& scale : scales_) scale.used.fill(false);
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    if (active_[i]) scales_[data_.scale_of(data_.rows[i])].used[data_.rows[i].x] = true;
  }
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    auto& used = scales_[s].used;
    const auto count = std::ranges::count(used, true);
    if (count < 2) std::fill_n(used.begin(), data_.top + 1, true);
    lowest_[s] = static_cast<std::size_t>(std::ranges::find(used, true) - used.begin());
    highest_[s] = data_.top;
    while (!used[highest_[s]]) --highest_[s];
  }
}

/// Whether there were new ones: without their rows, others may have become extreme.
bool Calibration::leave_extremes_out() {
  bool found = false;
  for (const Facet facet : kFacets) {
    std::vector<bool> low(data_.size[facet], true), high(data_.size[facet], true), rated(data_.size[facet]);
    for (std::size_t i = 0; i < data_.rows.size(); ++i) {
      if (!active_[i]) continue;
      const Row& row = data_.rows[i];
      const std::size_t element = row.element[facet];
      const std::size_t scale = data_.scale_of(row);
      rated[element] = true;
      if (row.x > lowest_[scale]) low[element] = false;
      if (row.x < highest_[scale]) high[element] = false;
    }
    for (std::size_t e = 0; e < data_.size[facet]; ++e) {
      if (!rated[e] || !(low[e] || high[e])) continue;
      extreme_[facet][e] = true;
      found = true;
    }
  }
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    for (const Facet facet : kFacets) {
      if (extreme_[facet][data_.rows[i].element[facet]]) active_[i] = false;
    }
  }
  return found;
}

std::vector<Score> Calibration::scores(Facet facet) const {
  std::vector<Score> scores(data_.size[facet]);
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    if (!active_[i]) continue;
    const Row& row = data_.rows[i];
    const Scale& scale = scales_[data_.scale_of(row)];
    const Moments at = moments(scale, chances(scale, eta(row)));
    Score& score = scores[row.element[facet]];
    score.given += row.weight * row.x;
    score.expected += row.weight * at.expected;
    score.information += row.weight * at.variance;
  }
  return scores;
}

void Calibration::move(Facet facet) {
  const std::vector<Score> all = scores(facet);
  std::vector<double> before = measure_[facet];
  for (std::size_t e = 0; e < all.size(); ++e) {
    const double residual = all[e].given - all[e].expected;
    if (!(all[e].information > 0)) continue;
    measure_[facet][e] +=
        std::clamp(sign(facet) * residual / all[e].information, -kLongestStep, kLongestStep);
    note(0, residual);
  }
  if (facet != Facet::trainee) centre(facet);
  for (std::size_t e = 0; e < all.size(); ++e) note(measure_[facet][e] - before[e], 0);
}

/// The mean goes to the trainees, so that no eta changes.
void Calibration::centre(Facet facet) {
  double sum = 0;
  double count = 0;
  std::vector<bool> moves(data_.size[facet]);
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    if (active_[i]) moves[data_.rows[i].element[facet]] = true;
  }
  for (std::size_t e = 0; e < moves.size(); ++e) {
    if (!moves[e]) continue;
    sum += measure_[facet][e];
    ++count;
  }
  if (count == 0) return;
  for (std::size_t e = 0; e < moves.size(); ++e) {
    if (moves[e]) measure_[facet][e] -= sum / count;
  }
  for (double& trainee : measure_[Facet::trainee]) trainee -= sum / count;
}

/// Each used level above the lowest has a threshold: the step from the used level below it.
void Calibration::move_thresholds() {
  struct Sums {
    Eigen::VectorXd gradient;
    Eigen::MatrixXd hessian;
  };
  const auto top = static_cast<Eigen::Index>(data_.top);
  std::vector<Sums> sums(scales_.size(), {Eigen::VectorXd::Zero(top), Eigen::MatrixXd::Zero(top, top)});
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    if (!active_[i]) continue;
    const Row& row = data_.rows[i];
    const std::size_t s = data_.scale_of(row);
    const Chances at = chances(scales_[s], eta(row));
    std::array<double, kMostLevels> reach{};  // P(X >= k)
    for (std::size_t k = data_.top; k > 0; --k) reach[k] = at.of[k] + (k < data_.top ? reach[k + 1] : 0);
    for (std::size_t a = 1; a <= data_.top; ++a) {
      const auto ia = static_cast<Eigen::Index>(a - 1);
      sums[s].gradient(ia) += row.weight * (reach[a] - (row.x >= a ? 1 : 0));
      for (std::size_t b = 1; b <= data_.top; ++b) {
        sums[s].hessian(ia, static_cast<Eigen::Index>(b - 1)) +=
            row.weight * (reach[std::max(a, b)] - reach[a] * reach[b]);
      }
    }
  }
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    std::vector<Eigen::Index> free;
    for (std::size_t k = lowest_[s] + 1; k <= highest_[s]; ++k) {
      if (scales_[s].used[k]) free.push_back(static_cast<Eigen::Index>(k - 1));
    }
    if (free.size() < 2) continue;  // one threshold alone is the place of the scale: 0
    const auto size = static_cast<Eigen::Index>(free.size());
    // A step along 1 would only move the whole scale, which is the measures' to do: a ridge there, then centred.
    Eigen::MatrixXd hessian = sums[s].hessian(free, free) + Eigen::MatrixXd::Ones(size, size);
    hessian.diagonal().array() += 1e-9;
    const Eigen::VectorXd gradient = sums[s].gradient(free);
    Eigen::VectorXd step = hessian.ldlt().solve(gradient);
    step.array() -= step.mean();
    std::vector<double> list = thresholds_[s];
    for (Eigen::Index t = 0; t < size; ++t) {
      const double moved = std::clamp(step(t), -kLongestStep, kLongestStep);
      list[static_cast<std::size_t>(free[static_cast<std::size_t>(t)])] += moved;
      note(moved, 0);
    }
    set_thresholds(s, std::move(list));
  }
}

/// Centred; 0 where there is no step to its level.
void Calibration::set_thresholds(std::size_t scale, std::vector<double> list) {
  const Scale& levels = scales_[scale];
  const auto is_free = [&](std::size_t k) { return k > lowest_[scale] && levels.used[k]; };
  double sum = 0;
  double count = 0;
  for (std::size_t k = 1; k <= data_.top; ++k) {
    if (!is_free(k)) list[k - 1] = 0;
    sum += list[k - 1];
    count += is_free(k) ? 1 : 0;
  }
  for (std::size_t k = 1; k <= data_.top; ++k) {
    if (is_free(k)) list[k - 1] -= sum / count;
  }
  thresholds_[scale] = std::move(list);
  scales_[scale].set(thresholds_[scale]);
}

void Calibration::measure_extreme(Facet facet, std::size_t element, const std::vector<const Row*>& rows) {
  Score goal;
  double least = 0, most = 0, weight = 0;
  for (const Row* row : rows) {
    const std::size_t s = data_.scale_of(*row);
    least += row->weight * static_cast<double>(lowest_[s]);
    most += row->weight * static_cast<double>(highest_[s]);
    weight += row->weight;
    goal.given += row->weight * row->x;
  }
  // The mean weight keeps the 0.3 as small a part of one rating as it is without weights.
  const double off = kExtremeScore * weight / static_cast<double>(rows.size());
  goal.given = std::clamp(goal.given, least + off, std::max(least + off, most - off));
  double& measure = measure_[facet][element];
  for (int i = 0; i < 100; ++i) {
    Score now;
    for (const Row* row : rows) {
      const Scale& scale = scales_[data_.scale_of(*row)];
      const Moments at = moments(scale, chances(scale, eta(*row)));
      now.expected += row->weight * at.expected;
      now.information += row->weight * at.variance;
    }
    const double step = std::clamp((goal.given - now.expected) / std::max(now.information, kLeastInformation),
                                   -kLongestStep, kLongestStep);
    measure += sign(facet) * step;
    if (std::abs(step) < 1e-9) break;
  }
}

void Calibration::measure_extremes() {
  for (const Facet facet : kFacets) {
    std::vector<std::vector<const Row*>> rows(data_.size[facet]);
    for (const Row& row : data_.rows) {
      if (extreme_[facet][row.element[facet]]) rows[row.element[facet]].push_back(&row);
    }
    for (std::size_t e = 0; e < rows.size(); ++e) {
      if (!rows[e].empty()) measure_extreme(facet, e, rows[e]);
    }
  }
}

void Calibration::correct_bias() {
  std::vector<double> ratings(data_.size[Facet::trainee]);
  double all = 0;
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    if (!active_[i]) continue;
    ++ratings[data_.rows[i].element[Facet::trainee]];
    ++all;
  }
  const auto trainees = static_cast<double>(std::ranges::count_if(ratings, [](double n) { return n > 0; }));
  if (trainees == 0) return;
  const double length = all / trainees;
  const double factor = (length - 1) / length;
  for (const Facet facet : {Facet::scenario, Facet::rater, Facet::criterion}) {
    for (double& measure : measure_[facet]) measure *= factor;
  }
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    std::vector<double> list = thresholds_[s];
    for (double& threshold : list) threshold *= factor;
    set_thresholds(s, std::move(list));
  }
}

Estimates Calibration::result() const {
  Estimates result;
  result.measure = measure_;
  result.thresholds = thresholds_;
  result.scales = scales_;
  result.calibrated = active_;
  PerFacet<std::vector<double>> information;
  for (const Facet facet : kFacets) information[facet].resize(data_.size[facet]);
  for (std::size_t i = 0; i < data_.rows.size(); ++i) {
    const Row& row = data_.rows[i];
    const Scale& scale = scales_[data_.scale_of(row)];
    result.eta.push_back(eta(row));
    const double variance = row.weight * moments(scale, chances(scale, result.eta.back())).variance;
    for (const Facet facet : kFacets) {
      // The rows of an extreme element are its own only; to others they say nothing.
      const std::size_t element = row.element[facet];
      if (active_[i] || extreme_[facet][element]) information[facet][element] += variance;
    }
  }
  for (const Facet facet : kFacets) {
    for (const double sum : information[facet])
      result.se[facet].push_back(1 / std::sqrt(std::max(sum, kLeastInformation)));
  }
  result.pairs = residual_pairs(data_, result);
  return result;
}

Result<Estimates> Calibration::run(const Options& options, std::stop_token stop) {
  bool converged = std::ranges::none_of(active_, [](bool active) { return active; });
  int iterations = 0;
  while (!converged && iterations < options.most_iterations) {
    if (stop.stop_requested()) return fail("the fit was stopped");
    ++iterations;
    step_ = residual_ = 0;
    for (const Facet facet : kFacets) {
      // One element alone is the centre.
      if (facet == Facet::trainee || data_.size[facet] > 1) move(facet);
    }
    move_thresholds();
    converged = step_ < options.step_tolerance && residual_ < 100 * options.step_tolerance;
  }
  if (options.correct_bias) correct_bias();
  measure_extremes();
  Estimates found = result();
  found.converged = converged;
  found.iterations = iterations;
  return found;
}

}  // namespace

Result<Estimates> jmle(const Data& data, const Options& options, const Start* start, std::stop_token stop) {
  return Calibration(data, start).run(options, stop);
}

}  // namespace earshot::ability
