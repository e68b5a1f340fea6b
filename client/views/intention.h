// What somebody meant to try: asked about before the scoring, and shown in the debrief.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// 'How far did you?', 1 to 5; fills `box`. Nobody has to say it.
void intention_form(const PlayView& view, const Box& box, ScoreState& state);
/// What each meant and how far it was kept; takes its room off `area`, nothing where nobody said it. `others`: not one's
/// own alone.
void kept_panel(const PlayView& view, Box& area, bool others);

}  // namespace earshot::views
