// Nothing here yet: rings, one line, one next step.
#pragma once

#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

void empty_state(const Box& box, std::string_view line, std::string_view next_step);

}  // namespace earshot::widgets
