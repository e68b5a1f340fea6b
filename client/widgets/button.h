// Buttons: one filled one a panel. 44 high, 36 small, 56 big.
#pragma once

#include <string_view>

#include "client/widgets/control.h"
#include "client/widgets/draw.h"

namespace earshot::widgets {

enum class ButtonLook : std::uint8_t { filled, outline, ghost };

struct ButtonOptions {
  const char* icon = nullptr;
  ButtonLook look = ButtonLook::filled;
  Tone tone = Tone::neutral;
  bool enabled = true;
  bool icon_right = false;
};

/// True when it was pressed. The height of the box picks the type.
bool button(std::string_view label, const Box& box, const ButtonOptions& options = {});
/// How wide the label, the icon and the padding are.
float button_width(std::string_view label, float height, bool has_icon = false);

/// A square button that shows an icon alone; `label` names it for the record.
bool icon_button(std::string_view label, const Box& box, const char* icon, const ButtonOptions& options = {});

}  // namespace earshot::widgets
