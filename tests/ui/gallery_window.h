// The window of a gallery: one screen over a made-up model, to be looked at.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/platform/window.h"
#include "client/widgets/kit.h"

namespace earshot {

/// Says which scenes there are; gives the program's exit code.
inline int no_such_scene(const std::vector<std::string_view>& scenes) {
  std::fputs("name one of these scenes:", stderr);
  for (const auto scene : scenes) std::fprintf(stderr, " %.*s", static_cast<int>(scene.size()), scene.data());
  std::fputs("\n", stderr);
  return 1;
}

/// Draws each frame until the window is closed; gives the program's exit code.
inline int show_gallery(const std::string& title, const platform::Geometry& geometry, widgets::Kit& kit, const std::function<void()>& draw) {
  auto window = platform::Window::open(title, geometry, kit);
  if (!window) {
    std::fprintf(stderr, "%s\n", window.error().to_string().c_str());
    return 1;
  }
  (*window)->run([&] {
    kit.begin_frame();
    draw();
    return kit.end_frame();
  });
  return 0;
}

}  // namespace earshot
