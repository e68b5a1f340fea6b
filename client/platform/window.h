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
struct ImGuiContext;

namespace earshot::platform {

/// Where the window goes, in screen pixels.
struct Geometry {
  int width = 1440;
  int height = 900;
  std::optional<int> x{}, y{};
};

/// In design pixels.
struct Size {
  float width, height;
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

  /// Opens a second window that the same loop draws, for a projector: on another monitor where there is one. What it
  /// shows is a picture of this size in design pixels, at least, and scales as a whole with the window. It has an ImGui
  /// context and glyphs of its own; `theme` must outlive it. Not to be called from within a frame, but from `shown`.
  Result<void> open_beside(const std::string& title, Size picture, theme::Theme& theme, Frame frame,
                     std::function<void()> shown);
  /// True from open_beside until the window was closed, by close_beside or by the person.
  bool has_beside() const { return beside_ != nullptr; }
  /// Closes the second window soon.
  void close_beside();
  /// Draws the second window anew soon.
  void refresh_beside();

 private:
  struct Callbacks;
  explicit Window(GLFWwindow* window) : window_(window) {}
  static Result<std::unique_ptr<Window>> make(const std::string& title, Geometry place, bool scaled, Window* main);
  void begin_context(theme::Theme& theme);
  void wait() const;
  /// When this window wants to be drawn if nothing happens, as glfwGetTime counts.
  std::optional<double> next() const;
  /// Draws if it is time to, or something happened.
  void turn(bool woken);
  std::optional<Milliseconds> draw();
  void turn_beside(bool woken);

  GLFWwindow* window_;
  ImGuiContext* context_ = nullptr;
  Frame frame_;
  std::function<void()> shown_;
  std::optional<Size> picture_;  ///< it scales with the window
  bool is_beside_ = false;
  float scale_ = 1;              ///< screen pixels in a design pixel
  bool refresh_ = true;          ///< the system lost what the window showed
  int owed_ = 0;                 ///< frames to draw as soon as one may be drawn
  std::optional<double> deadline_;
  double drawn_at_ = 0;
  std::atomic<bool> woken_{false};
  std::unique_ptr<Window> beside_;
};

}  // namespace earshot::platform
