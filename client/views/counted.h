// 'How is this counted?': every number that a trainee sees, on one screen (docs/scores.md says the same at length).
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Over everything, while `open`.
void counted_dialog(const PlayView& view, bool& open);

}  // namespace earshot::views
