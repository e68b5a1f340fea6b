#include "client/views/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "client/views/criteria.h"
#include "client/views/parts.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/empty.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::CalibrationCriterion;
using protocol::CalibrationResult;
using protocol::CalibrationShown;
using protocol::Role;
using words::tr;
using words::tr_in;
using words::trf;
using words::trf_count;

constexpr float kBeside = 1100;  ///< from this width on the talk stands beside the criteria
constexpr float kCriteria = 690;
constexpr float kBetween = 10;
constexpr float kSpread = 300;

bool trains(const model::Model& model) { return model.in_class && model.in_class->standing == protocol::Standing::trainer; }

std::vector<const protocol::Criterion*> criteria_of(const model::Model& model, const std::vector<std::string>& focus) {
  std::vector<const protocol::Criterion*> out;
  for (const auto& id : focus) {
    if (const auto* criterion = model::find_criterion(model, id)) out.push_back(criterion);
  }
  return out;
}

std::string name_of_criterion(const model::Model& model, const std::string& id) {
  const auto* criterion = model::find_criterion(model, id);
  return criterion ? criterion->name : id;
}

Level level_from(const std::optional<std::uint8_t>& given) {
  return given ? Level{Level::Kind::level, *given} : Level{Level::Kind::none, 0};
}

std::vector<protocol::CriterionLevel> levels_of(const CalibrationShown& shown, const CalibrationState& state) {
  std::vector<protocol::CriterionLevel> out;
  for (const auto& id : shown.focus) {
    const auto found = state.levels.find(id);
    if (found == state.levels.end()) continue;
    std::optional<std::uint8_t> value;
    if (found->second.kind == Level::Kind::level) value = static_cast<std::uint8_t>(found->second.value);
    out.push_back({id, value});
  }
  return out;
}

// --- While it is rated ----------------------------------------------------------------------------------------------

void talk_panel(const CalibrationShown& shown, const Box& box) {
  Box inner = panel(box);
  inner.cut_top(paragraph(inner, theme::kTitle, palette().text1, shown.title), 4);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, shown.situation), 12);
  rule(inner.min(), inner.w);
  Scroll scroll("talk to rate", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.y += 16;
  std::uint64_t number = 0;
  for (const auto& line : shown.lines) {
    const std::string author = role_word(line.role);
    const std::string stamp = trf("Line {}", ++number);
    const Bubble what{.id = number, .text = line.text, .tone = tone_of(line.role), .mine = line.role == Role::agent, .author = author, .stamp = stamp};
    const float height = bubble_height(area.w - 4, what);
    bubble(area.min(), area.w - 4, what);
    area.y += height + kBetween;
  }
  scroll.set_height(area.y - top);
}

void criteria_panel(const View& view, const CalibrationShown& shown, const Box& box, bool narrow, CalibrationState& state) {
  Box inner = panel(box, narrow ? 20 : 24);
  const auto criteria = criteria_of(view.model, shown.focus);
  const CriteriaEdit edit{state.criterion, state.levels, Tone::neutral};
  criteria_keys(criteria, edit);
  Box head = inner.cut_top(52, 8);
  label_in(head.cut_right(110), theme::kBodyStrong, palette().text2, trf("{0} of {1}", criteria.size() - open_criteria(criteria, state.levels), criteria.size()), Align::right);
  label_in(head.cut_top(30), theme::kTitle, palette().text1, tr("How did the agent listen?"));
  label_in(head, theme::kMeta, palette().text3, tr("From what was written, not from what was meant"));
  if (!narrow) criteria_help(inner.cut_bottom(28, 4));
  criteria_list(inner, criteria, edit);
}

/// What is to be said beside the buttons.
struct Words {
  std::string title, below;
  bool wrong = false;
};

Words words_beside(const View& view, const CalibrationShown& shown, std::size_t open, bool changed) {
  const std::string refusal = sentence(refused_elsewhere<protocol::RateTranscript>(view.model, {}));
  const std::string ending = sentence(refused_elsewhere<protocol::EndCalibration>(view.model, {}));
  const std::string progress = trf("{0} of {1} have handed in", shown.rated, shown.of);
  Words out;
  if (shown.own.empty()) {
    out.title = open == 0 ? std::string(tr("All criteria are rated")) : trf_count("{} criterion to go", "{} criteria to go", open, open);
    out.below = trains(view.model) ? std::string(tr("The class compares itself to your levels")) : std::string(tr("Nobody sees what a single person gave"));
  } else if (changed) {
    out.title = std::string(tr("Changed since you handed in"));
    out.below = std::string(tr("Hand in again, or it stays as it was"));
  } else {
    out.title = std::string(tr("Handed in"));
    out.below = std::string(tr("You can change it until your trainer shows the class"));
    if (trains(view.model)) out.below = std::string(tr("You can change it until you show the class"));
  }
  if (trains(view.model) || !shown.own.empty()) out.below = progress + ". " + out.below;
  if (refusal.empty() && ending.empty()) return out;
  out.below = refusal.empty() ? ending : refusal;
  out.wrong = true;
  return out;
}

void hand_in(const View& view, const CalibrationShown& shown, const Box& box, CalibrationState& state) {
  using Sent = protocol::RateTranscript;
  Box inner = panel(box, 0).inset(20, 0);
  const auto open = open_criteria(criteria_of(view.model, shown.focus), state.levels);
  const auto levels = levels_of(shown, state);
  const bool changed = levels != shown.own;
  const bool live = view.model.connection.state == model::ConnectionState::ready;
  const bool can = open == 0 && changed && live && !model::is_pending<Sent>(view.model);
  const auto place = [&](std::string_view label, bool has_icon) {
    const float width = button_width(label, theme::kButtonBig, has_icon);
    const Box cell = inner.cut_right(width, 12);
    return Box{cell.x, box.centre().y - theme::kButtonBig / 2, width, theme::kButtonBig};
  };
  if (trains(view.model) && button(tr("Show the class"), place(tr("Show the class"), true), {.icon = icon::kPresentation, .enabled = live && !model::is_pending<protocol::EndCalibration>(view.model)})) {
    view.out.send(protocol::EndCalibration{});
  }
  const auto label = shown.own.empty() ? tr("Hand in") : tr("Hand in again");
  const ButtonLook look = trains(view.model) ? ButtonLook::outline : ButtonLook::filled;
  if (button(label, place(label, false), {.look = look, .enabled = can})) view.out.send(Sent{levels});
  const Words words = words_beside(view, shown, open, changed);
  const float title = paragraph_height(theme::kBodyStrong, words.title, inner.w);
  const float below = paragraph_height(theme::kMeta, words.below, inner.w);
  inner.y = box.centre().y - (title + below) / 2;
  inner.cut_top(paragraph(inner, theme::kBodyStrong, palette().text1, words.title));
  paragraph(inner, theme::kMeta, words.wrong ? palette()[Tone::danger].text : palette().text3, words.below);
}

void rating(const View& view, Box rest, CalibrationState& state) {
  const auto& shown = *view.model.insight.calibration;
  if (rest.w >= kBeside) {
    Box side = rest.cut_right(kCriteria, view.gap);
    hand_in(view, shown, side.cut_bottom(96, view.gap), state);
    talk_panel(shown, rest);
    criteria_panel(view, shown, side, false, state);
    return;
  }
  hand_in(view, shown, rest.cut_bottom(88, view.gap), state);
  const Tab all[] = {{tr("The talk"), icon::kCommentTextOutline}, {tr("Your rating"), icon::kStarOutline}};
  state.tab = tabs(rest.cut_top(44, view.gap), all, state.tab);
  if (state.tab == 0) {
    talk_panel(shown, rest);
  } else {
    criteria_panel(view, shown, rest, true, state);
  }
}

// --- How it was rated -----------------------------------------------------------------------------------------------

struct SpreadLook {
  TypeStyle count, level;
  float cell, icon;
  bool own;  ///< marks one's own level
};

/// Five columns, the levels below them; the trainer's is filled, one's own has an outline.
void spread(const Box& box, const CalibrationCriterion& criterion, const SpreadLook& look) {
  const auto& colours = palette();
  const std::uint32_t most = std::max(1U, *std::ranges::max_element(criterion.counts));
  Box columns = box;
  const Box marks = columns.cut_bottom(look.icon + 6);
  const Box levels = columns.cut_bottom(look.cell, 6);
  const Box counts = columns.cut_top(look.count.line);
  for (int i = 0; i < 5; ++i) {
    const auto level = static_cast<std::uint8_t>(i + 1);
    const std::uint32_t given = criterion.counts[static_cast<std::size_t>(i)];
    const Box column = columns.column(i, 5, 10);
    const float height = std::max(3.0F, column.h * static_cast<float>(given) / static_cast<float>(most));
    const bool anchor = criterion.anchor == level;
    const bool own = look.own && criterion.own == level;
    fill({column.x, column.bottom() - height, column.w, height}, given == 0 ? colours.line : anchor ? colours[Tone::neutral].fill : colours.text3, given == 0 ? 1 : 6, kTop);
    if (given > 0) text_in({column.x, column.bottom() - height - counts.h, column.w, counts.h}, look.count, colours.text2, std::to_string(given), Align::centre);
    const Box cell = levels.column(i, 5, 10);
    if (anchor) fill(cell, colours[Tone::neutral].fill, theme::kRadiusSmall);
    if (own) border(anchor ? cell.grow(4) : cell, colours.text1, 2, theme::kRadiusSmall + (anchor ? 4.0F : 0.0F));
    text_in(cell, look.level, anchor ? colours[Tone::neutral].ink : own ? colours.text1 : colours.text3, std::to_string(level), Align::centre);
    const Box mark = marks.column(i, 5, 10);
    const float apart = anchor && own ? look.icon * 0.6F : 0;
    const float y = mark.bottom() - look.icon / 2;
    if (anchor) draw_icon({mark.centre().x - apart, y}, look.icon, colours.text1, icon::kAccountStar);
    if (own) draw_icon({mark.centre().x + apart, y}, look.icon, colours.text1, icon::kAccount);
  }
}

/// "You gave 2, your trainer 4."
std::string levels_given(const CalibrationCriterion& criterion, bool trainer) {
  if (trainer) return criterion.anchor ? trf("Trainer: {}", *criterion.anchor) : std::string(tr("No level of a trainer"));
  if (criterion.own && criterion.anchor) return trf("You gave {0}, your trainer {1}", *criterion.own, *criterion.anchor);
  if (criterion.own) return trf("You gave {}", *criterion.own);
  return criterion.anchor ? trf("Your trainer gave {}", *criterion.anchor) : std::string();
}

void result_row(const View& view, Box& area, const CalibrationCriterion& criterion, bool narrow) {
  const float width = narrow ? 250 : kSpread;
  const float words_width = area.w - width - 24;
  const std::string name = sentence(name_of_criterion(view.model, criterion.criterion));
  std::string given = levels_given(criterion, trains(view.model));
  if (criterion.none > 0) {
    if (!given.empty()) given += ". ";
    given += trf_count("{} saw no opportunity", "{} saw no opportunity", criterion.none, criterion.none);
  }
  const float above = paragraph_height(theme::kChatStrong, name, words_width) + paragraph_height(theme::kMeta, given, words_width) + 8;
  const float high = std::max(126.0F, above + paragraph_height(theme::kBody, criterion.why, words_width));
  Box row = area.cut_top(high, 18);
  spread(row.cut_right(width, 24), criterion, {theme::kMeta, theme::kBodyStrong, 34, 18, !trains(view.model)});
  row.cut_top(paragraph(row, theme::kChatStrong, palette().text1, name));
  row.cut_top(paragraph(row, theme::kMeta, palette().text3, given), 8);
  paragraph(row, theme::kBody, palette().text2, criterion.why);
  rule({area.x, area.y - 9}, area.w);
  area.cut_top(4);
}

/// What the two signs mean.
void legend(Box line) {
  const auto sign = [&](const char* glyph, std::string_view words) {
    const float width = text_width(theme::kMeta, words) + 26;
    const Box place = line.cut_right(width, 16);
    draw_icon({place.x + 9, place.centre().y}, 18, palette().text1, glyph);
    text_in({place.x + 26, place.y, place.w, place.h}, theme::kMeta, palette().text2, words);
  };
  sign(icon::kAccount, tr("you"));
  sign(icon::kAccountStar, tr("your trainer"));
}

bool anybody_rated(const CalibrationResult& result) {
  return std::ranges::any_of(result.criteria, [](const CalibrationCriterion& c) {
    return c.anchor || c.none > 0 || std::ranges::any_of(c.counts, [](std::uint32_t count) { return count > 0; });
  });
}

void result_panel(const View& view, const Box& box, CalibrationState& state) {
  const auto& result = *view.model.insight.calibration_result;
  const bool narrow = box.w < kBeside;
  Box inner = panel(box, narrow ? 20 : 24);
  Box head = inner.cut_top(theme::kButton, 8);
  const auto label = trains(view.model) ? tr("Close") : tr("Back to the lobby");
  if (button(label, head.cut_right(button_width(label, theme::kButton), 16), {.look = ButtonLook::outline})) put_away(view.model, state);
  label_in(head, theme::kHeading, palette().text1, tr("How the class rated it"));
  Box line = inner.cut_top(28, 10);
  if (!trains(view.model)) legend(line.cut_right(260));
  text_in(line, theme::kBody, palette().text2, result.title);
  if (!anybody_rated(result)) return empty_state(inner, tr("Nobody has rated it"), tr("There is no spread to look at."));
  const std::string beside = beside_trainer(view.model, result);
  if (!beside.empty()) inner.cut_top(paragraph(inner, theme::kTitle, palette().text1, beside), 12);
  rule(inner.min(), inner.w);
  Scroll scroll("spread", inner);
  Box area = scroll.content();
  area.w -= 8;
  const float top = area.y;
  area.y += 16;
  area.h = 10'000;
  for (const auto& criterion : result.criteria) result_row(view, area, criterion, narrow);
  scroll.set_height(area.y - top);
}

// --- On the projector -----------------------------------------------------------------------------------------------

constexpr TypeStyle kSmall{20, 28};
constexpr TypeStyle kSmallStrong{20, 28, theme::Weight::semibold};
constexpr TypeStyle kText{26, 34};
constexpr TypeStyle kTextStrong{26, 34, theme::Weight::semibold};
constexpr TypeStyle kLine{40, 52, theme::Weight::semibold};
constexpr TypeStyle kCount{150, 170, theme::Weight::bold};

void progress_picture(const CalibrationShown& shown, Box area) {
  area.cut_top(80);
  label_in(area.cut_top(170), kCount, palette().text1, trf("{0} of {1}", shown.rated, shown.of), Align::centre);
  label_in(area.cut_top(52, 40), kLine, palette().text2, tr("have handed in"), Align::centre);
  paragraph(area, kText, palette().text3, trf("All rate one talk: {}", shown.title), Align::centre);
}

void spread_picture(const View& view, const CalibrationResult& result, Box area) {
  const Box line = area.cut_top(40, 20);
  draw_icon({line.x + 16, line.centre().y}, 32, palette().text1, icon::kAccountStar);
  label_in({line.x + 44, line.y, line.w - 44, line.h}, kText, palette().text2, trf("marks your trainer's level. The talk was: {}", result.title));
  const auto count = static_cast<int>(result.criteria.size());
  const int across = count <= 4 ? 2 : count <= 6 ? 3 : 4;
  const int rows = std::max(1, (count + across - 1) / across);
  const bool tight = rows > 2;
  const float gap = tight ? 16 : 28;
  const float height = (area.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const SpreadLook look = tight ? SpreadLook{kSmall, kSmallStrong, 34, 20, false} : SpreadLook{kText, kTextStrong, 48, 32, false};
  for (std::size_t i = 0; i < result.criteria.size(); ++i) {
    const auto row = static_cast<float>(i / static_cast<std::size_t>(across));
    const Box cell = Box{area.x, area.y + row * (height + gap), area.w, height}.column(static_cast<int>(i) % across, across, gap);
    Box inner = panel(cell, tight ? 16 : 24);
    text_in(inner.cut_top(look.count.line, tight ? 2 : 8), look.level, palette().text1, sentence(name_of_criterion(view.model, result.criteria[i].criterion)));
    spread(inner, result.criteria[i], look);
  }
}

}  // namespace

bool shows_calibration(const model::Model& model, const CalibrationState& state) {
  const auto& insight = model.insight;
  if (!model.in_class) return false;
  if (insight.calibration && insight.calibration->on) return true;
  return insight.calibration_result && insight.calibration_result != state.closed;
}

void notice_calibration(const model::Model& model, CalibrationState& state) {
  const auto& shown = model.insight.calibration;
  const std::string running = shown && shown->on ? shown->transcript : std::string();
  if (running == state.transcript) return;
  state.transcript = running;
  state.levels.clear();
  state.criterion.clear();
  state.tab = 0;
  if (running.empty()) return;
  state.closed.reset();
  for (const auto& level : shown->own) state.levels[level.criterion] = level_from(level.level);
}

void put_away(const model::Model& model, CalibrationState& state) { state.closed = model.insight.calibration_result; }

void calibration_panel(const View& view, const Box& box, CalibrationState& state) {
  if (view.model.insight.calibration && view.model.insight.calibration->on) {
    rating(view, box, state);
  } else {
    result_panel(view, box, state);
  }
}

void calibration_start(const View& view, Box& line) {
  const auto& shown = view.model.insight.calibration;
  if (!shown || shown->choices.empty()) return;
  const auto label = tr("Rate one talk");
  const float width = button_width(label, theme::kButtonSmall, true);
  const Box cell = line.cut_right(width, 12);
  const bool waits = model::is_pending<protocol::Calibrate>(view.model);
  if (button(label, {cell.x, cell.centre().y - theme::kButtonSmall / 2, width, theme::kButtonSmall}, {.icon = icon::kStarOutline, .look = ButtonLook::outline, .enabled = !waits})) {
    ImGui::OpenPopup("transcripts");
  }
  std::vector<Option> options;
  for (std::size_t i = 0; i < shown->choices.size() && i < shown->choice_names.size(); ++i) options.push_back({shown->choices[i], shown->choice_names[i]});
  if (const auto picked = option_list("transcripts", options, 380)) view.out.send(protocol::Calibrate{*picked});
}

void calibration_picture(const View& view, const Box& area) {
  const auto& insight = view.model.insight;
  if (insight.calibration && insight.calibration->on) {
    progress_picture(*insight.calibration, area);
  } else if (insight.calibration_result) {
    spread_picture(view, *insight.calibration_result, area);
  }
}

std::string beside_trainer(const model::Model& model, const CalibrationResult& result) {
  if (trains(model)) return {};
  const CalibrationCriterion* furthest = nullptr;
  const auto apart = [](const CalibrationCriterion& c) { return static_cast<int>(*c.own) - static_cast<int>(*c.anchor); };
  for (const auto& criterion : result.criteria) {
    if (!criterion.own || !criterion.anchor) continue;
    if (!furthest || std::abs(apart(criterion)) > std::abs(apart(*furthest))) furthest = &criterion;
  }
  if (!furthest) return {};
  const int levels = apart(*furthest);
  if (levels == 0) return std::string(tr("You gave the levels that your trainer gave."));
  const std::string name = name_of_criterion(model, furthest->criterion);
  const auto count = static_cast<std::size_t>(std::abs(levels));
  return levels < 0 ? trf_count("You were {0} level stricter than your trainer on {1}.", "You were {0} levels stricter than your trainer on {1}.", count, count, name)
                    : trf_count("You were {0} level kinder than your trainer on {1}.", "You were {0} levels kinder than your trainer on {1}.", count, count, name);
}

}  // namespace earshot::views
