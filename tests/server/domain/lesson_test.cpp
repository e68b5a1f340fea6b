// A plan, step by step: by the trainer's hand, by itself, and in time.
#include "server/domain/lesson.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::SessionKind;
using protocol::Plan;
using protocol::PlanStep;
using protocol::StepKind;

constexpr std::chrono::minutes kMinute{1};

card::Card mirror() {
  card::Card card = scene_card("mirror");
  card.warm_up = true;
  card.minutes.brief = Seconds{30};
  card.minutes.talk = Seconds{120};
  return card;
}

PlanStep round_on(std::vector<std::string> cards = {"lamp"}) {
  PlanStep step;
  step.kind = StepKind::round;
  step.cards = std::move(cards);
  return step;
}

PlanStep timed(StepKind kind, std::uint32_t minutes, std::string title = "A while") {
  PlanStep step;
  step.kind = kind;
  step.title = std::move(title);
  step.minutes = minutes;
  return step;
}

Plan plan_of(std::vector<PlanStep> steps) { return {"", "A day", std::move(steps)}; }

/// A class of `people` with this plan.
struct Class : World {
  Class(std::size_t people, Plan plan, Start start = {.cards = {scene_card(), scene_card("kettle"), mirror()}})
      : World(std::move(start)) {
    for (std::size_t i = 0; i < people; ++i) join("Person " + std::string(1, static_cast<char>('A' + i)));
    if (!plan.steps.empty()) must(trainer(), protocol::SetPlan{std::move(plan)});
  }
  void begin(std::uint32_t step) { must(trainer(), protocol::BeginStep{step}); }
  void auto_run() { must(trainer(), protocol::AutoRun{true}); }
  void end_round() { must(trainer(), protocol::EndRound{}); }
  const domain::PlanRun& run() const { return klass().lesson; }
  bool round_runs() const { return klass().round && klass().round->running; }
  std::size_t warm_ups() const {
    return static_cast<std::size_t>(std::ranges::count_if(klass().sessions, [](const auto& entry) {
      return entry.second.kind == SessionKind::warm_up;
    }));
  }
  protocol::Refusal refused(protocol::Intent intent) {
    const auto decision = attempt(trainer(), std::move(intent));
    REQUIRE_FALSE(decision);
    return decision.error();
  }
};

std::uint32_t whole(const domain::PhaseSeconds& seconds) { return std::accumulate(seconds.begin(), seconds.end(), 0U); }

}  // namespace

TEST_CASE("a plan that names what is not on the server is refused with the place") {
  Class klass(2, {});
  const auto with = [](PlanStep step) { return protocol::SetPlan{plan_of({round_on(), timed(StepKind::talk, 5), std::move(step)})}; };

  CHECK(klass.refused(with(round_on({"lamp", "lmap"}))).field == "steps.2.cards");
  CHECK(klass.refused(with(round_on({"lmap"}))).text == "step 3: there is no card 'lmap'");
  CHECK(klass.refused(with(round_on({"mirror"}))).field == "steps.2.cards");
  PlanStep focus = round_on();
  focus.focus = {"singing"};
  CHECK(klass.refused(with(focus)).field == "steps.2.focus");
  PlanStep modifier = round_on();
  modifier.modifiers = {protocol::Modifier::bias};
  CHECK(klass.refused(with(modifier)).field == "steps.2.modifiers");
  PlanStep swap = round_on();
  swap.swap = true;
  CHECK(klass.refused(protocol::SetPlan{plan_of({swap})}).field == "steps.0.swap");
  CHECK(klass.run().plan.steps.empty());
}

TEST_CASE("only a trainer touches the plan") {
  Class klass(2, plan_of({round_on()}));
  const PersonId trainee = klass.klass().members.back().person;
  for (const protocol::Intent& intent :
       {protocol::Intent{protocol::SetPlan{plan_of({round_on()})}}, protocol::Intent{protocol::PickLesson{"x"}},
        protocol::Intent{protocol::BeginStep{0}}, protocol::Intent{protocol::AutoRun{true}}, protocol::Intent{protocol::FinishAt{}}}) {
    const auto decision = klass.attempt(trainee, intent);
    REQUIRE_FALSE(decision);
    CHECK(decision.error().why == Why::not_allowed);
  }
}

TEST_CASE("a trainer picks a lesson of the server, and one that is not there is refused") {
  Start start;
  start.lessons = {{{"hour", "An hour", {round_on()}}, "For a start.", 20}};
  Class klass(2, {}, start);
  const auto& shown = klass.model(klass.trainer()).lessons;
  REQUIRE(shown.size() == 1);
  CHECK(shown[0].title == "An hour");
  CHECK(shown[0].minutes == 20);
  CHECK(klass.refused(protocol::PickLesson{"ours"}).field == "lesson");
  klass.must(klass.trainer(), protocol::PickLesson{"hour"});
  CHECK(klass.run().plan.id == "hour");
  CHECK(klass.model(klass.klass().members.back().person).lessons.empty());
}

TEST_CASE("without a plan there is nothing to begin, to run or to finish") {
  Class klass(2, {});
  CHECK(klass.refused(protocol::BeginStep{0}).why == Why::wrong_phase);
  CHECK(klass.refused(protocol::AutoRun{true}).why == Why::wrong_phase);
  CHECK(klass.refused(protocol::FinishAt{}).why == Why::wrong_phase);
}

TEST_CASE("of two trainers who begin the same step the second changes nothing") {
  Class klass(4, plan_of({round_on(), timed(StepKind::pause, 5)}));
  klass.begin(0);
  const auto rounds = klass.klass().rounds;
  CHECK(klass.must(klass.trainer(), protocol::BeginStep{0}).empty());
  klass.end_round();
  CHECK(klass.run().step_over);
  CHECK(klass.must(klass.trainer(), protocol::BeginStep{0}).empty());
  CHECK(klass.klass().rounds == rounds);
}

TEST_CASE("no step begins while a round runs") {
  Class klass(4, plan_of({round_on(), timed(StepKind::pause, 5)}));
  klass.begin(0);
  CHECK(klass.refused(protocol::BeginStep{1}).why == Why::busy);
  klass.end_round();
  klass.begin(1);
  CHECK(klass.run().step == 1U);
}

TEST_CASE("a step's number is one of the plan's") {
  Class klass(4, plan_of({round_on()}));
  CHECK(klass.refused(protocol::BeginStep{1}).field == "step");
}

TEST_CASE("a round of the plan is played as the step says") {
  PlanStep step = round_on({"kettle"});
  step.minutes = 7;
  step.focus = {"facts"};
  step.mode = protocol::Mode::spoken;
  Class klass(2, plan_of({step}));
  klass.begin(0);
  CHECK(klass.session().card->id == "kettle");
  CHECK(klass.session().seconds[1] == 7 * 60);
  CHECK(klass.session().focus == std::vector<std::string>{"facts"});
  CHECK(klass.session().mode == protocol::Mode::spoken);
}

TEST_CASE("with auto-run a class of five goes through a whole plan alone") {
  PlanStep again = round_on();
  again.swap = true;
  Class klass(5, plan_of({timed(StepKind::talk, 5), timed(StepKind::warm_up, 3), round_on(), timed(StepKind::pause, 10), again,
                          timed(StepKind::talk, 5)}));
  klass.auto_run();
  CHECK_FALSE(klass.run().step);  // the first step is the trainer's
  klass.begin(0);
  klass.wait(std::chrono::hours{2});

  std::vector<std::uint32_t> begun;
  std::vector<std::uint32_t> ended;
  std::size_t rounds = 0;
  for (const Recorded& recorded : klass.journal()) {
    if (const auto* began = std::get_if<domain::StepBegan>(&recorded.event)) begun.push_back(began->step);
    if (const auto* over = std::get_if<domain::StepEnded>(&recorded.event)) ended.push_back(over->step);
    if (std::holds_alternative<domain::RoundStarted>(recorded.event)) ++rounds;
  }
  CHECK(begun == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5});
  CHECK(ended == begun);
  CHECK(rounds == 2);
  CHECK(klass.klass().sessions.empty());
  CHECK(klass.model(klass.trainer()).plan->step_over);
}

TEST_CASE("without auto-run the trainer begins each step") {
  Class klass(4, plan_of({timed(StepKind::pause, 5), round_on()}));
  klass.begin(0);
  klass.wait(30 * kMinute);
  CHECK(klass.run().step == 0U);
  CHECK(klass.run().step_over);
  CHECK_FALSE(klass.round_runs());
  klass.auto_run();
  CHECK(klass.round_runs());
}

TEST_CASE("a round that too few are here for waits, and begins when they come") {
  Class klass(2, plan_of({timed(StepKind::pause, 1), round_on()}));
  klass.auto_run();
  klass.begin(0);
  const PersonId away = klass.klass().members.back().person;
  klass.lose(away);
  klass.wait(5 * kMinute);
  CHECK_FALSE(klass.round_runs());
  klass.regain(away);
  CHECK(klass.round_runs());
  CHECK(klass.run().step == 1U);
}

TEST_CASE("a break begun early is cut short by the step that follows") {
  Class klass(4, plan_of({timed(StepKind::pause, 30), round_on()}));
  klass.begin(0);
  klass.wait(kMinute);
  klass.begin(1);
  CHECK(klass.round_runs());
  klass.wait(std::chrono::hours{2});
  CHECK(klass.run().step == 1U);
}

TEST_CASE("a downtime moves the clock of a break") {
  Class klass(2, plan_of({timed(StepKind::pause, 10)}));
  klass.begin(0);
  klass.wait(4 * kMinute);
  klass.restart(20 * kMinute);
  klass.wait(5 * kMinute);
  CHECK_FALSE(klass.run().step_over);
  klass.wait(kMinute);
  CHECK(klass.run().step_over);
}

TEST_CASE("'eyes up' holds the clock of a break") {
  Class klass(2, plan_of({timed(StepKind::pause, 10)}));
  klass.begin(0);
  klass.wait(4 * kMinute);
  klass.happen({domain::EyesRaised{true, "Look here"}});
  CHECK_FALSE(domain::due(klass.klass()));
  klass.wait(20 * kMinute);
  CHECK_FALSE(klass.run().step_over);
  klass.happen({domain::EyesRaised{false, ""}});
  CHECK(klass.model(klass.trainer()).plan->step_ends_at->point() == klass.now() + 6 * kMinute);
  klass.wait(6 * kMinute - Seconds{1});
  CHECK_FALSE(klass.run().step_over);
  klass.wait(Seconds{1});
  CHECK(klass.run().step_over);
}

TEST_CASE("a finish time shrinks what is left until it fits, and no further") {
  Class klass(2, plan_of({timed(StepKind::talk, 10), round_on(), timed(StepKind::pause, 10)}));
  const auto planned = 20 * kMinute + Seconds{whole(domain::PhaseSeconds{60, 150, 90, 120, 80, 200})};
  klass.must(klass.trainer(), protocol::FinishAt{protocol::Moment{klass.now() + planned}});
  CHECK(domain::share_of_time(klass.klass(), 0, klass.context()) == 1);

  klass.must(klass.trainer(), protocol::FinishAt{protocol::Moment{klass.now() + planned * 7 / 10}});
  const TimePoint finish = *klass.run().finish_at;
  const double share = domain::share_of_time(klass.klass(), 0, klass.context());
  CHECK(share < 0.72);
  CHECK(share > 0.6);
  klass.auto_run();
  klass.begin(0);
  klass.wait(std::chrono::hours{1});
  REQUIRE(klass.run().step == 2U);
  REQUIRE(klass.run().step_over);
  CHECK(klass.journal().back().at <= finish);
  CHECK(klass.journal().back().at >= finish - 2 * kMinute);
}

TEST_CASE("a plan never shrinks below 40 %, even if that is too late") {
  Class klass(2, plan_of({timed(StepKind::pause, 10), round_on()}));
  klass.must(klass.trainer(), protocol::FinishAt{protocol::Moment{klass.now() + kMinute}});
  klass.begin(0);
  CHECK(*klass.run().step_ends_at - klass.now() == 4 * kMinute);
}

TEST_CASE("a finish time that is over is refused") {
  Class klass(2, plan_of({round_on()}));
  CHECK(klass.refused(protocol::FinishAt{protocol::Moment{klass.now()}}).field == "at");
}

TEST_CASE("a plan that is edited keeps the place if what was played stays as it was") {
  Class klass(2, plan_of({timed(StepKind::pause, 10), round_on()}));
  klass.begin(0);
  klass.must(klass.trainer(), protocol::SetPlan{plan_of({timed(StepKind::pause, 10), timed(StepKind::talk, 3), round_on()})});
  CHECK(klass.run().step == 0U);
  CHECK(klass.run().step_ends_at.has_value());
  klass.must(klass.trainer(), protocol::SetPlan{plan_of({timed(StepKind::talk, 3), round_on()})});
  CHECK_FALSE(klass.run().step);
}

TEST_CASE("trainees see the steps of a plan, but not its cards and challenges") {
  PlanStep step = round_on({"lamp", "kettle"});
  step.title = "First round";
  step.modifiers = {protocol::Modifier::short_time};
  Class klass(2, plan_of({step, timed(StepKind::pause, 5)}));
  const PersonId trainee = klass.klass().members.back().person;
  const auto& seen = klass.model(trainee).plan;
  REQUIRE(seen);
  REQUIRE(seen->plan.steps.size() == 2);
  CHECK(seen->plan.steps[0].title == "First round");
  CHECK(seen->plan.steps[0].cards.empty());
  CHECK(seen->plan.steps[0].modifiers.empty());
  CHECK(seen->plan.steps[1].minutes == 5);
  CHECK(klass.model(klass.trainer()).plan->plan.steps[0].modifiers == step.modifiers);
}

TEST_CASE("who comes back has the plan as it was shown live") {
  Class klass(2, plan_of({timed(StepKind::pause, 10), round_on()}));
  klass.auto_run();
  klass.begin(0);
  for (const PersonId person : {klass.trainer(), klass.klass().members.back().person}) {
    const auto live = klass.model(person).plan;
    klass.lose(person);
    klass.regain(person);
    CHECK(klass.model(person).plan == live);
  }
}

// --- Warm-ups -------------------------------------------------------------------------------------------------------

TEST_CASE("a warm-up is a brief and a talk, and then it is over for both") {
  Class klass(2, plan_of({timed(StepKind::warm_up, 5)}));
  klass.begin(0);
  REQUIRE(klass.warm_ups() == 1);
  const PersonId person = klass.session().seats.front().person;
  klass.wait(Seconds{30});
  CHECK(klass.phase() == Phase::talk);
  klass.wait(Seconds{120});
  CHECK(klass.klass().sessions.empty());
  const auto closed = klass.sent_to<protocol::SessionClosed>(person);
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].text == "That was the warm-up. Well met.");
  CHECK(klass.sent_to<protocol::DebriefShown>(person).empty());
}

TEST_CASE("a warm-up counts neither for pairing nor as a card that was met") {
  Class klass(2, plan_of({timed(StepKind::warm_up, 5)}));
  klass.begin(0);
  CHECK(klass.klass().met_cards.empty());
}

TEST_CASE("a warm-up step seats everybody, also an odd one and those who come during it") {
  Class klass(5, plan_of({timed(StepKind::warm_up, 5)}));
  klass.begin(0);
  CHECK(klass.klass().seated.size() == 5);
  klass.join("Yara");
  klass.join("Zoe");
  CHECK(klass.klass().seated.size() == 7);
}

TEST_CASE("the warm-ups of a step end with it") {
  Class klass(2, plan_of({timed(StepKind::warm_up, 1), timed(StepKind::talk, 5)}));
  klass.begin(0);
  klass.wait(kMinute);
  CHECK(klass.run().step_over);
  CHECK(klass.klass().sessions.empty());
}

TEST_CASE("two who have arrived warm up, where the class is set so, until the first round pairs everybody") {
  Class klass(0, {});
  protocol::ClassSettings settings;
  settings.warm_ups = true;
  klass.happen({domain::ClassSet{settings}});
  klass.join("Ann");
  CHECK(klass.warm_ups() == 0);
  klass.join("Ben");
  CHECK(klass.warm_ups() == 1);
  klass.join("Cleo");
  klass.start_round();
  CHECK(klass.warm_ups() == 0);
  CHECK(klass.klass().seated.size() == 3);
  klass.end_round();
  CHECK(klass.warm_ups() == 0);  // not after the first round
}

TEST_CASE("nobody warms up again and again with the same partner") {
  Class klass(0, {});
  protocol::ClassSettings settings;
  settings.warm_ups = true;
  klass.happen({domain::ClassSet{settings}});
  klass.join("Ann");
  klass.join("Ben");
  klass.wait(10 * kMinute);
  CHECK(klass.klass().sessions_made == 1);
  klass.join("Cleo");  // who comes late finds somebody who is free
  CHECK(klass.klass().sessions_made == 2);
}

TEST_CASE("a card to warm up can be a round of its own") {
  Class klass(4, {});
  protocol::StartRound round;
  round.card = "mirror";
  klass.start_round(round);
  CHECK(klass.warm_ups() == 2);
  klass.wait(Seconds{150});
  CHECK(klass.klass().sessions.empty());
  CHECK_FALSE(klass.round_runs());
}

TEST_CASE("a partner who is gone ends a warm-up, with nothing to debrief") {
  Class klass(2, plan_of({timed(StepKind::warm_up, 10)}));
  klass.begin(0);
  klass.wait(Seconds{40});
  REQUIRE(klass.phase() == Phase::talk);
  klass.must(klass.session().seats.front().person, protocol::Leave{});
  CHECK(klass.klass().sessions.empty());
}

}  // namespace earshot::testing
