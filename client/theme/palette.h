// The colours of Earshot, dark and light. Role colours mean roles only; neutral screens act in ivory and ink.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>

namespace earshot::theme {

/// A colour as Dear ImGui packs it.
using Colour = ImU32;

/// What a colour stands for. `customer`, `agent` and `observer` are the seats; the last three are states of things.
enum class Tone : std::uint8_t { neutral, customer, agent, observer, success, warning, danger };
inline constexpr std::size_t kTones = 7;

struct ToneColours {
  Colour text;    ///< on page, panel, raised and well
  Colour fill;    ///< a filled control
  Colour ink;     ///< text on `fill`
  Colour soft;    ///< a quiet background for `text`
  Colour bubble;  ///< a chat bubble, under text 1
  Colour edge;    ///< the border that `fill` needs against a panel; equal to `fill` where it needs none
};

struct Palette {
  bool dark;
  Colour page, panel, raised, well;
  Colour line;  ///< decoration
  Colour edge;  ///< borders of controls
  Colour text1, text2, text3;
  Colour focus, shade;
  Colour glow;  ///< the warm end of a large background
  std::array<ToneColours, kTones> tones;

  const ToneColours& operator[](Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
};

const Palette& dark();
const Palette& light();

/// `a` moved towards `b` by `amount` in [0, 1].
Colour mix(Colour a, Colour b, float amount);
/// `colour` with its opacity scaled.
Colour fade(Colour colour, float opacity);

}  // namespace earshot::theme
