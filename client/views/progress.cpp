#include "client/views/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/progress_words.h"
#include "client/views/promise.h"
#include "client/views/screens.h"
#include "client/widgets/badge.h"
#include "client/widgets/button.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"
#include "client/widgets/trend.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::ProfileShown;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kSide = 384;

enum class Page : std::uint8_t { badges, sessions, letter, you };

void ask(const View& view, ProgressState& state) {
  if (state.asked) return;
  state.asked = true;
  view.out.send(protocol::AskProfile{});
  view.out.send(protocol::AskHistory{});
}

void level(Box& area, const ProfileShown& profile) {
  label_in(area.cut_top(38, 6), theme::kHeading, palette().text1, trf("Level {}", profile.level));
  experience(area.cut_top(14, 6), level_share(profile));
  text_in(area.cut_top(22, 12), theme::kMeta, palette().text2, level_in_words(profile));
  for (const auto& part : profile.parts) {
    Box row = area.cut_top(24, 4);
    const std::string xp = trf("{} XP", part.xp);
    text_in(row.cut_right(text_width(theme::kBodyStrong, xp) + 1, 8), theme::kBodyStrong, palette().text1, xp, Align::right);
    text_in(row, theme::kBody, palette().text2, part.name);
  }
  area.cut_top(paragraph(area, theme::kMeta, palette().text3, tr("XP says how much you practise, not how well.")));
}

void streak(Box& area, const ProfileShown& profile) {
  heading(area.cut_top(28, 4), tr("Coming back"), icon::kRepeat, profile.best_streak > 0 ? trf("best {}", profile.best_streak) : std::string{});
  text_in(area.cut_top(24), theme::kBody, palette().text2, streak_in_words(profile));
}

void quest(Box& area, const protocol::GoalShown& goal) {
  heading(area.cut_top(28, 2), tr("Your team this week"), icon::kAccountMultiple, goal_in_words(goal));
  text_in(area.cut_top(24, 2), theme::kBody, palette().text1, goal.name);
  area.cut_top(paragraph(area, theme::kMeta, palette().text2, goal.what), 8);
  share_bar(area.cut_top(8), goal.target > 0 ? static_cast<float>(goal.count) / static_cast<float>(goal.target) : 0);
}

/// Level, streak, quest and promise, one below the other.
void you(const View& view, const Box& box, State& state, const ProfileShown& profile) {
  Box inner = panel(box);
  Scroll scroll("you", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto between = [&area] {
    area.cut_top(14);
    rule(area.min(), area.w);
    area.cut_top(14);
  };
  level(area, profile);
  between();
  streak(area, profile);
  if (profile.quest && !profile.quest->id.empty()) {
    between();
    quest(area, *profile.quest);
  }
  between();
  promise_field(view, area, state.promise);
  scroll.set_height(area.y - top);
}

}  // namespace

const char* family_icon(std::string_view family) {
  if (family == "listen") return icon::kHeadphones;
  return family == "extract" ? icon::kCommentQuestionOutline : icon::kRepeat;
}

void keep_profile(const View& view, ProgressState& state) {
  const SessionId last = view.model.ended ? view.model.ended->session.id : SessionId{};
  if (state.known == last) return;
  state.known = last;
  view.out.send(protocol::AskProfile{});
}

void progress_screen(const View& view, State& all) {
  ProgressState& state = all.progress;
  ask(view, state);
  if (leaves()) all.place = Place::home;
  const auto& profile = view.model.insight.profile;
  Box rest = view.content;
  if (!view.folded && profile) you(view, rest.cut_left(kSide, view.gap), all, *profile);
  Box inner = panel(rest, 0);
  Box line = inner.cut_top(view.folded ? 56.0F : 64.0F);
  rule({line.x, line.bottom() - 1}, line.w);
  Box row = line.inset(12, 0);
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box left = row.cut_left(back, 20);
  if (button(tr("Back"), {left.x, line.centre().y - 18, back, 36}, {.icon = icon::kUndo, .look = ButtonLook::ghost})) all.place = Place::home;
  std::vector<std::pair<Page, Tab>> pages{{Page::badges, {tr("Badges"), icon::kTrophy}}, {Page::sessions, {tr("Past sessions"), icon::kChartLine}}};
  if (profile && (profile->letter || profile->old_recap)) pages.push_back({Page::letter, {tr("Your letter"), icon::kNoteText}});
  if (view.folded) pages.push_back({Page::you, {tr("You"), icon::kAccount}});
  std::vector<Tab> labels;
  for (const auto& page : pages) labels.push_back(page.second);
  const auto shown = std::ranges::find(pages, static_cast<Page>(state.tab), &std::pair<Page, Tab>::first);
  const auto chosen = tabs(row, labels, shown == pages.end() ? 0 : static_cast<std::size_t>(shown - pages.begin()));
  state.tab = static_cast<std::size_t>(pages[chosen].first);
  const Box body = inner.inset(20, view.folded ? 12 : 16);
  if (pages[chosen].first == Page::sessions) return past_sessions(view, body, all);
  if (!profile) {
    const auto refusal = refused_elsewhere<protocol::AskProfile>(view.model, {});
    return refusal.empty() ? empty_state(body, tr("One moment"), tr("Your progress is on its way.")) : empty_state(body, sentence(refusal), tr("Go back, and try again."));
  }
  switch (pages[chosen].first) {
    case Page::badges: return badge_wall(view, body, *profile);
    case Page::letter: return weekly_letter(view, body, state, *profile);
    case Page::you: return you(view, inner, all, *profile);
    case Page::sessions: break;
  }
}

void past_debrief_screen(const View& view, const Box& bar, State& state) {
  const auto& past = view.model.insight.past;
  const bool whole = past && view.model.insight.past_complete && past->id == state.progress.opening && past->debrief;
  plain_bar(view, bar, whole ? std::string_view(past->title) : tr("A past debrief"));
  const float back = button_width(tr("Back"), theme::kButtonSmall, true);
  const Box place{bar.right() - theme::kMargin - 48 - text_width(theme::kMeta, tr("Secure")) - 52 - back, bar.centre().y - 18, back, 36};
  const bool left = (!state.play.debrief.counted_open && leaves()) || button(tr("Back"), place, {.icon = icon::kUndo, .look = ButtonLook::outline});
  if (whole) {
    if (state.play.session != past->id) state.play = PlayState{};
    state.play.session = past->id;
    debrief_screen({view, *past}, state.play, true);
  } else {
    const auto refusal = refused_elsewhere<protocol::OpenDebrief>(view.model, {});
    const Box box = panel(view.content);
    const bool lost = view.model.insight.past_complete && !past;
    lost ? empty_state(box, tr("This debrief cannot be read any more"), tr("It is from before the server kept them.")) :
    refusal.empty() ? empty_state(box, tr("One moment"), tr("The debrief is on its way.")) : empty_state(box, sentence(refusal), tr("Go back, and open another one."));
  }
  if (!left) return;
  state.progress.opening.reset();
  state.place = Place::progress;
}

}  // namespace earshot::views
