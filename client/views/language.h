// The choice of the interface's language: small, on the screens outside of a role-play.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// The language in force, in its own words; a press opens the list of all. The choice is an action.
void language_picker(const View& view, const Box& box);
/// How wide it is; `theme::kButton` high.
float language_picker_width();
/// The same as a square with nothing but its sign.
void language_button(const View& view, const Box& box);

}  // namespace earshot::views
