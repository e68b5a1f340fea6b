#include "client/views/board_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "client/views/view.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using protocol::BoardKind;
using protocol::BoardNeed;
using protocol::BoardRow;
using protocol::BoardWindow;
using protocol::NeedKind;
using words::tr;
using words::trf;
using words::trf_count;

/// Less than this is not worth a word: it is not seen with one decimal.
constexpr double kNoticed = 0.05;
constexpr double kMiddle = 3;

std::string need_in_words(const BoardNeed& need) {
  const auto n = need.missing;
  switch (need.what) {
    case NeedKind::sessions: return trf_count("{} more session as agent", "{} more sessions as agent", n, n);
    case NeedKind::cards: return trf_count("{} more card", "{} more cards", n, n);
    case NeedKind::raters: return trf_count("{} more rater", "{} more raters", n, n);
    case NeedKind::precision: return trf_count("about {} more session to be sure", "about {} more sessions to be sure", n, n);
    case NeedKind::connection: return std::string(tr("a round with the others"));
    case NeedKind::roster: return std::string(tr("the trainer's word on who is here"));
    case NeedKind::members: return trf_count("{} more ranked member", "{} more ranked members", n, n);
  }
  return {};
}

std::size_t own_place(const BoardRows& rows) {
  return static_cast<std::size_t>(std::ranges::find_if(rows, [](const BoardRow* row) { return row->own; }) - rows.begin());
}

/// The mean over all sessions of what `value` says of each.
template <class Value>
double mean_over(const std::vector<protocol::AuditSession>& sessions, const Value& value) {
  double sum = 0;
  for (const auto& session : sessions) sum += value(session);
  return sessions.empty() ? 0 : sum / static_cast<double>(sessions.size());
}

double mean_strict(const protocol::AuditSession& session) {
  double sum = 0;
  double weights = 0;
  for (const auto& rater : session.raters) {
    sum += rater.weight * rater.strict;
    weights += rater.weight;
  }
  return weights > 0 ? sum / weights : 0;
}

}  // namespace

BoardRows in_tiers(const std::vector<BoardRow>& rows) {
  BoardRows out;
  for (const auto& row : rows) out.push_back(&row);
  const auto place = [](const BoardRow* row) { return row->tier == 0 ? ~std::uint32_t{0} : row->tier; };
  std::ranges::stable_sort(out, std::less{}, place);
  return out;
}

BoardRows around_own(const BoardRows& rows, std::size_t reach) {
  const std::size_t own = own_place(rows);
  if (own == rows.size()) return rows;
  const std::size_t first = own - std::min(own, reach);
  const std::size_t last = std::min(rows.size(), own + reach + 1);
  return {rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(last)};
}

const BoardRow* own_row(const std::vector<BoardRow>& rows) {
  const auto found = std::ranges::find(rows, true, &BoardRow::own);
  return found == rows.end() ? nullptr : &*found;
}

std::size_t sharing(const std::vector<BoardRow>& rows, const BoardRow& row) {
  return static_cast<std::size_t>(std::ranges::count(rows, row.tier, &BoardRow::tier));
}

std::string missing_in_words(const std::vector<BoardNeed>& needs) {
  std::string all;
  for (const auto& need : needs) all += (all.empty() ? "" : ", ") + need_in_words(need);
  return all;
}

std::string needs_in_words(const std::vector<BoardNeed>& needs) { return needs.empty() ? std::string{} : trf("Needs {}", missing_in_words(needs)); }

std::string waiting_in_words(const BoardRow& row, bool practice) {
  if (!practice) return needs_in_words(row.needs);
  return row.own ? std::string(tr("Your own trend stands in 'Your progress'.")) : std::string{};
}

std::vector<BoardNeed> least_missing(const std::vector<BoardRow>& rows) {
  const BoardRow* nearest = nullptr;
  const auto missing = [](const BoardRow& row) {
    std::uint32_t sum = 0;
    for (const auto& need : row.needs) sum += std::max<std::uint32_t>(1, need.missing);
    return sum;
  };
  for (const auto& row : rows) {
    if (row.tier != 0 || row.needs.empty()) continue;
    if (!nearest || missing(row) < missing(*nearest)) nearest = &row;
  }
  return nearest ? nearest->needs : std::vector<BoardNeed>{};
}

std::string moved_in_words(const std::optional<std::int32_t>& moved) {
  if (!moved) return std::string(tr("new"));
  if (*moved > 0) return trf("up {}", *moved);
  if (*moved < 0) return trf("down {}", -*moved);
  return std::string(tr("as before"));
}

std::string fair_in_words(BoardKind kind, double fair) {
  return kind == BoardKind::improvement ? fmt::format("{:+.2f}", fair) : fmt::format("{:.1f}", fair);
}

std::string interval_in_words(BoardKind kind, const BoardRow& row) {
  return trf("{0} to {1}", fair_in_words(kind, row.low), fair_in_words(kind, row.high));
}

std::string_view order_in_words(const std::optional<double>& reliability) {
  if (!reliability) return tr("How sure is this order? It cannot be said yet.");
  if (*reliability < 0.5) return tr("How sure is this order? Mostly chance so far.");
  if (*reliability < 0.7) return tr("How sure is this order? A rough one.");
  if (*reliability < 0.85) return tr("How sure is this order? Fairly sure.");
  return tr("How sure is this order? Very sure.");
}

std::string row_in_words(BoardKind kind, const BoardRow& row) {
  if (row.tier == 0) return trf("Not ranked yet. {}", needs_in_words(row.needs));
  return trf("Tier {0}, {1}, between {2} and {3}, {4}", row.tier, fair_in_words(kind, row.fair), fair_in_words(kind, row.low), fair_in_words(kind, row.high),
             moved_in_words(row.moved));
}

std::string skill_word(const model::Model& model, std::string_view skill) {
  if (skill.empty()) return std::string(tr("All skills"));
  if (skill == "listen") return std::string(tr("Listen"));
  if (skill == "extract") return std::string(tr("Extract"));
  if (skill == "return") return std::string(tr("Return"));
  const auto* criterion = model::find_criterion(model, skill);
  return sentence(criterion ? std::string_view(criterion->name) : skill);
}

const protocol::Season* season_of(const model::Insight& insight, const protocol::BoardScope& scope) {
  if (insight.seasons.empty()) return nullptr;
  if (scope.season == 0) return &insight.seasons.back();
  const auto found = std::ranges::find(insight.seasons, scope.season, &protocol::Season::id);
  return found == insight.seasons.end() ? nullptr : &*found;
}

std::string window_word(const model::Insight& insight, const protocol::BoardScope& scope) {
  switch (scope.window) {
    case BoardWindow::class_: return std::string(tr("This class"));
    case BoardWindow::week: return std::string(tr("Week"));
    case BoardWindow::all: return std::string(tr("All time"));
    case BoardWindow::season: break;
  }
  const auto* season = season_of(insight, scope);
  return season ? trf("Season '{}'", season->name) : std::string(tr("Season"));
}

std::vector<std::string> why_not_the_mean(const protocol::AuditShown& audit) {
  const double gap = audit.row.fair - audit.raw;
  std::vector<std::string> out;
  const double harder = mean_over(audit.sessions, [](const auto& session) { return session.harder; });
  const double strict = mean_over(audit.sessions, mean_strict);
  if (harder >= kNoticed) out.push_back(trf("The cards were harder than usual, by {:.1f}.", harder));
  if (harder <= -kNoticed) out.push_back(trf("The cards were easier than usual, by {:.1f}.", -harder));
  if (strict >= kNoticed) out.push_back(trf("The raters were stricter than usual, by {:.1f}.", strict));
  if (strict <= -kNoticed) out.push_back(trf("The raters were kinder than usual, by {:.1f}.", -strict));
  const double rest = gap - harder - strict;
  if (std::abs(rest) > 2 * kNoticed) {
    const bool inwards = (rest > 0) == (audit.raw < kMiddle);
    out.emplace_back(inwards ? tr("Few ratings keep a score near the middle.") : tr("Some criteria are harder to do well in than others."));
  }
  if (out.empty()) out.emplace_back(tr("Cards and raters were as usual, so both are close."));
  return out;
}

std::string strict_in_words(double strict) {
  if (strict >= kNoticed) return trf("{:.1f} stricter than usual", strict);
  if (strict <= -kNoticed) return trf("{:.1f} kinder than usual", -strict);
  return std::string(tr("as strict as usual"));
}

std::string harder_in_words(double harder) {
  if (harder >= kNoticed) return trf("{:.1f} harder than usual", harder);
  if (harder <= -kNoticed) return trf("{:.1f} easier than usual", -harder);
  return std::string(tr("as hard as usual"));
}

std::string weight_in_words(double weight) {
  const auto percent = static_cast<int>(std::lround(100 * weight));
  return percent >= 100 ? std::string(tr("counts fully")) : trf("counts {} %", percent);
}

float strict_width() {
  float out = 0;
  for (const double strict : {-2.0, 0.0, 2.0}) out = std::max(out, widgets::text_width(theme::kMeta, strict_in_words(strict)));
  return std::ceil(out) + 1;
}

float weight_width() {
  return std::ceil(std::max(widgets::text_width(theme::kMeta, weight_in_words(1)), widgets::text_width(theme::kMeta, weight_in_words(0.88)))) + 1;
}

}  // namespace earshot::views
