// The type scale: Inter without kerning, sizes in design pixels. Nothing is smaller than 14.
#pragma once

#include <cstdint>

namespace earshot::theme {

enum class Weight : std::uint8_t { regular, semibold, bold };

struct TypeStyle {
  float size;  ///< of the em square
  float line;  ///< height of one line
  Weight weight = Weight::regular;
  friend constexpr bool operator==(const TypeStyle&, const TypeStyle&) = default;
};

inline constexpr TypeStyle kMeta{14, 20};
inline constexpr TypeStyle kMetaStrong{14, 20, Weight::semibold};
inline constexpr TypeStyle kBody{16, 24};
inline constexpr TypeStyle kBodyStrong{16, 24, Weight::semibold};
inline constexpr TypeStyle kChat{18, 26};
inline constexpr TypeStyle kChatStrong{18, 26, Weight::semibold};
inline constexpr TypeStyle kTitle{22, 28, Weight::bold};
inline constexpr TypeStyle kHeading{30, 38, Weight::bold};
inline constexpr TypeStyle kHero{44, 52, Weight::bold};

}  // namespace earshot::theme
