#include "client/views/replay.h"

#include <algorithm>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Role;
using words::tr;
using words::trf;

bool plays(const PlayView& view) { return view.is(Role::customer) || view.is(Role::agent); }

std::string words_of(const PlayView& view, const protocol::ReplayShown& replay) {
  if (replay.on) {
    if (!plays(view)) return std::string(tr("They play again from here, with roles swapped. Nothing of it is scored."));
    return trf("You play again from here, with roles swapped: you are {} now. Nothing of it is scored.", view.name_in_play(other_side(view.session.role)));
  }
  if (replay.asked_by == view.self()) return std::string(tr("You would like to play again from here. It begins when your partner wants it too."));
  return trf("{} would like to play again from here, with roles swapped.", first_name(model::name_of(view.model, replay.asked_by)));
}

}  // namespace

bool may_replay(const PlayView& view) { return plays(view) && !(view.session.replay && view.session.replay->on); }

void replay_bar(const PlayView& view, Box& area, DebriefState& state) {
  if (!view.session.replay) return;
  const auto& replay = *view.session.replay;
  const auto line = std::ranges::find(view.session.lines, replay.from, &protocol::Line::id);
  const std::string words = words_of(view, replay);
  const float room = area.w - 2 * theme::kPanelPadding - 34;
  const bool answers = plays(view);
  const float text_height = paragraph_height(theme::kBodyStrong, words, room);
  const float height = 24 + text_height + (line != view.session.lines.end() ? 26.0F : 0.0F) + (answers ? theme::kButtonSmall + 10 : 0.0F);
  const Box box = area.cut_top(height, 8);
  fill(box, palette().raised, theme::kRadiusPanel);
  Box inner = box.inset(theme::kPanelPadding, 12);
  draw_icon({inner.x + 10, inner.y + 12}, 20, palette().text2, icon::kSwapHorizontal);
  inner.cut_left(34);
  inner.cut_top(paragraph(inner, theme::kBodyStrong, palette().text1, words), 4);
  if (line != view.session.lines.end()) {
    label_in(inner.cut_top(22, 0), theme::kBody, palette().text2, trf("{0}: {1}", view.name_in_play(line->role), line->text));
  }
  if (!answers) return;
  inner.cut_top(10);
  Box row = inner.cut_top(theme::kButtonSmall);
  const auto press = [&](std::string_view label, ButtonLook look) {
    return button(label, row.cut_left(button_width(label, theme::kButtonSmall), 8), {.look = look, .tone = tone_of(view.session.role), .enabled = view.live()});
  };
  if (replay.on) {
    if (state.shown != DebriefState::Shown::talk && press(tr("Go there"), ButtonLook::filled)) state.shown = DebriefState::Shown::talk;
    if (press(tr("End it"), ButtonLook::outline)) view.out.send(protocol::ReplayFrom{});
  } else if (replay.asked_by == view.self()) {
    if (press(tr("Take it back"), ButtonLook::outline)) view.out.send(protocol::ReplayFrom{});
  } else {
    if (press(tr("Play along"), ButtonLook::filled)) {
      view.out.send(protocol::ReplayFrom{replay.from});
      state.shown = DebriefState::Shown::talk;
    }
    if (press(tr("Not now"), ButtonLook::outline)) view.out.send(protocol::ReplayFrom{});
  }
}

std::string out_of_role(const PlayView& view) {
  const std::string name = first_name(view.model.self.name);
  return trf("I am {0} again. I played {1}.", name, view.name_in_play(view.session.role));
}

bool is_out_of_role(const PlayView& view) {
  const std::string said = out_of_role(view);
  const auto same = [&](const auto& line) { return line.text == said; };
  return std::ranges::any_of(view.session.lines, [&](const auto& line) { return line.from == view.self() && same(line); }) ||
         std::ranges::any_of(view.session.pending, same);
}

}  // namespace earshot::views
