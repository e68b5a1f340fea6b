#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "client/views/chat.h"
#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
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
using words::tr;
using words::trf;
using words::trf_count;

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n") == std::string::npos; }

void help_row(const View& view, Box& area, const protocol::HelpRequest& call, TrainerState& state) {
  const std::string who = first_name(model::name_of(view.model, call.person));
  const std::string words = call.text.empty() ? trf("{} asks for you.", who) : fmt::format("{}: {}", who, call.text);
  const float height = paragraph_height(theme::kBody, words, area.w - 50);
  Box row = area.cut_top(height + 62, 8);
  fill(row, palette()[Tone::warning].soft, theme::kRadiusField);
  draw_icon({row.x + 18, row.y + 22}, 18, palette()[Tone::warning].text, icon::kBellRing);
  paragraph({row.x + 34, row.y + 10, row.w - 46, height}, theme::kBody, palette().text1, words);
  Box buttons{row.x + 34, row.bottom() - 44, row.w - 46, theme::kButtonSmall};
  ImGui::PushID(static_cast<int>(call.person.value));
  const bool there = view.model.sessions.contains(call.session);
  const auto answer = there ? tr("Go there") : tr("Write back");
  const float done = room_for(tr("Done"), 70, theme::kButtonSmall);
  const float room = std::max(60.0F, buttons.w - 8 - done);
  if (button(answer, buttons.cut_left(std::min(room, room_for(answer, 100, theme::kButtonSmall)), 8), {.look = ButtonLook::outline})) {
    if (there) {
      view.out.send(protocol::Watch{call.session});
    } else {
      state.target = {call.person, {}};
      kit().focus(std::string(tr("Announcement")));
    }
  }
  if (button(tr("Done"), buttons.cut_left(done, 8), {.look = ButtonLook::outline})) view.out.send(protocol::HelpDone{call.person});
  const std::string since = time_of_day(call.at.point() - view.model.grid_ahead);
  if (text_width(theme::kMeta, since) <= buttons.w) text_in(buttons, theme::kMeta, palette().text2, since, Align::right);
  ImGui::PopID();
}

struct Item {
  TimePoint at;
  const char* glyph;
  Tone tone;
  std::string words;
};

/// Who said it to whom, and what.
std::string line_of(const View& view, const model::Post& post) {
  const bool own = post.from == view.self();
  const std::string who = first_name(model::name_of(view.model, post.from));
  if (!post.to && !post.session) return own ? trf("You to everybody: {}", post.text) : trf("{0} to everybody: {1}", who, post.text);
  const auto session = view.model.sessions.find(post.session);
  if (!post.to && session == view.model.sessions.end()) {
    return own ? trf("You to one session: {}", post.text) : trf("{0} to one session: {1}", who, post.text);
  }
  const std::string whom = post.to ? first_name(model::name_of(view.model, post.to)) : people_of(view.model, session->second);
  return own ? trf("You to {0}: {1}", whom, post.text) : trf("{0} to {1}: {2}", who, whom, post.text);
}

/// What happened and what trainers said, the newest first.
std::vector<Item> log_of(const View& view) {
  std::vector<Item> out;
  for (const auto& notice : view.model.notices) {
    const std::string who = first_name(model::name_of(view.model, notice.person));
    const bool waits = std::ranges::find(view.model.help, notice.person, &protocol::HelpRequest::person) != view.model.help.end();
    if (notice.stepped_out) out.push_back({notice.at, icon::kStop, Tone::danger, trf("{} stepped out.", who)});
    if (!notice.stepped_out && !waits) {
      out.push_back({notice.at, icon::kBellRing, Tone::warning, notice.text.empty() ? trf("{} asked for you.", who) : fmt::format("{}: {}", who, notice.text)});
    }
  }
  for (const auto& post : view.model.posts) {
    out.push_back({post.at - view.model.grid_ahead, post.to ? icon::kAccount : icon::kBullhorn, Tone::observer, line_of(view, post)});
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

std::string composer_title(const View& view, const Target& target) {
  if (target.person) return trf("Whisper to {}", first_name(model::name_of(view.model, target.person)));
  const auto session = view.model.sessions.find(target.session);
  return session == view.model.sessions.end() ? std::string(tr("Say to everybody")) : trf("Say to {}", people_of(view.model, session->second));
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
    if (icon_button(tr("Write to everybody"), {away.x, away.y - 2, 32, 32}, icon::kClose, {.look = ButtonLook::ghost})) state.target = {};
  }
  heading(head, composer_title(view, state.target), icon::kBullhorn);
  Box row = inner.cut_top(theme::kField, 6);
  const Box send = row.cut_right(48, 8);
  const auto refusal = message_refusal(view, state.target);
  const auto typed = field(tr("Announcement"), state.message, row, {.hint = tr("Two minutes left"), .invalid = !refusal.empty(), .most_characters = protocol::limits::kWhisperCharacters});
  const bool pressed = icon_button(tr("Send to everybody"), send, icon::kSend, {.tone = Tone::neutral, .enabled = !is_blank(state.message)});
  field_error(inner, sentence(refusal));
  if ((pressed || typed.submitted) && !is_blank(state.message)) say(view, state);
}

void whisper_bar(const PlayView& view, const Box& box, TrainerState& state) {
  if (state.whisper_to && !view.seat(*state.whisper_to)) state.whisper_to.reset();
  fill(box, palette()[Tone::observer].soft, theme::kRadiusPanel, kBottom);
  Box inner = box.inset(16, 12);
  Box head = inner.cut_top(theme::kChoice, 8);
  draw_icon({head.x + 10, head.centre().y}, 20, palette()[Tone::observer].text, icon::kVoice);
  float choices = choice_width(tr("All"), false);
  for (const Role role : {Role::agent, Role::customer}) {
    if (const auto* seat = view.seat(role)) choices += choice_width(first_name(seat->name), true) + 6;
  }
  // Long names take the room of the word, which stands in the field as well.
  const float word = std::max(98.0F, 28 + text_width(theme::kBodyStrong, tr("Whisper")) + 4);
  const bool worded = choices + word <= head.w;
  if (worded) label_in({head.x + 28, head.y, word - 28, head.h}, theme::kBodyStrong, palette().text1, tr("Whisper"));
  head.cut_left(worded ? word : 28);
  ImGui::PushID("whisper");
  for (const Role role : {Role::agent, Role::customer}) {
    const auto* seat = view.seat(role);
    if (!seat) continue;
    const std::string name = first_name(seat->name);
    const float width = choice_width(name, true);
    if (choice(name, head.cut_left(width, 6), state.whisper_to == role, role == Role::agent ? icon::kHeadset : icon::kCommentAccount)) state.whisper_to = role;
  }
  if (choice(tr("All"), head.cut_left(choice_width(tr("All"), false)), !state.whisper_to)) state.whisper_to.reset();
  ImGui::PopID();
  Box row = inner.cut_top(theme::kField, 6);
  const Box send = row.cut_right(48, 8);
  const auto typed = field(tr("Whisper"), state.whisper, row, {.hint = tr("What was not said yet?"), .most_characters = protocol::limits::kWhisperCharacters});
  const bool pressed = icon_button(tr("Whisper it"), send, icon::kSend, {.tone = Tone::observer, .enabled = !is_blank(state.whisper)});
  const auto* to = state.whisper_to ? view.seat(*state.whisper_to) : nullptr;
  label_in(inner, theme::kMeta, palette().text2, to ? trf("Only {} sees it.", first_name(to->name)) : std::string(tr("Everybody in this session sees it.")));
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
  heading(inner.cut_top(28, 8), tr("Who needs you"), icon::kBellRing, help.empty() || view.folded ? std::string_view{} : tr("the first first"));
  Scroll scroll("inbox", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (const auto& call : help) help_row(view, area, call, state);
  if (help.empty()) label_in(area.cut_top(28, 8), theme::kBody, palette().text3, tr("Nobody asks for you."));
  area.cut_top(6);
  happened(view, area);
  scroll.set_height(area.y - top);
}

void live_panel(const View& view, const Box& box, State& state) {
  const PlayView play{view, *view.model.session};
  fill(box, palette().panel, theme::kRadiusPanel);
  Box rest = box;
  const bool rates = can_rate_watched(play);
  Box head = rest.cut_top(rates ? 166.0F : 116.0F).inset(20, 14);
  if (rates) {
    const Box place = head.cut_bottom(theme::kButton, 6);
    if (button(tr("Rate this one"), place, {.icon = icon::kStarOutline, .tone = Tone::observer})) state.watched.session = play.session.id;
  }
  Box line = head.cut_top(30);
  const Box away = line.cut_right(36, 8);
  chip({line.cut_right(chip_width(tr("Live"), true), 8).x, line.y + 1}, tr("Live"), icon::kAccessPoint, Tone::success);
  const auto found = view.model.sessions.find(play.session.id);
  const bool known = found != view.model.sessions.end();
  label_in(line, theme::kChatStrong, palette().text1, known ? people_of(view.model, found->second) : trf("{0} and {1}", first_name(play.person_name(Role::customer)), first_name(play.person_name(Role::agent))));
  if (icon_button(tr("Stop watching"), {away.x, away.y - 3, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(protocol::Unwatch{});
  text_in(head.cut_top(24, 4), theme::kMeta, palette().text3, fmt::format("{}, {}", play.session.title, in_words(play.session.phase)));
  if (known) {
    const auto& shown = found->second;
    float x = head.x;
    x += chip({x, head.y}, trf_count("{} told", "{} told", shown.told, shown.told), icon::kCardsOutline, Tone::customer) + 8;
    x += chip({x, head.y}, trf_count("{} lines", "{} lines", shown.lines, shown.lines), icon::kCommentTextOutline, Tone::agent) + 8;
    const std::string heard = trf("Heard {}", shown.felt);
    if (shown.felt > 0 && x + chip_width(heard, true) <= head.right() + 12) chip({x, head.y}, heard, icon::kHeartOutline, Tone::customer);
  }
  rule({rest.x, rest.y}, rest.w);
  whisper_bar(play, rest.cut_bottom(138), state.trainer);
  rest.cut_top(1);
  chat_panel(play, rest, state.play.talk, {.writes = false, .authors = true, .bare = true});
}

}  // namespace earshot::views
