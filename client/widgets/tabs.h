// Tabs over a panel, and a segmented control.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

struct Tab {
  std::string_view label;
  const char* icon = nullptr;
  bool wrong = false;  ///< something on it has to be mended
};

/// A line of tabs across `box`, a rule below. Returns the tab that is chosen now.
std::size_t tabs(const Box& box, std::span<const Tab> all, std::size_t chosen);
/// The same as a pill of segments, sized by its words, with its right end at the right end of `box`.
std::size_t segments(const Box& box, std::span<const std::string_view> all, std::size_t chosen);

}  // namespace earshot::widgets
