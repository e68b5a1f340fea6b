#include <fmt/format.h>

#include <algorithm>

#include "client/views/editor.h"
#include "client/views/parts.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/meter.h"
#include "client/widgets/panel.h"
#include "client/widgets/timer.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Rehearsal;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kCustomer = 372;
constexpr float kCustomerFolded = 330;
constexpr float kSummary = 316;

std::string_view phase_name(Rehearsal::Phase phase) {
  switch (phase) {
    case Rehearsal::Phase::talk: return tr("Talk");
    case Rehearsal::Phase::solve: return tr("Solve");
    case Rehearsal::Phase::over: return tr("Over");
  }
  return {};
}

void head(const View& view, Box row, EditorState& editor) {
  auto& rehearsal = editor.rehearsal->rehearsal;
  const float y = row.centre().y - theme::kButton / 2;
  const auto place = [&](std::string_view label, bool icon_too) {
    const Box cell = row.cut_right(button_width(label, theme::kButton, icon_too), 10);
    return Box{cell.x, y, cell.w, theme::kButton};
  };
  const bool over = rehearsal.phase() == Rehearsal::Phase::over;
  const std::string_view back = tr("Back to the form"), anew = tr("Begin anew");
  const std::string_view next = rehearsal.phase() == Rehearsal::Phase::talk && !rehearsal.card().warm_up ? tr("On to solve") : tr("End it");
  const bool leave = button(back, place(back, true), {.icon = icon::kPencil, .look = over ? ButtonLook::filled : ButtonLook::outline});
  const bool restart = button(anew, place(anew, true), {.icon = icon::kRepeat, .look = ButtonLook::outline});
  if (!over && button(next, place(next, true), {.icon = icon::kSkipNext, .look = ButtonLook::outline})) rehearsal.next_phase(view.now);
  const auto left = rehearsal.left(view.now);
  const std::string_view phase = phase_name(rehearsal.phase());
  const float width = text_width(theme::kTitle, phase);
  text_in(row.cut_left(width + 4, 14), theme::kTitle, palette().text1, phase);
  if (!over) {
    const auto whole = rehearsal.phase() == Rehearsal::Phase::talk ? rehearsal.card().minutes.talk : rehearsal.card().minutes.solve;
    timer(row.cut_left(timer_width(left), 16), left, Milliseconds{whole}, Tone::neutral);
  }
  if (!view.folded) text_in(row, theme::kBody, palette().text3, rehearsal.card().title);
  if (restart) {
    editor.rehearsal = RehearsalState{Rehearsal(rehearsal.card(), view.now), {}, {}};
    return;
  }
  if (leave || (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !ImGui::IsAnyItemActive())) editor.rehearsal.reset();
}

/// The latest beat, as the customer's player gets it.
void beat(Box& area, const Rehearsal& rehearsal) {
  const auto& events = rehearsal.events();
  const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto& event) { return event.kind == Rehearsal::Event::Kind::beat; });
  if (last == events.rend()) return;
  const float width = area.w - 56;
  const float height = paragraph_height(theme::kBody, last->text, width) + (last->time_jump.empty() ? 0 : 22);
  const Box box = area.cut_top(height + 24, 12);
  fill(box, palette()[Tone::customer].soft, theme::kRadiusButton);
  draw_icon({box.x + 24, box.y + 24}, 22, palette()[Tone::customer].text, last->time_jump.empty() ? icon::kBullhorn : icon::kTimerSand);
  Box words{box.x + 44, box.y + 12, width, height};
  if (!last->time_jump.empty()) text_in(words.cut_top(20, 2), theme::kMetaStrong, palette()[Tone::customer].text, sentence(last->time_jump));
  paragraph(words, theme::kBody, palette().text1, last->text);
}

const char* rule_icon(card::Rule rule) {
  return rule == card::Rule::at_once ? icon::kBullhorn : rule == card::Rule::if_asked ? icon::kHelpCircleOutline : icon::kHeartOutline;
}

/// A fact to tell by a press, in the card's words.
void fact_row(const View& view, Box& area, Rehearsal& rehearsal, const card::Fact& fact) {
  const auto* told = rehearsal.told(fact.id);
  std::string note = fact.rule == card::Rule::if_asked ? trf("About {}", fact.topic) : fact.rule == card::Rule::if_heard ? trf("At {} or more", fact.level) : std::string();
  if (told) note = std::string(told->earned ? tr("Told, and earned") : tr("Told before its time"));
  const float words = paragraph_height(theme::kBody, fact.text, area.w - 60);
  const Box row = area.cut_top(words + (note.empty() ? 16 : 36), 6);
  ImGui::PushID(fact.id.c_str());
  const auto at = control(trf("Tell: {}", fact.label), row, {.enabled = rehearsal.phase() != Rehearsal::Phase::over, .radius = theme::kRadiusField, .value = told ? "told" : ""});
  ImGui::PopID();
  if (at.visible) {
    fill(row, at.hovered ? palette().raised : palette().well, theme::kRadiusField);
    const Tone tone = !told ? Tone::customer : told->earned ? Tone::success : Tone::warning;
    draw_icon({row.x + 22, row.y + 20}, 20, palette()[tone].text, !told ? rule_icon(fact.rule) : told->earned ? icon::kCheckCircle : icon::kAlert);
    paragraph({row.x + 44, row.y + 8, row.w - 60, words}, theme::kBody, told ? palette().text3 : palette().text1, fact.text);
    if (!note.empty()) text_in({row.x + 44, row.y + 8 + words, row.w - 60, 20}, theme::kMeta, palette()[told ? tone : Tone::neutral].text, note);
  }
  if (at.clicked) rehearsal.reveal(fact.id, view.now);
}

void customer_column(const View& view, const Box& box, EditorState& editor) {
  auto& rehearsal = editor.rehearsal->rehearsal;
  Box inner = panel(box, 16);
  section(inner.cut_top(28, 6), rehearsal.card().customer.name, icon::kCommentAccount, Tone::customer);
  beat(inner, rehearsal);
  label_in(inner.cut_top(22, 2), theme::kMetaStrong, palette().text2, trf("How heard: {}", heard_name(rehearsal.felt())));
  if (const auto level = heard_strip(inner.cut_top(theme::kButton, 12), rehearsal.felt(), rehearsal.phase() != Rehearsal::Phase::over)) rehearsal.feel(*level, view.now);
  Scroll scroll("facts to tell", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (const auto& one : rehearsal.card().customer.beats) {
    if (!rehearsal.can_press(one)) continue;
    const float height = paragraph_height(theme::kBody, one.text, area.w - 60) + 16;
    const Box row = area.cut_top(height, 6);
    const auto at = control(trf("Play: {}", one.text), row, {.radius = theme::kRadiusField});
    if (at.visible) {
      border(row, at.hovered ? palette().text2 : palette().edge, 1.5F, theme::kRadiusField);
      draw_icon({row.x + 22, row.y + 20}, 20, palette()[Tone::customer].text, icon::kPlayCircle);
      paragraph({row.x + 44, row.y + 8, row.w - 60, height}, theme::kBody, palette().text1, one.text);
    }
    if (at.clicked) rehearsal.press(one.id, view.now);
  }
  for (const auto& fact : rehearsal.card().customer.facts) fact_row(view, area, rehearsal, fact);
  scroll.set_height(area.y - top);
}

/// A line across the transcript for what is not said.
void marker(Box& area, const std::string& words, const char* glyph, Tone tone) {
  const Box row = area.cut_top(30, 8);
  const float width = chip_width(words, true);
  chip({row.centre().x - width / 2, row.y}, words, glyph, tone);
}

void transcript(const Rehearsal& rehearsal, const Box& box) {
  Scroll scroll("tried", box, true);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  std::uint64_t id = 0;
  using Kind = Rehearsal::Event::Kind;
  for (const auto& event : rehearsal.events()) {
    ++id;
    switch (event.kind) {
      case Kind::phase: marker(area, std::string(event.phase == Rehearsal::Phase::over ? tr("It is over") : phase_name(event.phase)), icon::kFlagOutline, Tone::neutral); break;
      case Kind::felt: marker(area, trf("Heard: {}", event.level), icon::kHeartOutline, Tone::customer); break;
      case Kind::beat:
        if (!event.time_jump.empty()) marker(area, sentence(event.time_jump), icon::kTimerSand, Tone::neutral);
        area.cut_top(paragraph({area.x + 24, area.y, area.w - 48, area.h}, theme::kMeta, palette()[Tone::customer].text, trf("To the customer: {}", event.text), Align::centre), 10);
        break;
      case Kind::line: {
        const bool customer = event.seat == Rehearsal::Seat::customer;
        const std::string stamp = clock_text(event.at);
        const Bubble what{.id = id, .text = event.text, .tone = customer ? Tone::customer : Tone::agent, .mine = !customer, .stamp = stamp};
        const float height = bubble_height(area.w, what);
        bubble(area.min(), area.w, what);
        area.cut_top(height, 10);
        break;
      }
    }
  }
  scroll.set_height(area.y - top);
}

bool composer(std::string_view label, std::string& typed, const Box& box, Tone tone) {
  if (!field(label, typed, box, {.hint = label, .most_characters = protocol::limits::kChatCharacters, .tone = tone}).submitted) return false;
  return typed.find_first_not_of(' ') != std::string::npos;
}

void talk_column(const View& view, const Box& box, EditorState& editor) {
  auto& state = *editor.rehearsal;
  Box inner = panel(box, 16);
  if (state.rehearsal.phase() != Rehearsal::Phase::over) {
    Box writing = inner.cut_bottom(theme::kField, 12);
    if (composer(tr("As the customer"), state.customer, writing.column(0, 2, 12), Tone::customer)) state.rehearsal.say(Rehearsal::Seat::customer, std::exchange(state.customer, {}), view.now);
    if (composer(tr("As the agent"), state.agent, writing.column(1, 2, 12), Tone::agent)) state.rehearsal.say(Rehearsal::Seat::agent, std::exchange(state.agent, {}), view.now);
  }
  transcript(state.rehearsal, inner);
}

/// What the agent may do, and what came out so far.
void summary_column(const Box& box, const Rehearsal& rehearsal) {
  Box inner = panel(box, 16);
  const auto& card = rehearsal.card();
  const std::size_t earned = static_cast<std::size_t>(std::ranges::count(rehearsal.told(), true, &Rehearsal::Told::earned));
  section(inner.cut_top(28, 6), card.agent.name, icon::kHeadset, Tone::agent);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, card.agent.success), 12);
  rule(inner.min(), inner.w);
  inner.cut_top(12);
  label_in(inner.cut_top(26, 4), theme::kBodyStrong, palette().text1, tr("What came out"));
  const std::size_t told = rehearsal.told().size();
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, trf("{0} of {1} facts told", told, card.customer.facts.size())), 2);
  inner.cut_top(paragraph(inner, theme::kBody, palette()[Tone::success].text, trf("{} earned", earned)), 2);
  if (told > earned) inner.cut_top(paragraph(inner, theme::kBody, palette()[Tone::warning].text, trf("{} before its time", told - earned)), 2);
  inner.cut_top(10);
  label_in(inner.cut_top(26, 4), theme::kBodyStrong, palette().text1, tr("Still to come"));
  Scroll scroll("to come", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (const auto& one : card.customer.beats) {
    if (rehearsal.was_played(one.id)) continue;
    const bool later = (one.when.phase == card::BeatPhase::solve) != (rehearsal.phase() == Rehearsal::Phase::solve);
    using Kind = card::Trigger::Kind;
    std::string when;
    if (one.when.kind == Kind::time) when = trf("at {}", clock_text(Milliseconds{one.when.after}));
    if (one.when.kind == Kind::agent_messages) when = trf_count("after {} message of the agent", "after {} messages of the agent", static_cast<std::size_t>(one.when.count), one.when.count);
    if (one.when.kind == Kind::felt_heard) when = trf("once heard at {}", one.when.count);
    if (one.when.kind == Kind::pressed) when = std::string(tr("when the customer chooses"));
    if (one.when.kind == Kind::phase) when = std::string(tr("as the phase begins"));
    if (later) when = one.when.phase == card::BeatPhase::solve ? trf("In solve, {}", when) : trf("In the talk, {}", when);
    area.cut_top(paragraph(area, theme::kMetaStrong, palette().text3, sentence(when)));
    area.cut_top(paragraph(area, theme::kMeta, palette().text2, one.text), 10);
  }
  scroll.set_height(area.y - top);
}

}  // namespace

void rehearsal_screen(const View& view, EditorState& editor) {
  auto& rehearsal = editor.rehearsal->rehearsal;
  rehearsal.advance(view.now);
  if (const auto due = rehearsal.due()) kit().draw_again_in(std::max(Milliseconds{1}, Milliseconds{*due - view.now}));
  Box rest = view.content;
  head(view, rest.cut_top(theme::kButton, view.gap), editor);
  if (!editor.rehearsal) return;
  customer_column(view, rest.cut_left(view.folded ? kCustomerFolded : kCustomer, view.gap), editor);
  if (!view.folded) summary_column(rest.cut_right(kSummary, view.gap), editor.rehearsal->rehearsal);
  talk_column(view, rest, editor);
}

}  // namespace earshot::views
