// All rate one talk: who may, what is refused, who sees what, and what is left of it.
#include "server/domain/calibration.h"

#include <doctest/doctest.h>

#include <cereal/archives/json.hpp>

#include <algorithm>
#include <sstream>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::Standing;
using protocol::Calibrate;
using protocol::CalibrationResult;
using protocol::CalibrationShown;
using protocol::CriterionLevel;
using protocol::EndCalibration;
using protocol::RateTranscript;

RateTranscript levels(std::optional<std::uint8_t> attention, std::optional<std::uint8_t> empathy) {
  return {{{"attention", attention}, {"empathy", empathy}}};
}

protocol::SetPlan talk_then_round() {
  protocol::PlanStep talk;
  talk.kind = protocol::StepKind::talk;
  talk.title = "Talk";
  talk.minutes = 5;
  return {{"", "Plan", {talk, protocol::PlanStep{}}}};
}

/// Ann, Ben and Cleo, whose trainer has given them the talk.
struct Rating : World {
  explicit Rating(Start start = {}) : World(std::move(start)) {
    ann = join("Ann");
    ben = join("Ben");
    cleo = join("Cleo");
    must(trainer(), Calibrate{"heater"});
  }
  void refused(PersonId who, protocol::Intent intent, Why why, const std::string& text) {
    const auto decision = attempt(who, std::move(intent));
    REQUIRE_FALSE(decision.has_value());
    CHECK(decision.error().why == why);
    CHECK(decision.error().text == text);
  }
  const CalibrationShown& shown(PersonId person) const { return *model(person).insight.calibration; }
  const CalibrationResult& result(PersonId person) const {
    REQUIRE(model(person).insight.calibration_result);
    return *model(person).insight.calibration_result;
  }
  PersonId ann, ben, cleo;
};

}  // namespace

TEST_CASE("everybody gets the talk and its criteria, with nothing rated yet") {
  Rating world;
  for (const PersonId person : {world.trainer(), world.ann}) {
    const CalibrationShown& shown = world.shown(person);
    CHECK(shown.on);
    CHECK(shown.transcript == "heater");
    CHECK(shown.lines.size() == 2);
    CHECK(shown.focus == std::vector<std::string>{"attention", "empathy"});
    CHECK(shown.own.empty());
    CHECK(shown.rated == 0);
    CHECK(shown.of == 3);
    CHECK(shown.choices.empty());
  }
}

TEST_CASE("a trainer is shown what can be chosen while nothing is rated, a trainee is not") {
  World world;
  const PersonId ann = world.join("Ann");
  const CalibrationShown& to_trainer = *world.model(world.trainer()).insight.calibration;
  CHECK_FALSE(to_trainer.on);
  CHECK(to_trainer.choices == std::vector<std::string>{"heater"});
  CHECK(to_trainer.choice_names == std::vector<std::string>{"heater in en"});
  CHECK(world.model(ann).insight.calibration->choices.empty());
}

TEST_CASE("each reads the talk in their own language, and the result too") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.reads(ben, "de-AT");
  world.must(world.trainer(), Calibrate{"heater"});
  CHECK(world.model(ann).insight.calibration->title == "heater in en");
  CHECK(world.model(ben).insight.calibration->title == "heater in de");
  CHECK(world.model(ben).insight.calibration->lines[0].text == "My heater is off. in de");
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.model(ann).insight.calibration_result->criteria[0].why == "Asks what was not said. in en");
  CHECK(world.model(ben).insight.calibration_result->criteria[0].why == "Asks what was not said. in de");
}

TEST_CASE("a translation that has become another talk meanwhile is not shown") {
  Rating world;
  world.reads(world.ann, "de");
  world.content().remove_transcripts();
  auto other = scene_transcript("heater", "de");
  other.lines.pop_back();
  world.content().put(other);
  world.lose(world.ann);
  world.regain(world.ann);
  CHECK(world.shown(world.ann).title == "heater in en");
}

TEST_CASE("what cannot be begun is refused with a sentence that says what to do") {
  Rating world;
  world.refused(world.trainer(), Calibrate{"heater"}, Why::busy, "the class is rating a transcript; show how it was rated first");
  world.must(world.trainer(), EndCalibration{});
  world.refused(world.trainer(), Calibrate{"fridge"}, Why::unknown, "this server has no transcript 'fridge'");
  auto old = scene_transcript("old");
  old.focus = {"attention", "charm"};
  world.content().put(old);
  world.refused(world.trainer(), Calibrate{"old"}, Why::unknown, "the rubric has no criterion 'charm' any more; choose another transcript");
  world.start_round();
  world.refused(world.trainer(), Calibrate{"heater"}, Why::busy, "a round is running; end it first");
}

TEST_CASE("only a trainer begins and ends it, and Practice has none") {
  Rating world;
  CHECK_FALSE(world.attempt(world.ann, EndCalibration{}).has_value());
  CHECK(world.klass().calibration.has_value());
  world.must(world.trainer(), EndCalibration{});
  CHECK_FALSE(world.attempt(world.ann, Calibrate{"heater"}).has_value());
  CHECK_FALSE(world.klass().calibration.has_value());
  world.refused(world.trainer(), EndCalibration{}, Why::wrong_phase, "no transcript is being rated; choose one to begin");

  World practice({.practice = true});
  const PersonId dan = practice.join("Dan");
  CHECK_FALSE(practice.attempt(dan, Calibrate{"heater"}).has_value());
  const auto decision = domain::calibrate(practice.klass(), Calibrate{"heater"}, practice.context());
  REQUIRE_FALSE(decision.has_value());
  CHECK(decision.error().why == Why::not_allowed);
  CHECK(practice.sent_to<CalibrationShown>(dan).empty());
}

TEST_CASE("no round and no step of the plan begins meanwhile") {
  Rating world;
  const std::string busy = "the class is rating a transcript; show how it was rated first";
  world.refused(world.trainer(), lamp_round(), Why::busy, busy);
  world.must(world.trainer(), talk_then_round());
  world.refused(world.trainer(), protocol::BeginStep{0}, Why::busy, busy);
}

TEST_CASE("a plan that runs by itself waits for the class, and goes on as it ends") {
  World world;
  for (const char* name : {"Ann", "Ben"}) world.join(name);
  world.must(world.trainer(), talk_then_round());
  world.must(world.trainer(), protocol::AutoRun{true});
  world.must(world.trainer(), protocol::BeginStep{0});
  world.must(world.trainer(), Calibrate{"heater"});
  world.wait(Seconds{600});
  CHECK(world.klass().sessions.empty());
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.klass().sessions.size() == 1);
}

TEST_CASE("nobody is paired from the queue or to warm up while the class rates") {
  Rating world;
  world.must(world.ann, protocol::Queue{});
  world.must(world.ben, protocol::Queue{});
  CHECK(world.klass().sessions.empty());
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.klass().sessions.size() == 1);
}

TEST_CASE("a rating names every criterion of the focus once, and no other") {
  Rating world;
  world.refused(world.ann, RateTranscript{{{"attention", 3}}}, Why::empty, "'empathy' is not rated yet; give it a level, or 'no opportunity'");
  world.refused(world.ann, RateTranscript{{{"attention", 3}, {"attention", 4}}}, Why::too_many, "'attention' is rated twice; keep one of the two");
  world.refused(world.ann, RateTranscript{{{"attention", 3}, {"empathy", 4}, {"facts", 4}}}, Why::unknown, "'facts' is not rated here; rate attention, empathy");
  CHECK_FALSE(world.attempt(world.ann, levels(6, 3)).has_value());
  CHECK_FALSE(world.attempt(world.ann, levels(0, 3)).has_value());
  CHECK(world.shown(world.ann).rated == 0);
  world.must(world.trainer(), EndCalibration{});
  world.refused(world.ann, levels(3, 3), Why::wrong_phase, "no transcript is being rated just now; wait until your trainer begins");
}

TEST_CASE("'no opportunity' stands three times at most") {
  World world;
  const PersonId ann = world.join("Ann");
  auto wide = scene_transcript("wide");
  wide.focus = {"attention", "clarify", "facts", "empathy"};
  world.content().put(wide);
  world.must(world.trainer(), Calibrate{"wide"});
  RateTranscript rating{{{"attention", {}}, {"clarify", {}}, {"facts", {}}, {"empathy", {}}}};
  const auto decision = world.attempt(ann, rating);
  REQUIRE_FALSE(decision.has_value());
  CHECK(decision.error().why == Why::too_many);
  rating.levels.back().level = 2;
  world.must(ann, rating);
}

TEST_CASE("a rating is kept in the focus' order, can be given again, and the last one counts") {
  Rating world;
  world.must(world.ann, RateTranscript{{{"empathy", 2}, {"attention", 4}}});
  const std::vector<CriterionLevel> first{{"attention", 4}, {"empathy", 2}};
  CHECK(world.shown(world.ann).own == first);
  CHECK(world.must(world.ann, levels(4, 2)).empty());  // nothing changes
  world.must(world.ann, levels(5, std::nullopt));
  CHECK(world.shown(world.ann).rated == 1);
  world.must(world.trainer(), EndCalibration{});
  const auto& empathy = world.result(world.ann).criteria[1];
  CHECK(empathy.none == 1);
  CHECK(empathy.counts == std::array<std::uint32_t, 5>{});
  CHECK_FALSE(empathy.own);
}

TEST_CASE("all hear how many have rated, and nobody what anybody else gave") {
  Rating world;
  world.must(world.ann, levels(1, 2));
  world.must(world.trainer(), levels(4, 4));
  for (const PersonId person : {world.ben, world.cleo}) {
    CHECK(world.shown(person).rated == 1);  // of three trainees; the trainer is the measure, not one of them
    CHECK(world.shown(person).of == 3);
    CHECK_FALSE(world.shown(person).lines.empty());
  }
  for (const Sent& sent : world.sent()) {
    const auto* shown = std::get_if<CalibrationShown>(&sent.message);
    if (!shown || shown->own.empty()) continue;
    const bool of_receiver = shown->own == (sent.to == world.ann ? levels(1, 2).levels : levels(4, 4).levels);
    CHECK(of_receiver);
    CHECK((sent.to == world.ann || sent.to == world.trainer()));
  }
  CHECK_FALSE(world.model(world.ben).insight.calibration_result);
}

TEST_CASE("what changes as people rate is told without sending the talk again") {
  Rating world;
  world.must(world.ann, levels(1, 2));
  CHECK(world.sent_to<CalibrationShown>(world.ben).back().lines.empty());
  CHECK(world.shown(world.ben).lines.size() == 2);
  CHECK(world.shown(world.ben).title == "heater in en");
}

TEST_CASE("the result is the trainees' spread, the trainer's level beside it and one's own") {
  Rating world;
  world.must(world.ann, levels(1, 2));
  world.must(world.ben, levels(1, 5));
  world.must(world.cleo, levels(3, std::nullopt));
  world.must(world.trainer(), levels(4, 3));
  world.must(world.trainer(), EndCalibration{});
  CHECK_FALSE(world.shown(world.ann).on);
  const CalibrationResult& ann = world.result(world.ann);
  REQUIRE(ann.criteria.size() == 2);
  CHECK(ann.transcript == "heater");
  CHECK(ann.criteria[0].counts == std::array<std::uint32_t, 5>{2, 0, 1, 0, 0});
  CHECK(ann.criteria[0].anchor == 4);
  CHECK(ann.criteria[0].own == 1);
  CHECK(ann.criteria[0].why == "Asks what was not said. in en");
  CHECK(ann.criteria[1].counts == std::array<std::uint32_t, 5>{0, 1, 0, 0, 1});
  CHECK(ann.criteria[1].none == 1);
  CHECK(world.result(world.ben).criteria[0].own == 1);
  CHECK(world.result(world.trainer()).criteria[0].own == 4);
}

TEST_CASE("of several trainers the mean counts, rounded; without a trainer's level there is none") {
  Rating world;
  REQUIRE(world.try_join("Tom", {}, Standing::trainer));
  const PersonId tom = world.klass().members.back().person;
  world.must(world.trainer(), levels(2, std::nullopt));
  world.must(tom, levels(3, std::nullopt));
  world.must(world.ann, levels(2, 2));
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.result(world.ann).criteria[0].anchor == 3);
  CHECK_FALSE(world.result(world.ann).criteria[1].anchor);
  CHECK(world.result(world.ann).criteria[1].none == 0);  // those are the trainees'
}

TEST_CASE("a rating counts as what its author was when they gave it") {
  Rating world;
  world.must(world.ann, levels(1, 1));
  world.must(world.trainer(), protocol::Promote{world.ann, true});
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.result(world.ben).criteria[0].counts[0] == 1);
  CHECK_FALSE(world.result(world.ben).criteria[0].anchor);
}

TEST_CASE("who leaves by choice has rated; who is taken out for good has not") {
  Rating world;
  world.must(world.ann, levels(1, 1));
  world.must(world.ben, levels(5, 5));
  world.must(world.ann, protocol::Leave{});
  CHECK(world.shown(world.cleo).of == 2);
  CHECK(world.shown(world.cleo).rated == 1);
  world.must(world.trainer(), protocol::Remove{world.ben, true});
  CHECK(world.shown(world.cleo).rated == 0);
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.result(world.cleo).criteria[0].counts == std::array<std::uint32_t, 5>{1, 0, 0, 0, 0});
}

TEST_CASE("a latecomer gets the talk and is waited for") {
  Rating world;
  const PersonId dan = world.join("Dan");
  CHECK(world.shown(dan).lines.size() == 2);
  CHECK(world.shown(world.ann).of == 4);
}

TEST_CASE("whoever comes back finds what they gave, and after it the result") {
  Rating world;
  world.must(world.ann, levels(2, 3));
  world.restart(Seconds{20});
  world.regain(world.ann);
  CHECK(world.shown(world.ann).on);
  CHECK(world.shown(world.ann).own == levels(2, 3).levels);
  world.regain(world.trainer());
  world.must(world.trainer(), EndCalibration{});
  world.lose(world.ann);
  world.regain(world.ann);
  CHECK(world.result(world.ann).criteria[0].own == 2);
}

TEST_CASE("a round that begins, or the next talk, puts the result away") {
  Rating world;
  world.must(world.trainer(), EndCalibration{});
  CHECK(world.model(world.ann).insight.calibration_result);
  world.must(world.trainer(), Calibrate{"heater"});
  CHECK_FALSE(world.model(world.ann).insight.calibration_result);
  world.must(world.trainer(), EndCalibration{});
  world.start_round();
  CHECK_FALSE(world.model(world.ann).insight.calibration_result);
  CHECK_FALSE(world.klass().calibrated);
}

TEST_CASE("the talk stays as it began when its file changes") {
  Rating world;
  world.content().remove_transcripts();
  world.lose(world.ann);
  world.regain(world.ann);
  CHECK(world.shown(world.ann).lines.size() == 2);
}

TEST_CASE("what it leaves names each rater, and comes back from the disk as it was") {
  Rating world;
  CHECK_FALSE(domain::outcome_of(world.klass()));
  world.must(world.ann, levels(1, std::nullopt));
  world.must(world.trainer(), levels(4, 3));
  world.must(world.trainer(), EndCalibration{});
  const auto outcome = domain::outcome_of(world.klass());
  REQUIRE(outcome);
  CHECK(outcome->transcript == "heater");
  CHECK(outcome->rubric_hash == "rubric-hash");
  CHECK(outcome->at.point() == world.now());
  REQUIRE(outcome->raters.size() == 2);
  CHECK(outcome->raters[0].person == world.trainer());
  CHECK(outcome->raters[0].trainer);
  CHECK_FALSE(outcome->raters[1].trainer);
  CHECK(outcome->raters[1].levels == levels(1, std::nullopt).levels);

  std::stringstream stored;
  {
    cereal::JSONOutputArchive out(stored);
    out(cereal::make_nvp("calibration", *outcome));
  }
  domain::CalibrationOutcome read;
  cereal::JSONInputArchive in(stored);
  in(cereal::make_nvp("calibration", read));
  CHECK(read == *outcome);
}

TEST_CASE("a talk that nobody rated leaves nothing") {
  Rating world;
  world.must(world.trainer(), EndCalibration{});
  CHECK_FALSE(domain::outcome_of(world.klass()));
  CHECK(world.result(world.ann).criteria[0].counts == std::array<std::uint32_t, 5>{});
}

}  // namespace earshot::testing
