#include "client/views/promise.h"

#include <algorithm>

#include "client/views/parts.h"
#include "client/views/progress_words.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/trend.h"
#include "shared/protocol/limits.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

std::string own_promise(const View& view) {
  const auto& insight = view.model.insight;
  const auto found = insight.promises.find(view.self());
  if (found != insight.promises.end()) return found->second;
  return insight.profile ? insight.profile->promise : std::string{};
}

}  // namespace

bool has_goal(const model::Model& model) { return model.insight.goal && !model.insight.goal->id.empty(); }

void goal_lines(const View& view, Box& area) {
  const auto& goal = *view.model.insight.goal;
  heading(area.cut_top(28, 2), goal.name, is_reached(goal) ? icon::kCheckCircle : icon::kTarget, goal_in_words(goal));
  if (!goal.what.empty()) area.cut_top(paragraph(area, theme::kMeta, palette().text2, goal.what), 6);
  share_bar(area.cut_top(8, 12), goal.target > 0 ? static_cast<float>(goal.count) / static_cast<float>(goal.target) : 0);
}

void promise_field(const View& view, Box& area, PromiseState& state) {
  const std::string given = own_promise(view);
  if (!given.empty() && !state.changing) {
    const float words = paragraph_height(theme::kBody, given, area.w - 30 - theme::kButtonSmall - 10);
    const bool whole = 22 + words <= area.h;
    Box row = area.cut_top(whole ? std::max(theme::kField, 22 + words) : theme::kField, 4);
    const Box change = row.cut_right(theme::kButtonSmall, 10);
    draw_icon({row.x + 10, row.centre().y}, 20, palette()[Tone::success].text, icon::kCheckCircle);
    row.cut_left(30);
    label_in({row.x, row.y, row.w, 22}, theme::kMeta, palette().text3, tr("Your promise for tomorrow"));
    if (whole) paragraph({row.x, row.y + 22, row.w, words}, theme::kBody, palette().text1, given);
    if (!whole) text_in({row.x, row.y + 22, row.w, 24}, theme::kBody, palette().text1, given);
    if (icon_button(tr("Change the promise"), {change.x, change.centre().y - 18, 36, 36}, icon::kPencil, {.look = ButtonLook::ghost})) {
      state.text = given;
      state.changing = true;
    }
    return;
  }
  Box row = area.cut_top(theme::kField, 4);
  const Box send = row.cut_right(room_for(tr("Promise it"), 110, theme::kField), 8);
  const auto refusal = refused_elsewhere<protocol::Promise>(view.model, {});
  const auto typed = field(tr("One promise for tomorrow"), state.text, row, {.hint = row.w < 240 ? tr("For tomorrow") : tr("One promise for tomorrow"), .invalid = !refusal.empty(), .most_characters = protocol::limits::kPromiseCharacters});
  const bool can = state.text.find_first_not_of(' ') != std::string::npos && !model::is_pending<protocol::Promise>(view.model);
  if ((button(tr("Promise it"), send, {.look = ButtonLook::outline, .enabled = can}) || typed.submitted) && can) {
    view.out.send(protocol::Promise{state.text});
    state = {};
  }
  area.cut_top(field_refusal(area, sentence(refusal)));
}

void goal_panel(const View& view, const Box& box, PromiseState& state) {
  Box inner = panel(box);
  if (has_goal(view.model)) goal_lines(view, inner);
  promise_field(view, inner, state);
}

}  // namespace earshot::views
