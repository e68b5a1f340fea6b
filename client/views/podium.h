// The class's board on the projector: a step for each of the first three tiers, the class goal, and the promises.
#pragma once

#include <vector>

#include "client/views/board_rows.h"
#include "client/views/view.h"

namespace earshot::views {

/// The first three tiers; whoever shares one shares its step. The provisional stand on none.
std::vector<BoardRows> podium_tiers(const std::vector<protocol::BoardRow>& rows);

/// Turns the projector to the podium, asking for the boards anew, or back; takes a line away that is shown.
void turn_podium(const View& view, PresenterState& state);

/// Teams, or people where fewer than two teams are ranked. Drawn into the projector's picture.
void podium(const View& view, const Box& page);

}  // namespace earshot::views
