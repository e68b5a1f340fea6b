#include "client/widgets/timer.h"

#include <fmt/format.h>

#include <cmath>

#include "client/widgets/kit.h"

namespace earshot::widgets {
namespace {

constexpr float kRing = 36;
constexpr float kStroke = 5;
constexpr float kGap = 12;
constexpr Milliseconds kLate{30'000};
constexpr TypeStyle kDigits = theme::kTitle;

}  // namespace

std::string clock_text(Milliseconds left) {
  const auto seconds = std::max<std::int64_t>(0, std::chrono::ceil<Seconds>(left).count());
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

void timer_ring(ImVec2 centre, float diameter, float stroke, float full, Tone tone) {
  const float radius = (diameter - stroke) / 2;
  circle(centre, diameter / 2, palette().line, stroke);
  const float part = std::clamp(full, 0.0F, 1.0F);
  const Colour colour = palette()[tone].text;
  arc(centre, radius, 0, part, colour, stroke);
  if (part <= 0 || part >= 1) return;
  const float angle = (part - 0.25F) * 2 * 3.14159265F;
  disc({centre.x, centre.y - radius}, stroke / 2, colour);
  disc({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)}, stroke / 2, colour);
}

float timer_width(Milliseconds left) { return kRing + kGap + digits_width(kDigits, clock_text(left)); }

float timer(const Box& box, Milliseconds left, std::optional<Milliseconds> total, Tone tone, bool held) {
  const float middle = box.centre().y;
  const bool late = left <= kLate && !held;
  float x = box.x;
  if (total && total->count() > 0) {
    const float full = static_cast<float>(left.count()) / static_cast<float>(total->count());
    timer_ring({x + kRing / 2, middle}, kRing, kStroke, full, late ? Tone::warning : tone);
    x += kRing + kGap;
  }
  const Colour colour = late ? palette()[Tone::warning].text : held ? palette().text3 : palette().text1;
  x += digits({x, middle - kDigits.line / 2}, kDigits, colour, clock_text(left));
  if (!held && left.count() > 0) kit().draw_again_in(Milliseconds{(left.count() - 1) % 1000 + 1});
  return x - box.x;
}

}  // namespace earshot::widgets
