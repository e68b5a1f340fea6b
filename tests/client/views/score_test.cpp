// Scoring and debrief in the window: rating by keys alone, one's own word before others', what a trainer rates.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "client/views/app.h"
#include "tests/client/widgets/headless.h"
#include "tests/support/temporary_folder.h"

using namespace earshot;
using protocol::Phase;
using protocol::Role;

namespace {

constexpr TimePoint kNow{Seconds{1'000'000}};
constexpr PersonId kAna{1}, kBen{2}, kTrainer{9};
constexpr SessionId kSession{4};

/// Ana, the customer of Ben, in front of a window that is driven by keys and by the names of buttons.
struct Seat {
  testing::TemporaryFolder folder;
  widgets::Headless window;
  model::Model model;
  views::State state;
  std::vector<protocol::Intent> sent;

  explicit Seat(Phase phase) {
    window.kit.reduced_motion = true;
    window.kit.recorder.write_to((folder.path() / "record").string());
    model.self = {kAna, "Ana Lima", false};
    model.connection.state = model::ConnectionState::ready;
    auto& klass = model.in_class.emplace();
    klass.code = "K7M4QX";
    klass.members = {{kTrainer, "Ngozi Okafor", "", protocol::Standing::trainer, true, false},
                     {kAna, "Ana Lima", "", protocol::Standing::trainee, true, false},
                     {kBen, "Ben Berg", "", protocol::Standing::trainee, true, false}};
    auto& rubric = model.rubric.emplace();
    for (const char* id : {"attention", "clarify", "facts", "empathy"}) rubric.agent.push_back({id, id, "Listen", {"a", "b", "c", "d", "e"}});
    rubric.customer = {{"in_role", "in role", "", {"a", "b", "c", "d", "e"}}};
    auto& session = model.session.emplace();
    session.id = kSession;
    session.role = Role::customer;
    session.phase = phase;
    session.title = "The dark lamp";
    session.focus = {"attention", "clarify", "facts", "empathy"};
    session.clock.ends_at = kNow + Seconds{600};
    session.people = {{kAna, "Ana Lima", Role::customer}, {kBen, "Ben Berg", Role::agent}};
    session.customer.emplace().name = "Dana";
    session.outcome.emplace();
    session.lines = {{MessageId{1}, kAna, "It is dark.", protocol::Moment{kNow}, Phase::talk, Role::customer},
                     {MessageId{2}, kBen, "What did you try?", protocol::Moment{kNow}, Phase::talk, Role::agent},
                     {MessageId{3}, kBen, "How is it for you?", protocol::Moment{kNow}, Phase::talk, Role::agent}};
    if (phase == Phase::debrief) session.debrief.emplace();
    frame();
    frame();
  }

  void frame() {
    const views::Actions actions = views::draw(model, state, kNow);
    for (const auto& action : actions.all()) {
      if (const auto* intent = std::get_if<protocol::Intent>(&action)) sent.push_back(*intent);
    }
    window.next();
  }
  void key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    frame();
  }
  void ctrl_enter() {
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    key(ImGuiKey_Enter);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    frame();
  }
  void press(const char* name) {
    window.kit.focus(name);
    frame();
    key(ImGuiKey_Enter);
  }
  /// What was on the screen last.
  bool shows(const std::string& text) {
    frame();
    std::ifstream in(folder.path() / "record");
    std::stringstream all;
    all << in.rdbuf();
    return all.str().find(text) != std::string::npos;
  }
  template <class Intent>
  const Intent& only_sent() const {
    REQUIRE(sent.size() == 1);
    REQUIRE(std::holds_alternative<Intent>(sent.front()));
    return std::get<Intent>(sent.front());
  }
  void rated_by(PersonId by, const char* keep) {
    protocol::Rate rate;
    rate.of = kBen;
    rate.levels = {{"attention", 4}};
    rate.keep = keep;
    model.session->ratings.push_back({by, rate});
  }
};

}  // namespace

TEST_CASE("a whole rating is given by keys alone") {
  Seat ana(Phase::score);
  ana.key(ImGuiKey_4);
  ana.key(ImGuiKey_Enter);
  ana.key(ImGuiKey_0);
  ana.key(ImGuiKey_DownArrow);
  ana.key(ImGuiKey_5);
  ana.key(ImGuiKey_E);
  ana.key(ImGuiKey_DownArrow);
  ana.key(ImGuiKey_Enter);  // the second of Ben's lines
  ana.key(ImGuiKey_Enter);
  ana.key(ImGuiKey_2);
  CHECK(ana.sent.empty());
  ana.ctrl_enter();
  const auto& rate = ana.only_sent<protocol::Rate>();
  CHECK(rate.of == kBen);
  CHECK(rate.levels == std::vector<protocol::CriterionLevel>{{"attention", 4}, {"clarify", std::nullopt}, {"facts", 5}, {"empathy", 2}});
  CHECK(rate.moments == std::vector<protocol::CriterionMoment>{{"facts", MessageId{3}}});
}

TEST_CASE("nothing is handed in while a criterion is open") {
  Seat ana(Phase::score);
  ana.key(ImGuiKey_4);
  ana.ctrl_enter();
  CHECK(ana.sent.empty());
}

TEST_CASE("the same line picked twice speaks for nothing again, and Escape picks none") {
  Seat ana(Phase::score);
  const auto& moments = ana.state.play.score.ratings[kBen].moments;
  ana.key(ImGuiKey_E);
  ana.key(ImGuiKey_Enter);
  CHECK(moments.at("attention") == MessageId{2});
  ana.key(ImGuiKey_E);
  ana.key(ImGuiKey_Enter);
  CHECK(moments.empty());
  ana.key(ImGuiKey_E);
  ana.key(ImGuiKey_Escape);
  ana.key(ImGuiKey_Enter);
  CHECK(moments.empty());
}

TEST_CASE("'no opportunity' is taken three times and no more") {
  Seat ana(Phase::score);
  for (int i = 0; i < 4; ++i) {
    ana.key(ImGuiKey_0);
    ana.key(ImGuiKey_DownArrow);
  }
  CHECK(ana.state.play.score.ratings[kBen].levels.size() == 3);
}

TEST_CASE("what was meant is asked about first where something was, and can be passed over") {
  Seat ana(Phase::score);
  ana.model.session->intention = "to ask one thing at a time";
  CHECK(ana.shows("to ask one thing at a time"));
  ana.key(ImGuiKey_3);
  CHECK(ana.state.play.score.ratings[kBen].levels.empty());
  ana.key(ImGuiKey_Enter);
  CHECK(ana.only_sent<protocol::KeepIntention>().level == 3);
  ana.press("Go on without saying");
  ana.key(ImGuiKey_4);
  CHECK_FALSE(ana.state.play.score.ratings[kBen].levels.empty());
}

TEST_CASE("what others rated and wrote is folded until one has said one's own word and asks for it") {
  Seat ana(Phase::debrief);
  ana.rated_by(kBen, "I waited with the offer");
  ana.rated_by(kAna, "You asked me");
  CHECK(ana.shows("You asked me"));
  ana.press("Read what others saw");
  CHECK_FALSE(ana.shows("I waited with the offer"));
  ana.model.session->reactions = {{kAna, "relieved"}};
  CHECK_FALSE(ana.shows("I waited with the offer"));
  ana.press("Read what others saw");
  CHECK(ana.shows("I waited with the offer"));
}

TEST_CASE("a trainer's rating stands beside the others'") {
  Seat ana(Phase::debrief);
  ana.state.play.debrief.read_others = true;
  ana.rated_by(kTrainer, "");
  CHECK(ana.shows("Trainer"));
}

TEST_CASE("one press steps out of the role, with one sentence, once") {
  Seat ana(Phase::debrief);
  ana.press("Step out of role");
  const auto said = ana.only_sent<protocol::Say>().text;
  CHECK(said == "I am Ana again. I played Dana.");
  ana.model.session->lines.push_back({MessageId{4}, kAna, said, protocol::Moment{kNow}, Phase::debrief, Role::customer});
  CHECK_FALSE(ana.shows("Step out of role"));
}

TEST_CASE("a line is played again from, and given to the class, where it stands") {
  Seat ana(Phase::debrief);
  ana.state.play.debrief.shown = views::DebriefState::Shown::all_lines;
  ana.press("Play again from here");
  CHECK(ana.only_sent<protocol::ReplayFrom>().message == MessageId{1});
  ana.sent.clear();
  ana.press("Let the class see this line, without my name");
  CHECK(ana.only_sent<protocol::AllowQuote>().message == MessageId{1});
  ana.sent.clear();
  ana.model.insight.quotes = {{kSession, MessageId{1}, Role::customer, "The dark lamp", "It is dark."}};
  ana.press("The class may see this line. Take it back");
  CHECK_FALSE(ana.only_sent<protocol::AllowQuote>().on);
}

TEST_CASE("who is asked to play again can play along, or not") {
  Seat ana(Phase::debrief);
  ana.model.session->replay = protocol::ReplayShown{kSession, MessageId{2}, kBen, false, {}};
  ana.press("Not now");
  CHECK_FALSE(ana.only_sent<protocol::ReplayFrom>().message);
  ana.sent.clear();
  ana.press("Play along");
  CHECK(ana.only_sent<protocol::ReplayFrom>().message == MessageId{2});
}

TEST_CASE("the panel that says how it is counted has every part of the evidence") {
  Seat ana(Phase::debrief);
  ana.model.session->debrief->evidence = {{5, 7}, {3, 4}, {1, 2}, {1, 1}, 1, 2, {9, 14}};
  CHECK_FALSE(ana.shows("9 of 14"));  // one number at most on the debrief itself
  ana.press("How is this counted?");
  for (const char* part : {"5 of 7", "3 of 4", "1 of 2", "1 of 1", "9 of 14"}) CHECK(ana.shows(part));
  CHECK_FALSE(ana.shows("Said twice"));
  ana.model.session->modifiers = protocol::ModifiersShown{kSession, {{protocol::Modifier::handover, "The call was handed over.", ""}}};
  CHECK(ana.shows("Said twice"));
}

TEST_CASE("a trainer who watches rates the session while it is scored, and only then") {
  Seat tess(Phase::score);
  tess.model.self = {kTrainer, "Ngozi Okafor", true};
  tess.model.in_class->standing = protocol::Standing::trainer;
  tess.model.settings.emplace();
  tess.model.session->watching = true;
  tess.model.session->role = Role::observer;
  tess.press("Rate this one");
  for (const ImGuiKey level : {ImGuiKey_1, ImGuiKey_2, ImGuiKey_3, ImGuiKey_4}) {
    tess.key(level);
    tess.key(ImGuiKey_DownArrow);
  }
  tess.ctrl_enter();
  const auto& given = tess.only_sent<protocol::RateSession>();
  CHECK(given.session == kSession);
  CHECK(given.rating.of == kBen);
  CHECK(given.rating.levels.front().level == 1);
  tess.model.session->phase = Phase::debrief;
  CHECK_FALSE(tess.shows("Rate this one"));
}

TEST_CASE("a line that the class may see is taken back in its past debrief, an own one alone") {
  Seat ana(Phase::debrief);
  model::Session past = *ana.model.session;
  past.id = SessionId{2};
  ana.model.session.reset();
  ana.model.insight.past = past;
  ana.model.insight.past_complete = true;
  ana.state.place = views::Place::past_debrief;
  ana.state.progress.opening = past.id;
  ana.shows("");
  ana.state.play.debrief.shown = views::DebriefState::Shown::all_lines;
  CHECK_FALSE(ana.shows("The class may see this line. Take it back"));
  ana.model.insight.quotes = {{past.id, MessageId{2}, Role::agent, "The dark lamp", "What happened?"}};
  CHECK_FALSE(ana.shows("The class may see this line. Take it back"));
  ana.model.insight.quotes = {{past.id, MessageId{1}, Role::customer, "The dark lamp", "It is dark."}};
  ana.press("The class may see this line. Take it back");
  CHECK(ana.only_sent<protocol::WithdrawQuote>().session == past.id);
  CHECK(ana.only_sent<protocol::WithdrawQuote>().message == MessageId{1});
}

TEST_CASE("a past debrief that was asked for is read like one's own, and the last one stays one press away") {
  Seat ana(Phase::debrief);
  model::Session past = *ana.model.session;
  past.id = SessionId{2};
  past.title = "An older one";
  past.reactions = {{kAna, "tired"}};
  ana.model.ended = model::EndedSession{*ana.model.session, {}, "Over."};
  ana.model.ended->session.reactions = {{kAna, "awake"}};
  ana.model.session.reset();
  ana.model.insight.past = past;
  ana.state.place = views::Place::past_debrief;
  ana.state.progress.opening = past.id;
  CHECK(ana.shows("The debrief is on its way."));
  ana.model.insight.past_complete = true;
  CHECK(ana.shows("tired"));
  ana.key(ImGuiKey_Escape);
  CHECK(ana.state.place == views::Place::progress);
  ana.state.place = views::Place::home;
  ana.press("Read the debrief again");
  CHECK(ana.shows("awake"));
}
