#include "client/widgets/table.h"

#include <algorithm>
#include <cmath>

namespace earshot::widgets {

Box table_row(const Box& box, bool outlined) {
  if (outlined) {
    fill(box, palette().raised, theme::kRadiusButton);
    border(box, palette().text2, 2, theme::kRadiusButton);
  }
  return box.inset(20, 0);
}

void estimate(const Box& box, const Estimate& shown) {
  const auto& colours = palette();
  const float middle = std::round(box.centre().y);
  const auto x = [&](float level) { return box.x + box.w * std::clamp((level - shown.from) / (shown.to - shown.from), 0.0F, 1.0F); };
  fill({box.x, middle - 1, box.w, 2}, colours.line);
  if (shown.from < 0 && shown.to > 0) fill({x(0) - 1, middle - 9, 2, 18}, colours.edge);
  if (shown.high > shown.low) {
    const float from = x(shown.low);
    fill({from, middle - 6, std::max(12.0F, x(shown.high) - from), 12}, theme::mix(colours.panel, colours.edge, 0.6F), 6);
  }
  disc({x(shown.value), middle}, 7, colours.text1);
}

}  // namespace earshot::widgets
