#include "client/views/podium.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "client/views/board_rows.h"
#include "client/views/parts.h"
#include "client/views/progress_words.h"
#include "client/views/promise.h"
#include "client/widgets/logo.h"
#include "client/widgets/trend.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::BoardKind;
using protocol::BoardRow;
using theme::Weight;
using words::tr;
using words::trf;
using words::trf_count;

constexpr TypeStyle kNote{20, 28};
constexpr TypeStyle kNoteStrong{20, 28, Weight::semibold};
constexpr TypeStyle kRow{26, 34, Weight::semibold};
constexpr TypeStyle kName{40, 52, Weight::bold};
constexpr TypeStyle kSharedName{28, 38, Weight::bold};
constexpr TypeStyle kPlace{96, 110, Weight::bold};
constexpr std::size_t kSteps = 3;
constexpr std::size_t kNames = 3;  ///< above a step; the others are counted

const std::vector<BoardRow>* rows_of(const View& view, BoardKind kind) {
  const auto found = view.model.insight.boards.find(model::BoardKey{kind, {protocol::BoardWindow::class_}});
  return found == view.model.insight.boards.end() ? nullptr : &found->second.rows;
}

std::string members_of(const View& view, std::string_view team) {
  std::string out;
  for (const auto& member : view.model.in_class->members) {
    if (member.team == team) out += (out.empty() ? "" : ", ") + first_name(member.name);
  }
  return out;
}

/// The figures on a step: one row's score, or between which those of all are who share it.
void figures(const Box& box, const BoardRows& tier, Colour ink, Colour quiet) {
  Box area = box;
  const auto [least, most] = std::ranges::minmax_element(tier, std::less{}, &BoardRow::fair);
  const std::string low = fair_in_words(BoardKind::people, (*least)->fair);
  const std::string high = fair_in_words(BoardKind::people, (*most)->fair);
  label_in(area.cut_top(52), kName, ink, low == high ? low : trf("{0} to {1}", low, high), Align::centre);
  const std::string below = tier.size() > 1 ? std::string(tr("as good as level")) : trf("likely {}", interval_in_words(BoardKind::people, *tier[0]));
  text_in(area.cut_top(28), kNote, quiet, below, Align::centre);
}

void step(const View& view, const Box& box, const BoardRows& tier, bool teams) {
  const auto& colours = palette();
  const bool first = tier[0]->tier == 1;
  if (first) {
    // The bright pair in both themes: one ink has to be read from end to end.
    gradient(box, theme::dark()[Tone::customer].fill, theme::dark()[Tone::agent].fill, 20);
  } else {
    fill(box, colours.raised, 20, kTop);
  }
  const bool shared = tier.size() > 1;
  const std::size_t names = std::min(kNames, tier.size());
  const TypeStyle& type = shared ? kSharedName : kName;
  const float below = shared ? 0 : 34;
  float y = box.y - 12 - below - static_cast<float>(names) * type.line - (tier.size() > names ? 28.0F : 0.0F);
  draw_icon({box.centre().x, y - 40}, first ? 68 : 52, colours.text1, teams && !shared ? team_icon(tier[0]->name) : teams ? icon::kAccountMultiple : icon::kHeadset);
  for (std::size_t i = 0; i < names; ++i, y += type.line) text_in({box.x - 4, y, box.w + 8, type.line}, type, colours.text1, tier[i]->name, Align::centre);
  if (tier.size() > names) label_in({box.x, y, box.w, 28}, kNote, colours.text2, trf("and {} more", tier.size() - names), Align::centre);
  if (!shared) text_in({box.x, y, box.w, 28}, kNote, colours.text2, teams ? members_of(view, tier[0]->name) : tier[0]->team, Align::centre);
  const Colour ink = first ? theme::dark()[Tone::customer].ink : colours.text1;
  text_in({box.x, box.y + 12, box.w, 110}, kPlace, ink, std::to_string(tier[0]->tier), Align::centre);
  figures({box.x, box.y + 126, box.w, std::max(0.0F, box.h - 140)}, tier, ink, first ? ink : colours.text2);
}

/// One card at the right; returns the box inside.
Box card(Box& area, float height) {
  const Box box = area.cut_top(height, 20);
  fill(box, palette().raised, theme::kRadiusPanel);
  return box.inset(24, 18);
}

void goal_card(const View& view, Box& area) {
  const auto& goal = *view.model.insight.goal;
  const bool reached = is_reached(goal);
  Box inner = card(area, 168);
  label_in(inner.cut_top(28), kNote, palette().text2, reached ? tr("Together, and reached") : tr("Together, not yet"));
  text_in(inner.cut_top(40, 10), kRow, palette().text1, goal.name);
  share_bar(inner.cut_top(12, 8), goal.target > 0 ? static_cast<float>(goal.count) / static_cast<float>(goal.target) : 0);
  label_in(inner.cut_top(28), kNoteStrong, palette().text1, trf("{0} of {1}", goal.count, goal.target));
}

void promise_card(const View& view, Box& area) {
  const std::size_t count = view.model.insight.promises.size();
  Box inner = card(area, 108);
  label_in(inner.cut_top(28), kNote, palette().text2, tr("For tomorrow"));
  label_in(inner.cut_top(40), kRow, palette().text1, trf_count("{} promise", "{} promises", count, count));
}

/// Who is level, or how to read the steps.
std::string reading(const std::vector<BoardRows>& tiers) {
  if (tiers.empty() || tiers[0].size() < 2) return std::string(tr("Fair scores of 1 to 5. Who shares a step is as good as level."));
  if (tiers[0].size() == 2) return trf("{0} and {1} are as good as level. Well listened, both.", tiers[0][0]->name, tiers[0][1]->name);
  return trf("All {} on the first step are as good as level.", tiers[0].size());
}

void note(Box& area, std::string_view words) {
  draw_icon({area.x + 12, area.y + 14}, 24, palette().text2, icon::kInformationOutline);
  paragraph({area.x + 36, area.y, area.w - 36, 120}, kNote, palette().text2, words);
}

void nobody(const View& view, const Box& box) {
  Box area{box.x, box.y + 300, box.w, 300};
  label_in(area.cut_top(64, 8), kName, palette().text1, tr("Nobody is ranked yet"), Align::centre);
  const auto* people = rows_of(view, BoardKind::people);
  const std::string needs = people ? missing_in_words(least_missing(*people)) : std::string{};
  paragraph(area, kRow, palette().text2, needs.empty() ? std::string(tr("A few rounds more, and the first steps fill.")) : trf("Nearest to a rank: {}.", needs), Align::centre);
}

}  // namespace

std::vector<BoardRows> podium_tiers(const std::vector<BoardRow>& rows) {
  std::vector<BoardRows> out;
  for (const auto* row : in_tiers(rows)) {
    if (row->tier == 0 || row->name.empty()) continue;
    if (out.empty() || out.back()[0]->tier != row->tier) {
      if (out.size() == kSteps) break;
      out.emplace_back();
    }
    out.back().push_back(row);
  }
  return out;
}

void turn_podium(const View& view, PresenterState& state) {
  const bool covered = state.quote.has_value();
  state.quote.reset();
  if (covered && state.podium) return;  // it stands below the line that was taken away
  state.podium = !state.podium;
  if (!state.podium) return;
  for (const BoardKind kind : {BoardKind::teams, BoardKind::people}) view.out.send(protocol::AskBoard{kind, {protocol::BoardWindow::class_}});
}

void podium(const View& view, const Box& page) {
  rings({page.x + 504, page.y + 292}, 62, 62, 9, palette()[Tone::customer].text, 0.3F);
  const auto* teams = rows_of(view, BoardKind::teams);
  auto tiers = teams ? podium_tiers(*teams) : std::vector<BoardRows>{};
  const auto ranked = [&] { return std::ranges::count_if(*teams, [](const BoardRow& row) { return row.tier > 0; }); };
  const bool by_team = teams && ranked() > 1;
  if (!by_team) {
    const auto* people = rows_of(view, BoardKind::people);
    tiers = people ? podium_tiers(*people) : std::vector<BoardRows>{};
  }
  struct Ground {
    float x, top;
  };
  constexpr std::array<Ground, kSteps> kPlaces{{{360, 430}, {60, 524}, {660, 600}}};
  for (std::size_t i = 0; i < tiers.size(); ++i) step(view, {page.x + kPlaces[i].x, page.y + kPlaces[i].top, 288, page.h - kPlaces[i].top}, tiers[i], by_team);
  if (tiers.empty()) nobody(view, {page.x + 60, page.y, 888, page.h});
  Box area{page.x + 988, page.y + 200, 380, page.h - 240};
  if (has_goal(view.model)) goal_card(view, area);
  promise_card(view, area);
  if (!tiers.empty()) note(area, reading(tiers));
}

}  // namespace earshot::views
