#include "client/model/insight.h"

#include <utility>

namespace earshot::model {
namespace {

/// The page that starts a list throws away what came of it before.
template <class Row>
void collect(std::vector<Row>& coming, std::uint32_t from, const std::vector<Row>& rows) {
  if (from == 0) coming.clear();
  coming.insert(coming.end(), rows.begin(), rows.end());
}

}  // namespace

void Insight::leave_class() {
  std::erase_if(boards, [](const auto& entry) { return entry.first.scope.window == protocol::BoardWindow::class_; });
  raters.reset();
  roster.reset();
  report.reset();
  report_complete = false;
  quotes.clear();
  goal.reset();
  promises.clear();
  calibration.reset();
  calibration_result.reset();
}

void take(Insight& insight, const protocol::BoardPage& page) {
  Board& board = insight.boards[BoardKey{page.kind, page.scope}];
  collect(board.coming, page.from, page.rows);
  if (!page.complete) return;
  board.rows = std::exchange(board.coming, {});
  board.complete = true;
  board.fresh = page.fresh;
  board.ratings = page.ratings;
  board.reliability = page.reliability;
}

void take(Insight& insight, const protocol::AuditShown& shown) { insight.audit = shown; }

void take(Insight& insight, const protocol::RatersShown& page) {
  if (!insight.raters || insight.raters->scope != page.scope) insight.raters = Raters{page.scope, {}, {}, {}, {}, {}, {}};
  Raters& raters = *insight.raters;
  collect(raters.coming, page.from, page.rows);
  if (!page.complete) return;
  raters.rows = std::exchange(raters.coming, {});
  raters.separation = page.separation;
  raters.icc_one = page.icc_one;
  raters.icc_all = page.icc_all;
  raters.alpha = page.alpha;
}

void take(Insight& insight, const protocol::SeasonsShown& shown) {
  insight.seasons = shown.seasons;
  insight.shown = shown.shown;
  insight.alias = shown.alias;
}

void take(Insight& insight, const protocol::RosterShown& shown) { insight.roster = shown; }
void take(Insight& insight, const protocol::ProfileShown& shown) { insight.profile = shown; }

void take(Insight& insight, const protocol::HistoryPage& page) {
  if (!insight.history) insight.history.emplace();
  History& history = *insight.history;
  collect(history.coming, page.from, page.sessions);
  if (!page.complete) return;
  history.sessions = std::exchange(history.coming, {});
  history.complete = true;
}

void take(Insight& insight, const protocol::ReportShown& page) {
  const bool goes_on = insight.report && !insight.report_complete && insight.report->round == page.round;
  if (goes_on) {
    insight.report->cards.insert(insight.report->cards.end(), page.cards.begin(), page.cards.end());
  } else {
    insight.report = page;
  }
  insight.report_complete = page.complete;
}

void take(Insight& insight, const protocol::QuotesShown& shown) { insight.quotes = shown.quotes; }
void take(Insight& insight, const protocol::GoalShown& shown) { insight.goal = shown; }

void take(Insight& insight, const protocol::PromisesShown& page) {
  for (const auto& one : page.promises) insight.promises[one.person] = one.text;
}

void take(Insight& insight, const protocol::CalibrationShown& shown) {
  if (shown.on) insight.calibration_result.reset();
  if (!shown.on || !shown.lines.empty() || !insight.calibration) {
    insight.calibration = shown;
    return;
  }
  protocol::CalibrationShown& kept = *insight.calibration;
  kept.own = shown.own;
  kept.rated = shown.rated;
  kept.of = shown.of;
}

void take(Insight& insight, const protocol::CalibrationResult& shown) { insight.calibration_result = shown; }

}  // namespace earshot::model
