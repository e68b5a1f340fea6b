// What practising earns: badges and experience. The gradient from amber to teal belongs to these alone.
#pragma once

#include "client/widgets/draw.h"

namespace earshot::widgets {

inline constexpr float kBadge = 60;

/// A hexagon 60 high with an icon; `tier` 0 is locked and dashed, 1 to 3 are bronze, silver and gold, as dots below the icon.
void badge(ImVec2 centre, const char* icon, int tier);

/// A bar that is filled up to `part`, 0 to 1.
void experience(const Box& bar, float part);

}  // namespace earshot::widgets
