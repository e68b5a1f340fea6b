#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "client/views/dialog.h"
#include "client/views/language.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::ClassSettings;
using protocol::Wish;

constexpr std::array<std::string_view, 2> kLate{"At once", "In the next round"};
constexpr std::array<std::string_view, 5> kDropOut{"The observer steps in", "Somebody waiting steps in", "They observe another pair", "I take the role", "A short debrief"};
constexpr std::array<std::uint32_t, 5> kHeld{30, 60, 90, 180, 300};

bool toggle(Box& area, std::string_view label, bool& on) {
  const float height = tick_row_height(label, area.w);
  if (!tick_row(label, area.cut_top(height, 4), on, Tone::success)) return false;
  on = !on;
  return true;
}

/// The settings as they shall be; each press is sent at once.
void settings(const View& view, Box area) {
  using Sent = protocol::SetClass;
  if (!view.model.settings) return;
  ClassSettings wanted = *view.model.settings;
  heading(area.cut_top(28, 6), "This class", icon::kSettings);
  toggle(area, "Everybody in threes, as far as the number allows", wanted.triads);
  toggle(area, "Warm up in twos until the first round", wanted.warm_ups);
  toggle(area, "Show class and code on the local network", wanted.listed);
  area.cut_top(8);
  choice_label(area, "Who comes late plays");
  wanted.late = static_cast<protocol::LateJoin>(one_of(area, kLate, static_cast<std::size_t>(wanted.late)));
  choice_label(area, "When somebody is lost for good");
  wanted.drop_out = static_cast<protocol::DropOut>(one_of(area, kDropOut, static_cast<std::size_t>(wanted.drop_out)));
  choice_label(area, "A place is held");
  choices(area, kHeld.size(), [&](std::size_t i, const auto& place) {
    const std::string name = kHeld[i] < 120 ? fmt::format("{} s", kHeld[i]) : fmt::format("{} minutes", kHeld[i] / 60);
    if (choice(name, place(choice_width(name, false)), wanted.seat_held_seconds == kHeld[i])) wanted.seat_held_seconds = kHeld[i];
  });
  field_error(area, sentence(refused_elsewhere<Sent>(view.model, {})));
  if (wanted != *view.model.settings) view.out.send(Sent{wanted});
}

void person_picker(const View& view, const Box& box, const char* label, PersonId& chosen, PersonId other) {
  ImGui::PushID(label);
  if (picker(label, chosen ? model::name_of(view.model, chosen) : std::string(label), box)) ImGui::OpenPopup("people");
  std::vector<Option> options;
  for (const auto& member : view.model.in_class->members) {
    if (member.standing == protocol::Standing::trainee && member.person != other) options.push_back({std::to_string(member.person.value), member.name});
  }
  if (options.empty()) options.push_back({"0", "Nobody yet"});
  if (const auto picked = option_list("people", options, 260)) chosen = PersonId{std::stoull(*picked)};
  ImGui::PopID();
}

void wishes(const View& view, Box area, WishDraft& draft) {
  using Sent = protocol::SetWish;
  heading(area.cut_top(28, 6), "Apart or together", icon::kAccountSwitch);
  area.cut_top(paragraph(area, theme::kMeta, palette().text2, "Counts from the next round on. Nobody else sees it."), 10);
  if (draft.one && !view.model.in_class->member(draft.one)) draft.one = {};
  if (draft.other && !view.model.in_class->member(draft.other)) draft.other = {};
  person_picker(view, area.cut_top(theme::kButton, 8), "One person", draft.one, draft.other);
  person_picker(view, area.cut_top(theme::kButton, 8), "And another", draft.other, draft.one);
  Box row = area.cut_top(theme::kButton, 10);
  const bool can = draft.one && draft.other && draft.one != draft.other;
  for (const auto& [words, wish] : {std::pair{"Keep apart", Wish::apart}, std::pair{"Keep together", Wish::together}}) {
    const float width = button_width(words, theme::kButton);
    if (!button(words, row.cut_left(width, 10), {.look = ButtonLook::outline, .enabled = can})) continue;
    view.out.send(Sent{{draft.one, draft.other, wish}});
    draft = {};
  }
  area.cut_top(field_refusal(area, refused_elsewhere<Sent>(view.model, {})));
  Scroll scroll("wishes", area);
  Box list = scroll.content();
  const float top = list.y;
  list.h = 100'000;
  for (const auto& pair : view.model.wishes) {
    Box line = list.cut_top(36, 4);
    const Box away = line.cut_right(36, 6);
    const std::string words = fmt::format("{} and {}, {}", first_name(model::name_of(view.model, pair.one)), first_name(model::name_of(view.model, pair.other)), protocol::word(pair.wish));
    text_in(line, theme::kBody, palette().text1, words);
    if (icon_button(fmt::format("No longer: {}", words), away, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(Sent{{pair.one, pair.other, Wish::none}});
  }
  if (view.model.wishes.empty()) text_in(list.cut_top(28), theme::kBody, palette().text3, "No wishes yet.");
  scroll.set_height(list.y - top);
}

}  // namespace

void class_settings(const View& view, const Box& window, TrainerState& state) {
  Dialog dialog("Class settings", state.settings_open, window, 900, 600, "Close");
  if (!dialog) return;
  Box inner = dialog.inner;
  Box foot = inner.cut_bottom(theme::kButton, 12);
  if (button("Close", foot.cut_right(120), {.look = ButtonLook::outline})) state.settings_open = false;
  Box right = inner.cut_right(inner.w * 0.42F, 32);
  {
    Scroll scroll("settings", inner);
    Box area = scroll.content();
    area.h = 10'000;
    settings(view, area);
    scroll.set_height(510);
  }
  wishes(view, right, state.wish);
  language_picker(view, foot.cut_left(language_picker_width()));
}

void eyes_up_dialog(const View& view, const Box& window, TrainerState& state) {
  Dialog dialog("Eyes up dialog", state.eyes_open, window, 520, 250, "What it says");
  if (!dialog) return;
  Box inner = dialog.inner;
  text(inner.min(), theme::kTitle, palette().text1, "Eyes up?");
  inner.cut_top(36);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, "All screens and clocks stand still until you take it back."), 12);
  const auto typed = field("What it says", state.eyes_text, inner.cut_top(theme::kField, 6), {.hint = "Look up for a moment", .most_characters = protocol::limits::kWhisperCharacters});
  field_error(inner, sentence(refused_elsewhere<protocol::EyesUp>(view.model, {})));
  Box row = inner.cut_bottom(theme::kButton);
  if (button("Stop all screens", row.cut_right(190, 12), {.icon = icon::kPause}) || typed.submitted) {
    view.out.send(protocol::EyesUp{true, state.eyes_text});
    state.eyes_open = false;
  }
  if (button("Not now", row.cut_right(110), {.look = ButtonLook::ghost})) state.eyes_open = false;
}

}  // namespace earshot::views
