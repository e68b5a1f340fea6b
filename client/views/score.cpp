#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>

#include "client/views/criteria.h"
#include "client/views/intention.h"
#include "client/views/outcome.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/keycap.h"
#include "client/widgets/kit.h"
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

/// One thing to hand in.
struct Step {
  enum class Kind : std::uint8_t { intention, outcome, rating };
  Kind kind{};
  const model::Seat* of = nullptr;  ///< of a rating
  std::string label;
  bool done = false;
};

std::vector<Step> steps_of(const PlayView& view, const ScoreState& state) {
  std::vector<Step> out;
  if (!view.session.watching && !view.session.intention.empty()) {
    const bool said = std::ranges::find(view.session.kept, view.self(), &protocol::IntentionKept::person) != view.session.kept.end();
    out.push_back({Step::Kind::intention, nullptr, std::string(tr("What you meant")), said || state.kept_skipped});
  }
  if (view.is(Role::customer)) out.push_back({Step::Kind::outcome, nullptr, std::string(tr("Outcome")), view.session.outcome.has_value()});
  const auto add = [&](const model::Seat* seat) {
    if (seat == nullptr || seat->role == Role::observer) return;
    const bool self = seat->person == view.self();
    std::string label = self ? std::string(tr("Yourself")) : with_role(first_name(seat->name), seat->role);
    out.push_back({Step::Kind::rating, seat, std::move(label), view.session.rating(view.self(), seat->person) != nullptr});
  };
  if (view.session.watching) {
    for (const Role role : {Role::agent, Role::customer}) add(view.seat(role));
    return out;
  }
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

std::vector<const protocol::Line*> lines_of(const PlayView& view, const model::Seat& of) {
  std::vector<const protocol::Line*> out;
  for (const auto& line : view.session.lines) {
    if (line.from == of.person && line.phase != protocol::Phase::debrief) out.push_back(&line);
  }
  return out;
}

/// The line speaks for the criterion's level, or no longer.
void toggle_moment(RatingState& rating, const std::string& criterion, MessageId line) {
  const auto found = rating.moments.find(criterion);
  if (found != rating.moments.end() && found->second == line) {
    rating.moments.erase(found);
  } else {
    rating.moments.insert_or_assign(criterion, line);
  }
}

bool hit(ImGuiKey key) { return ImGui::IsKeyPressed(key, false); }

/// While a line is picked: Up and Down go through the lines, Enter takes one, Escape or E leaves it.
void picking_keys(const PlayView& view, const model::Seat& of, ScoreState& state, RatingState& rating) {
  const auto lines = lines_of(view, of);
  if (lines.empty() || hit(ImGuiKey_Escape) || hit(ImGuiKey_E)) {
    state.picking = false;
    return;
  }
  auto at = std::ranges::find(lines, state.picked, &protocol::Line::id);
  if (at == lines.end()) at = lines.begin();
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow) && std::next(at) != lines.end()) ++at;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && at != lines.begin()) --at;
  state.picked = (*at)->id;
  if (!hit(ImGuiKey_Enter)) return;
  toggle_moment(rating, state.criterion, state.picked);
  state.picking = false;
}

/// A whole rating without a mouse, while no text is being written: 1 to 5 and 0 for 'no opportunity', Up, Down and Enter
/// for the criteria, E for their evidence. Enter after the last goes to the comments.
void keys(const PlayView& view, const model::Seat& of, const std::vector<const protocol::Criterion*>& criteria, ScoreState& state, RatingState& rating) {
  const auto& io = ImGui::GetIO();
  if (io.WantTextInput || io.KeyAlt || io.KeyCtrl || criteria.empty()) return;
  // The arrows go through the criteria, not from control to control.
  for (const ImGuiKey arrow : {ImGuiKey_UpArrow, ImGuiKey_DownArrow}) ImGui::SetKeyOwner(arrow, ImGui::GetID("criteria"));
  auto at = std::ranges::find(criteria, state.criterion, [](const auto* c) { return c->id; });
  if (at == criteria.end()) at = criteria.begin();
  state.criterion = (*at)->id;
  if (state.picking) return picking_keys(view, of, state, rating);
  for (int level = 1; level <= 5; ++level) {
    if (hit(static_cast<ImGuiKey>(ImGuiKey_1 + level - 1))) rating.levels[(*at)->id] = Level{Level::Kind::level, level};
  }
  if (hit(ImGuiKey_0) && may_say_none(rating.levels, (*at)->id)) rating.levels[(*at)->id] = Level{Level::Kind::none, 0};
  if (hit(ImGuiKey_E)) {
    const auto chosen = rating.moments.find(state.criterion);
    state.picking = true;
    state.picked = chosen == rating.moments.end() ? MessageId{} : chosen->second;
    state.tab = 1;
    return;
  }
  // A control that shows the focus ring has Enter for itself.
  const bool enter = hit(ImGuiKey_Enter) && !io.NavVisible;
  if (enter && std::next(at) == criteria.end()) {
    state.tab = 0;
    return kit().focus(tr("Keep doing"));
  }
  if ((enter || ImGui::IsKeyPressed(ImGuiKey_DownArrow)) && std::next(at) != criteria.end()) ++at;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && at != criteria.begin()) --at;
  state.criterion = (*at)->id;
}

void criteria_panel(const PlayView& view, Box inner, const model::Seat& of, ScoreState& state, RatingState& rating) {
  const auto criteria = criteria_for(view, of.role);
  keys(view, of, criteria, state, rating);
  const std::string_view how = of.person == view.self() ? tr("For yourself. It never counts in any ranking.") : tr("From what was said and felt, not from what was meant");
  Box head = inner.cut_top(32 + paragraph_height(theme::kMeta, how, inner.w - 110), 8);
  const auto open = open_criteria(criteria, rating.levels);
  label_in(head.cut_right(110), theme::kBodyStrong, palette().text2, trf("{0} of {1}", criteria.size() - open, criteria.size()), Align::right);
  label_in(head.cut_top(30), theme::kTitle, palette().text1, question(view, of));
  paragraph(head, theme::kMeta, palette().text3, how);
  Box foot = inner.cut_bottom(28, 4);
  const std::string none = trf("NO, no opportunity: {0} of {1}", no_opportunity(rating.levels), protocol::limits::kNoOpportunity);
  if (!view.folded) {
    float x = foot.x;
    const auto key = [&](std::string_view name, std::string_view does) {
      x += keycap({x, foot.y + 2}, name) + 8;
      if (!does.empty()) x += text({x, foot.y + 4}, theme::kMeta, palette().text3, does) + 14;
    };
    key("1", tr_in("keys 1 to 5", "to"));
    key("5", tr_in("keys 1 to 5", "choose"));
    key(tr_in("key", "Up"), {});
    key(tr_in("key", "Down"), {});
    key(tr_in("key", "Enter"), tr("go on"));
    key("E", tr("evidence"));
    key("0", tr_in("no opportunity", "NO"));
    foot.cut_left(x - foot.x);
  }
  text_in(foot, theme::kMeta, palette().text3, none, Align::right);
  criteria_list(inner, criteria, {state.criterion, rating.levels, tone_of(view.session.role), &rating.moments});
}

void evidence_panel(const PlayView& view, const Box& box, const model::Seat& of, ScoreState& state, RatingState& rating) {
  Box inner = panel(box);
  const auto* criterion = model::find_criterion(view.model, state.criterion);
  heading(inner.cut_top(28, 2), criterion ? trf("Evidence for: {}", criterion->name) : std::string(tr("Evidence")), icon::kBookmarkOutline);
  const auto level = rating.levels.find(state.criterion);
  const bool has_level = level != rating.levels.end() && level->second.kind == Level::Kind::level;
  const std::string below = state.picking ? std::string(tr("Up and Down choose, Enter takes it"))
                            : has_level   ? trf("If you like, pick the moment that made you choose {}", level->second.value)
                                          : std::string(tr("If you like, pick the moment that speaks for your rating"));
  text_in(inner.cut_top(20, 8), theme::kMeta, palette().text3, below);
  Scroll scroll("evidence", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto lines = lines_of(view, of);
  const auto moment = rating.moments.find(state.criterion);
  for (const auto* said : lines) {
    const float words = paragraph_height(theme::kBody, said->text, area.w - 64);
    const Box row = area.cut_top(words + 42, 8);
    const bool chosen = moment != rating.moments.end() && moment->second == said->id;
    const bool at_keys = state.picking && state.picked == said->id;
    ImGui::PushID(static_cast<int>(said->id.value));
    const auto at = control(said->text, row, {.radius = theme::kRadiusField, .value = chosen ? "chosen" : ""});
    ImGui::PopID();
    const auto& tone = palette()[tone_of(of.role)];
    fill(row, chosen ? tone.soft : at.hovered || at_keys ? palette().raised : palette().well, theme::kRadiusField);
    if (chosen) border(row, tone.text, 2, theme::kRadiusField);
    if (at_keys) {
      kit().set_ring(row, theme::kRadiusField);
      scroll.show(row.centre().y);
    }
    draw_icon({row.x + 24, row.y + 24}, 20, chosen ? tone.text : palette().text3, chosen ? icon::kRadioboxMarked : icon::kRadioboxBlank);
    text_in({row.x + 46, row.y + 9, row.w - 60, 20}, theme::kMeta, palette().text2, fmt::format("{}, {}", view.name_in_play(of.role), time_of_day(said->at.point())));
    paragraph({row.x + 46, row.y + 30, row.w - 64, words}, theme::kBody, palette().text1, said->text);
    if (at.clicked && !state.criterion.empty()) toggle_moment(rating, state.criterion, said->id);
  }
  if (lines.empty()) label_in(area.cut_top(40), theme::kBody, palette().text3, tr("No lines were written."));
  scroll.set_height(area.y - top);
}

void comments(const PlayView& view, Box inner, RatingState& rating) {
  const auto comment = [&](std::string_view title, const char* glyph, Tone tone, std::string_view hint, std::string& text, std::string_view refusal, float height) {
    const Box head = inner.cut_top(28, 6);
    section(head, title, glyph, tone);
    label_in(head, theme::kMeta, palette().text3, tr("one thing"), Align::right);
    field(title, text, inner.cut_top(height, 6), {.hint = hint, .invalid = !refusal.empty(), .lines = true, .most_characters = protocol::limits::kCommentCharacters});
    inner.cut_top(field_refusal(inner, refusal));
    inner.cut_top(8);
  };
  const float height = std::max(48.0F, (inner.h - 112) / 2);
  comment(tr("Keep doing"), icon::kRepeat, Tone::success, tr("What should they keep?"), rating.keep, refused<protocol::Rate>(view.model, "keep"), height);
  comment(tr("Try next"), icon::kArrowRightBoldCircleOutline, Tone::warning, tr("What would have helped you to say more?"), rating.next, refused<protocol::Rate>(view.model, "next"), height);
}

void hand_in(const PlayView& view, const Box& box, const model::Seat& of, ScoreState& state, RatingState& rating) {
  Box inner = panel(box, 0).inset(20, 0);
  const auto criteria = criteria_for(view, of.role);
  const auto open = open_criteria(criteria, rating.levels);
  const bool waits = model::is_pending<protocol::Rate>(view.model) || model::is_pending<protocol::RateSession>(view.model);
  const float width = button_width(tr("Hand in"), theme::kButtonBig);
  const Box place = inner.cut_right(width, 12);
  const bool can = open == 0 && !waits && view.live();
  const bool clicked = button(tr("Hand in"), {place.x, box.centre().y - 28, width, 56}, {.tone = tone_of(view.session.role), .enabled = can});
  const bool by_key = can && ImGui::GetIO().KeyCtrl && hit(ImGuiKey_Enter);
  const auto refusal = view.session.watching ? refused_elsewhere<protocol::RateSession>(view.model, {"keep", "next"})
                                             : refused_elsewhere<protocol::Rate>(view.model, {"keep", "next"});
  const std::string title = open == 0 ? std::string(tr("All criteria are rated")) : trf_count("{} criterion to go", "{} criteria to go", open, open);
  const std::string_view below = !refusal.empty() ? refusal : open == 0 ? tr("Ctrl and Enter hand it in, too") : tr("Hidden until all have rated");
  const float words = 24 + paragraph_height(theme::kMeta, below, inner.w);
  Box text{inner.x, inner.centre().y - words / 2, inner.w, words};
  label_in(text.cut_top(24), theme::kBodyStrong, palette().text1, title);
  paragraph(text, theme::kMeta, refusal.empty() ? palette().text3 : palette()[Tone::danger].text, below);
  if (!clicked && !by_key) return;
  protocol::Rate rate;
  rate.of = of.person;
  for (const auto* criterion : criteria) {
    const Level& level = rating.levels[criterion->id];
    std::optional<std::uint8_t> value;
    if (level.kind == Level::Kind::level) value = static_cast<std::uint8_t>(level.value);
    rate.levels.push_back({criterion->id, value});
    if (const auto moment = rating.moments.find(criterion->id); moment != rating.moments.end()) {
      rate.moments.push_back({criterion->id, moment->second});
    }
  }
  rate.keep = rating.keep;
  rate.next = rating.next;
  state.picking = false;
  if (view.session.watching) {
    view.out.send(protocol::RateSession{view.session.id, std::move(rate)});
  } else {
    view.out.send(std::move(rate));
  }
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
  state.picking = false;
  state.step = index;
}

/// The criteria, the evidence and the comments of one rating, in all of `rest`.
void rating_form(const PlayView& view, Box rest, const model::Seat& of, ScoreState& state) {
  RatingState& rating = state.ratings[of.person];
  Box side = rest.cut_right(view.folded ? kSideFolded : kSide, view.gap);
  hand_in(view, side.cut_bottom(view.folded ? 76 : 88, view.gap), of, state, rating);
  if (view.folded) {
    const Tab all[] = {{tr("Comments"), icon::kPencil}, {tr("Evidence"), icon::kBookmarkOutline}};
    state.tab = tabs(side.cut_top(44, view.gap), all, state.tab);
    if (state.tab == 0) {
      comments(view, panel(side), rating);
    } else {
      evidence_panel(view, side, of, state, rating);
    }
  } else {
    comments(view, panel(side.cut_bottom(300, view.gap)), rating);
    evidence_panel(view, side, of, state, rating);
  }
  criteria_panel(view, panel(rest, 24), of, state, rating);
}

}  // namespace

void score_screen(const PlayView& view, ScoreState& state) {
  const auto steps = steps_of(view, state);
  choose_step(steps, state);
  Box rest = view.content;
  step_line(rest.cut_top(34, view.gap), steps, state);
  if (state.step >= steps.size()) {
    ready_bar(view, rest.cut_bottom(88, view.gap), tr("You are done"), tr("The debrief opens when all have rated"));
    empty_state(panel(rest, 0), tr("All is handed in"), tr("Ratings stay hidden until everybody has rated. The debrief comes next."));
    return;
  }
  const Step& step = steps[state.step];
  switch (step.kind) {
    case Step::Kind::intention: return intention_form(view, rest, state);
    case Step::Kind::outcome:
      if (view.session.customer) outcome_form(view, rest, state);
      return;
    case Step::Kind::rating: return rating_form(view, rest, *step.of, state);
  }
}

bool can_rate_watched(const PlayView& view) {
  if (!view.session.watching || view.session.phase != protocol::Phase::score) return false;
  const auto steps = steps_of(view, {});
  return std::ranges::any_of(steps, [](const Step& step) { return !step.done; });
}

void rate_watched(const PlayView& view, WatchedRating& state) {
  const auto steps = steps_of(view, state.score);
  choose_step(steps, state.score);
  Box rest = view.content;
  Box line = rest.cut_top(34, view.gap);
  const std::string_view back = tr("Back to the class");
  const Box place = line.cut_right(button_width(back, theme::kButtonSmall, true), 12);
  const bool leave = button(back, {place.x, place.y - 1, place.w, theme::kButtonSmall}, {.icon = icon::kArrowLeft, .look = ButtonLook::outline});
  if (leave || state.score.step >= steps.size()) {
    state = {};
    return;
  }
  step_line(line, steps, state.score);
  rating_form(view, rest, *steps[state.score.step].of, state.score);
}

}  // namespace earshot::views
