// The window client. Wires link, model, views and window; decides nothing.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "client/link/client.h"
#include "client/link/files.h"
#include "client/link/language.h"
#include "client/platform/socket_waker.h"
#include "client/platform/window.h"
#include "client/views/app.h"
#include "client/views/editor_store.h"
#include "client/views/presenter.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/card/limits.h"
#include "shared/secure/invite.h"

namespace {

using namespace earshot;
using words::tr;

struct Options {
  std::string invite, state, name, team, token, geometry, language, record;
  std::uint16_t find_port = secure::kDefaultPort;
  bool join = false;
  bool light = false;
  bool reduced_motion = false;
};

constexpr Milliseconds kKeepDraftEvery{1'000};

/// One run of the program: feeds the model to the views, and what they give to the link.
class App {
 public:
  App(link::Client& client, const Options& options) : client_(client), options_(options) {
    state_.join.name = options.name;
    state_.join.team = options.team;
    state_.join.token = options.token;
    state_.join.trainer = !options.token.empty();
    client_.set_language(words::language(), clock_.now());
    if (!options.invite.empty()) open(options.invite);
  }

  std::optional<Milliseconds> frame(widgets::Kit& kit) {
    const TimePoint now = clock_.now();
    client_.look_for_classes(views::shows_join_screen(client_.model()), now);
    client_.poll(now);
    enter_by_itself(now);
    restore_draft();
    restore_card();
    kit.begin_frame();
    const auto actions = views::draw(client_.model(), state_, now);
    for (const auto& action : actions.all()) std::visit([&](const auto& what) { carry_out(what, now); }, action);
    // An answer that needs no network is there already: show it in the next frame.
    if (!actions.all().empty()) kit.draw_again_in(Milliseconds{0});
    keep_draft(now, kit);
    keep_card(now, kit);
    auto again = kit.end_frame();
    const auto link = client_.next_wakeup(now);
    if (link && (!again || *link < *again)) again = link;
    return again;
  }

  /// What the projector shows: the same model, in a window of its own.
  std::optional<Milliseconds> project(widgets::Kit& kit) {
    const TimePoint now = clock_.now();
    kit.begin_frame();
    const auto actions = views::draw_presenter(client_.model(), state_, now);
    for (const auto& action : actions.all()) std::visit([&](const auto& what) { carry_out(what, now); }, action);
    return kit.end_frame();
  }

  views::PresenterState& presenter() { return state_.presenter; }
  bool may_present() const { return views::may_present(client_.model()); }

 private:
  void open(const std::string& text) {
    const auto invite = secure::Invite::parse(text);
    if (!invite) {
      state_.join.invite = text;
      state_.join.invite_error = invite.error().text;
      return;
    }
    state_.join.invite = text;
    if (!invite->code.empty()) state_.join.code = invite->code;
    client_.open(*invite, clock_.now());
  }

  /// With --join or --token the first sign-in is sent without a click.
  void enter_by_itself(TimePoint now) {
    if (entered_ || client_.model().connection.state != model::ConnectionState::signed_out) return;
    entered_ = true;
    if (options_.join && !options_.token.empty()) {
      client_.send(protocol::SignIn{options_.token, options_.name}, now);
    } else if (options_.join && !state_.join.code.empty()) {
      client_.send(protocol::Join{state_.join.code, options_.name, options_.team, {}}, now);
    }
  }

  void restore_draft() {
    const auto& session = client_.model().session;
    if (!session || session->watching || session->id == draft_of_) return;
    draft_of_ = session->id;
    kept_ = client_.draft(session->id);
    if (kept_.empty()) return;
    if (state_.play.session != session->id) state_.play = views::PlayState{};
    state_.play.session = session->id;
    state_.play.talk.composer = kept_.composer;
    state_.play.recap.draft = kept_.recap;
  }

  void keep_draft(TimePoint now, widgets::Kit& kit) {
    if (!draft_of_ || state_.play.session != draft_of_) return;
    const link::Draft draft{state_.play.talk.composer, state_.play.recap.draft};
    if (draft == kept_) return;
    if (now - draft_at_ < kKeepDraftEvery) return kit.draw_again_in(kKeepDraftEvery);
    draft_at_ = now;
    kept_ = draft;
    client_.keep_draft(draft_of_, draft);
  }

  /// A trainer's card of an earlier run, once it is known who is here.
  void restore_card() {
    if (card_restored_ || !client_.model().self.trainer) return;
    card_restored_ = true;
    kept_card_ = client_.card_draft();
    state_.kept_card = {kept_card_.card, kept_card_.language, kept_card_.base, kept_card_.text};
  }

  void keep_card(TimePoint now, widgets::Kit& kit) {
    const auto& editor = state_.editor;
    if (!card_restored_ || (editor.open && editor.dirty() && editor.draft.revision() == card_revision_)) return;
    if (now - card_at_ < kKeepDraftEvery) return editor.dirty() ? kit.draw_again_in(kKeepDraftEvery) : void();
    card_at_ = now;
    card_revision_ = editor.draft.revision();
    const auto wanted = editor.open ? views::to_keep(editor) : state_.kept_card;
    const link::CardDraft draft{wanted.card, wanted.language, wanted.base, wanted.text};
    if (draft == kept_card_ || (draft.text.empty() && kept_card_.text.empty())) return;
    kept_card_ = draft;
    client_.keep_card_draft(draft);
  }

  void carry_out(const views::ReadFile& what, TimePoint) {
    const auto read = link::read_text_file(link::file_named(what.path), card::kMaxFileBytes);
    state_.files.answer = views::FileAnswer{what.path, read.value_or(""), read ? "" : read.error().text, false, false};
  }
  void carry_out(const views::WriteFile& what, TimePoint) {
    const auto file = link::file_named(what.path);
    const auto written = link::write_text_file(file, what.text, what.replace);
    const bool exists = !written && written.error().where == link::kFileExists;
    state_.files.answer = views::FileAnswer{file.string(), "", written ? "" : written.error().text, exists, written.has_value()};
  }

  void carry_out(const protocol::Intent& intent, TimePoint now) { client_.send(intent, now); }
  void carry_out(const views::OpenInvite& what, TimePoint) { open(what.text); }
  void carry_out(views::AcceptIdentity, TimePoint now) { client_.accept_identity(now); }
  void carry_out(views::TryNow, TimePoint now) { client_.try_now(now); }
  void carry_out(views::Disconnect, TimePoint now) { client_.close(now); }
  void carry_out(const views::ChooseLanguage& what, TimePoint now) {
    words::set_language(what.code);
    client_.keep_language(words::language());
    client_.set_language(words::language(), now);
  }
  void carry_out(const views::DropFailedLine& what, TimePoint) { client_.drop_failed_line(what.intent); }

  link::Client& client_;
  const Options& options_;
  SystemClock clock_;
  views::State state_;
  bool entered_ = false;
  SessionId draft_of_;
  link::Draft kept_;
  TimePoint draft_at_{};
  bool card_restored_ = false;
  link::CardDraft kept_card_;
  std::uint64_t card_revision_ = 0;
  TimePoint card_at_{};
};

/// The second window, as the presenter's state wants it.
class Projector {
 public:
  Projector(App& app, platform::Window& window, const widgets::Kit& kit, const std::string& record) : app_(app), window_(window) {
    kit_.palette = kit.palette;
    kit_.reduced_motion = kit.reduced_motion;
    if (!record.empty()) kit_.recorder.write_to(record + ".projector");
  }

  /// After a frame of either window: opens or closes the second one, and draws it anew where its state has changed.
  void follow() {
    auto& wanted = app_.presenter();
    if (!app_.may_present()) wanted.open = false;
    const bool open = window_.has_beside();
    if (was_open_ && !open) wanted.open = false;  // the person closed the window itself
    if (wanted.open && !open) {
      const auto opened = window_.open_beside(std::string(tr("Earshot projector")), {views::kPictureWidth, views::kPictureHeight}, kit_,
                                              [this] { return app_.project(kit_); }, [this] { shown(); });
      wanted.open = opened.has_value();
      if (!opened) std::fprintf(stderr, "earshot: %s\n", words::trf("the projector: {}", opened.error().to_string()).c_str());
    }
    if (!wanted.open && open) window_.close_beside();
    if (wanted.podium != podium_ || words::language() != language_) window_.refresh_beside();
    podium_ = wanted.podium;
    language_ = words::language();
    was_open_ = wanted.open && window_.has_beside();
  }

 private:
  void shown() {
    kit_.recorder.shown();
    if (!app_.presenter().open) window_.close_beside();
  }

  App& app_;
  platform::Window& window_;
  widgets::Kit kit_;
  bool was_open_ = false;
  bool podium_ = false;
  std::string language_ = words::language();
};

int complain(const Error& error) {
  std::fprintf(stderr, "earshot: %s\n", error.to_string().c_str());
  return 1;
}

int run(const Options& options) {
  link::ClientOptions wanted;
  wanted.state = options.state.empty() ? link::default_state_folder() : std::filesystem::path(options.state);
  wanted.find_port = options.find_port;
  if (const auto begun = link::begin_in_language(options.language, *wanted.state); !begun) return complain(begun.error());
  std::optional<platform::Geometry> geometry;
  if (!options.geometry.empty()) {
    const auto parsed = platform::parse_geometry(options.geometry);
    if (!parsed) return complain(parsed.error());
    geometry = *parsed;
  }
  SecureRandom random;
  const auto client = link::Client::make(wanted, random);
  if (!client) return complain(client.error());

  widgets::Kit kit;
  kit.palette = options.light ? &theme::light() : &theme::dark();
  kit.reduced_motion = options.reduced_motion;
  kit.recorder.write_to(options.record);
  const auto window = platform::Window::open("Earshot", geometry, kit);
  if (!window) return complain(window.error());
  App app(**client, options);
  platform::SocketWaker waker((*client)->wait_fd(), [&] { (*window)->wake(); });
  const auto frame = [&] {
    const auto again = app.frame(kit);
    waker.arm();
    return again;
  };
  Projector projector(app, **window, kit, options.record);
  (*window)->run(frame, [&] {
    kit.recorder.shown();
    projector.follow();
  });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  words::set_language(words::system_language());  // for the help; run() asks for what was chosen
  CLI::App cli{std::string(tr("Earshot: practise active listening in pairs"))};
  cli.add_option("invite", options.invite, std::string(tr("earshot://host:port/CODE#fingerprint, as the trainer gave it")));
  cli.add_option("--state", options.state, std::string(tr("Folder for resume tokens, known servers and drafts")));
  cli.add_option("--name", options.name, std::string(tr("Your name in class")));
  cli.add_option("--team", options.team, std::string(tr("Your team")));
  cli.add_option("--token", options.token, std::string(tr("Trainer token: sign in as a trainer")));
  cli.add_flag("--join", options.join, std::string(tr("Join or sign in at once, without a click")));
  cli.add_option("--geometry", options.geometry, std::string(tr("WIDTHxHEIGHT+X+Y of the window")));
  cli.add_option("--find-port", options.find_port, std::string(tr("UDP port on which classes are looked for on the local network")));
  cli.add_option("--language", options.language, std::string(tr("Language of the interface, for example de; kept for later runs")));
  cli.add_flag("--light", options.light, std::string(tr("Light colours")));
  cli.add_flag("--reduced-motion", options.reduced_motion, std::string(tr("No slides and no loops")));
#if EARSHOT_UI_RECORDER
  cli.add_option("--record", options.record, std::string(tr("Write what is on screen to this file, for UI tests")));
#endif
  CLI11_PARSE(cli, argc, argv);
  return run(options);
}
