#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;

constexpr float kMembers = 300;
constexpr float kSide = 356;

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

void create_class(const View& view, TrainerState& state) {
  const float width = std::min(620.0F, view.content.w);
  Box form = panel({view.content.centre().x - width / 2, view.content.y + 20, width, 540}, 32);
  text_in(form.cut_top(38), theme::kHeading, palette().text1, "Open a class");
  form.cut_top(paragraph(form, theme::kBody, palette().text2, "It gets a code. Your trainees type it, and are in."), 20);
  using Sent = protocol::CreateClass;
  const auto wrong_name = refused<Sent>(view.model, "name");
  field_label(form.cut_top(24).min(), "Name of the class");
  bool submitted = field("Name of the class", state.class_name, form.cut_top(theme::kField, 6),
                         {.hint = "Care Desk, autumn intake", .icon = icon::kSchool, .invalid = !wrong_name.empty(), .most_characters = protocol::limits::kClassNameCharacters}).submitted;
  form.cut_top(field_error(form, wrong_name), 10);
  const auto wrong_teams = refused<Sent>(view.model, "teams");
  field_label(form.cut_top(24).min(), "Teams, with commas between them");
  submitted |= field("Teams", state.teams, form.cut_top(theme::kField, 6),
                     {.hint = "Tawny, Harbour, Juniper", .icon = icon::kAccountMultiple, .invalid = !wrong_teams.empty(), .most_characters = 400}).submitted;
  form.cut_top(field_error(form, wrong_teams), 14);
  const auto elsewhere = refused_elsewhere<Sent>(view.model, {"name", "teams"});
  form.cut_top(field_refusal(form, elsewhere));
  const bool can = !state.class_name.empty() && !model::is_pending<Sent>(view.model);
  if ((button("Open the class", form.cut_top(theme::kButtonBig).cut_left(240), {.icon = icon::kArrowRight, .enabled = can, .icon_right = true}) || submitted) && can) {
    view.out.send(Sent{state.class_name, split(state.teams)});
  }
  form.cut_top(20);
  field_label(form.cut_top(24).min(), "Or go back to a class of yours");
  Box row = form.cut_top(theme::kField, 6);
  const bool enter = button("Enter it", row.cut_right(120, 12), {.look = ButtonLook::outline, .enabled = !state.code.empty()});
  const auto wrong_code = refused<protocol::Join>(view.model, "code");
  const auto typed = field("Its code", state.code, row, {.icon = icon::kKeyVariant, .invalid = !wrong_code.empty(), .most_characters = protocol::limits::kCodeCharacters});
  field_error(form, wrong_code);
  if ((enter || typed.submitted) && !state.code.empty()) view.out.send(protocol::Join{state.code, {}, {}, {}});
}

}  // namespace

void trainer_screen(const View& view, State& state) {
  if (!view.model.in_class) return create_class(view, state.trainer);
  Box rest = view.content;
  const bool runs = view.model.round && view.model.round->running;
  if (view.folded) {
    const Tab all[] = {{"Round", icon::kPlay}, {"Class", icon::kAccountMultiple}, {"Watch", icon::kEye}};
    state.trainer.tab = tabs(rest.cut_top(44, view.gap), all, state.trainer.tab);
    if (state.trainer.tab == 1) return class_panel(view, rest, state);
    if (state.trainer.tab == 2) return watch_panel(view, rest, state);
  } else {
    class_panel(view, rest.cut_left(kMembers, view.gap), state);
    watch_panel(view, rest.cut_right(kSide, view.gap), state);
  }
  if (runs) {
    round_controls(view, rest.cut_top(88, view.gap));
    pairs_grid(view, rest);
  } else {
    round_form(view, rest, state.trainer);
  }
}

}  // namespace earshot::views
