#include <array>
#include <utility>
#include <vector>

#include "client/views/parts.h"
#include "client/views/progress.h"
#include "client/views/progress_words.h"
#include "client/widgets/badge.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::BadgeShown;
using words::mark;
using words::tr;
using words::trf;

constexpr std::array<std::pair<const char*, const char*>, 3> kFamilies{{{"listen", mark("Listen")}, {"extract", mark("Extract")}, {"return", mark("Return")}}};
constexpr float kPicture = 76;

float row_height(const BadgeShown& badge, float width) { return std::max(72.0F, 24 + paragraph_height(theme::kMeta, badge.what, width - kPicture) + 22) + 8; }

void badge_row(const Box& row, const BadgeShown& shown) {
  const auto& colours = palette();
  badge({row.x + 28, row.y + 32}, family_icon(shown.family), shown.tier);
  Box words = row;
  words.cut_left(kPicture);
  const bool locked = shown.tier == 0;
  text_in(words.cut_top(24), theme::kBodyStrong, locked ? colours.text2 : colours.text1, shown.name);
  words.cut_top(paragraph(words, theme::kMeta, colours.text2, shown.what), 2);
  const std::string next = next_in_words(shown);
  label_in(words.cut_top(20), theme::kMetaStrong, locked ? colours.text3 : colours.text1, locked ? next : trf("{0}, {1}", tier_word(shown.tier), next));
}

}  // namespace

void badge_wall(const View& view, const Box& box, const protocol::ProfileShown& profile) {
  Scroll scroll("badges", box);
  const Box all = scroll.content();
  float lowest = 0;
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    Box column = all.column(static_cast<int>(i), static_cast<int>(kFamilies.size()), view.folded ? 16 : 28);
    const float top = column.y;
    column.h = 10'000;
    heading(column.cut_top(28, 12), tr(kFamilies[i].second), family_icon(kFamilies[i].first));
    for (const auto& shown : profile.badges) {
      if (shown.family == kFamilies[i].first) badge_row(column.cut_top(row_height(shown, column.w), 8), shown);
    }
    lowest = std::max(lowest, column.y - top);
  }
  scroll.set_height(lowest);
}

}  // namespace earshot::views
