// What marks, ratings and the outcome come to, on examples whose numbers are worked out beside them.
#include "server/domain/scoring.h"

#include "server/domain/challenge.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::Share;

/// A scene in Talk; its card has 5 facts (1 at once, 2 if asked, 2 if heard), 2 feelings, 2 resolutions, 1 prevention.
struct Talking : Scene {
  explicit Talking(protocol::Mode mode = protocol::Mode::chat) : Scene(3, lamp_round(0, mode)) { go_to(Phase::talk); }

  void tick(const std::string& fact) { must(customer(), protocol::Reveal{fact, false}); }
  /// The agent gives back `facts` and `feelings`, the customer marks them as they say.
  void recap(std::vector<protocol::LineMark> facts, std::vector<protocol::LineMark> feelings,
             std::vector<std::string> missed = {}, std::vector<std::string> untold = {}) {
    if (phase() == Phase::talk) go_to(Phase::recap);
    protocol::Recap given{"So.", {}, {}};
    given.facts.resize(facts.size(), "fact");
    given.feelings.resize(feelings.size(), "feeling");
    must(agent(), given);
    must(customer(), protocol::Mark{std::move(facts), std::move(feelings), std::move(missed), std::move(untold)});
  }
  protocol::Evidence evidence() const { return domain::evidence_of(session()); }
};

std::string no_team(PersonId) { return {}; }

protocol::Rate rated(PersonId of, std::vector<protocol::CriterionLevel> levels) {
  return {of, std::move(levels), {}, {}, {}};
}

}  // namespace

// --- Capture --------------------------------------------------------------------------------------------------------

TEST_CASE("capture is what was confirmed out of what was told") {
  Talking scene;
  for (const auto& fact : {kDark, kBulb, kCord}) scene.tick(fact);
  scene.recap({{true, kDark}, {true, kBulb}}, {{true, kSad}});
  // Told: 3 facts ticked + 2 feelings = 5. Confirmed: 2 facts + 1 feeling = 3.
  CHECK(scene.evidence().capture == Share{3, 5});
}

TEST_CASE("what came out after the recap is nothing that the recap could have held") {
  Talking scene;
  for (const auto& fact : {kDark, kBulb}) scene.tick(fact);
  scene.recap({{true, kDark}, {true, kBulb}}, {{true, kSad}});
  scene.go_to(Phase::solve);
  scene.wait(Seconds{1});
  scene.tick(kCord);
  // Told until then: 2 facts ticked + 2 feelings = 4.
  CHECK(scene.evidence().capture == Share{3, 4});
  const auto told = domain::told_facts(scene.session());
  CHECK(std::ranges::count(told, kCord, &protocol::ToldFact::fact) == 1);  // it is shown as told all the same
}

TEST_CASE("what the customer marks as missed was told, what they mark as untold was not") {
  Talking scene;
  for (const auto& fact : {kDark, kBulb}) scene.tick(fact);
  scene.recap({{true, kDark}}, {{true, kSad}}, {kCord}, {kBulb, kAngry});
  // Told: dark, bulb ticked, cord missed, 2 feelings = 5, less bulb and angry that were never told = 3.
  CHECK(scene.evidence().capture == Share{2, 3});
}

TEST_CASE("a fact that was confirmed counts as told though nobody ticked it, even if it is also marked untold") {
  Talking scene;
  scene.recap({{true, kGift}}, {}, {}, {kGift});
  // Told: gift confirmed + 2 feelings = 3.
  CHECK(scene.evidence().capture == Share{1, 3});
}

TEST_CASE("the same fact confirmed in two lines counts once") {
  Talking scene;
  scene.tick(kDark);
  scene.recap({{true, kDark}, {true, kDark}}, {});
  CHECK(scene.evidence().capture == Share{1, 3});
}

TEST_CASE("confirmed lines that are linked to nothing never lift capture over what was told") {
  Talking scene;
  scene.tick(kDark);
  scene.recap({{true, ""}, {true, ""}, {true, ""}, {true, ""}, {true, ""}}, {});
  CHECK(scene.evidence().capture == Share{3, 3});
}

TEST_CASE("without a recap nothing was captured; a recap that was never marked cannot be judged") {
  Talking none;
  none.tick(kDark);
  CHECK(none.evidence().capture == Share{0, 3});
  Talking unmarked;
  unmarked.tick(kDark);
  unmarked.go_to(Phase::recap);
  unmarked.must(unmarked.agent(), good_recap());
  CHECK(unmarked.evidence().capture == Share{0, 0});
}

TEST_CASE("only the first recap scores") {
  Talking scene;
  scene.tick(kDark);
  scene.recap({{false, ""}}, {});
  scene.recap({{true, kDark}}, {{true, kSad}, {true, kAngry}});
  CHECK(scene.evidence().capture == Share{0, 3});
  CHECK(scene.evidence().invented == 1);
}

// --- Disclosure -----------------------------------------------------------------------------------------------------

TEST_CASE("disclosure counts the facts told after their condition, out of all that have one") {
  Talking scene;
  scene.tick(kDark);                                            // at once: no part of it
  scene.tick(kBulb);                                            // not asked: earns nobody anything
  scene.must(scene.agent(), protocol::Say{"What did you try?"});
  scene.tick(kCord);                                            // asked
  scene.tick(kGift);                                            // felt-heard is at 2, the fact wants 4
  scene.must(scene.customer(), protocol::Feel{5});
  scene.tick(kChild);                                           // wants 5: earned
  CHECK(scene.evidence().disclosure == Share{2, 4});
}

TEST_CASE("a fact told unasked stays unearned, though the question comes later") {
  Talking scene;
  scene.tick(kBulb);
  scene.must(scene.agent(), protocol::Say{"What did you try?"});
  CHECK(scene.must(scene.customer(), protocol::Reveal{kBulb, false}).empty());
  CHECK(scene.evidence().disclosure == Share{0, 4});
}

TEST_CASE("a question counts while it is in the agent's two latest lines, in any script") {
  struct Case {
    std::vector<std::string> agent;
    bool asked;
  };
  for (const Case& c : {Case{{}, false}, Case{{"Hello."}, false}, Case{{"What did you try?"}, true},
                        Case{{"What did you try?", "Take your time."}, true},
                        Case{{"What did you try?", "Take your time.", "No hurry."}, false},
                        Case{{"何を試しましたか？"}, true}, Case{{"ماذا جربت؟"}, true}, Case{{"Τι δοκίμασες\u037e"}, true}}) {
    Talking scene;
    for (const auto& line : c.agent) scene.must(scene.agent(), protocol::Say{line});
    scene.must(scene.customer(), protocol::Say{"Did I ask?"});  // one's own question is none
    scene.tick(kBulb);
    CHECK(scene.session().told.front().earned == c.asked);
  }
}

TEST_CASE("in a spoken round only the customer can have heard the question") {
  Talking scene(protocol::Mode::spoken);
  scene.tick(kBulb);
  CHECK(scene.evidence().disclosure == Share{1, 4});
}

// --- The rest of the evidence ---------------------------------------------------------------------------------------

TEST_CASE("lines marked wrong that are about nothing on the card are invented and take a point each, never under 0") {
  Talking scene;
  scene.tick(kDark);
  scene.recap({{true, kDark}, {false, ""}, {false, kBulb}}, {{false, ""}});
  // Invented: the second line. The third is wrong about a fact of the card; feelings are not facts.
  CHECK(scene.evidence().invented == 1);
  // capture 1 of 3, disclosure 0 of 4, no outcome; less 1 = 0 of 7.
  CHECK(scene.evidence().total == Share{0, 7});

  Talking worse;
  worse.recap({{false, ""}, {false, ""}, {false, ""}}, {});
  CHECK(worse.evidence().total == Share{0, 6});
}

TEST_CASE("resolution and prevention count what was named in Solve, each once, out of the card's") {
  Talking scene;
  scene.tick(kDark);
  scene.recap({{true, kDark}}, {{true, kSad}, {true, kAngry}});
  CHECK(scene.evidence().resolution == Share{0, 0});  // nobody has said yet
  scene.go_to(Phase::score);
  auto outcome = good_outcome();
  outcome.resolution = {kNewLamp, kNewLamp};
  outcome.prevention = {};
  outcome.again = {kDark, kDark};
  scene.must(scene.customer(), outcome);
  const auto evidence = scene.evidence();
  CHECK(evidence.resolution == Share{1, 2});
  CHECK(evidence.prevention == Share{0, 1});
  CHECK(evidence.told_again == 1);
  // capture 3 of 3 + disclosure 0 of 4 + resolution 1 of 2 + prevention 0 of 1 = 4 of 10.
  CHECK(evidence.total == Share{4, 10});
}

TEST_CASE("what was told twice counts against the notes where a call was handed over, and nowhere else") {
  const auto total = [](bool handed_over) {
    auto round = lamp_round();
    if (handed_over) round.modifiers = {protocol::Modifier::handover};
    Scene scene(3, round, {1, {}, false, challenge_cards()});
    scene.go_to(Phase::talk);
    for (const auto& fact : {kDark, kBulb, kCord}) scene.must(scene.customer(), protocol::Reveal{fact, false});
    scene.wait(scene.session().seconds[1] * Seconds{1} / 2 + Seconds{1});
    REQUIRE((domain::handed_over(scene.session()) != nullptr) == handed_over);
    scene.go_to(Phase::score);
    auto outcome = good_outcome();
    outcome.again = {kDark};
    scene.must(scene.of(Role::customer), outcome);
    const auto evidence = domain::evidence_of(scene.session());
    CHECK(evidence.told_again == 1);
    return evidence.total;
  };
  // No recap: capture 0 of 5. Disclosure 0 of 4, resolution 1 of 2, prevention 1 of 1.
  CHECK(total(false) == Share{2, 12});
  CHECK(total(true) == Share{1, 12});
}

TEST_CASE("the debrief lists the facts that were told, with what became of them") {
  Talking scene;
  scene.wait(Seconds{5});
  scene.tick(kDark);
  scene.tick(kBulb);
  scene.recap({{true, kDark}}, {}, {kCord}, {kBulb});
  const auto told = domain::told_facts(scene.session());
  REQUIRE(told.size() == 2);
  CHECK(told[0] == protocol::ToldFact{kDark, true, true, protocol::Moment{scene.session().told[0].at}});
  CHECK(told[1].fact == kCord);  // missed, never ticked
  CHECK_FALSE(told[1].earned);
  CHECK_FALSE(told[1].captured);
}

TEST_CASE("the felt-heard curve begins where the card says, as the talk begins") {
  Talking scene;
  scene.wait(Seconds{10});
  scene.must(scene.customer(), protocol::Feel{4});
  const auto curve = domain::felt_curve(scene.session());
  REQUIRE(curve.size() == 2);
  CHECK(curve[0] == protocol::FeltPoint{protocol::Moment{scene.session().began[1]}, kFeltStart});
  CHECK(curve[1] == protocol::FeltPoint{protocol::Moment{scene.now()}, 4});
}

// --- Peer scores ----------------------------------------------------------------------------------------------------

TEST_CASE("the mean of a criterion is over everybody but the agent, without 'no opportunity', focus first") {
  Scene scene(3, {"lamp", 1, 0, {"recap", "attention"}, protocol::Mode::chat});
  scene.go_to(Phase::score);
  const PersonId agent = scene.agent();
  scene.must(scene.customer(), rated(agent, {{"attention", 2}, {"recap", std::nullopt}, {"facts", 5}}));
  scene.must(scene.observer(), rated(agent, {{"attention", 5}, {"recap", 4}, {"self", std::nullopt}}));
  scene.must(agent, rated(agent, {{"attention", 1}, {"recap", 1}}));
  scene.must(scene.observer(), rate(scene.customer(), Role::customer, 1));
  const auto means = domain::peer_means(scene.session());
  // recap: 4 (one rater). attention: (2 + 5) / 2 = 3.5. facts, not in focus: 5. self: nobody had the opportunity.
  CHECK(means == std::vector<protocol::CriterionMean>{{"recap", 4, 1}, {"attention", 3.5, 2}, {"facts", 5, 1}});
}

TEST_CASE("a result holds every rating, with who rated and for which team, and what became of each fact") {
  Scene scene(3);
  scene.go_to(Phase::score);
  const PersonId agent = scene.agent();
  scene.must(scene.customer(), rated(agent, {{"attention", 1}, {"empathy", 1}, {"facts", 1}, {"recap", 1}}));  // mean 1
  scene.must(scene.observer(), rated(agent, {{"attention", 4}, {"empathy", std::nullopt}}));                   // mean 4
  scene.must(agent, rated(agent, {{"attention", 5}, {"empathy", 5}}));  // one's own never counts
  const auto team = [&](PersonId person) { return std::string(person == agent ? "Red" : "Blue"); };
  const auto result = domain::result_of(scene.session(), team, scene.now());
  REQUIRE(result.has_value());
  CHECK(result->title == scene.session().card->title);
  CHECK(result->rubric == scene.session().rubric->hash);
  CHECK(result->facts.size() == 7);  // five facts and two feelings
  CHECK(result->agent == agent);
  CHECK(result->customer == scene.customer());
  CHECK(result->observer == scene.observer());
  CHECK(result->team == "Red");
  REQUIRE(result->ratings.size() == 3);
  CHECK(result->ratings[0].team == "Blue");
  CHECK(result->ratings[2].team == "Red");
}

TEST_CASE("a trainer's rating counts as one rater more, and a result says that it is a trainer's") {
  Scene scene(2);
  scene.go_to(Phase::score);
  const PersonId agent = scene.agent();
  scene.must(scene.customer(), rated(agent, {{"attention", 5}, {"empathy", 5}}));
  scene.must(scene.trainer(), protocol::RateSession{scene.session().id, rated(agent, {{"attention", 2}, {"empathy", 4}})});
  CHECK(domain::peer_means(scene.session()) == std::vector<protocol::CriterionMean>{{"attention", 3.5, 2}, {"empathy", 4.5, 2}});
  const auto result = domain::result_of(scene.session(), no_team, scene.now());
  REQUIRE(result.has_value());
  REQUIRE(result->ratings.size() == 2);
  CHECK_FALSE(result->ratings[0].trainer);
  CHECK(result->ratings[1].trainer);
  CHECK(result->ratings[1].by == scene.trainer());
}

TEST_CASE("a session in which nobody else could rate the agent leaves no result") {
  Scene scene(2);
  scene.go_to(Phase::score);
  CHECK_FALSE(domain::result_of(scene.session(), no_team, scene.now()).has_value());
  scene.must(scene.agent(), rate(scene.agent(), Role::agent, 5));
  scene.must(scene.agent(), rate(scene.customer(), Role::customer, 5));
  scene.must(scene.customer(), rate(scene.customer(), Role::customer, 5));
  CHECK_FALSE(domain::result_of(scene.session(), no_team, scene.now()).has_value());
  scene.must(scene.customer(), rated(scene.agent(), {{"attention", std::nullopt}, {"empathy", std::nullopt}}));
  CHECK_FALSE(domain::result_of(scene.session(), no_team, scene.now()).has_value());
}

TEST_CASE("a customer's outcome and felt level do not touch the peer score") {
  Scene scene(2);
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Feel{1});
  scene.go_to(Phase::score);
  scene.must(scene.customer(), rate(scene.agent(), Role::agent, 4));
  const auto before = domain::peer_means(scene.session());
  scene.must(scene.customer(), protocol::Outcome{1, 1, 1, 1, {}, {}, {}});
  CHECK(domain::peer_means(scene.session()) == before);
}

}  // namespace earshot::testing
