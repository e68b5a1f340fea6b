// What a customer feels, as chips in a row.
#pragma once

#include <span>
#include <string>

#include "client/widgets/box.h"

namespace earshot::views {

/// One chip for each name, wrapped; takes their room off `area`.
void feeling_chips(widgets::Box& area, std::span<const std::string> names);

}  // namespace earshot::views
