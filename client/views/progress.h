// One's own progress: experience, badges, past sessions, and the letter of whoever practises without a trainer.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// The page. Asks for what it shows once each time it is opened.
void progress_screen(const View& view, State& state);
/// A past debrief that was opened from it; Escape and 'Back' lead there again. `bar` is the whole bar.
void past_debrief_screen(const View& view, const Box& bar, State& state);
/// Asks for the own profile where it is not there yet, and after each role-play: for pages that show a line of it.
void keep_profile(const View& view, ProgressState& state);

/// The sign of a badge's family: listen, extract or return.
const char* family_icon(std::string_view family);

/// The parts of the page; each fills its box.
void badge_wall(const View& view, const Box& box, const protocol::ProfileShown& profile);
void past_sessions(const View& view, const Box& box, State& state);
void weekly_letter(const View& view, const Box& box, ProgressState& state, const protocol::ProfileShown& profile);

}  // namespace earshot::views
