// The whole window: picks the screen that fits the model, and draws it.
#pragma once

#include "client/model/model.h"
#include "client/views/actions.h"
#include "client/views/state.h"
#include "shared/base/clock.h"

namespace earshot::views {

/// Draws one frame into the current ImGui context, between the kit's begin_frame and end_frame.
Actions draw(const model::Model& model, State& state, TimePoint now);

/// The join screen is what is shown: nobody is in a class yet, and no trainer is signed in.
bool shows_join_screen(const model::Model& model);

}  // namespace earshot::views
