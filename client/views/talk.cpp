#include "client/views/chat.h"
#include "client/views/facts.h"
#include "client/views/notes.h"
#include "client/views/outside.h"
#include "client/views/page.h"
#include "client/views/pings.h"
#include "client/views/screens.h"
#include "client/views/toolkit.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Mode;
using protocol::Role;
using words::tr;

constexpr float kSide = 316;
constexpr float kFacts = 332;
constexpr float kSideFolded = 272;

/// Where the talk happens: the chat, or the panel that says to talk.
void middle(const PlayView& view, const Box& box, PlayState& state) {
  const bool observer = !view.is(Role::customer) && !view.is(Role::agent);
  if (view.session.mode == Mode::spoken) {
    spoken_panel(view, box, observer ? tr("You listen.") : tr("Listen first. Nothing needs solving yet."));
    return;
  }
  chat_panel(view, box, state.talk,
             {.hint = view.is(Role::customer) ? tr("Tell it the way your card feels") : tr("Listen first. Nothing needs solving yet"),
              .writes = !observer, .authors = observer, .selects = !view.is(Role::customer)});
}

void agent_side(const PlayView& view, Box side, PlayState& state) {
  breath_card(view, side.cut_bottom(84, view.gap));
  prompts_panel(view, side, state.talk, tr("Listening toolkit"), talk_prompts());
}

void folded(const PlayView& view, PlayState& state) {
  Box rest = view.content;
  Box side = rest.cut_right(kSideFolded, view.gap);
  const Box done = side.cut_bottom(92, view.gap);
  ready_small(view, done, tr("The talk is done"));
  if (view.is(Role::customer)) {
    Box inner = side;
    heard_strip_row(view, inner);
    beat_card(view, inner);
    facts_panel(view, inner, state.talk);
    middle(view, rest, state);
    return;
  }
  if (!view.is(Role::agent)) {
    const Tab all[] = {{tr("Notes"), icon::kNoteText}, {tr("Taps"), icon::kEye}};
    Box inner = panel(side, 12);
    state.talk.tab = tabs(inner.cut_top(44, 10), all, state.talk.tab % 2);
    if (state.talk.tab == 0) {
      notes_column(view, inner, state.talk);
    } else {
      tally_panel(view, inner.inset(-12, 0));
    }
    middle(view, rest, state);
    return;
  }
  notes_panel(view, side, state.talk);
  if (view.session.mode == Mode::chat) {
    prompt_chips(view, rest.cut_bottom(34, 0), state.talk, talk_prompts());
    rest.cut_bottom(view.gap);
  }
  breath_card(view, rest.cut_top(64, view.gap));
  middle(view, rest, state);
}

}  // namespace

void talk_screen(const PlayView& view, PlayState& state) {
  if (view.session.outside) return outside_screen(view, view.content);
  if (view.is(Role::customer)) heard_keys(view);
  if (view.folded) {
    folded(view, state);
    return ping_overlay(view, view.content, state.talk);
  }
  Box rest = view.content;
  Box right = rest.cut_right(kSide, view.gap);
  ready_small(view, right.cut_bottom(92, view.gap), tr("The talk is done"));
  if (view.is(Role::customer)) {
    Box left = rest.cut_left(kFacts, view.gap);
    beat_card(view, left);
    facts_panel(view, left, state.talk);
    heard_panel(view, right);
  } else if (view.is(Role::agent)) {
    notes_panel(view, rest.cut_left(kSide, view.gap), state.talk);
    agent_side(view, right, state);
  } else {
    tally_panel(view, right.cut_top(tally_height(), view.gap));
    notes_panel(view, rest.cut_left(kSide, view.gap), state.talk);
  }
  middle(view, rest, state);
  ping_overlay(view, rest, state.talk);
}

}  // namespace earshot::views
