// Lines that were said anew in the debrief, and saying an own one anew.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// What became of `said` since, and, if `may` and it is an own line, how to say it anew. Takes its room off `area`.
void retakes_of(const PlayView& view, Box& area, const protocol::Line& said, DebriefState& state, bool may);

}  // namespace earshot::views
