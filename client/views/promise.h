// What the class wants to reach together, and one promise for tomorrow.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

/// True while a goal is set.
bool has_goal(const model::Model& model);
/// How far the class is on its goal. Fills `box`, which is a panel's inside, from the top; takes its room off.
void goal_lines(const View& view, Box& area);
/// One's own promise, or the field to give one; takes its room off `area`.
void promise_field(const View& view, Box& area, PromiseState& state);
/// Both in a panel of their own, 196 high or more.
void goal_panel(const View& view, const Box& box, PromiseState& state);

}  // namespace earshot::views
