#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "client/views/board_parts.h"
#include "client/views/parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/control.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/table.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::BoardKind;
using protocol::BoardRow;
using words::tr;
using words::trf;

constexpr float kBetweenTiers = 17;
constexpr TypeStyle kTier{18, 26, theme::Weight::bold};

struct Columns {
  Box tier, moved, name, team, picture, fair, n;
};
/// As wide as the words above a column are, and at least this.
float wide(float least, std::initializer_list<std::string_view> words) {
  for (const auto word : words) least = std::max(least, std::ceil(text_width(theme::kMeta, word)) + 1);
  return least;
}

Columns columns_of(const Box& row, bool teams, bool folded) {
  Box rest = row;
  Columns out;
  out.tier = rest.cut_left(wide(40, {tr("Tier")}), 12);
  out.moved = rest.cut_left(wide(52, {tr("Moved"), tr("new")}), 12);
  out.n = rest.cut_right(wide(folded ? 70 : 76, {teams ? tr("Members") : tr("Sessions")}), 8);
  out.fair = rest.cut_right(72, 12);
  out.picture = rest.cut_right(folded ? 240 : 268, 16);
  out.team = teams || folded ? Box{rest.right(), rest.y, 0, rest.h} : rest.cut_right(116, 8);
  out.name = rest;
  return out;
}

void heads(const View& view, const Box& line, BoardKind kind) {
  const bool teams = kind == BoardKind::teams;
  const auto at = columns_of(line.inset(32, 0), teams, view.folded);
  const Colour colour = palette().text3;
  label_in(at.tier, theme::kMeta, colour, tr("Tier"));
  label_in(at.moved, theme::kMeta, colour, tr("Moved"));
  label_in(at.name, theme::kMeta, colour, teams ? tr("Team") : tr("Listener"));
  if (!teams && !view.folded) label_in(at.team, theme::kMeta, colour, tr("Team"));
  label_in(at.picture, theme::kMeta, colour, kind == BoardKind::improvement ? tr("Gain a session, and how sure") : tr("Fair score 1 to 5, and how sure"));
  label_in(at.fair, theme::kMeta, colour, kind == BoardKind::improvement ? tr("Gain") : tr("Score"), Align::right);
  label_in(at.n, theme::kMeta, colour, teams ? tr("Members") : tr("Sessions"), Align::right);
}

/// An arrow and a number; the record has it in words.
void moved(const Box& box, const std::optional<std::int32_t>& places) {
  const auto& colours = palette();
  kit().recorder.text(moved_in_words(places), box);
  const float middle = box.centre().y;
  if (!places) return label_in(box, theme::kMeta, colours.text3, tr("new"));
  if (*places == 0) return fill({box.x + 4, middle - 1, 14, 2}, colours.text3);
  const Colour colour = colours[*places > 0 ? Tone::success : Tone::danger].text;
  draw_icon({box.x + 10, middle}, 18, colour, *places > 0 ? icon::kArrowUpBold : icon::kArrowDownBold);
  text_in({box.x + 24, box.y, box.w - 24, box.h}, theme::kBodyStrong, colour, std::to_string(std::abs(*places)));
}

void name(Box at, const BoardRow& row, bool teams) {
  if (teams) {
    draw_icon({at.x + 18, at.centre().y}, 24, palette().text2, team_icon(row.name));
  } else {
    avatar({at.x + 18, at.centre().y}, 36, row.name, Tone::neutral);
  }
  at.cut_left(50);
  const auto& type = row.own ? theme::kChatStrong : theme::kChat;
  const auto badge = teams ? tr("Yours") : tr("You");
  const float badge_width = row.own ? text_width(theme::kMetaStrong, badge) + 22 : 0;
  const float room = row.own ? at.w - badge_width - 10 : at.w;
  const float width = std::min(room, text_width(type, row.name) + 1);
  text_in({at.x, at.y, width, at.h}, type, row.tier == 0 ? palette().text2 : palette().text1, row.name);
  if (!row.own) return;
  const Box you{at.x + width + 10, at.centre().y - 14, badge_width, 28};
  fill(you, palette()[Tone::neutral].fill, 14);
  text_in(you, theme::kMetaStrong, palette()[Tone::neutral].ink, badge, Align::centre);
}

void tier_mark(const Box& box, const BoardRow& row, bool first, bool last) {
  const auto& colours = palette();
  const ImVec2 centre(box.x + 18, box.centre().y);
  if (first) {
    disc(centre, 18, colours[Tone::neutral].fill);
    text_in({centre.x - 18, centre.y - 18, 36, 36}, kTier, colours[Tone::neutral].ink, std::to_string(row.tier), Align::centre);
  }
  // A rail binds those who are as good as level.
  if (!first || !last) fill({centre.x - 1, first ? centre.y + 20 : box.y - 4, 2, (last ? centre.y : box.bottom()) - (first ? centre.y + 20 : box.y - 4)}, colours.edge);
  if (!first) disc(centre, 4, colours.edge);
}

Estimate estimate_of(BoardKind kind, const BoardRow& row) {
  Estimate out{static_cast<float>(row.fair), static_cast<float>(row.low), static_cast<float>(row.high)};
  if (kind == BoardKind::improvement) {
    out.from = -0.5F;
    out.to = 0.5F;
  }
  return out;
}

bool may_open(const View& view, const BoardRow& row, BoardKind kind) {
  if (kind == BoardKind::teams) return false;
  return row.own || (is_class_trainer(view.model) && row.person);
}

struct Line {
  const BoardRow* row;
  bool first, last;  ///< of its tier
};

/// The row's ground, and whether it was pressed.
bool ground(const View& view, const Box& line, const BoardRow& row, BoardKind kind, std::size_t index, bool& visible) {
  if (!may_open(view, row, kind)) {
    visible = ImGui::IsRectVisible(line.min(), line.max());
    if (visible) table_row(line, row.own);
    return false;
  }
  const auto at = control(fmt::format("{}##{}", row.name, index), line, {.radius = theme::kRadiusButton, .value = row_in_words(kind, row)});
  visible = at.visible;
  if (visible && at.hovered && !row.own) fill(line, palette().raised, theme::kRadiusButton);
  if (visible) table_row(line, row.own);
  return at.clicked;
}

void ranked(const View& view, const Box& line, const Line& shown, BoardKind kind) {
  const BoardRow& row = *shown.row;
  const bool teams = kind == BoardKind::teams;
  const auto at = columns_of(line.inset(20, 0), teams, view.folded);
  tier_mark(at.tier, row, shown.first, shown.last);
  moved(at.moved, row.moved);
  name(at.name, row, teams);
  if (!teams && !view.folded) text_in(at.team, theme::kBody, palette().text2, row.team);
  estimate(at.picture, estimate_of(kind, row));
  text_in(at.fair, theme::kTitle, palette().text1, fair_in_words(kind, row.fair), Align::right);
  text_in(at.n, theme::kMeta, palette().text3, std::to_string(teams ? row.members : row.n), Align::right);
}

void provisional(const View& view, const Box& line, const BoardRow& row, BoardKind kind) {
  const bool teams = kind == BoardKind::teams;
  auto at = columns_of(line.inset(20, 0), teams, view.folded);
  label_in({at.tier.x, at.tier.y, at.moved.right() - at.tier.x, at.tier.h}, theme::kMeta, palette().text3, tr("not ranked"));
  const float words = at.n.right() - at.picture.x;
  if (!teams && !view.folded) text_in(at.team, theme::kBody, palette().text2, row.team);
  name(at.name, row, teams);
  const std::string needs = waiting_in_words(row, view.model.in_class->practice);
  const Box place{at.picture.x, line.y, words, line.h};
  const float height = paragraph_height(theme::kMeta, needs, place.w);
  paragraph({place.x, line.centre().y - std::min(height, line.h) / 2, place.w, height}, theme::kMeta, palette().text2, needs);
}

}  // namespace

void board_table(const View& view, const Box& box, State& state, const model::Board& board) {
  const BoardKind kind = state.board.kind;
  const BoardRows all = in_tiers(board.rows);
  const BoardRows rows = state.board.around ? around_own(all) : all;
  const float row_height = view.folded ? 54 : theme::kTableRow;
  Box area = box;
  heads(view, area.cut_top(view.folded ? 36.0F : 40.0F), kind);
  Scroll scroll("rows", area.inset(12, 0));
  Box list = scroll.content();
  const float top = list.y;
  list.h = 1'000'000;
  ImGui::PushID("rows");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BoardRow& row = *rows[i];
    const bool first = i == 0 || rows[i - 1]->tier != row.tier;
    const bool last = i + 1 == rows.size() || rows[i + 1]->tier != row.tier;
    if (first && i > 0) {
      const Box between = list.cut_top(kBetweenTiers);
      rule({between.x + 20, between.centre().y}, between.w - 40);
    }
    const Box line = list.cut_top(row_height, 4);
    bool visible = false;
    if (ground(view, line, row, kind, i, visible)) open_audit(state, row.own ? PersonId{} : row.person, state.board.scope);
    if (!visible) continue;
    row.tier == 0 ? provisional(view, line, row, kind) : ranked(view, line, {&row, first, last}, kind);
  }
  ImGui::PopID();
  scroll.set_height(list.y - top);
}

}  // namespace earshot::views
