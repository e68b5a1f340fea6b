#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "client/views/card_list.h"
#include "client/views/parts.h"
#include "client/views/language.h"
#include "client/views/progress.h"
#include "client/views/progress_words.h"
#include "client/views/promise.h"
#include "client/views/screens.h"
#include "client/widgets/avatar.h"
#include "client/widgets/badge.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/logo.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;
using protocol::Member;

constexpr float kSide = 384;
constexpr float kGoal = 180;

struct Step {
  const char* icon;
  const char* what;
};
/// In the order of the phases.
constexpr std::array<Step, protocol::kPhases> kSteps{{
    {icon::kCardsOutline, mark("Read your side")},
    {icon::kCommentTextOutline, mark("Listening only")},
    {icon::kClipboardCheck, mark("Give it back")},
    {icon::kLightbulbOutline, mark("Now the offer")},
    {icon::kStarOutline, mark("Rate what happened")},
    {icon::kChartLine, mark("See it all")},
}};

void class_head(const View& view, Box line) {
  const auto& in_class = *view.model.in_class;
  const auto here = std::ranges::count_if(in_class.members, [](const Member& m) { return m.present && m.standing == protocol::Standing::trainee; });
  const std::string code = trf("Code {}", in_class.code);
  const std::string words = trf_count("{} here", "{} here", static_cast<std::size_t>(here), here);
  const Box chips = line.cut_right(chip_width(code, true) + (in_class.practice ? 0 : chip_width(words, true) + 8), 16);
  text_in(line.cut_top(38), theme::kHeading, palette().text1, in_class.name);
  const auto trainer = std::ranges::find(in_class.members, protocol::Standing::trainer, &Member::standing);
  label_in(line, theme::kBody, palette().text2, in_class.practice ? std::string(tr("Always open, without a trainer"))
                                               : trainer == in_class.members.end() ? std::string(tr("Welcome"))
                                                                                   : trf("With {}", trainer->name));
  float x = chips.right() - chip_width(code, true);
  chip({x, chips.y + 16}, code, icon::kKeyVariant, Tone::neutral, ChipLook::outline);
  if (in_class.practice) return;
  x -= chip_width(words, true) + 8;
  chip({x, chips.y + 16}, words, icon::kAccountMultiple, Tone::success);
}

void what_happens(const View& view, const Box& box) {
  Box inner = panel(box);
  const auto& round = view.model.round;
  std::uint32_t total = 0;
  if (round) {
    for (const auto seconds : round->phase_seconds) total += seconds;
  }
  heading(inner.cut_top(28, 8), tr("What happens next"), nullptr, round ? trf_count("About {} minute in six phases", "About {} minutes in six phases", (total + 59) / 60, (total + 59) / 60) : std::string(tr("Six phases, then you swap seats")));
  const auto& colours = palette();
  for (std::size_t i = 0; i <= kSteps.size(); ++i) {
    Box cell = inner.column(static_cast<int>(i), static_cast<int>(kSteps.size()) + 1, 12);
    const ImVec2 centre(cell.x + 22, cell.y + 22);
    const bool now = i == 0;
    disc(centre, 22, now ? colours[Tone::neutral].fill : colours.raised);
    draw_icon(centre, 22, now ? colours[Tone::neutral].ink : colours.text2, now ? icon::kPlayCircle : kSteps[i - 1].icon);
    if (i < kSteps.size()) line({centre.x + 30, centre.y}, {cell.right() + 6, centre.y}, colours.line, 2);
    cell.cut_top(52);
    const bool timed = !now && round && round->phase_seconds.size() == protocol::kPhases;
    const std::string phase = now ? std::string() : phase_word(static_cast<protocol::Phase>(i - 1));
    const std::string title = now ? std::string(tr("Now")) : timed ? trf("{} min", (round->phase_seconds[i - 1] + 59) / 60) : phase;
    const Box words = cell.cut_top(24);
    label_in({words.x, words.y, words.w + 10, words.h}, theme::kBodyStrong, colours.text1, title);  // into the gap, for one long word
    const std::string_view reason = view.model.waiting ? std::string_view(view.model.waiting->reason) : std::string_view{};
    const std::string what = now ? std::string(reason.empty() ? tr("Waiting for the round") : words::tr_dynamic(reason))
                             : timed ? fmt::format("{}: {}", phase, tr(kSteps[i - 1].what))
                                     : std::string(tr(kSteps[i - 1].what));
    paragraph({cell.x, cell.y, cell.w, 60}, theme::kMeta, colours.text2, what);
  }
}

void member_row(const View& view, Box row, const Member& member) {
  const bool self = member.person == view.self();
  avatar({row.x + 18, row.centre().y}, 36, member.name, Tone::neutral, member.present ? Presence::here : Presence::away, palette().panel);
  const std::string_view aside = self ? tr("you") : member.present ? "" : tr("away");
  row.cut_left(48);
  if (!aside.empty()) text_in(row.cut_right(std::max(44.0F, text_width(theme::kMetaStrong, aside) + 4)), self ? theme::kMetaStrong : theme::kMeta, self ? palette().text1 : palette().text3, aside, Align::right);
  text_in(row, self ? theme::kBodyStrong : theme::kBody, member.present ? palette().text1 : palette().text3, member.name);
}

void teams(const View& view, const Box& box) {
  const auto& in_class = *view.model.in_class;
  std::map<std::string, std::vector<const Member*>> by_team;
  for (const auto& team : in_class.teams) by_team[team];
  for (const auto& member : in_class.members) {
    if (member.standing == protocol::Standing::trainee) by_team[member.team].push_back(&member);
  }
  if (by_team.size() > 1 && by_team[""].empty()) by_team.erase("");
  Scroll scroll("teams", box);
  const int columns = view.folded ? 2 : std::clamp(static_cast<int>(by_team.size()), 1, 4);
  const float gap = view.gap;
  float top = 0;
  float row_height = 0;
  int column = 0;
  for (const auto& [team, members] : by_team) {
    if (column == columns) {
      top += row_height + gap;
      row_height = 0;
      column = 0;
    }
    const float least = static_cast<int>(by_team.size()) <= columns ? box.h : 0;
    const float height = std::max(least, 72 + 54 * static_cast<float>(std::max<std::size_t>(1, members.size())));
    Box area = scroll.content();
    Box cell = Box{area.x, area.y + top, area.w, height}.column(column, columns, gap);
    const bool own = std::ranges::any_of(members, [&](const Member* m) { return m->person == view.self(); });
    Box inner = own && by_team.size() > 1 ? selected_panel(cell, palette().text2) : panel(cell);
    heading(inner.cut_top(28, 10), team.empty() ? tr("In this class") : team, team_icon(team), trf_count("{} person", "{} people", members.size(), members.size()));
    for (const auto* member : members) member_row(view, inner.cut_top(36, 18), *member);
    if (members.empty()) label_in(inner.cut_top(36), theme::kBody, palette().text3, tr("A free seat"));
    row_height = std::max(row_height, height);
    ++column;
  }
  scroll.set_height(top + row_height);
}

void first_card(const View& view, const Box& box, State& state) {
  Box inner = panel(box);
  const auto& model = view.model;
  if (model.ended) {
    const bool readable = model.ended->session.debrief.has_value();
    const Box right = readable ? inner.cut_right(230, 16) : Box{};
    label_in({inner.x, inner.centre().y - 40, inner.w, 20}, theme::kMeta, palette().text3, tr("Your last role-play"));
    text_in({inner.x, inner.centre().y - 18, inner.w, 28}, theme::kTitle, palette().text1, model.ended->session.title);
    text_in({inner.x, inner.centre().y + 14, inner.w, 24}, theme::kBody, palette().text2, sentence(words::tr_dynamic(model.ended->text)));
    if (readable && button(tr("Read the debrief again"), {right.x, inner.centre().y - 22, right.w, 44}, {.look = ButtonLook::outline})) {
      state.progress.opening.reset();
      state.place = Place::past_debrief;
    }
    return;
  }
  const auto& colours = palette();
  const Box card{inner.x, inner.centre().y - 62, 96, 124};
  if (!view.folded) {
    fill(card.moved(0, 2), colours.shade, 14);
    fill(card, colours.raised, 14);
    Box rest = card;
    const Box head = rest.cut_top(34);
    fill(head, colours[Tone::customer].fill, 14, kTop);
    draw_icon({head.x + 20, head.centre().y}, 20, colours[Tone::customer].ink, icon::kCardsOutline);
    for (int i = 0; i < 3; ++i) fill({card.x + 10, rest.y + 12 + 14 * static_cast<float>(i), i == 0 ? 76.0F : 52 + 10 * static_cast<float>(i), 6}, i == 0 ? colours.edge : colours.line, 3);
    inner.cut_left(112);
  }
  const auto* summary = model.round ? model::find_card(model, model.round->card) : nullptr;
  const std::string line_above = std::string(model.round ? tr("On the table now") : tr("First card on the table"));
  const std::string title = model.round ? model.round->title : std::string(tr("No card yet"));
  const std::string below = std::string(model.round ? tr("You play when the next round starts.") : model.in_class->practice ? tr("Find a partner, and a card comes with the two of you.") : tr("You find out your seat when the round starts."));
  text_in({inner.x, inner.centre().y - 40, inner.w, 20}, theme::kMeta, colours.text3, line_above);
  text_in({inner.x, inner.centre().y - 18, inner.w - (summary && inner.w >= 420 ? 220 : 0), 28}, theme::kTitle, colours.text1, title);
  paragraph({inner.x, inner.centre().y + 14, inner.w, 48}, theme::kBody, colours.text2, below);
  if (!summary) return;
  float x = inner.right();
  if (inner.w < 420) return;
  for (const auto& [words, glyph] : {std::pair{std::string(difficulty_word(summary->difficulty)), icon::kSignal}, std::pair{summary->sector, icon::kShopping}}) {
    x -= chip_width(words, true);
    chip({x, inner.centre().y - 14}, words, glyph, Tone::neutral);
    x -= 8;
  }
}

/// With what is known of the own level.
float me_height(const View& view) { return (view.folded ? 208.0F : 156.0F) + (view.model.insight.profile ? 42.0F : 0.0F); }

void me(const View& view, const Box& box, State& state) {
  Box inner = panel(box);
  const auto* member = view.model.in_class->member(view.self());
  avatar({inner.x + 28, inner.y + 28}, 56, view.model.self.name, Tone::neutral);
  Box words = inner.cut_top(56, 16);
  words.cut_left(72);
  if (view.model.self.trainer) {
    const Box cards = words.cut_right(theme::kButton, 8);
    if (icon_button(tr("Cards"), {cards.x, cards.centre().y - theme::kButton / 2, cards.w, theme::kButton}, icon::kCardsOutline, {.look = ButtonLook::outline})) state.place = Place::library;
  }
  const Box language = words.cut_right(theme::kButton, 8);
  language_button(view, {language.x, language.centre().y - theme::kButton / 2, language.w, theme::kButton});
  text_in(words.cut_top(30), theme::kTitle, palette().text1, view.model.self.name);
  label_in(words, theme::kBody, palette().text2, member && !member->team.empty() ? trf("Team {}", member->team) : std::string(tr("Trainee")));
  if (const auto& profile = view.model.insight.profile) {
    experience(inner.cut_top(10, 4), level_share(*profile));
    label_in(inner.cut_top(20, 8), theme::kMeta, palette().text2, trf("Level {0}: {1}", profile->level, level_in_words(*profile)));
  }
  Box row = inner.cut_top(theme::kButton, 8);
  const Box leave = view.folded ? inner.cut_top(theme::kButton) : row.cut_right(button_width(tr("Leave class"), theme::kButton), 12);
  if (button(tr("Leave class"), leave, {.look = ButtonLook::ghost})) view.out.send(protocol::Leave{});
  if (button(tr("Leaderboard"), row, {.icon = icon::kChartLine, .look = ButtonLook::outline})) go_to(state, Place::board);
}

/// Something useful to do until it goes on.
void meanwhile(const View& view, const Box& box) {
  Box inner = panel(box);
  section(inner.cut_top(28, 8), tr("While you wait"), icon::kTimerSand, Tone::neutral);
  paragraph(inner, theme::kChat, palette().text1, view.model.waiting->meanwhile);
}

void tip(const View& view, const Box& box) {
  if (view.model.waiting && !view.model.waiting->meanwhile.empty()) return meanwhile(view, box);
  Box inner = panel(box);
  const Clip clip(box);
  rings({box.right() + 8, box.centre().y}, 30, 30, 4, palette().text2, 0.4F);
  section(inner.cut_top(28, 8), tr("Listening tip"), icon::kLightbulbOutline, Tone::neutral);
  inner.w -= 90;
  inner.cut_top(paragraph(inner, theme::kTitle, palette().text1, tr("Wait two seconds longer than feels polite.")), 6);
  paragraph(inner, theme::kBody, palette().text2, tr("The fact that matters most often comes after the pause."));
}

void practise(const View& view, const Box& box, LobbyState& state) {
  Box inner = panel(box);
  const auto& model = view.model;
  heading(inner.cut_top(28, 6), tr("Practise now"), icon::kDumbbell);
  const bool queued = model.waiting && model.waiting->queued;
  if (queued) {
    inner.cut_top(paragraph(inner, theme::kBody, palette().text2,
                            model.waiting->position <= 1 ? std::string(tr("You are next. It starts as soon as somebody fits."))
                                                         : trf_count("{} person is before you.", "{} people are before you.", model.waiting->position - 1, model.waiting->position - 1)), 14);
    if (button(tr("Stop looking"), inner.cut_top(theme::kButton), {.icon = icon::kClose, .look = ButtonLook::outline})) view.out.send(protocol::Unqueue{});
    return;
  }
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text2, tr("A partner and a card, as soon as somebody fits.")), 10);
  Box roles = inner.cut_top(theme::kChoice, 10);
  const std::string customer = role_word(protocol::Role::customer);
  const std::string agent = role_word(protocol::Role::agent);
  const std::pair<std::string_view, std::optional<protocol::Role>> seats[] = {{tr("Either seat"), std::nullopt}, {customer, protocol::Role::customer}, {agent, protocol::Role::agent}};
  // Of one width, unless a label needs more.
  float need = 0;
  bool even = true;
  for (const auto& [label, role] : seats) {
    const float width = choice_width(label, false);
    even = even && width <= roles.column(0, 3, 8).w;
    need += width + 8;
  }
  const float spare = (roles.w - (need - 8)) / 3;
  for (int i = 0; i < 3; ++i) {
    const auto& [label, role] = seats[i];
    const Box place = even ? roles.column(i, 3, 8) : roles.cut_left(choice_width(label, false) + spare, 8);
    if (choice(label, place, state.role == role)) state.role = role;
  }
  const auto* chosen = model::find_card(model, state.card);
  const std::string card = chosen ? chosen->title : std::string(tr("Any card"));
  if (picker(tr("Card to practise"), card, inner.cut_top(theme::kButton, 10))) ImGui::OpenPopup("cards");
  if (const auto picked = card_popup("cards", view, state.filter, 460)) state.card = *picked;
  inner.cut_top(field_refusal(inner, refused_elsewhere<protocol::Queue>(model, {})), 0);
  if (button(tr("Find a partner"), inner.cut_top(theme::kButton), {.icon = icon::kAccountMultiplePlus, .enabled = !model::is_pending<protocol::Queue>(model)})) {
    view.out.send(protocol::Queue{state.card, state.role});
  }
}

void folded_lobby(const View& view, State& state) {
  Box rest = view.content;
  Box side = rest.cut_right(300, view.gap);
  class_head(view, rest.cut_top(64, 6));
  first_card(view, rest.cut_bottom(108, view.gap), state);
  teams(view, rest);
  keep_profile(view, state.progress);
  const Tab all[] = {{tr("Practise"), icon::kDumbbell}, {tr("You"), icon::kAccount}};
  state.lobby.tab = tabs(side.cut_top(48, view.gap), all, state.lobby.tab);
  if (state.lobby.tab == 0) {
    practise(view, side.cut_top(308, view.gap), state.lobby);
    if (has_goal(view.model)) goal_panel(view, side.cut_top(kGoal), state.promise);
  } else {
    me(view, side.cut_top(me_height(view), view.gap), state);
    tip(view, side);
  }
}

}  // namespace

void lobby_screen(const View& view, State& state) {
  if (view.folded) return folded_lobby(view, state);
  Box rest = view.content;
  Box side = rest.cut_right(kSide, view.gap);
  class_head(view, rest.cut_top(64, 12));
  what_happens(view, rest.cut_top(192, view.gap));
  Box below = rest.cut_bottom(180, view.gap);
  if (has_goal(view.model)) goal_panel(view, below.cut_right(below.w * 0.5F, view.gap), state.promise);
  first_card(view, below, state);
  teams(view, rest);
  keep_profile(view, state.progress);
  me(view, side.cut_top(me_height(view), view.gap), state);
  practise(view, side.cut_bottom(276, view.gap), state.lobby);
  tip(view, side);
}

}  // namespace earshot::views
