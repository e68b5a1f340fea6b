#include "client/widgets/keycap.h"

namespace earshot::widgets {

float keycap_width(std::string_view key) { return std::max(24.0F, text_width(theme::kMetaStrong, key) + 12); }

float keycap(ImVec2 at, std::string_view key) {
  const Box box{at.x, at.y, keycap_width(key), 24};
  border(box, palette().edge, 1.5F, 6);
  text_in(box, theme::kMetaStrong, palette().text2, key, Align::centre);
  return box.w;
}

}  // namespace earshot::widgets
