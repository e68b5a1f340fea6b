// What a trainer looks back at: a round over all its sessions, how people rate, who counts, and the seasons.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// The page; each of its tabs asks once for what it shows. `window` is for its dialog.
void review_screen(const View& view, const Box& window, State& state);

/// The tabs; each fills its box. Nothing in a report names anybody.
void review_report(const View& view, const Box& box, State& state);
void review_raters(const View& view, const Box& box, ReviewState& state);
void review_roster(const View& view, const Box& box);
void review_seasons(const View& view, const Box& box, const Box& window, ReviewState& state);

}  // namespace earshot::views
