#include "client/widgets/chip.h"

#include <cmath>

namespace earshot::widgets {
namespace {

constexpr float kChipIcon = 16;
constexpr float kPadding = 12;
constexpr float kIconGap = 6;

std::string_view shown(std::string_view label) { return label.substr(0, label.find("##")); }

void content(const Box& box, std::string_view label, const char* glyph, const TypeStyle& type, Colour colour) {
  const auto words = shown(label);
  const float icon_room = glyph ? kChipIcon + kIconGap : 0;
  const float width = std::min(text_width(type, words), box.w - icon_room - kPadding);
  float x = std::round(box.x + (box.w - width - icon_room) / 2);
  if (glyph) draw_icon({x + kChipIcon / 2, box.centre().y}, kChipIcon, colour, glyph);
  label_in({x + icon_room, box.y, width + 1, box.h}, type, colour, words, Align::centre);
}

}  // namespace

float chip_width(std::string_view label, bool has_icon) {
  return std::round(text_width(theme::kMetaStrong, shown(label)) + 2 * kPadding + (has_icon ? kChipIcon + kIconGap : 0));
}

float chip(ImVec2 at, std::string_view label, const char* glyph, Tone tone, ChipLook look) {
  const Box box{at.x, at.y, chip_width(label, glyph != nullptr), theme::kChip};
  const auto& colours = palette();
  const bool outline = look == ChipLook::outline;
  if (outline) {
    border(box, colours.edge, 1.5F, box.h / 2);
  } else {
    fill(box, colours[tone].soft, box.h / 2);
  }
  content(box, label, glyph, theme::kMetaStrong, outline || tone == Tone::neutral ? colours.text2 : colours[tone].text);
  return box.w;
}

float choice_width(std::string_view label, bool has_icon) { return chip_width(label, has_icon) + 4; }

bool choice(std::string_view label, const Box& box, bool chosen, const char* glyph, bool enabled) {
  const float radius = box.h > theme::kChoice ? theme::kRadiusField : box.h / 2;
  const auto at = control(label, box, {.enabled = enabled, .radius = radius, .value = chosen ? "chosen" : ""});
  if (!at.visible) return false;
  const auto& colours = palette();
  const auto& neutral = colours[Tone::neutral];
  if (chosen) {
    fill(box, neutral.fill, radius);
  } else {
    if (at.hovered) fill(box, colours.raised, radius);
    border(box, colours.edge, 1.5F, radius);
  }
  const Colour ink = !enabled ? colours.text3 : chosen ? neutral.ink : colours.text2;
  content(box, label, glyph, box.h > theme::kChoice ? theme::kBodyStrong : theme::kMetaStrong, ink);
  return at.clicked;
}

bool answer(std::string_view label, const Box& box, bool chosen, const char* glyph, Tone tone, bool enabled) {
  const auto at = control(label, box, {.enabled = enabled, .radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
  if (!at.visible) return false;
  const auto& colours = palette();
  if (chosen) {
    fill(box, colours[tone].soft, theme::kRadiusField);
    border(box, colours[tone].text, 2, theme::kRadiusField);
  } else {
    if (at.hovered) fill(box, colours.raised, theme::kRadiusField);
    border(box, colours.edge, 1, theme::kRadiusField);
  }
  const Colour ink = !enabled ? colours.text3 : chosen ? colours[tone].text : colours.text2;
  content(box, label, glyph, theme::kBodyStrong, ink);
  return at.clicked;
}

}  // namespace earshot::widgets
