// Whose ratings count, who is in which team, what the class wants to reach, and what each promises.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "client/views/parts.h"
#include "client/views/promise.h"
#include "client/views/trainer_review.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Member;
using protocol::Standing;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kSide = 404;

bool is_new(const View& view, PersonId person) {
  const auto& roster = view.model.insight.roster;
  return roster && std::ranges::find(roster->new_since, person) != roster->new_since.end();
}

void team_picker(const View& view, const Box& box, const Member& member) {
  const bool locked = view.model.insight.roster && view.model.insight.roster->teams_locked;
  const std::string team = member.team.empty() ? std::string(tr("No team")) : member.team;
  if (locked) return text_in(box, theme::kBody, palette().text2, team, Align::right);
  ImGui::PushID(static_cast<int>(member.person.value));
  if (picker(trf("Team of {}", member.name), team, {box.x, box.centre().y - 20, box.w, 40})) ImGui::OpenPopup("teams");
  std::vector<Option> options{{"", std::string(tr("No team"))}};
  for (const auto& one : view.model.in_class->teams) options.push_back({one, one});
  const auto picked = option_list("teams", options, std::max(220.0F, box.w));
  if (picked && *picked != member.team) view.out.send(protocol::SetTeam{member.person, *picked});
  ImGui::PopID();
}

void members(const View& view, const Box& box) {
  Box inner = panel(box);
  const auto& klass = *view.model.in_class;
  const bool teams = !klass.teams.empty();
  const bool locked = view.model.insight.roster && view.model.insight.roster->teams_locked;
  heading(inner.cut_top(28, 4), tr("Members and teams"), icon::kAccountMultiple);
  const auto note = !teams   ? tr("This class has no teams.")
                    : locked ? tr("Teams are locked since the first scored round.")
                             : tr("Teams can change until the first scored round.");
  text_in(inner.cut_top(22, 4), theme::kMeta, palette().text3, note);
  inner.cut_top(field_refusal(inner, sentence(refused_elsewhere<protocol::SetTeam>(view.model, {}))));
  Scroll scroll("roster", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 1'000'000;
  for (const auto& member : klass.members) {
    if (member.standing != Standing::trainee) continue;
    Box row = area.cut_top(52, 4);
    if (teams) team_picker(view, row.cut_right(view.folded ? 170.0F : 220.0F, 16), member);
    avatar({row.x + 18, row.centre().y}, 36, member.name, Tone::neutral, member.present ? Presence::here : Presence::away, palette().panel);
    row.cut_left(50);
    if (is_new(view, member.person)) {
      const float width = chip_width(tr("new"), false);
      chip({row.right() - width, row.centre().y - theme::kChip / 2}, tr("new"), nullptr, Tone::warning);
      row.cut_right(width, 8);
    }
    text_in(row, theme::kBody, palette().text1, member.name);
  }
  scroll.set_height(area.y - top);
}

std::string new_names(const View& view, const protocol::RosterShown& roster) {
  std::string names;
  for (const auto person : roster.new_since) names += (names.empty() ? "" : ", ") + model::name_of(view.model, person);
  return names;
}

void confirm(const View& view, Box& area) {
  using Sent = protocol::ConfirmRoster;
  heading(area.cut_top(28, 4), tr("Whose ratings count"), icon::kClipboardCheck);
  const auto& roster = view.model.insight.roster;
  if (!roster) {
    label_in(area.cut_top(24), theme::kBody, palette().text3, tr("The roster is on its way."));
    return;
  }
  const bool open = !roster->confirmed_at || !roster->new_since.empty();
  if (!open) {
    area.cut_top(paragraph(area, theme::kBody, palette().text2, trf("You confirmed everybody on {}.", day_of(roster->confirmed_at->point()))));
    return;
  }
  if (!roster->new_since.empty()) area.cut_top(paragraph(area, theme::kBody, palette().text1, trf("New: {}.", new_names(view, *roster))), 4);
  area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("Nobody is ranked before you say who belongs here.")), 10);
  if (button(tr("Confirm who is here"), area.cut_top(theme::kButton), {.icon = icon::kCheck, .enabled = !model::is_pending<Sent>(view.model)})) view.out.send(Sent{});
  area.cut_top(field_refusal(area, sentence(refused_elsewhere<Sent>(view.model, {}))));
}

void goal(const View& view, Box& area) {
  heading(area.cut_top(28, 6), tr("Together today"), icon::kTarget);
  const auto& shown = view.model.insight.goal;
  std::vector<Option> options{{"", std::string(tr("No goal"))}};
  for (std::size_t i = 0; shown && i < std::min(shown->choices.size(), shown->choice_names.size()); ++i) options.push_back({shown->choices[i], shown->choice_names[i]});
  const std::string id = shown ? shown->id : std::string{};
  const auto chosen = std::ranges::find(options, id, &Option::id);
  if (picker(tr("Class goal"), chosen == options.end() ? shown->name : chosen->text, area.cut_top(theme::kButton, 8))) ImGui::OpenPopup("goals");
  const auto picked = option_list("goals", options, area.w);
  if (picked && *picked != id) view.out.send(protocol::SetGoal{*picked});
  area.cut_top(field_refusal(area, sentence(refused_elsewhere<protocol::SetGoal>(view.model, {}))));
  if (has_goal(view.model)) goal_lines(view, area);
}

void promises(const View& view, Box& area) {
  const auto& all = view.model.insight.promises;
  heading(area.cut_top(28, 4), tr("Promises for tomorrow"), icon::kHeartOutline, all.empty() ? std::string{} : std::to_string(all.size()));
  if (all.empty()) area.cut_top(paragraph(area, theme::kBody, palette().text3, tr("None yet. Everybody finds the field in the lobby.")));
  for (const auto& [person, text] : all) {
    area.cut_top(paragraph(area, theme::kMeta, palette().text3, model::name_of(view.model, person)));
    area.cut_top(paragraph(area, theme::kBody, palette().text1, text), 8);
  }
}

}  // namespace

void review_roster(const View& view, const Box& box) {
  Box rest = box;
  Box side = panel(rest.cut_right(view.folded ? 340.0F : kSide, view.gap));
  {
    Scroll scroll("side", side);
    Box area = scroll.content();
    const float top = area.y;
    area.h = 100'000;
    confirm(view, area);
    area.cut_top(18);
    goal(view, area);
    area.cut_top(18);
    promises(view, area);
    scroll.set_height(area.y - top);
  }
  members(view, rest);
}

}  // namespace earshot::views
