#include "client/widgets/empty.h"

namespace earshot::widgets {

void empty_state(const Box& box, std::string_view title, std::string_view next_step) {
  const auto& colours = palette();
  const float width = std::min(box.w - 32, 460.0F);
  const float words = paragraph_height(theme::kBody, next_step, width);
  const float height = 52 + 8 + 28 + 6 + words;
  float y = box.y + std::max(0.0F, (box.h - height) / 2);
  const ImVec2 centre(box.centre().x, y + 26);
  circle(centre, 25, colours.line, 1.5F);
  circle(centre, 17, colours.edge, 1.5F);
  disc(centre, 8, colours.edge);
  y += 60;
  text_in({box.x + 8, y, box.w - 16, 28}, theme::kChatStrong, colours.text1, title, Align::centre);
  y += 34;
  paragraph({box.centre().x - width / 2, y, width, words}, theme::kBody, colours.text2, next_step, Align::centre);
}

}  // namespace earshot::widgets
