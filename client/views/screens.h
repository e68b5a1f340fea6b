// The screens, one a file.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Connects, checks the server, and enters a class or signs a trainer in. Fills the window.
void join_screen(const View& view, const Box& window, State& state);
/// A trainee between rounds.
void lobby_screen(const View& view, State& state);
/// People, teams and improvement, by tiers. `window` is for its dialog.
void board_screen(const View& view, const Box& window, State& state);
/// What stands behind one number of a board.
void audit_screen(const View& view, State& state);
/// A trainer without a class makes one; with one, runs it. `window` is for its dialogs.
void trainer_screen(const View& view, const Box& window, State& state);

void brief_screen(const PlayView& view);
void talk_screen(const PlayView& view, PlayState& state);
void recap_screen(const PlayView& view, PlayState& state);
void solve_screen(const PlayView& view, PlayState& state);
void score_screen(const PlayView& view, ScoreState& state);
/// The session is being scored, and the trainer who watches it has somebody left to rate.
bool can_rate_watched(const PlayView& view);
/// The same form for them; empties `state` when they are done, or go back.
void rate_watched(const PlayView& view, WatchedRating& state);
/// `over`: the session has ended and is only read again.
void debrief_screen(const PlayView& view, PlayState& state, bool over);

}  // namespace earshot::views
