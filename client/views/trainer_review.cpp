#include "client/views/trainer_review.h"

#include <algorithm>
#include <set>
#include <vector>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

/// The rounds this console knows of, the latest first.
std::set<std::uint64_t, std::greater<>> rounds(const model::Model& model) {
  std::set<std::uint64_t, std::greater<>> out;
  if (model.round) out.insert(model.round->round.value);
  for (const auto& [id, session] : model.sessions) out.insert(session.round.value);
  if (model.insight.report) out.insert(model.insight.report->round.value);
  out.erase(0);
  return out;
}

void round_picker(const View& view, const Box& box, ReviewState& state) {
  std::vector<Option> options{{"0", std::string(tr("The latest round"))}};
  for (const auto round : rounds(view.model)) options.push_back({std::to_string(round), trf("Round {}", round)});
  if (picker(tr("Which round"), state.round ? trf("Round {}", state.round.value) : std::string(tr("The latest round")), box)) ImGui::OpenPopup("rounds");
  if (const auto picked = option_list("rounds", options, box.w)) state.round = RoundId{std::stoull(*picked)};
}

}  // namespace

void review_screen(const View& view, const Box& window, State& all) {
  ReviewState& state = all.review;
  if (leaves()) all.place = Place::home;
  Box rest = view.content;
  Box row = rest.cut_top(44, view.gap);
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box left = row.cut_left(back, 16);
  if (button(tr("Back"), {left.x, row.centre().y - 18, back, 36}, {.icon = icon::kUndo, .look = ButtonLook::ghost})) all.place = Place::home;
  std::vector<Tab> labels{{tr("Class debrief"), icon::kChartLine}, {tr("Raters"), icon::kStarOutline}, {tr("Roster"), icon::kAccountMultiple}};
  // Seasons belong to the server, and so to its trainers.
  if (view.model.self.trainer) labels.push_back({tr("Seasons"), icon::kTrophy});
  state.tab = std::min(state.tab, labels.size() - 1);
  if (state.tab == 0) round_picker(view, row.cut_right(200, 16), state);
  state.tab = tabs(row, labels, state.tab);
  switch (state.tab) {
    case 0: return review_report(view, rest, all);
    case 1: return review_raters(view, rest, state);
    case 2: return review_roster(view, rest);
    default: return review_seasons(view, rest, window, state);
  }
}

}  // namespace earshot::views
