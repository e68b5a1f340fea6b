// A class code, a letter a cell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

struct CodeFieldResponse {
  bool changed = false;
  bool submitted = false;
};

/// Types capital letters and digits into `code`; it grows by cells beyond `cells` up to `most`, as some codes are longer.
CodeFieldResponse code_field(std::string_view label, std::string& code, const Box& box, std::size_t cells, std::size_t most,
                             bool invalid);

}  // namespace earshot::widgets
