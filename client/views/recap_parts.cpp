#include "client/views/recap_parts.h"

#include <fmt/format.h>

#include "client/widgets/bubble.h"

namespace earshot::views {

using namespace widgets;
using words::tr_count;

float recap_bubble(const Box& box, const protocol::Recap& recap) {
  const float words = paragraph_height(theme::kChat, recap.text, box.w - 40);
  const Box ground{box.x, box.y, box.w, words + 30};
  fill_bubble(ground, palette()[Tone::agent].bubble, theme::kRadiusBubble, theme::kRadiusSpeaker, kBottomLeft);
  paragraph({ground.x + 20, ground.y + 15, ground.w - 40, words}, theme::kChat, palette().text1, recap.text);
  return ground.h;
}

MarkCount count_marks(const protocol::Mark& marks) {
  MarkCount out;
  for (const auto* list : {&marks.facts, &marks.feelings}) {
    for (const auto& mark : *list) ++(mark.confirmed ? out.right : out.not_quite);
  }
  return out;
}

void mark_counts(const Box& box, const MarkCount& count, std::size_t missed) {
  struct Number {
    std::size_t value;
    std::string_view word;
    const char* icon;
    Tone tone;
  };
  const Number numbers[] = {{count.right, tr_count("right", "right", count.right), icon::kCheck, Tone::success},
                            {count.not_quite, tr_count("not quite", "not quite", count.not_quite), icon::kPencil, Tone::warning},
                            {missed, tr_count("missed", "missed", missed), icon::kCloseOctagon, Tone::danger}};
  for (int i = 0; i < 3; ++i) {
    const auto& number = numbers[i];
    const Box cell = box.column(i, 3, 8);
    text_in({cell.x, cell.centre().y - 36, cell.w, 38}, theme::kHeading, palette()[number.tone].text, std::to_string(number.value), Align::centre);
    const float width = text_width(theme::kMeta, number.word) + 22;
    const float x = cell.centre().x - width / 2;
    draw_icon({x + 8, cell.centre().y + 16}, 16, palette().text2, number.icon);
    text({x + 22, cell.centre().y + 6}, theme::kMeta, palette().text2, number.word);
  }
}

}  // namespace earshot::views
