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

constexpr std::size_t kChipCharacters = 32;

/// What a fact or beat is called in a list.
std::string line_words(const author::Draft& draft, const Path& item) {
  for (const char* key : {"label", "text"}) {
    if (std::string words = draft.text(item / key); !words.empty()) return words;
  }
  return field_name(item);
}

/// A line in whose words a feeling can be noticed: the first one, a fact, or a beat.
struct Line {
  std::string id, words;
};

std::vector<Line> lines_of(const author::Draft& draft) {
  std::vector<Line> out{{std::string(card::kOpening), std::string(tr("The first line"))}};
  for (const char* group : {"customer/facts", "customer/beats"}) {
    for (std::size_t i = 0; i < draft.count(group); ++i) out.push_back({draft.text(Path(group) / i / "id"), line_words(draft, Path(group) / i)});
  }
  return out;
}

/// Those that were chosen as chips, and a list of the others.
void shown_in(Form& form, const Path& feeling) {
  auto& draft = form.draft();
  const Path list = feeling / "shown_in";
  const auto lines = lines_of(draft);
  field_label(form.area.cut_top(24, 2).min(), field_caption(list));
  const std::size_t count = draft.count(list);
  const std::string_view add = tr("Choose a line");
  std::optional<std::size_t> out;
  choices(form.area, count + 1, [&](std::size_t i, const auto& place) {
    if (i == count) {
      const Box box = place(choice_width(add, true));
      form.goal(list, box, add);
      if (!choice(add, box, false, icon::kPlus, count < author::most_at(list))) return;
      draft.keep_ids();  // a line is named by its id, which stays from here on
      ImGui::OpenPopup("lines");
      return;
    }
    const std::string id = draft.text(list / i);
    const auto line = std::ranges::find(lines, id, &Line::id);
    const std::string label = fmt::format("{}##shown {}", line == lines.end() ? id : std::string(text::first(line->words, kChipCharacters)), i);
    if (answer(label, place(choice_width(label, true)), true, icon::kClose, line == lines.end() ? Tone::danger : Tone::customer)) out = i;
  });
  std::vector<Option> options;
  for (const auto& line : lines) {
    if (!line.id.empty() && !draft.holds(list, line.id)) options.push_back({line.id, line.words});
  }
  if (const auto picked = option_list("lines", options, std::min(620.0F, form.area.w))) draft.add(list, *picked);
  if (out) draft.remove(list / *out);
}

}  // namespace

void feelings_form(Form& form) {
  auto& draft = form.draft();
  auto& state = form.view.state;
  const Path list("customer/feelings");
  if (form.head(list, tr("Add a feeling"))) {
    draft.add(list);
    show_field(state, list / (draft.count(list) - 1) / "name");
  }
  const std::size_t count = draft.count(list);
  if (count == 0) {
    form.area.cut_top(paragraph(form.area, theme::kBody, palette().text3, tr("No feeling yet. Each has a reason, so that it can be heard and given back.")), 14);
    return;
  }
  choices(form.area, count, [&](std::size_t i, const auto& place) {
    const std::string name = draft.text(list / i / "name");
    const std::string label = fmt::format("{}##feeling {}", name.empty() ? field_name(list / i) : sentence(name), i);
    const bool wrong = form.is_wrong(list / i);
    const bool open = state.feeling == i;
    const Box box = place(choice_width(label, true));
    if (answer(label, box, open, wrong ? icon::kCloseOctagon : feeling_icon(i), wrong ? Tone::danger : Tone::customer)) state.feeling = open ? std::nullopt : std::optional(i);
  });
  if (!state.feeling || *state.feeling >= count) return;
  form.area.y -= 6;
  const Path feeling = list / *state.feeling;
  Box captions = form.area.cut_top(24, 2);
  Box row = form.area.cut_top(theme::kButton, 12);
  field_label(captions.min(), field_caption(feeling / "name"));
  const Box close = row.cut_right(theme::kButton, 8);
  form.field_in(row.cut_left(std::min(320.0F, row.w), 0), feeling / "name");
  form.text(feeling / "reason", 2);
  form.scale(feeling / "intensity", 3);
  shown_in(form, feeling);
  if (form.take_out(close, feeling)) state.feeling.reset();
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
