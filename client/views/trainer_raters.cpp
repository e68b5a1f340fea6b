// How people rate: flags to talk about, with what they rest on. Nothing here punishes anybody.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "client/views/board_rows.h"
#include "client/views/parts.h"
#include "client/views/rater_words.h"
#include "client/views/trainer_review.h"
#include "client/widgets/avatar.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::RaterRow;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kSide = 372;
constexpr float kHead = 48;

float evidence_height(const std::vector<std::string>& evidence, float width) {
  float out = 0;
  for (const auto& one : evidence) out += paragraph_height(theme::kMeta, one, width) + 4;
  return out;
}

float chips_height(const RaterRow& row, float width) {
  float x = 0;
  float height = row.flags.empty() ? 0 : theme::kChip + 6;
  for (const auto flag : row.flags) {
    const float chip_w = chip_width(flag_word(flag), true) + 8;
    if (x > 0 && x + chip_w > width + 8) {
      x = 0;
      height += theme::kChip + 6;
    }
    x += chip_w;
  }
  return height;
}

void rater_block(const View& view, Box box, const RaterRow& row) {
  Box head = box.cut_top(kHead);
  avatar({head.x + 18, head.centre().y}, 36, row.name, Tone::neutral);
  head.cut_left(50);
  text_in(head.cut_right(weight_width(), 8), theme::kMeta, row.weight < 0.995 ? palette()[Tone::warning].text : palette().text3, weight_in_words(row.weight), Align::right);
  text_in(head.cut_right(strict_width(), 8), theme::kMeta, palette().text2, strict_in_words(row.strict), Align::right);
  if (!view.folded) label_in(head.cut_right(110, 8), theme::kMeta, palette().text3, trf_count("{} rating", "{} ratings", row.ratings, row.ratings), Align::right);
  text_in(head, theme::kBodyStrong, palette().text1, row.name);
  box.cut_left(50);
  float x = box.x;
  float y = box.y;
  for (const auto flag : row.flags) {
    const float width = chip_width(flag_word(flag), true);
    if (x > box.x && x + width > box.right()) {
      x = box.x;
      y += theme::kChip + 6;
    }
    x += chip({x, y}, flag_word(flag), icon::kFlagOutline, Tone::warning) + 8;
  }
  box.cut_top(chips_height(row, box.w));
  for (const auto& one : evidence_in_words(row)) box.cut_top(paragraph(box, theme::kMeta, palette().text2, one), 4);
}

void list(const View& view, const Box& box, const model::Raters& raters) {
  Box inner = panel(box);
  const auto flagged = static_cast<std::size_t>(std::ranges::count_if(raters.rows, [](const RaterRow& row) { return !row.flags.empty(); }));
  heading(inner.cut_top(28, 8), tr("How they rate"), icon::kStarOutline, flagged == 0 ? std::string(tr("nothing stands out")) : trf_count("{} to talk with", "{} to talk with", flagged, flagged));
  Scroll scroll("raters", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 1'000'000;
  for (const auto* row : flagged_first(raters.rows)) {
    const float height = kHead + chips_height(*row, area.w - 50) + evidence_height(evidence_in_words(*row), area.w - 50) + 4;
    const Box block = area.cut_top(height, 6);
    if (ImGui::IsRectVisible(block.min(), block.max())) rater_block(view, block, *row);
    rule({block.x, block.bottom() + 2}, block.w);
  }
  scroll.set_height(area.y - top);
}

void figure(Box& area, std::string_view label, const std::optional<double>& value) {
  const std::string words = figure_in_words(value);
  const float width = text_width(theme::kBodyStrong, words) + 1;
  if (text_width(theme::kBody, label) + 8 + width > area.w) label_in(area.cut_top(24), theme::kBody, palette().text2, std::exchange(label, {}));
  Box row = area.cut_top(26, 2);
  text_in(row.cut_right(width, 8), theme::kBodyStrong, palette().text1, words, Align::right);
  text_in(row, theme::kBody, palette().text2, label);
}

void reliability(const Box& box, const model::Raters& raters) {
  Box inner = panel(box);
  Scroll scroll("reliability", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  heading(area.cut_top(28, 8), tr("How far to trust ratings"), icon::kInformationOutline);
  figure(area, tr("Telling people apart"), raters.separation);
  figure(area, tr("One rater alone, ICC(2,1)"), raters.icc_one);
  figure(area, tr("All raters together, ICC(2,k)"), raters.icc_all);
  figure(area, tr("Agreement, Krippendorff"), raters.alpha);
  area.cut_top(10);
  for (const auto& words : {tr("One peer's rating is weak evidence, ten are strong."), tr("A flag is a reason to talk, not a verdict. It only makes ratings count less."),
                            tr("To bring raters closer: rate one recorded talk together.")}) {
    area.cut_top(paragraph(area, theme::kBody, palette().text2, words), 10);
  }
  scroll.set_height(area.y - top);
}

}  // namespace

void review_raters(const View& view, const Box& box, ReviewState& state) {
  const protocol::BoardScope scope{protocol::BoardWindow::class_};
  if (!state.asked_raters) view.out.send(protocol::AskRaters{scope});
  state.asked_raters = true;
  const auto& raters = view.model.insight.raters;
  if (!raters || raters->scope != scope || raters->rows.empty()) {
    const Box inner = panel(box);
    const auto refusal = refused_elsewhere<protocol::AskRaters>(view.model, {});
    if (!refusal.empty()) return empty_state(inner, sentence(refusal), tr("Go back, and try again."));
    return empty_state(inner, tr("No rater yet"), tr("After the first scored round, it shows how everybody rates."));
  }
  Box rest = box;
  reliability(rest.cut_right(view.folded ? 300.0F : kSide, view.gap), *raters);
  list(view, rest, *raters);
}

}  // namespace earshot::views
