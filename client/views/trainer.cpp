#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "client/views/calibration.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"
#include "client/widgets/toast.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

constexpr float kLeft = 244;
constexpr float kSide = 356;
constexpr float kFoldedSide = 272;

/// "Tawny, Harbour" as a list.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream all(text);
  for (std::string one; std::getline(all, one, ',');) {
    const auto begin = one.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    out.push_back(one.substr(begin, one.find_last_not_of(' ') - begin + 1));
  }
  return out;
}

void create_class(const View& view, State& all) {
  TrainerState& state = all.trainer;
  const float width = std::min(620.0F, view.content.w);
  Box form = panel({view.content.centre().x - width / 2, view.content.y + 20, width, 540}, 32);
  Box title = form.cut_top(38);
  const Box cards = title.cut_right(button_width(tr("Cards"), theme::kButtonSmall, true), 12);
  if (button(tr("Cards"), {cards.x, cards.y, cards.w, theme::kButtonSmall}, {.icon = icon::kCardsOutline, .look = ButtonLook::outline})) all.place = Place::library;
  label_in(title, theme::kHeading, palette().text1, tr("Open a class"));
  form.cut_top(paragraph(form, theme::kBody, palette().text2, tr("It gets a code. Your trainees type it, and are in.")), 20);
  using Sent = protocol::CreateClass;
  const auto wrong_name = refused<Sent>(view.model, "name");
  field_label(form.cut_top(24).min(), tr("Name of the class"));
  bool submitted = field(tr("Name of the class"), state.class_name, form.cut_top(theme::kField, 6),
                         {.hint = tr("Care Desk, autumn intake"), .icon = icon::kSchool, .invalid = !wrong_name.empty(), .most_characters = protocol::limits::kClassNameCharacters}).submitted;
  form.cut_top(field_error(form, wrong_name), 10);
  const auto wrong_teams = refused<Sent>(view.model, "teams");
  field_label(form.cut_top(24).min(), tr("Teams, with commas between them"));
  submitted |= field(tr("Teams"), state.teams, form.cut_top(theme::kField, 6),
                     {.hint = tr("Tawny, Harbour, Juniper"), .icon = icon::kAccountMultiple, .invalid = !wrong_teams.empty(), .most_characters = 400}).submitted;
  form.cut_top(field_error(form, wrong_teams), 14);
  const auto elsewhere = refused_elsewhere<Sent>(view.model, {"name", "teams"});
  form.cut_top(field_refusal(form, elsewhere));
  const bool can = !state.class_name.empty() && !model::is_pending<Sent>(view.model);
  if ((button(tr("Open the class"), form.cut_top(theme::kButtonBig).cut_left(room_for(tr("Open the class"), 240, theme::kButtonBig, true)), {.icon = icon::kArrowRight, .enabled = can, .icon_right = true}) || submitted) && can) {
    view.out.send(Sent{state.class_name, split(state.teams)});
  }
  form.cut_top(20);
  field_label(form.cut_top(24).min(), tr("Or go back to a class of yours"));
  Box row = form.cut_top(theme::kField, 6);
  const bool enter = button(tr("Enter it"), row.cut_right(room_for(tr("Enter it"), 120, theme::kField), 12), {.look = ButtonLook::outline, .enabled = !state.code.empty()});
  const auto wrong_code = refused<protocol::Join>(view.model, "code");
  const auto typed = field(tr("Its code"), state.code, row, {.icon = icon::kKeyVariant, .invalid = !wrong_code.empty(), .most_characters = protocol::limits::kCodeCharacters});
  field_error(form, wrong_code);
  if ((enter || typed.submitted) && !state.code.empty()) view.out.send(protocol::Join{state.code, {}, {}, {}});
}

/// The left column: who is here, and what is planned.
void left_column(const View& view, const Box& box, State& state) {
  Box inner = panel(box, 16);
  const Tab all[] = {{tr("People")}, {tr("Plan")}};
  const std::size_t planned = view.model.plan && !view.model.plan->plan.steps.empty() ? 1 : 0;
  const std::size_t shown = state.trainer.left.value_or(planned);
  const std::size_t chosen = tabs(inner.cut_top(44, 14), all, shown);
  if (chosen != shown) state.trainer.left = chosen;
  if (chosen == 0) {
    people_panel(view, inner, state);
  } else {
    plan_panel(view, inner, state.trainer);
  }
}

/// On a small window people, plan and messages share one column.
void side_column(const View& view, Box box, State& state) {
  const std::string inbox = view.model.help.empty() ? std::string(tr("Inbox")) : trf("Inbox {}", view.model.help.size());
  const Tab all[] = {{tr("People")}, {tr("Plan")}, {inbox}};
  const Box line = box.cut_top(40, 8);
  state.trainer.tab = tabs(line, all, state.trainer.tab);
  if (state.trainer.tab == 2) return inbox_panel(view, box, state.trainer);
  const Box inner = panel(box, 14);
  state.trainer.tab == 0 ? people_panel(view, inner, state) : plan_panel(view, inner, state.trainer);
}

void centre(const View& view, Box rest, State& state) {
  const auto& model = view.model;
  if (model.round && model.round->running) {
    round_controls(view, rest.cut_top(view.folded ? 72.0F : 86.0F, view.gap));
    return sessions_grid(view, rest, state.trainer);
  }
  if (shows_calibration(model, state.calibration)) return calibration_panel(view, rest, state.calibration);
  // Warm-ups run between rounds.
  const bool any_open = std::ranges::any_of(model.sessions, [](const auto& entry) { return entry.second.open; });
  if (any_open) {
    const Tab all[] = {{tr("Next round"), icon::kPlay}, {tr("Sessions"), icon::kAccountMultiple}};
    state.trainer.show_sessions = tabs(rest.cut_top(44, view.gap), all, state.trainer.show_sessions ? 1 : 0) == 1;
    if (state.trainer.show_sessions) return sessions_grid(view, rest, state.trainer);
  }
  round_form(view, rest, state.trainer.round);
}

/// While all screens stand still: says so, and takes it back.
void eyes_up_banner(const View& view, Box& content) {
  if (!view.model.eyes_up) return;
  const std::string words = view.model.eyes_up->text.empty() ? std::string(tr("All screens and clocks stand still.")) : view.model.eyes_up->text;
  if (banner(content.cut_top(52, view.gap), Tone::warning, icon::kHumanGreeting, tr("Eyes up."), words, tr("Go on"))) view.out.send(protocol::EyesUp{});
}

}  // namespace

void trainer_bar(const View& view, const Box& bar, State& state) {
  plain_bar(view, bar, view.model.in_class->name);
  const bool folded = view.folded;
  Box row = bar.inset(theme::kMargin, 0);
  // Left of what the plain bar says about oneself.
  row.cut_right(48 + text_width(theme::kMeta, trf("Trainer, {}", view.model.in_class->code)) + 36, 12);
  struct Entry {
    std::string_view name;
    const char* glyph;
  };
  const Entry all[] = {{tr("Eyes up"), icon::kHumanGreeting}, {tr("Cards"), icon::kCardsOutline}, {tr("Looking back"), icon::kChartLine}, {tr("Projector"), icon::kPresentation}, {tr("Settings"), icon::kSettings}};
  for (const auto& entry : all) {
    if (entry.glyph == icon::kCardsOutline && !view.model.self.trainer) continue;
    const float width = folded ? 44 : button_width(entry.name, theme::kButtonSmall, true);
    const Box cell = row.cut_right(width, 8);
    const Box place{cell.x, bar.centre().y - 18, width, theme::kButtonSmall};
    const bool on = (entry.glyph == icon::kPresentation && state.presenter.open) || (entry.glyph == icon::kHumanGreeting && view.model.eyes_up);
    const ButtonOptions options{.icon = entry.glyph, .look = on ? ButtonLook::filled : ButtonLook::outline};
    if (!(folded ? icon_button(entry.name, place, entry.glyph, options) : button(entry.name, place, options))) continue;
    if (entry.glyph == icon::kCardsOutline) state.place = Place::library;
    if (entry.glyph == icon::kChartLine) go_to(state, Place::review);
    if (entry.glyph == icon::kSettings) state.trainer.settings_open = true;
    if (entry.glyph == icon::kHumanGreeting) view.model.eyes_up ? view.out.send(protocol::EyesUp{}) : void(state.trainer.eyes_open = true);
    if (entry.glyph != icon::kPresentation) continue;
    if (state.presenter.open) {
      open_menu(state.trainer, {TrainerMenu::Kind::projector, {}, {}, 0, false});
    } else {
      state.presenter.open = true;
    }
  }
  if (ImGui::IsKeyPressed(ImGuiKey_F9, false)) state.presenter.open = !state.presenter.open;
}

void trainer_screen(const View& view, const Box& window, State& state) {
  if (!view.model.in_class) return create_class(view, state);
  Box rest = view.content;
  eyes_up_banner(view, rest);
  const bool watching = view.model.session && view.model.session->watching;
  if (watching && state.watched.session == view.model.session->id) {
    const PlayView watched{View{view.model, view.now, rest, view.folded, view.gap, view.out}, *view.model.session};
    if (can_rate_watched(watched)) return rate_watched(watched, state.watched);
  }
  state.watched = {};
  if (view.folded) {
    side_column(view, rest.cut_right(kFoldedSide, view.gap), state);
    watching ? live_panel(view, rest, state) : centre(view, rest, state);
  } else {
    left_column(view, rest.cut_left(kLeft, view.gap), state);
    const Box side = rest.cut_right(kSide, view.gap);
    watching ? live_panel(view, side, state) : inbox_panel(view, side, state.trainer);
    centre(view, rest, state);
  }
  trainer_menus(view, state);
  plan_editor(view, window, state.trainer.editor);
  class_settings(view, window, state.trainer);
  eyes_up_dialog(view, window, state.trainer);
}

}  // namespace earshot::views
