// A person as a disc with initials, and whether the person is here.
#pragma once

#include <string>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

enum class Presence : std::uint8_t { untold, here, away };

/// The first letters of the first and the last word, in capitals: "Sam Reyes" is SR.
std::string initials(std::string_view name);

/// `behind` is the colour under the avatar, for the gap around the presence dot.
void avatar(ImVec2 centre, float diameter, std::string_view name, Tone tone, Presence presence = Presence::untold,
            Colour behind = 0);

}  // namespace earshot::widgets
