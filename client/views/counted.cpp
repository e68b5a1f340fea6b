#include "client/views/counted.h"

#include <fmt/format.h>

#include <vector>

#include "client/views/dialog.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

struct Part {
  std::string_view name;
  std::string points;
  std::string_view how;
  bool strong = false;
};

std::string share(const protocol::Share& share) { return share.of == 0 ? std::string("-") : trf("{0} of {1}", share.points, share.of); }
std::string taken(std::uint32_t points) { return points == 0 ? std::string("0") : fmt::format("\u2212{}", points); }

bool was_handed_over(const model::Session& session) {
  if (!session.modifiers) return false;
  const auto& told = session.modifiers->told;
  return std::ranges::find(told, protocol::Modifier::handover, &protocol::ModifierTold::modifier) != told.end();
}

std::vector<Part> parts_of(const PlayView& view) {
  const auto& evidence = view.session.debrief->evidence;
  std::vector<Part> all;
  all.push_back({tr("Captured"), share(evidence.capture), tr("Facts and feelings the customer confirmed in the first recap, of those that were told.")});
  all.push_back({tr("Opened"), share(evidence.disclosure), tr("Facts that wait for a question or for feeling heard, told after that, of all such facts of the card. Told unasked, a fact earns nobody anything.")});
  all.push_back({tr("Resolution"), share(evidence.resolution), tr("What was offered in Solve, of what would settle it.")});
  all.push_back({tr("Prevention"), share(evidence.prevention), tr("What was said in Solve so that it stays away, of what the card asks for.")});
  all.push_back({tr("Invented"), taken(evidence.invented), tr("Facts of the first recap that are not part of the story take a point each.")});
  if (was_handed_over(view.session)) {
    all.push_back({tr("Said twice"), taken(evidence.told_again), tr("After a hand-over, what the customer had to say again was missing from the notes: a point each.")});
  }
  all.push_back({tr("Evidence score"), share(evidence.total), tr("All of these together. A part nobody could judge is left out."), true});
  return all;
}

struct Note {
  std::string_view name, how;
};

}  // namespace

void counted_dialog(const PlayView& view, bool& open) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  Dialog dialog("counted", open, {0, 0, size.x, size.y}, 760, 840, tr("I see"));
  if (!dialog) return;
  Box foot = dialog.inner.cut_bottom(theme::kButton, 12);
  if (button(tr("I see"), foot.cut_right(std::max(120.0F, button_width(tr("I see"), theme::kButton))))) open = false;
  label_in(dialog.inner.cut_top(30, 10), theme::kTitle, palette().text1, tr("How is this counted?"));
  Scroll scroll("parts", dialog.inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  constexpr float kPoints = 96;
  for (const Part& part : parts_of(view)) {
    const float words = paragraph_height(theme::kMeta, part.how, area.w - kPoints - 12);
    Box row = area.cut_top(words + 38, 0);
    rule(row.min(), row.w);
    row.cut_top(6);
    text_in({row.right() - kPoints, row.y, kPoints, 26}, part.strong ? theme::kTitle : theme::kBodyStrong, palette().text1, part.points, Align::right);
    text_in({row.x, row.y, row.w - kPoints - 12, 26}, theme::kBodyStrong, palette().text1, part.name);
    paragraph({row.x, row.y + 26, row.w - kPoints - 12, words}, theme::kMeta, palette().text2, part.how);
  }
  area.cut_top(12);
  const Note notes[] = {
      {tr("Ratings"), tr("Levels described by behaviour. 'No opportunity' is left out, never counted as low. One person's view is weak evidence, many are strong: boards use all of a season, and never an average.")},
      {tr("Your own rating"), tr("For comparing. It counts nowhere.")},
      {tr("Solved and satisfied"), tr("The customer's answers in role. Always shown, never ranked.")},
      {tr("How heard"), tr("Gives no points itself, so that it can stay honest. It opens the facts that wait for it.")},
      {tr("What the chat shows"), tr("Questions to talk about. They count nowhere.")},
  };
  for (const Note& note : notes) {
    text_in(area.cut_top(24, 0), theme::kBodyStrong, palette().text1, note.name);
    area.cut_top(paragraph(area, theme::kMeta, palette().text2, note.how), 10);
  }
  scroll.set_height(area.y - top);
}

}  // namespace earshot::views
