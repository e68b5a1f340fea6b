#include "client/widgets/table.h"

#include <cmath>

namespace earshot::widgets {

Box table_row(const Box& box, bool outlined) {
  if (outlined) {
    fill(box, palette().raised, theme::kRadiusButton);
    border(box, palette().text2, 2, theme::kRadiusButton);
  }
  return box.inset(20, 0);
}

void estimate(const Box& box, float mean, float spread) {
  const auto& colours = palette();
  const float middle = std::round(box.centre().y);
  const auto x = [&box](float level) { return box.x + box.w * std::clamp((level - 1) / 4, 0.0F, 1.0F); };
  fill({box.x, middle - 1, box.w, 2}, colours.line);
  if (spread > 0) {
    const float from = x(mean - spread);
    fill({from, middle - 6, x(mean + spread) - from, 12}, theme::mix(colours.panel, colours.edge, 0.6F), 6);
  }
  disc({x(mean), middle}, 7, colours.text1);
}

}  // namespace earshot::widgets
