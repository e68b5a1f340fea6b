#include "client/widgets/kit.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "client/theme/measures.h"
#include "client/widgets/editor_state.h"

namespace earshot::widgets {

Kit::Kit() = default;
Kit::~Kit() = default;

Kit& kit() { return static_cast<Kit&>(theme::current()); }

void Kit::begin_frame() {
  ring_.reset();
  again_.reset();
  recorder.begin_frame();
  const int frame = ImGui::GetFrameCount();
  std::erase_if(eases_, [frame](const auto& entry) { return frame - entry.second.frame > 2; });
}

std::optional<Milliseconds> Kit::end_frame() {
  if (ring_) {
    ImDrawList& on_top = *ImGui::GetForegroundDrawList();
    on_top.PushClipRect({ring_->clip.x, ring_->clip.y}, {ring_->clip.z, ring_->clip.w});
    const Box box = ring_->box.grow(theme::kFocusOffset + theme::kFocusStroke / 2);
    on_top.AddRect(box.min(), box.max(), ring_->colour, ring_->radius + theme::kFocusOffset, 0, theme::kFocusStroke);
    on_top.PopClipRect();
  }
  layouts.end_frame();
  return again_;
}

void Kit::draw_again_in(Milliseconds delay) { again_ = again_ ? std::min(*again_, delay) : delay; }

float Kit::ease(ImGuiID id, float target, Milliseconds time) {
  const double now = ImGui::GetTime();
  const int frame = ImGui::GetFrameCount();
  const auto [entry, fresh] = eases_.try_emplace(id, Ease{target, target, now, frame});
  Ease& ease = entry->second;
  ease.frame = frame;
  const auto value = [&] {
    const double seconds = std::chrono::duration<double>(time).count();
    const auto t = static_cast<float>(std::clamp((now - ease.since) / seconds, 0.0, 1.0));
    return ease.from + (ease.to - ease.from) * (1 - std::pow(1 - t, 3.0F));
  };
  if (reduced_motion) return target;
  if (!fresh && ease.to != target) ease = Ease{value(), target, now, frame};
  const float at = value();
  if (at != target) draw_again_in(Milliseconds{0});
  return at;
}

float Kit::loop(Milliseconds period) {
  if (reduced_motion) return 0;
  draw_again_in(Milliseconds{100});
  const double seconds = std::chrono::duration<double>(period).count();
  return static_cast<float>(std::fmod(ImGui::GetTime(), seconds) / seconds);
}

void Kit::set_ring(const Box& box, float radius, std::optional<theme::Colour> colour) {
  // A scrolled region clips what it holds; the ring may pass its edge by its own width.
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  constexpr float kReach = theme::kFocusOffset + theme::kFocusStroke;
  ring_ = Ring{box, radius, colour.value_or(palette->focus),
               ImVec4(clip.Min.x - kReach, clip.Min.y - kReach, clip.Max.x + kReach, clip.Max.y + kReach)};
}

bool Kit::takes_focus(std::string_view label) {
  if (wanted_focus_.empty() || wanted_focus_ != label) return false;
  wanted_focus_.clear();
  return true;
}

}  // namespace earshot::widgets
