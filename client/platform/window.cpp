#include "client/platform/window.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "shared/words/words.h"

namespace earshot::platform {
namespace {

using words::tr;
using words::trf;

constexpr int kFramesAfterInput = 3;  // ImGui settles focus and layout over a few frames
constexpr int kFramesAfterWake = 2;
constexpr double kFrameTime = 1.0 / 60;
constexpr int kMinWidth = 900, kMinHeight = 560;
constexpr int kMinBesideWidth = 320, kMinBesideHeight = 200;

std::string& last_glfw_error() {
  static std::string text;
  return text;
}

Error no_window(std::string_view what) {
  const std::string& why = last_glfw_error();
  const std::string found = why.empty() ? std::string(what) : fmt::format("{} ({})", what, why);
  return {trf("{}. Without a display, use earshot-text.", found), "window"};
}

/// Fills a monitor that this window is not on; with one monitor, a window of the usual size.
Geometry place_beside(GLFWwindow* window) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  int at_x = 0;
  int at_y = 0;
  glfwGetWindowPos(window, &at_x, &at_y);
  for (int i = 0; count > 1 && i < count; ++i) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    glfwGetMonitorWorkarea(monitors[i], &x, &y, &width, &height);
    const bool ours = at_x >= x && at_x < x + width && at_y >= y && at_y < y + height;
    if (!ours && width > 0 && height > 0) return {width, height, x, y};
  }
  return {};
}

}  // namespace

Result<Geometry> parse_geometry(const std::string& text) {
  Geometry out;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto number = [&](int& value) {
    const auto [next, error] = std::from_chars(at, end, value);
    at = next;
    return error == std::errc{};
  };
  const auto refused = fail(std::string(tr("write it as WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y, for example 1440x900+0+0")), "geometry");
  if (!number(out.width) || at == end || *at++ != 'x' || !number(out.height)) return refused;
  if (out.width <= 0 || out.height <= 0) return refused;
  if (at == end) return out;
  int x = 0;
  int y = 0;
  if (*at++ != '+' || !number(x) || at == end || *at++ != '+' || !number(y) || at != end) return refused;
  out.x = x;
  out.y = y;
  return out;
}

// GLFW hands its callbacks the window; the positions it gives become design pixels here.
struct Window::Callbacks {
  static Window& self(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

  static void cursor(GLFWwindow* window, double x, double y) {
    const auto scale = static_cast<double>(self(window).scale_);
    ImGui_ImplGlfw_CursorPosCallback(window, x / scale, y / scale);
  }
  static void refresh(GLFWwindow* window) { self(window).refresh_ = true; }
  static void resized(GLFWwindow* window, int, int) { self(window).refresh_ = true; }
  static void rescaled(GLFWwindow* window, float x, float) {
    if (!self(window).picture_) self(window).scale_ = std::max(x, 0.5F);
    self(window).refresh_ = true;
  }

  static void install(GLFWwindow* window) {
    glfwSetWindowFocusCallback(window, ImGui_ImplGlfw_WindowFocusCallback);
    glfwSetCursorEnterCallback(window, ImGui_ImplGlfw_CursorEnterCallback);
    glfwSetCursorPosCallback(window, cursor);
    glfwSetMouseButtonCallback(window, ImGui_ImplGlfw_MouseButtonCallback);
    glfwSetScrollCallback(window, ImGui_ImplGlfw_ScrollCallback);
    glfwSetKeyCallback(window, ImGui_ImplGlfw_KeyCallback);
    glfwSetCharCallback(window, ImGui_ImplGlfw_CharCallback);
    glfwSetWindowRefreshCallback(window, refresh);
    glfwSetFramebufferSizeCallback(window, resized);
    glfwSetWindowContentScaleCallback(window, rescaled);
  }
};

Result<std::unique_ptr<Window>> Window::make(const std::string& title, Geometry place, bool scaled, Window* main) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  // A projector's window does not take the keyboard from whoever is typing.
  if (main) glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
  if (scaled) glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  GLFWwindow* handle = glfwCreateWindow(place.width, place.height, title.c_str(), nullptr, nullptr);
  if (handle == nullptr) return tl::unexpected(no_window(tr("This display gives no OpenGL 3.2 window")));
  std::unique_ptr<Window> out(new Window(handle));
  out->is_beside_ = main != nullptr;
  glfwSetWindowUserPointer(handle, out.get());
  float scale_y = 1;
  glfwGetWindowContentScale(handle, &out->scale_, &scale_y);
  out->scale_ = std::max(out->scale_, 0.5F);
  const auto least = [&](int design) { return static_cast<int>(static_cast<float>(design) * out->scale_); };
  const int width = main ? kMinBesideWidth : least(kMinWidth);
  const int height = main ? kMinBesideHeight : least(kMinHeight);
  glfwSetWindowSizeLimits(handle, std::min(width, place.width), std::min(height, place.height), GLFW_DONT_CARE, GLFW_DONT_CARE);
  if (place.x) glfwSetWindowPos(handle, *place.x, place.y.value_or(0));
  glfwMakeContextCurrent(handle);
  // One of the two waits for the screen, or each would get every other frame.
  glfwSwapInterval(main ? 0 : 1);
  return out;
}

void Window::begin_context(theme::Theme& theme) {
  IMGUI_CHECKVERSION();
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCaptureKeyboard = false;
  io.ConfigInputTextCursorBlink = false;
  theme.fonts = theme::load_fonts(*io.Fonts);
  theme::apply(theme);
  Callbacks::install(window_);
  ImGui_ImplGlfw_InitForOpenGL(window_, false);
  ImGui_ImplOpenGL3_Init("#version 150");
  glfwShowWindow(window_);
}

Result<std::unique_ptr<Window>> Window::open(const std::string& title, std::optional<Geometry> geometry,
                                             theme::Theme& theme) {
  glfwSetErrorCallback([](int, const char* text) { last_glfw_error() = text; });
  if (glfwInit() == GLFW_FALSE) return tl::unexpected(no_window(tr("There is no display to open a window on")));
  auto out = make(title, geometry.value_or(Geometry{}), !geometry, nullptr);
  if (!out) {
    glfwTerminate();
    return out;
  }
  (*out)->begin_context(theme);
  return out;
}

Result<void> Window::open_beside(const std::string& title, Size picture, theme::Theme& theme, Frame frame,
                           std::function<void()> shown) {
  auto out = make(title, place_beside(window_), false, this);
  if (out) {
    beside_ = std::move(*out);
    beside_->picture_ = picture;
    beside_->frame_ = std::move(frame);
    beside_->shown_ = std::move(shown);
    beside_->begin_context(theme);
  }
  glfwMakeContextCurrent(window_);
  ImGui::SetCurrentContext(context_);
  if (!out) return tl::unexpected(out.error());
  return {};
}

Window::~Window() {
  beside_.reset();
  if (context_) {
    glfwMakeContextCurrent(window_);
    ImGui::SetCurrentContext(context_);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(context_);
  }
  glfwDestroyWindow(window_);
  if (!is_beside_) glfwTerminate();
}

void Window::wake() {
  woken_ = true;
  glfwPostEmptyEvent();
}

void Window::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }

void Window::close_beside() {
  if (!beside_) return;
  beside_->close();
  glfwPostEmptyEvent();
}

void Window::refresh_beside() {
  if (!beside_) return;
  beside_->refresh_ = true;
  glfwPostEmptyEvent();
}

std::optional<double> Window::next() const { return owed_ > 0 ? std::optional(drawn_at_ + kFrameTime) : deadline_; }

void Window::wait() const {
  std::optional<double> until = next();
  const std::optional<double> other = beside_ ? beside_->next() : std::nullopt;
  if (other && (!until || *other < *until)) until = other;
  if (!until) {
    glfwWaitEvents();
  } else if (const double left = *until - glfwGetTime(); left > 0) {
    glfwWaitEventsTimeout(left);
  } else {
    glfwPollEvents();
  }
}

void Window::run(const Frame& frame, const std::function<void()>& shown) {
  frame_ = frame;
  shown_ = shown;
  owed_ = kFramesAfterInput;
  while (glfwWindowShouldClose(window_) == GLFW_FALSE) {
    wait();
    const bool woken = woken_.exchange(false);
    turn(woken);
    turn_beside(woken);
  }
  beside_.reset();
}

void Window::turn_beside(bool woken) {
  if (!beside_) return;
  if (glfwWindowShouldClose(beside_->window_) == GLFW_TRUE) {
    beside_.reset();
    owed_ = std::max(owed_, 1);  // whoever opened it learns here that it is gone
  } else {
    beside_->turn(woken);
  }
  glfwMakeContextCurrent(window_);
  ImGui::SetCurrentContext(context_);
}

void Window::turn(bool woken) {
  if (woken) owed_ = std::max(owed_, kFramesAfterWake);
  if (refresh_ || context_->InputEventsQueue.Size > 0) owed_ = kFramesAfterInput;
  refresh_ = false;
  const double now = glfwGetTime();
  if (owed_ == 0 && deadline_ && now >= *deadline_) owed_ = 1;
  if (owed_ == 0 || (now < drawn_at_ + kFrameTime && owed_ < kFramesAfterInput)) return;
  const auto again = draw();
  if (shown_) shown_();
  drawn_at_ = glfwGetTime();
  --owed_;
  deadline_.reset();
  if (again) deadline_ = drawn_at_ + std::max(kFrameTime, std::chrono::duration<double>(*again).count());
}

std::optional<Milliseconds> Window::draw() {
  glfwMakeContextCurrent(window_);
  ImGui::SetCurrentContext(context_);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (picture_) scale_ = std::max(0.05F, std::min(io.DisplaySize.x / picture_->width, io.DisplaySize.y / picture_->height));
  io.DisplaySize = io.DisplaySize / scale_;
  io.DisplayFramebufferScale = io.DisplayFramebufferScale * scale_;
  ImGui::NewFrame();
  const auto again = frame_();
  ImGui::Render();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  const ImVec4 page = ImGui::ColorConvertU32ToFloat4(theme::palette().page);
  glClearColor(page.x, page.y, page.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
  return again;
}

}  // namespace earshot::platform
