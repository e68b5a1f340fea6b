#include "client/views/retakes.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "client/views/parts.h"
#include "client/views/replay.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;

constexpr float kIndent = 70;  // of a line's words

void retake(const PlayView& view, Box& area, const protocol::RetakeShown& said) {
  const auto* seat = view.session.seat(said.person);
  const auto& tone = palette()[seat ? tone_of(seat->role) : Tone::neutral];
  const float width = area.w - kIndent - 32;
  const float words = paragraph_height(theme::kBody, said.text, width);
  const Box box = area.cut_top(words + 38, 8);
  const Box ground{box.x + kIndent, box.y, box.w - kIndent, box.h};
  well(ground);
  draw_icon({ground.x + 18, ground.y + 17}, 16, tone.text, icon::kRepeat);
  label_in({ground.x + 32, ground.y + 6, width, 22}, theme::kMetaStrong, tone.text, tr("Said anew"));
  paragraph({ground.x + 16, ground.y + 28, width, words}, theme::kBody, palette().text1, said.text);
}

void form(const PlayView& view, Box& area, DebriefState& state) {
  const auto refusal = refused_elsewhere<protocol::Retake>(view.model, {});
  if (!refusal.empty()) {
    Box line = area.cut_top(24, 4);
    line.cut_left(kIndent);
    field_error(line, refusal);
  }
  Box row = area.cut_top(theme::kField, 12);
  row.cut_left(kIndent);
  const Box keep = row.cut_right(room_for(tr("Keep it"), 92, 44), 8);
  const Box drop = row.cut_right(44, 8);
  const auto typed = field(tr("Say it anew"), state.retake, row,
                           {.hint = tr("How would you say it now?"), .most_characters = protocol::limits::kChatCharacters, .tone = tone_of(view.session.role)});
  const bool written = state.retake.find_first_not_of(' ') != std::string::npos;
  const bool pressed = button(tr("Keep it"), {keep.x, keep.y + 2, keep.w, 44}, {.tone = tone_of(view.session.role), .enabled = written && view.live()});
  if (written && view.live() && (pressed || typed.submitted)) {
    view.out.send(protocol::Retake{state.retaking, state.retake});
    state.retaking = {};
    state.retake.clear();
  }
  if (icon_button(tr("Leave it as it was"), {drop.x, drop.y + 2, 44, 44}, icon::kClose, {.look = ButtonLook::ghost})) state.retaking = {};
}

bool is_quoted(const PlayView& view, MessageId line) {
  return std::ranges::any_of(view.model.insight.quotes, [&](const protocol::Quote& quote) {
    return quote.session == view.session.id && quote.message == line;
  });
}

}  // namespace

void retakes_of(const PlayView& view, Box& area, const protocol::Line& said, DebriefState& state, bool may) {
  for (const auto& one : view.session.retakes) {
    if (one.message == said.id) retake(view, area, one);
  }
  if (!may || said.from != view.self() || said.phase == protocol::Phase::debrief) return;
  if (state.retaking == said.id) form(view, area, state);
}

void take_back_action(const PlayView& view, Box& area, const protocol::Line& said) {
  if (said.from != view.self() || !is_quoted(view, said.id)) return;
  const Box row = area.cut_top(30, 8);
  const auto label = tr("The class may see this line. Take it back");
  ImGui::PushID(static_cast<int>(said.id.value));
  const Box place{row.x + kIndent - 12, row.y, button_width(label, 26, true), 26};
  const bool pressed = button(label, place, {.icon = icon::kCheck, .look = ButtonLook::ghost, .enabled = view.live()});
  ImGui::PopID();
  if (pressed) view.out.send(protocol::WithdrawQuote{view.session.id, said.id});
}

void line_actions(const PlayView& view, Box& area, const protocol::Line& said, DebriefState& state) {
  const bool own = said.from == view.self();
  const bool has_trainer = view.model.in_class && !view.model.in_class->practice;
  const bool quoted = is_quoted(view, said.id);
  struct Choice {
    std::string_view label;
    const char* glyph;
  };
  const Choice anew{tr("Say it anew"), icon::kRepeat};
  const Choice again{tr("Play again from here"), icon::kSwapHorizontal};
  const Choice show{quoted ? tr("The class may see this line. Take it back") : tr("Let the class see this line, without my name"), quoted ? icon::kCheck : icon::kBullhorn};
  std::vector<Choice> all;
  if (own && state.retaking != said.id) all.push_back(anew);
  if (may_replay(view) && !(view.session.replay && view.session.replay->from == said.id)) all.push_back(again);
  if (own && has_trainer) all.push_back(show);
  if (all.empty()) return;
  ImGui::PushID(static_cast<int>(said.id.value));
  float x = area.x + kIndent - 12;
  float y = area.y;
  for (const Choice& choice : all) {
    const float width = button_width(choice.label, 26, true);
    if (x + width > area.right() && x > area.x + kIndent) {
      x = area.x + kIndent - 12;
      y += 30;
    }
    const bool pressed = button(choice.label, {x, y, width, 26}, {.icon = choice.glyph, .look = ButtonLook::ghost, .enabled = view.live()});
    x += width + 4;
    if (!pressed) continue;
    if (choice.glyph == anew.glyph) {
      state.retaking = said.id;
      state.retake.clear();
      kit().focus(anew.label);
    } else if (choice.glyph == again.glyph) {
      view.out.send(protocol::ReplayFrom{said.id});
    } else {
      view.out.send(protocol::AllowQuote{said.id, !quoted});
    }
  }
  ImGui::PopID();
  area.cut_top(y - area.y + 30, 8);
}

}  // namespace earshot::views
