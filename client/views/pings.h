// What comes in beside the agent's talk: a colleague's message over the screen, that can be opened and put away.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// Over the panels, at the top right of `content`. `state` keeps what was put away.
void ping_overlay(const PlayView& view, const Box& content, TalkState& state);

}  // namespace earshot::views
