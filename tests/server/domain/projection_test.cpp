// Who is told what, message by message, where it is not a matter of secrets.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <set>

#include "shared/card/limits.h"
#include "shared/protocol/limits.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

/// What the trainer's grid says of the only session.
protocol::SessionShown grid(const Scene& scene) { return scene.model(scene.trainer()).sessions.at(scene.session().id); }

}  // namespace

TEST_CASE("the trainer's grid follows every session as it goes") {
  Scene scene(3);
  CHECK(grid(scene).customer == scene.customer());
  CHECK(grid(scene).agent == scene.agent());
  CHECK(grid(scene).observer == scene.observer());
  scene.go_to(Phase::talk);
  CHECK(grid(scene).phase == Phase::talk);
  scene.must(scene.customer(), protocol::Say{"My lamp is dark."});
  CHECK(grid(scene).lines == 1);
  scene.must(scene.customer(), protocol::Reveal{kDark, false});
  CHECK(grid(scene).told == 1);
  scene.must(scene.customer(), protocol::Feel{4});
  CHECK(grid(scene).felt == 4);
  scene.must(scene.agent(), protocol::Breathe{});
  CHECK(grid(scene).ends_at.point() == scene.session().ends_at);
  const SessionId id = scene.session().id;
  scene.must(scene.trainer(), protocol::EndRound{});
  CHECK_FALSE(scene.model(scene.trainer()).sessions.at(id).open);
}

TEST_CASE("a trainer who watches sees the transcript as it grows, and both sides from Score on") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Say{"My lamp is dark."});
  scene.watch(scene.trainer(), scene.session().id);
  scene.must(scene.agent(), protocol::Say{"What did you try?"});
  const auto seen = [&] { return *scene.model(scene.trainer()).session; };
  CHECK(seen().watching);
  CHECK(seen().lines.size() == 2);
  CHECK_FALSE(seen().customer.has_value());
  scene.go_to(Phase::score);
  CHECK(seen().customer.has_value());
  CHECK(seen().agent.has_value());
  CHECK_FALSE(seen().debrief.has_value());
  scene.go_to(Phase::debrief);
  CHECK(seen().debrief.has_value());
  scene.must(scene.trainer(), protocol::EndRound{});
  CHECK_FALSE(scene.model(scene.trainer()).session.has_value());
}

TEST_CASE("an intention comes back at the next brief, and only there") {
  Scene scene(2);
  scene.go_to(Phase::debrief);
  scene.must(scene.agent(), protocol::Intend{"ask one thing at a time"});
  scene.lose(scene.agent());
  scene.regain(scene.agent());
  CHECK(scene.model(scene.agent()).session->intention.empty());  // it is for the next scene
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round();
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->intention == (person == scene.agent() ? "ask one thing at a time" : ""));
  }
}

TEST_CASE("the agent learns which lines were confirmed and how much was missed, but not what, until the debrief") {
  Scene scene(2);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  scene.must(scene.customer(), marks_for_good_recap());
  const auto before = scene.model(scene.agent()).session->recaps.at(0);
  CHECK(before.marks->facts[0].confirmed);
  CHECK_FALSE(before.marks->facts[1].confirmed);
  CHECK(before.missed == 1);
  CHECK(before.marks->facts[0].is.empty());
  CHECK(before.marks->missed.empty());
  CHECK(before.marks->untold.empty());
  scene.go_to(Phase::debrief);
  CHECK(scene.model(scene.agent()).session->recaps.at(0).marks == marks_for_good_recap());
}

TEST_CASE("what was not quite right reaches the agent in the customer's words, before it is mended; an observer waits for the debrief") {
  Scene scene(3);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  auto marks = marks_for_good_recap();
  marks.facts[1].correction = "My aunt lent it to me";
  scene.must(scene.customer(), marks);
  CHECK(scene.model(scene.agent()).session->recaps.at(0).marks->facts[1].correction == "My aunt lent it to me");
  CHECK(scene.model(scene.observer()).session->recaps.empty());
  scene.go_to(Phase::debrief);
  CHECK(scene.model(scene.observer()).session->recaps.at(0).marks == marks);
}

TEST_CASE("a line marked as heated in the debrief is there at once") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Say{"Calm down."});
  scene.go_to(Phase::debrief);
  scene.must(scene.agent(), protocol::Heated{MessageId{1}});
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->debrief->heated == std::vector<MessageId>{MessageId{1}});
  }
}

TEST_CASE("nobody who is gone is sent anything more of the scene, even while it is paused") {
  Scene scene(2);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  scene.must(scene.trainer(), protocol::Pause{});
  scene.must(scene.agent(), protocol::Leave{});
  scene.must(scene.trainer(), protocol::Broadcast{"One moment."});
  scene.regain(scene.agent());
  const std::size_t before = scene.sent().size();
  scene.must(scene.customer(), marks_for_good_recap());
  for (std::size_t i = before; i < scene.sent().size(); ++i) CHECK(scene.sent()[i].to == scene.customer());
}

TEST_CASE("a scene that broke off in the talk is debriefed from what there is") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.wait(Seconds{40});
  scene.must(scene.customer(), protocol::Reveal{kDark, true});
  scene.must(scene.agent(), protocol::Leave{});
  const auto& debrief = *scene.model(scene.customer()).session->debrief;
  CHECK(debrief.talk_started.point() == scene.session().began[1]);
  CHECK(debrief.talk_ended.point() == scene.now());
  CHECK(debrief.peer.empty());
  CHECK(debrief.told.size() == 1);
}

TEST_CASE("the variant that was chosen is what both sides read; 0 lets chance choose") {
  Scene second(2, {"lamp", 2, 0, {}, protocol::Mode::chat});
  CHECK(second.model(second.customer()).session->customer->stake == "~stake of the second~");
  std::set<std::uint32_t> chosen;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Scene scene(2, {"lamp", 0, 0, {}, protocol::Mode::chat}, {seed, {}, false});
    chosen.insert(scene.session().variant);
  }
  CHECK(chosen == std::set<std::uint32_t>{0, 1});
}

TEST_CASE("however much was said, felt and marked, every message of a debrief fits the limit") {
  auto card = scene_card();
  card.customer.beats.clear();
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < card::kMaxBeats; ++i) {
    std::string id = fmt::format("beat{:.<{}}", i, card::kMaxId - 4);
    std::string text(card::kMaxDebriefBytes / card::kMaxBeats - id.size(), 'x');  // of any script: bytes count
    bytes += id.size() + text.size();
    card.customer.beats.push_back({std::move(id), std::move(text), {card::Trigger::Kind::phase, card::BeatPhase::talk, {}, 0}, "", ""});
  }
  for (std::size_t i = card.customer.facts.size(); i < card::kMaxFacts; ++i) {
    card.customer.facts.push_back({fmt::format("fact{:.<{}}", i, card::kMaxId - 4), "text", "label", card::Rule::at_once, "", 4});
  }
  card.debrief.assign(card::kMaxQuestions, "");
  REQUIRE(bytes == card::kMaxDebriefBytes);
  Scene scene(3, lamp_round(), {1, {}, false, {card}});  // World checks the size of whatever is sent
  scene.go_to(Phase::talk);
  for (std::size_t i = 0; i < protocol::limits::kSessionFelt; ++i) {
    scene.must(scene.customer(), protocol::Feel{static_cast<std::uint8_t>(i % 2 + 3)});
  }
  for (const auto& fact : scene.session().card->customer.facts) scene.must(scene.customer(), protocol::Reveal{fact.id, false});
  for (std::uint64_t i = 1; i <= protocol::limits::kSessionLines; ++i) {
    scene.must(scene.agent(), protocol::Say{"I said no."});
    (void)scene.attempt(scene.agent(), protocol::Heated{MessageId{i}});
  }
  for (int i = 0; i < 5; ++i) scene.must(scene.observer(), protocol::TapTally{static_cast<protocol::Tally>(i)});
  scene.go_to(Phase::debrief);
  CHECK(scene.model(scene.customer()).session->debrief.has_value());
  CHECK(scene.session().heated.size() == protocol::limits::kSessionHeated);
  CHECK(scene.model(scene.customer()).session->lines.size() == protocol::limits::kSessionLines);
}

}  // namespace earshot::testing
