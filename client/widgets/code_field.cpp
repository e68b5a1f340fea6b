#include "client/widgets/code_field.h"

#include <imgui_internal.h>

#include <algorithm>

#include "client/widgets/kit.h"

namespace earshot::widgets {
namespace {

constexpr float kGap = 11;
constexpr float kDash = 16;

/// Letters and digits in capitals; everything else is a way to write a code down.
void append(std::string& code, unsigned int character, std::size_t most) {
  if (character >= 'a' && character <= 'z') character -= 'a' - 'A';
  const bool fits = (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
  if (fits && code.size() < most) code += static_cast<char>(character);
}

void type(std::string& code, ImGuiID id, std::size_t most) {
  ImGuiIO& io = ImGui::GetIO();
  for (const ImGuiKey key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Backspace, ImGuiKey_Space}) ImGui::SetKeyOwner(key, id);
  ImGuiContext& g = *ImGui::GetCurrentContext();
  g.WantTextInputNextFrame = 1;
  g.ActiveIdAllowOverlap = !io.MouseDown[0];  // a press elsewhere is meant for what is there
  if (!io.KeyCtrl || io.KeyAlt) {
    for (const ImWchar character : io.InputQueueCharacters) append(code, character, most);
  }
  io.InputQueueCharacters.resize(0);
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_V, ImGuiInputFlags_None, id)) {
    if (const char* pasted = ImGui::GetClipboardText()) {
      code.clear();
      for (; *pasted != '\0'; ++pasted) append(code, static_cast<unsigned char>(*pasted), most);
    }
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Backspace, ImGuiInputFlags_Repeat, id) && !code.empty()) {
    io.KeyCtrl ? code.clear() : code.pop_back();
  }
}

void draw_cells(const std::string& code, const Box& box, std::size_t cells, bool active, bool invalid) {
  const auto& colours = palette();
  const float dashes = cells == 6 ? kDash + kGap : 0;
  const float width = std::min(68.0F, (box.w - dashes - kGap * static_cast<float>(cells - 1)) / static_cast<float>(cells));
  float x = box.x;
  for (std::size_t i = 0; i < cells; ++i) {
    const Box cell{x, box.y, width, box.h};
    fill(cell, colours.well, theme::kRadiusButton);
    const bool next = active && i == code.size();
    border(cell, invalid ? colours[Tone::danger].text : next ? colours.text1 : colours.edge, next || invalid ? 2 : 1.5F,
           theme::kRadiusButton);
    if (i < code.size()) {
      const TypeStyle style = width > 50 ? theme::kHero : theme::kHeading;
      text_in(cell, style, colours.text1, std::string_view(code).substr(i, 1), Align::centre);
    }
    x += width + kGap;
    if (cells == 6 && i == 2) {
      fill({x, box.centre().y - 1.5F, kDash, 3}, colours.line, 1.5F);
      x += kDash + kGap;
    }
  }
}

}  // namespace

CodeFieldResponse code_field(std::string_view label, std::string& code, const Box& box, std::size_t cells, std::size_t most,
                             bool invalid) {
  CodeFieldResponse out;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImGuiID id = window->GetID(label.data(), label.data() + label.size());
  const ImRect bounds(box.min(), box.max());
  const bool wanted = kit().takes_focus(label);
  if (!ImGui::ItemAdd(bounds, id, nullptr, ImGuiItemFlags_Inputable)) return out;
  const bool hovered = ImGui::ItemHoverable(bounds, id, g.LastItemData.ItemFlags);
  if (wanted || (g.NavActivateId == id && g.ActiveId != id) || (hovered && ImGui::IsMouseClicked(0))) {
    ImGui::SetActiveID(id, window);
    ImGui::SetFocusID(id, window);
    ImGui::FocusWindow(window);
  } else if (g.ActiveId == id && ImGui::IsMouseClicked(0)) {
    ImGui::ClearActiveID();
  }
  const bool active = g.ActiveId == id;
  if (active) {
    const std::string before = code;
    type(code, id, most);
    out.changed = code != before;
    out.submitted = ImGui::IsKeyPressed(ImGuiKey_Enter, ImGuiInputFlags_None, id) ||
                    ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, ImGuiInputFlags_None, id);
    kit().set_ring(box.inset(-3, -3), theme::kRadiusButton);
  }
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  kit().recorder.control(label, box, true, code, active);
  draw_cells(code, box, std::max(cells, code.size()), active, invalid);
  return out;
}

}  // namespace earshot::widgets
