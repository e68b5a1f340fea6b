#include "client/widgets/recorder.h"

#include <imgui_internal.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace earshot::widgets {

#if EARSHOT_UI_RECORDER

void Recorder::begin_frame() {
  items_.clear();
  cuts_.clear();
}

void Recorder::cut(std::string_view text) {
  if (keeps_cuts_) cuts_.emplace_back(text);
}

void Recorder::control(std::string_view label, const Box& box, bool enabled, std::string_view value, bool typed_into) {
  if (path_.empty()) return;
  const auto shown = label.substr(0, label.find("##"));
  add({"control", std::string(shown), std::string(value), box, enabled, typed_into});
}

void Recorder::text(std::string_view text, const Box& box) {
  if (path_.empty()) return;
  add({"text", std::string(text), {}, box, true});
}

void Recorder::add(Item item) {
  // What a scrolled region hides cannot be clicked, nor read; a popup is hidden for its first frame.
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiWindow& window = *ImGui::GetCurrentWindow();
  if (window.HiddenFramesCanSkipItems > 0 || window.HiddenFramesCannotSkipItems > 0) return;
  ImRect seen(item.box.min(), item.box.max());
  seen.ClipWithFull(window.ClipRect);
  if (seen.GetWidth() < 1 || seen.GetHeight() < 1) return;
  item.hovered = g.HoveredWindow == &window && seen.Contains(g.IO.MousePos);
  item.box = {seen.Min.x, seen.Min.y, seen.GetWidth(), seen.GetHeight()};
  items_.push_back(std::move(item));
}

void Recorder::shown() {
  if (path_.empty()) return;
  nlohmann::json out = nlohmann::json::array();
  const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
  for (const auto& item : items_) {
    out.push_back({{"kind", item.kind},
                   {"label", item.label},
                   {"value", item.value},
                   {"enabled", item.enabled},
                   {"typed_into", item.typed_into},
                   {"hovered", item.hovered},
                   {"x", item.box.x * scale},
                   {"y", item.box.y * scale},
                   {"w", item.box.w * scale},
                   {"h", item.box.h * scale}});
  }
  std::string text = out.dump(0, ' ', false, nlohmann::json::error_handler_t::replace);
  if (text == written_) return;
  written_ = std::move(text);
  const std::string draft = path_ + ".new";
  std::ofstream(draft, std::ios::trunc) << written_;
  std::rename(draft.c_str(), path_.c_str());
}

#else

void Recorder::begin_frame() {}
void Recorder::control(std::string_view, const Box&, bool, std::string_view, bool) {}
void Recorder::text(std::string_view, const Box&) {}
void Recorder::cut(std::string_view) {}
void Recorder::shown() {}

#endif

}  // namespace earshot::widgets
