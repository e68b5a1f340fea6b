#include "client/widgets/button.h"

#include <imgui_internal.h>

#include <cmath>

#include "client/widgets/kit.h"

namespace earshot::widgets {
namespace {

constexpr float kIcon = 20;
constexpr float kIconGap = 8;

TypeStyle type_for(float height) {
  if (height >= theme::kButtonBig) return theme::kChatStrong;
  return height > theme::kButtonSmall ? theme::kBodyStrong : theme::kMetaStrong;
}

float padding_for(float height) { return height > theme::kButtonSmall ? 18.0F : 12.0F; }

std::string_view shown(std::string_view label) { return label.substr(0, label.find("##")); }

/// Draws the face and returns the colour for what stands on it.
Colour face(const Box& box, const Response& at, const ButtonOptions& options, ImGuiID id) {
  const auto& colours = palette();
  const auto& tone = colours[options.tone];
  const float radius = box.h > theme::kButtonSmall ? theme::kRadiusButton : theme::kRadiusField;
  if (!options.enabled) {
    fill(box, colours.well, radius);
    if (options.look == ButtonLook::outline) border(box, colours.line, 1.5F, radius);
    return colours.text3;
  }
  const float lit = kit().ease(id, at.held ? 0.18F : at.hovered ? 0.10F : 0.0F, Milliseconds{at.held ? 60 : 90});
  const bool soft = options.look != ButtonLook::filled;
  if (!soft) {
    fill(box, theme::mix(tone.fill, colours.page, lit), radius);
    if (tone.edge != tone.fill) border(box, tone.edge, 1.5F, radius);
    if (at.hovered && options.tone != Tone::neutral) border(box, theme::fade(colours.text1, lit * 10), 2, radius);
    return tone.ink;
  }
  if (lit > 0) fill(box, theme::fade(colours.raised, lit * 10), radius);
  const bool status = options.tone >= Tone::success;
  if (options.look == ButtonLook::outline) border(box, status ? tone.text : colours.edge, 1.5F, radius);
  return status ? tone.text : colours.text1;
}

}  // namespace

float button_width(std::string_view label, float height, bool has_icon) {
  return text_width(type_for(height), shown(label)) + 2 * padding_for(height) + (has_icon ? kIcon + kIconGap : 0);
}

bool button(std::string_view label, const Box& box, const ButtonOptions& options) {
  const auto at = control(label, box, {.enabled = options.enabled, .radius = theme::kRadiusButton});
  if (!at.visible) return false;
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(label.data(), label.data() + label.size());
  const Colour ink = face(box, at, options, id);
  const TypeStyle type = type_for(box.h);
  const auto words = shown(label);
  const float icon_room = options.icon ? kIcon + kIconGap : 0;
  const float width = std::min(text_width(type, words), box.w - 2 * padding_for(box.h) - icon_room + 8);
  float x = std::round(box.x + (box.w - width - icon_room) / 2);
  if (options.icon && !options.icon_right) {
    draw_icon({x + kIcon / 2, box.centre().y}, kIcon, ink, options.icon);
    x += icon_room;
  }
  label_in({x, box.y, width, box.h}, type, ink, words, Align::centre);
  if (options.icon && options.icon_right) draw_icon({x + width + kIconGap + kIcon / 2, box.centre().y}, kIcon, ink, options.icon);
  return at.clicked;
}

bool icon_button(std::string_view label, const Box& box, const char* glyph, const ButtonOptions& options) {
  const auto at = control(label, box, {.enabled = options.enabled, .radius = theme::kRadiusButton});
  if (!at.visible) return false;
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(label.data(), label.data() + label.size());
  const Colour ink = face(box, at, options, id);
  draw_icon(box.centre(), box.h >= theme::kButtonBig ? 26 : kIcon, ink, glyph);
  return at.clicked;
}

}  // namespace earshot::widgets
