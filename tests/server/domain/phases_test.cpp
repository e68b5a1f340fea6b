// Each phase's way in and out.
#include <doctest/doctest.h>

#include "server/domain/scoring.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::PresenceState;
using protocol::Ending;

Seconds length(Phase phase) {
  switch (phase) {
    case Phase::brief: return kBriefTime;
    case Phase::talk: return kTalkTime;
    case Phase::recap: return kRecapTime;
    case Phase::solve: return kSolveTime;
    case Phase::score: return kScoreTime;
    case Phase::debrief: return kDebriefTime;
  }
  return {};
}

constexpr std::array kPhases{Phase::brief, Phase::talk, Phase::recap, Phase::solve, Phase::score, Phase::debrief};

/// How the last session ended, if it did.
std::optional<Ending> ending(const World& world) {
  return world.klass().sessions.empty() && world.klass().just_ended ? world.klass().just_ended->ended : std::nullopt;
}

template <class Event>
std::size_t count(const World& world) {
  return static_cast<std::size_t>(std::ranges::count_if(
      world.journal(), [](const Recorded& r) { return std::holds_alternative<Event>(r.event); }));
}

/// A talk in which each fact was told, and its marked recap: the scene stands in Recap.
void talk_and_recap(Scene& scene) {
  scene.go_to(Phase::talk);
  scene.must(scene.agent(), protocol::Say{"What did you try?"});
  scene.must(scene.customer(), protocol::Say{"I changed the bulb."});
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  scene.must(scene.customer(), marks_for_good_recap());
}

void everybody_rates(Scene& scene) {
  scene.must(scene.customer(), good_outcome());
  for (const PersonId by : scene.people()) {
    scene.must(by, rate(scene.agent(), Role::agent));
    scene.must(by, rate(scene.customer(), Role::customer));
  }
}

}  // namespace

TEST_CASE("a role-play begins in Brief, and each phase lasts as long as the card says unless people are done") {
  for (const std::size_t people : {2, 3}) {
    Scene scene(people);
    for (const Phase phase : kPhases) {
      CAPTURE(protocol::word(phase));
      REQUIRE(scene.phase() == phase);
      CHECK(scene.session().ends_at == scene.now() + length(phase));
      scene.wait(length(phase) - Milliseconds{1});
      REQUIRE(scene.phase() == phase);
      scene.wait(Milliseconds{1});
    }
    CHECK(ending(scene) == Ending::finished);
    CHECK_FALSE(scene.klass().round->running);
  }
}

TEST_CASE("every phase ends at once when all of its people are ready, and not before") {
  for (const std::size_t people : {2, 3}) {
    Scene scene(people);
    for (const Phase phase : kPhases) {
      CAPTURE(protocol::word(phase));
      REQUIRE(scene.phase() == phase);
      const auto all = scene.people();
      for (std::size_t i = 0; i < all.size(); ++i) {
        REQUIRE(scene.phase() == phase);
        scene.must(all[i], protocol::Ready{phase});
        // Said again it changes nothing.
        if (i + 1 < all.size()) CHECK(scene.must(all[i], protocol::Ready{phase}).empty());
      }
    }
    CHECK(ending(scene) == Ending::finished);
  }
}

TEST_CASE("ready said late, of a phase that is over, does not count for the next one") {
  Scene scene(2);
  scene.all_ready();
  REQUIRE(scene.phase() == Phase::talk);
  for (const PersonId person : scene.people()) CHECK(scene.must(person, protocol::Ready{Phase::brief}).empty());
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("ready said of a phase that has not begun is refused") {
  Scene scene(2);
  for (const Phase later : {Phase::talk, Phase::debrief}) {
    CHECK(scene.attempt(scene.agent(), protocol::Ready{later}).error().why == Why::wrong_phase);
  }
}

TEST_CASE("who was ready in one phase is not ready in the next") {
  Scene scene(2);
  scene.must(scene.agent(), protocol::Ready{Phase::brief});
  scene.wait(kBriefTime);
  REQUIRE(scene.phase() == Phase::talk);
  scene.must(scene.customer(), protocol::Ready{Phase::talk});
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("Score ends by itself once everybody has rated everybody and the customer has answered for the outcome") {
  for (const std::size_t people : {2, 3}) {
    Scene scene(people);
    talk_and_recap(scene);
    scene.go_to(Phase::score);
    std::vector<std::pair<PersonId, protocol::Intent>> duties{{scene.customer(), good_outcome()}};
    for (const PersonId by : scene.people()) {
      duties.emplace_back(by, rate(scene.agent(), Role::agent));
      duties.emplace_back(by, rate(scene.customer(), Role::customer));
    }
    for (const auto& [who, what] : duties) {
      REQUIRE(scene.phase() == Phase::score);
      scene.must(who, what);
    }
    CHECK(scene.phase() == Phase::debrief);
  }
}

TEST_CASE("nobody has to rate the observer, and nobody can") {
  Scene scene(3);
  scene.go_to(Phase::score);
  for (const PersonId by : scene.people()) {
    CHECK(scene.attempt(by, rate(scene.observer(), Role::agent)).error().why == Why::not_allowed);
  }
}

TEST_CASE("Score ends with its time whatever is missing, or when those who owe a rating say they are done") {
  Scene timed(2);
  timed.go_to(Phase::score);
  timed.wait(kScoreTime);
  CHECK(timed.phase() == Phase::debrief);

  Scene done(2);
  done.go_to(Phase::score);
  done.must(done.customer(), good_outcome());
  done.must(done.customer(), rate(done.agent(), Role::agent));
  done.must(done.customer(), rate(done.customer(), Role::customer));
  done.must(done.agent(), protocol::Ready{Phase::score});
  CHECK(done.phase() == Phase::debrief);
}

TEST_CASE("the trainer's Next moves those who are furthest behind, and ends the session after the debrief") {
  World world;
  for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) world.join(name);
  world.start_round();
  REQUIRE(world.klass().sessions.size() == 2);
  const SessionId fast = world.klass().sessions.begin()->first;
  const SessionId slow = world.klass().sessions.rbegin()->first;
  for (const auto& seat : world.klass().sessions.at(fast).seats) world.must(seat.person, protocol::Ready{Phase::brief});
  const auto phase_of = [&](SessionId id) { return world.klass().sessions.at(id).phase; };
  REQUIRE(phase_of(fast) == Phase::talk);

  world.must(world.trainer(), protocol::NextPhase{});
  CHECK(phase_of(slow) == Phase::talk);
  CHECK(phase_of(fast) == Phase::talk);
  world.must(world.trainer(), protocol::NextPhase{});
  CHECK(phase_of(slow) == Phase::recap);
  CHECK(phase_of(fast) == Phase::recap);

  for (int i = 0; i < 4; ++i) world.must(world.trainer(), protocol::NextPhase{});
  CHECK(ending(world) == Ending::finished);
  CHECK_FALSE(world.klass().round->running);
}

TEST_CASE("the debrief has at least the time of the talk, whatever the card or the trainer says") {
  auto card = scene_card();
  card.minutes.debrief = Seconds{30};
  World world({1, {}, false, {card}});
  world.join("Ann");
  world.join("Ben");
  world.start_round();
  CHECK(world.session().seconds[5] == kTalkTime.count());
  world.must(world.trainer(), protocol::EndRound{});

  world.start_round(lamp_round(12));
  CHECK(world.session().seconds[1] == 12 * 60);
  CHECK(world.session().seconds[5] == 12 * 60);
  world.must(world.trainer(), protocol::EndRound{});

  // A debrief that is longer anyway stays as it is.
  World other;
  other.join("Ann");
  other.join("Ben");
  other.start_round(lamp_round(1));
  CHECK(other.session().seconds[1] == 60);
  CHECK(other.session().seconds[5] == kDebriefTime.count());
}

TEST_CASE("the trainer can end the round in any phase: a debrief then counts as finished") {
  for (const Phase phase : kPhases) {
    CAPTURE(protocol::word(phase));
    Scene scene(3);
    scene.go_to(phase);
    scene.must(scene.trainer(), protocol::EndRound{});
    CHECK(ending(scene) == (phase == Phase::debrief ? Ending::finished : Ending::round_ended));
    CHECK_FALSE(scene.klass().round->running);
    CHECK(scene.klass().seated.empty());
  }
}

// --- Recap ----------------------------------------------------------------------------------------------------------

TEST_CASE("a recap is given once, and mended once after it was marked; the first stays the one that scores") {
  Scene scene(2);
  scene.go_to(Phase::recap);
  CHECK(scene.attempt(scene.customer(), marks_for_good_recap()).error().why == Why::empty);
  scene.must(scene.agent(), good_recap());
  CHECK(scene.attempt(scene.agent(), good_recap()).error().why == Why::already_done);
  scene.must(scene.customer(), marks_for_good_recap());
  const protocol::Recap mended{"You said the lamp is dark, and you changed the bulb.", {"New bulb"}, {}};
  scene.must(scene.agent(), mended);
  CHECK(scene.attempt(scene.agent(), good_recap()).error().why == Why::already_done);
  scene.must(scene.customer(), protocol::Mark{{{true, kBulb}}, {}, {}, {}});
  CHECK(scene.attempt(scene.agent(), good_recap()).error().why == Why::already_done);

  const auto& recaps = scene.session().recaps;
  REQUIRE(recaps.size() == 2);
  CHECK(recaps[0].recap == good_recap());
  CHECK(recaps[0].marks == marks_for_good_recap());
  CHECK(recaps[1].recap == mended);
  CHECK(domain::evidence_of(scene.session()).invented == 1);  // of the first
}

TEST_CASE("once the mended recap is there, the marks of the first stand") {
  Scene scene(2);
  talk_and_recap(scene);
  scene.must(scene.agent(), protocol::Recap{"Mended.", {"One"}, {}});
  CHECK(scene.session().recaps[0].marks == marks_for_good_recap());
  CHECK_FALSE(scene.session().recaps[1].marks.has_value());
}

TEST_CASE("marks fit the recap line by line and name what is on the card") {
  Scene scene(2);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  struct Bad {
    protocol::Mark mark;
    Why why;
    std::string field;
  };
  const auto bad = [](auto change, Why why, std::string field) {
    Bad made{marks_for_good_recap(), why, std::move(field)};
    change(made.mark);
    return made;
  };
  for (const Bad& one : {bad([](auto& m) { m.facts.pop_back(); }, Why::out_of_range, "facts"),
                         bad([](auto& m) { m.feelings.push_back({true, ""}); }, Why::out_of_range, "feelings"),
                         bad([](auto& m) { m.facts[0].is = "nothing"; }, Why::unknown, "is"),
                         bad([](auto& m) { m.missed = {"nothing"}; }, Why::unknown, "missed"),
                         bad([](auto& m) { m.untold = {"nothing"}; }, Why::unknown, "untold")}) {
    const auto refused = scene.attempt(scene.customer(), one.mark);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().why == one.why);
    CHECK(refused.error().field == one.field);
    CHECK_FALSE(scene.session().recaps[0].marks.has_value());
  }
}

// --- People who go --------------------------------------------------------------------------------------------------

TEST_CASE("a place is held for 90 seconds, and everybody in the scene sees until when") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  scene.lose(scene.agent());
  const auto seen = scene.sent_to<protocol::PartnerShown>(scene.customer());
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].state == PresenceState::away);
  CHECK(seen[0].until.point() == scene.now() + Seconds{90});
  CHECK(scene.sent_to<protocol::PartnerShown>(scene.observer()).size() == 1);

  scene.wait(Seconds{90} - Milliseconds{1});
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::away);
  scene.regain(scene.agent());
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::here);
  scene.wait(Seconds{20});
  CHECK(scene.phase() == Phase::talk);

  scene.lose(scene.agent());
  scene.wait(Seconds{30});
  CHECK(scene.session().seat_of(scene.agent())->state == PresenceState::away);
}

TEST_CASE("somebody who is away pauses nothing: the clock runs, and their seat waits in the next phase") {
  Scene scene(2);
  scene.wait(kBriefTime - Seconds{10});
  scene.lose(scene.customer());
  scene.wait(Seconds{10});
  CHECK(scene.phase() == Phase::talk);
  scene.regain(scene.customer());
  CHECK(scene.model(scene.customer()).session->phase == Phase::talk);
}

TEST_CASE("somebody who is away is waited for where all must be ready") {
  Scene scene(2);
  scene.lose(scene.customer());
  scene.must(scene.agent(), protocol::Ready{Phase::brief});
  CHECK(scene.phase() == Phase::brief);
  scene.regain(scene.customer());
  scene.must(scene.customer(), protocol::Ready{Phase::brief});
  CHECK(scene.phase() == Phase::talk);
}

TEST_CASE("without anybody to step in, a partner who is gone ends a brief, turns talk, recap and solve into a debrief, and lets Score go on") {
  for (const Role role : {Role::customer, Role::agent}) {
    for (const Phase phase : kPhases) {
      CAPTURE(protocol::word(role));
      CAPTURE(protocol::word(phase));
      Scene scene(3);
      scene.set({.drop_out = protocol::DropOut::debrief});
      scene.go_to(phase);
      scene.must(scene.of(role), protocol::Leave{});
      if (phase == Phase::brief) {
        CHECK(ending(scene) == Ending::partner_gone);
        CHECK(scene.klass().seated.empty());
      } else {
        CHECK(scene.phase() == (phase < Phase::score ? Phase::debrief : phase));
      }
    }
  }
}

TEST_CASE("the scene goes on without its observer") {
  for (const Phase phase : kPhases) {
    CAPTURE(protocol::word(phase));
    Scene scene(3);
    scene.go_to(phase);
    scene.must(scene.observer(), protocol::Leave{});
    CHECK(scene.phase() == phase);
    scene.must(scene.customer(), protocol::Ready{phase});
    scene.must(scene.agent(), protocol::Ready{phase});
    if (phase != Phase::debrief) CHECK(scene.phase() != phase);
  }
}

TEST_CASE("when nobody is left the session ends") {
  for (const Phase phase : kPhases) {
    CAPTURE(protocol::word(phase));
    Scene scene(3);
    scene.go_to(phase);
    for (const PersonId person : scene.people()) scene.lose(person);
    scene.wait(Seconds{90});
    CHECK(ending(scene).has_value());
    CHECK(scene.klass().seated.empty());
  }
}

TEST_CASE("ratings still owed by somebody who is gone are not waited for") {
  Scene scene(3);
  scene.go_to(Phase::score);
  scene.must(scene.observer(), protocol::Leave{});
  scene.must(scene.customer(), good_outcome());
  for (const PersonId by : {scene.customer(), scene.agent()}) {
    scene.must(by, rate(scene.agent(), Role::agent));
    scene.must(by, rate(scene.customer(), Role::customer));
  }
  CHECK(scene.phase() == Phase::debrief);
}

// --- Stepping out ---------------------------------------------------------------------------------------------------

TEST_CASE("everybody can step out of every phase at once; the trainer is told and nothing is scored") {
  for (const Role role : {Role::customer, Role::agent, Role::observer}) {
    for (const Phase phase : kPhases) {
      if (phase == Phase::debrief) continue;
      CAPTURE(protocol::word(role));
      CAPTURE(protocol::word(phase));
      Scene scene(3);
      scene.go_to(phase);
      const PersonId who = scene.of(role);
      scene.must(who, protocol::StepOut{});
      CHECK(ending(scene) == Ending::stepped_out);
      CHECK(count<domain::PhaseBegan>(scene) == static_cast<std::size_t>(phase));  // no debrief: nothing was scored
      const auto notices = scene.sent_to<protocol::TrainerNotice>(scene.trainer());
      REQUIRE(notices.size() == 1);
      CHECK(notices[0].stepped_out);
      CHECK(notices[0].person == who);
      for (const PersonId person : scene.people()) {
        const auto closed = scene.sent_to<protocol::SessionClosed>(person);
        REQUIRE(closed.size() == 1);
        CHECK(closed[0].ending == Ending::stepped_out);
        CHECK_FALSE(scene.model(person).session.has_value());
      }
    }
  }
}

TEST_CASE("who steps out of the debrief takes nothing from the others") {
  Scene scene(3);
  talk_and_recap(scene);
  scene.go_to(Phase::score);
  everybody_rates(scene);
  REQUIRE(scene.phase() == Phase::debrief);
  scene.must(scene.customer(), protocol::StepOut{});
  CHECK(scene.phase() == Phase::debrief);
  CHECK_FALSE(scene.model(scene.customer()).session.has_value());
  CHECK(scene.model(scene.agent()).session->debrief.has_value());
  scene.must(scene.agent(), protocol::StepOut{});
  scene.must(scene.observer(), protocol::StepOut{});
  CHECK(ending(scene) == Ending::finished);
}

}  // namespace earshot::testing
