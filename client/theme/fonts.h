// Inter in three weights and the icons, out of the binary; Noto for other scripts, where the machine has it.
#pragma once

#include <imgui.h>

#include <array>

#include "client/theme/type.h"

namespace earshot::theme {

/// The ascent of Inter, in ems.
inline constexpr float kAscent = 0.96875F;
/// Its ascent and descent, in ems.
inline constexpr float kHeight = 0.96875F + 0.24147727F;

struct Fonts {
  std::array<ImFont*, 3> by_weight{};  ///< the atlas owns them; each holds the icons too

  ImFont* operator[](Weight weight) const { return by_weight[static_cast<std::size_t>(weight)]; }
};

/// Adds all fonts to `atlas`. Sizes are those of the em square. Glyphs are rasterised when first used.
Fonts load_fonts(ImFontAtlas& atlas);

}  // namespace earshot::theme
