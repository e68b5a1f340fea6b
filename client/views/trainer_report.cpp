// The class debrief of a round: what was told and caught, how it was rated, how it ended, and lines to talk about.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "client/views/parts.h"
#include "client/views/trainer_review.h"
#include "client/widgets/button.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::CardReport;
using protocol::CriterionSpread;
using protocol::OutcomePoint;
using protocol::Quote;
using protocol::ReportShown;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kFactRow = 40;
constexpr float kHeatCell = 92;
constexpr float kBar = 40;
constexpr float kSpreadRow = 66;
constexpr int kLevels = 5;

void ask(const View& view, ReviewState& state) {
  if (state.asked == state.round) return;
  state.asked = state.round;
  view.out.send(protocol::AskReport{state.round});
}

/// The more is missing, the warmer the cell; the figures say it too.
void heat_cell(const Box& box, std::uint32_t part, std::uint32_t whole) {
  const float missing = whole > 0 ? 1 - static_cast<float>(std::min(part, whole)) / static_cast<float>(whole) : 0;
  fill(box, theme::mix(palette().well, palette()[Tone::warning].text, 0.42F * missing), theme::kRadiusSmall);
  label_in(box, theme::kMetaStrong, palette().text1, whole > 0 ? trf("{0} of {1}", part, whole) : std::string("-"), Align::centre);
}

void card_map(Box& area, const CardReport& card) {
  heading(area.cut_top(28, 6), card.title, icon::kCardsOutline, trf_count("{} session", "{} sessions", card.sessions, card.sessions));
  Box head = area.cut_top(20, 4);
  label_in(head.cut_right(kHeatCell, 8), theme::kMeta, palette().text3, tr("Caught"), Align::centre);
  label_in(head.cut_right(kHeatCell, 8), theme::kMeta, palette().text3, tr("Told"), Align::centre);
  label_in(head, theme::kMeta, palette().text3, tr("Fact or feeling"));
  for (const auto& fact : card.facts) {
    Box row = area.cut_top(kFactRow - 6, 6);
    heat_cell(row.cut_right(kHeatCell, 8), fact.captured, fact.told);
    heat_cell(row.cut_right(kHeatCell, 8), fact.told, card.sessions);
    text_in(row, theme::kBody, palette().text1, fact.label);
  }
  area.cut_top(18);
}

void facts(const Box& box, const ReportShown& report) {
  Box inner = panel(box);
  Scroll scroll("facts", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 1'000'000;
  for (const auto& card : report.cards) card_map(area, card);
  scroll.set_height(area.y - top);
}

void spread_row(const View& view, Box& area, const CriterionSpread& spread) {
  Box row = area.cut_top(kSpreadRow, 8);
  const Box bars = row.cut_right(kLevels * kBar + (kLevels - 1) * 4, 16);
  const std::uint32_t most = std::max<std::uint32_t>(1, *std::ranges::max_element(spread.counts));
  for (int i = 0; i < kLevels; ++i) {
    const std::uint32_t count = spread.counts[static_cast<std::size_t>(i)];
    Box cell = bars.column(i, kLevels, 4);
    const Box level = cell.cut_bottom(18);
    text_in(level, theme::kMeta, palette().text3, std::to_string(i + 1), Align::centre);
    const float room = cell.h - 18;
    const float high = std::max(2.0F, room * static_cast<float>(count) / static_cast<float>(most));
    fill({cell.x, cell.bottom() - high, cell.w, high}, count > 0 ? palette().edge : palette().line, 3);
    if (count > 0) text_in({cell.x, cell.bottom() - high - 18, cell.w, 18}, theme::kMetaStrong, palette().text1, std::to_string(count), Align::centre);
  }
  const auto* criterion = model::find_criterion(view.model, spread.criterion);
  row.cut_top(8);
  row.cut_top(paragraph(row, theme::kBody, palette().text1, sentence(criterion ? criterion->name : spread.criterion)));
  if (spread.none > 0) label_in(row.cut_top(20), theme::kMeta, palette().text3, trf("no opportunity {}", spread.none));
}

void criteria(const View& view, Box& area, const ReportShown& report) {
  heading(area.cut_top(28, 8), tr("How it was rated"), icon::kStarOutline, tr("self-ratings not counted"));
  for (const auto& spread : report.criteria) spread_row(view, area, spread);
}

/// Solved across, satisfied up; how many customers stand in each cell.
void outcomes(Box& area, const std::vector<OutcomePoint>& points) {
  std::array<std::array<int, kLevels>, kLevels> count{};
  int both = 0;
  for (const auto& point : points) {
    const auto x = static_cast<std::size_t>(std::clamp<int>(point.solved, 1, kLevels) - 1);
    const auto y = static_cast<std::size_t>(std::clamp<int>(point.satisfied, 1, kLevels) - 1);
    ++count[x][y];
    if (point.solved >= 4 && point.satisfied >= 4) ++both;
  }
  heading(area.cut_top(28, 8), tr("Solved, and satisfied?"), icon::kCheckCircleOutline, trf("{0} of {1} both", both, points.size()));
  constexpr float kCell = 34;
  Box plot = area.cut_top(kLevels * kCell + 24);
  label_in({plot.x, plot.y, 80, 20}, theme::kMeta, palette().text3, tr("satisfied"));
  plot.cut_left(84);
  for (std::size_t x = 0; x < kLevels; ++x) {
    for (std::size_t y = 0; y < kLevels; ++y) {
      const Box cell{plot.x + static_cast<float>(x) * (kCell + 16), plot.y + static_cast<float>(kLevels - 1 - y) * kCell, kCell + 12, kCell - 4};
      const bool good = x >= 3 && y >= 3;
      fill(cell, good ? palette()[Tone::success].soft : palette().well, theme::kRadiusSmall);
      if (count[x][y] > 0) text_in(cell, theme::kBodyStrong, palette().text1, std::to_string(count[x][y]), Align::centre);
    }
  }
  const Box below{plot.x, plot.bottom() - 22, kLevels * (kCell + 16) - 4, 20};
  label_in(below, theme::kMeta, palette().text3, tr("solved"), Align::right);
}

void quote_block(Box& area, const Quote& quote, PresenterState& presenter) {
  const bool shown = presenter.open && presenter.quote == quote;
  const std::string from = fmt::format("{}, {}", role_word(quote.role), quote.card);
  const float height = paragraph_height(theme::kBody, quote.text, area.w - 32) + paragraph_height(theme::kMeta, from, area.w - 32);
  const Box box = area.cut_top(height + 72, 10);
  well(box, theme::kRadiusButton);
  Box inner = box.inset(16, 12);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text1, quote.text), 2);
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, from), 8);
  const auto label = shown ? tr("Take it off the projector") : tr("Show on the projector");
  const std::string id = fmt::format("{}##{}-{}", label, quote.session.value, quote.message.value);
  if (!button(id, inner.cut_top(theme::kButtonSmall).cut_left(room_for(label, 180, theme::kButtonSmall, true)), {.icon = icon::kPresentation, .look = shown ? ButtonLook::filled : ButtonLook::outline})) return;
  presenter.quote = shown ? std::nullopt : std::optional(quote);
  if (!shown) presenter.open = true;
}

void quotes(const View& view, Box& area, PresenterState& presenter) {
  heading(area.cut_top(28, 8), tr("Lines to talk about"), icon::kFormatQuote, tr("without names"));
  if (view.model.insight.quotes.empty()) {
    area.cut_top(paragraph(area, theme::kBody, palette().text3, tr("Nobody has let a line be shown yet. They do so in their debrief.")));
    return;
  }
  for (const auto& quote : view.model.insight.quotes) quote_block(area, quote, presenter);
}

/// A panel whose parts scroll.
template <class Draw>
void scrolled(const char* id, const Box& box, const Draw& draw) {
  Box inner = panel(box);
  Scroll scroll(id, inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 1'000'000;
  draw(area);
  scroll.set_height(area.y - top);
}

}  // namespace

void review_report(const View& view, const Box& box, State& state) {
  ask(view, state.review);
  const auto& insight = view.model.insight;
  const auto& report = insight.report;
  const bool whole = report && insight.report_complete && (!state.review.round || report->round == state.review.round);
  Box rest = box;
  if (!whole || report->sessions == 0) {
    const Box side = view.folded ? Box{} : rest.cut_right(356, view.gap);
    const auto refusal = refused_elsewhere<protocol::AskReport>(view.model, {});
    const Box inner = panel(rest);
    if (!refusal.empty()) {
      empty_state(inner, sentence(refusal), tr("Choose another round above."));
    } else if (!whole) {
      empty_state(inner, tr("One moment"), tr("The round's figures are on their way."));
    } else {
      empty_state(inner, tr("No scored session yet"), tr("After a round, it shows what was told, caught and rated."));
    }
    if (!view.folded) scrolled("quotes", side, [&](Box& area) { quotes(view, area, state.presenter); });
    return;
  }
  if (view.folded) {
    scrolled("rest", rest.cut_right(rest.w * 0.5F, view.gap), [&](Box& area) {
      criteria(view, area, *report);
      area.cut_top(12);
      outcomes(area, report->outcomes);
      area.cut_top(16);
      quotes(view, area, state.presenter);
    });
    return facts(rest, *report);
  }
  scrolled("quotes", rest.cut_right(356, view.gap), [&](Box& area) { quotes(view, area, state.presenter); });
  scrolled("ratings", rest.cut_right(460, view.gap), [&](Box& area) {
    outcomes(area, report->outcomes);
    area.cut_top(16);
    criteria(view, area, *report);
  });
  facts(rest, *report);
}

}  // namespace earshot::views
