#include "client/views/trainer_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "client/views/chat.h"
#include "client/views/parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Member;
using protocol::Standing;

std::string spaced(const std::string& code) { return code.size() == 6 ? code.substr(0, 3) + " " + code.substr(3) : code; }

void member_line(const View& view, Box row, const Member& member, TrainerState& state) {
  ImGui::PushID(static_cast<int>(member.person.value));
  avatar({row.x + 18, row.centre().y}, 36, member.name, Tone::neutral, member.present ? Presence::here : Presence::away, palette().panel);
  const bool asks = state.removing == member.person;
  const Box end = row.cut_right(asks ? 92 : 36, 4);
  if (asks) {
    if (button("Remove", {end.x, end.centre().y - 18, 92, 36}, {.look = ButtonLook::outline, .tone = Tone::danger})) {
      view.out.send(protocol::Remove{member.person});
      state.removing = {};
    }
  } else if (icon_button(fmt::format("Remove {}", member.name), {end.x, end.centre().y - 18, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) {
    state.removing = member.person;
  }
  row.cut_left(48);
  text_in({row.x, row.y, row.w, row.h / 2 + 4}, theme::kBody, member.present ? palette().text1 : palette().text3, member.name);
  text_in({row.x, row.centre().y, row.w, row.h / 2}, theme::kMeta, palette().text3, member.team);
  ImGui::PopID();
}

/// Choices in a line, wrapped; takes their room off `area`.
template <class Visit>
void choices(Box& area, std::size_t count, const Visit& visit) {
  float x = area.x;
  float y = area.y;
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = [&](float width) {
      if (x + width > area.right() && x > area.x) {
        x = area.x;
        y += theme::kChoice + 8;
      }
      const Box box{x, y, width, theme::kChoice};
      x += width + 8;
      return box;
    };
    visit(i, place);
  }
  area.cut_top(y - area.y + theme::kChoice, 16);
}

void label(Box& area, std::string_view words) { text_in(area.cut_top(24, 4), theme::kMetaStrong, palette().text2, words); }

void card_choice(const View& view, Box& area, TrainerState& state) {
  label(area, "Card");
  for (const auto& card : view.model.cards) {
    const Box row = area.cut_top(66, 8);
    const bool chosen = state.card == card.id;
    const auto at = control(card.title, row, {.value = chosen ? "chosen" : ""});
    fill(row, chosen || at.hovered ? palette().raised : palette().well, theme::kRadiusButton);
    if (chosen) border(row, palette().text1, 2, theme::kRadiusButton);
    draw_icon({row.x + 30, row.centre().y}, 24, chosen ? palette().text1 : palette().text3, chosen ? icon::kRadioboxMarked : icon::kRadioboxBlank);
    text_in({row.x + 56, row.y + 9, row.w - 220, 26}, theme::kChatStrong, palette().text1, card.title);
    text_in({row.x + 56, row.y + 36, row.w - 220, 20}, theme::kMeta, palette().text3, fmt::format("{}, {} minutes of talk, {}", card.sector, card.talk_minutes, plural(card.variants, "variant", "variants")));
    const auto word = difficulty_word(card.difficulty);
    chip({row.right() - chip_width(word, true) - 16, row.centre().y - 14}, word, icon::kSignal, Tone::neutral);
    if (at.clicked) state.card = card.id;
  }
  area.cut_top(8);
}

/// How a pair of the round stands, in words and a tone.
std::pair<std::string, Tone> flag(const View& view, const protocol::SessionShown& pair) {
  if (!pair.open) return {"Over", Tone::neutral};
  const auto* klass = &*view.model.in_class;
  for (const PersonId person : {pair.customer, pair.agent}) {
    const auto* member = klass->member(person);
    if (member && !member->present) return {fmt::format("{} dropped out", first_name(member->name)), Tone::danger};
  }
  for (const auto& notice : std::views::reverse(view.model.notices)) {
    if (notice.session == pair.session) return {notice.stepped_out ? "Stepped out" : "Asks for help", Tone::warning};
  }
  if (pair.felt >= 4) return {"Going well", Tone::success};
  return {"Nothing to flag", Tone::neutral};
}

void pair_cell(const View& view, const Box& box, const protocol::SessionShown& pair) {
  const auto& colours = palette();
  const bool watched = view.model.session && view.model.session->watching && view.model.session->id == pair.session;
  const std::string customer = first_name(model::name_of(view.model, pair.customer));
  const std::string agent = first_name(model::name_of(view.model, pair.agent));
  const auto at = control(fmt::format("Watch {} and {}", customer, agent), box, {.radius = theme::kRadiusPanel, .value = watched ? "chosen" : ""});
  fill(box, watched || at.hovered ? colours.raised : colours.panel, theme::kRadiusPanel);
  if (watched) border(box, colours.text1, 2, theme::kRadiusPanel);
  Box inner = box.inset(16, 14);
  const Box head = inner.cut_top(26, 10);
  draw_icon({head.x + 10, head.centre().y}, 20, colours[Tone::customer].text, icon::kCommentAccount);
  const float name = text({head.x + 28, head.y}, theme::kChatStrong, colours.text1, customer);
  draw_icon({head.x + 48 + name, head.centre().y}, 16, colours.text3, icon::kSwapHorizontal);
  draw_icon({head.x + 76 + name, head.centre().y}, 20, colours[Tone::agent].text, icon::kHeadset);
  text({head.x + 94 + name, head.y}, theme::kChatStrong, colours.text1, agent);
  if (pair.observer) draw_icon({head.right() - 10, head.centre().y}, 20, colours[Tone::observer].text, icon::kEye);
  const auto left = std::max(Milliseconds{0}, Milliseconds{pair.ends_at.point() - view.now});
  const bool stands = view.model.round && view.model.round->paused && view.model.round->round == pair.round;
  if (pair.open && !stands && left.count() > 0) kit().draw_again_in(Milliseconds{1000});
  const std::pair<std::string_view, std::string> facts[] = {
      {"Phase", sentence(protocol::word(pair.phase))}, {"Left", stands ? std::string("paused") : clock_text(left)}, {"Lines", std::to_string(pair.lines)}, {"Told", std::to_string(pair.told)}, {"Heard", pair.felt > 0 ? std::to_string(pair.felt) : std::string("-")}};
  Box numbers = inner.cut_top(44, 10);
  for (int i = 0; i < 5; ++i) {
    const Box cell = numbers.column(i, 5, 4);
    text_in({cell.x, cell.y, cell.w, 20}, theme::kMeta, colours.text3, facts[i].first);
    text_in({cell.x, cell.y + 20, cell.w, 24}, theme::kBodyStrong, colours.text1, facts[i].second);
  }
  const auto [words, tone] = flag(view, pair);
  if (tone == Tone::neutral) {
    text_in(inner.cut_top(28), theme::kMeta, colours.text3, words);
  } else {
    chip(inner.min(), words, tone == Tone::success ? icon::kCheckCircle : icon::kAlert, tone);
  }
  if (!at.clicked) return;
  if (watched) {
    view.out.send(protocol::Unwatch{});
  } else {
    view.out.send(protocol::Watch{pair.session});
  }
}

void notices(const View& view, Box inner) {
  Scroll scroll("notices", inner, true);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (const auto& notice : view.model.notices) {
    const std::string who = first_name(model::name_of(view.model, notice.person));
    const std::string words = notice.stepped_out ? fmt::format("{} stepped out.", who)
                              : notice.text.empty() ? fmt::format("{} asks for you.", who)
                                                    : fmt::format("{}: {}", who, notice.text);
    const float height = paragraph_height(theme::kBody, words, area.w - 34);
    const Box row = area.cut_top(height + 20, 6);
    fill(row, palette()[Tone::warning].soft, theme::kRadiusField);
    draw_icon({row.x + 18, row.y + 22}, 18, palette()[Tone::warning].text, notice.stepped_out ? icon::kStop : icon::kBellRing);
    paragraph({row.x + 34, row.y + 10, area.w - 46, height}, theme::kBody, palette().text1, words);
  }
  if (view.model.notices.empty()) text_in(area.cut_top(30), theme::kBody, palette().text3, "Nobody asks for you.");
  scroll.set_height(area.y - top);
}

void announcement(const View& view, const Box& box, TrainerState& state) {
  Box inner = panel(box);
  heading(inner.cut_top(26, 8), "Say to everybody", icon::kBullhorn);
  const auto refusal = refused<protocol::Broadcast>(view.model, "text");
  Box row = inner.cut_top(theme::kField, 6);
  const Box send = row.cut_right(48, 8);
  const auto typed = field("Announcement", state.announcement, row, {.hint = "Two minutes left", .invalid = !refusal.empty(), .most_characters = protocol::limits::kWhisperCharacters});
  const bool written = state.announcement.find_first_not_of(' ') != std::string::npos;
  const bool pressed = icon_button("Send to everybody", send, icon::kSend, {.tone = Tone::neutral, .enabled = written});
  field_error(inner, refusal);
  if (!written || !(pressed || typed.submitted)) return;
  view.out.send(protocol::Broadcast{state.announcement});
  state.announcement.clear();
}

}  // namespace

void class_panel(const View& view, const Box& box, State& state) {
  const auto& klass = *view.model.in_class;
  Box inner = panel(box);
  text_in(inner.cut_top(20), theme::kMeta, palette().text3, "The code for your trainees");
  text_in(inner.cut_top(54, 10), theme::kHero, palette().text1, spaced(klass.code));
  const auto& connection = view.model.connection;
  std::string words = connection.words;
  std::ranges::replace(words, '-', ' ');  // so that they wrap
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, "Security words: " + words), 10);
  const bool copied = state.trainer.invite_copied == klass.code;
  if (button(copied ? "Invite copied" : "Copy the invite", inner.cut_top(theme::kButtonSmall, 14), {.icon = copied ? icon::kCheck : icon::kKeyVariant, .look = ButtonLook::outline})) {
    copy_to_clipboard(fmt::format("earshot://{}/{}#{}", connection.address, klass.code, connection.fingerprint));
    state.trainer.invite_copied = klass.code;
  }
  if (button("Leaderboard", inner.cut_bottom(theme::kButton), {.icon = icon::kChartLine, .look = ButtonLook::outline})) {
    state.place = Place::board;
    state.board.asked = false;
  }
  inner.cut_bottom(4);
  if (button("Leave class", inner.cut_bottom(theme::kButtonSmall), {.look = ButtonLook::ghost})) {
    state.trainer.code = klass.code;  // the way back
    view.out.send(protocol::Leave{});
  }
  inner.cut_bottom(8);
  const auto trainees = std::ranges::count(klass.members, Standing::trainee, &Member::standing);
  const auto here = std::ranges::count_if(klass.members, [](const Member& m) { return m.present && m.standing == Standing::trainee; });
  heading(inner.cut_top(28, 8), fmt::format("{} of {} here", here, trainees), icon::kAccountMultiple);
  if (trainees == 0) return empty_state(inner, "Nobody yet", "Read the code aloud, or show this screen.");
  Scroll scroll("members", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  for (const auto& member : klass.members) {
    if (member.standing == Standing::trainee) member_line(view, area.cut_top(44, 8), member, state.trainer);
  }
  scroll.set_height(area.y - top);
}

void round_form(const View& view, const Box& box, TrainerState& state) {
  using Sent = protocol::StartRound;
  const auto& model = view.model;
  if (state.card.empty() && !model.cards.empty()) state.card = model.cards.front().id;
  Box inner = panel(box, 24);
  Box foot = inner.cut_bottom(theme::kButtonBig, 12);
  const bool waits = model::is_pending<Sent>(model);
  if (button("Start the round", foot.cut_right(240, 16), {.icon = icon::kPlay, .enabled = !waits && !state.card.empty()})) {
    std::vector<std::string> focus;
    if (model.rubric && state.focus < model.rubric->focus_sets.size()) focus = model.rubric->focus_sets[state.focus].criteria;
    view.out.send(Sent{state.card, 0, state.minutes, std::move(focus), state.mode});
  }
  const auto* refusal = model::refusal_of<Sent>(model);
  if (refusal) {
    paragraph({foot.x, foot.centre().y - 12, foot.w, 24}, theme::kBody, palette()[Tone::danger].text, sentence(refusal->text));
  } else {
    text_in(foot, theme::kBody, palette().text3, "Everybody who is here and free gets a partner.");
  }
  text_in(inner.cut_top(38, 8), theme::kHeading, palette().text1, "Next round");
  Scroll scroll("round", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  card_choice(view, area, state);
  label(area, "How they talk");
  choices(area, 2, [&](std::size_t i, const auto& place) {
    const auto mode = i == 0 ? protocol::Mode::chat : protocol::Mode::spoken;
    const std::string_view name = i == 0 ? "In writing" : "Face to face";
    if (choice(name, place(choice_width(name, true)), state.mode == mode, i == 0 ? icon::kCommentTextOutline : icon::kVoice)) state.mode = mode;
  });
  label(area, "Minutes of talk");
  constexpr std::uint32_t kMinutes[] = {0, 3, 5, 8, 12};
  choices(area, std::size(kMinutes), [&](std::size_t i, const auto& place) {
    const std::string name = kMinutes[i] == 0 ? std::string("As the card says") : fmt::format("{} min", kMinutes[i]);
    if (choice(name, place(choice_width(name, false)), state.minutes == kMinutes[i])) state.minutes = kMinutes[i];
  });
  if (model.rubric && !model.rubric->focus_sets.empty()) {
    label(area, "What it looks at");
    const auto& sets = model.rubric->focus_sets;
    choices(area, sets.size(), [&](std::size_t i, const auto& place) {
      const std::string name = sentence(sets[i].name);
      if (choice(name, place(choice_width(name, false)), state.focus == i)) state.focus = i;
    });
  }
  scroll.set_height(area.y - top);
}

void round_controls(const View& view, const Box& box) {
  const auto& round = *view.model.round;
  Box row = panel(box, 0).inset(20, 0);
  const float top = box.centre().y - 22;
  struct Control {
    std::string_view name;
    const char* icon;
    Tone tone;
    bool filled;
  };
  const Control all[] = {{"Next phase", icon::kSkipNext, Tone::neutral, false},
                         {"End", icon::kStop, Tone::danger, false},
                         {"2 min", icon::kPlus, Tone::neutral, false},
                         {round.paused ? "Continue" : "Pause", round.paused ? icon::kPlay : icon::kPause, Tone::neutral, true}};
  for (const auto& entry : all) {
    const float width = button_width(entry.name, theme::kButton, true);
    const Box place = row.cut_right(width, 10);
    const bool pressed = button(entry.name, {place.x, top, width, 44}, {.icon = entry.icon, .look = entry.filled ? ButtonLook::filled : ButtonLook::outline, .tone = entry.tone});
    if (!pressed) continue;
    if (entry.name == "Next phase") view.out.send(protocol::NextPhase{});
    if (entry.name == "End") view.out.send(protocol::EndRound{});
    if (entry.name == "2 min") view.out.send(protocol::Extend{120});
    if (entry.filled) round.paused ? view.out.send(protocol::Continue{}) : view.out.send(protocol::Pause{});
  }
  const protocol::SessionShown* behind = nullptr;
  for (const auto& [id, pair] : view.model.sessions) {
    if (pair.open && (behind == nullptr || pair.phase < behind->phase)) behind = &pair;
  }
  const std::string phase = behind ? fmt::format(", {}", sentence(protocol::word(behind->phase))) : std::string();
  text_in({row.x, box.centre().y - 26, row.w, 20}, theme::kMeta, palette().text3, fmt::format("Round {}{}{}", round.round.value, phase, round.paused ? ", paused" : ""));
  // What is left while the clock stands is not among what the grid knows.
  if (behind == nullptr || round.paused) return;
  const auto left = std::max(Milliseconds{0}, Milliseconds{behind->ends_at.point() - view.now});
  digits({row.x, box.centre().y - 6}, theme::kHeading, palette().text1, clock_text(left));
}

void pairs_grid(const View& view, const Box& box) {
  Box rest = box;
  Box head = rest.cut_top(38, 6);
  const auto open = std::ranges::count_if(view.model.sessions, [](const auto& entry) { return entry.second.open; });
  const float title = text({head.x, head.y + 5}, theme::kTitle, palette().text1, "Pairs");
  const float live = chip({head.x + title + 14, head.y + 5}, fmt::format("{} live", open), icon::kCheckCircle, Tone::success);
  if (view.model.round) text_in({head.x + title + live + 30, head.y, head.w - title - live - 30, head.h}, theme::kMeta, palette().text3, view.model.round->title, Align::right);
  const auto& sessions = view.model.sessions;
  if (sessions.empty()) return empty_state(panel(rest, 0), "No pair plays", "The pairs of the round stand here.");
  Scroll scroll("pairs", rest);
  Box area = scroll.content();
  const int columns = area.w > 640 ? 2 : 1;
  constexpr float kCell = 150;
  int index = 0;
  for (const auto& entry : sessions) {
    const Box line{area.x, area.y + static_cast<float>(index / columns) * (kCell + 12), area.w, kCell};
    pair_cell(view, line.column(index % columns, columns, 12), entry.second);
    ++index;
  }
  scroll.set_height(static_cast<float>((index + columns - 1) / columns) * (kCell + 12));
}

void watch_panel(const View& view, const Box& box, State& state) {
  Box rest = box;
  if (view.model.session && view.model.session->watching) {
    const PlayView play{view, *view.model.session};
    Box head = panel(rest.cut_top(92, view.gap));
    const Box away = head.cut_right(36, 8);
    text_in(head.cut_top(26), theme::kChatStrong, palette().text1, fmt::format("{} and {}", first_name(play.person_name(protocol::Role::customer)), first_name(play.person_name(protocol::Role::agent))));
    text_in(head.cut_top(22), theme::kMeta, palette().text3, play.session.title);
    if (icon_button("Stop watching", {away.x, away.y, 36, 36}, icon::kClose, {.look = ButtonLook::ghost})) view.out.send(protocol::Unwatch{});
    chat_panel(play, rest, state.play.talk, {.writes = false, .authors = true});
    return;
  }
  announcement(view, rest.cut_bottom(140, view.gap), state.trainer);
  Box inner = panel(rest);
  heading(inner.cut_top(28, 10), "Who needs you", icon::kBellRing);
  notices(view, inner);
}

}  // namespace earshot::views
