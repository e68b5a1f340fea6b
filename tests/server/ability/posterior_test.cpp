// The gradient, the Hessian, and its elimination, against differences and a dense matrix.
#include "server/ability/posterior.h"

#include <doctest/doctest.h>

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <random>

#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;

constexpr Sds kSds{0.9, 0.5, 0.6, 0.4, 0.3, 0.5, 0.2};
constexpr double kStep = 1e-5;

struct Case {
  const char* name;
  bool per_criterion, with_sessions, sides;
};

Data small(const Case& of) {
  Ratings ratings =
      rated_class({.seed = 5, .people = 6, .sessions = 2, .raters = 3, .criteria = 3, .scenarios = 2})
          .ratings;
  ratings.with_sessions = of.with_sessions;
  for (std::size_t j = 0; j < ratings.raters.size(); ++j) ratings.weights.push_back(j == 2 ? 0.5 : 1);
  for (std::size_t i = 0; i < ratings.ratings.size(); ++i) {
    if (of.sides) ratings.ratings[i].side = static_cast<Side>(i / 3 % 3);
    if (i % 7 == 0) ratings.ratings[i].level = 5;
  }
  Options options;
  options.thresholds = of.per_criterion ? Thresholds::per_criterion : Thresholds::shared;
  return prepare(ratings, options).value();
}

Eigen::VectorXd some_point(Eigen::Index size) {
  std::mt19937_64 bits(3);
  std::normal_distribution<double> normal(0, 0.5);
  Eigen::VectorXd point(size);
  for (double& x : point) x = normal(bits);
  return point;
}

}  // namespace

TEST_CASE("the gradient is the slope, the Hessian is the gradient's, and elimination solves and inverts it") {
  for (const Case& of :
       {Case{"shared", false, true, false}, Case{"partial credit with sides", true, true, true},
        Case{"without sessions", false, false, true}}) {
    CAPTURE(of.name);
    const Data data = small(of);
    const Posterior posterior(data);
    Arrow arrow = posterior.make_arrow();
    const Eigen::Index size = posterior.layout().size;
    Eigen::VectorXd at = some_point(size);
    Eigen::VectorXd gradient, above, below;
    Eigen::MatrixXd hessian(size, size);
    posterior.derive(at, kSds, gradient, arrow);
    for (Eigen::Index i = 0; i < size; ++i) {
      Eigen::VectorXd up = at, down = at;
      up(i) += kStep;
      down(i) -= kStep;
      const double slope = (posterior.value(up, kSds) - posterior.value(down, kSds)) / (2 * kStep);
      CHECK(gradient(i) == doctest::Approx(slope).epsilon(1e-6).scale(1));
      posterior.derive(up, kSds, above, arrow);
      posterior.derive(down, kSds, below, arrow);
      hessian.col(i) = (below - above) / (2 * kStep);
    }
    CHECK((hessian - hessian.transpose()).cwiseAbs().maxCoeff() < 1e-6);

    posterior.derive(at, kSds, gradient, arrow);
    REQUIRE(arrow.factor());
    const Eigen::MatrixXd inverse = hessian.inverse();
    CHECK((arrow.solve(gradient) - inverse * gradient).cwiseAbs().maxCoeff() < 1e-6);
    arrow.invert();
    const Eigen::Index dense = posterior.layout().dense;
    CHECK((arrow.inverse_dense() - inverse.topLeftCorner(dense, dense)).cwiseAbs().maxCoeff() < 1e-6);
    CHECK((arrow.inverse_diagonal() - inverse.diagonal()).cwiseAbs().maxCoeff() < 1e-6);
    for (const Acquaintance& one : acquaintances(data)) {
      double sum = 0;
      for (const Index j : one.sheets) {
        for (const Index k : one.sheets)
          sum += inverse(posterior.layout().halos + j, posterior.layout().halos + k);
      }
      CHECK(arrow.inverse_over(one.sheets) == doctest::Approx(sum).epsilon(1e-6));
    }
    for (const Row& row : data.rows) {
      Eigen::VectorXd adds(size);  // what each unknown adds to eta
      for (Eigen::Index i = 0; i < size; ++i) adds(i) = posterior.eta(Eigen::VectorXd::Unit(size, i), row);
      CHECK(posterior.eta_variance(row, arrow) == doctest::Approx(adds.dot(inverse * adds)).epsilon(1e-6));
    }
  }
}

TEST_CASE("thresholds add up to 0 and come back as they were set") {
  const Data data = small({"", true, true, false});
  const Posterior posterior(data);
  Eigen::VectorXd unknowns = some_point(posterior.layout().size);
  const std::vector<double> wanted{-1.5, -0.25, 0.5, 1.25};
  posterior.set_thresholds(1, wanted, unknowns);
  for (const auto& list : posterior.thresholds(unknowns)) {
    double sum = 0;
    for (const double threshold : list) sum += threshold;
    CHECK(sum == doctest::Approx(0));
  }
  for (std::size_t k = 0; k < wanted.size(); ++k)
    CHECK(posterior.thresholds(unknowns)[1][k] == doctest::Approx(wanted[k]));
}

}  // namespace earshot::testing
