#include "client/widgets/scroll.h"

#include <imgui_internal.h>

namespace earshot::widgets {
namespace {

constexpr float kBar = 10;    // room for the scroll bar
constexpr float kReach = 6;   // so that a focus ring is not clipped

}  // namespace

Scroll::Scroll(const char* id, const Box& box, bool follow) : follow_(follow) {
  ImGui::SetNextWindowPos({box.x - kReach, box.y});
  ImGui::BeginChild(id, {box.w + kReach + kBar, box.h}, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoBackground);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  content_ = {at.x + kReach, at.y, box.w, box.h};
}

Scroll::~Scroll() {
  const bool at_end = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 2;
  ImGui::SetCursorScreenPos({content_.x - kReach, content_.y});
  ImGui::Dummy({1, height_});
  if (follow_ && at_end) ImGui::SetScrollHereY(1);
  ImGui::EndChild();
}

void Scroll::show(float y) { ImGui::SetScrollFromPosY(y - ImGui::GetWindowPos().y, 0.5F); }

}  // namespace earshot::widgets
