#include "client/views/eyes_up.h"

#include <algorithm>

#include "client/views/page.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {

using namespace widgets;
using words::tr;

bool eyes_up(const model::Model& model) {
  return model.eyes_up && model.in_class && model.in_class->standing == protocol::Standing::trainee;
}

void eyes_up_screen(const View& view, const Box& window, State& state) {
  const auto& colours = palette();
  const std::string_view said = view.model.eyes_up->text;
  const float width = std::min(640.0F, window.w - 48);
  const float words = said.empty() ? 0 : paragraph_height(theme::kTitle, said, width - 64) + 24;
  const float height = 316 + words;
  const Box box{window.centre().x - width / 2, window.centre().y - height / 2, width, height};
  fill(box, colours.panel, theme::kRadiusRoleCard);
  Box inner = box.inset(32, 32);
  const ImVec2 eye(inner.centre().x, inner.y + 52);
  disc(eye, 52, colours.raised);
  draw_icon(eye, 52, colours.text1, icon::kEye);
  inner.cut_top(104, 24);
  label_in(inner.cut_top(44, 8), theme::kHeading, colours.text1, tr("Eyes up, please"), Align::centre);
  label_in(inner.cut_top(28, 24), theme::kChat, colours.text2, tr("Your trainer speaks to everybody."), Align::centre);
  if (!said.empty()) inner.cut_top(paragraph(inner, theme::kTitle, colours.text1, said, Align::centre), 24);
  label_in(inner.cut_top(24), theme::kBody, colours.text3, tr("The clocks stand still, and nothing you typed is lost."), Align::centre);
  if (!view.model.session) return;
  const float out = button_width(tr("Step out"), theme::kButtonSmall);
  const Box place{window.centre().x - out / 2, box.bottom() + 20, out, theme::kButtonSmall};
  if (button(tr("Step out"), place, {.look = ButtonLook::outline})) state.stepping_out = true;
  step_out_dialog(PlayView{view, *view.model.session}, window, state);
}

}  // namespace earshot::views
