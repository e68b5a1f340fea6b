#include "client/views/toolkit.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/views/chat.h"
#include "client/views/parts.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/keycap.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;

constexpr Prompt kTalk[] = {
    {mark("Paraphrase"), icon::kRepeat, mark("So what I hear is ")},
    {nullptr, icon::kRepeat, mark("In your words, it is about ")},
    {mark("Clarify"), icon::kCommentQuestionOutline, mark("What happened before ")},
    {nullptr, icon::kCommentQuestionOutline, mark("Which part matters most?")},
    {mark("Empathise"), icon::kHeartOutline, mark("That sounds ")},
    {nullptr, icon::kHeartOutline, mark("I can see why you would ")},
};
constexpr Prompt kSolve[] = {
    {mark("Offer"), icon::kGift, mark("What I can do is ")},
    {nullptr, icon::kGift, mark("You could choose between ")},
    {mark("Owner and time"), icon::kAccount, mark("I will see to it myself, by ")},
    {nullptr, icon::kClock, mark("You hear from me at ")},
    {mark("Prevention"), icon::kRepeat, mark("So that it stays away, ")},
    {mark("Follow-up"), icon::kPhoneOutgoing, mark("I check with you after ")},
};

std::string shown(const Prompt& prompt) {
  const auto words = tr(prompt.words);
  return words.ends_with(' ') ? fmt::format("{}\u2026", words) : std::string(words);
}

constexpr float kTap = 52;

}  // namespace

std::span<const Prompt> talk_prompts() { return kTalk; }
std::span<const Prompt> solve_prompts() { return kSolve; }

void prompts_panel(const PlayView& view, const Box& box, TalkState& state, std::string_view title, std::span<const Prompt> prompts) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), title, icon::kHeadphones);
  Scroll scroll("prompts", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const Tone tone = tone_of(view.session.role);
  for (const auto& prompt : prompts) {
    if (prompt.group) {
      area.cut_top(4);
      const Box head = area.cut_top(28, 4);
      draw_icon({head.x + 10, head.centre().y}, 20, palette()[tone].text, prompt.icon);
      label_in({head.x + 28, head.y, head.w, head.h}, theme::kBodyStrong, palette().text1, tr(prompt.group));
    }
    const std::string words = shown(prompt);
    const float height = paragraph_height(theme::kBody, words, area.w - 50);
    const Box row = area.cut_top(std::max(44.0F, height + 18), 8);
    const auto at = control(words, row, {.radius = theme::kRadiusField});
    fill(row, at.hovered ? palette()[tone].soft : palette().well, theme::kRadiusField);
    paragraph({row.x + 14, row.centre().y - height / 2, row.w - 50, height}, theme::kBody, palette().text1, words);
    draw_icon({row.right() - 22, row.centre().y}, 18, palette().text3, icon::kPlus);
    if (at.clicked) add_to_composer(state, tr(prompt.words));
  }
  scroll.set_height(area.y - top);
}

void prompt_chips(const PlayView& view, Box line, TalkState& state, std::span<const Prompt> prompts) {
  const Tone tone = tone_of(view.session.role);
  for (const auto& prompt : prompts) {
    if (!prompt.group) continue;
    const std::string words = shown(prompt);
    const float width = choice_width(words, true);
    if (width > line.w) break;
    const Box box = line.cut_left(width, 8);
    const auto at = control(words, box, {.radius = box.h / 2});
    fill(box, at.hovered ? palette().raised : palette()[tone].soft, box.h / 2);
    draw_icon({box.x + 18, box.centre().y}, 16, palette()[tone].text, prompt.icon);
    text_in({box.x + 30, box.y, box.w - 38, box.h}, theme::kMeta, palette().text1, words);
    if (at.clicked) add_to_composer(state, tr(prompt.words));
  }
}

void breath_card(const PlayView& view, const Box& box) {
  const auto& colours = palette();
  const auto& session = view.session;
  const bool can = !session.breath_used && view.live();
  const auto at = control(tr("Take a breath"), box, {.enabled = can, .radius = theme::kRadiusPanel});
  fill(box, at.hovered ? colours.raised : colours.panel, theme::kRadiusPanel);
  const ImVec2 centre(box.x + 46, box.centre().y);
  const Colour calm = can ? colours[Tone::agent].text : colours.text3;
  circle(centre, 25, theme::fade(calm, 0.4F), 2.5F);
  circle(centre, 18, theme::fade(calm, 0.75F), 2.5F);
  disc(centre, 10, calm);
  label_in({box.x + 88, box.centre().y - 22, box.w - 140, 24}, theme::kBodyStrong, can ? colours.text1 : colours.text3, tr("Take a breath"));
  label_in({box.x + 88, box.centre().y + 2, box.w - 100, 20}, theme::kMeta, colours.text3, session.breath_used ? tr("Taken in this talk") : tr("20 seconds, free"));
  if (can) keycap({box.right() - 46, box.centre().y - 12}, "F8");
  if (can && (at.clicked || ImGui::IsKeyPressed(ImGuiKey_F8, false))) view.out.send(protocol::Breathe{});
}

float tally_height() { return 5 * (kTap + 8) + 88; }

void tally_panel(const PlayView& view, const Box& box) {
  Box inner = panel(box);
  const auto& tasks = view.session.tasks;
  heading(inner.cut_top(28, 4), tasks.empty() ? tr("Tap what you notice") : tr("Look out for the marked"), icon::kEye);
  using protocol::Tally;
  const auto& tone = palette()[Tone::observer];
  for (const Tally tally : {Tally::open_question, Tally::feeling_named, Tally::advice_early, Tally::interruption, Tally::pause}) {
    const Box row = inner.cut_top(kTap, 8);
    const auto found = view.session.tallies.find(tally);
    const auto count = found == view.session.tallies.end() ? 0U : found->second;
    const auto at = control(tally_word(tally), row, {.enabled = view.live(), .radius = theme::kRadiusField, .value = std::to_string(count)});
    const bool task = std::ranges::find(tasks, tally) != tasks.end();
    fill(row, at.hovered ? palette().raised : task ? tone.soft : palette().well, theme::kRadiusField);
    if (task) border(row, tone.text, 2, theme::kRadiusField);
    text_in({row.x + 16, row.y, row.w - 80, row.h}, task ? theme::kBodyStrong : theme::kBody, palette().text1, tally_word(tally));
    text_in({row.right() - 64, row.y, 50, row.h}, theme::kTitle, tone.text, std::to_string(count), Align::right);
    if (at.clicked) view.out.send(protocol::TapTally{tally});
  }
}

}  // namespace earshot::views
