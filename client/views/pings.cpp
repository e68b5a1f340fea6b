#include "client/views/pings.h"

#include <algorithm>

#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::tr_in;

constexpr float kWidth = 372;
constexpr float kPadding = 16;
constexpr float kButtons = theme::kButtonSmall;

/// The newest one that was not put away.
const protocol::PingShown* shown(const PlayView& view, const TalkState& state) {
  const auto& pings = view.session.pings;
  const auto found = std::find_if(pings.rbegin(), pings.rend(), [&](const auto& ping) { return !state.pings_away.contains(ping.ping); });
  return found == pings.rend() ? nullptr : &*found;
}

}  // namespace

void ping_overlay(const PlayView& view, const Box& content, TalkState& state) {
  if (!view.is(protocol::Role::agent) || view.session.phase != protocol::Phase::talk) return;
  const protocol::PingShown* ping = shown(view, state);
  if (!ping) return;
  const bool open = ping->open && !ping->inside.empty();
  const float width = std::min(kWidth, content.w - 32) - 2 * kPadding;
  const float words = paragraph_height(theme::kBody, ping->text, width - 56);
  const float inside = open ? paragraph_height(theme::kBody, ping->inside, width) + 12 : 0;
  const float height = 2 * kPadding + std::max(44.0F, 24 + words) + inside + 12 + kButtons;
  const Box box{content.right() - width - 2 * kPadding, content.y + 4, width + 2 * kPadding, std::min(height, content.h)};

  ImGui::SetNextWindowPos(box.min());
  ImGui::BeginChild("ping", {box.w, box.h}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar);
  const auto& colours = palette();
  fill(box.moved(0, 3), colours.shade, theme::kRadiusToast);
  fill(box, colours.raised, theme::kRadiusToast);
  border(box, colours.edge, 1, theme::kRadiusToast);
  Box inner = box.inset(kPadding, kPadding);
  Box row = inner.cut_bottom(kButtons, 12);
  Box head = inner.cut_top(std::max(44.0F, 24 + words), 12);
  avatar({head.x + 22, head.y + 22}, 44, ping->from, Tone::neutral, Presence::here, colours.raised);
  head.cut_left(56);
  const std::string at = time_of_day(ping->at.point());
  text_in(Box{head.x, head.y, head.w, 22}, theme::kMeta, colours.text3, at, Align::right);
  text_in(Box{head.x, head.y, head.w - 60, 22}, theme::kBodyStrong, colours.text1, ping->from);
  paragraph({head.x, head.y + 24, head.w, words}, theme::kBody, colours.text1, ping->text);
  if (open) paragraph(inner, theme::kBody, colours.text2, ping->inside);
  const bool away = button(tr("Put away"), row.cut_right(button_width(tr("Put away"), kButtons), 8), {.look = ButtonLook::outline});
  if (!ping->open && button(tr_in("verb", "Open"), row.cut_right(button_width(tr_in("verb", "Open"), kButtons), 8), {.look = ButtonLook::outline, .enabled = view.live()})) {
    view.out.send(protocol::OpenPing{ping->ping, true});
  }
  if (away) {
    state.pings_away.insert(ping->ping);
    if (ping->open) view.out.send(protocol::OpenPing{ping->ping, false});
  }
  ImGui::EndChild();
}

}  // namespace earshot::views
