#include "client/theme/theme.h"

#include "client/theme/measures.h"

namespace earshot::theme {

void apply(Theme& theme) {
  ImGui::GetIO().UserData = &theme;
  const Palette& colours = *theme.palette;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle{};
  style.WindowPadding = style.FramePadding = style.ItemSpacing = ImVec2(0, 0);
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 0;
  style.WindowRounding = style.ChildRounding = 0;
  style.ScrollbarSize = 8;
  style.ScrollbarRounding = 4;
  style.GrabMinSize = 24;
  style.CircleTessellationMaxError = 0.15F;
  style.CurveTessellationTol = 0.5F;
  style.DisabledAlpha = 1;  // widgets draw their own disabled state
  const auto set = [&style](ImGuiCol which, Colour colour) {
    style.Colors[which] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_WindowBg, colours.page);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_Text, colours.text1);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, fade(colours.edge, 0.55F));
  set(ImGuiCol_ScrollbarGrabHovered, fade(colours.edge, 0.8F));
  set(ImGuiCol_ScrollbarGrabActive, colours.edge);
  set(ImGuiCol_NavCursor, 0);  // the focus ring is our own, drawn on top
  set(ImGuiCol_ModalWindowDimBg, fade(colours.shade, 0.72F));
  style.FontSizeBase = kBody.size;
}

Theme& current() { return *static_cast<Theme*>(ImGui::GetIO().UserData); }

}  // namespace earshot::theme
