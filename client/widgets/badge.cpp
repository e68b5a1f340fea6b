#include "client/widgets/badge.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace earshot::widgets {
namespace {

constexpr float kStroke = 3;

std::array<ImVec2, 6> corners(ImVec2 centre, float radius) {
  std::array<ImVec2, 6> out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float turn = (static_cast<float>(i) / 6 - 0.25F) * 2 * std::numbers::pi_v<float>;
    out[i] = {centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)};
  }
  return out;
}

}  // namespace

void badge(ImVec2 centre, const char* glyph, int tier) {
  const auto& colours = palette();
  const auto points = corners(centre, kBadge / 2 - kStroke / 2);
  if (tier <= 0) {
    for (std::size_t i = 0; i < points.size(); ++i) dashed(points[i], points[(i + 1) % points.size()], colours.edge, 2, 5, 4);
    return draw_icon(centre, 22, colours.text3, glyph);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), ImGui::GetColorU32(colours.raised));
  const int first = list.VtxBuffer.Size;
  list.AddPolyline(points.data(), static_cast<int>(points.size()), ImGui::GetColorU32(IM_COL32_WHITE), ImDrawFlags_Closed, kStroke);
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(&list, first, list.VtxBuffer.Size, {centre.x - kBadge / 2, centre.y}, {centre.x + kBadge / 2, centre.y},
                                                colours[Tone::customer].text, colours[Tone::agent].text);
  draw_icon({centre.x, centre.y - 4}, 22, colours.text1, glyph);
  const int dots = std::min(tier, 3);
  for (int i = 0; i < dots; ++i) disc({centre.x + 8 * (static_cast<float>(i) - static_cast<float>(dots - 1) / 2), centre.y + 16}, 2.5F, colours.text1);
}

void experience(const Box& bar, float part) {
  const auto& colours = palette();
  fill(bar, colours.line, bar.h / 2);
  const float width = bar.w * std::clamp(part, 0.0F, 1.0F);
  if (width >= bar.h) gradient({bar.x, bar.y, width, bar.h}, colours[Tone::customer].fill, colours[Tone::agent].fill, bar.h / 2);
}

}  // namespace earshot::widgets
