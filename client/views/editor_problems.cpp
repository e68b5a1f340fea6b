#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/editor_store.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Finding;
using author::Path;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kRow = 38;

/// "Fact 5 is empty. Write it or remove it."
std::string words_of(const EditView& view, const Finding& finding) {
  if (!finding.empty) return sentence(finding.what) + ". " + sentence(finding.mend) + ".";
  const auto* field = author::field_at(finding.path);
  const bool list = field && (field->shape.kind == yaml::Shape::Kind::records || field->shape.kind == yaml::Shape::Kind::record);
  const std::string name = field_name(finding.path);
  if (list && view.state.draft.count(finding.path) == 0) return trf("\"{}\" has nothing in it yet. Add what belongs there.", name);
  const bool in_list = finding.path.parts().size() > 2 && finding.path.last() == "text";
  return in_list ? trf("{} is empty. Write it or take it out.", name) : trf("\"{}\" is empty. Write it.", name);
}

/// Nothing in the form shows it: an imported file had it.
bool is_foreign(const Path& path) {
  const auto* field = author::field_at(path);
  if (path.empty()) return false;
  if (!field) return true;
  const auto kind = field->shape.kind;
  const bool listed = kind == yaml::Shape::Kind::values || kind == yaml::Shape::Kind::records || kind == yaml::Shape::Kind::texts ||
                      kind == yaml::Shape::Kind::ids || kind == yaml::Shape::Kind::words;
  if (path.last() == field->key || listed) return false;
  return author::record_at(path.parent()).find(path.last()) == nullptr;
}

std::string errors_word(std::size_t count) { return trf_count("{} to fix", "{} to fix", count, count); }
std::string advice_word(std::size_t count) { return trf_count("{} to think about", "{} to think about", count, count); }

/// How many of each, as chips from the left; returns the room they took.
float counts(const EditView& view, ImVec2 at) {
  const std::size_t errors = view.checked.errors();
  const std::size_t advice = view.checked.findings.size() - errors;
  float x = at.x;
  if (errors > 0) x += chip({x, at.y}, errors_word(errors), icon::kCloseOctagon, Tone::danger) + 12;
  if (advice > 0) x += chip({x, at.y}, advice_word(advice), icon::kAlert, Tone::warning) + 12;
  if (errors + advice == 0) x += chip({x, at.y}, tr("Nothing to mend"), icon::kCheckCircle, Tone::success) + 12;
  return x - at.x;
}

void finding_row(const EditView& view, Box& area, const Finding& finding) {
  const std::string_view label = is_foreign(finding.path) ? tr("Take it out") : tr("Show");
  const std::string place = place_word(finding.path);
  const float button_room = button_width(label, theme::kButtonSmall, true);
  const float place_room = view.folded ? 0 : std::max(150.0F, text_width(theme::kMeta, place)) + 20;
  const std::string words = words_of(view, finding);
  const float width = area.w - button_room - place_room - 36;
  const float height = paragraph_height(theme::kBody, words, width);
  Box row = area.cut_top(std::max(kRow, height + 10));
  const Box tool = row.cut_right(button_room);
  const Box where = row.cut_right(place_room, 0);
  const auto tone = finding.error ? Tone::danger : Tone::warning;
  draw_icon({row.x + 10, row.y + kRow / 2}, 20, palette()[tone].text, finding.error ? icon::kCloseOctagon : icon::kAlert);
  paragraph({row.x + 34, row.centre().y - height / 2, width, height}, theme::kBody, palette().text1, words);
  if (place_room > 0) text_in(where.inset(10, 0), theme::kMeta, palette().text3, place, Align::right);
  const Box small{tool.x, tool.centre().y - theme::kButtonSmall / 2, tool.w, theme::kButtonSmall};
  if (!button(label, small, {.icon = icon::kArrowRight, .look = ButtonLook::ghost, .icon_right = true})) return;
  if (is_foreign(finding.path)) {
    view.state.draft.remove(finding.path);
  } else {
    show_field(view.state, finding.path);
    view.state.problems_open = false;
  }
  kit().draw_again_in(Milliseconds{0});
}

}  // namespace

void problems_panel(const EditView& view, const Box& box) {
  Box inner = panel(box, view.folded ? 14.0F : 20.0F);
  inner.y -= 6;
  Box head = inner.cut_top(theme::kChip, 4);
  const std::string_view title = tr("Problems");
  const float title_room = text_width(theme::kBodyStrong, title) + 14;
  text_in({head.x, head.y, title_room, head.h}, theme::kBodyStrong, palette().text1, title);
  counts(view, {head.x + title_room, head.y});
  if (view.folded) {
    if (icon_button(tr("Back to the form"), {head.right() - 32, head.y - 4, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) view.state.problems_open = false;
  } else {
    const std::string why = why_not_publish(view, view.state);
    label_in(head, theme::kMeta, palette().text3, why.empty() ? tr("Checked as you type") : std::string_view(why), Align::right);
  }
  inner.h += 10;
  Scroll scroll("problems", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  const auto& findings = view.checked.findings;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    finding_row(view, area, findings[i]);
    ImGui::PopID();
  }
  if (findings.empty()) area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("The card can be played. Try it, and then publish it.")));
  scroll.set_height(area.y - top);
}

void problems_line(const EditView& view, const Box& box) {
  Box inner = panel(box, 0).inset(14, 0);
  const std::string_view open = tr("Show the problems");
  const Box tool = inner.cut_right(button_width(open, theme::kButtonSmall), 8);
  counts(view, {inner.x, box.centre().y - theme::kChip / 2});
  if (view.checked.findings.empty()) return;
  if (button(open, {tool.x, box.centre().y - theme::kButtonSmall / 2, tool.w, theme::kButtonSmall}, {.look = ButtonLook::outline})) view.state.problems_open = true;
}

}  // namespace earshot::views
