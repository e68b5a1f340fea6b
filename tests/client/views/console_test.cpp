#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "client/views/presenter.h"
#include "tests/client/views/screen.h"

using namespace earshot;
using protocol::Phase;

namespace {

constexpr TimePoint kNow{Seconds{1'000'000}};

/// A trainer at the console of a class with two sessions; buttons are pressed by name, with the keyboard.
struct Console : looking_back::Screen {
  Console() : Screen({1440, 900}, {}, kNow) {
    model.self = {PersonId{1}, "Ngozi Okafor", true};
    model.connection.state = model::ConnectionState::ready;
    auto& klass = model.in_class.emplace();
    klass.code = "K7M4QX";
    klass.standing = protocol::Standing::trainer;
    klass.members.push_back({PersonId{1}, "Ngozi Okafor", "", protocol::Standing::trainer, true, false});
    const char* names[] = {"Ana Lima", "Bo Berg", "Cleo Diaz", "Dee Fox"};
    for (std::uint64_t i = 0; i < 4; ++i) klass.members.push_back({PersonId{10 + i}, names[i], "", protocol::Standing::trainee, true, false});
    model.cards = {{"wedding-order", "Wrong item", "retail", 3, 1, 8, "", {}, false}};
    model.settings.emplace();
  }

  void play() {
    auto& round = model.round.emplace();
    round.round = RoundId{1};
    round.running = true;
    session(1, 10, Phase::recap);
    session(2, 12, Phase::talk);
  }

  void session(std::uint64_t id, std::uint64_t first, Phase phase) {
    protocol::SessionShown one;
    one.session = SessionId{id};
    one.round = RoundId{1};
    one.customer = PersonId{first};
    one.agent = PersonId{first + 1};
    one.phase = phase;
    one.ends_at = protocol::Moment{kNow + Seconds{60}};
    model.sessions[one.session] = one;
  }
};

}  // namespace

TEST_CASE("'next phase' names the phase that is shown, so that of two trainers only one moves the class on") {
  Console console;
  console.play();
  console.press("Next phase");
  REQUIRE(console.all<protocol::NextPhase>().size() == 1);
  CHECK(console.all<protocol::NextPhase>()[0].from == Phase::talk);
}

TEST_CASE("nobody is removed by one press: the list asks whether it is for good") {
  Console console;
  console.press("More about Ana Lima");
  console.press("Remove");
  CHECK(console.all<protocol::Remove>().empty());
  console.press("Remove Ana for good");
  REQUIRE(console.all<protocol::Remove>().size() == 1);
  CHECK(console.all<protocol::Remove>()[0].person == PersonId{10});
  CHECK(console.all<protocol::Remove>()[0].for_good);
}

TEST_CASE("a session is steered from the list on its card") {
  Console console;
  console.play();
  console.press("More for Cleo and Dee");
  console.press("Pair them anew");
  REQUIRE(console.all<protocol::ControlSession>().size() == 1);
  CHECK(console.all<protocol::ControlSession>()[0].session == SessionId{2});
  CHECK(console.all<protocol::ControlSession>()[0].act == protocol::SessionAct::re_pair);
}

TEST_CASE("a role that was given up can be taken by the trainer, one that is filled cannot") {
  Console console;
  console.play();
  console.press("More for Cleo and Dee");
  console.press("Take the agent's role");
  CHECK(console.all<protocol::TakeSeat>().empty());
  console.window.kit.focus("");
  console.model.sessions[SessionId{2}].agent = {};
  console.press("More for Cleo");
  console.press("Take the agent's role");
  REQUIRE(console.all<protocol::TakeSeat>().size() == 1);
  CHECK(console.all<protocol::TakeSeat>()[0].role == protocol::Role::agent);
}

TEST_CASE("all screens stop, and go on with one press") {
  Console console;
  console.press("Eyes up");
  console.press("Stop all screens");
  REQUIRE(console.all<protocol::EyesUp>().size() == 1);
  CHECK(console.all<protocol::EyesUp>()[0].on);
  console.model.eyes_up = protocol::EyesUpShown{true, "Look up"};
  console.press("Go on");
  REQUIRE(console.all<protocol::EyesUp>().size() == 2);
  CHECK_FALSE(console.all<protocol::EyesUp>()[1].on);
}

TEST_CASE("the projector is a trainer's, and closes on Escape") {
  Console console;
  CHECK(views::may_present(console.model));
  console.state.presenter.open = true;
  views::draw_presenter(console.model, console.state, kNow);
  console.window.next();
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, true);
  for (int i = 0; i < 2; ++i) {
    console.window.next();
    views::draw_presenter(console.model, console.state, kNow);
  }
  CHECK_FALSE(console.state.presenter.open);
  console.model.in_class->standing = protocol::Standing::trainee;
  CHECK_FALSE(views::may_present(console.model));
}
