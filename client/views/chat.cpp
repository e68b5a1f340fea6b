#include "client/views/chat.h"

#include <algorithm>

#include "client/views/notes.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;
using protocol::Role;

constexpr float kBetween = 8;
constexpr float kMostComposer = 5 * 26 + 24;

/// Draws a transcript from the top and adds up its height.
class Transcript {
 public:
  Transcript(const PlayView& view, const Box& column, TalkState& state, const ChatOptions& options)
      : view_(view), at_(column.min()), width_(column.w), top_(column.y), state_(state), options_(options) {}

  void all() {
    const auto& session = view_.session;
    const auto notes = beside();
    auto note = notes.begin();
    opening();
    for (const auto& line : session.lines) {
      if (options_.only && line.phase != *options_.only) continue;
      for (; note != notes.end() && note->at.ms <= line.at.ms; ++note) divider(note->words);
      said(line);
    }
    for (; note != notes.end(); ++note) divider(note->words);
    for (const auto& line : session.pending) own(line.text, line.stored ? Delivery::sent : Delivery::sending, line.at, line.intent);
    for (const auto& line : session.failed) failed(line);
    for (const auto& seat : session.people) {
      if (seat.person != view_.self() && session.is_typing(seat.person, view_.now)) typist(seat);
    }
  }

  float height() const { return at_.y - top_; }
  bool empty() const { return empty_; }

 private:
  struct Beside {
    protocol::Moment at;
    std::string_view words;
  };
  /// What stands between the lines: jumps in time, and what happened to the session.
  std::vector<Beside> beside() const {
    std::vector<Beside> out;
    for (const auto& jump : view_.session.jumps) out.push_back({jump.at, jump.jump});
    if (!options_.only) {
      for (const auto& note : view_.session.scene) out.push_back({note.at, words::tr_dynamic(note.text)});
    }
    std::ranges::stable_sort(out, {}, &Beside::at);
    return out;
  }

  void opening() {
    const auto& session = view_.session;
    if (options_.only || session.phase != protocol::Phase::talk) return;
    const std::string at = time_of_day(session.clock.started_at);
    const bool watches = view_.is(Role::observer) || session.watching;
    divider(watches ? trf("Talk began at {}.", at) : trf("Talk began at {0}. You are {1}.", at, view_.name_in_play(session.role)));
    empty_ = true;
  }

  void divider(std::string_view words) {
    const float width = text_width(theme::kMeta, words);
    const float middle = at_.x + width_ / 2;
    text({middle - width / 2, at_.y + 2}, theme::kMeta, palette().text3, words);
    const float side = std::min(90.0F, (width_ - width) / 2 - 16);
    if (side > 8) {
      rule({middle - width / 2 - 12 - side, at_.y + 12}, side);
      rule({middle + width / 2 + 12, at_.y + 12}, side);
    }
    at_.y += 36;
    empty_ = false;
  }

  void put(const Bubble& what) {
    const float height = bubble_height(width_, what);
    const auto response = bubble(at_, width_, what);
    if (response.selected) state_.selection = Selection{MessageId{what.id}, *response.selected};
    at_.y += height + kBetween;
    empty_ = false;
  }

  void said(const protocol::Line& line) {
    const Role role = line.role;
    // Who watches both sides sees the agent on the right, where the agent sees the own lines.
    const bool mine = options_.authors ? role == Role::agent : line.from == view_.self();
    const std::string author = options_.authors ? view_.name_in_play(role) : std::string();
    const std::string stamp = time_of_day(line.at.point());
    const auto filed = filed_words(view_.session, line);
    Bubble what{.id = line.id.value, .text = line.text, .tone = tone_of(role), .mine = mine, .author = author, .stamp = stamp};
    if (line.from == view_.self() && view_.session.phase != protocol::Phase::debrief) what.delivery = Delivery::sent;
    what.underlined = filed;
    what.selectable = options_.selects && line.from != view_.self();
    if (state_.selection && state_.selection->message == line.id) what.selected = state_.selection->bytes;
    put(what);
  }

  void own(std::string_view words, Delivery delivery, TimePoint at, std::uint64_t id) {
    const std::string stamp = time_of_day(at);
    put({.id = (std::uint64_t{1} << 40) + id, .text = words, .tone = tone_of(role_now(view_)), .mine = true, .stamp = stamp, .delivery = delivery});
  }

  void failed(const model::FailedLine& line) {
    own(line.text, Delivery::failed, view_.now, line.intent);
    const std::string why = sentence(words::tr_dynamic(line.reason));
    ImGui::PushID(static_cast<int>(line.intent));
    Box row{at_.x, at_.y - kBetween + 2, width_, theme::kButtonSmall};
    if (button(tr("Drop it"), row.cut_right(std::max(90.0F, button_width(tr("Drop it"), theme::kButtonSmall)), 8), {.look = ButtonLook::outline})) view_.out.add(DropFailedLine{line.intent});
    if (button(tr("Try again"), row.cut_right(std::max(110.0F, button_width(tr("Try again"), theme::kButtonSmall)), 12), {.look = ButtonLook::outline})) {
      view_.out.add(DropFailedLine{line.intent});
      view_.out.send(protocol::Say{line.text});
    }
    text_in(row, theme::kMeta, palette()[Tone::danger].text, why, Align::right);
    ImGui::PopID();
    at_.y += theme::kButtonSmall + kBetween;
  }

  void typist(const model::Seat& seat) {
    typing(at_, tone_of(seat.role), trf("{} is typing", view_.name_in_play(seat.role)));
    at_.y += 42 + kBetween;
  }

  const PlayView& view_;
  ImVec2 at_;
  float width_;
  float top_;
  TalkState& state_;
  const ChatOptions& options_;
  bool empty_ = true;
};

void retry_last(const PlayView& view) {
  if (view.session.failed.empty()) return;
  const auto& line = view.session.failed.back();
  view.out.add(DropFailedLine{line.intent});
  view.out.send(protocol::Say{line.text});
}

void composer(const PlayView& view, Box row, TalkState& state, const ChatOptions& options) {
  const Tone tone = tone_of(view.session.role);
  const Box send = row.cut_right(56, 10);
  const std::string hint(options.hint);
  const auto typed = field(tr("Your message"), state.composer, row,
                           {.hint = hint, .aside = view.folded ? "" : tr("Enter sends"), .lines = true, .enter_submits = true,
                            .most_characters = protocol::limits::kChatCharacters, .tone = tone, .type = theme::kChat});
  const bool written = state.composer.find_first_not_of(" \n") != std::string::npos;
  const bool pressed = icon_button(tr("Send"), {send.x, row.bottom() - 56, 56, 56}, icon::kSend, {.tone = tone, .enabled = written});
  if (typed.changed && written) view.out.send(protocol::Typing{});
  if (!pressed && !typed.submitted) return;
  if (written) {
    view.out.send(protocol::Say{state.composer});
    state.composer.clear();
    if (pressed) kit().focus(tr("Your message"));
  } else {
    retry_last(view);
  }
}

float composer_height(const Box& box, const TalkState& state) {
  return std::clamp(field_height(state.composer, box.w - 66 - 100, theme::kChat, 1), 56.0F, kMostComposer);
}

}  // namespace

void chat_panel(const PlayView& view, const Box& box, TalkState& state, const ChatOptions& options) {
  Box inner = options.bare ? box : panel(box, 0);
  if (options.writes) {
    const Box sides = inner.inset(16, 0);
    const float height = composer_height(sides, state);
    const Box ground = inner.cut_bottom(height + 28);
    rule(ground.min(), ground.w);
    composer(view, {sides.x, ground.y + 14, sides.w, height}, state, options);
  }
  if (options.selects && state.selection) file_bar(view, inner.cut_bottom(52).inset(16, 0), state);
  const Box column = inner.inset(20, 0);
  Scroll scroll("transcript", column, true);
  Box area = scroll.content();
  area.w -= 4;
  area.y += 16;
  // A short transcript stands at the bottom, where the composer is.
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("height");
  const float before = storage.GetFloat(key, 0);
  area.y += std::max(0.0F, column.h - 28 - before);
  Transcript transcript(view, area, state, options);
  transcript.all();
  storage.SetFloat(key, transcript.height());
  scroll.set_height(std::max(column.h - 2, transcript.height() + 24));
  if (transcript.empty() && options.writes) empty_state(column, tr("It begins with you"), options.hint);
}

void spoken_panel(const PlayView& view, const Box& box, std::string_view what) {
  const Box inner = panel(box);
  const auto left = view.session.left(view.now);
  const TypeStyle style{96, 110, theme::Weight::bold};
  const std::string clock = clock_text(left);
  const float width = digits_width(style, clock);
  const Tone tone = tone_of(view.session.role);
  timer_ring({inner.centre().x, inner.centre().y - 40}, 320, 10,
             1 - static_cast<float>(view.session.clock.share(view.now)), view.session.watching ? Tone::neutral : tone);
  digits({inner.centre().x - width / 2, inner.centre().y - 96}, style, palette().text1, clock);
  label_in({inner.x, inner.centre().y + 140, inner.w, 38}, theme::kHeading, palette().text1, tr("Talk to each other"), Align::centre);
  text_in({inner.x, inner.centre().y + 184, inner.w, 26}, theme::kChat, palette().text2, what, Align::centre);
}

void add_to_composer(TalkState& state, std::string_view words) {
  if (!state.composer.empty() && state.composer.back() != ' ') state.composer += ' ';
  state.composer += words;
  kit().focus(tr("Your message"));
}

}  // namespace earshot::views
