// The panels a trainer runs a class with.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Code, members by team, and the way to the leaderboard.
void class_panel(const View& view, const Box& box, State& state);
/// Card, variant of talk, minutes and focus of the next round.
void round_form(const View& view, const Box& box, TrainerState& state);
/// Pause, more time, next phase, end.
void round_controls(const View& view, const Box& box);
/// Every pair of the round; a press watches one.
void pairs_grid(const View& view, const Box& box);
/// The transcript of the watched pair; notices and announcements otherwise.
void watch_panel(const View& view, const Box& box, State& state);

}  // namespace earshot::views
