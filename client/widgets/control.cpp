#include "client/widgets/control.h"

#include <imgui_internal.h>

#include "client/widgets/kit.h"

namespace earshot::widgets {

Response control(std::string_view label, const Box& box, const ControlOptions& options) {
  Kit& shared = kit();
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImRect bounds(box.min(), box.max());
  const ImGuiID id = window->GetID(label.data(), label.data() + label.size());
  const bool wanted = options.enabled && shared.takes_focus(label);
  const ImGuiItemFlags flags = options.enabled ? 0 : static_cast<ImGuiItemFlags>(ImGuiItemFlags_Disabled);
  Response out;
  // A nav request is served before the clip test, so that Tab scrolls to what is out of sight.
  out.visible = ImGui::ItemAdd(bounds, id, nullptr, flags);
  if (wanted) {
    ImGui::SetFocusID(id, window);
    ImGui::FocusWindow(window);
    ImGui::SetNavCursorVisible(true);
  }
  if (!out.visible) return out;
  shared.recorder.control(label, box, options.enabled, options.value);
  if (!options.enabled) return out;
  out.clicked = ImGui::ButtonBehavior(bounds, id, &out.hovered, &out.held);
  out.focused = g.NavId == id && g.NavCursorVisible;
  if (out.focused) shared.set_ring(box, options.radius);
  if (out.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return out;
}

}  // namespace earshot::widgets
