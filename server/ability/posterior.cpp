#include "server/ability/posterior.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace earshot::ability {
namespace {

using Column = Layout::Column;

constexpr double kThresholdSd = 3;
/// So wide that it only keeps mu from infinity where all levels are the same.
constexpr double kMuSd = 10;

/// Helmert's contrasts: orthonormal columns that are orthogonal to 1.
Eigen::MatrixXd contrasts(Column count) {
  Eigen::MatrixXd basis = Eigen::MatrixXd::Zero(count, count - 1);
  for (Column c = 0; c + 1 < count; ++c) {
    const auto before = static_cast<double>(c + 1);
    const double scale = 1 / std::sqrt(before * (before + 1));
    basis.col(c).head(c + 1).setConstant(scale);
    basis(c + 1, c) = -before * scale;
  }
  return basis;
}

Layout lay_out(const Data& data) {
  Layout layout;
  Column next = 1;
  for (const Facet facet : kFacets) {
    layout.facet[facet] = next;
    next += static_cast<Column>(data.size[facet]);
  }
  layout.sides = next;
  layout.side.resize(2 * data.size[Facet::rater]);
  std::set<std::size_t> sides;
  for (const Row& row : data.rows) {
    if (row.side != Side::none)
      sides.insert(2 * row.element[Facet::rater] + static_cast<std::size_t>(row.side) - 1);
  }
  for (const std::size_t side : sides) layout.side[side] = next++;
  layout.thresholds = next;
  layout.dense = next + static_cast<Column>(data.scale_count() * (data.top - 1));
  layout.sessions = layout.dense;
  layout.halos = layout.sessions + static_cast<Column>(data.with_sessions ? data.performances.size() : 0);
  layout.size = layout.halos + static_cast<Column>(data.sheets.size());
  return layout;
}

}  // namespace

Posterior::Posterior(const Data& data) : data_(data), layout_(lay_out(data)) {
  const auto top = static_cast<Column>(data.top);
  basis_ = contrasts(top);
  statistic_.setZero(top + 1, top - 1);
  for (Column k = 1; k <= top; ++k) statistic_.row(k) = statistic_.row(k - 1) - basis_.row(k - 1);
}

Posterior::Parts Posterior::parts(const Row& row) const {
  const auto at = [&](Facet facet) { return layout_.facet[facet] + static_cast<Column>(row.element[facet]); };
  Parts parts;
  parts.column = {0, at(Facet::trainee), at(Facet::scenario), at(Facet::rater), at(Facet::criterion), 0};
  parts.sign = {1, 1, -1, -1, -1, 1};
  parts.count = 5;
  if (row.side != Side::none) {
    parts.column[parts.count++] =
        layout_.side[2 * row.element[Facet::rater] + static_cast<std::size_t>(row.side) - 1];
  }
  return parts;
}

Column Posterior::thresholds_of(const Row& row) const {
  return layout_.thresholds + static_cast<Column>(data_.scale_of(row)) * statistic_.cols();
}

double Posterior::eta(const Eigen::VectorXd& unknowns, const Row& row) const {
  const Parts of = parts(row);
  double sum = 0;
  for (std::size_t i = 0; i < of.count; ++i) sum += of.sign[i] * unknowns(of.column[i]);
  if (data_.with_sessions)
    sum += unknowns(layout_.sessions + static_cast<Column>(data_.sheets[row.sheet].performance));
  sum += unknowns(layout_.halos + static_cast<Column>(row.sheet));
  return sum;
}

double Posterior::eta_variance(const Row& row, Arrow& arrow) const {
  const Parts of = parts(row);
  return arrow.inverse_of({of.column.data(), of.count}, {of.sign.data(), of.count}, row.sheet);
}

std::vector<std::vector<double>> Posterior::thresholds(const Eigen::VectorXd& unknowns) const {
  std::vector<std::vector<double>> lists;
  for (std::size_t s = 0; s < data_.scale_count(); ++s) {
    const Eigen::VectorXd list =
        basis_ * unknowns.segment(layout_.thresholds + static_cast<Column>(s) * basis_.cols(), basis_.cols());
    lists.emplace_back(list.begin(), list.end());
  }
  return lists;
}

void Posterior::set_thresholds(std::size_t scale, const std::vector<double>& thresholds,
                               Eigen::VectorXd& unknowns) const {
  const Eigen::Map<const Eigen::VectorXd> list(thresholds.data(), static_cast<Column>(thresholds.size()));
  unknowns.segment(layout_.thresholds + static_cast<Column>(scale) * basis_.cols(), basis_.cols()) =
      basis_.transpose() * list;
}

Eigen::VectorXd Posterior::precision(const Sds& sds) const {
  const auto of = [&](Effect effect) {
    const double sd = sds[static_cast<std::size_t>(effect)];
    return 1 / (sd * sd);
  };
  Eigen::VectorXd result(layout_.size);
  result(0) = 1 / (kMuSd * kMuSd);
  const auto fill = [&](Column from, Column end, double value) {
    result.segment(from, end - from).setConstant(value);
  };
  fill(layout_.facet[Facet::trainee], layout_.facet[Facet::scenario], of(Effect::trainee));
  fill(layout_.facet[Facet::scenario], layout_.facet[Facet::rater], of(Effect::scenario));
  fill(layout_.facet[Facet::rater], layout_.facet[Facet::criterion], of(Effect::rater));
  fill(layout_.facet[Facet::criterion], layout_.sides, of(Effect::criterion));
  fill(layout_.sides, layout_.thresholds, of(Effect::side));
  fill(layout_.thresholds, layout_.dense, 1 / (kThresholdSd * kThresholdSd));
  fill(layout_.sessions, layout_.halos, of(Effect::session));
  fill(layout_.halos, layout_.size, of(Effect::halo));
  return result;
}

double Posterior::value(const Eigen::VectorXd& unknowns, const Sds& sds) const {
  const std::vector<Scale> lists = scales(thresholds(unknowns));
  double sum = -0.5 * precision(sds).dot(unknowns.cwiseAbs2());
  for (const Row& row : data_.rows) {
    const Scale& scale = lists[data_.scale_of(row)];
    const double place = eta(unknowns, row);
    sum += row.weight * (row.x * place - scale.sums[row.x] - chances(scale, place).log_norm);
  }
  return sum;
}

Arrow Posterior::make_arrow() const {
  std::vector<std::vector<Column>> columns(data_.sheets.size());
  for (std::size_t j = 0; j < data_.sheets.size(); ++j) {
    std::set<Column> touched;
    for (std::size_t i = data_.sheets[j].first; i < data_.sheets[j].end; ++i) {
      const Parts of = parts(data_.rows[i]);
      touched.insert(of.column.begin(), of.column.begin() + static_cast<std::ptrdiff_t>(of.count));
      for (Column t = 0; t < statistic_.cols(); ++t) touched.insert(thresholds_of(data_.rows[i]) + t);
    }
    columns[j].assign(touched.begin(), touched.end());
  }
  return {data_, layout_.dense, columns};
}

void Posterior::inform(const Row& row, const Scale& scale, double place, Information& of) const {
  const Chances at = chances(scale, place);
  double expected = 0, square = 0;
  of.statistic.setZero();
  of.with_level.setZero();
  of.among.setZero();
  for (std::size_t k = 1; k <= data_.top; ++k) {
    const auto level = static_cast<double>(k);
    const auto statistic = statistic_.row(static_cast<Column>(k));
    expected += level * at.of[k];
    square += level * level * at.of[k];
    for (Column a = 0; a < statistic.size(); ++a) {
      of.statistic(a) += at.of[k] * statistic(a);
      of.with_level(a) += level * at.of[k] * statistic(a);
      for (Column b = 0; b <= a; ++b) of.among(a, b) += at.of[k] * statistic(a) * statistic(b);
    }
  }
  of.variance = row.weight * (square - expected * expected);
  of.residual = row.weight * (row.x - expected);
  for (Column a = 0; a < of.statistic.size(); ++a) {
    for (Column b = 0; b <= a; ++b)
      of.among(a, b) = row.weight * (of.among(a, b) - of.statistic(a) * of.statistic(b));
    of.with_level(a) = row.weight * (of.with_level(a) - expected * of.statistic(a));
  }
  for (Column a = 0; a < of.statistic.size(); ++a)
    of.statistic(a) = row.weight * (statistic_(row.x, a) - of.statistic(a));
}

void Posterior::add(const Row& row, const Information& of, Eigen::VectorXd& gradient, Eigen::MatrixXd& dense,
                    Eigen::VectorXd& coupling) const {
  const Parts in = parts(row);
  const Column thresholds = thresholds_of(row);
  for (std::size_t a = 0; a < in.count; ++a) {
    gradient(in.column[a]) += in.sign[a] * of.residual;
    coupling(in.column[a]) += in.sign[a] * of.variance;
    for (std::size_t b = a; b < in.count; ++b) {
      dense(in.column[b], in.column[a]) += in.sign[a] * in.sign[b] * of.variance;
    }
  }
  for (Column t = 0; t < of.statistic.size(); ++t) {
    gradient(thresholds + t) += of.statistic(t);
    coupling(thresholds + t) += of.with_level(t);
    for (std::size_t a = 0; a < in.count; ++a)
      dense(thresholds + t, in.column[a]) += in.sign[a] * of.with_level(t);
    for (Column b = 0; b <= t; ++b) dense(thresholds + t, thresholds + b) += of.among(t, b);
  }
}

void Posterior::derive(const Eigen::VectorXd& unknowns, const Sds& sds, Eigen::VectorXd& gradient,
                       Arrow& arrow) const {
  const std::vector<Scale> lists = scales(thresholds(unknowns));
  const Eigen::VectorXd prior = precision(sds);
  gradient = -prior.cwiseProduct(unknowns);
  arrow.dense().setZero();
  arrow.dense().diagonal() = prior.head(layout_.dense);
  std::ranges::fill(arrow.session_diagonal(), prior(layout_.sessions));

  Information of(statistic_.cols());
  Eigen::VectorXd coupling = Eigen::VectorXd::Zero(layout_.dense);  // of one sheet; 0 again after each
  for (std::size_t j = 0; j < data_.sheets.size(); ++j) {
    const Sheet& whole = data_.sheets[j];
    double information = 0, score = 0;
    for (std::size_t i = whole.first; i < whole.end; ++i) {
      const Row& row = data_.rows[i];
      inform(row, lists[data_.scale_of(row)], eta(unknowns, row), of);
      add(row, of, gradient, arrow.dense(), coupling);
      information += of.variance;
      score += of.residual;
    }
    const Column halo = layout_.halos + static_cast<Column>(j);
    const Arrow::SheetPart sheet = arrow.sheet(j);
    sheet.diagonal = information + prior(halo);
    sheet.session = information;
    for (std::size_t a = 0; a < sheet.columns.size(); ++a) {
      sheet.values[a] = coupling(sheet.columns[a]);
      coupling(sheet.columns[a]) = 0;
    }
    gradient(halo) += score;
    if (!data_.with_sessions) continue;
    gradient(layout_.sessions + static_cast<Column>(whole.performance)) += score;
    arrow.session_diagonal()[whole.performance] += information;
  }
}

}  // namespace earshot::ability
