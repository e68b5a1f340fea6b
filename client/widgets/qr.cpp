#include "client/widgets/qr.h"

#include <cmath>
#include <qrcodegen/qrcodegen.hpp>

namespace earshot::widgets {
namespace {

constexpr int kQuiet = 4;  // squares of margin that the standard asks for

}  // namespace

bool QrCode::encode(std::string_view text) {
  if (side_ > 0 && text == text_) return true;
  try {
    // An upper-case text takes a smaller code, but an invite's fingerprint is compared by people: it stays as it is.
    const auto code = qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    side_ = code.getSize();
    dark_.assign(static_cast<std::size_t>(side_ * side_), 0);
    for (int y = 0; y < side_; ++y) {
      for (int x = 0; x < side_; ++x) dark_[static_cast<std::size_t>(y * side_ + x)] = code.getModule(x, y) ? 1 : 0;
    }
  } catch (const qrcodegen::data_too_long&) {
    side_ = 0;
  }
  text_ = text;
  return side_ > 0;
}

bool QrCode::draw(const Box& box, std::string_view text) {
  if (!encode(text)) return false;
  fill(box, theme::dark().text1, theme::kRadiusPanel);
  const float unit = std::min(box.w, box.h) / static_cast<float>(side_ + 2 * kQuiet);
  const float left = box.centre().x - unit * static_cast<float>(side_) / 2;
  const float top = box.centre().y - unit * static_cast<float>(side_) / 2;
  // Edges on whole pixels: neighbours meet without a seam.
  const auto at = [unit](float from, int index) { return std::round(from + unit * static_cast<float>(index)); };
  for (int y = 0; y < side_; ++y) {
    for (int x = 0; x < side_; ++x) {
      if (!dark(x, y)) continue;
      int end = x + 1;
      while (end < side_ && dark(end, y)) ++end;
      fill({at(left, x), at(top, y), at(left, end) - at(left, x), at(top, y + 1) - at(top, y)}, theme::dark().page);
      x = end;
    }
  }
  return true;
}

}  // namespace earshot::widgets
