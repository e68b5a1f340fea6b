#include "client/widgets/stepper.h"

#include <string>

namespace earshot::widgets {
namespace {

constexpr float kDisc = 24;
constexpr float kPill = 36;
constexpr float kConnector = 28;
constexpr float kConnectorFolded = 14;
constexpr float kGap = 8;
constexpr float kPillPadding = 6;

float step_width(std::string_view name, bool current, bool folded) {
  if (current) return kPillPadding + kDisc + kGap + text_width(theme::kBodyStrong, name) + 16;
  return folded ? kDisc : kDisc + kGap + text_width(theme::kBody, name);
}

void number(const Box& circle_box, std::size_t index, Colour colour) {
  text_in(circle_box, theme::kMetaStrong, colour, std::to_string(index + 1), Align::centre);
}

}  // namespace

float stepper_width(std::span<const std::string_view> steps, std::size_t current, const StepperOptions& options) {
  const float connector = (options.folded ? kConnectorFolded : kConnector) + 2 * kGap;
  float width = connector * static_cast<float>(steps.size() - 1);
  for (std::size_t i = 0; i < steps.size(); ++i) width += step_width(steps[i], i == current, options.folded);
  return width;
}

void stepper(const Box& box, std::span<const std::string_view> steps, std::size_t current, const StepperOptions& options) {
  const auto& colours = palette();
  const auto& tone = colours[options.tone];
  const float connector = options.folded ? kConnectorFolded : kConnector;
  const float middle = box.centre().y;
  float x = std::max(box.x, box.x + (box.w - stepper_width(steps, current, options)) / 2);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool is_current = i == current;
    const bool done = i < current;
    const float width = step_width(steps[i], is_current, options.folded);
    Box step{x, middle - kPill / 2, width, kPill};
    if (is_current) fill(step, tone.soft, kPill / 2);
    if (is_current) step.cut_left(kPillPadding);
    const Box mark = {step.x, middle - kDisc / 2, kDisc, kDisc};
    if (is_current) {
      disc(mark.centre(), kDisc / 2, tone.fill);
      number(mark, i, tone.ink);
    } else if (done) {
      disc(mark.centre(), kDisc / 2, colours.raised);
      draw_icon(mark.centre(), 16, colours.text1, icon::kCheck);
    } else {
      circle(mark.centre(), kDisc / 2, colours.edge, 1.5F);
      number(mark, i, colours.text3);
    }
    step.cut_left(kDisc + kGap);
    if (is_current || !options.folded) {
      const Colour ink = is_current ? (options.tone == Tone::neutral ? colours.text1 : tone.text) : done ? colours.text2 : colours.text3;
      label_in(step, is_current ? theme::kBodyStrong : theme::kBody, ink, steps[i]);
    }
    x += width + kGap;
    if (i + 1 < steps.size()) {
      line({x, middle}, {x + connector, middle}, done ? colours.text3 : colours.line, 2);
      x += connector + kGap;
    }
  }
}

}  // namespace earshot::widgets
