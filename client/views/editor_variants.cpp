#include <fmt/format.h>

#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::tr;
using words::trf;

constexpr float kRow = 40;

std::string variant_words(const author::Draft& draft, const Path& variant) {
  for (const Path& path : {variant / "title", variant / "values/name", variant / "id"}) {
    if (std::string words = draft.text(path); !words.empty()) return words;
  }
  return field_name(variant);
}

std::string new_id(const author::Draft& draft) {
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < draft.count("variants"); ++i) taken.push_back(draft.text(Path("variants") / i / "id"));
  return author::id_from("", "variant", taken);
}

void values(Form& form, const Path& variant) {
  auto& draft = form.draft();
  field_label(form.area.cut_top(24, 2).min(), field_caption(variant / "values"));
  const auto names = draft.placeholders();
  if (names.empty()) {
    form.area.cut_top(paragraph(form.area, theme::kBody, palette().text3, tr("Write {name} or {order} in any text of the card: it gets a line here, for each variant to fill in.")), 14);
    return;
  }
  float widest = 80;
  for (const auto& name : names) widest = std::max(widest, text_width(theme::kBodyStrong, "{" + name + "}") + 16);
  widest = std::min(widest, form.area.w * 0.35F);
  std::optional<std::string> out;
  for (const auto& name : names) {
    Box row = form.area.cut_top(kRow, 6);
    text_in(row.cut_left(widest, 8), theme::kBodyStrong, palette()[Tone::customer].text, "{" + name + "}");
    const Box close = row.cut_right(kRow, 4);
    form.field_in(row, variant / "values" / name);
    const std::string label = trf("Empty {{{}}} in all variants", name);
    if (icon_button(label, close, icon::kClose, {.look = ButtonLook::ghost})) out = name;
  }
  if (out) draft.remove_placeholder(*out);
  form.area.cut_top(paragraph(form.area, theme::kMeta, palette().text3, tr("A name in braces in any text of the card gets a line here.")), 14);
}

void own_fact(Form& form, const Path& variant) {
  auto& draft = form.draft();
  const Path fact = variant / "fact";
  Box row = form.area.cut_top(theme::kButtonSmall, 6);
  const std::string_view add = tr("Give it a fact of its own");
  const bool on = draft.has(fact);
  const Box tool = row.cut_right(on ? theme::kButtonSmall : button_width(add, theme::kButtonSmall, true), 12);
  text_in(row, theme::kMetaStrong, palette().text2, field_caption(fact));
  if (!on) {
    if (button(add, tool, {.icon = icon::kPlus, .look = ButtonLook::outline})) {
      draft.set_rule(fact, "if_asked");
      show_field(form.view.state, fact / "text");
    }
    return;
  }
  if (form.take_out(tool, fact)) return;
  // It takes the place of the fact whose id it has.
  const std::string id = draft.text(fact / "id");
  std::vector<Option> options{{"", std::string(tr("It comes on top"))}};
  std::string chosen = options[0].text;
  for (std::size_t i = 0; i < draft.count("customer/facts"); ++i) {
    const Path one = Path("customer/facts") / i;
    const std::string own = draft.text(one / "id");
    if (own.empty()) continue;
    const std::string label = draft.text(one / "label");
    options.push_back({own, trf("In place of: {}", label.empty() ? draft.text(one / "text") : label)});
    if (own == id) chosen = options.back().text;
  }
  if (picker(tr("What the own fact replaces"), chosen, form.area.cut_top(kRow, 8))) ImGui::OpenPopup("own fact");
  if (const auto picked = option_list("own fact", options, std::min(520.0F, form.area.w))) draft.set(fact / "id", *picked);
  Box line = form.area.cut_top(form.row_height(fact / "text", form.area.w - 232), 8);
  const Box rule = line.cut_right(224, 8);
  form.field_in(line, fact / "text", true);
  rule_picker(form, fact, {rule.x, rule.y, rule.w, kRow});
  fact_details(form, fact);
}

}  // namespace

void variants_form(Form& form) {
  auto& draft = form.draft();
  auto& state = form.view.state;
  const Path list("variants");
  if (form.head(list, tr("Add a variant"))) {
    const std::string id = new_id(draft);
    draft.add(list);
    state.variant_tab = draft.count(list) - 1;
    draft.set(list / state.variant_tab / "id", id);
    show_field(state, list / state.variant_tab / "title");
  }
  form.area.cut_top(paragraph(form.area, theme::kMeta, palette().text3, tr("Other names, numbers and stakes, so that the card can be met again.")), 8);
  const std::size_t count = draft.count(list);
  if (count == 0) return;
  state.variant_tab = std::min(state.variant_tab, count - 1);
  choices(form.area, count, [&](std::size_t i, const auto& place) {
    const std::string label = fmt::format("{}##variant {}", variant_words(draft, list / i), i);
    const bool wrong = form.is_wrong(list / i);
    if (choice(label, place(choice_width(label, wrong)), i == state.variant_tab, wrong ? icon::kCloseOctagon : nullptr)) {
      state.variant_tab = i;
      const auto& written = form.view.checked.variants;
      if (const auto at = std::ranges::find(written, i); at != written.end()) state.preview_variant = static_cast<std::size_t>(at - written.begin());
    }
  });
  const Path variant = list / state.variant_tab;
  Box captions = form.area.cut_top(24, 2);
  field_label(captions.min(), field_caption(variant / "title"));
  Box row = form.area.cut_top(theme::kButton, 12);
  const Box close = row.cut_right(theme::kButton, 8);
  form.field_in(row, variant / "title");
  values(form, variant);
  form.text(variant / "stake", 2);
  own_fact(form, variant);
  form.take_out(close, variant);
}

}  // namespace earshot::views
