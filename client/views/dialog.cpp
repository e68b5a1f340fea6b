#include "client/views/dialog.h"

#include <algorithm>

#include "client/widgets/kit.h"
#include "client/widgets/panel.h"

namespace earshot::views {

using namespace widgets;

Dialog::Dialog(const char* name, bool& open, const Box& window, float width, float height, std::string_view first) : open_(open) {
  if (!open) {
    // Closed from elsewhere, as by an answer that came: it would go on to hold the clicks meant for what is below.
    if (ImGui::IsPopupOpen(name) && ImGui::BeginPopupModal(name, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground)) {
      ImGui::CloseCurrentPopup();
      ImGui::EndPopup();
    }
    return;
  }
  if (!ImGui::IsPopupOpen(name)) {
    ImGui::OpenPopup(name);
    if (!first.empty()) kit().focus(first);
  }
  const float w = std::min(width, window.w - 32);
  const float h = std::min(height, window.h - 32);
  const Box box{window.centre().x - w / 2, window.centre().y - h / 2, w, h};
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize({w, h});
  shown_ = ImGui::BeginPopupModal(name, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground);
  if (shown_) inner = panel(box, 24);
}

Dialog::~Dialog() {
  if (!shown_) return;
  // A list that hangs on the dialog is closed first.
  const bool front = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows | ImGuiFocusedFlags_NoPopupHierarchy);
  if (front && ImGui::IsKeyPressed(ImGuiKey_Escape)) open_ = false;
  if (!open_) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

}  // namespace earshot::views
