// One's own progress, past debriefs, what a class shares, and rating beyond one's own role-play, on plain lines.
#include <doctest/doctest.h>

#include "shared/protocol/codec.h"
#include "tests/client/text/person.h"

namespace earshot::text_client {
namespace {

using namespace protocol;
using testing::kAna;
using testing::kBen;
using testing::kNow;
using testing::kSession;
using testing::Person;

using Said = std::vector<std::string>;

Moment days_ago(int days) { return Moment{kNow - std::chrono::days{days}}; }

CalibrationShown calibration() {
  return {true, "late", "The late parcel", "It is Friday.", {"attention"}, {{Role::customer, "Where is it?"}, {Role::agent, "Soon."}}, {}, 2, 6, {}, {}};
}

void hear_past(Person& person, SessionId id, std::string title) {
  const auto part = [&](const ServerMessage& message, bool first = false) {
    Bytes bytes;
    encode(message, bytes);
    person.hear(PastPart{id, first, false, bytes});
  };
  part(Paired{id, RoundId{1}, Role::agent, Mode::chat, "lamp", std::move(title), "",
              {{kAna, "Ana", Role::agent, PresenceState::here, false}, {PersonId{9}, "Cleo", Role::customer, PresenceState::here, false}}, {"attention"}, "", false},
       true);
  part(Lines{id, {{MessageId{1}, PersonId{9}, "my lamp broke", Moment{kNow}, Phase::talk, Role::customer}}});
  DebriefShown debrief;
  debrief.session = id;
  part(debrief);
  person.hear(PastPart{id, false, true, {}});
}

}  // namespace

TEST_CASE("a profile reads points, streak, quest, letter and an old recap that can be rated again") {
  Person person;
  person.type("/badges").type("/rerate 3");
  CHECK(person.desk.sent.empty());
  person.type("/profile");
  CHECK(std::holds_alternative<AskProfile>(person.desk.sent.back()));
  ProfileShown profile;
  profile.xp = 240;
  profile.level = 3;
  profile.level_from = 200;
  profile.level_to = 300;
  profile.parts = {{"play", "Practising", 240}};
  profile.streak = 1;
  profile.best_streak = 6;
  profile.forgiven = true;
  profile.badges = {{"ears", "Open ears", "Facts given back", "listen", 2, 14, {5, 10, 20}}, {"gold", "Gold", "Rounds", "return", 3, 30, {5, 10, 20}}, {"none", "None", "Days", "extract", 0, 1, {2, 4, 8}}};
  profile.quest = GoalShown{"q", "Three rounds", "Play three rounds", 1, 3, {}, {}};
  profile.old_recap = OldRecap{SessionId{3}, days_ago(31), "The lamp", "You ordered in May.", {}, {}};
  profile.promise = "ask first";
  person.desk.printed.clear();
  person.hear(profile);
  CHECK(person.desk.take_printed() ==
        Said{"Level 3: 240 points, 60 to the next level.", "Practising: 240 points.", "Your streak: 1 day. The longest was 6.", "A missed day was forgiven.",
             "Badges: 2 of 3. /badges reads them.", "Your team's quest of the week, Three rounds: Play three rounds. 1 of 3.",
             "An old recap of yours, card The lamp: You ordered in May.",
             "How good is it, 1 to 5? /rerate 3 says so; what you gave it then is told afterwards.", "Your promise for tomorrow: ask first"});
  person.type("/badges");
  CHECK(person.desk.take_printed() == Said{"Open ears, silver: Facts given back. So far 14. The next one comes at 20.", "Gold, gold: Rounds. So far 30.",
                                           "None, not yet: Days. So far 1. The next one comes at 2."});
  person.type("/rerate 6");
  person.type("/rerate 3");
  CHECK(person.sent<Rerate>().session == SessionId{3});
  CHECK(person.sent<Rerate>().level == 3);
  profile.old_recap->level = std::uint8_t{3};
  profile.old_recap->then = std::uint8_t{5};
  person.hear(profile);
  CHECK(person.was_said("You gave it 3 now, and 5 then."));
}

TEST_CASE("past role-plays are numbered, and a number opens one") {
  Person person;
  person.type("/debrief 1");
  CHECK(person.was_said("/history first"));
  person.hear(HistoryPage{0, true, {{SessionId{5}, days_ago(0), "The line", Role::agent, {"Ben"}, 3.5, {}, 4.0, 5, 4},
                                    {SessionId{4}, days_ago(2), "The lamp", Role::customer, {"Ben", "Cleo"}, {}, {}, {}, 0, 0},
                                    {SessionId{3}, days_ago(9), "The desk", Role::agent, {"Cleo"}, 2.5, {}, {}, 0, 0}}});
  CHECK(person.was_said("Listen: 2.5 the first time, 3.5 the last time, over 2 role-plays."));
  CHECK_FALSE(person.was_said("Return: "));
  CHECK(person.was_said("1. Today, The line, as agent, with Ben. Listen 3.5, Extract not rated, Return 4.0. Given back: 4 of 5."));
  CHECK(person.was_said("2. 2 days ago, The lamp, as customer, with Ben, Cleo."));
  person.type("/debrief 3");
  CHECK(person.sent<OpenDebrief>().session == SessionId{3});
  const std::size_t sent = person.desk.sent.size();
  for (const auto* wrong : {"/debrief 4", "/debrief 0", "/debrief x"}) person.type(wrong);
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("a past debrief is read once it is whole, and then /transcript reads from it until the next role-play") {
  Person person;
  person.hear(SessionClosed{kSession, Ending::finished, ""});
  person.desk.printed.clear();
  hear_past(person, SessionId{3}, "The lamp");
  CHECK(person.desk.printed.front() == "A past role-play: The lamp.");
  CHECK(person.was_said("/transcript reads what was said"));
  person.desk.printed.clear();
  person.type("/transcript");
  CHECK(person.desk.take_printed() == Said{"1. Cleo, customer: my lamp broke"});
  person.hear(Paired{SessionId{8}, RoundId{2}, Role::agent, Mode::chat, "card", "Title", "", {{kAna, "Ana", Role::agent, PresenceState::here, false}}, {}, "", false});
  person.hear(SessionClosed{SessionId{8}, Ending::finished, ""});
  person.desk.printed.clear();
  person.type("/transcript");
  CHECK(person.desk.take_printed() == Said{"Nothing was said yet."});
}

TEST_CASE("a past debrief that is read during a role-play leaves the commands to the role-play") {
  Person person;
  hear_past(person, SessionId{3}, "The lamp");
  CHECK_FALSE(person.was_said("/transcript reads what was said"));
  person.desk.printed.clear();
  person.type("/transcript");
  CHECK(person.desk.take_printed() == Said{"1. Ben, customer: hello"});
}

TEST_CASE("what chat shows is read in the debrief as a question") {
  for (std::size_t kind = 0; kind < kChatSignalWords.size(); ++kind) {
    Person person(Role::agent, Phase::debrief);
    DebriefShown debrief;
    debrief.session = kSession;
    debrief.signals = {{static_cast<ChatSignal>(kind), kBen, 3, MessageId{1}}};
    person.hear(debrief);
    CAPTURE(kChatSignalWords[kind]);
    const auto question = std::ranges::find_if(person.desk.printed, [](const std::string& line) { return line.starts_with("Ben ") && line.ends_with("?"); });
    REQUIRE(question != person.desk.printed.end());
    CHECK(question->find("message 1") != std::string::npos);
  }
}

TEST_CASE("what one meant to try is asked about at the scoring, and read with the debrief") {
  Person person(Role::agent, Phase::solve);
  person.desk.model.session->intention = "ask before I offer";
  person.hear(PhaseShown{kSession, Phase::score, Moment{kNow}, Moment{kNow + Seconds{90}}, false, Moment{kNow}});
  CHECK(person.was_said("You meant to try: ask before I offer. /kept 1 to 5 says how far you kept it."));
  person.type("/kept 4");
  CHECK(person.sent<KeepIntention>().level == 4);
  person.desk.printed.clear();
  person.hear(IntentionKept{kSession, kAna, "ask before I offer", 4});
  person.hear(IntentionKept{kSession, kBen, "breathe", 2});
  CHECK(person.desk.take_printed() == Said{"Stored: you kept what you meant to try at 4 of 5."});
  DebriefShown debrief;
  debrief.session = kSession;
  person.hear(debrief);
  CHECK(person.was_said("Ana meant to try: ask before I offer. Kept at 4 of 5."));
  CHECK(person.was_said("Ben meant to try: breathe. Kept at 2 of 5."));
  const std::size_t sent = person.desk.sent.size();
  person.type("/kept 6");
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("whoever meant nothing is not asked about it") {
  Person person(Role::agent, Phase::solve);
  person.hear(PhaseShown{kSession, Phase::score, Moment{kNow}, Moment{kNow + Seconds{90}}, false, Moment{kNow}});
  CHECK_FALSE(person.was_said("/kept"));
}

TEST_CASE("a replay is wished for, agreed to, and over") {
  Person person(Role::agent, Phase::debrief);
  person.hear(ReplayShown{kSession, {}, {}, false, {}});
  CHECK(person.desk.take_printed().empty());
  person.hear(ReplayShown{kSession, MessageId{1}, kBen, false, {}});
  person.hear(ReplayShown{kSession, MessageId{1}, kBen, false, {}});
  CHECK(person.desk.take_printed() == Said{"Ben wishes to play again from message 1, with roles swapped. /replay 1 begins it."});
  person.type("/replay 1");
  CHECK(person.sent<ReplayFrom>().message == MessageId{1});
  person.hear(ReplayShown{kSession, MessageId{1}, {}, true, MessageId{2}});
  CHECK(person.desk.take_printed() == Said{"You play again from message 1, as the customer. Nothing of it is scored. /replay off ends it."});
  person.type("/replay off");
  CHECK(person.sent<ReplayFrom>().message == MessageId{});
  person.hear(ReplayShown{kSession, {}, {}, false, {}});
  CHECK(person.desk.take_printed() == Said{"The replay is over."});
  const std::size_t sent = person.desk.sent.size();
  for (const auto* wrong : {"/replay", "/replay 0", "/quote", "/quote 1 maybe"}) person.type(wrong);
  CHECK(person.desk.sent.size() == sent);
  person.type("/quote 1");
  CHECK(person.sent<AllowQuote>().on);
  person.type("/quote 1 off");
  CHECK_FALSE(person.sent<AllowQuote>().on);
}

TEST_CASE("a goal is said when it is set and when it is reached, not at every step") {
  Person person;
  GoalShown goal{"facts", "Facts", "Give back forty facts", 3, 40, {}, {}};
  person.hear(goal);
  CHECK(person.desk.take_printed() == Said{"The class's goal, Facts: Give back forty facts. 3 of 40."});
  goal.count = 4;
  person.hear(goal);
  CHECK(person.desk.take_printed().empty());
  goal.count = 40;
  person.hear(goal);
  CHECK(person.desk.take_printed() == Said{"The class's goal is reached: Facts."});
  person.hear(GoalShown{"", "", "", 0, 0, {"facts"}, {"Facts"}});
  CHECK(person.desk.take_printed() == Said{"The class's goal was taken back."});
  person.type("/goal");
  CHECK(person.desk.take_printed() == Said{"The class has no goal.", "/goal ID sets one of these, /goal none takes it back:", "facts: Facts."});
  person.type("/goal facts");
  CHECK(person.sent<SetGoal>().goal == "facts");
  person.type("/goal none");
  CHECK(person.sent<SetGoal>().goal.empty());
}

TEST_CASE("a promise is said once, one's own and to a trainer everybody's") {
  Person person;
  person.type("/promise ask before I offer");
  CHECK(person.sent<Promise>().text == "ask before I offer");
  const PromisesShown shown{{{kAna, "ask before I offer"}, {kBen, "breathe"}}};
  person.hear(shown);
  person.hear(shown);
  const Said both{"Your promise for tomorrow: ask before I offer", "Ben promises for tomorrow: breathe"};
  CHECK(person.desk.take_printed() == both);
  person.type("/promises");
  CHECK(person.desk.take_printed() == both);
}

TEST_CASE("a report reads the customers, the spread of levels and what was missed most, and names nobody") {
  Person person;
  person.type("/report 2");
  CHECK(person.sent<AskReport>().round == RoundId{2});
  person.type("/report");
  CHECK(person.sent<AskReport>().round == RoundId{});
  person.hear(ReportShown{RoundId{2}, 3, {{"attention", {0, 1, 2, 3, 4}, 5}}, {{4, 4}, {5, 2}, {1, 5}},
                          {{"lamp", "The lamp", 3, {{"The order", 3, 3}, {"The event", 3, 1}}}}, true});
  CHECK(person.desk.take_printed() ==
        Said{"The round in one look: 3 role-plays.",
             "Customers: 1 solved and satisfied, 1 solved but not satisfied, 1 satisfied but not solved, 0 neither.",
             "Full attention: 1 given 0 times, 2 1 times, 3 2 times, 4 3 times, 5 4 times, no opportunity 5 times.",
             "Card The lamp, 3 role-plays. What was missed most comes first.", "The event: told 3 times, given back 1 times.",
             "The order: told 3 times, given back 3 times."});
}

TEST_CASE("messages that may be shown are told of, and read on asking") {
  Person person;
  const QuotesShown shown{{{kSession, MessageId{4}, Role::agent, "The lamp", "What happened then?"}}};
  person.hear(shown);
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"You may show one more message to the class. /quotes reads them."});
  person.type("/quotes");
  CHECK(person.desk.take_printed() == Said{"1. The lamp, agent: What happened then?"});
  const std::size_t sent = person.desk.sent.size();
  for (const auto* wrong : {"/takeback", "/takeback 0", "/takeback 2"}) person.type(wrong);
  CHECK(person.desk.sent.size() == sent);
  person.type("/takeback 1");
  CHECK(person.sent<WithdrawQuote>().session == kSession);
  CHECK(person.sent<WithdrawQuote>().message == MessageId{4});
}

TEST_CASE("a recorded talk is read to all, rated step by step, and its result compares") {
  Person person;
  person.hear(SessionClosed{kSession, Ending::finished, ""});
  person.type("/ratetranscript");
  CHECK(person.was_said("no recorded talk is being rated"));
  person.desk.printed.clear();
  CalibrationShown shown = calibration();
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"A recorded talk that everybody rates: The late parcel.", "Situation: It is Friday.", "1. Customer: Where is it?",
                                           "2. Agent: Soon.", "2 of 6 have rated it.", "Type /ratetranscript to rate the agent."});
  person.type("/rate-transcript");
  shown.rated = 3;
  person.hear(shown);  // somebody else was quicker
  person.type("4");
  CHECK(person.sent<RateTranscript>().levels == std::vector<CriterionLevel>{{"attention", std::uint8_t{4}}});
  person.desk.printed.clear();
  shown.own = {{"attention", std::uint8_t{4}}};
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"Your rating of the recorded talk is stored."});
  shown.on = false;
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"The rating of the recorded talk is over."});
  const CalibrationResult result{"late", "The late parcel", {{"attention", {0, 1, 2, 3, 0}, 0, std::uint8_t{3}, std::uint8_t{4}, "One fact is missed."}}};
  person.hear(result);
  person.hear(result);
  CHECK(person.desk.take_printed() == Said{"How the class rated The late parcel.",
                                           "Full attention: 1 given 0 times, 2 1 times, 3 2 times, 4 3 times, 5 0 times. The trainer gave 3. You gave 4.",
                                           "One fact is missed."});
}

TEST_CASE("rating a recorded talk stops when it is rated no longer") {
  Person person;
  person.hear(calibration());
  person.type("/ratetranscript");
  CalibrationShown over = calibration();
  over.on = false;
  person.hear(over);
  CHECK(person.was_said("belonged to a recorded talk that is rated no longer"));
  person.type("4");
  CHECK(std::ranges::none_of(person.desk.sent, [](const Intent& intent) { return std::holds_alternative<RateTranscript>(intent); }));
}

TEST_CASE("a trainer hears which recorded talks there are, begins one and ends it") {
  Person person;
  CalibrationShown none;
  none.choices = {"late"};
  none.choice_names = {"The late parcel"};
  person.hear(none);
  CHECK(person.desk.take_printed().empty());
  person.type("/calibrate");
  CHECK(person.desk.take_printed() == Said{"No recorded talk is being rated.", "/calibrate ID gives the class one of these:", "late: The late parcel."});
  person.type("/calibrate late");
  CHECK(person.sent<Calibrate>().transcript == "late");
  person.type("/endcalibration");
  CHECK(std::holds_alternative<EndCalibration>(person.desk.sent.back()));
}

TEST_CASE("a trainer rates the agent of a role-play, also without being in one") {
  Person person;
  person.hear(SessionClosed{kSession, Ending::finished, ""});
  person.type("/ratesession 9");
  CHECK(person.was_said("there is no such role-play"));
  SessionShown shown{SessionId{9}, RoundId{1}, "card", kAna, kBen, {}, Phase::score, true, Moment{kNow}, 0, 0, 3};
  person.hear(shown);
  person.hear(RoundShown{RoundId{1}, true, false, "card", "Title", Mode::chat, {"attention"}, {}});
  person.type("/ratesession 9").type("3").type("kept calm").type("").type("");
  const auto rated = person.sent<RateSession>();
  CHECK(rated.session == SessionId{9});
  CHECK(rated.rating.of == kBen);
  CHECK(rated.rating.levels == std::vector<CriterionLevel>{{"attention", std::uint8_t{3}}});
  CHECK(rated.rating.keep == "kept calm");
  const std::size_t sent = person.desk.sent.size();
  person.type("/ratesession 9");
  shown.open = false;
  person.hear(shown);
  CHECK(person.was_said("What you were filling in belonged to a role-play that is over."));
  person.type("3");
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("a level may bring the message that shows it") {
  Person person(Role::customer, Phase::score);
  person.type("/rate agent");
  CHECK(person.was_said("After a level you may add the number of a message that shows it, as in 4 12."));
  person.type("4 9");
  CHECK(person.was_said("After the level stands the number of one message, or nothing."));
  person.type("4 1").type("").type("").type("1");
  CHECK(person.sent<Rate>().levels == std::vector<CriterionLevel>{{"attention", std::uint8_t{4}}});
  CHECK(person.sent<Rate>().moments == std::vector<CriterionMoment>{{"attention", MessageId{1}}, {"", MessageId{1}}});
  person.hear(RatingShown{kSession, kAna, person.sent<Rate>()});
  DebriefShown debrief;
  debrief.session = kSession;
  person.hear(debrief);
  CHECK(person.was_said("Full attention: as in message 1."));
  CHECK(person.was_said("As in message 1."));
}

TEST_CASE("help names the commands for looking back, and a hyphen in a command does not count") {
  Person person;
  person.type("/help");
  for (const auto* command : {"/board ", "/audit ", "/profile:", "/history:", "/debrief [NUMBER]", "/goal ", "/promise TEXT", "/calibrate ", "/raters ", "/report "}) {
    CAPTURE(command);
    CHECK(person.was_said(command));
  }
  person.desk.printed.clear();
  person.type("/help rate-transcript");
  CHECK(person.desk.printed == Said{"/ratetranscript: rates that recorded talk, step by step."});
}

}  // namespace earshot::text_client
