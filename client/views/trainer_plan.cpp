#include <fmt/format.h>

#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::PlanStep;
using protocol::StepKind;
using words::tr;
using words::tr_in;
using words::trf;
using words::trf_count;

enum class Progress : std::uint8_t { over, now, to_come };

Progress progress_of(const protocol::PlanShown& plan, std::size_t index) {
  if (!plan.step || index > *plan.step) return Progress::to_come;
  return index < *plan.step || plan.step_over ? Progress::over : Progress::now;
}

std::string title_of(const model::Model& model, const PlanStep& step) {
  if (!step.title.empty()) return step.title;
  if (step.kind == StepKind::pause) return std::string(tr("Break"));
  if (step.kind == StepKind::talk) return std::string(tr("Class talk"));
  if (step.kind == StepKind::warm_up) return std::string(tr("Warm-up"));
  const auto* card = step.cards.size() == 1 ? model::find_card(model, step.cards.front()) : nullptr;
  if (card) return card->title;
  return step.cards.empty() ? std::string(tr("A round, any card")) : trf("A round, one of {} cards", step.cards.size());
}

std::string about(const View& view, const protocol::PlanShown& plan, const PlanStep& step, Progress progress) {
  const bool round = step.kind == StepKind::round;
  const std::uint32_t minutes = step.minutes > 0 ? step.minutes : 2;
  std::string words = !round ? trf("{} min", minutes) : step.minutes > 0 ? trf("{} min of talk", minutes) : std::string(tr("As the card says"));
  if (step.swap) words.append(", ").append(tr("roles passed on"));
  if (!step.modifiers.empty()) words += ", " + trf_count("{} extra", "{} extras", step.modifiers.size(), step.modifiers.size());
  if (progress != Progress::now || !plan.step_ends_at) return words;
  const auto left = std::max(Milliseconds{0}, Milliseconds{plan.step_ends_at->point() - view.now - view.model.grid_ahead});
  if (left.count() > 0) kit().draw_again_in(Milliseconds{(left.count() - 1) % 1000 + 1});
  return trf("{} left", clock_text(left));
}

void marker(ImVec2 centre, const PlanStep& step, Progress progress, std::size_t number) {
  const auto& colours = palette();
  if (progress == Progress::now) {
    disc(centre, 14, colours[Tone::neutral].fill);
    draw_icon(centre, 18, colours[Tone::neutral].ink, icon::kPlay);
    return;
  }
  if (progress == Progress::over) {
    disc(centre, 14, colours.raised);
    draw_icon(centre, 16, colours.text2, icon::kCheck);
    return;
  }
  circle(centre, 14, colours.edge, 2);
  if (step.kind == StepKind::pause) return draw_icon(centre, 16, colours.text2, icon::kCoffee);
  const std::string words = std::to_string(number);
  text_in({centre.x - 14, centre.y - 10, 28, 20}, theme::kMetaStrong, colours.text2, words, Align::centre);
}

void steps(const View& view, const Box& box, const protocol::PlanShown& plan, TrainerState& state) {
  Scroll scroll("steps", box);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (std::size_t i = 0; i < plan.plan.steps.size(); ++i) {
    const auto& step = plan.plan.steps[i];
    const auto progress = progress_of(plan, i);
    const auto style = progress == Progress::now ? theme::kBodyStrong : theme::kBody;
    const std::string title = title_of(view.model, step);
    const float height = paragraph_height(style, title, area.w - 40);
    const std::string below = about(view, plan, step, progress);
    const float about_height = paragraph_height(theme::kMeta, below, area.w - 40);
    const Box row = area.cut_top(height + about_height, 18);
    ImGui::PushID(static_cast<int>(i));
    const auto at = control(title, row, {.radius = theme::kRadiusSmall, .value = progress == Progress::now ? "now" : progress == Progress::over ? "over" : ""});
    ImGui::PopID();
    const ImVec2 centre(row.x + 14, row.y + 14);
    if (i + 1 < plan.plan.steps.size()) line({centre.x, centre.y + 16}, {centre.x, row.bottom() + 16}, palette().line, 2);
    if (at.hovered) fill({row.x + 34, row.y - 4, row.w - 34, row.h + 8}, palette().raised, theme::kRadiusSmall);
    marker(centre, step, progress, i + 1);
    const Colour colour = progress == Progress::over ? palette().text3 : palette().text1;
    paragraph({row.x + 40, row.y, row.w - 40, height}, style, colour, title);
    paragraph({row.x + 40, row.y + height, row.w - 40, about_height}, theme::kMeta, palette().text3, below);
    if (at.clicked) open_menu(state, {TrainerMenu::Kind::step, {}, {}, static_cast<std::uint32_t>(i), false});
  }
  scroll.set_height(area.y - top);
}

void finish_at(const View& view, Box& area, const protocol::PlanShown& plan, TrainerState& state) {
  using Sent = protocol::FinishAt;
  Box row = area.cut_bottom(theme::kButton, 0);
  const Milliseconds ahead = view.model.grid_ahead;
  if (plan.finish_at) {
    const Box away = row.cut_right(36, 4);
    label_in(row, theme::kBody, palette().text1, trf("Ends at {}", time_of_day(plan.finish_at->point() - ahead)));
    if (icon_button(tr("No end time"), {away.x, away.centre().y - 18, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(Sent{});
    return;
  }
  const Box set = row.cut_right(room_for(tr_in("verb", "Set"), 56, 36), 8);
  const auto refusal = refused_elsewhere<Sent>(view.model, {});
  const auto typed = field(tr("Finish at"), state.finish_at, row, {.hint = tr("End, 16:30"), .icon = icon::kClock, .invalid = state.finish_wrong || !refusal.empty(), .most_characters = 5});
  if (typed.changed) state.finish_wrong = false;
  const bool pressed = button(tr_in("verb", "Set"), {set.x, set.y + 4, set.w, 36}, {.look = ButtonLook::outline, .enabled = !state.finish_at.empty()});
  if (pressed || (typed.submitted && !state.finish_at.empty())) {
    const auto at = parse_time_of_day(state.finish_at, view.now);
    state.finish_wrong = !at;
    if (at) view.out.send(Sent{protocol::Moment{*at + ahead}});
    if (at) state.finish_at.clear();
  }
  const std::string words = state.finish_wrong ? std::string(tr("Write a time still to come, as 16:30.")) : sentence(refusal);
  if (words.empty()) return;
  area.cut_bottom(4);
  const float height = paragraph_height(theme::kMeta, words, area.w - 26);
  field_error(area.cut_bottom(height), words);
}

void pick_lesson(const View& view, const Box& box) {
  if (picker(tr("Pick a lesson"), tr("Pick a lesson"), box)) ImGui::OpenPopup("lessons");
  std::vector<Option> options;
  for (const auto& lesson : view.model.lessons) options.push_back({lesson.id, trf("{0}, {1} min", lesson.title, lesson.minutes)});
  if (options.empty()) options.push_back({"", std::string(tr("This server has no lessons"))});
  const auto picked = option_list("lessons", options, 340);
  if (picked && !picked->empty()) view.out.send(protocol::PickLesson{*picked});
}

void no_plan(const View& view, Box inner, TrainerState& state) {
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("A plan runs the afternoon step by step. You can do without.")), 14);
  pick_lesson(view, inner.cut_top(theme::kButton, 10));
  if (button(tr("Write a plan"), inner.cut_top(theme::kButton, 10), {.icon = icon::kPencil, .look = ButtonLook::outline})) {
    state.editor = {true, {"", std::string(tr("My plan")), {PlanStep{}}}, 0, false, 0};
  }
  field_refusal(inner, refused_elsewhere<protocol::PickLesson>(view.model, {}));
}

}  // namespace

void plan_panel(const View& view, const Box& box, TrainerState& state) {
  Box inner = box;
  const auto& plan = view.model.plan;
  if (!plan || plan->plan.steps.empty()) {
    heading(inner.cut_top(28, 8), tr("Lesson plan"), icon::kPlaylistCheck);
    return no_plan(view, inner, state);
  }
  Box head = inner.cut_top(32, 8);
  const Box edit = head.cut_right(32, 4);
  heading(head, plan->plan.title.empty() ? tr("Lesson plan") : plan->plan.title, icon::kPlaylistCheck);
  if (icon_button(tr("Change the plan"), {edit.x, edit.y - 2, 32, 32}, icon::kPencil, {.look = ButtonLook::ghost})) {
    state.editor = {true, plan->plan, plan->step.value_or(0), false, 0};
  }
  pick_lesson(view, inner.cut_bottom(36, 8));
  finish_at(view, inner, *plan, state);
  const Box automatic = inner.cut_bottom(32, 6);
  if (tick_row(tr("Go on by itself"), automatic, plan->auto_run, Tone::success)) view.out.send(protocol::AutoRun{!plan->auto_run});
  const std::uint32_t next = plan->step ? *plan->step + 1 : 0;
  if (next < plan->plan.steps.size()) {
    const bool busy = model::is_pending<protocol::BeginStep>(view.model);
    const bool running = plan->step && !plan->step_over;
    if (button(plan->step ? tr("Next step") : tr("Begin the lesson"), inner.cut_bottom(theme::kButton, 4), {.icon = plan->step ? icon::kSkipNext : icon::kPlay, .look = running ? ButtonLook::outline : ButtonLook::filled, .enabled = !busy})) {
      view.out.send(protocol::BeginStep{next});
    }
  }
  const auto refusal = refused_elsewhere<protocol::BeginStep>(view.model, {});
  if (!refusal.empty()) {
    const std::string words = sentence(refusal);
    field_error(inner.cut_bottom(paragraph_height(theme::kMeta, words, inner.w - 26), 4), words);
  }
  inner.cut_bottom(6);
  steps(view, inner, *plan, state);
}

}  // namespace earshot::views
