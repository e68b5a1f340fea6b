#include <fmt/format.h>

#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"
#include "shared/base/text.h"
#include "shared/card/card.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::tr;
using words::trf;

constexpr std::size_t kChipCharacters = 24;

/// What a fact or beat is called on a chip.
std::string chip_words(const author::Draft& draft, const Path& item) {
  std::string words = draft.text(item / "label");
  if (words.empty()) words = draft.text(item / "text");
  if (words.empty()) return field_name(item);
  const auto begin = text::first(words, kChipCharacters);
  return begin.size() == words.size() ? words : std::string(begin) + "…";
}

/// The lines in whose words a feeling can be noticed, as chips to choose.
void shown_in(Form& form, const Path& feeling) {
  auto& draft = form.draft();
  const Path list = feeling / "shown_in";
  struct Line {
    std::string id, words;
  };
  std::vector<Line> lines{{std::string(card::kOpening), std::string(tr("The first line"))}};
  for (const char* group : {"customer/facts", "customer/beats"}) {
    for (std::size_t i = 0; i < draft.count(group); ++i) lines.push_back({draft.text(Path(group) / i / "id"), chip_words(draft, Path(group) / i)});
  }
  field_label(form.area.cut_top(24, 2).min(), field_caption(list));
  std::optional<std::size_t> pressed;
  choices(form.area, lines.size(), [&](std::size_t i, const auto& place) {
    const std::string label = fmt::format("{}##shown {}", lines[i].words, i);
    const Box box = place(choice_width(label, false));
    if (i == 0) form.goal(list, box, label);
    const bool on = !lines[i].id.empty() && draft.holds(list, lines[i].id);
    if (choice(label, box, on, nullptr, on || draft.count(list) < author::most_at(list))) pressed = i;
  });
  if (!pressed) return;
  // A line without an id gets the one it is written with.
  draft.keep_ids();
  std::string id = lines[*pressed].id;
  const std::size_t facts = draft.count("customer/facts");
  if (id.empty()) id = draft.text(*pressed <= facts ? Path("customer/facts") / (*pressed - 1) / "id" : Path("customer/beats") / (*pressed - 1 - facts) / "id");
  if (!id.empty()) draft.toggle(list, id);
}

}  // namespace

void feelings_form(Form& form) {
  auto& draft = form.draft();
  auto& state = form.view.state;
  const Path list("customer/feelings");
  if (form.head(list, tr("Add a feeling"))) {
    draft.add(list);
    state.feeling = draft.count(list) - 1;
    show_field(state, list / state.feeling / "name");
  }
  const std::size_t count = draft.count(list);
  if (count == 0) {
    form.area.cut_top(paragraph(form.area, theme::kBody, palette().text3, tr("No feeling yet. Each has a reason, so that it can be heard and given back.")), 14);
    return;
  }
  state.feeling = std::min(state.feeling, count - 1);
  choices(form.area, count, [&](std::size_t i, const auto& place) {
    const std::string name = draft.text(list / i / "name");
    const std::string label = fmt::format("{}##feeling {}", name.empty() ? field_name(list / i) : sentence(name), i);
    if (answer(label, place(choice_width(label, true)), i == state.feeling, form.is_wrong(list / i) ? icon::kCloseOctagon : feeling_icon(i), form.is_wrong(list / i) ? Tone::danger : Tone::customer)) state.feeling = i;
  });
  form.area.y -= 6;
  const Path feeling = list / state.feeling;
  Box captions = form.area.cut_top(24, 2);
  Box row = form.area.cut_top(theme::kButton, 12);
  field_label(captions.min(), field_caption(feeling / "name"));
  const Box close = row.cut_right(theme::kButton, 8);
  form.field_in(row.cut_left(std::min(320.0F, row.w), 0), feeling / "name");
  form.text(feeling / "reason", 2);
  form.scale(feeling / "intensity", 3);
  shown_in(form, feeling);
  form.take_out(close, feeling);
}

void customer_form(Form& form) {
  form.texts("customer/name", "customer/subtitle");
  form.text("customer/situation", 2);
  form.texts("customer/want", "customer/stake", 2);
  feelings_form(form);
  facts_form(form);
  form.texts("customer/manner", "customer/opening", 2);
  form.text("customer/goal");
  form.scale("customer/felt_start", 2);
  beats_form(form);
  form.rows("customer/resolution", tr("Add a solution"), "text");
  form.rows("customer/prevention", tr("Add a prevention"), "text");
}

}  // namespace earshot::views
