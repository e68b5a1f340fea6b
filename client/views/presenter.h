// What the class sees on the projector: the code to join with, who is here, the round's clock, the podium.
#pragma once

#include "client/model/model.h"
#include "client/views/actions.h"
#include "client/views/state.h"
#include "shared/base/clock.h"

namespace earshot::views {

/// The design size of the projector's picture: it scales as a whole.
inline constexpr float kPictureWidth = 1440, kPictureHeight = 900;

/// True while there is something to project: a trainer is in a class.
bool may_present(const model::Model& model);

/// Draws one frame into the current ImGui context, between the kit's begin_frame and end_frame. Escape and F9 close
/// the projector, P turns to the podium and back; both by way of `state.presenter`.
Actions draw_presenter(const model::Model& model, State& state, TimePoint now);

}  // namespace earshot::views
