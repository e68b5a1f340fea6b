#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::tr;

constexpr float kRow = 40;

/// Offers: what it is, and its terms below.
void offers(Form& form, const Path& list, std::string_view add) {
  auto& draft = form.draft();
  if (form.head(list, add)) {
    draft.add(list);
    show_field(form.view.state, list / (draft.count(list) - 1) / "title");
  }
  for (std::size_t i = 0; i < draft.count(list); ++i) {
    const Path offer = list / i;
    const float fields = form.area.w - kRow - 4;
    const float left = fields * 0.4F;
    Box row = form.area.cut_top(std::max(form.row_height(offer / "detail", fields - left - 8), form.row_height(offer / "title", left)), 6);
    const Box close = row.cut_right(kRow, 4);
    form.field_in(row.cut_left(left, 8), offer / "title", true);
    form.field_in(row, offer / "detail", true);
    if (form.take_out({close.x, close.y, kRow, kRow}, offer)) break;
  }
  form.area.cut_top(10);
}

void history(Form& form) {
  auto& draft = form.draft();
  const Path list("agent/history");
  if (form.head(list, tr("Add a note"))) {
    draft.add(list);
    show_field(form.view.state, list / (draft.count(list) - 1) / "when");
  }
  for (std::size_t i = 0; i < draft.count(list); ++i) {
    const Path note = list / i;
    Box row = form.area.cut_top(kRow, 6);
    const Box close = row.cut_right(kRow, 4);
    form.field_in(row.column(0, 2, 8), note / "when");
    form.field_in(row.column(1, 2, 8), note / "by");
    Box text = form.area.cut_top(form.row_height(note / "text", form.area.w - kRow - 4), 14);
    text.cut_right(kRow, 4);
    form.field_in(text, note / "text", true);
    if (form.take_out(close, note)) break;
  }
}

}  // namespace

void agent_form(Form& form) {
  form.texts("agent/name", "agent/company");
  form.text("agent/subtitle");
  form.text("agent/about", 2);
  form.text("agent/success", 2);
  form.text("agent/remember", 2);
  form.text("agent/policy", 2);
  offers(form, "agent/you_decide", tr("Add an offer"));
  offers(form, "agent/ask_first", tr("Add one to ask for"));
  form.text("agent/ask_whom");
  offers(form, "agent/not_yours", tr("Add a limit"));
  history(form);
}

}  // namespace earshot::views
