// Why a score is what it is: the fair score beside the plain mean, and every session behind both.
#include <fmt/format.h>

#include <algorithm>

#include "client/views/board_rows.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
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
using protocol::AuditRater;
using protocol::AuditSession;
using protocol::AuditShown;
using protocol::BoardKind;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kSide = 404;
constexpr float kRater = 30;

float session_height(const AuditSession& session) { return 84 + kRater * static_cast<float>(std::max<std::size_t>(1, session.raters.size())); }

void rater_line(Box row, const AuditRater& rater, bool to_trainer) {
  const auto& colours = palette();
  const Tone tone = rater.trainer ? Tone::neutral : tone_of(rater.role);
  const char* glyph = rater.trainer ? icon::kSchool : rater.role == protocol::Role::customer ? icon::kCommentAccount : rater.role == protocol::Role::agent ? icon::kHeadset : icon::kEye;
  draw_icon({row.x + 9, row.centre().y}, 18, rater.trainer ? colours.text2 : colours[tone].text, glyph);
  row.cut_left(28);
  if (to_trainer) text_in(row.cut_right(weight_width(), 8), theme::kMeta, rater.weight < 0.995 ? colours[Tone::warning].text : colours.text3, weight_in_words(rater.weight), Align::right);
  text_in(row.cut_right(strict_width(), 8), theme::kMeta, colours.text2, strict_in_words(rater.strict), Align::right);
  text_in(row.cut_right(46, 12), theme::kBodyStrong, colours.text1, fmt::format("{:.1f}", rater.mean), Align::right);
  const std::string name = rater.name.empty() ? std::string(tr("Somebody of another class")) : rater.name;
  const std::string who = rater.trainer ? trf("{}, trainer", name) : with_role(name, rater.role);
  text_in(row, theme::kBody, colours.text1, who);
}

void session_block(const Box& box, const AuditSession& session, bool to_trainer) {
  well(box, theme::kRadiusButton);
  Box inner = box.inset(16, 12);
  Box line = inner.cut_top(24);
  const std::string mean = trf("mean {:.1f}", session.mean);
  text_in(line.cut_right(text_width(theme::kBodyStrong, mean) + 1, 12), theme::kBodyStrong, palette().text1, mean, Align::right);
  text_in(line, theme::kBodyStrong, palette().text1, session.card);
  label_in(inner.cut_top(20, 10), theme::kMeta, palette().text3, trf("{0}, the card {1}", day_of(session.at.point()), harder_in_words(session.harder)));
  for (const auto& rater : session.raters) rater_line(inner.cut_top(kRater), rater, to_trainer);
  if (session.raters.empty()) label_in(inner.cut_top(kRater), theme::kMeta, palette().text3, tr("Nobody rated it."));
}

void sessions(const View& view, const Box& box, const AuditShown& audit) {
  const bool to_trainer = view.model.in_class && view.model.in_class->standing == protocol::Standing::trainer;
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), tr("What it rests on"), icon::kPlaylistCheck, tr("the newest first"));
  if (audit.sessions.empty()) return empty_state(inner, tr("No rated session yet"), tr("Play the agent once, and it stands here."));
  Scroll scroll("sessions", inner);
  Box list = scroll.content();
  const float top = list.y;
  list.h = 1'000'000;
  for (const auto& session : audit.sessions) {
    const Box block = list.cut_top(session_height(session), 10);
    if (ImGui::IsRectVisible(block.min(), block.max())) session_block(block, session, to_trainer);
  }
  if (audit.earlier > 0) label_in(list.cut_top(28), theme::kMeta, palette().text3, trf_count("And {} earlier session.", "And {} earlier sessions.", audit.earlier, audit.earlier));
  scroll.set_height(list.y - top);
}

void scale_row(Box& area, std::string_view label, std::string_view figure, const Estimate& shown) {
  Box row = area.cut_top(44, 4);
  text_in(row.cut_left(std::max({94.0F, text_width(theme::kBody, tr("Fair score")) + 1, text_width(theme::kBody, tr("Plain mean")) + 1}), 8), theme::kBody, palette().text2, label);
  text_in(row.cut_right(48, 12), theme::kTitle, palette().text1, figure, Align::right);
  estimate(row, shown);
}

void sentences(Box& area, const std::vector<std::string>& all) {
  for (const auto& one : all) area.cut_top(paragraph(area, theme::kBody, palette().text2, one), 4);
}

void summary(const View& view, const Box& box, const AuditShown& audit) {
  Box inner = panel(box);
  Scroll scroll("summary", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto& row = audit.row;
  const std::string skill = audit.scope.skill.empty() ? std::string{} : ", " + skill_word(view.model, audit.scope.skill);
  text_in(area.cut_top(24, 4), theme::kMeta, palette().text3, window_word(view.model.insight, audit.scope) + skill);
  const std::string fair = fair_in_words(BoardKind::people, row.fair);
  const Box number = area.cut_top(54, 6);
  const float width = text(number.min(), theme::kHero, palette().text1, fair);
  label_in({number.x + width + 14, number.y + 8, number.w - width - 14, 40}, theme::kBody, palette().text2, trf("likely {}", interval_in_words(BoardKind::people, row)));
  scale_row(area, tr("Fair score"), fair, {static_cast<float>(row.fair), static_cast<float>(row.low), static_cast<float>(row.high)});
  scale_row(area, tr("Plain mean"), fmt::format("{:.1f}", audit.raw), {static_cast<float>(audit.raw), static_cast<float>(audit.raw), static_cast<float>(audit.raw)});
  area.cut_top(10);
  heading(area.cut_top(28, 4), tr("Why they differ"), icon::kSwapHorizontal);
  sentences(area, why_not_the_mean(audit));
  area.cut_top(14);
  heading(area.cut_top(28, 4), tr("How sure it is"), icon::kInformationOutline);
  sentences(area, {trf("{0} by {1} on {2}.", trf_count("{} rating", "{} ratings", audit.ratings, audit.ratings), trf_count("{} rater", "{} raters", audit.raters, audit.raters),
                       trf_count("{} card", "{} cards", audit.cards, audit.cards)),
                   std::string(tr("One peer's rating is weak evidence, ten are strong."))});
  area.cut_top(14);
  heading(area.cut_top(28, 4), row.tier > 0 ? trf("Ranked, tier {}", row.tier) : std::string(tr("Not ranked yet")), icon::kChartLine);
  const bool practice = view.model.in_class && view.model.in_class->practice;
  const std::string needs = row.tier > 0 ? std::string(tr("Who shares a tier is as good as level."))
                            : practice   ? std::string(tr("Practice shows trends, not ranks: see 'Your progress'."))
                                         : needs_in_words(row.needs) + (row.needs.empty() ? "" : ".");
  area.cut_top(paragraph(area, theme::kBody, palette().text2, needs));
  scroll.set_height(area.y - top);
}

std::string title_of(const View& view, const AuditState& state) {
  if (!state.wanted.person || state.wanted.person == view.self()) return std::string(tr("Why is your score this?"));
  return trf("Why is this the score of {}?", model::name_of(view.model, state.wanted.person));
}

}  // namespace

void audit_screen(const View& view, State& all) {
  AuditState& state = all.audit;
  if (leaves()) all.place = Place::board;
  if (state.asked != state.wanted) view.out.send(protocol::AskAudit{state.wanted.person, state.wanted.scope});
  state.asked = state.wanted;
  Box rest = view.content;
  Box head = rest.cut_top(44, view.folded ? 8.0F : 12.0F);
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box left = head.cut_left(back, 14);
  if (button(tr("Back"), {left.x, head.centre().y - 18, back, 36}, {.icon = icon::kUndo, .look = ButtonLook::ghost})) all.place = Place::board;
  text_in(head, view.folded ? theme::kTitle : theme::kHeading, palette().text1, title_of(view, state));
  const auto& audit = view.model.insight.audit;
  const PersonId person = state.wanted.person ? state.wanted.person : view.self();
  if (!audit || audit->person != person || audit->scope != state.wanted.scope) {
    const Box box = panel(rest);
    const auto refusal = refused_elsewhere<protocol::AskAudit>(view.model, {});
    if (!refusal.empty()) return empty_state(box, sentence(refusal), tr("Go back, and choose another board."));
    return empty_state(box, tr("One moment"), tr("The figures are on their way."));
  }
  if (view.folded) {
    const Tab tabs_shown[] = {{tr("The score"), icon::kChartLine}, {tr("Sessions"), icon::kPlaylistCheck}};
    state.tab = tabs(rest.cut_top(44, 10), tabs_shown, state.tab);
    return state.tab == 0 ? summary(view, rest, *audit) : sessions(view, rest, *audit);
  }
  summary(view, rest.cut_left(kSide, view.gap), *audit);
  sessions(view, rest, *audit);
}

}  // namespace earshot::views
