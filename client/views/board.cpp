#include <fmt/format.h>

#include <algorithm>

#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/table.h"
#include "client/widgets/tabs.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;
using words::trf_count;
using protocol::BoardKind;
using protocol::BoardRow;
using protocol::BoardWindow;

constexpr float kSide = 372;

struct Columns {
  Box name, team, picture, mean, n;
};
Columns columns_of(const Box& row, bool teams, bool folded) {
  Box rest = row;
  Columns out;
  out.n = rest.cut_right(folded ? 90 : 110, 8);
  out.mean = rest.cut_right(64, 12);
  out.picture = folded ? Box{rest.right(), rest.y, 0, rest.h} : rest.cut_right(std::max(160.0F, rest.w * 0.36F), 16);
  out.team = teams ? Box{rest.right(), rest.y, 0, rest.h} : rest.cut_right(folded ? 110 : 130, 8);
  out.name = rest;
  return out;
}

void head_row(const Box& line, bool teams, bool folded) {
  const auto at = columns_of(line.inset(20, 0), teams, folded);
  const Colour colour = palette().text3;
  text_in(at.name, theme::kMeta, colour, teams ? tr("Team") : tr("Listener"));
  if (!teams) text_in(at.team, theme::kMeta, colour, tr("Team"));
  if (!folded) text_in(at.picture, theme::kMeta, colour, tr("Mean rating, 1 to 5"));
  text_in(at.mean, theme::kMeta, colour, tr("Mean"), Align::right);
  text_in(at.n, theme::kMeta, colour, tr("Rounds"), Align::right);
}

void board_row(const View& view, const Box& line, const BoardRow& row, bool teams) {
  const auto* member = view.model.in_class ? view.model.in_class->member(view.self()) : nullptr;
  const bool own = teams ? member && member->team == row.name : row.person && row.person == view.self();
  auto at = columns_of(table_row(line, own), teams, view.folded);
  if (teams) {
    draw_icon({at.name.x + 18, at.name.centre().y}, 24, palette().text2, team_icon(row.name));
  } else {
    avatar({at.name.x + 18, at.name.centre().y}, 36, row.name, Tone::neutral);
  }
  at.name.cut_left(52);
  const float words = std::min(at.name.w, text_width(own ? theme::kChatStrong : theme::kChat, row.name) + 2);
  text_in(at.name, own ? theme::kChatStrong : theme::kChat, palette().text1, row.name);
  if (own && words + 70 < at.name.w) {
    const Box you{at.name.x + words + 10, at.name.centre().y - 14, 48, 28};
    fill(you, palette()[Tone::neutral].fill, 14);
    text_in(you, theme::kMetaStrong, palette()[Tone::neutral].ink, teams ? tr("Yours") : tr("You"), Align::centre);
  }
  if (!teams) text_in(at.team, theme::kBody, palette().text2, row.team);
  if (!view.folded && row.n > 0) estimate(at.picture, static_cast<float>(row.fair), 0);
  text_in(at.mean, theme::kTitle, palette().text1, row.n > 0 ? fmt::format("{:.1f}", row.fair) : std::string("-"), Align::right);
  text_in(at.n, theme::kMeta, palette().text3, trf_count("{} round", "{} rounds", row.n, row.n), Align::right);
}

void explanation(const Box& box) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), tr("Provisional"), icon::kInformationOutline);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("These are means of what others rated, and how many rounds stand behind each.")), 12);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("They are not ranked: a mean does not know how hard the card was, nor how strict the raters were.")), 12);
  paragraph(inner, theme::kBody, palette().text2, tr("What you rate of yourself never counts here."));
}

void own_mean(const View& view, const Box& box, const model::Board* people) {
  Box inner = panel(box);
  text_in(inner.cut_top(24), theme::kBody, palette().text2, tr("You as a listener"));
  const BoardRow* own = nullptr;
  if (people) {
    const auto found = std::ranges::find(people->rows, view.self(), &BoardRow::person);
    if (found != people->rows.end()) own = &*found;
  }
  if (own == nullptr || own->n == 0) {
    text_in(inner.cut_top(52), theme::kHeading, palette().text1, tr("Not rated yet"));
    paragraph(inner, theme::kBody, palette().text3, tr("Play the agent once, and your first ratings stand here."));
    return;
  }
  const Box number = inner.cut_top(56);
  const float width = text({number.x, number.y}, theme::kHero, palette().text1, fmt::format("{:.1f}", own->fair));
  text({number.x + width + 14, number.y + 20}, theme::kBody, palette().text2, trf_count("over {} round", "over {} rounds", own->n, own->n));
  estimate(inner.cut_top(30), static_cast<float>(own->fair), 0);
}

}  // namespace

void board_screen(const View& view, State& state) {
  constexpr BoardKind kKinds[] = {BoardKind::people, BoardKind::teams};
  constexpr BoardWindow kWindows[] = {BoardWindow::class_, BoardWindow::week, BoardWindow::season};
  auto& board = state.board;
  Box rest = view.content;
  Box side = view.folded ? Box{} : rest.cut_right(kSide, view.gap);
  Box inner = panel(rest, 0);
  Box head = inner.cut_top(64);
  rule({head.x, head.bottom() - 1}, head.w);
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box back_box = head.inset(12, 0).cut_left(back);
  if (button(tr("Back"), {back_box.x, head.centre().y - 18, back, 36}, {.icon = icon::kUndo, .look = ButtonLook::ghost}) || ImGui::IsKeyPressed(ImGuiKey_Escape)) state.place = Place::home;
  const Tab kinds[] = {{tr("People"), icon::kAccount}, {tr("Teams"), icon::kAccountMultiple}};
  const std::string_view windows[] = {tr("This class"), tr("Week"), tr("Season")};
  const std::size_t kind_before = board.kind;
  const std::size_t window_before = board.window;
  board.window = segments({head.x, head.y + 12, head.w - 16, 40}, windows, board.window);
  board.kind = tabs({head.x + back + 32, head.y, 260, head.h}, kinds, board.kind);
  if (!board.asked || kind_before != board.kind || window_before != board.window) {
    board.asked = true;
    for (const auto kind : kKinds) view.out.send(protocol::AskBoard{kind, {kWindows[board.window]}});
  }
  const auto shown = [&](BoardKind kind) -> const model::Board* {
    const auto found = view.model.insight.boards.find(model::BoardKey{kind, {kWindows[board.window]}});
    return found == view.model.insight.boards.end() || !found->second.complete ? nullptr : &found->second;
  };
  const bool teams = kKinds[board.kind] == BoardKind::teams;
  const auto* rows = shown(kKinds[board.kind]);
  const Box note = inner.cut_bottom(48);
  draw_icon({note.x + 34, note.centre().y}, 18, palette().text3, icon::kInformationOutline);
  text_in({note.x + 52, note.y, note.w - 70, note.h}, theme::kMeta, palette().text3, tr("Provisional: means and counts, in no order of rank."));
  head_row(inner.cut_top(44).inset(12, 0), teams, view.folded);
  if (rows == nullptr || rows->rows.empty()) {
    empty_state(inner, rows ? tr("Nobody is rated yet") : tr("One moment"), rows ? tr("Play a round, and the first ratings stand here.") : tr("The board is on its way."));
  } else {
    Scroll scroll("rows", inner.inset(12, 0));
    Box area = scroll.content();
    for (const auto& row : rows->rows) board_row(view, area.cut_top(theme::kTableRow, 4), row, teams);
    scroll.set_height((theme::kTableRow + 4) * static_cast<float>(rows->rows.size()));
  }
  if (view.folded) return;
  own_mean(view, side.cut_top(190, view.gap), shown(BoardKind::people));
  explanation(side.cut_top(300));
}

}  // namespace earshot::views
