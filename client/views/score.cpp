#include <fmt/format.h>

#include <algorithm>

#include "client/views/criteria.h"
#include "client/views/outcome.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Role;
using words::tr;
using words::tr_in;
using words::trf;
using words::trf_count;

constexpr float kSide = 492;
constexpr float kSideFolded = 330;

/// One thing to hand in: the outcome, or the rating of one person.
struct Step {
  const model::Seat* of = nullptr;  ///< null: the outcome
  std::string label;
  bool done = false;
};

std::vector<Step> steps_of(const PlayView& view) {
  std::vector<Step> out;
  if (view.is(Role::customer)) out.push_back({nullptr, std::string(tr("Outcome")), view.session.outcome.has_value()});
  const auto add = [&](const model::Seat* seat) {
    if (seat == nullptr || seat->role == Role::observer) return;
    const bool self = seat->person == view.self();
    std::string label = self ? std::string(tr("Yourself")) : with_role(first_name(seat->name), seat->role);
    out.push_back({seat, std::move(label), view.session.rating(view.self(), seat->person) != nullptr});
  };
  for (const auto* partner : view.session.partners(view.self())) add(partner);
  add(view.session.seat(view.self()));
  return out;
}

std::vector<const protocol::Criterion*> criteria_for(const PlayView& view, Role role) {
  std::vector<const protocol::Criterion*> out;
  if (!view.model.rubric) return out;
  if (role == Role::customer) {
    for (const auto& criterion : view.model.rubric->customer) out.push_back(&criterion);
    return out;
  }
  for (const auto& id : view.session.focus) {
    if (const auto* criterion = model::find_criterion(view.model, id)) out.push_back(criterion);
  }
  return out;
}

std::string question(const PlayView& view, const model::Seat& of) {
  if (of.person == view.self()) return std::string(of.role == Role::agent ? tr("How did you listen?") : tr("How did you play?"));
  const std::string name = view.name_in_play(of.role);
  return of.role == Role::agent ? trf("How did {} listen?", name) : trf("How did {0} play {1}?", first_name(of.name), name);
}

void criteria_panel(const PlayView& view, Box inner, const model::Seat& of, ScoreState& state, RatingState& rating) {
  const auto criteria = criteria_for(view, of.role);
  const CriteriaEdit edit{state.criterion, rating.levels, tone_of(view.session.role)};
  criteria_keys(criteria, edit);
  Box head = inner.cut_top(52, 8);
  const auto open = open_criteria(criteria, rating.levels);
  text_in(head.cut_right(110), theme::kBodyStrong, palette().text2, trf("{0} of {1}", criteria.size() - open, criteria.size()), Align::right);
  text_in(head.cut_top(30), theme::kTitle, palette().text1, question(view, of));
  text_in(head, theme::kMeta, palette().text3, of.person == view.self() ? tr("For yourself. It never counts in any ranking.") : tr("From what was said and felt, not from what was meant"));
  if (!view.folded) criteria_help(inner.cut_bottom(28, 4));
  criteria_list(inner, criteria, edit);
}

void evidence_panel(const PlayView& view, const Box& box, const model::Seat& of, const ScoreState& state, RatingState& rating) {
  Box inner = panel(box);
  const auto* criterion = model::find_criterion(view.model, state.criterion);
  heading(inner.cut_top(28, 2), criterion ? trf("Evidence for: {}", criterion->name) : std::string(tr("Evidence")), icon::kBookmarkOutline);
  text_in(inner.cut_top(20, 8), theme::kMeta, palette().text3, tr("If you like, pick the moment that speaks for your rating"));
  Scroll scroll("evidence", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  bool any = false;
  for (const auto& said : view.session.lines) {
    if (said.from != of.person) continue;
    any = true;
    const float words = paragraph_height(theme::kBody, said.text, area.w - 64);
    const Box row = area.cut_top(words + 42, 8);
    const bool chosen = rating.evidence == said.id;
    ImGui::PushID(static_cast<int>(said.id.value));
    const auto at = control(said.text, row, {.radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
    ImGui::PopID();
    const auto& tone = palette()[tone_of(of.role)];
    fill(row, chosen ? tone.soft : at.hovered ? palette().raised : palette().well, theme::kRadiusField);
    if (chosen) border(row, tone.text, 2, theme::kRadiusField);
    draw_icon({row.x + 24, row.y + 24}, 20, chosen ? tone.text : palette().text3, chosen ? icon::kRadioboxMarked : icon::kRadioboxBlank);
    text_in({row.x + 46, row.y + 9, row.w - 60, 20}, theme::kMeta, palette().text2, fmt::format("{}, {}", view.name_in_play(of.role), time_of_day(said.at.point())));
    paragraph({row.x + 46, row.y + 30, row.w - 64, words}, theme::kBody, palette().text1, said.text);
    if (at.clicked) rating.evidence = chosen ? std::nullopt : std::optional(said.id);
  }
  if (!any) text_in(area.cut_top(40), theme::kBody, palette().text3, tr("No lines were written."));
  scroll.set_height(area.y - top);
}

void comments(const PlayView& view, Box inner, RatingState& rating) {
  const auto comment = [&](std::string_view title, const char* glyph, Tone tone, std::string_view hint, std::string& text, std::string_view refusal, float height) {
    const Box head = inner.cut_top(28, 6);
    section(head, title, glyph, tone);
    text_in(head, theme::kMeta, palette().text3, tr("one thing"), Align::right);
    field(title, text, inner.cut_top(height, 6), {.hint = hint, .invalid = !refusal.empty(), .lines = true, .most_characters = protocol::limits::kCommentCharacters});
    inner.cut_top(field_refusal(inner, refusal));
    inner.cut_top(8);
  };
  const float height = std::max(48.0F, (inner.h - 112) / 2);
  comment(tr("Keep doing"), icon::kRepeat, Tone::success, tr("What should they keep?"), rating.keep, refused<protocol::Rate>(view.model, "keep"), height);
  comment(tr("Try next"), icon::kArrowRightBoldCircleOutline, Tone::warning, tr("What would have helped you to say more?"), rating.next, refused<protocol::Rate>(view.model, "next"), height);
}

void hand_in(const PlayView& view, const Box& box, const model::Seat& of, RatingState& rating) {
  Box inner = panel(box, 0).inset(20, 0);
  const auto criteria = criteria_for(view, of.role);
  const auto open = open_criteria(criteria, rating.levels);
  const bool waits = model::is_pending<protocol::Rate>(view.model);
  const float width = button_width(tr("Hand in"), theme::kButtonBig);
  const Box place = inner.cut_right(width, 12);
  const bool pressed = button(tr("Hand in"), {place.x, box.centre().y - 28, width, 56}, {.tone = tone_of(view.session.role), .enabled = open == 0 && !waits && view.live()});
  const auto refusal = refused_elsewhere<protocol::Rate>(view.model, {"keep", "next"});
  const std::string title = open == 0 ? std::string(tr("All criteria are rated")) : trf_count("{} criterion to go", "{} criteria to go", open, open);
  text_in({inner.x, inner.centre().y - 22, inner.w, 24}, theme::kBodyStrong, palette().text1, title);
  const std::string_view below = refusal.empty() ? tr("Hidden until all have rated") : refusal;
  text_in({inner.x, inner.centre().y + 2, inner.w, 20}, theme::kMeta, refusal.empty() ? palette().text3 : palette()[Tone::danger].text, below);
  if (!pressed) return;
  protocol::Rate rate;
  rate.of = of.person;
  for (const auto* criterion : criteria) {
    const Level& level = rating.levels[criterion->id];
    std::optional<std::uint8_t> value;
    if (level.kind == Level::Kind::level) value = static_cast<std::uint8_t>(level.value);
    rate.levels.push_back({criterion->id, value});
  }
  rate.keep = rating.keep;
  rate.next = rating.next;
  if (rating.evidence) rate.moments.push_back({"", *rating.evidence});
  view.out.send(std::move(rate));
}

/// The steps as a line of tabs; a step that is done moves on to the next open one.
void step_line(Box line, const std::vector<Step>& steps, ScoreState& state) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool current = i == state.step;
    const float width = text_width(theme::kMetaStrong, steps[i].label) + 48;
    const Box box = line.cut_left(width, 8);
    const auto at = control(steps[i].label, box, {.radius = box.h / 2, .value = steps[i].done ? "done" : current ? "chosen" : ""});
    if (current) fill(box, palette()[Tone::neutral].fill, box.h / 2);
    if (!current) border(box, at.hovered ? palette().text2 : palette().edge, 1.5F, box.h / 2);
    const Colour ink = current ? palette()[Tone::neutral].ink : palette().text2;
    if (steps[i].done) {
      draw_icon({box.x + 20, box.centre().y}, 16, ink, icon::kCheck);
    } else {
      text_in({box.x + 12, box.y, 16, box.h}, theme::kMetaStrong, ink, std::to_string(i + 1), Align::centre);
    }
    text_in({box.x + 32, box.y, box.w - 40, box.h}, theme::kMetaStrong, ink, steps[i].label);
    if (at.clicked && !steps[i].done) state.step = i;
  }
}

void choose_step(const std::vector<Step>& steps, ScoreState& state) {
  if (state.step < steps.size() && !steps[state.step].done) return;
  const auto next = std::ranges::find(steps, false, &Step::done);
  const auto index = static_cast<std::size_t>(next - steps.begin());
  if (index != state.step) state.criterion.clear();
  state.step = index;
}

}  // namespace

void score_screen(const PlayView& view, ScoreState& state) {
  const auto steps = steps_of(view);
  choose_step(steps, state);
  Box rest = view.content;
  step_line(rest.cut_top(34, view.gap), steps, state);
  if (state.step >= steps.size()) {
    ready_bar(view, rest.cut_bottom(88, view.gap), tr("You are done"), tr("The debrief opens when all have rated"));
    empty_state(panel(rest, 0), tr("All is handed in"), tr("Ratings stay hidden until everybody has rated. The debrief comes next."));
    return;
  }
  const Step& step = steps[state.step];
  if (step.of == nullptr) {
    if (view.session.customer) outcome_form(view, rest, state);
    return;
  }
  RatingState& rating = state.ratings[step.of->person];
  Box side = rest.cut_right(view.folded ? kSideFolded : kSide, view.gap);
  hand_in(view, side.cut_bottom(view.folded ? 76 : 88, view.gap), *step.of, rating);
  if (view.folded) {
    const Tab all[] = {{tr("Comments"), icon::kPencil}, {tr("Evidence"), icon::kBookmarkOutline}};
    state.tab = tabs(side.cut_top(44, view.gap), all, state.tab);
    if (state.tab == 0) {
      comments(view, panel(side), rating);
    } else {
      evidence_panel(view, side, *step.of, state, rating);
    }
  } else {
    comments(view, panel(side.cut_bottom(272, view.gap)), rating);
    evidence_panel(view, side, *step.of, state, rating);
  }
  criteria_panel(view, panel(rest, 24), *step.of, state, rating);
}

}  // namespace earshot::views
