// A symmetric positive definite matrix in the shape of an arrow, and what is asked of it: solving, and its inverse.
//
//   [ D  .  . ]   D: dense, what many ratings share (trainees, raters, criteria, ...)
//   [ U' A  . ]   A: diagonal, one entry a performance (the session's effect)
//   [ H' V  B ]   B: diagonal, one entry a sheet (the halo), which touches its performance and few dense columns
//
// Sheets and then performances are eliminated; what is left, the Schur complement, is as small as D. So 200 people
// with 12,000 sheets cost as much as 450 unknowns. Source: Golub & Van Loan, Matrix computations, 3.2 and 4.2.
#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <span>
#include <vector>

#include "server/ability/data.h"

namespace earshot::ability {

class Arrow {
 public:
  using Column = Eigen::Index;

  /// The columns of D that each sheet touches, in rising order; a column may not be named twice in one sheet.
  Arrow(const Data& data, Column dense, const std::vector<std::vector<Column>>& sheet_columns);

  // To be filled anew before each factor().

  /// D; only the lower triangle is read, and none of it is kept by factor().
  Eigen::MatrixXd& dense() { return dense_; }
  /// Of one sheet: its entry of B, its coupling V with its performance, and those with its columns.
  struct SheetPart {
    double& diagonal;
    double& session;
    std::span<const Column> columns;
    std::span<double> values;
  };
  SheetPart sheet(std::size_t index);
  /// A. What couples performances to D is by the model the sum over their sheets, so it is not asked for.
  std::vector<double>& session_diagonal() { return session_diagonal_; }

  /// False if the matrix is not positive definite.
  bool factor();
  /// x with (matrix) x = right. In both: dense part, performances (if there are session effects), sheets.
  Eigen::VectorXd solve(const Eigen::VectorXd& right) const;

  /// After invert(): the dense block of the inverse, and the diagonal of the rest, in the order of solve().
  void invert();
  const Eigen::MatrixXd& inverse_dense() const { return inverse_; }
  const Eigen::VectorXd& inverse_diagonal() const { return inverse_diagonal_; }
  /// After invert(): the sum of the inverse over all pairs out of these sheets, each of another performance.
  double inverse_over(std::span<const Index> sheets);
  /// After invert(): the variance of this sum of dense unknowns, each with its factor, plus the sheet's halo and the
  /// effect of its session.
  double inverse_of(std::span<const Column> columns, std::span<const double> factors, Index sheet);

 private:
  std::span<const Column> columns_of(const std::vector<Column>& columns,
                                     const std::vector<std::size_t>& starts, std::size_t i) const {
    return {columns.data() + starts[i], starts[i + 1] - starts[i]};
  }
  void eliminate_sheets(std::size_t performance);
  void gather(std::span<const Column> columns, std::span<const double> values, double factor);
  double variance_of_gathered();

  const Data& data_;
  Column size_ = 0;
  Eigen::MatrixXd dense_, inverse_;
  Eigen::LLT<Eigen::MatrixXd> factor_;
  Eigen::VectorXd inverse_diagonal_;
  std::vector<Column> sheet_columns_, session_columns_;  ///< one after the other
  std::vector<std::size_t> sheet_start_, session_start_;
  std::vector<double> sheet_values_, session_values_;
  std::vector<double> sheet_diagonal_, sheet_session_, session_diagonal_, session_pivot_;
  Eigen::VectorXd scratch_;      ///< a dense row that is all 0 between uses
  std::vector<Column> touched_;  ///< its columns in use, for gather()
  std::vector<bool> in_touched_;
};

}  // namespace earshot::ability
