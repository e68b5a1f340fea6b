// The class's board on the projector: three steps, and whoever comes after.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Turns the projector to the podium, asking for the boards anew, or back.
void turn_podium(const View& view, PresenterState& state);

/// Teams, or people where there are no teams. Drawn into the projector's picture.
void podium(const View& view, const Box& page);

}  // namespace earshot::views
