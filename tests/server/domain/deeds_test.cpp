// What the people of a scored session did, as the game will count it.
#include "server/domain/deeds.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

/// A scene of three in Talk; its card has 5 facts (1 at once, 2 if asked, 2 if heard), 2 feelings, 2 resolutions, 1
/// prevention.
struct Played : Scene {
  explicit Played(protocol::StartRound round = lamp_round(), Start start = {}) : Scene(3, std::move(round), std::move(start)) {
    go_to(Phase::talk);
  }
  void tell(const std::string& fact) { must(customer(), protocol::Reveal{fact, false}); }
  void rate_agent(std::uint8_t level = 4) {
    if (phase() != Phase::score) go_to(Phase::score);
    must(observer(), rate(agent(), Role::agent, level));
  }
  std::vector<domain::PersonDeed> deeds() { return domain::deeds_of(klass(), session(), now()); }
  game::Deed deed_of(PersonId person) {
    for (const auto& entry : deeds()) {
      if (entry.person == person) return entry.deed;
    }
    FAIL("there is no deed of this person");
    return {};
  }
  bool has_deed(PersonId person) {
    const auto all = deeds();
    return std::ranges::find(all, person, &domain::PersonDeed::person) != all.end();
  }
};

}  // namespace

TEST_CASE("each person of a scored session has one deed, for the role they sit in") {
  Played scene;
  scene.rate_agent();
  const auto deeds = scene.deeds();
  CHECK(deeds.size() == 3);
  for (const Role role : {Role::customer, Role::agent, Role::observer}) {
    const game::Deed deed = scene.deed_of(scene.of(role));
    CHECK(deed.role == role);
    CHECK(deed.kind == game::DeedKind::session);
    CHECK(deed.session == scene.session().id);
    CHECK(deed.class_id == scene.klass().id);
    CHECK(deed.round == scene.session().round);
    CHECK(deed.at == protocol::Moment{scene.now()});
    CHECK(deed.card == "lamp");
    CHECK(deed.sector == "Tests");
    CHECK(deed.language == "en");
    CHECK(deed.difficulty == 2);
    CHECK(deed.partner == game::Partner::assigned);
  }
}

TEST_CASE("a session in which nobody rated the agent leaves no deeds") {
  Played scene;
  scene.go_to(Phase::score);
  scene.must(scene.agent(), rate(scene.agent(), Role::agent, 5));
  CHECK(scene.deeds().empty());
}

TEST_CASE("who has left the scene has no deed, and the others' deeds do not wait for their rating") {
  Played scene;
  scene.rate_agent();
  const PersonId observer = scene.observer();
  scene.must(observer, protocol::Leave{});
  CHECK_FALSE(scene.has_deed(observer));
  CHECK(scene.has_deed(scene.agent()));
  CHECK(scene.has_deed(scene.customer()));
}

TEST_CASE("facts and feelings that were told, and what of them came back, are counted apart, for the agent alone") {
  Played scene;
  for (const auto& fact : {kDark, kBulb, kCord}) scene.tell(fact);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());                // two facts and a feeling
  scene.must(scene.customer(), marks_for_good_recap());   // dark right, one invented, sad right; bulb missed
  scene.rate_agent();
  const game::Deed deed = scene.deed_of(scene.agent());
  CHECK(deed.facts_told == 3);
  CHECK(deed.facts_captured == 1);
  CHECK(deed.feelings_told == 2);
  CHECK(deed.feelings_captured == 1);
  CHECK(deed.invented == 1);
  CHECK(deed.recap_marked);
  CHECK_FALSE(deed.recap_confirmed);
  CHECK_FALSE(deed.mended);
  const game::Deed customer = scene.deed_of(scene.customer());
  CHECK(customer.facts_told == 0);
  CHECK_FALSE(customer.recap_marked);
}

TEST_CASE("a recap that nobody marked tells nothing of what was captured") {
  Played scene;
  scene.tell(kDark);
  scene.go_to(Phase::recap);
  scene.must(scene.agent(), good_recap());
  scene.rate_agent();
  const game::Deed deed = scene.deed_of(scene.agent());
  CHECK(deed.facts_told == 0);
  CHECK_FALSE(deed.recap_marked);
}

TEST_CASE("a recap in which nothing was wrong and nothing missed is confirmed, a better second one is mended") {
  Played scene;
  scene.tell(kDark);
  scene.go_to(Phase::recap);
  const protocol::Mark all_right{{{true, kDark}}, {{true, kSad}}, {}, {}};
  SUBCASE("right at once") {
    scene.must(scene.agent(), protocol::Recap{"So.", {"It is dark"}, {"You are sad"}});
    scene.must(scene.customer(), all_right);
    scene.rate_agent();
    CHECK(scene.deed_of(scene.agent()).recap_confirmed);
    CHECK_FALSE(scene.deed_of(scene.agent()).mended);
  }
  SUBCASE("right, but not all of it") {
    auto missed = all_right;
    missed.missed = {kBulb};
    scene.must(scene.agent(), protocol::Recap{"So.", {"It is dark"}, {"You are sad"}});
    scene.must(scene.customer(), missed);
    scene.rate_agent();
    CHECK_FALSE(scene.deed_of(scene.agent()).recap_confirmed);
  }
  SUBCASE("mended") {
    scene.must(scene.agent(), protocol::Recap{"So.", {"It is bright"}, {"You are sad"}});
    scene.must(scene.customer(), protocol::Mark{{{false, kDark}}, {{true, kSad}}, {}, {}});
    scene.must(scene.agent(), protocol::Recap{"So.", {"It is dark"}, {"You are sad"}});
    scene.must(scene.customer(), all_right);
    scene.rate_agent();
    const game::Deed deed = scene.deed_of(scene.agent());
    CHECK(deed.mended);
    CHECK_FALSE(deed.recap_confirmed);
    CHECK(deed.facts_captured == 0);  // the first one counts
  }
}

TEST_CASE("facts are earned after their condition, out of all such facts of the card") {
  Played scene;
  scene.tell(kCord);  // nobody had asked
  scene.must(scene.agent(), protocol::Say{"What did you try?"});
  scene.tell(kBulb);
  scene.must(scene.customer(), protocol::Feel{4});
  scene.tell(kGift);   // waits for 4
  scene.tell(kChild);  // waits for 5
  scene.rate_agent();
  const game::Deed deed = scene.deed_of(scene.agent());
  CHECK(deed.if_asked_earned == 1);
  CHECK(deed.if_asked_of == 2);
  CHECK(deed.if_heard_earned == 1);
  CHECK(deed.if_heard_of == 2);
  CHECK(deed.felt_start == kFeltStart);
  CHECK(deed.felt_end == 4);
}

TEST_CASE("the agent's questions of the talk are counted, in any script, and nobody else's") {
  Played scene;
  for (const char* text : {"What happened?", "Ah.", "何を試しましたか？", "ماذا جربت؟"}) scene.must(scene.agent(), protocol::Say{text});
  scene.must(scene.customer(), protocol::Say{"Can you help?"});
  scene.go_to(Phase::solve);
  scene.must(scene.agent(), protocol::Say{"Shall I send a new one?"});
  scene.rate_agent();
  CHECK(scene.deed_of(scene.agent()).open_questions == 3);
  CHECK(scene.deed_of(scene.customer()).open_questions == 0);
}

TEST_CASE("what solving named is out of what the card has") {
  Played scene;
  scene.go_to(Phase::score);
  scene.must(scene.customer(), good_outcome());
  scene.rate_agent();
  const game::Deed deed = scene.deed_of(scene.agent());
  CHECK(deed.resolution_named == 1);
  CHECK(deed.resolution_of == 2);
  CHECK(deed.prevention_named == 1);
  CHECK(deed.prevention_of == 1);
}

TEST_CASE("a breath that was taken is known long after it has ended") {
  Played scene;
  scene.must(scene.agent(), protocol::Breathe{});
  scene.wait(Seconds{60});
  scene.rate_agent();
  CHECK(scene.deed_of(scene.agent()).breath);
  CHECK_FALSE(scene.deed_of(scene.observer()).breath);
}

TEST_CASE("how the customer's part was played is what others say of it, not the customer") {
  Played scene;
  scene.rate_agent();
  CHECK_FALSE(scene.deed_of(scene.customer()).part_mean.has_value());
  scene.must(scene.customer(), rate(scene.customer(), Role::customer, 5));
  CHECK_FALSE(scene.deed_of(scene.customer()).part_mean.has_value());
  scene.must(scene.observer(), rate(scene.customer(), Role::customer, 3));
  scene.must(scene.agent(), rate(scene.customer(), Role::customer, 4));
  CHECK(scene.deed_of(scene.customer()).part_mean == 350);
}

TEST_CASE("a rater owes the agent's focus and the customer's criteria, and has given what they have given") {
  Played scene;
  scene.must(scene.customer(), protocol::Say{"My lamp is dark."});
  scene.go_to(Phase::score);
  auto careful = rate(scene.agent(), Role::agent);
  careful.keep = "You asked.";
  careful.next = "Ask about the feeling.";
  careful.moments = {{"attention", MessageId{1}}};
  careful.levels.push_back({"facts", 2});  // more than is due
  scene.must(scene.observer(), careful);
  game::Deed deed = scene.deed_of(scene.observer());
  CHECK(deed.ratings_due == 2);  // the observer is not rated
  CHECK(deed.ratings_given == 1);
  CHECK(deed.criteria_due == 2 + 3);
  CHECK(deed.criteria_answered == 2);
  CHECK(deed.with_evidence == 1);
  CHECK(deed.comments == 2);

  scene.must(scene.observer(), rate(scene.customer(), Role::customer));
  deed = scene.deed_of(scene.observer());
  CHECK(deed.ratings_given == 2);
  CHECK(deed.criteria_answered == 5);
  CHECK(scene.deed_of(scene.agent()).ratings_due == 2);  // oneself is one of them
  CHECK(scene.deed_of(scene.agent()).ratings_given == 0);
}

TEST_CASE("a task that the observer tapped counts once, however often it was tapped") {
  Played scene;
  const auto tasks = scene.session().tasks;
  REQUIRE_FALSE(tasks.empty());
  for (int i = 0; i < 3; ++i) scene.must(scene.observer(), protocol::TapTally{tasks.front()});
  scene.rate_agent();
  CHECK(scene.deed_of(scene.observer()).tasks_tapped == 1);
  CHECK(scene.deed_of(scene.agent()).tasks_tapped == 0);
}

TEST_CASE("a card is met for the first time once") {
  Played scene;
  scene.rate_agent();
  CHECK(scene.deed_of(scene.agent()).first_time);
  scene.go_to(Phase::debrief);
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round();
  scene.go_to(Phase::score);
  scene.must(scene.of(Role::customer), rate(scene.of(Role::agent), Role::agent));
  CHECK_FALSE(scene.deed_of(scene.of(Role::agent)).first_time);
}

TEST_CASE("an intention that was brought along is known to have been") {
  Played scene;
  scene.rate_agent();
  CHECK_FALSE(scene.deed_of(scene.agent()).intention_brought);
  scene.go_to(Phase::debrief);
  const PersonId who = scene.agent();
  scene.must(who, protocol::Intend{"Ask more"});
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round(protocol::StartRound{"kettle", 1, 0, {}, protocol::Mode::chat});
  scene.go_to(Phase::score);
  scene.must(scene.of(Role::customer), rate(scene.of(Role::agent), Role::agent));
  for (const auto& entry : scene.deeds()) CHECK(entry.deed.intention_brought == (entry.person == who));
}

TEST_CASE("who hands the talk over has listened as an agent, to what was told until then") {
  auto round = lamp_round();
  round.modifiers = {protocol::Modifier::handover};
  Played scene(round, {1, {}, false, challenge_cards()});
  const PersonId first = scene.agent();
  const PersonId second = scene.observer();
  scene.must(first, protocol::Say{"What did you try?"});
  for (const auto& fact : {kDark, kBulb}) scene.tell(fact);
  scene.wait(kTalkTime / 2);
  REQUIRE(scene.of(Role::agent) == second);
  scene.wait(Seconds{1});
  scene.tell(kCord);
  scene.go_to(Phase::recap);
  scene.must(second, good_recap());
  scene.must(scene.customer(), marks_for_good_recap());
  scene.go_to(Phase::score);
  scene.must(scene.customer(), rate(second, Role::agent));
  auto outcome = good_outcome();
  outcome.again = {kDark};
  scene.must(scene.customer(), outcome);

  const game::Deed gave = scene.deed_of(first);
  CHECK(gave.role == Role::agent);
  CHECK(gave.handed_over);
  CHECK(gave.facts_told == 2);
  CHECK(gave.facts_captured == 0);
  CHECK_FALSE(gave.recap_marked);
  CHECK(gave.if_asked_earned == 1);
  CHECK(gave.open_questions == 1);
  CHECK(gave.told_again == 1);
  const game::Deed took = scene.deed_of(second);
  CHECK(took.role == Role::agent);
  CHECK_FALSE(took.handed_over);
  CHECK(took.facts_told == 3);
  CHECK(took.facts_captured == 1);
  CHECK(took.open_questions == 0);
  CHECK(took.told_again == 1);
}

TEST_CASE("levels and the length of what was written leave no trace in anybody's deed") {
  const auto play = [](std::uint8_t level, const std::string& text) {
    Played scene;
    scene.must(scene.agent(), protocol::Say{text});
    scene.rate_agent(level);
    std::vector<game::Deed> deeds;
    for (const auto& entry : scene.deeds()) deeds.push_back(entry.deed);
    return deeds;
  };
  CHECK(play(1, "Ah.") == play(5, std::string(900, 'a')));
}

// --- Sessions that broke off ----------------------------------------------------------------------------------------

namespace {

using People = std::set<PersonId>;

/// Of a session that is in its debrief, or has just ended.
People excused(const World& world) {
  const bool open = !world.klass().sessions.empty();
  const auto people = domain::excused_in(open ? world.session() : world.klass().just_ended.value());
  return {people.begin(), people.end()};
}

/// No observer steps in and nobody moves: the scene ends as soon as a place is free.
void end_without_partner(World& world) { world.set({.late = protocol::LateJoin::next_round, .drop_out = protocol::DropOut::debrief}); }

}  // namespace

TEST_CASE("who steps out is excused, and so are those who lose the scene by it, whoever it was and wherever they were") {
  for (const Role role : {Role::customer, Role::agent, Role::observer}) {
    for (const Phase phase : {Phase::brief, Phase::talk, Phase::recap, Phase::solve, Phase::score}) {
      CAPTURE(protocol::word(role));
      CAPTURE(protocol::word(phase));
      Scene scene(3);
      scene.go_to(phase);
      scene.must(scene.of(role), protocol::StepOut{});
      CHECK(excused(scene) == People{scene.customer(), scene.agent(), scene.observer()});
    }
  }
}

TEST_CASE("whose partner is lost is excused, with a debrief or without one; who was lost is not") {
  for (const Role role : {Role::customer, Role::agent}) {
    for (const Phase phase : {Phase::brief, Phase::talk, Phase::solve}) {
      CAPTURE(protocol::word(role));
      CAPTURE(protocol::word(phase));
      Scene scene(3);
      end_without_partner(scene);
      scene.go_to(phase);
      const PersonId lost = scene.of(role);
      scene.lose(lost);
      scene.wait(Seconds{90});
      People left{scene.customer(), scene.agent(), scene.observer()};
      left.erase(lost);
      CHECK(excused(scene) == left);
      if (phase == Phase::brief) continue;
      REQUIRE(scene.phase() == Phase::debrief);
      scene.must(scene.trainer(), protocol::EndRound{});
      CHECK(excused(scene).empty());  // that was said when the debrief began
    }
  }
}

TEST_CASE("whose partner leaves before rating has lost them too, if nobody else rated") {
  Scene scene(2);
  scene.go_to(Phase::score);
  scene.must(scene.customer(), protocol::Leave{});
  scene.go_to(Phase::debrief);
  CHECK(excused(scene) == People{scene.agent()});
}

TEST_CASE("nobody is excused while a scene goes on, by a trainer who ends it, for careless rating or by a warm-up") {
  SUBCASE("the observer steps in, and the scene goes on to its end") {
    Scene scene(3);
    scene.go_to(Phase::talk);
    scene.must(scene.customer(), protocol::Leave{});
    REQUIRE(scene.of(Role::customer) == scene.observer());
    scene.go_to(Phase::debrief);
    CHECK(excused(scene).empty());
  }
  SUBCASE("the observer alone is lost") {
    Scene scene(3);
    scene.go_to(Phase::talk);
    scene.must(scene.observer(), protocol::Leave{});
    scene.must(scene.trainer(), protocol::EndRound{});
    CHECK(excused(scene).empty());
  }
  SUBCASE("the trainer ends it") {
    Scene scene(3);
    scene.go_to(Phase::talk);
    scene.must(scene.trainer(), protocol::EndRound{});
    CHECK(excused(scene).empty());
  }
  SUBCASE("all were there, and nobody rated") {
    Scene scene(2);
    scene.go_to(Phase::debrief);
    CHECK(excused(scene).empty());
  }
  SUBCASE("a warm-up") {
    Scene scene(3);
    auto warm_up = scene.session();
    warm_up.kind = domain::SessionKind::warm_up;
    warm_up.ended = protocol::Ending::stepped_out;
    CHECK(domain::excused_in(warm_up).empty());
  }
}

}  // namespace earshot::testing
