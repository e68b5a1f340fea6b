// The parts of the console a trainer runs a class with.
#pragma once

#include <string>

#include "client/views/view.h"

namespace earshot::views {

/// "K7M 4QX".
std::string spaced_code(const std::string& code);
/// What opens this class on another machine: earshot://host:port/CODE#fingerprint.
std::string invite_of(const model::Model& model);

/// The bar on top: where one is, and the way to settings, projector and 'eyes up'. `box` is the whole bar.
void trainer_bar(const View& view, const Box& bar, State& state);

/// Code, members, and who is in no session.
void people_panel(const View& view, const Box& box, State& state);
/// The lesson's steps, and what goes on with them.
void plan_panel(const View& view, const Box& box, TrainerState& state);

/// "Round 3, Talk, paused". `behind`: whose phase it is; null: none.
std::string round_line(RoundId round, const protocol::SessionShown* behind, bool paused);
/// Everything about the next round.
void round_form(const View& view, const Box& box, RoundDraft& draft);
/// The clock of whoever is furthest behind; pause, more time, next phase, end.
void round_controls(const View& view, const Box& box);

/// Every session of the class; a press watches one.
void sessions_grid(const View& view, const Box& box, TrainerState& state);

/// Calls for help, what happened, and what the trainer says.
void inbox_panel(const View& view, const Box& box, TrainerState& state);
/// The session that is watched, as it goes on, with whispers below.
void live_panel(const View& view, const Box& box, State& state);

/// Asks that the list which hangs on a card or a name be opened where the mouse is.
void open_menu(TrainerState& state, TrainerMenu menu);
/// Draws that list, if one is open.
void trainer_menus(const View& view, State& state);

void plan_editor(const View& view, const Box& window, PlanEditorState& state);
void class_settings(const View& view, const Box& window, TrainerState& state);
void eyes_up_dialog(const View& view, const Box& window, TrainerState& state);

}  // namespace earshot::views
