#include "client/views/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/views/parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/logo.h"
#include "client/widgets/panel.h"
#include "client/widgets/role_card.h"
#include "client/widgets/stepper.h"
#include "client/widgets/timer.h"
#include "client/widgets/toast.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::tr_dynamic;
using words::tr_in;
using words::trf;

constexpr Milliseconds kNewsFor{12'000};

/// Drawn over the panels of the screen, under its dialogs; takes no clicks.
class Overlay {
 public:
  Overlay(const char* id, const Box& box) {
    ImGui::SetNextWindowPos(box.min());
    ImGui::BeginChild(id, {box.w, box.h}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoScrollbar);
  }
  ~Overlay() { ImGui::EndChild(); }
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
};

void bar_ground(const Box& bar, std::string_view where, bool folded) {
  fill(bar, palette().panel);
  const float middle = bar.centre().y;
  logo({bar.x + (folded ? 18.0F : 28.0F), middle}, 32);
  if (folded) return;
  text({bar.x + 66, middle - 13}, TypeStyle{18, 26, theme::Weight::bold}, palette().text1, "Earshot");
  text({bar.x + 152, middle - 10}, theme::kMeta, palette().text3, where);
}

Milliseconds whole_phase(const model::Session& session) { return session.clock.ends_at - session.clock.started_at; }

std::string round_word(const model::Session& session) {
  return session.round ? trf("Round {}", session.round.value) : std::string(tr("Practice"));
}

void phases(const PlayView& view, const Box& box) {
  const Tone tone = view.session.watching ? Tone::neutral : tone_of(view.session.role);
  const auto current = static_cast<std::size_t>(view.session.phase);
  StepperOptions options{.tone = tone, .folded = view.folded};
  std::array<std::string, protocol::kPhases> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = phase_word(static_cast<protocol::Phase>(i));
  const std::vector<std::string_view> steps(names.begin(), names.end());
  if (stepper_width(steps, current, options) > box.w) options.folded = true;
  stepper(box, steps, current, options);
}

std::optional<std::string> away_text(const PlayView& view, const model::Seat& seat) {
  if (seat.state == protocol::PresenceState::gone) return trf("{} has left.", first_name(seat.name));
  if (seat.state != protocol::PresenceState::away) return std::nullopt;
  const auto left = std::chrono::ceil<Seconds>(seat.held_until - view.session.clock.server(view.now)).count();
  kit().draw_again_in(Milliseconds{1000});
  return trf("{0} dropped out. The place is held for {1} s.", first_name(seat.name), std::max<std::int64_t>(0, left));
}

struct Item {
  Tone tone;
  std::string title, detail;
};

/// What lasts for a while: a partner who is away, a pause.
std::optional<Item> lasting(const PlayView& view) {
  for (const auto& seat : view.session.people) {
    if (seat.person == view.self()) continue;
    if (auto words = away_text(view, seat)) return Item{Tone::warning, *words, std::string(tr("Stay here, or step out if you like."))};
  }
  if (view.session.clock.paused) {
    return Item{Tone::warning, std::string(tr("The round is paused.")), std::string(tr("The clock stands still until your trainer goes on."))};
  }
  return std::nullopt;
}

/// What passes: a refusal that belongs to no field, the trainer's latest line.
std::optional<Item> passing(const View& view) {
  const auto& model = view.model;
  const auto fresh = [&](TimePoint at) {
    const Milliseconds left = kNewsFor - Milliseconds{view.now - at};
    if (left.count() > 0) kit().draw_again_in(left);
    return left.count() > 0;
  };
  if (model.last_refusal && model.last_refusal->field.empty() && fresh(model.last_refusal->at)) {
    return Item{Tone::danger, sentence(tr_dynamic(model.last_refusal->text)), ""};
  }
  if (!model.posts.empty() && model.posts.back().from != view.self() && fresh(model.posts.back().at)) {
    return Item{Tone::observer, trf("{}, your trainer", model::name_of(model, model.posts.back().from)), model.posts.back().text};
  }
  return std::nullopt;
}

std::string partner_title(const model::Seat& seat) {
  const std::string name = first_name(seat.name);
  switch (seat.role) {
    case protocol::Role::customer: return trf("{}, your customer", name);
    case protocol::Role::agent: return trf("{}, your agent", name);
    case protocol::Role::observer: return trf("{}, your observer", name);
  }
  return name;
}

void partner_line(Box& row, const model::Seat& seat) {
  const auto tone = tone_of(seat.role);
  avatar({row.x + 22, row.centre().y}, 44, seat.name, tone, Presence::here, palette().panel);
  const std::string title = partner_title(seat);
  const bool away = seat.state != protocol::PresenceState::here;
  const auto state = away ? tr("Away") : seat.ready ? tr("Ready and waiting") : tr("Not ready yet");
  const float width = std::max({text_width(theme::kBodyStrong, title), text_width(theme::kMeta, state) + 22, 150.0F}) + 60;
  const Box words{row.x + 60, row.y, width - 60, row.h};
  text_in({words.x, row.centre().y - 22, words.w, 24}, theme::kBodyStrong, palette().text1, title);
  const Colour colour = seat.ready ? palette()[Tone::success].text : palette().text2;
  draw_icon({words.x + 8, row.centre().y + 12}, 16, colour, seat.ready ? icon::kCheckCircle : icon::kTimerSand);
  text_in({words.x + 22, row.centre().y + 2, words.w - 22, 20}, theme::kMeta, colour, state);
  row.cut_left(width, 24);
}

}  // namespace

Frame frame_for(const Box& window) {
  const bool folded = window.w < theme::kFoldWidth || window.h < 760;
  Box rest = window;
  const Box bar = rest.cut_top(folded ? theme::kTopBarSmall : theme::kTopBar);
  const float margin = folded ? theme::kSmallGap : theme::kMargin;
  Box content = rest.inset(margin, 0);
  content.cut_top(folded ? theme::kSmallGap : 20);
  content.cut_bottom(margin);
  return {bar, content, folded, folded ? theme::kSmallGap : theme::kGap};
}

void plain_bar(const View& view, const Box& bar, std::string_view where) {
  bar_ground(bar, where, view.folded);
  Box right = bar.inset(theme::kMargin, 0);
  const Box person = right.cut_right(36, 12);
  if (!view.model.self.name.empty()) avatar(person.centre(), 36, view.model.self.name, Tone::neutral);
  const auto& green = palette()[Tone::success];
  const bool trainer = view.model.in_class && view.model.in_class->standing == protocol::Standing::trainer;
  const std::string words = trainer ? trf("Trainer, {}", view.model.in_class->code) : std::string(tr("Secure"));
  const float width = text_width(theme::kMeta, words);
  text_in(right.cut_right(width, 8), theme::kMeta, palette().text2, words);
  draw_icon({right.right() - 10, bar.centre().y}, 20, green.text, icon::kLock);
}

void place_links(const View& view, const Box& bar, State& state) {
  struct Link {
    std::string_view label;
    const char* glyph;
    Place to;
  };
  const Link all[] = {{tr("Your progress"), icon::kTrophy, Place::progress}, {tr("Leaderboard"), icon::kChartLine, Place::board}};
  Box row = bar.inset(theme::kMargin, 0);
  row.cut_right(48 + text_width(theme::kMeta, tr("Secure")) + 36, 16);
  for (const auto& link : all) {
    const float width = view.folded ? 44 : button_width(link.label, theme::kButtonSmall, true);
    const Box cell = row.cut_right(width, 8);
    const Box place{cell.x, bar.centre().y - 18, width, theme::kButtonSmall};
    const bool here = state.place == link.to;
    // The record tells it from a button of the same name on the page.
    const std::string label = fmt::format("{}##bar", link.label);
    const ButtonOptions options{.icon = link.glyph, .look = here ? ButtonLook::outline : ButtonLook::ghost};
    if (!(view.folded ? icon_button(label, place, link.glyph, options) : button(label, place, options))) continue;
    go_to(state, link.to);
  }
}

void play_bar(const PlayView& view, const Box& bar, State& state) {
  const auto& session = view.session;
  bar_ground(bar, round_word(session), view.folded);
  Box right = bar.inset(view.folded ? 16 : theme::kMargin, 0);
  const float middle = bar.centre().y;
  const Tone tone = session.watching ? Tone::neutral : tone_of(session.role);
  avatar(right.cut_right(36, 12).centre(), 36, view.model.self.name, tone);
  if (!session.watching) {
    const float out = button_width(tr("Step out"), theme::kButtonSmall);
    const Box place = right.cut_right(out, 12);
    if (button(tr("Step out"), {place.x, middle - 18, place.w, 36}, {.look = ButtonLook::outline})) state.stepping_out = true;
    if (!view.folded) {
      const std::string role = role_word(session.role);
      const float width = chip_width(role, true);
      const Box chip_box = right.cut_right(width, 20);
      chip({chip_box.x, middle - theme::kChip / 2}, role, role_icon(tone), tone);
    }
  }
  const auto left = session.left(view.now);
  const bool held = session.clock.paused || session.breath_left(view.now).count() > 0;
  const Box clock = right.cut_right(timer_width(left), 16);
  timer(clock, left, whole_phase(session), tone, held);
  right.cut_left(view.folded ? 44 : 216, 0);
  phases(view, right);
}

void connection_banner(const View& view, Box& content) {
  const auto& connection = view.model.connection;
  if (connection.state == model::ConnectionState::ready) {
    if (connection.warning.empty()) return;
    banner(content.cut_top(52, view.gap), Tone::warning, icon::kAlert, tr("This device cannot keep your drafts."), tr_dynamic(connection.warning));
    return;
  }
  const Box box = content.cut_top(60, view.gap);
  if (connection.state == model::ConnectionState::stopped) {
    banner(box, Tone::danger, icon::kCloseOctagon, tr("The connection has ended."), tr_dynamic(connection.reason));
    return;
  }
  const auto left = std::chrono::ceil<Seconds>(connection.retry_at - view.now).count();
  const bool waits = connection.state == model::ConnectionState::reconnecting && left > 0;
  if (waits) kit().draw_again_in(Milliseconds{500});
  const std::string words = waits ? trf("Your place is held. Trying again in {} s.", left) : std::string(tr("Your place is held. Trying again now."));
  if (banner(box, Tone::warning, icon::kLanDisconnect, tr("Connection lost."), words, waits ? tr("Try now") : std::string_view{})) view.out.add(TryNow{});
}

void standing_banner(const PlayView& view, Box& content) {
  const auto item = lasting(view);
  if (item) banner(content.cut_top(48, view.gap), item->tone, icon::kInformationOutline, item->title, item->detail);
}

void news(const View& view, const Box& content) {
  const auto item = passing(view);
  if (!item) return;
  const float width = std::min(560.0F, content.w - 32);
  const float height = item->detail.empty() ? 52.0F : 62.0F;
  const Box box{content.centre().x - width / 2, content.y + 6, width, height};
  const Overlay overlay("news", box.grow(4));
  toast(box, item->tone, item->title, item->detail);
}

void step_out_dialog(const PlayView& view, const Box& window, State& state) {
  constexpr const char* kName = "Step out of the scene";
  if (state.stepping_out && !ImGui::IsPopupOpen(kName)) {
    ImGui::OpenPopup(kName);
    kit().focus(std::string(tr("Step out now")));
  }
  const bool trainer_near = view.model.in_class && !view.model.in_class->practice;
  const Box box{window.centre().x - 260, window.centre().y - (trainer_near ? 170.0F : 110.0F), 520, trainer_near ? 340.0F : 220.0F};
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize({box.w, box.h});
  if (!ImGui::BeginPopupModal(kName, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground)) {
    return;
  }
  Box inner = panel(box, 24);
  text(inner.min(), theme::kTitle, palette().text1, tr("Step out of the scene?"));
  inner.cut_top(38);
  const bool debrief = view.session.phase == protocol::Phase::debrief;
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2,
                          debrief ? tr("The scene is over. You leave, the others may stay and read.")
                                  : tr("The scene stops for everybody, kindly and without a reason. Nothing is scored.")),
                20);
  Box row = inner.cut_top(theme::kButton, 24);
  bool close = ImGui::IsKeyPressed(ImGuiKey_Escape);
  if (button(tr("Step out now"), row.cut_left(room_for(tr("Step out now"), 200, theme::kButton, true), 12), {.icon = icon::kStop, .tone = Tone::danger})) {
    view.out.send(protocol::StepOut{});
    close = true;
  }
  if (button(tr("Stay here"), row.cut_left(room_for(tr("Stay here"), 160, theme::kButton)), {.look = ButtonLook::outline})) close = true;
  if (trainer_near) {
    rule(inner.min(), inner.w);
    inner.cut_top(16);
    inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, tr("Or ask your trainer, the scene goes on.")), 8);
    Box help = inner.cut_top(theme::kField);
    const Box ask = help.cut_right(room_for(tr_in("verb", "Ask"), 140, 44), 12);
    const auto typed = field(tr("What would help"), state.help, help, {.hint = tr("What would help?"), .most_characters = protocol::limits::kHelpCharacters});
    if (button(tr_in("verb", "Ask"), {ask.x, ask.y + 2, ask.w, 44}, {.look = ButtonLook::outline}) || typed.submitted) {
      view.out.send(protocol::Help{state.help});
      state.help.clear();
      close = true;
    }
  }
  if (close) {
    state.stepping_out = false;
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void breath_pause(const PlayView& view, const Box& window) {
  const auto left = view.session.breath_left(view.now);
  if (left.count() <= 0) return;
  kit().draw_again_in(Milliseconds{left.count() % 1000 + 1});
  const Box box{window.centre().x - 220, window.centre().y - 160, 440, 320};
  const Overlay overlay("breath", box);
  fill(box, palette().panel, theme::kRadiusRoleCard);
  border(box, palette()[Tone::agent].text, 2, theme::kRadiusRoleCard);
  const float swell = 0.5F - 0.5F * std::cos(kit().loop(Milliseconds{5000}) * 6.2831853F);
  const ImVec2 centre(box.centre().x, box.y + 120);
  const Colour calm = palette()[Tone::agent].text;
  circle(centre, 46 + 14 * swell, theme::fade(calm, 0.35F), 3);
  circle(centre, 34 + 10 * swell, theme::fade(calm, 0.7F), 3);
  disc(centre, 20 + 6 * swell, calm);
  label_in({box.x, box.y + 204, box.w, 28}, theme::kTitle, palette().text1, tr("A breath for everybody"), Align::centre);
  const auto seconds = std::chrono::ceil<Seconds>(left).count();
  text_in({box.x, box.y + 240, box.w, 24}, theme::kBody, palette().text2,
          trf("The clock stands still for {} s. Nothing is lost.", seconds), Align::centre);
}

void ready_bar(const PlayView& view, const Box& box, std::string_view button_label, std::string_view aside) {
  Box row = panel(box, 0).inset(20, 0);
  const Tone tone = tone_of(view.session.role);
  const model::Seat* own = view.session.seat(view.self());
  const bool ready = own && own->ready;
  const auto label = ready ? tr("You are ready") : button_label;
  const float width = button_width(label, theme::kButtonBig, true);
  const Box place = row.cut_right(width, 16);
  if (button(label, {place.x, box.centre().y - 28, width, 56}, {.icon = icon::kCheck, .tone = tone, .enabled = !ready && view.live()})) {
    view.out.send(protocol::Ready{view.session.phase});
  }
  for (const auto* partner : view.session.partners(view.self())) partner_line(row, *partner);
  if (!view.folded) label_in(row, theme::kMeta, palette().text3, ready ? tr("Waiting for the others") : aside, Align::right);
}

void ready_small(const PlayView& view, const Box& box, std::string_view button_label) {
  Box inner = panel(box, 12);
  const model::Seat* own = view.session.seat(view.self());
  if (!own) return;
  std::size_t others = 0;
  std::size_t ready = 0;
  for (const auto* partner : view.session.partners(view.self())) {
    ++others;
    if (partner->ready) ++ready;
  }
  const Colour colour = ready > 0 ? palette()[Tone::success].text : palette().text3;
  const std::string words = own->ready ? std::string(tr("Waiting for the others"))
                            : ready == 0 ? std::string(tr("Goes on when all are ready"))
                                         : trf("{0} of {1} others ready", ready, others);
  text_in(inner.cut_bottom(20), theme::kMeta, colour, words, Align::centre);
  inner.h = std::min(inner.h - 4, 44.0F);
  const auto label = own->ready ? tr("You are ready") : button_label;
  if (button(label, inner, {.icon = icon::kCheck, .look = ButtonLook::outline, .enabled = !own->ready && view.live()})) {
    view.out.send(protocol::Ready{view.session.phase});
  }
}

}  // namespace earshot::views
