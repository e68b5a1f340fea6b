// Rows of a table, 62 high; the row of the person at the screen is outlined.
#pragma once

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Draws the row's background; returns the box for its cells.
Box table_row(const Box& box, bool outlined);

/// A number and how sure it is, on a scale.
struct Estimate {
  float value = 0;
  float low = 0, high = 0;  ///< of the interval; equal to `value`: none is drawn
  float from = 1, to = 5;   ///< ends of the scale
};
/// A dot on a line, the interval around it as a capsule; a scale that passes 0 has a mark there.
void estimate(const Box& box, const Estimate& shown);

}  // namespace earshot::widgets
