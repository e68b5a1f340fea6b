#include <fmt/format.h>

#include <algorithm>

#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Member;
using protocol::Standing;
using words::tr;
using words::tr_in;
using words::trf;

/// What a member does right now, in a word or two.
std::string doing(const View& view, const Member& member) {
  if (!member.present) return std::string(tr("away"));
  if (member.standing == Standing::trainer) return std::string(member.person == view.self() ? tr("you") : in_words(Standing::trainer));
  std::string words;
  const auto add = [&words](std::string_view one) { words.append(words.empty() || one.empty() ? "" : ", ").append(one); };
  if (const auto* session = session_of(view.model, member.person)) {
    add(in_words(session->customer == member.person ? protocol::Role::customer : session->agent == member.person ? protocol::Role::agent : protocol::Role::observer));
  }
  // What may need the trainer stands before what everybody knows.
  if (member.muted) add(tr("muted"));
  add(member.team);
  return words.empty() ? std::string(tr_in("person", "free")) : words;
}

void member_line(const View& view, Box row, const Member& member, TrainerState& state) {
  avatar({row.x + 18, row.centre().y}, 36, member.name, Tone::neutral, member.present ? Presence::here : Presence::away, palette().panel);
  const Box end = row.cut_right(32, 4);
  if (icon_button(trf("More about {}", member.name), {end.x, end.centre().y - 16, 32, 32}, icon::kDotsHorizontal, {.look = ButtonLook::ghost})) {
    open_menu(state, {TrainerMenu::Kind::person, {}, member.person, 0, false});
  }
  row.cut_left(46);
  text_in({row.x, row.y, row.w, row.h / 2 + 4}, theme::kBody, member.present ? palette().text1 : palette().text3, member.name);
  text_in({row.x, row.centre().y, row.w, row.h / 2}, theme::kMeta, palette().text3, doing(view, member));
}

}  // namespace

std::string spaced_code(const std::string& code) { return code.size() == 6 ? code.substr(0, 3) + " " + code.substr(3) : code; }

std::string invite_of(const model::Model& model) {
  const auto& connection = model.connection;
  return fmt::format("earshot://{}/{}#{}", connection.address, model.in_class ? model.in_class->code : "", connection.fingerprint);
}

void people_panel(const View& view, const Box& box, State& state) {
  const auto& klass = *view.model.in_class;
  Box inner = box;
  label_in(inner.cut_top(20), theme::kMeta, palette().text3, tr("The code for your trainees"));
  text_in(inner.cut_top(48, 6), TypeStyle{40, 48, theme::Weight::bold}, palette().text1, spaced_code(klass.code));
  std::string words = view.model.connection.words;
  std::ranges::replace(words, '-', ' ');  // so that they wrap
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, trf("Security words: {}", words)), 8);
  const bool copied = state.trainer.invite_copied == klass.code;
  if (button(copied ? tr("Invite copied") : tr("Copy the invite"), inner.cut_top(theme::kButtonSmall, 12), {.icon = copied ? icon::kCheck : icon::kKeyVariant, .look = ButtonLook::outline})) {
    copy_to_clipboard(invite_of(view.model));
    state.trainer.invite_copied = klass.code;
  }
  Box foot = inner.cut_bottom(theme::kButtonSmall, 8);
  const float board = button_width(tr("Leaderboard"), theme::kButtonSmall);
  const float leave = button_width(tr("Leave class"), theme::kButtonSmall);
  const float half = foot.w / 2 + 6;
  const bool fits = board <= half + 8 && leave <= foot.w - half + 4;  // a button cuts its words a little later
  if (button(tr("Leaderboard"), foot.cut_left(fits ? half : foot.w * board / (board + leave), 4), {.look = ButtonLook::outline})) go_to(state, Place::board);
  if (button(tr("Leave class"), foot, {.look = ButtonLook::ghost})) {
    state.trainer.code = klass.code;  // the way back
    view.out.send(protocol::Leave{});
  }
  const auto trainees = std::ranges::count(klass.members, Standing::trainee, &Member::standing);
  const auto here = std::ranges::count_if(klass.members, [](const Member& m) { return m.present && m.standing == Standing::trainee; });
  heading(inner.cut_top(28, 6), trf("{0} of {1} here", here, trainees), icon::kAccountMultiple);
  Scroll scroll("members", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  if (trainees == 0) area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("Nobody yet. Read the code aloud, or put it on the projector.")), 12);
  for (const Standing standing : {Standing::trainee, Standing::trainer}) {
    for (const auto& member : klass.members) {
      if (member.standing == standing) member_line(view, area.cut_top(44, 6), member, state.trainer);
    }
  }
  scroll.set_height(area.y - top);
}

}  // namespace earshot::views
