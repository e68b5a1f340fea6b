#include "client/views/podium.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/views/parts.h"
#include "client/widgets/logo.h"

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
constexpr TypeStyle kRow{26, 34, Weight::semibold};
constexpr TypeStyle kName{40, 52, Weight::bold};
constexpr TypeStyle kPlace{96, 110, Weight::bold};

/// Rated rows, the highest mean first.
std::vector<const BoardRow*> rated(const View& view, BoardKind kind) {
  std::vector<const BoardRow*> out;
  const auto found = view.model.insight.boards.find(model::BoardKey{kind, {protocol::BoardWindow::class_}});
  if (found == view.model.insight.boards.end()) return out;
  for (const auto& row : found->second.rows) {
    if (row.n > 0 && !row.name.empty()) out.push_back(&row);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &BoardRow::fair);
  return out;
}

std::string members_of(const View& view, std::string_view team) {
  std::string out;
  for (const auto& member : view.model.in_class->members) {
    if (member.team == team) out += (out.empty() ? "" : ", ") + first_name(member.name);
  }
  return out;
}

void step(const View& view, const Box& box, const BoardRow& row, int place, bool teams) {
  const auto& colours = palette();
  const bool first = place == 1;
  const bool dark_ink = first;
  if (first) {
    gradient(box, colours[Tone::customer].fill, colours[Tone::agent].fill, 20);
  } else {
    fill(box, colours.raised, 20, kTop);
  }
  const float above = box.y - 100;
  draw_icon({box.centre().x, above - 50}, first ? 76 : 52, colours.text1, teams ? team_icon(row.name) : icon::kHeadset);
  text_in({box.x - 10, above, box.w + 20, 52}, kName, colours.text1, row.name, Align::centre);
  text_in({box.x, above + 54, box.w, 28}, kNote, colours.text2, teams ? members_of(view, row.name) : row.team, Align::centre);
  const Colour ink = dark_ink ? colours[Tone::customer].ink : colours.text1;
  text_in({box.x, box.y + 16, box.w, 110}, kPlace, ink, std::to_string(place), Align::centre);
  text_in({box.x, box.y + 132, box.w, 52}, kName, ink, fmt::format("{:.1f}", row.fair), Align::centre);
  text_in({box.x, box.y + 184, box.w, 28}, kNote, dark_ink ? ink : colours.text3, trf_count("of 5, {} round", "of 5, {} rounds", row.n, row.n), Align::centre);
}

void others(const Box& box, const std::vector<const BoardRow*>& rows) {
  Box area = box;
  for (std::size_t i = 3; i < rows.size() && area.h > 200; ++i) {
    const Box row = area.cut_top(76, 12);
    fill(row, palette().raised, theme::kRadiusPanel);
    text_in({row.x + 24, row.y, 40, row.h}, kRow, palette().text3, std::to_string(i + 1));
    text_in({row.x + 70, row.y, row.w - 160, row.h}, kRow, palette().text1, rows[i]->name);
    text_in({row.right() - 90, row.y, 66, row.h}, kRow, palette().text1, fmt::format("{:.1f}", rows[i]->fair), Align::right);
  }
  draw_icon({area.x + 12, area.y + 14}, 24, palette().text2, icon::kInformationOutline);
  std::string words(tr("Means of what others rated, of 1 to 5. Provisional."));
  if (rows.size() > 1 && rows[0]->fair - rows[1]->fair < 0.1) {
    words = trf("{0} and {1} are as good as level. Well listened, both.", rows[0]->name, rows[1]->name);
  }
  paragraph({area.x + 36, area.y, area.w - 36, 120}, kNote, palette().text2, words);
}

}  // namespace

void turn_podium(const View& view, PresenterState& state) {
  state.podium = !state.podium;
  if (!state.podium) return;
  for (const BoardKind kind : {BoardKind::teams, BoardKind::people}) view.out.send(protocol::AskBoard{kind, {protocol::BoardWindow::class_}});
}

void podium(const View& view, const Box& page) {
  rings({page.x + 504, page.y + 292}, 62, 62, 9, palette()[Tone::customer].text, 0.3F);
  auto rows = rated(view, BoardKind::teams);
  const bool teams = rows.size() > 1;
  if (!teams) rows = rated(view, BoardKind::people);
  if (rows.empty()) {
    text_in({page.x, page.y + 400, page.w, 52}, kName, palette().text1, tr("The first ratings stand here after a round."), Align::centre);
    return;
  }
  struct Step {
    float x, top;
  };
  constexpr Step kSteps[] = {{360, 430}, {60, 524}, {660, 600}};
  for (std::size_t i = 0; i < std::min<std::size_t>(3, rows.size()); ++i) {
    const Box box{page.x + kSteps[i].x, page.y + kSteps[i].top, 288, page.h - kSteps[i].top};
    step(view, box, *rows[i], static_cast<int>(i) + 1, teams);
  }
  others({page.x + 988, page.y + 200, 380, page.h - 260}, rows);
}

}  // namespace earshot::views
