// A key of the keyboard, as a hint.
#pragma once

#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Draws it with its left end at `at`, 24 high; returns its width.
float keycap(ImVec2 at, std::string_view key);
float keycap_width(std::string_view key);

}  // namespace earshot::widgets
