// The second agent, who waits outside until the call is handed over.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Instead of brief and talk: neither is shown to them.
void outside_screen(const PlayView& view, const Box& box);

}  // namespace earshot::views
