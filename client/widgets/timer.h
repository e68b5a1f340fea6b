// A ring that empties, and minutes and seconds in cells that stand still.
#pragma once

#include <optional>
#include <string>

#include "client/widgets/draw.h"
#include "shared/base/clock.h"

namespace earshot::widgets {

/// "5:12"; never below "0:00".
std::string clock_text(Milliseconds left);

/// Ring and digits with their left end at `box`; no total draws the digits alone. Returns the width.
/// Asks for the next frame when the next second begins. `held` says that the clock stands still.
float timer(const Box& box, Milliseconds left, std::optional<Milliseconds> total, Tone tone, bool held = false);
float timer_width(Milliseconds left);

/// The ring alone, full at 1.
void timer_ring(ImVec2 centre, float diameter, float stroke, float full, Tone tone);

}  // namespace earshot::widgets
