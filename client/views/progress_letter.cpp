#include <algorithm>

#include "client/views/parts.h"
#include "client/views/progress.h"
#include "client/views/progress_words.h"
#include "client/widgets/button.h"
#include "client/widgets/panel.h"
#include "client/widgets/score_row.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Letter;
using protocol::OldRecap;
using words::tr;
using words::trf;

void line(Box& area, std::string_view label, std::string_view what) {
  area.cut_top(paragraph(area, {{label, theme::kMeta, palette().text3}}), 0);
  area.cut_top(paragraph(area, theme::kChat, palette().text1, what), 12);
}

void letter(Box& area, const Letter& shown) {
  area.cut_top(paragraph(area, theme::kTitle, palette().text1, trf("Your week from {}", day_of(shown.week.point()))), 12);
  line(area, tr("Played"), week_in_words(shown));
  line(area, tr("Facts and feelings in your first recap"), share_in_words(shown.captured, shown.told, shown.captured_before, shown.told_before));
  line(area, tr("Facts you earned by asking or by hearing"), share_in_words(shown.earned, shown.earnable, shown.earned_before, shown.earnable_before));
  if (!shown.well_name.empty()) line(area, tr("What went well"), shown.well_name);
  if (!shown.try_name.empty()) line(area, tr("Worth a try next"), shown.try_name);
}

void old_recap(const View& view, Box& area, ProgressState& state, const OldRecap& recap) {
  area.cut_top(paragraph(area, theme::kTitle, palette().text1, tr("Your first recap, a month later")), 4);
  area.cut_top(paragraph(area, theme::kMeta, palette().text3, trf("{0}, {1}", recap.card, day_of(recap.at.point()))), 8);
  const float height = paragraph_height(theme::kChat, recap.text, area.w - 32);
  const Box quote = area.cut_top(height + 28, 12);
  well(quote, theme::kRadiusButton);
  paragraph(quote.inset(16, 14), theme::kChat, palette().text1, recap.text);
  if (recap.level) {
    area.cut_top(paragraph(area, theme::kTitle, palette().text1, then_and_now(recap)), 4);
    area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("A higher eye is progress too.")));
    return;
  }
  area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("How good is it? What you gave it then is shown after.")), 8);
  Box row = area.cut_top(theme::kButton, 6);
  const float width = room_for(tr("Rate it"), 110, theme::kButton, true);
  const Box send = row.cut_right(width, 12);
  const Level chosen = state.level == 0 ? Level{} : Level{Level::Kind::level, state.level};
  if (const auto level = score_row({row.x, row.y, score_row_width(false), row.h}, tr("Your first recap"), chosen, {.no_opportunity = false})) state.level = static_cast<std::uint8_t>(level->value);
  const bool can = state.level > 0 && !model::is_pending<protocol::Rerate>(view.model);
  if (button(tr("Rate it"), send, {.icon = icon::kCheck, .enabled = can})) {
    view.out.send(protocol::Rerate{recap.session, state.level});
    view.out.send(protocol::AskProfile{});
  }
  area.cut_top(field_refusal(area, sentence(refused_elsewhere<protocol::Rerate>(view.model, {}))));
}

}  // namespace

void weekly_letter(const View& view, const Box& box, ProgressState& state, const protocol::ProfileShown& profile) {
  Scroll scroll("letter", box);
  const Box all = scroll.content();
  const bool both = profile.letter && profile.old_recap;
  float lowest = 0;
  const auto column = [&](int index) {
    Box out = both ? all.column(index, 2, view.folded ? 24 : 40) : Box{all.x, all.y, std::min(all.w, 640.0F), all.h};
    out.h = 10'000;
    return out;
  };
  if (profile.letter) {
    Box area = column(0);
    letter(area, *profile.letter);
    lowest = area.y - all.y;
  }
  if (profile.old_recap) {
    Box area = column(1);
    old_recap(view, area, state, *profile.old_recap);
    lowest = std::max(lowest, area.y - all.y);
  }
  scroll.set_height(lowest);
}

}  // namespace earshot::views
