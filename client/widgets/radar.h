// Ratings by several people side by side: one axis a criterion, one line a rater.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "client/widgets/draw.h"

namespace earshot::widgets {

struct RadarLine {
  std::string_view name;
  Tone tone;                                ///< marker, colour and dashes go with the role
  std::vector<std::optional<float>> values;  ///< one an axis, 1 to 5; none where there was no opportunity
};

/// Axes clockwise from the top; a legend below. Needs three axes or more.
void radar(const Box& box, std::span<const std::string_view> axes, std::span<const RadarLine> lines);

}  // namespace earshot::widgets
