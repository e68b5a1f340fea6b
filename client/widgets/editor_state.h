// The text field that has the keyboard, or had it last. Only field.cpp and the kit need it.
#pragma once

#include <imgui.h>

#include <string>

#include "client/widgets/editing.h"

namespace earshot::widgets {

struct EditorState {
  ImGuiID id = 0;
  Editing editing;
  std::string seen;       ///< the text after the last edit, to notice that somebody else changed it
  float scroll = 0;       ///< along x on one line, along y on several
  double caret_since = 0; ///< when the caret last moved
  bool follow = true;     ///< the caret has to be brought into sight
};

}  // namespace earshot::widgets
