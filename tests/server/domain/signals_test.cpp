// What a chat shows by itself: on talks whose lines come at set times.
#include "server/domain/signals.h"

#include <doctest/doctest.h>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::ChatSignal;
using protocol::SignalCount;

/// A talk of two without observer.
struct Talk : Scene {
  explicit Talk(protocol::Mode mode = protocol::Mode::chat) : Scene(2, lamp_round(10, mode)) { go_to(Phase::talk); }

  void customer_says(const std::string& text, Seconds after = Seconds{30}) { says(customer(), text, after); }
  void agent_says(const std::string& text, Seconds after = Seconds{30}) { says(agent(), text, after); }
  void says(PersonId who, const std::string& text, Seconds after) {
    wait(after);
    must(who, protocol::Say{text});
  }

  /// How often, and the first line; nothing if the kind did not show for this person.
  std::optional<std::pair<std::uint32_t, std::uint64_t>> count(ChatSignal kind, PersonId person) const {
    for (const SignalCount& one : domain::chat_signals(session())) {
      if (one.kind == kind && one.person == person) return std::pair{one.count, one.first.value};
    }
    return {};
  }
  using Count = std::optional<std::pair<std::uint32_t, std::uint64_t>>;
};

}  // namespace

TEST_CASE("a line that is sent while the partner types is counted for whoever sent it") {
  Talk talk;
  talk.customer_says("It is dark.");
  talk.type(talk.customer());
  talk.agent_says("Hm.", Seconds{3});
  talk.type(talk.agent());  // one's own typing is no matter
  talk.agent_says("Hm again.", Seconds{30});
  talk.type(talk.customer());
  talk.agent_says("And again.", Seconds{1});
  CHECK(talk.count(ChatSignal::over_typing, talk.agent()) == Talk::Count{{2, 2}});
  CHECK_FALSE(talk.count(ChatSignal::over_typing, talk.customer()));
}

TEST_CASE("a sign of typing counts for four seconds, and only until that person's line has come") {
  Talk late;
  late.type(late.customer());
  late.agent_says("Hello.", Seconds{4});
  CHECK_FALSE(late.count(ChatSignal::over_typing, late.agent()));
  Talk said;
  said.type(said.customer());
  said.customer_says("It is dark.", Seconds{1});
  said.agent_says("Hello.", Seconds{1});
  CHECK_FALSE(said.count(ChatSignal::over_typing, said.agent()));
}

TEST_CASE("an answer is too quick if it comes before the partner's line can be read") {
  const std::string line(60, 'a');  // 4 s to read, and 1 s to begin
  for (const auto& [after, quick] : {std::pair{4, true}, std::pair{5, false}}) {
    Talk talk;
    talk.customer_says(line);
    talk.agent_says("Yes.", Seconds{after});
    CHECK(talk.count(ChatSignal::too_quick, talk.agent()).has_value() == quick);
  }
}

TEST_CASE("going on oneself is no answer, and letters count as one each in any script") {
  Talk talk;
  talk.customer_says(std::string(60, 'a'));
  talk.customer_says("and more", Seconds{0});
  CHECK_FALSE(talk.count(ChatSignal::too_quick, talk.customer()));
  Talk greek;
  std::string line;
  for (int i = 0; i < 60; ++i) line += "\u03bb";  // two bytes each
  greek.customer_says(line);
  greek.agent_says("Yes.", Seconds{5});
  CHECK_FALSE(greek.count(ChatSignal::too_quick, greek.agent()));
}

TEST_CASE("the first answer of the solving is to nothing that was just said") {
  Talk talk;
  talk.customer_says(std::string(600, 'a'));
  talk.go_to(Phase::solve);
  talk.agent_says("I send a new one.", Seconds{1});
  CHECK_FALSE(talk.count(ChatSignal::too_quick, talk.agent()));
}

TEST_CASE("three lines in a row within twenty seconds are a burst, which counts once however long it is") {
  Talk talk;
  talk.customer_says("It is dark.");
  for (const int after : {30, 5, 5, 5}) talk.agent_says("And this.", Seconds{after});
  CHECK(talk.count(ChatSignal::burst, talk.agent()) == Talk::Count{{1, 2}});
  talk.customer_says("Wait.");
  for (const int after : {30, 10, 10}) talk.agent_says("And that.", Seconds{after});
  CHECK(talk.count(ChatSignal::burst, talk.agent()) == Talk::Count{{2, 2}});
}

TEST_CASE("two lines, slow lines and lines that are answered are no burst") {
  Talk talk;
  for (const int after : {30, 5}) talk.agent_says("And this.", Seconds{after});
  talk.customer_says("Yes.", Seconds{2});
  talk.agent_says("And this.", Seconds{2});
  for (const int after : {11, 11}) talk.agent_says("And that.", Seconds{after});
  CHECK_FALSE(talk.count(ChatSignal::burst, talk.agent()));
}

TEST_CASE("a line that has a word of the partner's latest lines takes it up, whatever the case") {
  Talk talk;
  talk.customer_says("My WEDDING is on Saturday.");
  talk.agent_says("A wedding, and so soon.");
  talk.agent_says("What is it like?");
  CHECK(talk.count(ChatSignal::took_up, talk.agent()) == Talk::Count{{1, 2}});
  CHECK_FALSE(talk.count(ChatSignal::took_up, talk.customer()));
}

TEST_CASE("short words take up nothing, and neither does what was said four lines ago") {
  Talk talk;
  talk.customer_says("My lamp is dark, the wedding is soon.");
  talk.agent_says("The lamp is dark.");
  for (const char* line : {"Yes.", "It is.", "So."}) talk.customer_says(line);
  talk.agent_says("When is the wedding?");
  CHECK_FALSE(talk.count(ChatSignal::took_up, talk.agent()));
}

TEST_CASE("the debrief's own lines and spoken rounds show nothing") {
  Talk talk;
  talk.go_to(Phase::debrief);
  talk.type(talk.customer());
  for (int i = 0; i < 3; ++i) talk.agent_says("Thank you, wedding.", Seconds{1});
  CHECK(domain::chat_signals(talk.session()).empty());
  CHECK(talk.session().over.empty());
  Talk spoken(protocol::Mode::spoken);
  CHECK(domain::chat_signals(spoken.session()).empty());
}

TEST_CASE("the debrief carries them, kind by kind") {
  Talk talk;
  talk.customer_says("My wedding is on Saturday, and nobody answered me for the whole week.");
  talk.type(talk.customer());
  talk.agent_says("Your wedding!", Seconds{1});
  talk.go_to(Phase::debrief);
  const auto shown = talk.sent_to<protocol::DebriefShown>(talk.customer());
  REQUIRE(shown.size() == 1);
  const PersonId agent = talk.agent();
  CHECK(shown[0].signals == std::vector<SignalCount>{{ChatSignal::over_typing, agent, 1, MessageId{2}},
                                                     {ChatSignal::too_quick, agent, 1, MessageId{2}},
                                                     {ChatSignal::took_up, agent, 1, MessageId{2}}});
}

}  // namespace earshot::testing
