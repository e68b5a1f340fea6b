// What the customer says about the outcome: four questions to answer, and how the answers look in the debrief.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// The questions and what was named; fills `box`, with the button that hands it in at the end.
void outcome_form(const PlayView& view, const Box& box, ScoreState& state);
/// Solved across, satisfied up, a dot where the customer stands.
void outcome_picture(const Box& box, const protocol::Outcome& outcome);
/// One sentence for the picture.
std::string_view outcome_words(const protocol::Outcome& outcome);

}  // namespace earshot::views
