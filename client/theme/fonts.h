// Inter in three weights and the icons, out of the binary; Noto for other scripts, where the machine has it.
#pragma once

#include <imgui.h>

#include <array>

#include "client/theme/type.h"

namespace earshot::theme {

/// Dear ImGui sizes a font by ascent plus descent, the design by the em square: one em of Inter is this much.
inline constexpr float kInterEm = 0.96875F + 0.24147727F;

struct Fonts {
  std::array<ImFont*, 3> inter{};  ///< by Weight; the atlas owns them
  ImFont* icons = nullptr;

  ImFont* operator[](Weight weight) const { return inter[static_cast<std::size_t>(weight)]; }
};

/// Adds all fonts to `atlas`. Glyphs are rasterised when first used, at any size and density.
Fonts load_fonts(ImFontAtlas& atlas);

}  // namespace earshot::theme
