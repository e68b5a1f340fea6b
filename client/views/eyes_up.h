// 'Eyes up': instead of every screen, until the trainer takes it back.
#pragma once

#include "client/views/state.h"
#include "client/views/view.h"

namespace earshot::views {

/// Whether this person's screens stand still: a trainer's never do.
bool eyes_up(const model::Model& model);
/// Out of a scene one can step even now.
void eyes_up_screen(const View& view, const Box& window, State& state);

}  // namespace earshot::views
