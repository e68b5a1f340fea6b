#include "client/views/feelings.h"

#include "client/views/parts.h"
#include "client/widgets/chip.h"

namespace earshot::views {

void feeling_chips(widgets::Box& area, std::span<const std::string> names) {
  float x = area.x;
  float y = area.y;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const float width = widgets::chip_width(names[i], true);
    if (x + width > area.right()) {
      x = area.x;
      y += 34;
    }
    widgets::chip({x, y}, names[i], feeling_icon(i), Tone::customer);
    x += width + 8;
  }
  area.cut_top(y - area.y + theme::kChip, 8);
}

}  // namespace earshot::views
