#include "client/views/facts.h"

#include <algorithm>
#include <vector>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "client/widgets/curve.h"
#include "client/widgets/meter.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;
using words::trf;
using protocol::FactRule;
using protocol::FactShown;

struct RuleHead {
  FactRule rule;
  const char* title;
  const char* icon;
};
constexpr RuleHead kRules[] = {
    {FactRule::at_once, mark("Tell at once"), icon::kBullhorn},
    {FactRule::if_asked, mark("Only if asked"), icon::kHelpCircleOutline},
    {FactRule::if_heard, mark("Only once you feel heard"), icon::kHeartOutline},
};

bool is_locked(const PlayView& view, const FactShown& fact) {
  return fact.rule == FactRule::if_heard && view.session.felt_level() < fact.level;
}

std::string condition(const FactShown& fact) {
  if (fact.rule == FactRule::if_heard) return trf("Opens when you feel heard, {} or more", fact.level);
  return fact.topic.empty() ? std::string() : trf("Asked about {}", fact.topic);
}

/// The open fact: its whole text, and what can be done with it.
void open_fact(const PlayView& view, Box& area, const FactShown& fact, TalkState& state) {
  const std::string when = condition(fact);
  const float words = paragraph_height(theme::kBody, fact.text, area.w - 28);
  const Box box = area.cut_top(words + theme::kButtonSmall + 34 + (when.empty() ? 0 : 22), 8);
  fill(box, palette()[Tone::customer].soft, theme::kRadiusField);
  Box inner = box.inset(14, 10);
  if (!when.empty()) label_in(inner.cut_top(20, 2), theme::kMeta, palette()[Tone::customer].text, when);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text1, fact.text), 10);
  Box row = inner.cut_top(theme::kButtonSmall);
  const bool told = view.session.is_told(fact.id);
  const bool chat = view.session.mode == protocol::Mode::chat;
  if (chat && button(tr("Say it like this"), row.cut_left(std::max(132.0F, button_width(tr("Say it like this"), theme::kButtonSmall)), 8), {.tone = Tone::customer, .enabled = view.live()})) {
    view.out.send(protocol::Reveal{fact.id, true});
    state.fact.clear();
  }
  if (!told && button(tr("I told it"), row.cut_left(std::max(96.0F, button_width(tr("I told it"), theme::kButtonSmall)), 8), {.look = ButtonLook::outline, .enabled = view.live()})) {
    view.out.send(protocol::Reveal{fact.id, false});
    state.fact.clear();
  }
}

void fact_row(const PlayView& view, Box& area, const FactShown& fact, TalkState& state) {
  const auto& colours = palette();
  const std::string_view label = fact.label.empty() ? std::string_view(fact.text) : std::string_view(fact.label);
  const float words = paragraph_height(theme::kBody, label, area.w - 36);
  const Box row = area.cut_top(words + 10, 2);
  const bool told = view.session.is_told(fact.id);
  const bool open = state.fact == fact.id;
  ImGui::PushID(fact.id.c_str());
  const auto at = control(label, row, {.radius = theme::kRadiusSmall, .value = told ? "told" : ""});
  ImGui::PopID();
  if (at.hovered) fill(row.inset(-6, 0), colours.raised, theme::kRadiusSmall);
  const ImVec2 mark(row.x + 11, row.y + 17);
  if (told) {
    draw_icon(mark, 22, colours[Tone::customer].text, icon::kCheckCircle);
  } else if (is_locked(view, fact)) {
    draw_icon(mark, 20, colours.text3, icon::kLock);
  } else {
    circle(mark, 9, colours.text3, 2);
  }
  paragraph({row.x + 34, row.y + 5, row.w - 36, words}, theme::kBody, told ? colours.text3 : colours.text1, label);
  if (at.clicked) state.fact = open ? std::string() : fact.id;
  if (open) open_fact(view, area, fact, state);
}

void presses(const PlayView& view, Box& area) {
  const auto& brief = *view.session.customer;
  if (brief.presses.empty()) return;
  area.cut_top(6);
  section(area.cut_top(24, 6), tr("You may also play"), icon::kPlayCircle, Tone::neutral);
  for (const auto& beat : brief.presses) {
    const bool played = std::ranges::any_of(view.session.beats, [&](const auto& b) { return b.id == beat.id; });
    const std::string_view label = played ? tr("Played") : tr("Play it");
    const float width = std::max(84.0F, button_width(label, theme::kButtonSmall));
    const float words = paragraph_height(theme::kMeta, beat.text, area.w - width - 12);
    const Box row = area.cut_top(std::max(theme::kButtonSmall, words) + 12, 6);
    paragraph({row.x, row.centre().y - words / 2, row.w - width - 12, words}, theme::kMeta, palette().text2, beat.text);
    ImGui::PushID(beat.id.c_str());
    const Box place{row.right() - width, row.centre().y - 18, width, theme::kButtonSmall};
    if (button(label, place, {.look = ButtonLook::outline, .enabled = !played && view.live()})) {
      view.out.send(protocol::PlayBeat{beat.id});
    }
    ImGui::PopID();
  }
}

std::vector<CurvePoint> points_of(const PlayView& view) {
  const auto start = view.session.clock.started_at;
  std::vector<CurvePoint> points{{Milliseconds{0}, view.session.customer ? view.session.customer->felt_start : 1}};
  for (const auto& felt : view.session.felt) {
    const Milliseconds at{felt.at.point() - start};
    // What was set in an earlier phase is where this one starts.
    if (at <= Milliseconds{0}) points.clear();
    points.push_back({std::max(Milliseconds{0}, at), felt.level});
  }
  return points;
}

std::string lock_note(const PlayView& view) {
  int level = 0;
  for (const auto& fact : view.session.customer->facts) {
    if (fact.rule == FactRule::if_heard && !view.session.is_told(fact.id)) level = std::max<int>(level, fact.level);
  }
  if (level == 0) return {};
  return view.session.felt_level() >= level ? std::string(tr("Your last facts are open. Tell them when it feels right."))
                                            : trf("At {} or more your last facts open.", level);
}

}  // namespace

void beat_card(const PlayView& view, Box& column) {
  if (view.session.beats.empty()) return;
  const auto latest = std::ranges::max_element(view.session.beats, {}, [](const auto& beat) { return beat.at.ms; });
  const auto& tone = palette()[Tone::customer];
  const float words = paragraph_height(theme::kChatStrong, latest->text, column.w - 40);
  const bool mood = !latest->mood.empty();
  const Box box = column.cut_top(words + 62 + (mood ? 22 : 0), view.gap);
  fill(box, tone.fill, theme::kRadiusPanel);
  Box inner = box.inset(20, 16);
  const Box head = inner.cut_top(20, 6);
  draw_icon({head.x + 8, head.centre().y}, 18, tone.ink, icon::kPlayCircle);
  const std::string title = latest->jump.empty() ? std::string(tr("Your beat now")) : sentence(latest->jump);
  text_in({head.x + 26, head.y, head.w - 26, head.h}, theme::kMetaStrong, tone.ink, title);
  inner.cut_top(paragraph(inner, theme::kChatStrong, tone.ink, latest->text), 2);
  if (mood) label_in(inner.cut_top(20), theme::kMeta, tone.ink, trf("You are {} now.", latest->mood));
}

void facts_panel(const PlayView& view, const Box& box, TalkState& state) {
  const auto& brief = *view.session.customer;
  Box inner = panel(box);
  const Box head = inner.cut_top(28, 8);
  const auto told = std::ranges::count_if(brief.facts, [&](const FactShown& fact) { return view.session.is_told(fact.id); });
  heading(head, tr("Your facts"), icon::kCardsOutline);
  label_in(head, theme::kBodyStrong, palette()[Tone::customer].text, trf("{0} of {1} told", told, brief.facts.size()), Align::right);
  const Box note = inner.cut_bottom(44, 0);
  rule(note.min(), note.w);
  paragraph({note.x, note.y + 8, note.w, 40}, theme::kMeta, palette().text3, tr("Open a fact to say it in these words, or tick it when you told it."));
  Scroll scroll("facts", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (const auto& rule_head : kRules) {
    if (std::ranges::find(brief.facts, rule_head.rule, &FactShown::rule) == brief.facts.end()) continue;
    const Box line = area.cut_top(22, 4);
    draw_icon({line.x + 10, line.centre().y}, 18, palette().text2, rule_head.icon);
    label_in({line.x + 28, line.y, line.w, line.h}, theme::kMetaStrong, palette().text2, tr(rule_head.title));
    for (const auto& fact : brief.facts) {
      if (fact.rule == rule_head.rule) fact_row(view, area, fact, state);
    }
    area.cut_top(8);
  }
  presses(view, area);
  scroll.set_height(area.y - top);
}

void heard_keys(const PlayView& view) {
  for (int level = 1; level <= 5; ++level) {
    const auto key = static_cast<ImGuiKey>(ImGuiKey_1 + level - 1);
    if (ImGui::GetIO().KeyAlt && ImGui::IsKeyPressed(key, false)) view.out.send(protocol::Feel{static_cast<std::uint8_t>(level)});
  }
}

void heard_panel(const PlayView& view, const Box& box) {
  Box inner = panel(box);
  text(inner.cut_top(30, 2).min(), theme::kTitle, palette().text1, tr("How heard do you feel?"));
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, tr("Move it whenever it changes. Keys 1 to 5 with Alt.")), 10);
  const Box sees = inner.cut_bottom(20, 10);
  draw_icon({sees.x + 9, sees.centre().y}, 18, palette().text3, icon::kEyeOff);
  text_in({sees.x + 26, sees.y, sees.w - 26, sees.h}, theme::kMeta, palette().text3,
          trf("{} sees this in the debrief.", view.name_in_play(protocol::Role::agent)));
  const float row = std::clamp((inner.h - 240) / 5 - 10, 44.0F, 60.0F);
  const Box meter = inner.cut_top(heard_meter_height(row), 16);
  if (const auto level = heard_meter(meter, view.session.felt_level(), view.live())) {
    view.out.send(protocol::Feel{static_cast<std::uint8_t>(*level)});
  }
  constexpr float kCurve = 70;
  if (inner.h < 44 + kCurve) return;
  rule(inner.min(), inner.w);
  inner.cut_top(12);
  heading(inner.cut_top(28, 4), tr("So far"));
  const auto note = lock_note(view);
  const float words = paragraph_height(theme::kBody, note, inner.w - 62);
  if (!note.empty() && inner.h > words + 30 + kCurve) {
    const Box lock = inner.cut_bottom(words + 22, 8);
    fill(lock, palette()[Tone::customer].soft, theme::kRadiusButton);
    draw_icon({lock.x + 24, lock.y + 23}, 20, palette()[Tone::customer].text, icon::kLock);
    paragraph({lock.x + 46, lock.y + 11, lock.w - 62, words}, theme::kBody, palette().text1, note);
  }
  inner.h = std::min(inner.h, 130.0F);
  const auto points = points_of(view);
  const auto passed = view.session.clock.server(view.now) - view.session.clock.started_at;
  const auto length = std::max<Milliseconds>(Milliseconds{60'000}, std::max(Milliseconds{passed}, points.back().at));
  curve(inner, points, {}, {.length = length, .end_dot = true});
}

void heard_strip_row(const PlayView& view, Box& area) {
  label_in(area.cut_top(24, 4), theme::kMetaStrong, palette().text2, tr("How heard do you feel?"));
  if (const auto level = heard_strip(area.cut_top(44, 10), view.session.felt_level(), view.live())) {
    view.out.send(protocol::Feel{static_cast<std::uint8_t>(*level)});
  }
}

}  // namespace earshot::views
