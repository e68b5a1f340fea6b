#include <fmt/format.h>

#include <array>

#include "client/views/board_parts.h"
#include "client/views/dialog.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/table.h"
#include "shared/protocol/limits.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::BoardKind;
using protocol::BoardRow;
using protocol::NameShown;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

constexpr std::array<const char*, 3> kNamings{mark("Your name"), mark("Another name"), mark("Not at all")};

std::string tier_line(const model::Board& board, const BoardRow& row) {
  const std::size_t others = sharing(board.rows, row) - 1;
  if (others == 0) return trf("Tier {}, and yours alone.", row.tier);
  return trf_count("Tier {0}, as good as level with {1} other.", "Tier {0}, as good as level with {1} others.", others, row.tier, others);
}

void own_place(const View& view, const Box& box, State& state, const model::Board* board) {
  const bool teams = state.board.kind == BoardKind::teams;
  const bool improvement = state.board.kind == BoardKind::improvement;
  Box inner = panel(box);
  label_in(inner.cut_top(24), theme::kBody, palette().text2, teams ? tr("Your team") : tr("You as a listener"));
  const BoardRow* own = board ? own_row(board->rows) : nullptr;
  const Box foot = inner.cut_bottom(teams ? 0 : theme::kButton, teams ? 0 : 12);
  if (!teams && button(tr("Why is my score this?"), foot, {.icon = icon::kHelpCircleOutline, .look = ButtonLook::outline})) open_audit(state, {}, state.board.scope);
  if (own && own->tier > 0) {
    const Box number = inner.cut_top(54, 2);
    const std::string fair = fair_in_words(state.board.kind, own->fair);
    const float width = text({number.x, number.y}, theme::kHero, palette().text1, fair);
    text_in({number.x + width + 14, number.y + 8, number.w - width - 14, 40}, theme::kBody, palette().text2,
            improvement ? std::string(tr("levels a session")) : trf("likely {}", interval_in_words(state.board.kind, *own)));
    paragraph(inner, theme::kBody, palette().text2, tier_line(*board, *own));
    return;
  }
  const bool hidden = view.model.insight.shown == NameShown::hidden && !own;
  label_in(inner.cut_top(44), theme::kHeading, palette().text1, hidden ? tr("Hidden") : tr("Not ranked yet"));
  std::string words = hidden                            ? std::string(tr("Nobody sees you on this board. Your score is still yours to read."))
                      : own && !own->needs.empty()      ? needs_in_words(own->needs) + "."
                                                        : std::string(tr("Play the agent once, and your first ratings stand here."));
  if (view.model.in_class->practice && !hidden) words = tr("Practice shows trends, not ranks: see 'Your progress'.");
  paragraph(inner, theme::kBody, palette().text2, words);
}

void sureness(const Box& box, const model::Board* board) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), tr("Before you compare"), icon::kInformationOutline);
  if (board) {
    inner.cut_top(paragraph(inner, theme::kBodyStrong, palette().text1, order_in_words(board->reliability)), 6);
    const std::string rests = trf_count("It rests on {} rating.", "It rests on {} ratings.", board->ratings, board->ratings);
    const std::string figure = board->reliability ? trf("Reliability {:.2f} of 1.", *board->reliability) : std::string{};
    inner.cut_top(paragraph(inner, theme::kMeta, palette().text2, figure.empty() ? rests : rests + " " + figure), 12);
  }
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("One peer's rating is weak evidence, ten are strong.")), 12);
  paragraph(inner, theme::kBody, palette().text2, tr("A fair score takes out hard cards and strict raters. What you rate of yourself never counts."));
}

std::string named_as(const View& view) {
  const auto& insight = view.model.insight;
  switch (insight.shown) {
    case NameShown::name: return trf("Others see you as {}.", view.model.self.name);
    case NameShown::alias: return trf("Others see you as {}.", insight.alias);
    case NameShown::hidden: return std::string(tr("Others do not see you here."));
  }
  return {};
}

}  // namespace

void board_side(const View& view, const Box& box, State& state, const model::Board* board) {
  Box rest = box;
  if (is_class_trainer(view.model)) {
    Box inner = panel(rest.cut_top(132, view.gap));
    heading(inner.cut_top(28, 8), tr("Behind each number"), icon::kHelpCircleOutline);
    paragraph(inner, theme::kBody, palette().text2, tr("Press a row to see its cards, its raters, and how strict they are."));
    return sureness(rest, board);
  }
  own_place(view, rest.cut_top(236, view.gap), state, board);
  Box naming = panel(rest.cut_bottom(144, view.gap));
  heading(naming.cut_top(28, 6), tr("Your name here"), icon::kEye);
  const Box change = naming.cut_bottom(theme::kButtonSmall);
  paragraph(naming, theme::kBody, palette().text2, named_as(view));
  if (button(tr("Change it"), {change.x, change.y, room_for(tr("Change it"), 110, theme::kButtonSmall), change.h}, {.look = ButtonLook::outline})) open_naming(view, state.board.naming);
  sureness(rest, board);
}

void open_naming(const View& view, NamingState& state) { state = {true, false, view.model.insight.shown, view.model.insight.alias}; }

void naming_dialog(const View& view, const Box& window, NamingState& state) {
  using Sent = protocol::SetBoardName;
  if (state.sent && !model::is_pending<Sent>(view.model)) {
    state.sent = false;
    if (!model::refusal_of<Sent>(view.model)) state.open = false;
  }
  Dialog dialog("Name on boards", state.open, window, 520, 330, tr(kNamings[static_cast<std::size_t>(state.shown)]));
  if (!dialog) return;
  Box inner = dialog.inner;
  text(inner.min(), theme::kTitle, palette().text1, tr("How do others see you on boards?"));
  inner.cut_top(36);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("It holds for every board. Your trainer always sees who is who.")), 14);
  state.shown = static_cast<NameShown>(one_of(inner, kNamings, static_cast<std::size_t>(state.shown)));
  Box row = inner.cut_bottom(theme::kButton);
  bool submitted = false;
  if (state.shown == NameShown::alias) {
    const auto wrong = refused<Sent>(view.model, "alias");
    submitted = field(tr("The other name"), state.alias, inner.cut_top(theme::kField, 6),
                      {.hint = tr("The other name"), .icon = icon::kPencil, .invalid = !wrong.empty(), .most_characters = protocol::limits::kAliasCharacters}).submitted;
    inner.cut_top(field_refusal(inner, sentence(wrong)));
  }
  field_refusal(inner, sentence(refused_elsewhere<Sent>(view.model, {"alias"})));
  const bool can = !state.sent && (state.shown != NameShown::alias || state.alias.find_first_not_of(' ') != std::string::npos);
  if ((button(tr("Use it"), row.cut_right(room_for(tr("Use it"), 130, theme::kButton, true), 12), {.icon = icon::kCheck, .enabled = can}) || submitted) && can) {
    view.out.send(Sent{state.shown, state.shown == NameShown::alias ? state.alias : std::string{}});
    state.sent = true;
  }
  if (button(tr("Not now"), row.cut_right(room_for(tr("Not now"), 110, theme::kButton)), {.look = ButtonLook::ghost})) state.open = false;
}

}  // namespace earshot::views
