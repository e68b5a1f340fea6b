// A rectangle to lay things out with: panels are cut off its sides.
#pragma once

#include <imgui.h>

#include <algorithm>

namespace earshot::widgets {

struct Box {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
  ImVec2 centre() const { return {x + w / 2, y + h / 2}; }

  Box inset(float by) const { return inset(by, by); }
  Box inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  Box grow(float by) const { return inset(-by); }
  Box moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

  /// Each takes a strip off one side, and `gap` beside it out of both.
  Box cut_top(float size, float gap = 0) {
    const Box out{x, y, w, size};
    y += size + gap;
    h = std::max(0.0F, h - size - gap);
    return out;
  }
  Box cut_bottom(float size, float gap = 0) {
    h = std::max(0.0F, h - size);
    const Box out{x, y + h, w, size};
    h = std::max(0.0F, h - gap);
    return out;
  }
  Box cut_left(float size, float gap = 0) {
    const Box out{x, y, size, h};
    x += size + gap;
    w = std::max(0.0F, w - size - gap);
    return out;
  }
  Box cut_right(float size, float gap = 0) {
    w = std::max(0.0F, w - size);
    const Box out{x + w, y, size, h};
    w = std::max(0.0F, w - gap);
    return out;
  }
  /// Column `index` of `count` equal ones.
  Box column(int index, int count, float gap) const {
    const float width = (w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    return {x + static_cast<float>(index) * (width + gap), y, width, h};
  }
};

}  // namespace earshot::widgets
