// Chips: 28 high, colour plus icon. Choice chips: 34 high, one of several is chosen.
#pragma once

#include <string_view>

#include "client/widgets/control.h"
#include "client/widgets/draw.h"

namespace earshot::widgets {

enum class ChipLook : std::uint8_t { soft, outline };

float chip_width(std::string_view label, bool has_icon);
/// Draws a chip with its left end at `at`; returns its width.
float chip(ImVec2 at, std::string_view label, const char* icon, Tone tone, ChipLook look = ChipLook::soft);

float choice_width(std::string_view label, bool has_icon);
/// A choice: filled when chosen. True when it was pressed.
bool choice(std::string_view label, const Box& box, bool chosen, const char* icon = nullptr, bool enabled = true);

/// Two or more exclusive answers: soft in the tone's colour when chosen, an outline otherwise.
bool answer(std::string_view label, const Box& box, bool chosen, const char* icon, Tone tone, bool enabled = true);

}  // namespace earshot::widgets
