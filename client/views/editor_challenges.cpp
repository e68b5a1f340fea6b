#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::tr;

/// A challenge that is one group of keys: a button to add it, or its title and a button that takes it out.
bool is_on(Form& form, const Path& challenge, std::string_view what, std::string_view add, const Path& first) {
  auto& draft = form.draft();
  const bool on = draft.has(challenge);
  Box row = form.area.cut_top(theme::kButtonSmall, 2);
  const Box tool = row.cut_right(on ? theme::kButtonSmall : button_width(add, theme::kButtonSmall, true), 12);
  text_in(row, theme::kBodyStrong, palette().text1, field_caption(challenge));
  form.area.cut_top(paragraph(form.area, theme::kMeta, palette().text3, what), 10);
  if (!on) {
    form.goal(challenge, tool, add, false);
    if (button(add, tool, {.icon = icon::kPlus, .look = ButtonLook::outline})) {
      draft.set(first, " ");
      draft.set(first, "");
      show_field(form.view.state, first);
    }
  } else if (form.take_out(tool, challenge)) {
    return false;
  }
  return on;
}

void end_group(Form& form) {
  form.area.cut_top(6);
  rule(form.area.min(), form.area.w);
  form.area.cut_top(14);
}

void distraction(Form& form) {
  auto& draft = form.draft();
  const Path list("modifiers/distraction");
  text_in(form.area.cut_top(theme::kButtonSmall, 2), theme::kBodyStrong, palette().text1, field_name(list));
  form.area.cut_top(paragraph(form.area, theme::kMeta, palette().text3, tr("Bait comes onto the agent's screen during the talk. Opening it costs attention.")), 6);
  if (form.head(list, tr("Add a bait"))) {
    draft.add(list);
    show_field(form.view.state, list / (draft.count(list) - 1) / "from");
  }
  for (std::size_t i = 0; i < draft.count(list); ++i) {
    const Path bait = list / i;
    Box row = form.area.cut_top(26, 2);
    const Box close = row.cut_right(28, 0);
    text_in(row, theme::kMetaStrong, palette().text2, field_name(bait));
    form.texts(bait / "from", bait / "after");
    form.text(bait / "text", 2);
    form.text(bait / "inside", 2);
    if (form.take_out(close, bait)) break;
  }
}

}  // namespace

void challenges_form(Form& form) {
  form.area.cut_top(paragraph(form.area, theme::kBody, palette().text2, tr("A trainer puts challenges on a round without a word to the trainees; the debrief tells. A tighter clock fits every card and needs no text.")), 14);
  distraction(form);
  end_group(form);
  if (is_on(form, "modifiers/bias", tr("One misleading note among the true ones in the agent's file."), tr("Add bias"), "modifiers/bias/note/text")) {
    form.texts("modifiers/bias/note/when", "modifiers/bias/note/by");
    form.text("modifiers/bias/note/text", 2);
    form.text("modifiers/bias/truth", 2);
  }
  end_group(form);
  if (is_on(form, "modifiers/pressure", tr("The customer heats up until the feeling is named."), tr("Add pressure"), "modifiers/pressure/lines/0")) {
    form.scale("modifiers/pressure/within", 2);
    form.rows("modifiers/pressure/lines", tr("Add a prompt"));
  }
  end_group(form);
  if (is_on(form, "modifiers/handover", tr("Midway a second agent takes over, with the case notes alone."), tr("Add a hand-over"), "modifiers/handover/to")) {
    form.text("modifiers/handover/to");
    form.text("modifiers/handover/to_agent", 2);
    form.text("modifiers/handover/to_customer", 2);
  }
}

}  // namespace earshot::views
