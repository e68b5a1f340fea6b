#include "client/widgets/security_words.h"

namespace earshot::widgets {

void security_words(const Box& box, std::string_view title, std::string_view question, std::span<const std::string> words) {
  const auto& colours = palette();
  fill(box, colours[Tone::success].soft, theme::kRadiusButton);
  Box inner = box.inset(16, 12);
  float x = inner.right();
  for (std::size_t i = words.size(); i-- > 0;) {
    const float width = text_width(theme::kChatStrong, words[i]) + 24;
    x -= width;
    const Box tile{x, box.centre().y - 20, width, 40};
    fill(tile, colours.well, theme::kRadiusField);
    text_in(tile, theme::kChatStrong, colours.text1, words[i], Align::centre);
    x -= 6;
  }
  inner.w = x - inner.x - 12;
  draw_icon({inner.x + 14, box.centre().y}, 28, colours[Tone::success].text, icon::kLock);
  inner.cut_left(44);
  const float height = 24 + paragraph_height(theme::kMeta, question, inner.w);
  const float y = box.centre().y - height / 2;
  text_in({inner.x, y, inner.w, 24}, theme::kBodyStrong, colours[Tone::success].text, title);
  paragraph({inner.x, y + 24, inner.w, 0}, theme::kMeta, colours.text2, question);
}

}  // namespace earshot::widgets
