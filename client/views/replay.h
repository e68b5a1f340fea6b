// Playing again from a line, with roles swapped.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Who wishes for a replay, or that it runs, with what can be done; takes its room off `area`, nothing without one.
void replay_bar(const PlayView& view, Box& area, DebriefState& state);
/// Whether this person may ask for one now.
bool may_replay(const PlayView& view);

/// The sentence with which somebody leaves the role, and whether they have said it.
std::string out_of_role(const PlayView& view);
bool is_out_of_role(const PlayView& view);

}  // namespace earshot::views
