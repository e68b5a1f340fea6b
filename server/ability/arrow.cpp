#include "server/ability/arrow.h"

#include <algorithm>

namespace earshot::ability {
namespace {

/// matrix -= row * row' / pivot, on the lower triangle.
void take_away(Eigen::MatrixXd& matrix, std::span<const Arrow::Column> columns, std::span<const double> row,
               double pivot) {
  for (std::size_t a = 0; a < columns.size(); ++a) {
    const double factor = row[a] / pivot;
    for (std::size_t b = a; b < columns.size(); ++b) matrix(columns[b], columns[a]) -= factor * row[b];
  }
}

double dot(std::span<const Arrow::Column> columns, std::span<const double> row, const Eigen::VectorXd& with) {
  double sum = 0;
  for (std::size_t a = 0; a < columns.size(); ++a) sum += row[a] * with(columns[a]);
  return sum;
}

/// row' * matrix * row
double form(std::span<const Arrow::Column> columns, std::span<const double> row,
            const Eigen::MatrixXd& matrix) {
  double sum = 0;
  for (std::size_t a = 0; a < columns.size(); ++a) {
    double inner = 0.5 * row[a] * matrix(columns[a], columns[a]);
    for (std::size_t b = 0; b < a; ++b) inner += row[b] * matrix(columns[b], columns[a]);
    sum += 2 * row[a] * inner;
  }
  return sum;
}

}  // namespace

Arrow::Arrow(const Data& data, Column dense, const std::vector<std::vector<Column>>& sheet_columns)
    : data_(data) {
  const std::size_t sessions = data.with_sessions ? data.performances.size() : 0;
  size_ = dense + static_cast<Column>(sessions + data.sheets.size());
  dense_.setZero(dense, dense);
  scratch_.setZero(dense);
  in_touched_.resize(static_cast<std::size_t>(dense));
  sheet_start_.push_back(0);
  for (const auto& columns : sheet_columns) {
    sheet_columns_.insert(sheet_columns_.end(), columns.begin(), columns.end());
    sheet_start_.push_back(sheet_columns_.size());
  }
  session_start_.push_back(0);
  for (std::size_t p = 0; p < sessions; ++p) {
    const auto begin =
        sheet_columns_.begin() + static_cast<std::ptrdiff_t>(sheet_start_[data.performances[p].first]);
    const auto end =
        sheet_columns_.begin() + static_cast<std::ptrdiff_t>(sheet_start_[data.performances[p].end]);
    std::vector<Column> all(begin, end);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    session_columns_.insert(session_columns_.end(), all.begin(), all.end());
    session_start_.push_back(session_columns_.size());
  }
  sheet_values_.resize(sheet_columns_.size());
  session_values_.resize(session_columns_.size());
  sheet_diagonal_.resize(data.sheets.size());
  sheet_session_.resize(data.sheets.size());
  session_diagonal_.resize(sessions);
  session_pivot_.resize(sessions);
}

Arrow::SheetPart Arrow::sheet(std::size_t index) {
  const auto columns = columns_of(sheet_columns_, sheet_start_, index);
  return {sheet_diagonal_[index],
          sheet_session_[index],
          columns,
          {sheet_values_.data() + sheet_start_[index], columns.size()}};
}

void Arrow::eliminate_sheets(std::size_t performance) {
  const Performance& whole = data_.performances[performance];
  for (std::size_t j = whole.first; j < whole.end; ++j) {
    const auto columns = columns_of(sheet_columns_, sheet_start_, j);
    const std::span<const double> values(sheet_values_.data() + sheet_start_[j], columns.size());
    take_away(dense_, columns, values, sheet_diagonal_[j]);
    if (!data_.with_sessions) continue;
    const double left = 1 - sheet_session_[j] / sheet_diagonal_[j];
    for (std::size_t a = 0; a < columns.size(); ++a) scratch_(columns[a]) += left * values[a];
  }
  if (!data_.with_sessions) return;
  double& pivot = session_pivot_[performance];
  pivot = session_diagonal_[performance];
  for (std::size_t j = whole.first; j < whole.end; ++j)
    pivot -= sheet_session_[j] * sheet_session_[j] / sheet_diagonal_[j];
  const auto columns = columns_of(session_columns_, session_start_, performance);
  const std::span<double> values(session_values_.data() + session_start_[performance], columns.size());
  for (std::size_t a = 0; a < columns.size(); ++a) {
    values[a] = scratch_(columns[a]);
    scratch_(columns[a]) = 0;
  }
  take_away(dense_, columns, values, pivot);
}

bool Arrow::factor() {
  for (std::size_t p = 0; p < data_.performances.size(); ++p) eliminate_sheets(p);
  factor_.compute(dense_);
  return factor_.info() == Eigen::Success;
}

Eigen::VectorXd Arrow::solve(const Eigen::VectorXd& right) const {
  const Column dense = dense_.rows();
  const auto sessions = static_cast<Column>(session_pivot_.size());
  Eigen::VectorXd result = right;
  const auto sheet_at = [&](std::size_t j) { return dense + sessions + static_cast<Column>(j); };
  for (std::size_t j = 0; j < data_.sheets.size(); ++j) {
    const double share = right(sheet_at(j)) / sheet_diagonal_[j];
    const auto columns = columns_of(sheet_columns_, sheet_start_, j);
    for (std::size_t a = 0; a < columns.size(); ++a)
      result(columns[a]) -= sheet_values_[sheet_start_[j] + a] * share;
    if (sessions > 0)
      result(dense + static_cast<Column>(data_.sheets[j].performance)) -= sheet_session_[j] * share;
  }
  for (std::size_t p = 0; p < session_pivot_.size(); ++p) {
    const double share = result(dense + static_cast<Column>(p)) / session_pivot_[p];
    const auto columns = columns_of(session_columns_, session_start_, p);
    for (std::size_t a = 0; a < columns.size(); ++a)
      result(columns[a]) -= session_values_[session_start_[p] + a] * share;
  }
  const Eigen::VectorXd top = factor_.solve(result.head(dense));
  result.head(dense) = top;
  for (std::size_t p = 0; p < session_pivot_.size(); ++p) {
    const auto columns = columns_of(session_columns_, session_start_, p);
    double& x = result(dense + static_cast<Column>(p));
    x = (x - dot(columns, {session_values_.data() + session_start_[p], columns.size()}, top)) /
        session_pivot_[p];
  }
  for (std::size_t j = 0; j < data_.sheets.size(); ++j) {
    const auto columns = columns_of(sheet_columns_, sheet_start_, j);
    double left =
        right(sheet_at(j)) - dot(columns, {sheet_values_.data() + sheet_start_[j], columns.size()}, top);
    if (sessions > 0)
      left -= sheet_session_[j] * result(dense + static_cast<Column>(data_.sheets[j].performance));
    result(sheet_at(j)) = left / sheet_diagonal_[j];
  }
  return result;
}

void Arrow::gather(std::span<const Column> columns, std::span<const double> values, double factor) {
  for (std::size_t a = 0; a < columns.size(); ++a) {
    const auto column = static_cast<std::size_t>(columns[a]);
    if (!in_touched_[column]) touched_.push_back(columns[a]);
    in_touched_[column] = true;
    scratch_(columns[a]) += factor * values[a];
  }
}

// With S the inverse of the Schur complement, d the dense unknowns, u a session's effect with pivot p and coupling w,
// h a halo with pivot B and couplings c with d and v with u: given d,
//   u = -w'd / p + noise of variance 1/p,   h = -(c'd + v u) / B + noise of variance 1/B
// so h = -(c - w v/p)'d / B + noise of variance 1/B + v²/(p B²), and d has the variance S.
double Arrow::inverse_over(std::span<const Index> sheets) {
  double variance = 0;
  for (const Index j : sheets) {
    const double pivot = sheet_diagonal_[j];
    const auto columns = columns_of(sheet_columns_, sheet_start_, j);
    gather(columns, {sheet_values_.data() + sheet_start_[j], columns.size()}, 1 / pivot);
    variance += 1 / pivot;
    if (!data_.with_sessions) continue;
    const std::size_t p = data_.sheets[j].performance;
    const double share = sheet_session_[j] / pivot;
    const auto session_columns = columns_of(session_columns_, session_start_, p);
    gather(session_columns, {session_values_.data() + session_start_[p], session_columns.size()},
           -share / session_pivot_[p]);
    variance += share * share / session_pivot_[p];
  }
  return variance + variance_of_gathered();
}

// By the same rules the sum is f'd + (1 - v/B) u - c'd / B + noise of variance 1/B.
double Arrow::inverse_of(std::span<const Column> columns, std::span<const double> factors, Index sheet) {
  const double pivot = sheet_diagonal_[sheet];
  const auto sheet_columns = columns_of(sheet_columns_, sheet_start_, sheet);
  gather(columns, factors, 1);
  gather(sheet_columns, {sheet_values_.data() + sheet_start_[sheet], sheet_columns.size()}, -1 / pivot);
  double variance = 1 / pivot;
  if (data_.with_sessions) {
    const std::size_t p = data_.sheets[sheet].performance;
    const double left = 1 - sheet_session_[sheet] / pivot;
    const auto session_columns = columns_of(session_columns_, session_start_, p);
    gather(session_columns, {session_values_.data() + session_start_[p], session_columns.size()},
           -left / session_pivot_[p]);
    variance += left * left / session_pivot_[p];
  }
  return variance + variance_of_gathered();
}

double Arrow::variance_of_gathered() {
  std::vector<double> row;
  for (const Column column : touched_) {
    row.push_back(scratch_(column));
    scratch_(column) = 0;
    in_touched_[static_cast<std::size_t>(column)] = false;
  }
  const double variance = form(touched_, row, inverse_);
  touched_.clear();
  return variance;
}

void Arrow::invert() {
  const Column dense = dense_.rows();
  const auto sessions = static_cast<Column>(session_pivot_.size());
  inverse_.setIdentity(dense, dense);
  factor_.solveInPlace(inverse_);
  inverse_diagonal_.resize(size_);
  inverse_diagonal_.head(dense) = inverse_.diagonal();
  for (std::size_t p = 0; p < session_pivot_.size(); ++p) {
    const auto columns = columns_of(session_columns_, session_start_, p);
    const double pivot = session_pivot_[p];
    const double outer =
        form(columns, {session_values_.data() + session_start_[p], columns.size()}, inverse_);
    inverse_diagonal_(dense + static_cast<Column>(p)) = 1 / pivot + outer / (pivot * pivot);
  }
  for (Index j = 0; j < data_.sheets.size(); ++j) {
    inverse_diagonal_(dense + sessions + static_cast<Column>(j)) = inverse_over({&j, 1});
  }
}

}  // namespace earshot::ability
