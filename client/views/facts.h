// The customer's side of a talk: what is to be played now, the facts, and how heard one feels.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// The latest beat in the customer's colour; takes its room off `column`, nothing without a beat.
void beat_card(const PlayView& view, Box& column);
/// The facts by their rule, each to be said in the card's words or ticked as told; beats to press below.
void facts_panel(const PlayView& view, const Box& box, TalkState& state);
/// The meter, the curve so far, and who sees it.
void heard_panel(const PlayView& view, const Box& box);
/// The meter as a strip, 44 high with its label above.
void heard_strip_row(const PlayView& view, Box& area);
/// Alt+1 to Alt+5.
void heard_keys(const PlayView& view);

}  // namespace earshot::views
