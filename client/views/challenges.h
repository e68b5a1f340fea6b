// The challenges of a round, told in the debrief and not before.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// What ran, and the truth beside it; nothing if none did. Takes its room off `area`.
void challenges_panel(const PlayView& view, Box& area);

}  // namespace earshot::views
