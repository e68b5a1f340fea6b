// The six phases as steps: done, current, to come.
#pragma once

#include <span>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

struct StepperOptions {
  Tone tone = Tone::neutral;
  bool folded = false;  ///< names the current step only
};

/// Draws the steps in the middle of `box`; `current` counts from 0.
void stepper(const Box& box, std::span<const std::string_view> steps, std::size_t current, const StepperOptions& options);
float stepper_width(std::span<const std::string_view> steps, std::size_t current, const StepperOptions& options);

}  // namespace earshot::widgets
