// The seasons of the server: begun and ended by its trainers.
#include <fmt/format.h>

#include <algorithm>

#include "client/views/dialog.h"
#include "client/views/parts.h"
#include "client/views/rater_words.h"
#include "client/views/trainer_review.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Season;
using words::tr;
using words::trf;

constexpr float kSide = 404;

const Season* running(const View& view) {
  const auto& seasons = view.model.insight.seasons;
  return seasons.empty() || seasons.back().ended ? nullptr : &seasons.back();
}

std::string span_of(const Season& season) {
  const std::string began = day_of(season.began.point());
  if (season.ended) return trf("{0} to {1}", began, day_of(season.ended->point()));
  return season.ends_at ? trf("since {0}, planned to {1}", began, day_of(season.ends_at->point())) : trf("since {}", began);
}

void list(const View& view, const Box& box, ReviewState& state) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), tr("Seasons of this server"), icon::kTrophy);
  const auto& seasons = view.model.insight.seasons;
  if (seasons.empty()) return empty_state(inner, tr("No season has begun"), tr("Begin one, and its board fills with every round."));
  Scroll scroll("seasons", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (auto season = seasons.rbegin(); season != seasons.rend(); ++season) {
    Box row = area.cut_top(60, 6);
    well(row, theme::kRadiusButton);
    row = row.inset(16, 6);
    if (!season->ended) {
      const Box end = row.cut_right(room_for(tr("End the season"), 140, theme::kButtonSmall), 12);
      if (button(tr("End the season"), {end.x, row.centre().y - 18, end.w, 36}, {.look = ButtonLook::outline, .tone = Tone::danger})) state.ending_season = true;
      const float width = chip_width(tr("Running"), true);
      chip({row.right() - width, row.centre().y - theme::kChip / 2}, tr("Running"), icon::kPlayCircle, Tone::success);
      row.cut_right(width, 12);
    }
    text_in({row.x, row.y, row.w, 26}, theme::kBodyStrong, palette().text1, season->name);
    text_in({row.x, row.y + 26, row.w, 20}, theme::kMeta, palette().text3, span_of(*season));
  }
  scroll.set_height(area.y - top);
}

void start(const View& view, const Box& box, ReviewState& state) {
  using Sent = protocol::StartSeason;
  Box area = panel(box);
  heading(area.cut_top(28, 6), tr("Begin a season"), icon::kPlay);
  const auto* now = running(view);
  area.cut_top(paragraph(area, theme::kBody, palette().text2, now ? trf("It ends '{}', whose board stays to be read.", now->name) : std::string(tr("Every scored round of every class counts for it."))), 12);
  const auto wrong_name = refused<Sent>(view.model, "name");
  field_label(area.cut_top(24).min(), tr("Its name"));
  const auto name = field(tr("Name of the season"), state.season_name, area.cut_top(theme::kField, 6),
                          {.hint = tr("Winter"), .invalid = !wrong_name.empty(), .most_characters = protocol::limits::kSeasonNameCharacters});
  area.cut_top(field_refusal(area, sentence(wrong_name)), 6);
  const auto refused_end = refused<Sent>(view.model, "ends_at");
  const std::string_view wrong_end = state.season_end_wrong ? tr("Type a day to come, as 2026-12-24, or leave it empty.") : refused_end;
  field_label(area.cut_top(24).min(), tr("Its planned last day, if there is one"));
  const auto end = field(tr("Planned last day"), state.season_end, area.cut_top(theme::kField, 6), {.hint = tr("YYYY-MM-DD"), .icon = icon::kClock, .invalid = !wrong_end.empty(), .most_characters = 10});
  if (end.changed) state.season_end_wrong = false;
  area.cut_top(field_refusal(area, sentence(wrong_end)));
  area.cut_top(paragraph(area, theme::kMeta, palette().text3, tr("Nobody changes teams in the week before.")), 12);
  area.cut_top(field_refusal(area, sentence(refused_elsewhere<Sent>(view.model, {"name", "ends_at"}))));
  // What was typed stays until the season is there, so that a refusal can be mended, and cannot be sent a second time.
  const bool begun = now && now->name == state.season_name;
  if (begun && !name.active && !end.active) {
    state.season_name.clear();
    state.season_end.clear();
  }
  const bool can = !begun && state.season_name.find_first_not_of(' ') != std::string::npos && !model::is_pending<Sent>(view.model);
  const bool pressed = button(tr("Begin it"), area.cut_top(theme::kButton).cut_left(room_for(tr("Begin it"), 150, theme::kButton, true)), {.icon = icon::kCheck, .enabled = can});
  if (!(pressed || name.submitted || end.submitted) || !can) return;
  const auto day = end_of_day(state.season_end);
  state.season_end_wrong = !state.season_end.empty() && (!day || *day <= view.now);
  if (state.season_end_wrong) return;
  view.out.send(Sent{state.season_name, day ? std::optional(protocol::Moment{*day}) : std::nullopt});
}

void end_dialog(const View& view, const Box& window, ReviewState& state) {
  const auto* season = running(view);
  if (!season) state.ending_season = false;
  Dialog dialog("End season", state.ending_season, window, 520, 220, std::string(tr("Keep it running")).c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  label_in(inner.cut_top(30, 6), theme::kTitle, palette().text1, trf("End '{}'?", season->name));
  paragraph(inner, theme::kBody, palette().text2, tr("Its board stands as it is now. What is played later counts for the next season."));
  Box row = inner.cut_bottom(theme::kButton);
  if (button(tr("End it now"), row.cut_right(room_for(tr("End it now"), 150, theme::kButton, true), 12), {.icon = icon::kStop, .tone = Tone::danger})) {
    view.out.send(protocol::EndSeason{});
    state.ending_season = false;
  }
  if (button(tr("Keep it running"), row.cut_right(room_for(tr("Keep it running"), 160, theme::kButton)), {.look = ButtonLook::outline})) state.ending_season = false;
}

}  // namespace

void review_seasons(const View& view, const Box& box, const Box& window, ReviewState& state) {
  Box rest = box;
  start(view, rest.cut_right(view.folded ? 330.0F : kSide, view.gap), state);
  list(view, rest, state);
  end_dialog(view, window, state);
}

}  // namespace earshot::views
