// How heard the customer feels, 1 to 5: five rows, or a strip of five where there is little room.
#pragma once

#include <optional>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// "Not heard" to "Fully heard".
std::string_view heard_name(int level);

/// Five rows of 60 with 10 between them, the highest level on top. Returns the level that was pressed.
std::optional<int> heard_meter(const Box& box, int level, bool enabled = true);
float heard_meter_height(float row = 60);
/// The same as a strip of five buttons.
std::optional<int> heard_strip(const Box& box, int level, bool enabled = true);
/// The chosen level as a bar that cannot be pressed.
void heard_bar(const Box& box, int level);

}  // namespace earshot::widgets
