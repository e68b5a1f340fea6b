// The sign of Earshot, and the arcs that stand for being heard.
#pragma once

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// The sign; `size` is its height.
void logo(ImVec2 left_middle, float size);
/// A dot and `arcs` arcs to its right.
void sound(ImVec2 left_middle, int arcs, Colour colour);
/// Rings that get fainter, for large backgrounds.
void rings(ImVec2 centre, float first, float step, int count, Colour colour, float strongest = 1);

}  // namespace earshot::widgets
