#include "client/widgets/radar.h"

#include <cmath>

#include <numbers>

namespace earshot::widgets {
namespace {

constexpr int kRings = 5;
constexpr float kLegend = 36;
constexpr float kStroke = 3;
constexpr float kObserverStroke = 2.5F;
constexpr float kMarker = 8;

struct Web {
  ImVec2 centre;
  float radius;
  std::size_t axes;

  ImVec2 direction(std::size_t axis) const {
    const float angle = static_cast<float>(axis) / static_cast<float>(axes) * 2 * std::numbers::pi_v<float>;
    return {std::sin(angle), -std::cos(angle)};
  }
  ImVec2 at(std::size_t axis, float level) const {
    return centre + direction(axis) * (radius * std::clamp(level / kRings, 0.0F, 1.0F));
  }
};

void marker(ImVec2 at, Tone tone) {
  const Colour colour = palette()[tone].text;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (tone == Tone::customer) {
    fill({at.x - kMarker / 2, at.y - kMarker / 2, kMarker, kMarker}, colour);
  } else if (tone == Tone::observer) {
    constexpr float kReach = kMarker * 0.75F;
    list.AddQuadFilled({at.x, at.y - kReach}, {at.x + kReach, at.y}, {at.x, at.y + kReach}, {at.x - kReach, at.y},
                       ImGui::GetColorU32(colour));
  } else {
    disc(at, kMarker / 2 + 0.5F, colour);
  }
}

void web_lines(const Web& web) {
  const Colour colour = palette().line;
  for (int ring = 1; ring <= kRings; ++ring) {
    for (std::size_t axis = 0; axis < web.axes; ++axis) {
      line(web.at(axis, static_cast<float>(ring)), web.at((axis + 1) % web.axes, static_cast<float>(ring)), colour, 1);
    }
  }
  for (std::size_t axis = 0; axis < web.axes; ++axis) line(web.centre, web.at(axis, kRings), colour, 1);
}

void axis_names(const Web& web, std::span<const std::string_view> axes) {
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const ImVec2 way = web.direction(axis);
    const ImVec2 at = web.centre + way * (web.radius + 14);
    const float width = text_width(theme::kMeta, axes[axis]);
    const float left = std::abs(way.x) < 0.2F ? at.x - width / 2 : way.x > 0 ? at.x : at.x - width;
    text({left, at.y - theme::kMeta.line / 2 + way.y * 4}, theme::kMeta, palette().text2, axes[axis]);
  }
}

void rater_line(const Web& web, const RadarLine& rater) {
  const Colour colour = palette()[rater.tone].text;
  const bool dashes = rater.tone == Tone::observer;
  for (std::size_t axis = 0; axis < web.axes && axis < rater.values.size(); ++axis) {
    const std::size_t next = (axis + 1) % web.axes;
    if (!rater.values[axis] || next >= rater.values.size() || !rater.values[next]) continue;
    const ImVec2 from = web.at(axis, *rater.values[axis]);
    const ImVec2 to = web.at(next, *rater.values[next]);
    dashes ? dashed(from, to, colour, kObserverStroke, 6, 5) : line(from, to, colour, kStroke);
  }
  for (std::size_t axis = 0; axis < web.axes && axis < rater.values.size(); ++axis) {
    if (rater.values[axis]) marker(web.at(axis, *rater.values[axis]), rater.tone);
  }
}

void legend(const Box& box, std::span<const RadarLine> lines) {
  constexpr float kBetween = 20;
  float width = -kBetween;
  for (const auto& rater : lines) width += 18 + text_width(theme::kMeta, rater.name) + kBetween;
  float x = box.x + std::max(0.0F, (box.w - width) / 2);
  for (const auto& rater : lines) {
    marker({x + 5, box.centre().y}, rater.tone);
    x += 18;
    x += text({x, box.centre().y - theme::kMeta.line / 2}, theme::kMeta, palette().text1, rater.name) + kBetween;
  }
}

}  // namespace

void radar(const Box& box, std::span<const std::string_view> axes, std::span<const RadarLine> lines) {
  Box inner = box;
  legend(inner.cut_bottom(kLegend), lines);
  if (axes.size() < 3) return;
  float widest = 0;
  for (const auto& axis : axes) widest = std::max(widest, text_width(theme::kMeta, axis));
  const float radius = std::max(40.0F, std::min(inner.h / 2 - 30, inner.w / 2 - widest - 16));
  const Web web{inner.centre(), radius, axes.size()};
  web_lines(web);
  axis_names(web, axes);
  for (const auto& rater : lines) rater_line(web, rater);
}

}  // namespace earshot::widgets
