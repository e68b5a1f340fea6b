// Space, radii and heights, in design pixels. A window at 200 % draws them at twice the size.
#pragma once

namespace earshot::theme {

inline constexpr float kGap = 16;         ///< between panels
inline constexpr float kMargin = 24;      ///< around a page
inline constexpr float kSmallGap = 12;    ///< both, on a small window
inline constexpr float kPanelPadding = 20;

inline constexpr float kRadiusSmall = 8;
inline constexpr float kRadiusField = 10;
inline constexpr float kRadiusButton = 12;
inline constexpr float kRadiusToast = 14;
inline constexpr float kRadiusPanel = 16;
inline constexpr float kRadiusBubble = 18;
inline constexpr float kRadiusSpeaker = 5;  ///< the corner of a bubble next to its speaker
inline constexpr float kRadiusRoleCard = 20;

inline constexpr float kButtonSmall = 36;
inline constexpr float kButton = 44;
inline constexpr float kButtonBig = 56;
inline constexpr float kChip = 28;
inline constexpr float kChoice = 34;
inline constexpr float kField = 48;
inline constexpr float kTableRow = 62;
inline constexpr float kTopBar = 64;
inline constexpr float kTopBarSmall = 52;

inline constexpr float kFocusStroke = 3;
inline constexpr float kFocusOffset = 3;

/// A window narrower than this folds its side panels.
inline constexpr float kFoldWidth = 1200;

}  // namespace earshot::theme
