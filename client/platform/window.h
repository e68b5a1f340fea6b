// The window: GLFW and OpenGL 3, and the loop that draws only when something changed.
// All of it belongs to the main thread, apart from `wake`.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/theme/theme.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

struct GLFWwindow;

namespace earshot::platform {

/// Where the window goes, in screen pixels.
struct Geometry {
  int width = 1440;
  int height = 900;
  std::optional<int> x{}, y{};
};

/// Reads "1440x900", "1440x900+10+20".
Result<Geometry> parse_geometry(const std::string& text);

/// Draws one frame with ImGui calls. Returns after how long it wants to be called again if nothing happens.
using Frame = std::function<std::optional<Milliseconds>()>;

class Window {
 public:
  /// Opens a window with an ImGui context of its own that uses `theme`, which must outlive it.
  /// Without `geometry` it takes 1440 x 900 design pixels. Fails where there is no display or no OpenGL 3.
  static Result<std::unique_ptr<Window>> open(const std::string& title, std::optional<Geometry> geometry,
                                              theme::Theme& theme);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Draws until the window is closed; calls `shown` after each frame that reached the screen.
  void run(const Frame& frame, const std::function<void()>& shown = {});

  /// Makes the loop draw soon. Safe from any thread while the window lives.
  void wake();
  /// Ends `run` after the current frame.
  void close();

 private:
  struct Callbacks;
  explicit Window(GLFWwindow* window) : window_(window) {}
  void wait(std::optional<double> deadline) const;
  std::optional<Milliseconds> draw(const Frame& frame);

  GLFWwindow* window_;
  float scale_ = 1;          ///< screen pixels in a design pixel
  bool refresh_ = true;      ///< the system lost what the window showed
  std::atomic<bool> woken_{false};
};

}  // namespace earshot::platform
