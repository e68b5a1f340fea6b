#include "client/platform/window.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace earshot::platform {
namespace {

constexpr int kFramesAfterInput = 3;  // ImGui settles focus and layout over a few frames
constexpr int kFramesAfterWake = 2;
constexpr double kFrameTime = 1.0 / 60;
constexpr int kMinWidth = 900, kMinHeight = 560;

std::string& last_glfw_error() {
  static std::string text;
  return text;
}

Error no_window(const std::string& what) {
  const std::string& why = last_glfw_error();
  return {what + (why.empty() ? "" : " (" + why + ")") + ". Without a display, use earshot-text.", "window"};
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
  const auto refused = fail("write it as WIDTHxHEIGHT or WIDTHxHEIGHT+X+Y, for example 1440x900+0+0", "geometry");
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
    self(window).scale_ = std::max(x, 0.5F);
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

Result<std::unique_ptr<Window>> Window::open(const std::string& title, std::optional<Geometry> geometry,
                                             theme::Theme& theme) {
  glfwSetErrorCallback([](int, const char* text) { last_glfw_error() = text; });
  if (glfwInit() == GLFW_FALSE) return tl::unexpected(no_window("There is no display to open a window on"));
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  if (!geometry) glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  const Geometry place = geometry.value_or(Geometry{});
  GLFWwindow* handle = glfwCreateWindow(place.width, place.height, title.c_str(), nullptr, nullptr);
  if (handle == nullptr) {
    glfwTerminate();
    return tl::unexpected(no_window("This display gives no OpenGL 3.2 window"));
  }
  std::unique_ptr<Window> out(new Window(handle));
  glfwSetWindowUserPointer(handle, out.get());
  float scale_y = 1;
  glfwGetWindowContentScale(handle, &out->scale_, &scale_y);
  out->scale_ = std::max(out->scale_, 0.5F);
  const auto least = [&](int design) { return static_cast<int>(static_cast<float>(design) * out->scale_); };
  glfwSetWindowSizeLimits(handle, std::min(least(kMinWidth), place.width), std::min(least(kMinHeight), place.height),
                          GLFW_DONT_CARE, GLFW_DONT_CARE);
  if (place.x) glfwSetWindowPos(handle, *place.x, place.y.value_or(0));
  glfwMakeContextCurrent(handle);
  glfwSwapInterval(1);

  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCaptureKeyboard = false;
  io.ConfigInputTextCursorBlink = false;
  theme.fonts = theme::load_fonts(*io.Fonts);
  theme::apply(theme);
  Callbacks::install(handle);
  ImGui_ImplGlfw_InitForOpenGL(handle, false);
  ImGui_ImplOpenGL3_Init("#version 150");
  glfwShowWindow(handle);
  return out;
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::wake() {
  woken_ = true;
  glfwPostEmptyEvent();
}

void Window::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }

void Window::wait(std::optional<double> deadline) const {
  if (!deadline) {
    glfwWaitEvents();
  } else if (const double left = *deadline - glfwGetTime(); left > 0) {
    glfwWaitEventsTimeout(left);
  } else {
    glfwPollEvents();
  }
}

void Window::run(const Frame& frame, const std::function<void()>& shown) {
  int owed = kFramesAfterInput;
  std::optional<double> deadline;
  double drawn_at = 0;
  while (glfwWindowShouldClose(window_) == GLFW_FALSE) {
    if (owed > 0) {
      wait(drawn_at + kFrameTime);
    } else {
      wait(deadline);
    }
    if (woken_.exchange(false)) owed = std::max(owed, kFramesAfterWake);
    if (refresh_ || ImGui::GetCurrentContext()->InputEventsQueue.Size > 0) owed = kFramesAfterInput;
    refresh_ = false;
    const double now = glfwGetTime();
    if (owed == 0 && deadline && now >= *deadline) owed = 1;
    if (owed == 0 || (now < drawn_at + kFrameTime && owed < kFramesAfterInput)) continue;
    const auto again = draw(frame);
    if (shown) shown();
    drawn_at = glfwGetTime();
    --owed;
    deadline.reset();
    if (again) deadline = drawn_at + std::max(kFrameTime, std::chrono::duration<double>(*again).count());
  }
}

std::optional<Milliseconds> Window::draw(const Frame& frame) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = io.DisplaySize / scale_;
  io.DisplayFramebufferScale = io.DisplayFramebufferScale * scale_;
  ImGui::NewFrame();
  const auto again = frame();
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
