// What every widget and view needs to know about the look: colours, fonts, motion. One object a window.
#pragma once

#include "client/theme/fonts.h"
#include "client/theme/palette.h"

namespace earshot::theme {

struct Theme {
  const Palette* palette = &dark();
  Fonts fonts{};
  bool reduced_motion = false;  ///< no slides and no loops
};

/// Makes `theme` the one of the current ImGui context, which keeps the address, and sets ImGui's own style after it.
void apply(Theme& theme);

/// The theme of the current ImGui context; `apply` has run.
Theme& current();

inline const Palette& palette() { return *current().palette; }

}  // namespace earshot::theme
