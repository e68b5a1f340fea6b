// Lines that were said anew in the debrief, and saying an own one anew.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// What became of `said` since, and, if `may` and it is an own line, how to say it anew. Takes its room off `area`.
void retakes_of(const PlayView& view, Box& area, const protocol::Line& said, DebriefState& state, bool may);
/// What can be done from a line of the scene: saying it anew, playing again from it, letting the class see it. Takes its
/// room off `area`, nothing where nothing can be done.
void line_actions(const PlayView& view, Box& area, const protocol::Line& said, DebriefState& state);
/// In a debrief that is over: takes back an own line that the class may see. Takes its room off `area`, nothing with
/// any other line.
void take_back_action(const PlayView& view, Box& area, const protocol::Line& said);

}  // namespace earshot::views
