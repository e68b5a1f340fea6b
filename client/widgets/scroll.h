// A region that scrolls: what is drawn in it takes design pixels of its own, and tells how high it became.
#pragma once

#include <string>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Lives as long as the region is drawn into.
class Scroll {
 public:
  /// `follow` keeps the end in sight as long as it was in sight before.
  Scroll(const char* id, const Box& box, bool follow = false);
  ~Scroll();
  Scroll(const Scroll&) = delete;
  Scroll& operator=(const Scroll&) = delete;

  /// Where to draw: moves with the scroll position. Its height is that of the region.
  Box content() const { return content_; }
  /// How high all of it is.
  void set_height(float height) { height_ = height; }
  /// Scrolls until `y`, in the coordinates of `content`, is in the middle.
  void show(float y);

 private:
  Box content_;
  float height_ = 0;
  bool follow_;
};

}  // namespace earshot::widgets
