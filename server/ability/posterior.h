// The penalised log-likelihood of the model in which every facet is random, with its gradient and its Hessian.
//
//   sum of weight * log P(level)  -  sum over unknowns of b² / (2 sd²)
//
// eta and the thresholds enter the exponent linearly, so the Hessian is the Fisher information and the function is
// concave: Newton's way leads to the one highest point.
#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <vector>

#include "server/ability/arrow.h"
#include "server/ability/data.h"
#include "server/ability/scale.h"

namespace earshot::ability {

/// What has a variance of its own, in the order of Fit::sds.
enum class Effect : std::uint8_t { trainee, scenario, rater, criterion, session, halo, side };
inline constexpr std::size_t kEffects = 7;
using Sds = std::array<double, kEffects>;

/// The place of each unknown: first the dense ones in this order, then sessions and halos.
struct Layout {
  using Column = Eigen::Index;
  PerFacet<Column> facet;  ///< mu stands at 0, before all of them
  Column sides = 0;        ///< of those pairs of rater and side that occur
  Column thresholds = 0;   ///< for each list, one less than it has thresholds: they add up to 0
  Column dense = 0;        ///< how many of the above
  Column sessions = 0, halos = 0, size = 0;
  std::vector<Column> side;  ///< by 2 * rater + side - 1; 0: does not occur
};

class Posterior {
 public:
  /// `data` must live as long.
  explicit Posterior(const Data& data);

  const Layout& layout() const { return layout_; }
  double value(const Eigen::VectorXd& unknowns, const Sds& sds) const;
  /// Fills the gradient and the arrow with minus the Hessian.
  void derive(const Eigen::VectorXd& unknowns, const Sds& sds, Eigen::VectorXd& gradient, Arrow& arrow) const;
  Arrow make_arrow() const;

  double eta(const Eigen::VectorXd& unknowns, const Row& row) const;
  /// How uncertain that is, from an arrow that was inverted.
  double eta_variance(const Row& row, Arrow& arrow) const;
  std::vector<std::vector<double>> thresholds(const Eigen::VectorXd& unknowns) const;
  /// The other way round, into `unknowns`.
  void set_thresholds(std::size_t scale, const std::vector<double>& thresholds,
                      Eigen::VectorXd& unknowns) const;
  /// 1/sd² of each unknown.
  Eigen::VectorXd precision(const Sds& sds) const;

 private:
  /// The dense unknowns that make up eta, in rising order of columns, and their signs.
  struct Parts {
    std::array<Layout::Column, 6> column{};
    std::array<double, 6> sign{};
    std::size_t count = 0;
  };
  Parts parts(const Row& row) const;
  /// What one row says: residual and covariance of what eta and the thresholds' unknowns are multiplied by.
  struct Information {
    explicit Information(Layout::Column size) : statistic(size), with_level(size), among(size, size) {}
    double residual = 0, variance = 0;  ///< of the level
    Eigen::VectorXd statistic;          ///< residuals for the thresholds
    Eigen::VectorXd with_level;         ///< their covariances with the level
    Eigen::MatrixXd among;              ///< and with each other; lower triangle
  };
  void inform(const Row& row, const Scale& scale, double place, Information& of) const;
  /// To the gradient, to the lower triangle of D, and to how the row's sheet couples with D.
  void add(const Row& row, const Information& of, Eigen::VectorXd& gradient, Eigen::MatrixXd& dense,
           Eigen::VectorXd& coupling) const;
  Layout::Column thresholds_of(const Row& row) const;

  const Data& data_;
  Layout layout_;
  Eigen::MatrixXd basis_;      ///< thresholds = basis * unknowns: orthonormal, each column adds up to 0
  Eigen::MatrixXd statistic_;  ///< by level: what each threshold's unknown is multiplied by in the exponent
};

}  // namespace earshot::ability
