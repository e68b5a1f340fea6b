// What a class has besides its talks, on plain lines and in JSON: plans, wishes, drop-outs, challenges.
#include <doctest/doctest.h>

#include "client/text/json_face.h"
#include "tests/client/text/person.h"

namespace earshot::text_client {
namespace {

using namespace protocol;
using testing::kAna;
using testing::kBen;
using testing::kNow;
using testing::kSession;
using testing::Person;

Moment at(int seconds) { return Moment{kNow + Seconds{seconds}}; }

Paired seated(Role role) {
  const Role other = role == Role::customer ? Role::agent : Role::customer;
  return {kSession, RoundId{1}, role, Mode::chat, "card", "Title", "",
          {{kAna, "Ana", role, PresenceState::here, false}, {kBen, "Ben", other, PresenceState::here, false}}, {}, "", false};
}

}  // namespace

TEST_CASE("a trainer's line is shown once, also when a resume brings it again") {
  testing::Desk desk;
  JsonFace face(desk.port(), {});
  const auto hear = [&](const ServerMessage& message) {
    model::reduce(desk.model, message, kNow);
    face.event(message, kNow);
  };
  const BroadcastShown line{kBen, "hello", {}, 1, at(1)};
  hear(ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {}, false});
  hear(line);
  hear(line);
  REQUIRE(desk.printed.size() == 1);
  CHECK(Json::parse(desk.printed[0])["id"] == 1);
  hear(ClassEntered{ClassId{4}, "OTHER", "Other", Standing::trainee, {}, false});
  hear(line);
  CHECK(desk.printed.size() == 2);

  Person person;
  person.hear(line);
  person.hear(line);
  CHECK(person.desk.printed == std::vector<std::string>{"Ben, to all: hello"});
  person.hear(BroadcastShown{kBen, "you two", kSession, 2, at(2)});
  CHECK(person.desk.printed.back() == "Ben, to your role-play: you two");
}

TEST_CASE("the grid is not printed again because the server's clock went on") {
  testing::Desk desk;
  JsonFace face(desk.port(), {});
  SessionShown row{SessionId{1}, RoundId{1}, "card", kAna, kBen, {}, Phase::talk, true, at(100), 0, 0, 3};
  const auto hear = [&] {
    model::reduce(desk.model, row, kNow);
    face.event(ServerMessage{row}, kNow);
  };
  row.flags = {Flag::silent};
  hear();
  row.now = at(5);
  hear();
  REQUIRE(desk.printed.size() == 1);
  CHECK(Json::parse(desk.printed[0])["sessions"][0]["flags"] == Json::parse(R"(["silent"])"));
  row.felt = 4;
  hear();
  CHECK(desk.printed.size() == 2);
}

TEST_CASE("'eyes up' is said when it begins and when it is over") {
  Person person;
  person.hear(EyesUpShown{true, "Look at the board."});
  person.hear(EyesUpShown{true, "Look at the board."});
  CHECK(person.desk.take_printed() ==
        std::vector<std::string>{"Eyes up: your trainer speaks to everybody. The clocks stand still.", "Look at the board."});
  person.hear(EyesUpShown{false, ""});
  CHECK(person.desk.take_printed() == std::vector<std::string>{"Go on: the clocks run again."});
}

TEST_CASE("the plan's step is said when it begins") {
  Person person;
  PlanShown plan{{"", "Tuesday", {PlanStep{}, PlanStep{}}}, {}, false, false, {}, {}};
  plan.plan.steps[1].kind = StepKind::pause;
  plan.plan.steps[1].title = "Coffee";
  person.hear(plan);
  CHECK(person.desk.take_printed().empty());
  plan.step = 1;
  person.hear(plan);
  CHECK(person.desk.take_printed() == std::vector<std::string>{"Step 2 of 2: Coffee."});
  plan.step_over = true;
  person.hear(plan);
  CHECK(person.desk.take_printed().empty());
  person.type("/plan");
  CHECK(person.was_said("Step 2, done: break, Coffee."));
}

TEST_CASE("who steps in is said, and to whom it happens in which role they are now") {
  Person person;
  person.hear(SeatShown{kSession, {PersonId{3}, "Cleo", Role::customer, PresenceState::here, false}, kBen});
  CHECK(person.desk.take_printed() == std::vector<std::string>{"Cleo is the customer now, instead of Ben."});

  Person observer(Role::observer);
  observer.hear(seated(Role::observer));
  observer.desk.printed.clear();
  observer.hear(seated(Role::agent));
  CHECK(observer.desk.printed.front() == "You are the agent now.");
}

TEST_CASE("an observer outside is told so, and when they are called in") {
  Person person(Role::observer);
  Paired outside = seated(Role::observer);
  outside.session = SessionId{8};
  outside.outside = true;
  outside.tasks = {Tally::open_question, Tally::pause};
  person.hear(outside);
  CHECK(person.was_said("You wait outside until you are called in"));
  CHECK(person.was_said("Tap this time: open question, pause."));
  person.desk.printed.clear();
  outside.outside = false;
  outside.role = Role::agent;
  person.hear(outside);
  CHECK(person.desk.printed.front() == "You are called in: you are the agent now.");
}

TEST_CASE("what comes in beside the talk is read, and its inside once it is opened") {
  Person person;
  PingShown ping{kSession, 1, "Kim", "Do you have a minute?", "", false, at(10)};
  person.hear(ping);
  CHECK(person.desk.take_printed() == std::vector<std::string>{"A message from Kim: Do you have a minute?",
                                                               "/open 1 opens it, if you like. The talk goes on."});
  person.type("/open 1");
  CHECK(person.sent<OpenPing>().open);
  ping.open = true;
  ping.inside = "It can wait.";
  person.hear(ping);
  CHECK(person.desk.take_printed() == std::vector<std::string>{"It can wait."});
  person.hear(ping);
  CHECK(person.desk.take_printed().empty());
  person.type("/putaway 1");
  CHECK_FALSE(person.sent<OpenPing>().open);
}

TEST_CASE("what to do while waiting is said with the reason") {
  Person person;
  Waiting waiting{"You are in the next round.", 0, false};
  waiting.meanwhile = "Read your last debrief.";
  person.hear(waiting);
  CHECK(person.desk.printed.back() == "You are in the next round. Read your last debrief.");
}

TEST_CASE("the debrief reads the challenges that ran, each with its truth") {
  Person person(Role::agent, Phase::debrief);
  person.hear(ModifiersShown{kSession, {{Modifier::bias, "You were told they complain often", "They never did"}}});
  CHECK(person.desk.printed.empty());
  DebriefShown debrief;
  debrief.session = kSession;
  person.hear(debrief);
  CHECK(person.was_said("A challenge ran, bias: You were told they complain often. The truth: They never did."));
}

TEST_CASE("notes of the agent before say whose they are") {
  Person person;
  person.hear(NoteShown{kSession, NoteId{1}, NoteKind::fact, "ours", {}, at(1), kAna});
  person.hear(NoteShown{kSession, NoteId{1}, NoteKind::fact, "theirs", {}, at(1), kBen});
  CHECK(person.desk.take_printed() == std::vector<std::string>{"Noted, Fact: ours", "Ben noted, Fact: theirs"});
  person.type("/notes");
  CHECK(person.desk.take_printed() == std::vector<std::string>{"Note 1, Fact: ours", "Note 1 of Ben, Fact: theirs"});
}

TEST_CASE("the transcript is read with what happened beside the talk, in order") {
  Person person;
  person.hear(SceneNote{kSession, "Ben is back.", at(30)});
  person.hear(Lines{kSession, {{MessageId{2}, kBen, "sorry", at(40), Phase::talk}}});
  person.desk.printed.clear();
  person.type("/transcript");
  CHECK(person.desk.printed ==
        std::vector<std::string>{"1. Ben, customer: hello", "Ben is back.", "2. Ben, customer: sorry"});
}

TEST_CASE("a round is started with any card, challenges and threes") {
  Person person;
  person.type("/start wedding-order 8 spoken bias short_time");
  CHECK(person.sent<StartRound>().card == "wedding-order");
  CHECK(person.sent<StartRound>().minutes == 8);
  CHECK(person.sent<StartRound>().mode == Mode::spoken);
  CHECK(person.sent<StartRound>().modifiers == std::vector{Modifier::bias, Modifier::short_time});
  person.type("/start any triads swap");
  CHECK(person.sent<StartRound>().card.empty());
  CHECK(person.sent<StartRound>().triads);
  CHECK(person.sent<StartRound>().swap);
  const std::size_t sent = person.desk.sent.size();
  person.type("/start one two");
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("a plan can be typed, begun and left to run") {
  Person person;
  person.type("/setplan Tuesday: warm_up 2; round wedding-order 8 bias; break 5 Coffee and cake; round swap");
  const Plan plan = person.sent<SetPlan>().plan;
  CHECK(plan.title == "Tuesday");
  REQUIRE(plan.steps.size() == 4);
  CHECK(plan.steps[0].kind == StepKind::warm_up);
  CHECK(plan.steps[1].cards == std::vector<std::string>{"wedding-order"});
  CHECK(plan.steps[2].title == "Coffee and cake");
  CHECK(plan.steps[2].minutes == 5);
  CHECK(plan.steps[3].swap);
  person.hear(PlanShown{plan, 0, true, false, {}, {}});
  person.type("/step");
  CHECK(person.sent<BeginStep>().step == 1);
  person.type("/step 4");
  CHECK(person.sent<BeginStep>().step == 3);
  person.type("/autorun on");
  CHECK(person.sent<AutoRun>().on);
  person.type("/finishin 30");
  CHECK(person.sent<FinishAt>().at == at(1800));
  person.type("/finishin off");
  CHECK(person.sent<FinishAt>().at == std::nullopt);
  const std::size_t sent = person.desk.sent.size();
  for (const auto* line : {"/setplan", "/setplan Tuesday: lunch 5", "/step 0", "/autorun maybe", "/finishin soon"}) person.type(line);
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("the trainer's commands for one person, two people and one role-play") {
  Person person;
  person.type("/apart Ana, Ben");
  CHECK(person.sent<SetWish>().pair == WishPair{kAna, kBen, Wish::apart});
  person.type("/nowish ben, ana");
  CHECK(person.sent<SetWish>().pair == WishPair{kBen, kAna, Wish::none});
  person.type("/session 7 extend 60");
  CHECK(person.sent<ControlSession>().seconds == 60);
  person.type("/session 7 re_pair");
  CHECK(person.sent<ControlSession>().act == SessionAct::re_pair);
  person.type("/speak 7 one more minute");
  CHECK(person.sent<SpeakTo>().text == "one more minute");
  person.type("/move Ben: 7");
  CHECK(person.sent<Move>().session == kSession);
  person.type("/move Ben: out");
  CHECK(person.sent<Move>().session == SessionId{});
  person.type("/takeseat 7 customer");
  CHECK(person.sent<TakeSeat>().role == Role::customer);
  person.type("/mute Ben");
  CHECK(person.sent<Mute>().on);
  person.type("/unmute Ben");
  CHECK_FALSE(person.sent<Mute>().on);
  person.type("/helped Ben");
  CHECK(person.sent<HelpDone>().person == kBen);
  person.type("/promote Ben");
  CHECK(person.sent<Promote>().trainer);
  person.type("/demote Ben");
  CHECK_FALSE(person.sent<Promote>().trainer);
  person.type("/ban Ben");
  CHECK(person.sent<Remove>().for_good);
  person.type("/remove Ben");
  CHECK_FALSE(person.sent<Remove>().for_good);
  person.type("/eyesup Look here");
  CHECK(person.sent<EyesUp>().text == "Look here");
  person.type("/eyesdown");
  CHECK_FALSE(person.sent<EyesUp>().on);
  person.type("/next talk");
  CHECK(person.sent<NextPhase>().from == Phase::talk);
}

TEST_CASE("one setting changes and the others stay") {
  Person person;
  person.hear(SettingsShown{{false, LateJoin::next_round, DropOut::trainer, true, true, 30}});
  person.type("/set triads on");
  CHECK(person.sent<SetClass>().settings == ClassSettings{true, LateJoin::next_round, DropOut::trainer, true, true, 30});
  person.type("/set drop_out waiting");
  CHECK(person.sent<SetClass>().settings.drop_out == DropOut::waiting);
  person.type("/set seat_held 60");
  CHECK(person.sent<SetClass>().settings.seat_held_seconds == 60);
  person.type("/settings");
  CHECK(person.was_said("A lost place is held for 30 seconds."));
  const std::size_t sent = person.desk.sent.size();
  for (const auto* line : {"/set", "/set triads", "/set late never", "/set colour red"}) person.type(line);
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("a line is said anew, and a card with a content note is swapped") {
  Person person(Role::agent, Phase::debrief);
  person.type("/retake 1 Tell me more?");
  CHECK(person.sent<Retake>().message == MessageId{1});
  CHECK(person.sent<Retake>().text == "Tell me more?");
  person.hear(RetakeShown{kSession, kAna, MessageId{1}, "Tell me more?"});
  CHECK(person.desk.printed.back() == "You would say it this way now: Tell me more?");
  person.type("/swapcard");
  CHECK(std::holds_alternative<SwapCard>(person.desk.sent.back()));
}

}  // namespace earshot::text_client
