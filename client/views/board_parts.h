// The parts of the leaderboard.
#pragma once

#include "client/model/insight.h"
#include "client/views/board_rows.h"
#include "client/views/view.h"

namespace earshot::views {

/// The rows under their heads, tier by tier. Whoever may open a row's audit gets there by a press on it.
void board_table(const View& view, const Box& box, State& state, const model::Board& board);

/// True for whoever trains this class, and so stands on none of its boards.
bool is_class_trainer(const model::Model& model);

/// The column beside the table: where one stands, and how far the order may be trusted.
void board_side(const View& view, const Box& box, State& state, const model::Board* board);

/// The question how one wants to be named; `state.open` opens it.
void naming_dialog(const View& view, const Box& window, NamingState& state);
/// Opens it, with what is in force.
void open_naming(const View& view, NamingState& state);

/// Opens the page behind a number; `person` 0: one's own.
void open_audit(State& state, PersonId person, const protocol::BoardScope& scope);

}  // namespace earshot::views
