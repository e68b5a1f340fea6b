#include "client/widgets/score_row.h"

#include <fmt/format.h>

#include "client/widgets/control.h"
#include "shared/words/words.h"

namespace earshot::widgets {
namespace {

constexpr float kGap = 8;
constexpr float kNoCell = 46;

bool cell(std::string_view label, std::string_view shown, const Box& box, bool chosen, const ScoreRow& options) {
  const auto at = control(label, box, {.enabled = options.enabled, .radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
  if (!at.visible) return false;
  const auto& colours = palette();
  const auto& tone = colours[options.tone];
  if (chosen) {
    fill(box, tone.fill, theme::kRadiusField);
    if (tone.edge != tone.fill) border(box, tone.edge, 1.5F, theme::kRadiusField);
  } else {
    if (at.hovered) fill(box, colours.raised, theme::kRadiusField);
    border(box, colours.edge, 1, theme::kRadiusField);
  }
  const Colour ink = chosen ? tone.ink : options.enabled ? colours.text2 : colours.text3;
  text_in(box, chosen ? theme::kBodyStrong : theme::kBody, ink, shown, Align::centre);
  return at.clicked;
}

}  // namespace

float score_row_width(bool no_opportunity) { return 5 * kScoreCell + 4 * kGap + (no_opportunity ? kNoCell + 2 * kGap : 0); }

std::optional<Level> score_row(const Box& box, std::string_view criterion, const Level& chosen, const ScoreRow& options) {
  std::optional<Level> pressed;
  float x = box.right() - score_row_width(options.no_opportunity);
  const float y = box.centre().y - kScoreCell / 2;
  for (int i = 1; i <= 5; ++i) {
    const bool is_chosen = chosen.kind == Level::Kind::level && chosen.value == i;
    const auto label = fmt::format("{} {}", criterion, i);
    if (cell(label, std::to_string(i), {x, y, kScoreCell, kScoreCell}, is_chosen, options)) {
      pressed = Level{Level::Kind::level, i};
    }
    x += kScoreCell + kGap;
  }
  if (options.no_opportunity) {
    const std::string_view none = words::tr_in("no opportunity", "NO");
    const auto label = fmt::format("{} {}", criterion, none);
    const Box at{x + kGap, y, kNoCell, kScoreCell};
    if (cell(label, none, at, chosen.kind == Level::Kind::none, options)) pressed = Level{Level::Kind::none, 0};
  }
  return pressed;
}

}  // namespace earshot::widgets
