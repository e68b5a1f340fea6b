// Chat bubbles: side, corner and colour agree with who speaks. Words can be selected, and filed words are underlined.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// `sent`: the server has it on disk.
enum class Delivery : std::uint8_t { none, sending, sent, failed };

struct Bubble {
  std::uint64_t id = 0;  ///< unique in its transcript
  std::string_view text;
  Tone tone = Tone::neutral;
  bool mine = false;          ///< right side
  std::string_view author{};  ///< shown above the bubble, for who sees both sides
  std::string_view stamp{};   ///< time of day below it
  Delivery delivery = Delivery::none;
  std::span<const Span> underlined{};
  std::optional<Span> selected{};
  bool selectable = false;
};

struct BubbleResponse {
  std::optional<Span> selected;  ///< the mouse selected these words, as bytes of the text
};

/// Draws it into a column `width` wide with its top at `at`.
BubbleResponse bubble(ImVec2 at, float width, const Bubble& what);
/// How high `bubble` will be, with stamp, without the gap to the next.
float bubble_height(float width, const Bubble& what);

/// Three dots, for somebody who types, and words beside it. 40 high.
void typing(ImVec2 at, Tone tone, std::string_view words);

}  // namespace earshot::widgets
