// A text as a QR code: an invite that a phone can read off a screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Keeps the squares of the text that was drawn last, so that a frame costs no more than its drawing.
class QrCode {
 public:
  /// Draws the code in the middle of `box`, dark on ivory in either palette, because a camera wants it so. The quiet
  /// margin is part of the box. False, and nothing is drawn, where the text is longer than a code can hold.
  bool draw(const Box& box, std::string_view text);

  /// Squares along one side; 0 before anything was drawn.
  int side() const { return side_; }
  bool dark(int x, int y) const { return dark_[static_cast<std::size_t>(y * side_ + x)] != 0; }

 private:
  bool encode(std::string_view text);

  std::string text_;
  int side_ = 0;
  std::vector<std::uint8_t> dark_;
};

}  // namespace earshot::widgets
