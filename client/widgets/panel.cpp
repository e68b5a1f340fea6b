#include "client/widgets/panel.h"

namespace earshot::widgets {
namespace {

constexpr float kIcon = 20;
constexpr float kIconRoom = 28;

}  // namespace

Box panel(const Box& box, float padding) {
  fill(box, palette().panel, theme::kRadiusPanel);
  return box.inset(padding);
}

Box selected_panel(const Box& box, Colour outline, float padding) {
  fill(box, palette().panel, theme::kRadiusPanel);
  border(box, outline, 2, theme::kRadiusPanel);
  return box.inset(padding);
}

void well(const Box& box, float radius) { fill(box, palette().well, radius); }

float heading(const Box& line, std::string_view title, const char* glyph, std::string_view aside) {
  Box row = line;
  row.h = theme::kBodyStrong.line + 4;
  if (!aside.empty()) {
    const Box right = row.cut_right(text_width(theme::kMeta, aside), 8);
    label_in(right, theme::kMeta, palette().text3, aside, Align::right);
  }
  if (glyph) draw_icon({row.x + kIcon / 2, row.centre().y}, kIcon, palette().text1, glyph);
  if (glyph) row.cut_left(kIconRoom);
  label_in(row, theme::kBodyStrong, palette().text1, title);
  return row.h;
}

float section(const Box& line, std::string_view title, const char* glyph, Tone tone) {
  Box row = line;
  row.h = theme::kBodyStrong.line;
  const Colour colour = palette()[tone].text;
  draw_icon({row.x + 9, row.centre().y}, 18, colour, glyph);
  row.cut_left(26);
  label_in(row, theme::kBodyStrong, colour, title);
  return row.h;
}

void rule(ImVec2 at, float width) { fill({at.x, at.y, width, 1}, palette().line); }

}  // namespace earshot::widgets
