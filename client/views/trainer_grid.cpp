#include <fmt/format.h>

#include <algorithm>

#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/curve.h"
#include "client/widgets/empty.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"
#include "client/widgets/toast.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Flag;
using protocol::Role;
using protocol::SessionShown;
using words::tr;
using words::tr_dynamic;
using words::tr_in;
using words::trf;
using words::trf_count;

constexpr float kSign = 26;  // room of a flag without its words
constexpr float kCard = 152;
constexpr float kLeastCard = 300;

bool is_watched(const View& view, const SessionShown& session) {
  return view.model.session && view.model.session->watching && view.model.session->id == session.session;
}

/// A name in its role's colour that opens what can be done for the person; returns its width.
float person(const View& view, ImVec2 at, float room, PersonId who, Role role, TrainerState& state) {
  const std::string full = model::name_of(view.model, who);
  const std::string name = who ? first_name(full) : std::string(tr_in("seat", "free"));
  const auto* member = view.model.in_class->member(who);
  const bool here = member && member->present;
  const float width = std::min(room, 26 + text_width(theme::kChatStrong, name));
  const Box box{at.x, at.y, width, 26};
  const auto response = control(fmt::format("{}##{}", who ? std::string_view(full) : tr("Free seat"), protocol::word(role)), box, {.enabled = static_cast<bool>(who), .radius = theme::kRadiusSmall});
  const Tone tone = tone_of(role);
  draw_icon({at.x + 10, at.y + 13}, 20, palette()[tone].text, status_icon(tone));
  text_in({at.x + 26, at.y, width - 25, 26}, theme::kChatStrong, here ? palette().text1 : palette().text3, name);
  if (response.hovered) fill({at.x + 26, at.y + 24, width - 26, 1.5F}, palette().text2);
  if (response.clicked) open_menu(state, {TrainerMenu::Kind::person, {}, who, 0, false});
  return width;
}

void names(const View& view, Box line, const SessionShown& session, TrainerState& state) {
  float x = line.x;
  const std::pair<PersonId, Role> seats[] = {{session.customer, Role::customer}, {session.agent, Role::agent}, {session.observer, Role::observer}};
  for (const auto& [who, role] : seats) {
    if (role == Role::observer && !who) continue;
    if (role == Role::agent) {
      draw_icon({x + 6, line.centre().y}, 16, palette().text3, icon::kSwapHorizontal);
      x += 20;
    }
    x += person(view, {x, line.y}, std::max(40.0F, line.right() - x), who, role, state) + 8;
  }
}

void numbers(const View& view, Box line, const SessionShown& session) {
  const auto left = time_left(view.model, session, view.now);
  if (session.open && !session.paused && left.count() > 0) kit().draw_again_in(Milliseconds{(left.count() - 1) % 1000 + 1});
  const bool warm_up = session.kind == protocol::SessionKind::warm_up;
  struct Cell {
    std::string_view name;
    std::string value;
    float least;
    bool clock = false;

    float width() const { return std::max({least, text_width(theme::kMeta, name) + 4, text_width(theme::kBodyStrong, value) + 4}); }
  };
  const Cell cells[] = {{tr("Phase"), !session.open ? std::string(tr("Over")) : warm_up ? std::string(tr("Warm-up")) : phase_word(session.phase), warm_up ? 76.0F : 66.0F},
                        {session.paused ? tr("Paused") : tr_in("time", "Left"), session.open ? clock_text(left) : std::string("-"), 56, true},
                        {tr("Lines"), std::to_string(session.lines), 46},
                        {tr("Told"), std::to_string(session.told), 40}};
  float wanted = warm_up ? -10.0F : 0;  // a warm-up's curve stands a little closer
  for (const auto& cell : cells) wanted += cell.width();
  const Box graph = line.cut_right(std::min(104.0F, line.w - wanted), 4);
  for (const auto& cell : cells) {
    const Box box = line.cut_left(cell.width());
    text_in({box.x, box.y, box.w, 20}, theme::kMeta, palette().text3, cell.name);
    text_in({box.x, box.y + 20, box.w, 24}, theme::kBodyStrong, session.paused && cell.clock ? palette().text3 : palette().text1, cell.value);
  }
  if (graph.w > 30) sparkline(graph, session.curve);
}

void flags(Box line, const SessionShown& session) {
  if (session.flags.empty()) {
    if (session.felt >= 4) {
      chip(line.min(), tr("Going well"), icon::kCheckCircle, Tone::success);
    } else {
      label_in(line, theme::kMeta, palette().text3, session.open ? tr("Nothing to flag") : tr("Over"));
    }
    return;
  }
  float signs = kSign * static_cast<float>(session.flags.size());
  for (const Flag flag : session.flags) {
    const auto look = look_of(flag);
    const float width = chip_width(look.words, true);
    signs -= kSign;
    if (width + signs > line.w + 1) {
      // No room for the words: the sign alone still says that there is more.
      draw_icon({line.x + 10, line.centre().y}, 18, palette()[look.tone].text, look.icon);
      line.cut_left(kSign);
      continue;
    }
    chip(line.cut_left(width, 6).min(), look.words, look.icon, look.tone);
  }
}

void card(const View& view, const Box& box, const SessionShown& session, TrainerState& state) {
  const auto& colours = palette();
  const bool watched = is_watched(view, session);
  const bool hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.min(), box.max());
  const bool grave = std::ranges::any_of(session.flags, [](Flag flag) { return look_of(flag).tone == Tone::danger; });
  const Dim dim(session.open ? 1.0F : 0.6F);
  fill(box, watched || hovered ? colours.raised : colours.panel, theme::kRadiusPanel);
  if (watched || grave) border(box, watched ? colours.text1 : colours[Tone::danger].text, 2, theme::kRadiusPanel);
  ImGui::PushID(static_cast<int>(session.session.value));
  const std::string who = people_of(view.model, session);
  Box inner = box.inset(16, 14);
  Box head = inner.cut_top(28, 8);
  const Box dots = head.cut_right(32, 4);
  if (watched) draw_icon(head.cut_right(22, 2).centre(), 20, colours[Tone::observer].text, icon::kEye);
  if (icon_button(trf("More for {}", who), {dots.x + 4, dots.y - 4, 32, 32}, icon::kDotsHorizontal, {.look = ButtonLook::ghost})) {
    open_menu(state, {TrainerMenu::Kind::session, session.session, {}, 0, false});
  }
  names(view, head, session, state);
  // The card is a button itself, below the names and the dots: whoever comes first has the mouse.
  const auto at = control(trf("Watch {}", who), box, {.enabled = session.open, .radius = theme::kRadiusPanel, .value = watched ? "chosen" : ""});
  ImGui::PopID();
  if (at.visible) {
    numbers(view, inner.cut_top(44, 10), session);
    flags(inner.cut_top(28), session);
  }
  if (!at.clicked) return;
  if (watched) {
    view.out.send(protocol::Unwatch{});
  } else {
    view.out.send(protocol::Watch{session.session});
  }
}

/// Who sits nowhere, with the reason; a press opens what can be done.
void idle_people(const View& view, Box& area, TrainerState& state) {
  const auto idle = without_session(view.model);
  if (idle.empty()) return;
  area.cut_top(4);
  label_in(area.cut_top(28, 6), theme::kBodyStrong, palette().text2, tr("Without a session"));
  ImGui::PushID("idle");
  choices(area, idle.size(), [&](std::size_t i, const auto& place) {
    const std::string label = fmt::format("{}: {}", first_name(idle[i].member->name), idle[i].why);
    ImGui::PushID(static_cast<int>(idle[i].member->person.value));
    if (choice(label, place(choice_width(label, false)), false)) open_menu(state, {TrainerMenu::Kind::person, {}, idle[i].member->person, 0, false});
    ImGui::PopID();
  });
  ImGui::PopID();
}

void head_line(const View& view, Box head, TrainerState& state) {
  std::size_t open = 0;
  std::size_t look = 0;
  std::size_t lost = 0;
  for (const auto& [id, session] : view.model.sessions) {
    if (!session.open) continue;
    ++open;
    const bool is_lost = std::ranges::find(session.flags, Flag::partner_lost) != session.flags.end();
    if (is_lost) ++lost;
    if (!is_lost && !session.flags.empty()) ++look;
  }
  std::vector<Option> options;
  for (std::size_t i = 0; i < std::size(kGridOrders); ++i) options.push_back({std::to_string(i), std::string(tr_dynamic(kGridOrders[i]))});
  float widest = 0;
  for (const auto& option : options) widest = std::max(widest, text_width(theme::kBody, option.text));
  const Box order = head.cut_right(std::max(170.0F, widest + 54), 8);
  ImGui::PushID("order");
  if (picker(tr("Sort"), options[static_cast<std::size_t>(state.order)].text, {order.x, order.y, order.w, 36})) ImGui::OpenPopup("orders");
  if (const auto picked = option_list("orders", options, std::max(200.0F, widest + 44))) state.order = static_cast<GridOrder>(picked->front() - '0');
  ImGui::PopID();
  head.cut_left(text({head.x, head.y + 4}, theme::kTitle, palette().text1, tr("Sessions")), 12);
  const auto tag = [&](std::size_t count, const std::string& label, const char* glyph, Tone tone) {
    if (count == 0 || chip_width(label, true) > head.w) return;
    chip({head.x, head.y + 4}, label, glyph, tone);
    head.cut_left(chip_width(label, true), 8);
  };
  tag(open, trf_count("{} live", "{} live", open, open), icon::kCheckCircle, Tone::success);
  tag(lost, trf_count("{} lost", "{} lost", lost, lost), icon::kLanDisconnect, Tone::danger);
  tag(look, trf_count("{} needs a look", "{} need a look", look, look), icon::kAlert, Tone::warning);
  const std::size_t help = view.model.help.size();
  tag(help, trf_count("{} asks for help", "{} ask for help", help, help), icon::kBellRing, Tone::warning);
}

}  // namespace

void sessions_grid(const View& view, const Box& box, TrainerState& state) {
  Box rest = box;
  head_line(view, rest.cut_top(38, 6), state);
  if (view.model.sessions.empty()) return empty_state(panel(rest, 0), tr("No session runs"), tr("The sessions of the round stand here."));
  Scroll scroll("sessions", rest);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  const auto sessions = in_order(view.model, state.order);
  const int columns = std::clamp(static_cast<int>((area.w + 12) / (kLeastCard + 12)), 1, 3);
  for (std::size_t i = 0; i < sessions.size(); i += static_cast<std::size_t>(columns)) {
    const Box line = area.cut_top(kCard, 12);
    for (int column = 0; column < columns && i + static_cast<std::size_t>(column) < sessions.size(); ++column) {
      card(view, line.column(column, columns, 12), *sessions[i + static_cast<std::size_t>(column)], state);
    }
  }
  idle_people(view, area, state);
  scroll.set_height(area.y - top);
}

}  // namespace earshot::views
