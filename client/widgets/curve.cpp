#include "client/widgets/curve.h"

#include <algorithm>
#include <cmath>

#include "client/widgets/control.h"
#include "client/widgets/timer.h"
#include "shared/words/words.h"

namespace earshot::widgets {
namespace {

constexpr float kAxis = 30;
constexpr float kMoment = 24;
constexpr float kStroke = 3;

struct Plot {
  Box box;
  Milliseconds length;

  float x(Milliseconds at) const {
    const float part = length.count() > 0 ? static_cast<float>(at.count()) / static_cast<float>(length.count()) : 0;
    return std::round(box.x + box.w * std::clamp(part, 0.0F, 1.0F));
  }
  float y(int level) const { return std::round(box.bottom() - box.h * static_cast<float>(level - 1) / 4); }
};

int level_at(std::span<const CurvePoint> points, Milliseconds at) {
  int level = points.empty() ? 1 : points.front().level;
  for (const auto& point : points) {
    if (point.at <= at) level = point.level;
  }
  return level;
}

void axes(const Plot& plot, float left, bool times) {
  const auto& colours = palette();
  for (const int level : {1, 3, 5}) {
    const float y = plot.y(level);
    text_in({left, y - 10, 16, 20}, theme::kMeta, colours.text3, std::to_string(level));
    fill({plot.box.x, y, plot.box.w, 1}, colours.line);
  }
  if (!times) return;
  const auto minutes = std::max<std::int64_t>(1, plot.length.count() / 60'000);
  const std::int64_t step = std::max<std::int64_t>(1, (minutes + 3) / 4);
  for (std::int64_t minute = 0; minute * 60'000 <= plot.length.count(); minute += step) {
    const Milliseconds at{minute * 60'000};
    const std::string words = clock_text(at);
    const float width = text_width(theme::kMeta, words);
    const float x = std::clamp(plot.x(at) - width / 2, plot.box.x, plot.box.right() - width);
    text({x, plot.box.bottom() + 10}, theme::kMeta, colours.text3, words);
  }
}

void steps(const Plot& plot, std::span<const CurvePoint> points, bool area) {
  const Colour colour = palette()[Tone::customer].text;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float from = plot.x(points[i].at);
    const float to = i + 1 < points.size() ? plot.x(points[i + 1].at) : plot.x(plot.length);
    const float y = plot.y(points[i].level);
    if (area && to > from) fill({from, y, to - from, plot.box.bottom() - y}, theme::fade(colour, 0.13F));
    fill({from - kStroke / 2, y - kStroke / 2, to - from + kStroke, kStroke}, colour);
    if (i + 1 == points.size()) continue;
    const float next = plot.y(points[i + 1].level);
    fill({to - kStroke / 2, std::min(y, next) - kStroke / 2, kStroke, std::abs(next - y) + kStroke}, colour);
  }
}

}  // namespace

std::optional<std::size_t> curve(const Box& box, std::span<const CurvePoint> points, std::span<const CurveMoment> moments,
                                 const CurveOptions& options) {
  Box inner = box;
  inner.cut_left(kAxis);
  if (options.times) inner.cut_bottom(30);
  const Plot plot{inner.inset(0, 10), options.length};
  axes(plot, box.x + 6, options.times);
  steps(plot, points, options.area);
  const auto& colours = palette();
  if (options.end_dot && !points.empty()) {
    disc({plot.x(plot.length), plot.y(points.back().level)}, 6, colours[Tone::customer].text);
  }
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const auto& moment = moments[i];
    const ImVec2 at(plot.x(moment.at), plot.y(level_at(points, moment.at)));
    const auto& tone = colours[moment.tone];
    dashed({at.x, at.y}, {at.x, plot.box.bottom()}, tone.text, 1.5F, 3, 3);
    const Box hit{at.x - kMoment / 2, at.y - kMoment / 2, kMoment, kMoment};
    const auto label = words::trf("Moment {}", i + 1);
    const auto response = control(label, hit, {.radius = kMoment / 2, .value = moment.label});
    const bool chosen = options.chosen == i;
    disc(at, kMoment / 2 + 2, chosen ? colours.text1 : colours.panel);
    disc(at, kMoment / 2 - 1, moment.tone == Tone::customer ? tone.text : tone.fill);
    text_in(hit, theme::kMetaStrong, moment.tone == Tone::customer && !colours.dark ? colours.panel : tone.ink,
            std::to_string(i + 1), Align::centre);
    if (response.clicked) pressed = i;
  }
  return pressed;
}

void sparkline(const Box& box, std::span<const std::uint8_t> levels) {
  if (levels.empty()) return;
  const Colour colour = palette()[Tone::customer].text;
  const Colour below = theme::fade(colour, 0.16F);
  const Box plot = box.inset(2, 6);
  const auto y = [&](std::size_t i) { return plot.bottom() - plot.h * static_cast<float>(std::clamp<int>(levels[i], 1, 5) - 1) / 4; };
  const float step = levels.size() > 1 ? plot.w / static_cast<float>(levels.size() - 1) : plot.w;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float alpha = ImGui::GetStyle().Alpha;
  ImVec2 last(plot.x, y(0));
  for (std::size_t i = 1; i < std::max<std::size_t>(2, levels.size()); ++i) {
    const ImVec2 next(plot.x + step * static_cast<float>(i), y(std::min(i, levels.size() - 1)));
    list.AddQuadFilled(last, next, {next.x, box.bottom()}, {last.x, box.bottom()}, theme::fade(below, alpha));
    line(last, next, colour, 2.5F);
    last = next;
  }
  disc(last, 4.5F, colour);
}

}  // namespace earshot::widgets
