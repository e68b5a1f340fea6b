#include "client/views/intention.h"

#include <vector>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/score_row.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;
using words::trf;

constexpr const char* kFar[] = {mark("not at all"), mark("once or twice"), mark("half of the time"), mark("mostly"), mark("all the way")};

std::string_view far_word(std::uint8_t level) { return tr(kFar[std::clamp<int>(level, 1, 5) - 1]); }

}  // namespace

void intention_form(const PlayView& view, const Box& box, ScoreState& state) {
  const Tone tone = tone_of(view.session.role);
  Box inner = panel(box, 24);
  label_in(inner.cut_top(30, 8), theme::kTitle, palette().text1, tr("Last time you meant to:"));
  const float words = paragraph_height(theme::kHeading, view.session.intention, inner.w - 48);
  const Box quote = inner.cut_top(words + 32, 20);
  well(quote);
  fill({quote.x, quote.y, 4, quote.h}, palette()[tone].text, 2);
  paragraph({quote.x + 24, quote.y + 16, inner.w - 48, words}, theme::kHeading, palette().text1, view.session.intention);
  label_in(inner.cut_top(28, 2), theme::kChatStrong, palette().text1, tr("How far did you?"));
  label_in(inner.cut_top(22, 10), theme::kMeta, palette().text3, tr("For you and your partners in the debrief. It never counts in any ranking."));
  const auto& io = ImGui::GetIO();
  for (int level = 1; level <= 5 && !io.WantTextInput && !io.KeyAlt; ++level) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + level - 1), false)) state.kept = static_cast<std::uint8_t>(level);
  }
  const Level chosen = state.kept == 0 ? Level{} : Level{Level::Kind::level, state.kept};
  const float cells = score_row_width(false);
  Box row = inner.cut_top(56, 8);
  const Box at = row.cut_left(cells, 20);
  if (const auto level = score_row(at, tr("How far"), chosen, {.tone = tone, .no_opportunity = false})) state.kept = static_cast<std::uint8_t>(level->value);
  label_in(row, theme::kBody, palette().text2, state.kept == 0 ? tr("1 not at all, 5 all the way") : far_word(state.kept));
  const auto refusal = refused_elsewhere<protocol::KeepIntention>(view.model, {});
  inner.cut_top(field_refusal(inner, refusal));
  Box buttons = inner.cut_top(theme::kButton);
  const bool can = state.kept > 0 && view.live() && !model::is_pending<protocol::KeepIntention>(view.model);
  const std::string_view say = tr("That far");
  const bool pressed = button(say, buttons.cut_left(room_for(say, 140, theme::kButton, true), 12), {.icon = icon::kCheck, .tone = tone, .enabled = can});
  const bool entered = can && !io.NavVisible && !io.WantTextInput && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  if (pressed || entered) view.out.send(protocol::KeepIntention{state.kept});
  const std::string_view skip = tr("Go on without saying");
  if (button(skip, buttons.cut_left(room_for(skip, 180, theme::kButton)), {.look = ButtonLook::ghost})) state.kept_skipped = true;
}

void kept_panel(const PlayView& view, Box& area, bool others) {
  std::vector<const protocol::IntentionKept*> all;
  for (const auto& kept : view.session.kept) {
    if (others || kept.person == view.self()) all.push_back(&kept);
  }
  if (all.empty()) return;
  const float room = area.w - 2 * theme::kPanelPadding;
  float height = 2 * theme::kPanelPadding + 36;
  for (const auto* kept : all) height += 24 + paragraph_height(theme::kBody, kept->meant, room) + 10;
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 8), tr("What was meant to be tried"), icon::kTarget);
  for (const auto* kept : all) {
    const std::string who = kept->person == view.self() ? std::string(tr("You")) : first_name(model::name_of(view.model, kept->person));
    label_in(inner.cut_top(22, 2), theme::kMetaStrong, palette().text3, trf("{0}: {1}", who, far_word(kept->level)));
    inner.cut_top(paragraph(inner, theme::kBody, palette().text1, kept->meant), 10);
  }
}

}  // namespace earshot::views
