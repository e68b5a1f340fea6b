#include "client/views/outside.h"

#include <array>

#include "client/widgets/panel.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;

struct Step {
  const char* icon;
  const char *title, *what;
};
constexpr std::array<Step, 3> kSteps{{
    {icon::kHeadset, mark("Somebody else is on the call"), mark("You do not see it, as in a real shift.")},
    {icon::kNoteText, mark("You get their notes"), mark("The notes alone: no transcript comes with them.")},
    {icon::kPhoneOutgoing, mark("Then the call is yours"), mark("Pick up where they stopped, and keep listening.")},
}};

}  // namespace

void outside_screen(const PlayView&, const Box& box) {
  const auto& colours = palette();
  Box inner = panel(box, 32);
  const float height = 132.0F + 92 * static_cast<float>(kSteps.size());
  inner.cut_top(std::max(0.0F, (inner.h - height) / 2));
  label_in(inner.cut_top(40, 4), theme::kHeading, colours.text1, tr("You take this call over"), Align::centre);
  label_in(inner.cut_top(28, 28), theme::kChat, colours.text2, tr("You are called in by yourself. Stay close."), Align::centre);
  float width = 520;
  for (const auto& step : kSteps) width = std::max(width, text_width(theme::kBody, tr(step.what)) + 112);
  width = std::min(width, inner.w);
  Box steps{inner.centre().x - width / 2, inner.y, width, inner.h};
  for (const auto& step : kSteps) {
    const Box row = steps.cut_top(76, 16);
    well(row);
    disc({row.x + 40, row.centre().y}, 22, colours[Tone::agent].soft);
    draw_icon({row.x + 40, row.centre().y}, 24, colours[Tone::agent].text, step.icon);
    label_in({row.x + 80, row.centre().y - 25, row.w - 96, 26}, theme::kBodyStrong, colours.text1, tr(step.title));
    label_in({row.x + 80, row.centre().y + 1, row.w - 96, 24}, theme::kBody, colours.text2, tr(step.what));
  }
}

}  // namespace earshot::views
