#include "client/theme/palette.h"

#include <algorithm>

namespace earshot::theme {
namespace {

constexpr Colour rgb(std::uint32_t hex) {
  return IM_COL32((hex >> 16) & 0xFFU, (hex >> 8) & 0xFFU, hex & 0xFFU, 0xFFU);
}

constexpr ToneColours role(std::uint32_t text, std::uint32_t fill, std::uint32_t ink, std::uint32_t soft,
                           std::uint32_t bubble, std::uint32_t edge) {
  return {rgb(text), rgb(fill), rgb(ink), rgb(soft), rgb(bubble), rgb(edge)};
}

constexpr ToneColours status(std::uint32_t text, std::uint32_t ink, std::uint32_t soft) {
  return {rgb(text), rgb(text), rgb(ink), rgb(soft), rgb(soft), rgb(text)};
}

constexpr Palette kDark = {
    .dark = true,
    .page = rgb(0x17151A),
    .panel = rgb(0x211E25),
    .raised = rgb(0x2C2931),
    .well = rgb(0x1B191E),
    .line = rgb(0x3B3741),
    .edge = rgb(0x817A88),
    .text1 = rgb(0xF7F2EA),
    .text2 = rgb(0xD2C9C2),
    .text3 = rgb(0xABA2A0),
    .focus = rgb(0xFFFFFF),
    .shade = rgb(0x0E0D10),
    .glow = rgb(0x2D2228),
    .tones = {{
        {rgb(0xF7F2EA), rgb(0xF7F2EA), rgb(0x1D1A20), rgb(0x2C2931), rgb(0x2C2931), rgb(0xF7F2EA)},
        role(0xF6B45E, 0xF6B45E, 0x231706, 0x3A2C1B, 0x4B3718, 0xF6B45E),
        role(0x63CBCD, 0x63CBCD, 0x062022, 0x1C3437, 0x17474B, 0x63CBCD),
        role(0xC0A9FA, 0xC0A9FA, 0x1B1033, 0x302943, 0x413465, 0xC0A9FA),
        status(0x8BD6A0, 0x1D1A20, 0x20352A),
        status(0xF2DA7A, 0x1D1A20, 0x38331E),
        status(0xFF9A8D, 0x1D1A20, 0x43252A),
    }},
};

constexpr Palette kLight = {
    .dark = false,
    .page = rgb(0xF3EDE4),
    .panel = rgb(0xFFFDF9),
    .raised = rgb(0xF5EFE6),
    .well = rgb(0xFBF7F0),
    .line = rgb(0xE0D6C8),
    .edge = rgb(0x8A7F73),
    .text1 = rgb(0x251F1B),
    .text2 = rgb(0x4C443D),
    .text3 = rgb(0x675D54),
    .focus = rgb(0x251F1B),
    .shade = rgb(0xDCD1C2),
    .glow = rgb(0xFBE9DC),
    .tones = {{
        {rgb(0x251F1B), rgb(0x2B2520), rgb(0xFFFDF9), rgb(0xF5EFE6), rgb(0xF5EFE6), rgb(0x2B2520)},
        role(0x955000, 0xF2A945, 0x2A1B05, 0xFCEFDC, 0xFBE3C0, 0x955000),
        role(0x07686E, 0x07686E, 0xFFFFFF, 0xE2F2F1, 0xCCE9E8, 0x07686E),
        role(0x6440B5, 0x6440B5, 0xFFFFFF, 0xF0EAFB, 0xE3DAF9, 0x6440B5),
        status(0x1E6B3B, 0xFFFFFF, 0xE2F2E5),
        status(0x755700, 0xFFFFFF, 0xFAF0CE),
        status(0xAE2F1E, 0xFFFFFF, 0xFBE5DF),
    }},
};

}  // namespace

const Palette& dark() { return kDark; }
const Palette& light() { return kLight; }

Colour mix(Colour a, Colour b, float amount) {
  const float t = std::clamp(amount, 0.0F, 1.0F);
  Colour out = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const auto from = static_cast<float>((a >> shift) & 0xFFU);
    const auto to = static_cast<float>((b >> shift) & 0xFFU);
    out |= static_cast<Colour>(from + (to - from) * t + 0.5F) << shift;
  }
  return out;
}

Colour fade(Colour colour, float opacity) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT) * std::clamp(opacity, 0.0F, 1.0F);
  return (colour & ~IM_COL32_A_MASK) | (static_cast<Colour>(alpha + 0.5F) << IM_COL32_A_SHIFT);
}

}  // namespace earshot::theme
