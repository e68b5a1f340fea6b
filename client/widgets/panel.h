// Panels and what stands in them: headings with an icon, wells, rules.
#pragma once

#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// A panel; returns the box inside its padding.
Box panel(const Box& box, float padding = theme::kPanelPadding);
/// A panel somebody chose: the same with an outline.
Box selected_panel(const Box& box, Colour outline, float padding = theme::kPanelPadding);
/// A darker box in a panel, for a row or a quiet card.
void well(const Box& box, float radius = theme::kRadiusField);

/// An icon and a title on one line; an `aside` at the right end. Returns the height.
float heading(const Box& line, std::string_view title, const char* icon = nullptr, std::string_view aside = {});
/// The same in a role's colour, for a section.
float section(const Box& line, std::string_view title, const char* icon, Tone tone);
/// A hair line.
void rule(ImVec2 at, float width);

}  // namespace earshot::widgets
