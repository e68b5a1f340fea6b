// Drawing in design terms: text by style, icons by name, shapes inside a box. All respect ImGui's current opacity.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "client/theme/icons.h"
#include "client/theme/measures.h"
#include "client/theme/palette.h"
#include "client/theme/theme.h"
#include "client/theme/type.h"
#include "client/widgets/box.h"
#include "client/widgets/layout.h"

namespace earshot::widgets {

using theme::Colour;
using theme::palette;
using theme::Tone;
using theme::TypeStyle;
namespace icon = theme::icon;

enum class Align : std::uint8_t { left, centre, right };

/// Corners, to be joined with |.
enum Corners : int { kTopLeft = 1, kTopRight = 2, kBottomLeft = 4, kBottomRight = 8, kTop = 3, kBottom = 12, kAll = 15 };

/// One line with its line height below `at`; returns its width.
float text(ImVec2 at, const TypeStyle& style, Colour colour, std::string_view text);
/// One line in the middle of the box's height, cut with an ellipsis where it does not fit.
void text_in(const Box& box, const TypeStyle& style, Colour colour, std::string_view text, Align align = Align::left);

/// Words of the interface, which are longer in one language than in another: where they do not fit, they are set smaller, or
/// on two lines if the box is high enough, before they are cut. What people wrote stands in text_in(): rows of one size.
void label_in(const Box& box, const TypeStyle& style, Colour colour, std::string_view words, Align align = Align::left);

/// Wrapped text; returns its height.
float paragraph(const Box& box, const TypeStyle& style, Colour colour, std::string_view text, Align align = Align::left);
float paragraph_height(const TypeStyle& style, std::string_view text, float width);

struct Piece {
  std::string_view text;
  TypeStyle style;
  Colour colour;
};
/// Wrapped text in several styles; returns its height.
float paragraph(const Box& box, std::initializer_list<Piece> pieces, Align align = Align::left);

/// Digits in cells of one width, so that a running clock stands still. Returns the width.
float digits(ImVec2 at, const TypeStyle& style, Colour colour, std::string_view text);
float digits_width(const TypeStyle& style, std::string_view text);

void draw_icon(ImVec2 centre, float size, Colour colour, const char* glyph);

void fill(const Box& box, Colour colour, float radius = 0, int corners = kAll);
/// A border inside the box.
void border(const Box& box, Colour colour, float width, float radius, int corners = kAll);
void disc(ImVec2 centre, float radius, Colour colour);
/// A circle line whose outer edge has this radius.
void circle(ImVec2 centre, float radius, Colour colour, float width);
/// A part of a circle, from `from` to `to` turns clockwise from the top.
void arc(ImVec2 centre, float radius, float from, float to, Colour colour, float width);
void line(ImVec2 from, ImVec2 to, Colour colour, float width);
void dashed(ImVec2 from, ImVec2 to, Colour colour, float width, float dash, float gap);
/// Filled from `left` to `right`, or from top to bottom.
void gradient(const Box& box, Colour left, Colour right, float radius, bool vertical = false);
/// A bubble: one radius, and another at the corners named in `sharp`.
void fill_bubble(const Box& box, Colour colour, float radius, float sharp_radius, int sharp);
void border_bubble(const Box& box, Colour colour, float width, float radius, float sharp_radius, int sharp);

/// Clips what is drawn until the end of the scope.
class Clip {
 public:
  explicit Clip(const Box& box);
  ~Clip();
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;
};

/// Draws at a part of the opacity until the end of the scope.
class Dim {
 public:
  explicit Dim(float opacity);
  ~Dim();
  Dim(const Dim&) = delete;
  Dim& operator=(const Dim&) = delete;
};

}  // namespace earshot::widgets
