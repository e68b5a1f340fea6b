#include <fmt/format.h>

#include <algorithm>

#include "client/views/calibration.h"
#include "client/views/card_list.h"
#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Modifier;
using words::tr;
using words::tr_in;
using words::trf;

/// One card, or any: chosen by a press.
void choose_row(Box& area, RoundDraft& draft, const CardRow& row, std::string_view id) {
  if (!card_row(area, row)) return;
  draft.card = id;
  draft.variant = 0;
}

void card_choice(const View& view, Box& area, RoundDraft& draft) {
  choice_label(area, tr("Card"));
  card_search(view, area, draft.filter);
  const auto found = cards_found(view.model, draft.filter);
  // What is chosen stays in sight, whatever is looked for.
  const auto* chosen = model::find_card(view.model, draft.card);
  const bool hidden = chosen && std::ranges::find(found, chosen) == found.end();
  choose_row(area, draft, {.id = "any", .title = tr("Any card"), .about = tr("The server deals one that nobody here has met"), .chosen = draft.card.empty()}, "");
  const auto row = [&](const protocol::CardSummary& card) {
    choose_row(area, draft, {.id = card.id, .title = card.title, .about = about_card(card), .word = difficulty_word(card.difficulty), .chosen = draft.card == card.id}, card.id);
  };
  if (hidden) row(*chosen);
  for (const auto* card : found) row(*card);
  if (found.empty()) no_card_fits(area, draft.filter);
  area.cut_top(8);
}

void variant_choice(const View& view, Box& area, RoundDraft& draft) {
  const auto* card = model::find_card(view.model, draft.card);
  if (!card || card->variants < 2) return;
  choice_label(area, tr("Variant"));
  choices(area, card->variants + 1, [&](std::size_t i, const auto& place) {
    const std::string name = i == 0 ? std::string(tr_in("variant", "Any")) : trf("Variant {}", i);
    if (choice(name, place(choice_width(name, false)), draft.variant == i)) draft.variant = static_cast<std::uint32_t>(i);
  });
}

void modifier_choice(const View& view, Box& area, RoundDraft& draft) {
  const auto* card = model::find_card(view.model, draft.card);
  choice_label(area, tr("Made harder, without a word to the trainees"));
  choices(area, protocol::kModifierWords.size(), [&](std::size_t i, const auto& place) {
    const auto modifier = static_cast<Modifier>(i);
    // A card that has no texts for it cannot be played with it; short time needs none.
    const bool can = !card || modifier == Modifier::short_time || std::ranges::find(card->modifiers, modifier) != card->modifiers.end();
    const auto chosen = std::ranges::find(draft.modifiers, modifier);
    const bool on = chosen != draft.modifiers.end();
    const auto name = modifier_word(modifier);
    if (!choice(name, place(choice_width(name, false)), on, nullptr, can || on)) return;
    if (on) {
      draft.modifiers.erase(chosen);
    } else {
      draft.modifiers.push_back(modifier);
    }
  });
}

protocol::StartRound start_of(const model::Model& model, const RoundDraft& draft, bool swap) {
  protocol::StartRound out{draft.card, draft.variant, draft.minutes, {}, draft.mode, draft.modifiers, draft.triads, swap};
  if (model.rubric && draft.focus < model.rubric->focus_sets.size()) out.focus = model.rubric->focus_sets[draft.focus].criteria;
  return out;
}

void start_bar(const View& view, Box foot, const RoundDraft& draft) {
  using Sent = protocol::StartRound;
  const bool waits = model::is_pending<Sent>(view.model);
  if (button(tr("Start the round"), foot.cut_right(room_for(tr("Start the round"), view.folded ? 200.0F : 220.0F, theme::kButtonBig, true), 10), {.icon = icon::kPlay, .enabled = !waits})) {
    view.out.send(start_of(view.model, draft, false));
  }
  const bool played = std::ranges::any_of(view.model.sessions, [](const auto& entry) { return entry.second.kind == protocol::SessionKind::role_play; });
  if (played && button(tr("Swap roles"), foot.cut_right(room_for(tr("Swap roles"), 170, theme::kButtonBig, true), 12), {.icon = icon::kSwapHorizontal, .look = ButtonLook::outline, .enabled = !waits})) {
    view.out.send(start_of(view.model, draft, true));
  }
  const auto* refusal = model::refusal_of<Sent>(view.model);
  const std::string words = refusal ? sentence(words::tr_dynamic(refusal->text)) : std::string(played ? tr("New partners; or the same with roles passed on.") : tr("Everybody who is here and free gets a partner."));
  const float height = paragraph_height(theme::kBody, words, foot.w);
  paragraph({foot.x, foot.centre().y - height / 2, foot.w, height}, theme::kBody, refusal ? palette()[Tone::danger].text : palette().text3, words);
}

struct Control {
  std::string_view name;
  const char* glyph;
  Tone tone;
  bool filled;
  protocol::Intent does;
};

/// Buttons from the right, as icons alone where there is no room for their words; the one that was pressed, or null.
const Control* control_row(Box& row, std::span<const Control> all, float room_left) {
  float wanted = 0;
  for (const auto& one : all) wanted += button_width(one.name, theme::kButton, one.glyph != nullptr) + 8;
  const bool small = wanted > row.w - room_left;
  const float top = row.centre().y - theme::kButton / 2;
  const Control* pressed = nullptr;
  for (const auto& one : all) {
    const bool words = !small || one.glyph == nullptr;
    const float width = words ? button_width(one.name, theme::kButton, one.glyph != nullptr) : 48;
    const Box cell = row.cut_right(width, 8);
    const Box place{cell.x, top, width, theme::kButton};
    const ButtonOptions options{.icon = one.glyph, .look = one.filled ? ButtonLook::filled : ButtonLook::outline, .tone = one.tone};
    if (words ? button(one.name, place, options) : icon_button(one.name, place, one.glyph, options)) pressed = &one;
  }
  return pressed;
}

}  // namespace

std::string round_line(RoundId round, const protocol::SessionShown* behind, bool paused) {
  if (!behind) return paused ? trf("Round {}, paused", round.value) : trf("Round {}", round.value);
  const std::string phase = phase_word(behind->phase);
  return paused ? trf("Round {0}, {1}, paused", round.value, phase) : trf("Round {0}, {1}", round.value, phase);
}

void round_form(const View& view, const Box& box, RoundDraft& draft) {
  const auto& model = view.model;
  Box inner = panel(box, view.folded ? 16 : 24);
  const Box foot = inner.cut_bottom(theme::kButtonBig, 12);
  Box head = inner.cut_top(38, 8);
  calibration_start(view, head);
  label_in(head, theme::kHeading, palette().text1, tr("Next round"));
  {
    Scroll scroll("round", inner);
    Box area = scroll.content();
    const float top = area.y;
    area.h = 10'000;
    choice_label(area, tr("Minutes of talk"));
    constexpr std::uint32_t kMinutes[] = {0, 3, 5, 8, 12};
    choices(area, std::size(kMinutes), [&](std::size_t i, const auto& place) {
      const std::string name = kMinutes[i] == 0 ? std::string(tr("As the card says")) : trf("{} min", kMinutes[i]);
      if (choice(name, place(choice_width(name, false)), draft.minutes == kMinutes[i])) draft.minutes = kMinutes[i];
    });
    choice_label(area, tr("How they talk"));
    choices(area, 3, [&](std::size_t i, const auto& place) {
      if (i == 2) {
        if (choice(tr("All in threes"), place(choice_width(tr("All in threes"), true)), draft.triads, icon::kEye)) draft.triads = !draft.triads;
        return;
      }
      const auto mode = i == 0 ? protocol::Mode::chat : protocol::Mode::spoken;
      const std::string_view name = i == 0 ? tr("In writing") : tr("Face to face");
      if (choice(name, place(choice_width(name, true)), draft.mode == mode, i == 0 ? icon::kCommentTextOutline : icon::kVoice)) draft.mode = mode;
    });
    if (model.rubric && !model.rubric->focus_sets.empty()) {
      choice_label(area, tr("What it looks at"));
      const auto& sets = model.rubric->focus_sets;
      choices(area, sets.size(), [&](std::size_t i, const auto& place) {
        const std::string name = focus_word(sets[i].name);
        if (choice(name, place(choice_width(name, false)), draft.focus == i)) draft.focus = i;
      });
    }
    modifier_choice(view, area, draft);
    variant_choice(view, area, draft);
    card_choice(view, area, draft);
    scroll.set_height(area.y - top);
  }
  start_bar(view, foot, draft);
}

void round_controls(const View& view, const Box& box) {
  const auto& round = *view.model.round;
  Box row = panel(box, 0).inset(view.folded ? 14.0F : 20.0F, 0);
  const auto* behind = furthest_behind(view.model, view.now);
  using protocol::Intent;
  const Control all[] = {{tr("Next phase"), icon::kSkipNext, Tone::neutral, false, Intent{protocol::NextPhase{behind ? std::optional{behind->phase} : std::nullopt}}},
                         {tr_in("verb", "End"), icon::kStop, Tone::danger, false, Intent{protocol::EndRound{}}},
                         {tr("+2 min"), nullptr, Tone::neutral, false, Intent{protocol::Extend{120}}},
                         {tr("+1 min"), nullptr, Tone::neutral, false, Intent{protocol::Extend{60}}},
                         {round.paused ? tr_in("verb", "Continue") : tr_in("verb", "Pause"), round.paused ? icon::kPlay : icon::kPause, Tone::neutral, true,
                          round.paused ? Intent{protocol::Continue{}} : Intent{protocol::Pause{}}}};
  if (const Control* pressed = control_row(row, all, 130)) view.out.send(pressed->does);

  text_in({row.x, box.centre().y - 28, row.w, 20}, theme::kMeta, palette().text3, round_line(round.round, behind, round.paused));
  if (behind == nullptr) return;
  const auto left = time_left(view.model, *behind, view.now);
  const auto index = static_cast<std::size_t>(behind->phase);
  float x = row.x;
  if (index < round.phase_seconds.size() && round.phase_seconds[index] > 0) {
    const float full = static_cast<float>(left.count()) / (1000 * static_cast<float>(round.phase_seconds[index]));
    timer_ring({x + 14, box.centre().y + 12}, 28, 5, full, Tone::neutral);
    x += 40;
  }
  digits({x, box.centre().y - 7}, theme::kHeading, round.paused ? palette().text3 : palette().text1, clock_text(left));
  if (!behind->paused && left.count() > 0) kit().draw_again_in(Milliseconds{(left.count() - 1) % 1000 + 1});
}

}  // namespace earshot::views
