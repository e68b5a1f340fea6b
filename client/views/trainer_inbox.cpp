#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "client/views/chat.h"
#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Role;

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n") == std::string::npos; }

void help_row(const View& view, Box& area, const protocol::HelpRequest& call, TrainerState& state) {
  const std::string who = first_name(model::name_of(view.model, call.person));
  const std::string words = call.text.empty() ? fmt::format("{} asks for you.", who) : fmt::format("{}: {}", who, call.text);
  const float height = paragraph_height(theme::kBody, words, area.w - 50);
  Box row = area.cut_top(height + 62, 8);
  fill(row, palette()[Tone::warning].soft, theme::kRadiusField);
  draw_icon({row.x + 18, row.y + 22}, 18, palette()[Tone::warning].text, icon::kBellRing);
  paragraph({row.x + 34, row.y + 10, row.w - 46, height}, theme::kBody, palette().text1, words);
  Box buttons{row.x + 34, row.bottom() - 44, row.w - 46, theme::kButtonSmall};
  ImGui::PushID(static_cast<int>(call.person.value));
  const bool there = view.model.sessions.contains(call.session);
  if (button(there ? "Go there" : "Write back", buttons.cut_left(100, 8), {.look = ButtonLook::outline})) {
    if (there) {
      view.out.send(protocol::Watch{call.session});
    } else {
      state.target = {call.person, {}};
      kit().focus("Announcement");
    }
  }
  if (button("Done", buttons.cut_left(70, 8), {.look = ButtonLook::outline})) view.out.send(protocol::HelpDone{call.person});
  text_in(buttons, theme::kMeta, palette().text2, time_of_day(call.at.point() - view.model.grid_ahead), Align::right);
  ImGui::PopID();
}

struct Item {
  TimePoint at;
  const char* glyph;
  Tone tone;
  std::string words;
};

std::string to_whom(const View& view, const model::Post& post) {
  if (post.to) return fmt::format("to {}", first_name(model::name_of(view.model, post.to)));
  if (!post.session) return "to everybody";
  const auto session = view.model.sessions.find(post.session);
  return session == view.model.sessions.end() ? std::string("to one session") : fmt::format("to {}", people_of(view.model, session->second));
}

/// What happened and what trainers said, the newest first.
std::vector<Item> log_of(const View& view) {
  std::vector<Item> out;
  for (const auto& notice : view.model.notices) {
    const std::string who = first_name(model::name_of(view.model, notice.person));
    const bool waits = std::ranges::find(view.model.help, notice.person, &protocol::HelpRequest::person) != view.model.help.end();
    if (notice.stepped_out) out.push_back({notice.at, icon::kStop, Tone::danger, fmt::format("{} stepped out.", who)});
    if (!notice.stepped_out && !waits) {
      out.push_back({notice.at, icon::kBellRing, Tone::warning, notice.text.empty() ? fmt::format("{} asked for you.", who) : fmt::format("{}: {}", who, notice.text)});
    }
  }
  for (const auto& post : view.model.posts) {
    const std::string who = post.from == view.self() ? std::string("You") : first_name(model::name_of(view.model, post.from));
    out.push_back({post.at - view.model.grid_ahead, post.to ? icon::kAccount : icon::kBullhorn, Tone::observer, fmt::format("{} {}: {}", who, to_whom(view, post), post.text)});
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &Item::at);
  return out;
}

void happened(const View& view, Box& area) {
  for (const auto& item : log_of(view)) {
    const float height = paragraph_height(theme::kMeta, item.words, area.w - 74);
    const Box row = area.cut_top(std::max(20.0F, height), 8);
    draw_icon({row.x + 10, row.y + 10}, 16, palette()[item.tone].text, item.glyph);
    paragraph({row.x + 26, row.y, row.w - 74, height}, theme::kMeta, palette().text2, item.words);
    text_in({row.right() - 44, row.y, 44, 20}, theme::kMeta, palette().text3, time_of_day(item.at), Align::right);
  }
}

std::string target_name(const View& view, const Target& target) {
  if (target.person) return first_name(model::name_of(view.model, target.person));
  const auto session = view.model.sessions.find(target.session);
  return session == view.model.sessions.end() ? std::string("everybody") : people_of(view.model, session->second);
}

void say(const View& view, TrainerState& state) {
  if (state.target.person) {
    view.out.send(protocol::Whisper{state.target.person, state.message});
  } else if (state.target.session) {
    view.out.send(protocol::SpeakTo{state.target.session, state.message});
  } else {
    view.out.send(protocol::Broadcast{state.message});
  }
  state.message.clear();
}

std::string_view message_refusal(const View& view, const Target& target) {
  if (target.person) return refused_elsewhere<protocol::Whisper>(view.model, {});
  if (target.session) return refused_elsewhere<protocol::SpeakTo>(view.model, {});
  return refused_elsewhere<protocol::Broadcast>(view.model, {});
}

void composer(const View& view, const Box& box, TrainerState& state) {
  // Whoever is no longer there is not written to.
  if (state.target.person && !view.model.in_class->member(state.target.person)) state.target = {};
  if (state.target.session && !view.model.sessions.contains(state.target.session)) state.target = {};
  const bool all = state.target == Target{};
  Box inner = panel(box, 16);
  Box head = inner.cut_top(28, 8);
  if (!all) {
    const Box away = head.cut_right(32, 4);
    if (icon_button("Write to everybody", {away.x, away.y - 2, 32, 32}, icon::kClose, {.look = ButtonLook::ghost})) state.target = {};
  }
  heading(head, fmt::format("{} {}", state.target.person ? "Whisper to" : "Say to", target_name(view, state.target)), icon::kBullhorn);
  Box row = inner.cut_top(theme::kField, 6);
  const Box send = row.cut_right(48, 8);
  const auto refusal = message_refusal(view, state.target);
  const auto typed = field("Announcement", state.message, row, {.hint = "Two minutes left", .invalid = !refusal.empty(), .most_characters = protocol::limits::kWhisperCharacters});
  const bool pressed = icon_button("Send to everybody", send, icon::kSend, {.tone = Tone::neutral, .enabled = !is_blank(state.message)});
  field_error(inner, sentence(refusal));
  if ((pressed || typed.submitted) && !is_blank(state.message)) say(view, state);
}

void whisper_bar(const PlayView& view, const Box& box, TrainerState& state) {
  if (state.whisper_to && !view.seat(*state.whisper_to)) state.whisper_to.reset();
  fill(box, palette()[Tone::observer].soft, theme::kRadiusPanel, kBottom);
  Box inner = box.inset(16, 12);
  Box head = inner.cut_top(theme::kChoice, 8);
  draw_icon({head.x + 10, head.centre().y}, 20, palette()[Tone::observer].text, icon::kVoice);
  float choices = choice_width("All", false);
  for (const Role role : {Role::agent, Role::customer}) {
    if (const auto* seat = view.seat(role)) choices += choice_width(first_name(seat->name), true) + 6;
  }
  // Long names take the room of the word, which stands in the field as well.
  const bool worded = choices + 98 <= head.w;
  if (worded) text_in({head.x + 28, head.y, 90, head.h}, theme::kBodyStrong, palette().text1, "Whisper");
  head.cut_left(worded ? 98 : 28);
  ImGui::PushID("whisper");
  for (const Role role : {Role::agent, Role::customer}) {
    const auto* seat = view.seat(role);
    if (!seat) continue;
    const std::string name = first_name(seat->name);
    const float width = choice_width(name, true);
    if (choice(name, head.cut_left(width, 6), state.whisper_to == role, role == Role::agent ? icon::kHeadset : icon::kCommentAccount)) state.whisper_to = role;
  }
  if (choice("All", head.cut_left(choice_width("All", false)), !state.whisper_to)) state.whisper_to.reset();
  ImGui::PopID();
  Box row = inner.cut_top(theme::kField, 6);
  const Box send = row.cut_right(48, 8);
  const auto typed = field("Whisper", state.whisper, row, {.hint = "What was not said yet?", .most_characters = protocol::limits::kWhisperCharacters});
  const bool pressed = icon_button("Whisper it", send, icon::kSend, {.tone = Tone::observer, .enabled = !is_blank(state.whisper)});
  const auto* to = state.whisper_to ? view.seat(*state.whisper_to) : nullptr;
  text_in(inner, theme::kMeta, palette().text2, to ? fmt::format("Only {} sees it.", first_name(to->name)) : std::string("Everybody in this session sees it."));
  if (!(pressed || typed.submitted) || is_blank(state.whisper)) return;
  if (to) {
    view.out.send(protocol::Whisper{to->person, state.whisper});
  } else {
    view.out.send(protocol::SpeakTo{view.session.id, state.whisper});
  }
  state.whisper.clear();
}

}  // namespace

void inbox_panel(const View& view, const Box& box, TrainerState& state) {
  Box rest = box;
  composer(view, rest.cut_bottom(138, view.gap), state);
  Box inner = panel(rest);
  const auto& help = view.model.help;
  heading(inner.cut_top(28, 8), "Who needs you", icon::kBellRing, help.empty() ? std::string_view{} : std::string_view("the first first"));
  Scroll scroll("inbox", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (const auto& call : help) help_row(view, area, call, state);
  if (help.empty()) text_in(area.cut_top(28, 8), theme::kBody, palette().text3, "Nobody asks for you.");
  area.cut_top(6);
  happened(view, area);
  scroll.set_height(area.y - top);
}

void live_panel(const View& view, const Box& box, State& state) {
  const PlayView play{view, *view.model.session};
  fill(box, palette().panel, theme::kRadiusPanel);
  Box rest = box;
  Box head = rest.cut_top(116).inset(20, 14);
  Box line = head.cut_top(30);
  const Box away = line.cut_right(36, 8);
  chip({line.cut_right(chip_width("Live", true), 8).x, line.y + 1}, "Live", icon::kAccessPoint, Tone::success);
  const auto found = view.model.sessions.find(play.session.id);
  const bool known = found != view.model.sessions.end();
  text_in(line, theme::kChatStrong, palette().text1, known ? people_of(view.model, found->second) : fmt::format("{} and {}", first_name(play.person_name(Role::customer)), first_name(play.person_name(Role::agent))));
  if (icon_button("Stop watching", {away.x, away.y - 3, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(protocol::Unwatch{});
  text_in(head.cut_top(24, 4), theme::kMeta, palette().text3, fmt::format("{}, {}", play.session.title, protocol::word(play.session.phase)));
  if (known) {
    float x = head.x;
    x += chip({x, head.y}, fmt::format("{} told", found->second.told), icon::kCardsOutline, Tone::customer) + 8;
    x += chip({x, head.y}, fmt::format("{} lines", found->second.lines), icon::kCommentTextOutline, Tone::agent) + 8;
    if (found->second.felt > 0) chip({x, head.y}, fmt::format("Heard {}", found->second.felt), icon::kHeartOutline, Tone::customer);
  }
  rule({rest.x, rest.y}, rest.w);
  whisper_bar(play, rest.cut_bottom(138), state.trainer);
  rest.cut_top(1);
  chat_panel(play, rest, state.play.talk, {.writes = false, .authors = true, .bare = true});
}

}  // namespace earshot::views
