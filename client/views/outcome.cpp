#include "client/views/outcome.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

struct Question {
  const char *name, *words, *ends;
};
constexpr Question kQuestions[] = {
    {mark("Solved"), mark("Is your problem solved?"), mark("1 not at all, 5 completely")},
    {mark("Satisfied"), mark("Are you satisfied?"), mark("1 not at all, 5 very")},
    {mark("Stay"), mark("Would you stay with them?"), mark("1 no, 5 for sure")},
    {mark("Recommend"), mark("Would you recommend them?"), mark("1 no, 5 for sure")},
};
constexpr int kGood = 4;

void question_row(Box& area, const Question& question, std::uint8_t& answer_given) {
  const Box row = area.cut_top(78);
  rule({row.x, row.bottom() - 1}, row.w);
  const float cells = 5 * kScoreCell + 4 * 8;
  label_in({row.x, row.y + 12, row.w - cells - 16, 26}, theme::kChat, palette().text1, tr(question.words));
  label_in({row.x, row.y + 40, row.w - cells - 16, 20}, theme::kMeta, palette().text3, tr(question.ends));
  const Level chosen = answer_given == 0 ? Level{} : Level{Level::Kind::level, answer_given};
  const Box at{row.right() - cells, row.y + 2, cells, row.h - 6};
  if (const auto level = score_row(at, tr(question.name), chosen, {.tone = Tone::customer, .no_opportunity = false})) {
    answer_given = static_cast<std::uint8_t>(level->value);
  }
}

void ticks(Box& area, std::string_view title, const char* glyph, const std::vector<protocol::Named>& entries, std::map<std::string, bool>& ticked) {
  if (entries.empty()) return;
  area.cut_top(14);
  section(area.cut_top(26, 4), title, glyph, Tone::customer);
  for (const auto& entry : entries) {
    const std::string label = entry.text + "##" + entry.id;
    const Box row = area.cut_top(tick_row_height(label, area.w), 4);
    if (tick_row(label, row, ticked[entry.id], Tone::success)) ticked[entry.id] = !ticked[entry.id];
  }
}

std::vector<std::string> chosen(const std::map<std::string, bool>& ticked) {
  std::vector<std::string> out;
  for (const auto& [id, on] : ticked) {
    if (on) out.push_back(id);
  }
  return out;
}

std::vector<protocol::Named> told_facts(const PlayView& view) {
  std::vector<protocol::Named> out;
  for (const auto& fact : view.session.customer->facts) {
    if (view.session.is_told(fact.id)) out.push_back({fact.id, fact.label.empty() ? fact.text : fact.label});
  }
  return out;
}

}  // namespace

void outcome_form(const PlayView& view, const Box& box, ScoreState& state) {
  const auto& brief = *view.session.customer;
  Box inner = panel(box, 24);
  Box foot = inner.cut_bottom(theme::kButtonBig, 12);
  const auto open = std::ranges::count(state.answers, std::uint8_t{0});
  const auto refusal = refused_elsewhere<protocol::Outcome>(view.model, {});
  const float width = button_width(tr("Hand in the outcome"), theme::kButtonBig, true);
  const bool can = open == 0 && view.live() && !model::is_pending<protocol::Outcome>(view.model);
  if (button(tr("Hand in the outcome"), foot.cut_right(width, 16), {.icon = icon::kCheck, .tone = Tone::customer, .enabled = can})) {
    view.out.send(protocol::Outcome{state.answers[0], state.answers[1], state.answers[2], state.answers[3], chosen(state.resolution), chosen(state.prevention), chosen(state.again)});
  }
  if (!refusal.empty()) {
    text_in(foot, theme::kMeta, palette()[Tone::danger].text, sentence(refusal));
  } else if (open > 0) {
    label_in(foot, theme::kBody, palette().text2, trf_count("{} answer to go", "{} answers to go", static_cast<std::size_t>(open), open));
  }
  Scroll scroll("outcome", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  label_in(area.cut_top(30), theme::kTitle, palette().text1, trf("Still as {}: how did it end?", brief.name));
  label_in(area.cut_top(24, 6), theme::kMeta, palette().text3, tr("The answers are never ranked. Everybody sees them in the debrief."));
  for (std::size_t i = 0; i < std::size(kQuestions); ++i) question_row(area, kQuestions[i], state.answers[i]);
  ticks(area, tr("What was offered, of what would settle it?"), icon::kCheckCircleOutline, brief.resolution, state.resolution);
  ticks(area, tr("What was said, so that it stays away?"), icon::kRepeat, brief.prevention, state.prevention);
  ticks(area, tr("What did you have to say twice?"), icon::kCommentAlertOutline, told_facts(view), state.again);
  scroll.set_height(area.y - top + 8);
}

std::string_view outcome_words(const protocol::Outcome& outcome) {
  const bool solved = outcome.solved >= kGood;
  const bool satisfied = outcome.satisfied >= kGood;
  if (solved && satisfied) return tr("Solved, and satisfied.");
  if (solved) return tr("Solved, and still not satisfied. What was missing?");
  if (satisfied) return tr("Satisfied, though it is not solved yet.");
  return tr("Not solved, not satisfied.");
}

void outcome_picture(const Box& box, const protocol::Outcome& outcome) {
  const auto& colours = palette();
  Box plot = box;
  const Box below = plot.cut_bottom(22);
  fill(plot, colours.well, theme::kRadiusSmall);
  const auto x = [&](float level) { return plot.x + plot.w * (level - 0.5F) / 5; };
  const auto y = [&](float level) { return plot.bottom() - plot.h * (level - 0.5F) / 5; };
  fill({x(kGood - 0.5F), plot.y, plot.right() - x(kGood - 0.5F), y(kGood - 0.5F) - plot.y}, colours[Tone::success].soft, theme::kRadiusSmall, kTopRight);
  line({x(kGood - 0.5F), plot.y}, {x(kGood - 0.5F), plot.bottom()}, colours.line, 1);
  line({plot.x, y(kGood - 0.5F)}, {plot.right(), y(kGood - 0.5F)}, colours.line, 1);
  disc({x(outcome.solved), y(outcome.satisfied)}, 9, colours[Tone::customer].fill);
  circle({x(outcome.solved), y(outcome.satisfied)}, 9, colours[Tone::customer].edge, 1.5F);
  label_in({plot.x, below.y, plot.w, below.h}, theme::kMeta, colours.text3, trf("solved {}", outcome.solved), Align::right);
  text({plot.x + 8, plot.y + 4}, theme::kMeta, colours.text3, trf("satisfied {}", outcome.satisfied));
}

}  // namespace earshot::views
