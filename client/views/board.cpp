#include <algorithm>
#include <array>

#include "client/views/board_parts.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::BoardKind;
using protocol::BoardWindow;
using words::tr;
using words::trf;

constexpr float kSide = 372;
constexpr std::array kKinds{BoardKind::people, BoardKind::teams, BoardKind::improvement};
constexpr std::array kWindows{BoardWindow::class_, BoardWindow::week, BoardWindow::season, BoardWindow::all};

template <class All, class One>
std::size_t place_of(const All& all, One one) {
  return static_cast<std::size_t>(std::ranges::find(all, one) - all.begin());
}

/// The way back, what is ranked, and of which time. Takes its room off `area`.
void head(const View& view, Box& area, State& state) {
  auto& board = state.board;
  Box line = area.cut_top(view.folded ? 56.0F : 64.0F);
  rule({line.x, line.bottom() - 1}, line.w);
  Box row = line.inset(12, 0);
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box left = row.cut_left(back, 20);
  if (button(tr("Back"), {left.x, line.centre().y - 18, back, 36}, {.icon = icon::kUndo, .look = ButtonLook::ghost})) state.place = Place::home;
  const std::string_view windows[] = {tr("This class"), tr("Week"), tr("Season"), tr("All time")};
  board.scope.window = kWindows[segments({row.x, line.centre().y - 20, row.w - 4, 40}, windows, place_of(kWindows, board.scope.window))];
  const Tab kinds[] = {{tr("People"), icon::kAccount}, {tr("Teams"), icon::kAccountMultiple}, {tr("Improvement"), icon::kArrowTopRight}};
  board.kind = kKinds[tabs({row.x, line.y, row.w * 0.5F, line.h}, kinds, place_of(kKinds, board.kind))];
}

/// A picker with its list; `chosen` changes with what is picked.
void filter(const char* popup, const Box& box, std::vector<Option> options, std::string& chosen) {
  const auto found = std::ranges::find(options, chosen, &Option::id);
  ImGui::PushID(popup);
  if (picker(tr(popup), found == options.end() ? options.front().text : found->text, box)) ImGui::OpenPopup("list");
  if (const auto picked = option_list("list", options, std::max(box.w, 300.0F))) chosen = *picked;
  ImGui::PopID();
}

std::vector<Option> skills(const View& view) {
  std::vector<Option> out;
  for (const char* step : {"", "listen", "extract", "return"}) out.push_back({step, skill_word(view.model, step)});
  if (!view.model.rubric) return out;
  for (const auto& criterion : view.model.rubric->agent) out.push_back({criterion.id, sentence(criterion.name)});
  return out;
}

std::vector<Option> cards(const View& view) {
  std::vector<Option> out{{"", std::string(tr("All cards"))}};
  for (const auto& card : view.model.cards) out.push_back({card.id, card.title});
  return out;
}

std::vector<Option> seasons(const View& view) {
  const auto& all = view.model.insight.seasons;
  std::vector<Option> out;
  for (auto season = all.rbegin(); season != all.rend(); ++season) {
    const bool last = season == all.rbegin();
    out.push_back({last ? "0" : std::to_string(season->id), season->ended ? trf("{}, over", season->name) : season->name});
  }
  return out;
}

void filters(const View& view, Box& area, BoardState& board, bool has_own) {
  Box line = area.cut_top(view.folded ? 52.0F : 60.0F);
  Box row{line.x + 20, line.y + (view.folded ? 8.0F : 12.0F), line.w - 40, 40};
  const std::string_view around = tr("Around me");
  const Box toggle = row.cut_right(choice_width(around, true), 16);
  if (choice(around, {toggle.x, row.centre().y - theme::kChoice / 2, toggle.w, theme::kChoice}, board.around && has_own, icon::kTarget, has_own)) board.around = !board.around;
  const auto all_seasons = seasons(view);
  const bool pick_season = board.scope.window == BoardWindow::season && all_seasons.size() > 1;
  const float width = std::min(236.0F, (row.w - (pick_season ? 24.0F : 12.0F)) / (pick_season ? 3.0F : 2.0F));
  filter(words::mark("Skill"), row.cut_left(width, 12), skills(view), board.scope.skill);
  filter(words::mark("Card"), row.cut_left(width, 12), cards(view), board.scope.card);
  if (!pick_season) return;
  std::string season = std::to_string(board.scope.season);
  filter(words::mark("Which season"), row.cut_left(width), all_seasons, season);
  board.scope.season = static_cast<std::uint32_t>(std::stoul(season));
}

/// Asks for what is shown, once.
model::BoardKey ask(const View& view, BoardState& board) {
  model::BoardKey key{board.kind, board.scope};
  if (key.scope.window != BoardWindow::season) key.scope.season = 0;
  if (board.asked != key) view.out.send(protocol::AskBoard{key.kind, key.scope});
  board.asked = key;
  return key;
}

void foot(const View& view, const Box& line, State& state, const model::Board* board) {
  Box row = line.inset(20, 0);
  rule({row.x, line.y}, row.w);
  if (view.folded && !is_class_trainer(view.model)) {
    const float width = button_width(tr("Your name here"), theme::kButtonSmall);
    const Box place = row.cut_right(width, 12);
    if (button(tr("Your name here"), {place.x, line.centre().y - 18, width, 36}, {.look = ButtonLook::ghost})) open_naming(view, state.board.naming);
  }
  draw_icon({row.x + 9, line.centre().y}, 18, palette().text3, icon::kInformationOutline);
  row.cut_left(28);
  if (view.folded && board) return text_in(row, theme::kMeta, palette().text2, order_in_words(board->reliability));
  label_in(row, theme::kMeta, palette().text3, tr("Who shares a number is as good as level. A wide bar means few ratings so far."));
}

/// Newer ratings are on their way into this board.
void working(Box& area) {
  Box line = area.cut_top(36).inset(20, 2);
  fill(line, palette().well, theme::kRadiusSmall);
  draw_icon({line.x + 18, line.centre().y}, 18, palette().text2, icon::kTimerSand);
  line.cut_left(36);
  label_in(line, theme::kMeta, palette().text2, tr("Newer ratings are being worked in."));
}

void nothing(const View& view, const Box& box, const BoardState& board, bool came) {
  const auto refusal = refused_elsewhere<protocol::AskBoard>(view.model, {});
  if (!refusal.empty()) return empty_state(box, sentence(refusal), tr("Choose another board above."));
  if (!came) return empty_state(box, tr("One moment"), tr("The board is on its way."));
  const bool season = board.scope.window == BoardWindow::season && view.model.insight.seasons.empty();
  if (season) return empty_state(box, tr("No season has begun"), tr("A trainer of this server begins one. 'All time' is there already."));
  if (board.kind == BoardKind::teams) return empty_state(box, tr("No team is rated yet"), tr("Teams stand here once their members are."));
  if (board.kind == BoardKind::improvement) return empty_state(box, tr("No improvement can be seen yet"), tr("It counts from your third session as agent."));
  empty_state(box, tr("Nobody is rated yet"), tr("Play a round, and the first ratings stand here."));
}

}  // namespace

bool is_class_trainer(const model::Model& model) { return model.in_class && model.in_class->standing == protocol::Standing::trainer; }

void open_audit(State& state, PersonId person, const protocol::BoardScope& scope) {
  state.audit = AuditState{{person, scope}, std::nullopt, 0};
  if (scope.window != BoardWindow::season) state.audit.wanted.scope.season = 0;
  state.place = Place::audit;
}

void board_screen(const View& view, const Box& window, State& state) {
  if (leaves()) state.place = Place::home;
  Box rest = view.content;
  const Box side = view.folded ? Box{} : rest.cut_right(kSide, view.gap);
  Box inner = panel(rest, 0);
  head(view, inner, state);
  const auto& boards = view.model.insight.boards;
  const auto shown = [&](const model::BoardKey& key) -> const model::Board* {
    const auto found = boards.find(key);
    return found == boards.end() || !found->second.complete ? nullptr : &found->second;
  };
  const auto* before = state.board.asked ? shown(*state.board.asked) : nullptr;
  filters(view, inner, state.board, before && own_row(before->rows));
  const model::Board* board = shown(ask(view, state.board));
  if (board && !board->fresh) working(inner);
  foot(view, inner.cut_bottom(48), state, board);
  if (board && !board->rows.empty()) {
    board_table(view, inner, state, *board);
  } else {
    nothing(view, inner, state.board, board != nullptr);
  }
  if (!view.folded) board_side(view, side, state, board);
  naming_dialog(view, window, state.board.naming);
}

}  // namespace earshot::views
