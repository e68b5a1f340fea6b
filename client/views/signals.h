// What the chat showed by itself, asked as questions.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// One's own first; a press leads to the first such line. Takes its room off `area`, nothing where nothing showed.
void signals_panel(const PlayView& view, Box& area, DebriefState& state);

}  // namespace earshot::views
