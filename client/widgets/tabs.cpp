#include "client/widgets/tabs.h"

#include <algorithm>

#include "client/widgets/control.h"

namespace earshot::widgets {
namespace {

constexpr float kIcon = 20;
constexpr float kPadding = 8;
constexpr float kBetween = 16;
constexpr float kSegmentPadding = 20;
constexpr float kMark = 10;
constexpr float kMarkRoom = 18;
constexpr float kClose = 6;

float tab_width(const Tab& tab, const TypeStyle& type) {
  return text_width(type, tab.label) + (tab.icon ? kIcon + 8 : 0) + (tab.wrong ? kMarkRoom : 0) + 2 * kPadding;
}

float width_of(std::span<const Tab> all, const TypeStyle& type, float between) {
  float out = -between;
  for (const auto& tab : all) out += tab_width(tab, type) + between;
  return out;
}

}  // namespace

std::size_t tabs(const Box& box, std::span<const Tab> all, std::size_t chosen) {
  const auto& colours = palette();
  fill({box.x, box.bottom() - 1, box.w, 1}, colours.line);
  // Where they do not fit they stand closer, and then smaller.
  const float between = width_of(all, theme::kBodyStrong, kBetween) <= box.w ? kBetween : kClose;
  const TypeStyle type = width_of(all, theme::kBodyStrong, between) <= box.w ? theme::kBodyStrong : theme::kMetaStrong;
  float x = box.x;
  std::size_t out = chosen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float icon_room = all[i].icon ? kIcon + 8 : 0;
    const float width = std::min(tab_width(all[i], type), box.right() - x);
    Box tab{x, box.y, width, box.h};
    const bool is_chosen = i == chosen;
    const auto at = control(all[i].label, tab.inset(0, 4), {.radius = theme::kRadiusSmall, .value = is_chosen ? "chosen" : ""});
    const Colour ink = is_chosen ? colours.text1 : at.hovered ? colours.text2 : colours.text3;
    if (is_chosen) fill({tab.x, box.bottom() - 3, width, 3}, colours.text1);
    Box inner = tab.inset(kPadding, 0);
    if (all[i].icon) draw_icon({inner.x + kIcon / 2, tab.centre().y}, kIcon, ink, all[i].icon);
    inner.cut_left(icon_room);
    if (all[i].wrong) fill({inner.right() - kMark, tab.centre().y - kMark / 2, kMark, kMark}, colours[Tone::danger].text, 3);
    if (all[i].wrong) inner.cut_right(kMarkRoom);
    text_in(inner, type, ink, all[i].label);
    if (at.clicked) out = i;
    x += width + between;
  }
  return out;
}

std::size_t segments(const Box& box, std::span<const std::string_view> all, std::size_t chosen) {
  const auto& colours = palette();
  float width = 8;
  for (const auto& label : all) width += text_width(theme::kBodyStrong, label) + 2 * kSegmentPadding;
  const Box track{box.right() - width, box.y, width, box.h};
  fill(track, colours.well, theme::kRadiusButton);
  float x = track.x + 4;
  std::size_t out = chosen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Box segment{x, box.y + 4, text_width(theme::kBodyStrong, all[i]) + 2 * kSegmentPadding, box.h - 8};
    const bool is_chosen = i == chosen;
    const auto at = control(all[i], segment, {.radius = theme::kRadiusSmall, .value = is_chosen ? "chosen" : ""});
    if (is_chosen) fill(segment, colours[Tone::neutral].fill, theme::kRadiusSmall);
    const Colour ink = is_chosen ? colours[Tone::neutral].ink : at.hovered ? colours.text1 : colours.text2;
    text_in(segment, theme::kBodyStrong, ink, all[i], Align::centre);
    if (at.clicked) out = i;
    x += segment.w;
  }
  return out;
}

}  // namespace earshot::widgets
