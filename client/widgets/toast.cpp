#include "client/widgets/toast.h"

#include <string>

#include "client/widgets/button.h"

namespace earshot::widgets {

const char* status_icon(Tone tone) {
  switch (tone) {
    case Tone::success: return icon::kCheckCircle;
    case Tone::warning: return icon::kAlert;
    case Tone::danger: return icon::kCloseOctagon;
    case Tone::customer: return icon::kCommentAccount;
    case Tone::agent: return icon::kHeadset;
    case Tone::observer: return icon::kEye;
    case Tone::neutral: return icon::kInformationOutline;
  }
  return icon::kInformationOutline;
}

bool toast(const Box& box, Tone tone, std::string_view title, std::string_view detail, std::string_view action) {
  const auto& colours = palette();
  fill(box.moved(0, 2), theme::fade(colours.shade, 0.6F), theme::kRadiusToast);
  fill(box, colours.panel, theme::kRadiusToast);
  border(box, colours[tone].text, 2, theme::kRadiusToast);
  Box inner = box.inset(16, 10);
  bool pressed = false;
  if (!action.empty()) {
    const float width = button_width(action, theme::kButtonSmall);
    const Box place = inner.cut_right(width, 12);
    pressed = button(action, {place.x, box.centre().y - theme::kButtonSmall / 2, width, theme::kButtonSmall},
                     {.look = ButtonLook::outline});
  }
  draw_icon({inner.x + 10, box.centre().y}, 24, colours[tone].text, status_icon(tone));
  inner.cut_left(34);
  const float top = detail.empty() ? box.centre().y - 12 : box.centre().y - 22;
  text_in({inner.x, top, inner.w, 24}, theme::kBodyStrong, colours.text1, title);
  if (!detail.empty()) text_in({inner.x, top + 24, inner.w, 20}, theme::kMeta, colours.text2, detail);
  return pressed;
}

bool banner(const Box& box, Tone tone, const char* glyph, std::string_view strong, std::string_view words,
            std::string_view action) {
  const auto& colours = palette();
  fill(box, colours[tone].soft);
  Box inner = box.inset(theme::kMargin, 0);
  bool pressed = false;
  if (!action.empty()) {
    const float width = button_width(action, theme::kButtonSmall);
    const Box place = inner.cut_right(width, 12);
    pressed = button(action, {place.x, box.centre().y - theme::kButtonSmall / 2, width, theme::kButtonSmall},
                     {.look = ButtonLook::outline});
  }
  draw_icon({inner.x + 12, box.centre().y}, 22, colours[tone].text, glyph);
  inner.cut_left(36);
  const std::string spaced = " " + std::string(words);
  const Piece pieces[] = {{strong, theme::kBodyStrong, colours.text1}, {spaced, theme::kBody, colours.text2}};
  const Run runs[] = {{strong, theme::kBodyStrong}, {spaced, theme::kBody}};
  const float height = lay_out(runs, inner.w).height();
  paragraph({inner.x, box.centre().y - height / 2, inner.w, height}, {pieces[0], pieces[1]});
  return pressed;
}

}  // namespace earshot::widgets
