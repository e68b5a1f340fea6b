// How a level went over time, in small.
#pragma once

#include <optional>
#include <span>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Levels 1 to 5 from left to right, joined; where there is none, the line goes on to the next. The last has a dot.
void trend(const Box& box, std::span<const std::optional<float>> levels);

/// A plain bar for a share, 0 to 1.
void share_bar(const Box& bar, float share);

}  // namespace earshot::widgets
