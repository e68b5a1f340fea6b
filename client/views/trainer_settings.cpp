#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

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
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

constexpr std::array<const char*, 2> kLate{mark("At once"), mark("In the next round")};
constexpr std::array<const char*, 5> kDropOut{mark("The observer steps in"), mark("Somebody waiting steps in"), mark("They observe another pair"), mark("I take the role"), mark("A short debrief")};
constexpr std::array<std::uint32_t, 5> kHeld{30, 60, 90, 180, 300};

bool toggle(Box& area, std::string_view label, bool& on) {
  const float height = tick_row_height(label, area.w);
  if (!tick_row(label, area.cut_top(height, 4), on, Tone::success)) return false;
  on = !on;
  return true;
}

/// Languages by code, of all that some card is there in.
std::set<std::string> card_languages(const model::Model& model) {
  std::set<std::string> all;
  for (const auto& card : model.cards) all.insert(card.languages.begin(), card.languages.end());
  return all;
}

void card_language(const View& view, Box& area, ClassSettings& wanted) {
  const std::set<std::string> there = card_languages(view.model);
  if (there.size() < 2) return;
  std::vector<std::string> codes{""};
  codes.insert(codes.end(), there.begin(), there.end());
  choice_label(area, tr("Cards come in"));
  choices(area, codes.size(), [&](std::size_t i, const auto& place) {
    const auto known = std::ranges::find(words::languages(), codes[i], &words::Language::code);
    const std::string name = i == 0 ? std::string(tr("What both read")) : known != words::languages().end() ? known->name : codes[i];
    if (choice(name, place(choice_width(name, false)), wanted.language == codes[i])) wanted.language = codes[i];
  });
}

/// The settings as they shall be; each press is sent at once. Takes their room off `area`.
void settings(const View& view, Box& area) {
  using Sent = protocol::SetClass;
  if (!view.model.settings) return;
  ClassSettings wanted = *view.model.settings;
  heading(area.cut_top(28, 6), tr("This class"), icon::kSettings);
  toggle(area, tr("Everybody in threes, as far as the number allows"), wanted.triads);
  toggle(area, tr("Warm up in twos until the first round"), wanted.warm_ups);
  toggle(area, tr("Show class and code on the local network"), wanted.listed);
  area.cut_top(8);
  choice_label(area, tr("Who comes late plays"));
  wanted.late = static_cast<protocol::LateJoin>(one_of(area, kLate, static_cast<std::size_t>(wanted.late)));
  choice_label(area, tr("When somebody is lost for good"));
  wanted.drop_out = static_cast<protocol::DropOut>(one_of(area, kDropOut, static_cast<std::size_t>(wanted.drop_out)));
  choice_label(area, tr("A place is held"));
  choices(area, kHeld.size(), [&](std::size_t i, const auto& place) {
    const std::string name = kHeld[i] < 120 ? trf("{} s", kHeld[i]) : trf_count("{} minute", "{} minutes", kHeld[i] / 60, kHeld[i] / 60);
    if (choice(name, place(choice_width(name, false)), wanted.seat_held_seconds == kHeld[i])) wanted.seat_held_seconds = kHeld[i];
  });
  card_language(view, area, wanted);
  field_error(area, sentence(refused_elsewhere<Sent>(view.model, {})));
  if (wanted != *view.model.settings) view.out.send(Sent{wanted});
}

void person_picker(const View& view, const Box& box, const char* label, PersonId& chosen, PersonId other) {
  ImGui::PushID(label);
  if (picker(tr(label), chosen ? model::name_of(view.model, chosen) : std::string(tr(label)), box)) ImGui::OpenPopup("people");
  std::vector<Option> options;
  for (const auto& member : view.model.in_class->members) {
    if (member.standing == protocol::Standing::trainee && member.person != other) options.push_back({std::to_string(member.person.value), member.name});
  }
  if (options.empty()) options.push_back({"0", std::string(tr("Nobody yet"))});
  if (const auto picked = option_list("people", options, 260)) chosen = PersonId{std::stoull(*picked)};
  ImGui::PopID();
}

void wishes(const View& view, Box area, WishDraft& draft) {
  using Sent = protocol::SetWish;
  heading(area.cut_top(28, 6), tr("Apart or together"), icon::kAccountSwitch);
  area.cut_top(paragraph(area, theme::kMeta, palette().text2, tr("Counts from the next round on. Nobody else sees it.")), 10);
  if (draft.one && !view.model.in_class->member(draft.one)) draft.one = {};
  if (draft.other && !view.model.in_class->member(draft.other)) draft.other = {};
  person_picker(view, area.cut_top(theme::kButton, 8), mark("One person"), draft.one, draft.other);
  person_picker(view, area.cut_top(theme::kButton, 8), mark("And another"), draft.other, draft.one);
  Box row = area.cut_top(theme::kButton, 10);
  const bool can = draft.one && draft.other && draft.one != draft.other;
  for (const auto& [words, wish] : {std::pair{tr("Keep apart"), Wish::apart}, std::pair{tr("Keep together"), Wish::together}}) {
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
    const std::string one = first_name(model::name_of(view.model, pair.one));
    const std::string other = first_name(model::name_of(view.model, pair.other));
    const std::string words = pair.wish == Wish::apart ? trf("{0} and {1}, apart", one, other) : trf("{0} and {1}, together", one, other);
    text_in(line, theme::kBody, palette().text1, words);
    if (icon_button(trf("No longer: {}", words), away, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(Sent{{pair.one, pair.other, Wish::none}});
  }
  if (view.model.wishes.empty()) label_in(list.cut_top(28), theme::kBody, palette().text3, tr("No wishes yet."));
  scroll.set_height(list.y - top);
}

}  // namespace

void class_settings(const View& view, const Box& window, TrainerState& state) {
  Dialog dialog("Class settings", state.settings_open, window, 900, 600, std::string(tr("Close")).c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  Box foot = inner.cut_bottom(theme::kButton, 12);
  if (button(tr("Close"), foot.cut_right(room_for(tr("Close"), 120, theme::kButton)), {.look = ButtonLook::outline})) state.settings_open = false;
  Box right = inner.cut_right(inner.w * 0.42F, 32);
  {
    Scroll scroll("settings", inner);
    Box area = scroll.content();
    const float top = area.y;
    area.h = 10'000;
    settings(view, area);
    scroll.set_height(std::max(510.0F, area.y - top));
  }
  wishes(view, right, state.wish);
  language_picker(view, foot.cut_left(language_picker_width()));
}

void eyes_up_dialog(const View& view, const Box& window, TrainerState& state) {
  Dialog dialog("Eyes up dialog", state.eyes_open, window, 520, 250, std::string(tr("What it says")).c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  text(inner.min(), theme::kTitle, palette().text1, tr("Eyes up?"));
  inner.cut_top(36);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("All screens and clocks stand still until you take it back.")), 12);
  const auto typed = field(tr("What it says"), state.eyes_text, inner.cut_top(theme::kField, 6), {.hint = tr("Look up for a moment"), .most_characters = protocol::limits::kWhisperCharacters});
  field_error(inner, sentence(refused_elsewhere<protocol::EyesUp>(view.model, {})));
  Box row = inner.cut_bottom(theme::kButton);
  if (button(tr("Stop all screens"), row.cut_right(room_for(tr("Stop all screens"), 190, theme::kButton, true), 12), {.icon = icon::kPause}) || typed.submitted) {
    view.out.send(protocol::EyesUp{true, state.eyes_text});
    state.eyes_open = false;
  }
  if (button(tr("Not now"), row.cut_right(room_for(tr("Not now"), 110, theme::kButton)), {.look = ButtonLook::ghost})) state.eyes_open = false;
}

}  // namespace earshot::views
