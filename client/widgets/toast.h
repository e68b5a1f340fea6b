// Short news that goes away by itself, and banners that stay while something lasts.
#pragma once

#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// The icon that goes with a state: check, warning triangle, danger octagon.
const char* status_icon(Tone tone);

/// A toast 60 high; `action` adds a button. True when the button was pressed.
bool toast(const Box& box, Tone tone, std::string_view title, std::string_view detail, std::string_view action = {});

/// A banner across `box`: an icon, words with a strong beginning, and perhaps a button. True when it was pressed.
bool banner(const Box& box, Tone tone, const char* icon, std::string_view strong, std::string_view words,
            std::string_view action = {});

}  // namespace earshot::widgets
