// What every control does the same way: hit area, Tab stop, Enter and Space, focus ring, and its entry in the record.
#pragma once

#include <string_view>

#include "client/theme/measures.h"
#include "client/widgets/box.h"

namespace earshot::widgets {

struct ControlOptions {
  bool enabled = true;
  float radius = theme::kRadiusButton;
  std::string_view value{};  ///< what a choice holds, for the record
};

struct Response {
  bool clicked = false;
  bool hovered = false;
  bool held = false;
  bool focused = false;  ///< has the keyboard, and shows it
  bool visible = true;   ///< false where a scrolled region hides it whole
};

/// `label` names the control among its siblings and in the record; what follows "##" is not shown.
Response control(std::string_view label, const Box& box, const ControlOptions& options = {});

}  // namespace earshot::widgets
