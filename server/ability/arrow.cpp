#include "server/ability/arrow.h"

#include <algorithm>

namespace earshot::ability {
namespace {

/// matrix -= row * row' / pivot, on the lower triangle.
void take_away(Eigen::MatrixXd& matrix, std::span<const Arrow::Column> columns, std::span<const double> row, double pivot) {
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
double form(std::span<const Arrow::Column> columns, std::span<const double> row, const Eigen::MatrixXd& matrix) {
  double sum = 0;
  for (std::size_t a = 0; a < columns.size(); ++a) {
    double inner = 0.5 * row[a] * matrix(columns[a], columns[a]);
    for (std::size_t b = 0; b < a; ++b) inner += row[b] * matrix(columns[b], columns[a]);
    sum += 2 * row[a] * inner;
  }
  return sum;
}

}  // namespace

Arrow::Arrow(const Data& data, Column dense, const std::vector<std::vector<Column>>& sheet_columns) : data_(data) {
  const std::size_t sessions = data.with_sessions ? data.performances.size() : 0;
  size_ = dense + static_cast<Column>(sessions + data.sheets.size());
  dense_.setZero(dense, dense);
  scratch_.setZero(dense);
  sheet_start_.push_back(0);
  for (const auto& columns : sheet_columns) {
    sheet_columns_.insert(sheet_columns_.end(), columns.begin(), columns.end());
    sheet_start_.push_back(sheet_columns_.size());
  }
  session_start_.push_back(0);
  for (std::size_t p = 0; p < sessions; ++p) {
    const auto begin = sheet_columns_.begin() + static_cast<std::ptrdiff_t>(sheet_start_[data.performances[p].first]);
    const auto end = sheet_columns_.begin() + static_cast<std::ptrdiff_t>(sheet_start_[data.performances[p].end]);
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
  return {sheet_diagonal_[index], sheet_session_[index], columns, {sheet_values_.data() + sheet_start_[index], columns.size()}};
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
  for (std::size_t j = whole.first; j < whole.end; ++j) pivot -= sheet_session_[j] * sheet_session_[j] / sheet_diagonal_[j];
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
    for (std::size_t a = 0; a < columns.size(); ++a) result(columns[a]) -= sheet_values_[sheet_start_[j] + a] * share;
    if (sessions > 0) result(dense + static_cast<Column>(data_.sheets[j].performance)) -= sheet_session_[j] * share;
  }
  for (std::size_t p = 0; p < session_pivot_.size(); ++p) {
    const double share = result(dense + static_cast<Column>(p)) / session_pivot_[p];
    const auto columns = columns_of(session_columns_, session_start_, p);
    for (std::size_t a = 0; a < columns.size(); ++a) result(columns[a]) -= session_values_[session_start_[p] + a] * share;
  }
  const Eigen::VectorXd top = factor_.solve(result.head(dense));
  result.head(dense) = top;
  for (std::size_t p = 0; p < session_pivot_.size(); ++p) {
    const auto columns = columns_of(session_columns_, session_start_, p);
    double& x = result(dense + static_cast<Column>(p));
    x = (x - dot(columns, {session_values_.data() + session_start_[p], columns.size()}, top)) / session_pivot_[p];
  }
  for (std::size_t j = 0; j < data_.sheets.size(); ++j) {
    const auto columns = columns_of(sheet_columns_, sheet_start_, j);
    double left = right(sheet_at(j)) - dot(columns, {sheet_values_.data() + sheet_start_[j], columns.size()}, top);
    if (sessions > 0) left -= sheet_session_[j] * result(dense + static_cast<Column>(data_.sheets[j].performance));
    result(sheet_at(j)) = left / sheet_diagonal_[j];
  }
  return result;
}

// With S the inverse of the Schur complement, u a session's effect, d the dense unknowns, c and v the couplings of a
// sheet, w and p the coupling and the pivot of its session:
//   Var(d) = S;  Cov(d, u) = -S w / p;  Var(u) = 1/p + w'Sw / p²;  Var(h) = 1/B + Var(c'd + v u) / B²
void Arrow::invert() {
  const Column dense = dense_.rows();
  const auto sessions = static_cast<Column>(session_pivot_.size());
  inverse_.setIdentity(dense, dense);
  factor_.solveInPlace(inverse_);
  inverse_diagonal_.resize(size_);
  inverse_diagonal_.head(dense) = inverse_.diagonal();
  for (std::size_t p = 0; p < data_.performances.size(); ++p) {
    const bool with_session = sessions > 0;
    std::span<const Column> session_columns;
    double session_variance = 0;
    if (with_session) {
      session_columns = columns_of(session_columns_, session_start_, p);
      const std::span<const double> values(session_values_.data() + session_start_[p], session_columns.size());
      const double pivot = session_pivot_[p];
      session_variance = 1 / pivot + form(session_columns, values, inverse_) / (pivot * pivot);
      inverse_diagonal_(dense + static_cast<Column>(p)) = session_variance;
      for (const Column column : session_columns) {  // Cov(d, u), for the columns that the sheets touch
        double sum = 0;
        for (std::size_t b = 0; b < session_columns.size(); ++b) sum += values[b] * inverse_(session_columns[b], column);
        scratch_(column) = -sum / pivot;
      }
    }
    for (std::size_t j = data_.performances[p].first; j < data_.performances[p].end; ++j) {
      const auto columns = columns_of(sheet_columns_, sheet_start_, j);
      const std::span<const double> values(sheet_values_.data() + sheet_start_[j], columns.size());
      const double v = with_session ? sheet_session_[j] : 0;
      const double variance = form(columns, values, inverse_) + 2 * v * dot(columns, values, scratch_) + v * v * session_variance;
      const double pivot = sheet_diagonal_[j];
      inverse_diagonal_(dense + sessions + static_cast<Column>(j)) = 1 / pivot + variance / (pivot * pivot);
    }
    for (const Column column : session_columns) scratch_(column) = 0;
  }
}

}  // namespace earshot::ability
