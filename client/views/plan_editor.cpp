#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "client/views/card_list.h"
#include "client/views/dialog.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Modifier;
using protocol::PlanStep;
using protocol::StepKind;
using Sent = protocol::SetPlan;
using words::mark;
using words::tr;
using words::tr_dynamic;
using words::trf;

constexpr std::array<const char*, 4> kKinds{mark("Round"), mark("Warm-up"), mark("Break"), mark("Class talk")};
constexpr std::array<const char*, 2> kModes{mark("In writing"), mark("Face to face")};

/// The step that a refusal's field names: "steps.2.cards" is the third.
std::optional<std::size_t> step_of(std::string_view field) {
  constexpr std::string_view kStart = "steps.";
  if (!field.starts_with(kStart)) return std::nullopt;
  std::size_t index = 0;
  const char* begin = field.data() + kStart.size();
  const auto [end, error] = std::from_chars(begin, field.data() + field.size(), index);
  return error == std::errc{} && end != begin ? std::optional(index) : std::nullopt;
}

/// A refusal at its field, below what stands above.
void refusal_at(const View& view, Box& area, std::size_t step, std::string_view field) {
  const auto words = refused<Sent>(view.model, fmt::format("steps.{}.{}", step, field));
  if (!words.empty()) area.y -= 8;
  area.cut_top(field_refusal(area, sentence(words)));
}

void step_row(const View& view, Box& area, PlanEditorState& state, std::size_t i) {
  auto& steps = state.draft.steps;
  const auto& step = steps[i];
  const bool chosen = state.step == i;
  const auto* refusal = model::refusal_of<Sent>(view.model);
  const bool wrong = refusal && step_of(refusal->field) == i;
  const Box row = area.cut_top(52, 6);
  ImGui::PushID(static_cast<int>(i));
  const std::string_view kind = tr(kKinds[static_cast<std::size_t>(step.kind)]);
  const std::string title = step.title.empty() ? std::string(kind) : step.title;
  const auto at = control(trf("Step {}", i + 1), row, {.radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
  if (at.visible) {
    fill(row, chosen || at.hovered ? palette().raised : palette().well, theme::kRadiusField);
    if (chosen || wrong) border(row, wrong ? palette()[Tone::danger].text : palette().text1, 2, theme::kRadiusField);
    text_in({row.x + 12, row.y, 24, row.h}, theme::kBodyStrong, palette().text3, std::to_string(i + 1));
    text_in({row.x + 38, row.y + 5, row.w - 50, 24}, theme::kBody, palette().text1, title);
    label_in({row.x + 38, row.y + 28, row.w - 50, 20}, theme::kMeta, palette().text3, step.minutes > 0 ? trf("{0}, {1} min", kind, step.minutes) : std::string(kind));
  }
  if (at.clicked) state.step = i;
  ImGui::PopID();
}

void step_list(const View& view, Box box, PlanEditorState& state) {
  auto& steps = state.draft.steps;
  Box foot = box.cut_bottom(theme::kButtonSmall, 8);
  const std::size_t at = state.step;
  const float each = (foot.w - 3 * 6) / 4;
  if (icon_button(tr("Add a step"), foot.cut_left(each, 6), icon::kPlus, {.look = ButtonLook::outline, .enabled = steps.size() < protocol::limits::kPlanSteps})) {
    steps.insert(steps.empty() ? steps.end() : steps.begin() + static_cast<std::ptrdiff_t>(at) + 1, PlanStep{});
    state.step = steps.size() == 1 ? 0 : at + 1;
  }
  if (icon_button(tr("Move the step up"), foot.cut_left(each, 6), icon::kArrowUpBold, {.look = ButtonLook::outline, .enabled = at > 0 && at < steps.size()})) {
    std::swap(steps[at], steps[at - 1]);
    state.step = at - 1;
  }
  if (icon_button(tr("Move the step down"), foot.cut_left(each, 6), icon::kArrowDownBold, {.look = ButtonLook::outline, .enabled = at + 1 < steps.size()})) {
    std::swap(steps[at], steps[at + 1]);
    state.step = at + 1;
  }
  if (icon_button(tr("Take the step out"), foot.cut_left(each), icon::kDelete, {.look = ButtonLook::outline, .tone = Tone::danger, .enabled = at < steps.size()})) {
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(at));
    if (state.step > 0 && state.step >= steps.size()) state.step = steps.size() - 1;
  }
  Scroll scroll("steps", box);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (std::size_t i = 0; i < steps.size(); ++i) step_row(view, area, state, i);
  if (steps.empty()) paragraph(area, theme::kBody, palette().text3, tr("No step yet. Add one below."));
  scroll.set_height(area.y - top);
}

void minutes(const View& view, Box& area, PlanStep& step, std::size_t index) {
  choice_label(area, step.kind == StepKind::round ? tr("Minutes of talk") : tr("Minutes"));
  Box row = area.cut_top(theme::kButtonSmall, 14);
  if (icon_button(tr("A minute less"), row.cut_left(36, 8), icon::kMinus, {.look = ButtonLook::outline, .enabled = step.minutes > 0})) --step.minutes;
  const std::string words = step.minutes > 0 ? std::to_string(step.minutes) : std::string(step.kind == StepKind::round ? tr("As the card says") : tr("As usual"));
  text_in(row.cut_left(std::max(44.0F, text_width(theme::kBodyStrong, words) + 4), 8), theme::kBodyStrong, palette().text1, words, Align::centre);
  if (icon_button(tr("A minute more"), row.cut_left(36, 12), icon::kPlus, {.look = ButtonLook::outline, .enabled = step.minutes < protocol::limits::kMaxMinutes})) ++step.minutes;
  for (const std::uint32_t quick : {5U, 8U, 10U, 15U}) {
    const std::string name = trf("{} min", quick);
    const Box place = row.cut_left(choice_width(name, false), 6);
    if (choice(name, {place.x, place.y + 1, place.w, theme::kChoice}, step.minutes == quick)) step.minutes = quick;
  }
  refusal_at(view, area, index, "minutes");
}

void cards(const View& view, Box& area, PlanStep& step, std::size_t index, CardFilter& filter) {
  choice_label(area, step.cards.empty() ? std::string(tr("Cards: any that nobody has met")) : trf("Cards: one of {}", step.cards.size()));
  const bool warm_ups = step.kind == StepKind::warm_up;
  if (!warm_ups) card_search(view, area, filter);
  for (const auto& card : view.model.cards) {
    const auto found = std::ranges::find(step.cards, card.id);
    const bool on = found != step.cards.end();
    if (card.warm_up != warm_ups || !(on || warm_ups || fits(card, filter))) continue;
    if (!tick_row(card.title, area.cut_top(tick_row_height(card.title, area.w), 2), on, Tone::success)) continue;
    if (on) {
      step.cards.erase(found);
    } else if (step.cards.size() < protocol::limits::kStepCards) {
      step.cards.push_back(card.id);
    }
  }
  // A plan from elsewhere may name cards that this server lacks: they can be taken out here.
  for (std::size_t i = 0; i < step.cards.size(); ++i) {
    if (model::find_card(view.model, step.cards[i])) continue;
    const std::string label = trf("{}, not on this server", step.cards[i]);
    if (!tick_row(label, area.cut_top(tick_row_height(label, area.w), 2), true, Tone::danger)) continue;
    step.cards.erase(step.cards.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  area.cut_top(14);
  refusal_at(view, area, index, "cards");
}

void modifiers(const View& view, Box& area, PlanStep& step, std::size_t index) {
  choice_label(area, tr("Made harder, without a word to the trainees"));
  choices(area, protocol::kModifierWords.size(), [&](std::size_t i, const auto& place) {
    const auto found = std::ranges::find(step.modifiers, static_cast<Modifier>(i));
    const auto name = modifier_word(static_cast<Modifier>(i));
    if (!choice(name, place(choice_width(name, false)), found != step.modifiers.end())) return;
    if (found != step.modifiers.end()) {
      step.modifiers.erase(found);
    } else {
      step.modifiers.push_back(static_cast<Modifier>(i));
    }
  });
  refusal_at(view, area, index, "modifiers");
}

void focus(const View& view, Box& area, PlanStep& step, std::size_t index) {
  if (!view.model.rubric || view.model.rubric->focus_sets.empty()) return;
  const auto& sets = view.model.rubric->focus_sets;
  choice_label(area, tr("What it looks at"));
  choices(area, sets.size(), [&](std::size_t i, const auto& place) {
    const std::string name = focus_word(sets[i].name);
    const bool on = step.focus == sets[i].criteria || (step.focus.empty() && i == 0);
    if (choice(name, place(choice_width(name, false)), on)) step.focus = sets[i].criteria;
  });
  refusal_at(view, area, index, "focus");
}

void step_form(const View& view, const Box& box, PlanEditorState& state) {
  if (state.step >= state.draft.steps.size()) return;
  PlanStep& step = state.draft.steps[state.step];
  ImGui::PushID(static_cast<int>(state.step));
  {
    Scroll scroll("form", box);
    Box area = scroll.content();
    const float top = area.y;
    area.h = 10'000;
    choice_label(area, tr("Kind"));
    step.kind = static_cast<StepKind>(one_of(area, kKinds, static_cast<std::size_t>(step.kind)));
    refusal_at(view, area, state.step, "kind");
    choice_label(area, tr("Title"));
    const bool wrong = !refused<Sent>(view.model, fmt::format("steps.{}.title", state.step)).empty();
    field(tr("Title of the step"), step.title, area.cut_top(theme::kField, 14), {.hint = step.kind == StepKind::round ? tr("The card's title") : tr("What opened the door?"), .invalid = wrong, .most_characters = protocol::limits::kStepTitleCharacters});
    refusal_at(view, area, state.step, "title");
    minutes(view, area, step, state.step);
    if (step.kind == StepKind::round) {
      choice_label(area, tr("How they talk"));
      step.mode = static_cast<protocol::Mode>(one_of(area, kModes, static_cast<std::size_t>(step.mode)));
      focus(view, area, step, state.step);
      modifiers(view, area, step, state.step);
      for (const auto& [label, on] : {std::pair{tr("Everybody in threes"), &step.triads}, std::pair{tr("The same people, with roles passed on"), &step.swap}}) {
        if (tick_row(label, area.cut_top(tick_row_height(label, area.w), 2), *on, Tone::success)) *on = !*on;
      }
      area.cut_top(10);
      refusal_at(view, area, state.step, "triads");
      refusal_at(view, area, state.step, "swap");
    }
    if (step.kind == StepKind::round || step.kind == StepKind::warm_up) cards(view, area, step, state.step, state.filter);
    scroll.set_height(area.y - top);
  }
  ImGui::PopID();
}

/// What the kind of a step does not use is not sent with it.
protocol::Plan tidy(protocol::Plan plan) {
  for (auto& step : plan.steps) {
    if (step.kind == StepKind::round) continue;
    PlanStep bare;
    bare.kind = step.kind;
    bare.title = step.title;
    bare.minutes = step.minutes;
    if (step.kind == StepKind::warm_up) bare.cards = step.cards;
    step = std::move(bare);
  }
  return plan;
}

/// Closes once the plan is taken; opens the step that a refusal names.
void follow_answer(const View& view, PlanEditorState& state) {
  if (!state.sent || model::is_pending<Sent>(view.model)) return;
  state.sent = false;
  const auto* refusal = model::refusal_of<Sent>(view.model);
  if (!refusal) {
    state.open = false;
    return;
  }
  if (const auto step = step_of(refusal->field); step && *step < state.draft.steps.size()) state.step = *step;
}

}  // namespace

void plan_editor(const View& view, const Box& window, PlanEditorState& state) {
  follow_answer(view, state);
  Dialog dialog("Lesson plan editor", state.open, window, 1040, 780, std::string(tr("Title of the plan")).c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  Box foot = inner.cut_bottom(theme::kButton, 12);
  if (button(tr("Save the plan"), foot.cut_right(room_for(tr("Save the plan"), 180, theme::kButton, true), 12), {.icon = icon::kCheck, .enabled = !state.sent && !state.draft.steps.empty()})) {
    state.draft = tidy(std::move(state.draft));
    view.out.send(Sent{state.draft});
    state.sent = true;
  }
  if (button(tr("Discard"), foot.cut_right(room_for(tr("Discard"), 110, theme::kButton), 12), {.look = ButtonLook::ghost})) state.open = false;
  const auto* refusal = model::refusal_of<Sent>(view.model);
  if (refusal && refusal->field != "title") {
    const std::string words = sentence(tr_dynamic(refusal->text));
    const float height = paragraph_height(theme::kBody, words, foot.w);
    paragraph({foot.x, foot.centre().y - height / 2, foot.w, height}, theme::kBody, palette()[Tone::danger].text, words);
  }
  const auto wrong_title = refused<Sent>(view.model, "title");
  field(tr("Title of the plan"), state.draft.title, inner.cut_top(theme::kField, 6), {.hint = tr("Care Desk, first afternoon"), .icon = icon::kPlaylistCheck, .invalid = !wrong_title.empty(), .most_characters = protocol::limits::kStepTitleCharacters});
  inner.cut_top(field_error(inner, sentence(wrong_title)), 8);
  step_list(view, inner.cut_left(std::min(320.0F, inner.w * 0.36F), 24), state);
  step_form(view, inner, state);
}

}  // namespace earshot::views
