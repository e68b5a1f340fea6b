// The window of a gallery: one screen over a made-up model, to be looked at.
#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include "client/platform/window.h"
#include "client/widgets/kit.h"

namespace earshot {

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
