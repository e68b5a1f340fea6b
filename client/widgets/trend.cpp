#include "client/widgets/trend.h"

#include <algorithm>
#include <cmath>

namespace earshot::widgets {

void trend(const Box& box, std::span<const std::optional<float>> levels) {
  const auto& colours = palette();
  for (const float level : {1.0F, 3.0F, 5.0F}) {
    const float y = std::round(box.bottom() - box.h * (level - 1) / 4);
    fill({box.x, y, box.w, 1}, colours.line);
  }
  const float step = levels.size() > 1 ? box.w / static_cast<float>(levels.size() - 1) : 0;
  std::optional<ImVec2> last;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!levels[i]) continue;
    const ImVec2 next(box.x + step * static_cast<float>(i), box.bottom() - box.h * (std::clamp(*levels[i], 1.0F, 5.0F) - 1) / 4);
    if (last) line(*last, next, colours.text2, 2.5F);
    last = next;
  }
  if (last) disc(*last, 5, colours.text1);
}

void share_bar(const Box& bar, float share) {
  const auto& colours = palette();
  fill(bar, colours.line, bar.h / 2);
  const float width = bar.w * std::clamp(share, 0.0F, 1.0F);
  if (width > 0) fill({bar.x, bar.y, std::max(bar.h, width), bar.h}, colours[Tone::neutral].fill, bar.h / 2);
}

}  // namespace earshot::widgets
