#include <doctest/doctest.h>

#include <map>
#include <set>

#include "client/text/json_intents.h"
#include "shared/protocol/codec.h"
#include "tests/client/text/scene.h"

namespace earshot::text_client {
namespace {

using namespace protocol;

const Defaults kDefaults{"INVITED", "Ana"};

ParsedLine parse(std::string_view line, const model::Model& model = {}) { return parse_intent(line, model, kDefaults); }

template <class Kind>
Kind must(std::string_view line, const model::Model& model = {}) {
  ParsedLine parsed = parse(line, model);
  REQUIRE_MESSAGE(parsed.intent.has_value(), (parsed.intent ? "" : parsed.intent.error().text));
  REQUIRE(std::holds_alternative<Kind>(*parsed.intent));
  return std::get<Kind>(*parsed.intent);
}

void check_refused(std::string_view line, Why why, std::string_view field, const model::Model& model = {}) {
  CAPTURE(line);
  const ParsedLine parsed = parse(line, model);
  REQUIRE_FALSE(parsed.intent.has_value());
  CHECK(word(parsed.intent.error().why) == word(why));
  CHECK(parsed.intent.error().field == field);
  CHECK_FALSE(parsed.intent.error().text.empty());
}

/// One line for each word, with every field that it needs.
const std::map<std::string, std::pair<std::string, std::uint16_t>>& samples() {
  static const std::map<std::string, std::pair<std::string, std::uint16_t>> all{
      {"sign_in", {R"("token":"t","name":"Tara")", SignIn::kNumber}},
      {"join", {R"("code":"C","name":"Ana","team":"A")", Join::kNumber}},
      {"resume", {R"("token":"t")", Resume::kNumber}},
      {"invite_trainer", {"", InviteTrainer::kNumber}},
      {"link", {"", Link::kNumber}},
      {"redeem", {R"("code":"C")", Redeem::kNumber}},
      {"leave", {"", Leave::kNumber}},
      {"create_class", {R"("name":"Class","teams":["A","B"])", CreateClass::kNumber}},
      {"start_round", {R"("card":"c","variant":1,"minutes":8,"focus":["attention"],"mode":"spoken")", StartRound::kNumber}},
      {"extend", {R"("seconds":60)", Extend::kNumber}},
      {"pause", {"", Pause::kNumber}},
      {"continue", {"", Continue::kNumber}},
      {"next_phase", {"", NextPhase::kNumber}},
      {"end_round", {"", EndRound::kNumber}},
      {"broadcast", {R"("text":"hello")", Broadcast::kNumber}},
      {"whisper", {R"("to":2,"text":"hello")", Whisper::kNumber}},
      {"remove", {R"("person":2)", Remove::kNumber}},
      {"queue", {R"("card":"c","role":"agent")", Queue::kNumber}},
      {"unqueue", {"", Unqueue::kNumber}},
      {"ready", {R"("phase":"talk")", Ready::kNumber}},
      {"say", {R"("text":"hello")", Say::kNumber}},
      {"typing", {"", Typing::kNumber}},
      {"feel", {R"("level":4)", Feel::kNumber}},
      {"reveal", {R"("fact":"order","say":false)", Reveal::kNumber}},
      {"play", {R"("beat":"angrier")", PlayBeat::kNumber}},
      {"note", {R"("kind":"feeling","text":"worried","source":1)", TakeNote::kNumber}},
      {"breathe", {"", Breathe::kNumber}},
      {"step_out", {"", StepOut::kNumber}},
      {"help", {R"("text":"please")", Help::kNumber}},
      {"heated", {R"("message":1)", Heated::kNumber}},
      {"tally", {R"("kind":"open_question")", TapTally::kNumber}},
      {"recap", {R"("text":"I heard","facts":["a"],"feelings":["b"])", Recap::kNumber}},
      {"mark", {R"("facts":{"0":"confirmed"},"is":{"0":"order"},"feelings":{},"missed":["event"],"untold":["mother"])", Mark::kNumber}},
      {"rate", {R"("of":2,"levels":{"attention":4},"keep":"k","next":"n","evidence":1)", Rate::kNumber}},
      {"outcome", {R"("solved":5,"satisfied":4,"stay":3,"recommend":2,"resolution":[],"prevention":[],"again":[])", Outcome::kNumber}},
      {"react", {R"("word":"calm")", React::kNumber}},
      {"intend", {R"("text":"ask more")", Intend::kNumber}},
      {"board", {R"("kind":"teams","window":"season","card":"c")", AskBoard::kNumber}},
      {"watch", {R"("session":7)", Watch::kNumber}},
      {"unwatch", {"", Unwatch::kNumber}},
      {"set_plan", {R"("title":"Tuesday","steps":[{"kind":"break","minutes":5}])", SetPlan::kNumber}},
      {"pick_lesson", {R"("lesson":"first")", PickLesson::kNumber}},
      {"begin_step", {R"("step":0)", BeginStep::kNumber}},
      {"auto_run", {R"("on":true)", AutoRun::kNumber}},
      {"finish_at", {R"("at":1800000000000)", FinishAt::kNumber}},
      {"eyes_up", {R"("on":true,"text":"look here")", EyesUp::kNumber}},
      {"set_class", {R"("triads":true,"late":"next_round","drop_out":"waiting","warm_ups":true,"listed":true,"seat_held_seconds":30)", SetClass::kNumber}},
      {"wish", {R"("one":1,"other":2,"wish":"apart")", SetWish::kNumber}},
      {"session", {R"("session":7,"act":"extend","seconds":60)", ControlSession::kNumber}},
      {"speak", {R"("session":7,"text":"hello")", SpeakTo::kNumber}},
      {"move", {R"("person":2,"session":7)", Move::kNumber}},
      {"mute", {R"("person":2,"on":true)", Mute::kNumber}},
      {"help_done", {R"("person":2)", HelpDone::kNumber}},
      {"take_seat", {R"("session":7,"role":"agent")", TakeSeat::kNumber}},
      {"promote", {R"("person":2,"trainer":true)", Promote::kNumber}},
      {"swap_card", {"", SwapCard::kNumber}},
      {"retake", {R"("message":1,"text":"Tell me more?")", Retake::kNumber}},
      {"open_ping", {R"("ping":1,"open":false)", OpenPing::kNumber}},
      {"language", {R"("language":"de")", UseLanguage::kNumber}},
      {"open_card", {R"("card":"c","language":"de")", OpenCard::kNumber}},
      {"save_card", {R"("card":"c","language":"de","base":2,"publish":true,"part":1,"parts":2,"text":"title: T")", SaveCard::kNumber}},
      {"drop_card", {R"("card":"c","base":2)", DropCard::kNumber}},
      {"audit", {R"("person":2,"window":"season","season":3)", AskAudit::kNumber}},
      {"raters", {R"("window":"all")", AskRaters::kNumber}},
      {"board_name", {R"("shown":"alias","alias":"Kestrel")", SetBoardName::kNumber}},
      {"start_season", {R"("name":"Spring")", StartSeason::kNumber}},
      {"end_season", {"", EndSeason::kNumber}},
      {"confirm_roster", {"", ConfirmRoster::kNumber}},
      {"set_team", {R"("person":2,"team":"Alpha")", SetTeam::kNumber}},
      {"profile", {"", AskProfile::kNumber}},
      {"history", {"", AskHistory::kNumber}},
      {"open_debrief", {R"("session":7)", OpenDebrief::kNumber}},
      {"report", {R"("round":2)", AskReport::kNumber}},
      {"goal", {R"("goal":"facts")", SetGoal::kNumber}},
      {"promise", {R"("text":"ask before I offer")", Promise::kNumber}},
      {"rerate", {R"("session":7,"level":3)", Rerate::kNumber}},
      {"rate_session", {R"("session":7,"of":2,"levels":{"attention":4})", RateSession::kNumber}},
      {"keep_intention", {R"("level":4)", KeepIntention::kNumber}},
      {"replay", {R"("message":3)", ReplayFrom::kNumber}},
      {"allow_quote", {R"("message":3)", AllowQuote::kNumber}},
      {"calibrate", {R"("transcript":"late-parcel")", Calibrate::kNumber}},
      {"end_calibration", {"", EndCalibration::kNumber}},
      {"rate_transcript", {R"("levels":{"attention":4})", RateTranscript::kNumber}},
      {"withdraw_quote", {R"("session":7,"message":3)", WithdrawQuote::kNumber}},
  };
  return all;
}

std::string line_of(const std::string& word, const std::string& fields) {
  return R"({"do":")" + word + "\"" + (fields.empty() ? "" : "," + fields) + "}";
}

}  // namespace

TEST_CASE("every word is the intent it names, and every intent has a word") {
  std::set<std::uint16_t> kinds;
  for (const std::string_view word : kIntentWords) {
    CAPTURE(word);
    const auto found = samples().find(std::string(word));
    REQUIRE(found != samples().end());
    const ParsedLine parsed = parse(line_of(found->first, found->second.first));
    REQUIRE_MESSAGE(parsed.intent.has_value(), (parsed.intent ? "" : parsed.intent.error().text));
    CHECK(number_of(*parsed.intent) == found->second.second);
    kinds.insert(found->second.second);
  }
  CHECK(kinds.size() == std::variant_size_v<Intent>);
}

TEST_CASE("fields reach their places, in any order of keys") {
  const auto round = must<StartRound>(R"({"mode":"spoken","focus":["a","b"],"minutes":8,"variant":2,"card":"c","do":"start_round"})");
  CHECK(round.card == "c");
  CHECK(round.variant == 2);
  CHECK(round.minutes == 8);
  CHECK(round.focus == std::vector<std::string>{"a", "b"});
  CHECK(round.mode == Mode::spoken);

  const auto rate = must<Rate>(R"({"do":"rate","of":2,"levels":{"a":1,"b":null},"keep":"k","next":"n","evidence":3})");
  CHECK(rate.of == testing::kBen);
  CHECK(rate.levels == std::vector<CriterionLevel>{{"a", std::uint8_t{1}}, {"b", std::nullopt}});
  CHECK(rate.moments == std::vector<CriterionMoment>{{"", MessageId{3}}});

  const auto outcome = must<Outcome>(
      R"({"do":"outcome","solved":5,"satisfied":4,"stay":3,"recommend":2,"resolution":["r"],"prevention":["p"],"again":["f"]})");
  CHECK(outcome == Outcome{5, 4, 3, 2, {"r"}, {"p"}, {"f"}});

  CHECK_FALSE(must<Reveal>(R"({"do":"reveal","fact":"order","say":false})").say);
  CHECK(must<Reveal>(R"({"do":"reveal","fact":"order"})").say);
  CHECK(must<Queue>(R"({"do":"queue"})").role == std::nullopt);
}

TEST_CASE("a round may leave its card to the server, and carry challenges") {
  const auto round = must<StartRound>(R"({"do":"start_round","modifiers":["bias","handover"],"triads":true,"swap":true})");
  CHECK(round.card.empty());
  CHECK(round.modifiers == std::vector{Modifier::bias, Modifier::handover});
  CHECK(round.triads);
  CHECK(round.swap);
  check_refused(R"({"do":"start_round","modifiers":["noise"]})", Why::unknown, "modifiers");
  CHECK(must<NextPhase>(R"({"do":"next_phase"})").from == std::nullopt);
  CHECK(must<NextPhase>(R"({"do":"next_phase","from":"talk"})").from == Phase::talk);
  CHECK(must<Remove>(R"({"do":"remove","person":2,"for_good":true})").for_good);
  CHECK(must<CreateClass>(R"({"do":"create_class","name":"Class","lesson":"first"})").lesson == "first");
}

TEST_CASE("a plan's steps reach their places, and a wrong one is named") {
  const Plan plan = must<SetPlan>(R"({"do":"set_plan","title":"Tuesday","steps":[
      {"kind":"warm_up","minutes":2},
      {"cards":["a","b"],"modifiers":["pressure"],"minutes":8,"focus":["x"],"mode":"spoken","triads":true,"swap":true,"title":"One"},
      {"kind":"break","title":"Coffee","minutes":5},{"kind":"talk"}]})").plan;
  CHECK(plan.title == "Tuesday");
  REQUIRE(plan.steps.size() == 4);
  CHECK(plan.steps[0].kind == StepKind::warm_up);
  CHECK(plan.steps[1] ==
        PlanStep{StepKind::round, "One", {"a", "b"}, {Modifier::pressure}, 8, {"x"}, Mode::spoken, true, true});
  CHECK(plan.steps[2].title == "Coffee");
  CHECK(plan.steps[3].kind == StepKind::talk);
  check_refused(R"({"do":"set_plan","title":"T","steps":[{},{"minutes":"8"}]})", Why::bad_message, "steps.1.minutes");
  check_refused(R"({"do":"set_plan","title":"T","steps":[{"kind":"lunch"}]})", Why::unknown, "steps.0.kind");
  check_refused(R"({"do":"set_plan","title":"T","steps":[{"do":"break"}]})", Why::bad_message, "steps.0.do");
  check_refused(R"({"do":"set_plan","title":"T","steps":[3]})", Why::bad_message, "steps");
  check_refused(R"({"do":"set_plan","title":"T","steps":{}})", Why::bad_message, "steps");
}

TEST_CASE("what 'set_class' leaves out stays as it is set") {
  model::Model model = testing::scene(Role::agent, Phase::talk);
  CHECK(must<SetClass>(R"({"do":"set_class","triads":true})", model).settings.seat_held_seconds == ClassSettings{}.seat_held_seconds);
  model.settings = ClassSettings{false, LateJoin::next_round, DropOut::trainer, true, true, 30};
  const auto settings = must<SetClass>(R"({"do":"set_class","triads":true,"drop_out":"triad"})", model).settings;
  CHECK(settings == ClassSettings{true, LateJoin::next_round, DropOut::triad, true, true, 30});
}

TEST_CASE("the trainer's words for one role-play and one person name them") {
  const auto control = must<ControlSession>(R"({"do":"session","session":7,"act":"continue"})");
  CHECK(control.session == testing::kSession);
  CHECK(control.act == SessionAct::continue_);
  check_refused(R"({"do":"session","session":7,"act":"stop"})", Why::unknown, "act");
  CHECK(must<Move>(R"({"do":"move","person":2})").session == SessionId{});
  CHECK(must<TakeSeat>(R"({"do":"take_seat","session":7,"role":"customer"})").role == Role::customer);
  check_refused(R"({"do":"mute","person":2})", Why::empty, "on");
  CHECK(must<FinishAt>(R"({"do":"finish_at","at":1800000000000})").at == Moment{testing::kNow});
  CHECK(must<FinishAt>(R"({"do":"finish_at","at":null})").at == std::nullopt);
  CHECK(must<OpenPing>(R"({"do":"open_ping","ping":2})").open);
  const auto wish = must<SetWish>(R"({"do":"wish","one":"self","other":"customer","wish":"together"})",
                                  testing::scene(Role::agent, Phase::talk));
  CHECK(wish.pair == WishPair{testing::kAna, testing::kBen, Wish::together});
}

TEST_CASE("a board is asked for by window, card, skill and season; without them it is the class's people") {
  const auto plain = must<AskBoard>(R"({"do":"board"})");
  CHECK(plain.kind == BoardKind::people);
  CHECK(plain.scope == BoardScope{BoardWindow::class_, "", "", 0});
  const auto board = must<AskBoard>(R"({"do":"board","kind":"improvement","window":"season","card":"c","skill":"listen","season":3})");
  CHECK(board.kind == BoardKind::improvement);
  CHECK(board.scope == BoardScope{BoardWindow::season, "c", "listen", 3});
  CHECK(must<AskRaters>(R"({"do":"raters","skill":"return"})").scope.skill == "return");
  check_refused(R"({"do":"board","kind":"friends"})", Why::unknown, "kind");
  check_refused(R"({"do":"raters","window":"year"})", Why::unknown, "window");
  check_refused(R"({"do":"audit","season":-1})", Why::out_of_range, "season");
}

TEST_CASE("an audit is of oneself unless it names somebody") {
  const auto model = testing::scene(Role::agent, Phase::talk);
  CHECK(must<AskAudit>(R"({"do":"audit"})", model).person == PersonId{});
  CHECK(must<AskAudit>(R"({"do":"audit","person":"customer"})", model).person == testing::kBen);
  CHECK(must<AskAudit>(R"({"do":"audit","person":9,"window":"week"})", model).scope.window == BoardWindow::week);
}

TEST_CASE("a season is named and may have a planned end, a board name may be hidden") {
  CHECK(must<StartSeason>(R"({"do":"start_season","name":"Spring"})").ends_at == std::nullopt);
  CHECK(must<StartSeason>(R"({"do":"start_season","name":"Spring","ends_at":1800000000000})").ends_at == Moment{testing::kNow});
  check_refused(R"({"do":"start_season"})", Why::empty, "name");
  CHECK(must<SetBoardName>(R"({"do":"board_name","shown":"hidden"})").shown == NameShown::hidden);
  CHECK(must<SetBoardName>(R"({"do":"board_name","shown":"alias","alias":"Kestrel"})").alias == "Kestrel");
  check_refused(R"({"do":"board_name","shown":"masked"})", Why::unknown, "shown");
}

TEST_CASE("who is taken out of a team, a goal and a replay is said, never left out") {
  CHECK(must<SetTeam>(R"({"do":"set_team","person":2,"team":""})").team.empty());
  check_refused(R"({"do":"set_team","person":2})", Why::empty, "team");
  CHECK(must<SetGoal>(R"({"do":"goal","goal":""})").goal.empty());
  check_refused(R"({"do":"goal"})", Why::empty, "goal");
  CHECK(must<ReplayFrom>(R"({"do":"replay","message":0})").message == MessageId{});
  check_refused(R"({"do":"replay"})", Why::empty, "message");
  CHECK(must<AllowQuote>(R"({"do":"allow_quote","message":3})").on);
  CHECK_FALSE(must<AllowQuote>(R"({"do":"allow_quote","message":3,"on":false})").on);
  CHECK(must<AskReport>(R"({"do":"report"})").round == RoundId{});
}

TEST_CASE("evidence is one message for the whole rating, or one a criterion") {
  const auto whole = must<Rate>(R"({"do":"rate","of":2,"levels":{"a":1},"evidence":3})");
  CHECK(whole.moments == std::vector<CriterionMoment>{{"", MessageId{3}}});
  const auto each = must<Rate>(R"({"do":"rate","of":2,"levels":{"a":1,"b":2},"evidence":{"a":3,"":5}})");
  CHECK(each.moments == std::vector<CriterionMoment>{{"a", MessageId{3}}, {"", MessageId{5}}});
  CHECK(must<Rate>(R"({"do":"rate","of":2,"levels":{"a":1}})").moments.empty());
  for (const auto* wrong : {R"("3")", "[3]", R"({"a":"3"})", "true", "1.5"}) {
    check_refused(R"({"do":"rate","of":2,"levels":{"a":1},"evidence":)" + std::string(wrong) + "}", Why::bad_message, "evidence");
  }
  check_refused(R"({"do":"rate","of":2,"levels":{"a":1},"evidence":{"a":-3}})", Why::out_of_range, "evidence");
}

TEST_CASE("a trainer's rating names its session, and a transcript's is levels alone") {
  const auto rated = must<RateSession>(R"({"do":"rate_session","session":7,"of":2,"levels":{"a":4,"b":null},"keep":"k","evidence":{"a":3}})");
  CHECK(rated.session == testing::kSession);
  CHECK(rated.rating.of == testing::kBen);
  CHECK(rated.rating.levels == std::vector<CriterionLevel>{{"a", std::uint8_t{4}}, {"b", std::nullopt}});
  CHECK(rated.rating.keep == "k");
  CHECK(rated.rating.moments == std::vector<CriterionMoment>{{"a", MessageId{3}}});
  check_refused(R"({"do":"rate_session","of":2,"levels":{"a":4}})", Why::empty, "session");
  CHECK(must<RateTranscript>(R"({"do":"rate_transcript","levels":{"a":5,"b":null}})").levels ==
        std::vector<CriterionLevel>{{"a", std::uint8_t{5}}, {"b", std::nullopt}});
  check_refused(R"({"do":"rate_transcript","levels":{"a":5},"keep":"k"})", Why::bad_message, "keep");
}

TEST_CASE("the invite's code and the name given at start are what join falls back on") {
  const auto join = must<Join>(R"({"do":"join"})");
  CHECK(join.code == "INVITED");
  CHECK(join.name == "Ana");
  CHECK(must<Join>(R"({"do":"join","code":"OTHER","name":"Ben"})").name == "Ben");
}

TEST_CASE("'ready' without a phase means the present one") {
  CHECK(must<Ready>(R"({"do":"ready"})", testing::scene(Role::agent, Phase::solve)).phase == Phase::solve);
  CHECK(must<Ready>(R"({"do":"ready","phase":"talk"})", testing::scene(Role::agent, Phase::solve)).phase == Phase::talk);
}

TEST_CASE("a person is an id, a role, or oneself") {
  const auto model = testing::scene(Role::agent, Phase::score);
  CHECK(must<Rate>(R"({"do":"rate","of":"customer","levels":{"in_role":3}})", model).of == testing::kBen);
  CHECK(must<Rate>(R"({"do":"rate","of":"self","levels":{"attention":3}})", model).of == testing::kAna);
  check_refused(R"({"do":"rate","of":"observer","levels":{"a":3}})", Why::unknown, "of", model);
  check_refused(R"({"do":"rate","of":"Ben","levels":{"a":3}})", Why::unknown, "of", model);
}

TEST_CASE("a focus set can be named") {
  const auto model = testing::scene(Role::agent, Phase::brief);
  CHECK(must<StartRound>(R"({"do":"start_round","card":"c","focus":"First rounds"})", model).focus ==
        std::vector<std::string>{"attention"});
  check_refused(R"({"do":"start_round","card":"c","focus":"Last rounds"})", Why::unknown, "focus", model);
}

TEST_CASE("marks are one a line of the recap, by number or as a list") {
  auto model = testing::scene(Role::customer, Phase::recap);
  reduce(model, RecapShown{testing::kSession, 1, {"recap", {"a", "b"}, {"worried"}}, {}}, testing::kNow);
  const Mark expected{{{true, "order"}, {false, ""}}, {{true, "worried"}}, {"event"}, {}};
  CHECK(must<Mark>(R"({"do":"mark","facts":{"1":"wrong","0":"confirmed"},"is":{"0":"order"},"feelings":{"0":"worried"},"missed":["event"]})",
                   model) == expected);
  CHECK(must<Mark>(R"({"do":"mark","facts":["order","wrong"],"feelings":["worried"],"missed":["event"]})", model) == expected);

  const Mark corrected{{{true, ""}, {false, "", "in June"}}, {{false, "", "furious"}}, {}, {}};
  CHECK(must<Mark>(R"({"do":"mark","facts":["confirmed","wrong"],"feelings":["wrong"],"fact_corrections":{"1":"in June"},"feeling_corrections":{"0":"furious"}})",
                   model) == corrected);
  check_refused(R"({"do":"mark","facts":["wrong","wrong"],"feelings":["wrong"],"fact_corrections":{"2":"x"}})", Why::out_of_range, "fact_corrections", model);

  check_refused(R"({"do":"mark","facts":{"0":"confirmed"},"feelings":{"0":"wrong"}})", Why::empty, "facts", model);
  check_refused(R"({"do":"mark","facts":["wrong","wrong","wrong"],"feelings":["wrong"]})", Why::out_of_range, "facts", model);
  check_refused(R"({"do":"mark","facts":{"x":"wrong"},"feelings":["wrong"]})", Why::bad_message, "facts", model);
  check_refused(R"({"do":"mark","facts":["wrong","wrong"],"is":{"5":"order"},"feelings":["wrong"]})", Why::out_of_range, "is", model);
}

TEST_CASE("what is not an intent is refused with what is wrong, and the words that are known") {
  check_refused("hello", Why::bad_message, "");
  check_refused("[1]", Why::bad_message, "");
  check_refused("{}", Why::bad_message, "do");
  check_refused(R"({"do":7})", Why::bad_message, "do");
  check_refused(R"({"do":"dance"})", Why::bad_message, "do");
  CHECK(parse(R"({"do":"dance"})").intent.error().text.find("step_out") != std::string::npos);
  check_refused(R"({"do":"say"})", Why::empty, "text");
  check_refused(R"({"do":"say","text":7})", Why::bad_message, "text");
  check_refused(R"({"do":"say","text":"a","loud":true})", Why::bad_message, "loud");
  check_refused(R"({"do":"feel","level":"4"})", Why::bad_message, "level");
  check_refused(R"({"do":"feel","level":3.5})", Why::bad_message, "level");
  check_refused(R"({"do":"feel","level":300})", Why::out_of_range, "level");
  check_refused(R"({"do":"feel","level":-1})", Why::out_of_range, "level");
  check_refused(R"({"do":"ready","phase":"lunch"})", Why::unknown, "phase");
  check_refused(R"({"do":"rate","of":2,"levels":[4]})", Why::bad_message, "levels");
  check_refused(R"({"do":"rate","of":2,"levels":{"a":"4"}})", Why::bad_message, "levels");
  check_refused(R"({"do":"recap","text":"a","facts":"b"})", Why::bad_message, "facts");
  check_refused(R"({"do":"recap","text":"a","facts":[1]})", Why::bad_message, "facts");
  check_refused(R"({"do":"reveal","fact":"a","say":"no"})", Why::bad_message, "say");
}

TEST_CASE("a reference comes back whatever it is, also from a line that is refused") {
  CHECK(parse(R"({"do":"say","text":"a","ref":17})").ref == 17);
  CHECK(parse(R"({"do":"say","ref":"x"})").ref == "x");
  CHECK(parse(R"({"do":"pause"})").ref.is_null());
}

}  // namespace earshot::text_client
