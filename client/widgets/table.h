// Rows of a table, 62 high; the row of the person at the screen is outlined.
#pragma once

#include <optional>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Draws the row's background; returns the box for its cells.
Box table_row(const Box& box, bool outlined);
/// A mean between 1 and 5 as a dot on a line, the spread around it as a capsule; `spread` 0 draws none.
void estimate(const Box& box, float mean, float spread);

}  // namespace earshot::widgets
