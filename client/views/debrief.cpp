#include <utility>
#include <vector>

#include "client/views/challenges.h"
#include "client/views/chat.h"
#include "client/views/counted.h"
#include "client/views/debrief_parts.h"
#include "client/views/intention.h"
#include "client/views/replay.h"
#include "client/views/screens.h"
#include "client/views/signals.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;

constexpr float kSide = 460;

/// The intention that ends it, and the button.
void ending(const PlayView& view, const Box& box, DebriefState& state, bool over) {
  Box inner = panel(box);
  heading(inner.cut_top(24, 6), tr("One thing to try next time"), icon::kTarget);
  for (const auto& said : view.session.intentions) {
    if (said.person != view.self()) continue;
    paragraph(inner.cut_top(48, 8), theme::kBody, palette().text1, said.text);
    if (over) return;
    const model::Seat* own = view.session.seat(view.self());
    const bool ready = own && own->ready;
    if (button(ready ? tr("You are ready") : tr("I am done"), inner.cut_top(theme::kButton), {.icon = icon::kCheck, .tone = tone_of(view.session.role), .enabled = !ready && view.live()})) {
      view.out.send(protocol::Ready{protocol::Phase::debrief});
    }
    return;
  }
  if (over) {
    label_in(inner.cut_top(24), theme::kBody, palette().text3, tr("You named none."));
    return;
  }
  const auto refusal = refused<protocol::Intend>(view.model, "text");
  const auto typed = field(tr("What you will try"), state.intention, inner.cut_top(theme::kField, 8),
                           {.hint = tr("It comes back at your next brief"), .invalid = !refusal.empty(), .most_characters = protocol::limits::kIntentionCharacters});
  const bool written = state.intention.find_first_not_of(' ') != std::string::npos;
  Box row = inner.cut_top(theme::kButton);
  const bool keep = button(tr("Keep it"), row.column(0, 2, 12), {.icon = icon::kTarget, .tone = tone_of(view.session.role), .enabled = written && view.live()});
  if (written && (keep || typed.submitted)) view.out.send(protocol::Intend{state.intention});
  const model::Seat* own = view.session.seat(view.self());
  const bool ready = own && own->ready;
  if (button(ready ? tr("You are ready") : tr("I am done"), row.column(1, 2, 12), {.icon = icon::kCheck, .look = ButtonLook::outline, .enabled = !ready && view.live()})) {
    view.out.send(protocol::Ready{protocol::Phase::debrief});
  }
}

/// What worked and what to try, each one's own words first; then the ratings, the facts, what made it hard, what the chat
/// showed, and what there is to talk about.
void right_column(const PlayView& view, const Box& box, DebriefState& state, bool over) {
  Scroll scroll("insights", box);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const bool others = over || state.read_others;
  kept_panel(view, area, others);
  comments_panel(view, area, others);
  if (others) {
    ratings_panel(view, area, state);
  } else {
    read_others_panel(view, area, state);
  }
  facts_captured_panel(view, area, state);
  challenges_panel(view, area);
  signals_panel(view, area, state);
  questions_panel(view, area);
  scroll.set_height(area.y - top);
}

/// Tabs for the lines; where the window is small the curve is one of them.
void lower_panel(const PlayView& view, const Box& box, PlayState& state, bool over) {
  using Shown = DebriefState::Shown;
  std::vector<std::pair<Shown, Tab>> all{{Shown::moments, {tr("Moments"), icon::kStar}}, {Shown::all_lines, {view.folded ? tr("All") : tr("All messages"), icon::kCommentTextOutline}}};
  if (!over) all.push_back({Shown::talk, {view.folded ? words::tr_in("to each other", "Talk") : tr("Talk it over"), icon::kAccountMultiple}});
  if (view.folded) all.push_back({Shown::curve, {tr("Curve"), icon::kChartLine}});
  std::vector<Tab> labels;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    labels.push_back(all[i].second);
    if (all[i].first == state.debrief.shown) chosen = i;
  }
  Box inner = panel(box, 0);
  state.debrief.shown = all[tabs(inner.cut_top(52).inset(16, 0), labels, chosen)].first;
  switch (state.debrief.shown) {
    case Shown::moments:
    case Shown::all_lines: moments_list(view, inner.inset(24, 8), state.debrief, over); break;
    case Shown::talk:
      chat_panel(view, inner, state.talk, {.hint = tr("What worked, what would you try?"), .only = protocol::Phase::debrief, .bare = true});
      break;
    case Shown::curve: curve_panel(view, inner, state.debrief); break;
  }
}

}  // namespace

void debrief_screen(const PlayView& view, PlayState& state, bool over) {
  if (!view.session.debrief) return;
  Box rest = view.content;
  Box side = rest.cut_right(view.folded ? 330 : kSide, view.gap);
  ending(view, side.cut_bottom(166, view.gap), state.debrief, over);
  right_column(view, side, state.debrief, over);
  Box first = rest.cut_top(view.folded ? 150 : 176, view.gap);
  outcome_panel(view, first.cut_right(view.folded ? 300 : 416, view.gap));
  reactions_panel(view, first, state.debrief, over);
  const bool plays_again = view.session.replay && view.session.replay->on;  // what is said takes the room then
  if (!view.folded && !plays_again) curve_panel(view, rest.cut_top(204, view.gap), state.debrief);
  if (!over) replay_bar(view, rest, state.debrief);
  lower_panel(view, rest, state, over);
  counted_dialog(view, state.debrief.counted_open);
}

}  // namespace earshot::views
