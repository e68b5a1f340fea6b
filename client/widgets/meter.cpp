#include "client/widgets/meter.h"

#include <fmt/format.h>

#include "client/widgets/control.h"
#include "client/widgets/logo.h"
#include "shared/words/words.h"

namespace earshot::widgets {
namespace {

using words::mark;

constexpr int kLevels = 5;
constexpr float kGap = 10;
constexpr TypeStyle kNumber{30, 38, theme::Weight::bold};

void row_face(const Box& box, int level, bool chosen, bool hovered) {
  const auto& colours = palette();
  const auto& tone = colours[Tone::customer];
  if (chosen) {
    fill(box, tone.fill, theme::kRadiusButton);
    if (tone.edge != tone.fill) border(box, tone.edge, 1.5F, theme::kRadiusButton);
  } else {
    fill(box, hovered ? colours.raised : colours.well, theme::kRadiusButton);
  }
  Box inner = box.inset(16, 0);
  const Colour ink = chosen ? tone.ink : colours.text1;
  text_in(inner.cut_left(22, 16), kNumber, ink, std::to_string(level));
  sound({inner.right() - 38, box.centre().y}, level - 1, chosen ? tone.ink : tone.text);
  inner.cut_right(44);
  label_in(inner, chosen ? TypeStyle{18, 26, theme::Weight::bold} : theme::kChat, ink, heard_name(level));
}

}  // namespace

std::string_view heard_name(int level) {
  constexpr const char* kNames[] = {mark("Not heard"), mark("Hardly heard"), mark("Partly heard"), mark("Mostly heard"), mark("Fully heard")};
  return words::tr(kNames[std::clamp(level, 1, kLevels) - 1]);
}

float heard_meter_height(float row) { return kLevels * row + (kLevels - 1) * kGap; }

std::optional<int> heard_meter(const Box& box, int level, bool enabled) {
  std::optional<int> pressed;
  const float row = (box.h - (kLevels - 1) * kGap) / kLevels;
  for (int i = kLevels; i >= 1; --i) {
    const Box at{box.x, box.y + static_cast<float>(kLevels - i) * (row + kGap), box.w, row};
    const bool chosen = i == level;
    const auto label = fmt::format("{} {}", i, heard_name(i));
    const auto response = control(label, at, {.enabled = enabled, .value = chosen ? "chosen" : ""});
    row_face(at, i, chosen, response.hovered);
    if (response.clicked) pressed = i;
  }
  return pressed;
}

std::optional<int> heard_strip(const Box& box, int level, bool enabled) {
  std::optional<int> pressed;
  const auto& colours = palette();
  const auto& tone = colours[Tone::customer];
  for (int i = 1; i <= kLevels; ++i) {
    const Box at = box.column(i - 1, kLevels, 6);
    const bool chosen = i == level;
    const auto label = fmt::format("{} {}", i, heard_name(i));
    const auto response = control(label, at, {.enabled = enabled, .radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
    fill(at, chosen ? tone.fill : response.hovered ? colours.raised : colours.well, theme::kRadiusField);
    if (chosen && tone.edge != tone.fill) border(at, tone.edge, 1.5F, theme::kRadiusField);
    text_in(at, theme::kChatStrong, chosen ? tone.ink : colours.text1, std::to_string(i), Align::centre);
    if (response.clicked) pressed = i;
  }
  return pressed;
}

void heard_bar(const Box& box, int level) { row_face(box, level, true, false); }

}  // namespace earshot::widgets
