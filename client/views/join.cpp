#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "client/views/join_found.h"
#include "client/views/language.h"
#include "client/views/screens.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/code_field.h"
#include "client/widgets/field.h"
#include "client/widgets/keycap.h"
#include "client/widgets/logo.h"
#include "client/widgets/security_words.h"
#include "client/widgets/toast.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using model::ConnectionState;
using words::mark;
using words::tr;
using words::tr_dynamic;
using words::trf;

constexpr float kArt = 600;
constexpr float kArtFolded = 320;
constexpr std::size_t kCodeCells = 6;
constexpr float kCodeWidth = 500;  // of six cells
constexpr const char* kPractise = mark("Practise without a class");
constexpr const char* kPracticeCode = "PRACTICE";  // the class that every server keeps open

void speaker(ImVec2 centre, Tone tone, const char* glyph, float reach) {
  const auto& colours = palette()[tone];
  rings(centre, 36, 36, static_cast<int>(reach / 36), colours.text, 0.75F);
  disc(centre, 28, colours.fill);
  draw_icon(centre, 26, colours.ink, glyph);
}

/// The way of a round; without the arrows where the words are long.
void phases_in_a_row(const Box& row) {
  std::array<std::string, protocol::kPhases> names;
  float words = 0;
  for (std::size_t i = 0; i < names.size(); ++i) words += chip_width(names[i] = phase_word(static_cast<protocol::Phase>(i)), false);
  constexpr float kArrow = 28;
  const float room = (row.w - words) / static_cast<float>(names.size() - 1);
  float x = row.x;
  for (std::size_t i = 0; i < names.size(); ++i) {
    x += chip({x, row.y}, names[i], nullptr, Tone::neutral);
    if (i + 1 < names.size() && room >= kArrow) draw_icon({x + 14, row.y + 14}, 18, palette().text3, icon::kChevronRight);
    x += room >= kArrow ? kArrow : std::max(4.0F, room);
  }
}

void art(const Box& box, bool folded) {
  gradient(box, palette().glow, palette().page, 0, true);
  const Clip clip(box);
  const float left = box.x + (folded ? 24.0F : 48.0F);
  const float middle = box.y + (folded ? box.h * 0.62F : 510.0F);
  if (folded) {
    speaker({left + 40, middle}, Tone::customer, icon::kCommentAccount, 160);
    speaker({left + 224, middle}, Tone::agent, icon::kHeadset, 160);
  } else {
    speaker({box.x + 150, middle}, Tone::customer, icon::kCommentAccount, 260);
    speaker({box.x + 452, middle}, Tone::agent, icon::kHeadset, 260);
  }
  logo({left + 6, box.y + 60}, 38);
  text({left + 52, box.y + 41}, theme::kHeading, palette().text1, "Earshot");
  Box words{left, box.y + (folded ? 96.0F : 118.0F), folded ? 270.0F : 500.0F, 200};
  words.cut_top(paragraph(words, folded ? theme::kHeading : theme::kHero, palette().text1, tr("Hear the whole story.")), 10);
  words.w = folded ? 260.0F : 420.0F;
  paragraph(words, theme::kChat, palette().text2, tr("Practise active listening in pairs. One tells, one listens and gives it back. Then you swap."));
  if (folded) return;
  phases_in_a_row({left, box.bottom() - 72, box.right() - left - 24, theme::kChip});
}

void report(Box& form, Tone tone, std::string_view title, std::string_view detail) {
  if (title.empty()) return;
  toast(form.cut_top(62, 20), tone, title, detail);
}

void big_button(Box& form, std::string_view label, bool enabled, bool& pressed) {
  Box row = form.cut_top(theme::kButtonBig, 12);
  pressed = button(label, row.cut_left(260, 16), {.icon = icon::kArrowRight, .enabled = enabled, .icon_right = true}) || pressed;
  keycap({row.x, row.y + 16}, tr("Enter"));
}

void title(Box& form, std::string_view words, std::string_view below) {
  text_in(form.cut_top(38), theme::kHeading, palette().text1, words);
  form.cut_top(paragraph(form, theme::kBody, palette().text2, below), 20);
}

/// Says beside the code that a class nearby has it.
void code_known(const Box& row, const model::Discovery& discovery, const std::string& code, std::string_view address) {
  if (code.empty() || !is_listed(discovery, code, address)) return;
  const float width = text_width(theme::kBodyStrong, tr("Class found"));
  const float x = row.right() - width;
  if (x - 28 < row.x + kCodeWidth) return;
  draw_icon({x - 14, row.centre().y}, 20, palette()[Tone::success].text, icon::kCheckCircle);
  text({x, row.centre().y - 12}, theme::kBodyStrong, palette()[Tone::success].text, tr("Class found"));
}

void open_found(const View& view, JoinState& state, const FoundChoice& choice) {
  if (!choice.code.empty()) state.code = choice.code;
  state.invite = fmt::format("earshot://{}{}{}", choice.address, choice.code.empty() ? "" : "/", choice.code);
  state.invite_error.clear();
  state.code_error.clear();
  view.out.add(OpenInvite{state.invite});
}

/// A code alone: leads to the server that lists it, or to the only one.
void open_code(const View& view, JoinState& state) {
  if (const auto choice = server_for(view.model.discovery, state.code)) return open_found(view, state, *choice);
  state.code_error = view.model.discovery.servers.empty() ? mark("No server answers here. Paste your trainer's invite below.")
                                                          : mark("Several servers are here. Choose one below, or paste the invite.");
}

void connect_form(const View& view, Box form, JoinState& state) {
  const bool looking = view.model.discovery.looking;
  title(form, tr("Join your class"), tr("The code is on the screen in your room."));
  const Box cells = form.cut_top(80, 6);
  const auto code = code_field(tr("Class code"), state.code, cells, kCodeCells, protocol::limits::kCodeCharacters, !state.code_error.empty());
  code_known(cells, view.model.discovery, state.code, {});
  if (code.changed) state.code_error.clear();
  form.cut_top(field_error(form, tr_dynamic(state.code_error)), view.folded ? 6 : 16);

  // Below the list stand the field, an error and the button.
  const float below = 28 + theme::kField + 6 + 32 + theme::kButtonBig + 12;
  const float room = std::max(kFoundLeast, form.h - below);
  if (looking) {
    const Box list = form.cut_top(std::min(found_height(view.model.discovery), std::min(room, 340.0F)), 8);
    if (const auto choice = found_list(view, list)) return open_found(view, state, *choice);
  }
  field_label(form.cut_top(28).min(), tr("Invite or address"));
  const bool wrong = !state.invite_error.empty();
  const auto typed = field(tr("Invite or address"), state.invite, form.cut_top(theme::kField, 6),
                           {.hint = "earshot://192.168.1.20:7717", .icon = icon::kAccessPointNetwork, .invalid = wrong, .most_characters = 400});
  if (typed.changed) state.invite_error.clear();
  form.cut_top(field_error(form, tr_dynamic(state.invite_error)), view.folded ? 6 : 16);
  const bool enough = !state.invite.empty() || !state.code.empty();
  bool pressed = typed.submitted || code.submitted;
  big_button(form, tr("Connect"), enough, pressed);
  if (!pressed || !enough) return;
  if (state.invite.empty()) {
    open_code(view, state);
  } else {
    view.out.add(OpenInvite{state.invite});
  }
}

void identify_form(const View& view, Box form) {
  title(form, tr("Is this your trainer's server?"), tr("You meet it for the first time on this device. Compare the words once; they are remembered."));
  std::vector<std::string> words;
  std::istringstream all(view.model.connection.words);
  for (std::string word; std::getline(all, word, '-');) words.push_back(word);
  security_words(form.cut_top(words.size() > 4 ? 132 : 92, 20), tr("Encrypted"), tr("Same words on the trainer's screen?"), words);
  Box row = form.cut_top(theme::kButtonBig, 12);
  if (button(tr("The words match"), row.cut_left(260, 12), {.icon = icon::kCheck})) view.out.add(AcceptIdentity{});
  if (button(tr("They differ, leave"), row.cut_left(240), {.look = ButtonLook::outline})) view.out.add(Disconnect{});
}

void wait_form(const View& view, Box form, JoinState& state) {
  const auto& connection = view.model.connection;
  const bool again = connection.state == ConnectionState::reconnecting;
  const bool silent = connection.trouble == model::Trouble::silent;
  const bool unresolved = connection.trouble == model::Trouble::unresolved;
  const std::string_view heading = silent ? tr("No answer yet") : unresolved ? tr("This name is not found") : again ? tr("Looking for your server") : tr("One moment");
  title(form, heading, trf("Server {}", connection.address));
  if (silent) {
    form.cut_top(silence_advice(form, connection.address), 20);
  } else if (!connection.reason.empty()) {
    form.cut_top(paragraph(form, theme::kBody, palette().text1, sentence(tr_dynamic(connection.reason))), 20);
  }
  Box row = form.cut_top(theme::kButton, 20);
  if (again && button(tr("Try now"), row.cut_left(140, 12), {.look = ButtonLook::outline})) view.out.add(TryNow{});
  if ((silent || unresolved) && button(tr("Change the address"), row.cut_left(200, 12), {})) {
    if (unresolved) state.invite_error = sentence(tr_dynamic(connection.reason));
    view.out.add(Disconnect{});
  } else if (!silent && !unresolved && button(tr("Leave this server"), row.cut_left(200), {.look = ButtonLook::outline})) {
    view.out.add(Disconnect{});
  }
  // Another server may be near.
  if (view.model.discovery.servers.empty() || form.h < kFoundLeast) return;
  if (const auto choice = found_list(view, form)) open_found(view, state, *choice);
}

void stopped_form(const View& view, Box form) {
  const auto& connection = view.model.connection;
  const std::string_view heading = connection.trouble == model::Trouble::wrong_key     ? tr("This is not the server you know")
                                   : connection.trouble == model::Trouble::old_program ? tr("The versions do not match")
                                                                                       : tr("The connection has stopped");
  title(form, heading, trf("Server {}", connection.address));
  form.cut_top(paragraph(form, theme::kChat, palette()[Tone::danger].text, sentence(tr_dynamic(connection.reason))), 24);
  if (button(tr("Choose another server"), form.cut_top(theme::kButton).cut_left(260), {})) view.out.add(Disconnect{});
}

void encrypted(const View& view, Box& form) {
  const auto& connection = view.model.connection;
  const Box box = form.cut_top(56, 20);
  fill(box, palette()[Tone::success].soft, theme::kRadiusButton);
  draw_icon({box.x + 28, box.centre().y}, 24, palette()[Tone::success].text, icon::kLock);
  const std::string server = connection.server_name.empty() ? connection.address : connection.server_name;
  const std::string_view known = connection.trust == model::Trust::invited ? tr("Your invite proves that this is {}")
                                                                           : tr("You have met this server before: {}");
  const auto why = words::around(known);
  paragraph({box.x + 56, box.centre().y - 12, box.w - 72, 24},
            {{tr("Encrypted. "), theme::kBodyStrong, palette()[Tone::success].text}, {why.before, theme::kBody, palette().text2},
             {server, theme::kBodyStrong, palette().text1}, {why.after, theme::kBody, palette().text2}});
}

/// On this server a press fills in the code; for another it leads there.
void take_found(const View& view, JoinState& state, const FoundChoice& choice) {
  if (choice.address != view.model.connection.address) return open_found(view, state, choice);
  if (!choice.code.empty()) state.code = choice.code;
}

void join_form(const View& view, Box form, JoinState& state) {
  const auto& model = view.model;
  const bool known = static_cast<bool>(model.self.person);
  label_in(form.cut_top(38), theme::kHeading, palette().text1, tr("Join your class"));
  form.cut_top(4);
  form.cut_top(paragraph(form, theme::kBody, palette().text2, tr("The code is on the screen in your room.")), 20);
  if (model.class_left) report(form, Tone::warning, tr("You are out of the class"), sentence(tr_dynamic(*model.class_left)));

  const auto wrong_code = refused<protocol::Join>(model, "code");
  const Box cells = form.cut_top(80, 6);
  const auto code = code_field(tr("Class code"), state.code, cells, kCodeCells, protocol::limits::kCodeCharacters, !wrong_code.empty());
  code_known(cells, model.discovery, state.code, model.connection.address);
  form.cut_top(field_error(form, wrong_code), 12);
  bool submitted = code.submitted;

  const auto wrong_name = refused<protocol::Join>(model, "name");
  // Who is known keeps the name, unless the class has somebody of that name already.
  if (!known || !wrong_name.empty()) {
    field_label(form.cut_top(28).min(), tr("Your name in class"));
    submitted |= field(tr("Your name in class"), state.name, form.cut_top(theme::kField, 6),
                       {.hint = tr("First and second name"), .icon = icon::kAccount, .invalid = !wrong_name.empty(), .most_characters = protocol::limits::kNameCharacters}).submitted;
    form.cut_top(field_error(form, wrong_name), 12);
  }
  const auto wrong_team = refused<protocol::Join>(model, "team");
  field_label(form.cut_top(28).min(), tr("Your team"));
  submitted |= field(tr("Your team"), state.team, form.cut_top(theme::kField, 6),
                     {.hint = tr("Leave it empty to be put into one"), .icon = icon::kAccountMultiple, .invalid = !wrong_team.empty(), .most_characters = protocol::limits::kTeamCharacters}).submitted;
  form.cut_top(field_error(form, wrong_team), 20);

  encrypted(view, form);
  const auto elsewhere = refused_elsewhere<protocol::Join>(model, {"code", "name", "team"});
  form.cut_top(field_error(form, elsewhere), elsewhere.empty() ? 0 : 10);
  const bool waits = model::is_pending<protocol::Join>(model);
  big_button(form, waits ? tr("Joining") : tr("Join class"), !waits, submitted);
  const std::string name = known && wrong_name.empty() ? std::string{} : state.name;
  if (submitted && !waits) view.out.send(protocol::Join{state.code, name, state.team, {}});
  const Box row = form.cut_top(theme::kButton);
  const float width = button_width(tr(kPractise), theme::kButton, true);
  if (button(tr(kPractise), {row.x, row.y, width, row.h}, {.icon = icon::kDumbbell, .look = ButtonLook::ghost, .enabled = !waits})) {
    state.code = kPracticeCode;
    view.out.send(protocol::Join{state.code, name, {}, {}});
  }
  form.cut_top(12);
  if (waits || model.discovery.servers.empty() || form.h < kFoundLeast) return;
  if (const auto choice = found_list(view, form)) take_found(view, state, *choice);
}

void trainer_form(const View& view, Box form, JoinState& state) {
  const auto& model = view.model;
  label_in(form.cut_top(38), theme::kHeading, palette().text1, tr("Sign in as a trainer"));
  form.cut_top(paragraph(form, theme::kBody, palette().text2, tr("The server printed the trainer token when it first started.")), 24);
  const auto wrong_token = refused<protocol::SignIn>(model, "token");
  field_label(form.cut_top(28).min(), tr("Trainer token"));
  bool submitted = field(tr("Trainer token"), state.token, form.cut_top(theme::kField, 6),
                         {.icon = icon::kKeyVariant, .invalid = !wrong_token.empty(), .most_characters = protocol::limits::kTokenCharacters}).submitted;
  form.cut_top(field_error(form, wrong_token), 10);
  const auto wrong_name = refused<protocol::SignIn>(model, "name");
  field_label(form.cut_top(28).min(), tr("Your name"));
  submitted |= field(tr("Your name"), state.name, form.cut_top(theme::kField, 6),
                     {.icon = icon::kAccount, .invalid = !wrong_name.empty(), .most_characters = protocol::limits::kNameCharacters}).submitted;
  form.cut_top(field_error(form, wrong_name), 16);
  encrypted(view, form);
  const auto elsewhere = refused_elsewhere<protocol::SignIn>(model, {"token", "name"});
  form.cut_top(field_error(form, elsewhere), elsewhere.empty() ? 0 : 10);
  const bool waits = model::is_pending<protocol::SignIn>(model);
  big_button(form, waits ? tr("Signing in") : tr("Sign in"), !waits, submitted);
  if (submitted && !waits) view.out.send(protocol::SignIn{state.token, state.name});
}

}  // namespace

void join_screen(const View& view, const Box& window, State& state) {
  Box rest = window;
  const Box picture = rest.cut_left(view.folded ? kArtFolded : kArt);
  art(picture, view.folded);
  const float language = language_picker_width();
  // Where the picture has nothing: below in a small window, beside the name in a large one.
  language_picker(view, view.folded ? Box{picture.x + 10, picture.bottom() - theme::kButton - 12, language, theme::kButton}
                                    : Box{picture.right() - language - 24, picture.y + 38, language, theme::kButton});
  const float width = std::min(664.0F, rest.w - 64);
  Box form{rest.x + std::min(88.0F, (rest.w - width) / 2), rest.y + (view.folded ? 24.0F : 66.0F), width, rest.h - 80};
  switch (view.model.connection.state) {
    case ConnectionState::idle: connect_form(view, form, state.join); return;
    case ConnectionState::identify: identify_form(view, form); return;
    case ConnectionState::stopped: stopped_form(view, form); return;
    case ConnectionState::connecting:
    case ConnectionState::reconnecting: wait_form(view, form, state.join); return;
    case ConnectionState::signed_out:
    case ConnectionState::signing_in:
    case ConnectionState::ready: break;
  }
  const std::string_view other = state.join.trainer ? tr("I am a trainee") : tr("I am a trainer");
  const float other_width = button_width(other, theme::kButton, true);
  const Box place{form.right() - other_width, form.y - 3, other_width, theme::kButton};
  if (button(other, place, {.icon = icon::kSchool, .look = ButtonLook::ghost})) state.join.trainer = !state.join.trainer;
  state.join.trainer ? trainer_form(view, form, state.join) : join_form(view, form, state.join);
}

}  // namespace earshot::views
