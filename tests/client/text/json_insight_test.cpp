// Boards, what stands behind them, one's own progress and a trainer's reports, in JSON.
#include <doctest/doctest.h>

#include "shared/protocol/codec.h"
#include "tests/client/text/script.h"

namespace earshot::text_client {
namespace {

using namespace protocol;
using testing::kAna;
using testing::kBen;
using testing::kNow;
using testing::kSession;
using testing::Script;

constexpr std::int64_t kNowMs = 1'800'000'000'000;

BoardRow ranked() {
  BoardRow row;
  row.tier = 2;
  row.person = kAna;
  row.name = "Ana";
  row.team = "Alpha";
  row.own = true;
  row.fair = 3.5;
  row.low = 3.25;
  row.high = 3.75;
  row.ability = 0.5;
  row.se = 0.25;
  row.n = 4;
  row.moved = -1;
  return row;
}

BoardRow provisional() {
  BoardRow row;
  row.person = kBen;
  row.name = "Ben";
  row.needs = {{NeedKind::sessions, 2}, {NeedKind::roster, 0}};
  return row;
}

BoardPage page(std::uint32_t from, bool complete, std::vector<BoardRow> rows) {
  BoardPage out;
  out.scope = {BoardWindow::season, "lamp", "listen", 3};
  out.from = from;
  out.complete = complete;
  out.rows = std::move(rows);
  out.fresh = false;
  out.ratings = 96;
  out.reliability = 0.75;
  return out;
}

Bytes encoded(const ServerMessage& message) {
  Bytes bytes;
  encode(message, bytes);
  return bytes;
}

PastPart part(SessionId session, const ServerMessage& message, bool first = false) { return {session, first, false, encoded(message)}; }

}  // namespace

TEST_CASE("a ranked row has its tier, its interval and how it moved, and its old words") {
  Script script;
  script.hear(page(0, true, {ranked()}));
  CHECK(script.last() == Json::parse(R"({"event":"board","kind":"people","window":"season","card":"lamp","skill":"listen","season":3,
    "provisional":false,"fresh":false,"ratings":96,"reliability":0.75,
    "rows":[{"rank":2,"person":1,"name":"Ana","team":"Alpha","ability":0.5,"se":0.25,"n":4,"delta":-1,"mean":3.5,"tier":2,"fair":3.5,
             "low":3.25,"high":3.75,"own":true,"needs":[]}]})"));
}

TEST_CASE("a row without a rank says what is missing, and has no number that could be taken for a score") {
  Script script;
  script.hear(page(0, true, {provisional()}));
  const Json board = script.last();
  CHECK(board["provisional"] == true);
  const Json& row = board["rows"][0];
  for (const auto* unknown : {"rank", "tier", "mean", "fair", "low", "high", "ability", "se", "delta"}) {
    CAPTURE(unknown);
    CHECK(row.at(unknown).is_null());
  }
  CHECK(row["needs"] == Json::parse(R"([{"what":"sessions","missing":2},{"what":"roster","missing":0}])"));
}

TEST_CASE("one ranked row is enough for a board that is not provisional") {
  Script script;
  script.hear(page(0, true, {ranked(), provisional()}));
  CHECK(script.last()["provisional"] == false);
}

TEST_CASE("a board in pages is said once, whole") {
  Script script;
  script.hear(page(0, false, {ranked()}));
  CHECK(script.desk.printed.empty());
  script.hear(page(1, true, {provisional()}));
  REQUIRE(script.desk.printed.size() == 1);
  CHECK(script.last()["rows"].size() == 2);
}

TEST_CASE("a team of which too few members count has sessions and no score") {
  Script script;
  BoardRow team;
  team.name = "Alpha";
  team.n = 6;
  team.needs = {{NeedKind::members, 3}};
  script.hear(page(0, true, {team}));
  const Json board = script.last();
  const Json& row = board["rows"][0];
  CHECK(row["n"] == 6);
  for (const auto* unknown : {"rank", "mean", "fair", "low", "high", "ability", "se"}) {
    CAPTURE(unknown);
    CHECK(row.at(unknown).is_null());
  }
}

TEST_CASE("a team's row says how many members count, and is nobody's person") {
  Script script;
  BoardRow team = ranked();
  team.person = {};
  team.members = 5;
  script.hear(page(0, true, {team}));
  CHECK(script.last()["rows"][0]["members"] == 5);
  CHECK_FALSE(script.last()["rows"][0].contains("person"));
}

TEST_CASE("an audit says what each session was and who rated it, and how strictly") {
  Script script;
  AuditShown audit;
  audit.person = kAna;
  audit.scope.window = BoardWindow::all;
  audit.row = ranked();
  audit.raw = 4.25;
  audit.ratings = 24;
  audit.raters = 5;
  audit.cards = 3;
  audit.sessions = {{kSession, Moment{kNow}, "The lamp", 0.5, 4.0, {{"Ben", Role::customer, false, 4.5, -0.75, 0.5}, {"Tess", Role::observer, true, 3.5, 0.25, 1.0}}}};
  audit.earlier = 2;
  script.hear(audit);
  const Json event = script.last();
  CHECK(event["person"] == 1);
  CHECK(event["window"] == "all");
  CHECK(event["row"]["fair"] == 3.5);
  CHECK(event["raw"] == 4.25);
  CHECK(event["ratings"] == 24);
  CHECK(event["raters"] == 5);
  CHECK(event["cards"] == 3);
  CHECK(event["earlier"] == 2);
  CHECK(event["sessions"] == Json::parse(R"([{"session":7,"at":1800000000000,"card":"The lamp","harder":0.5,"mean":4.0,"raters":[
    {"name":"Ben","role":"customer","mean":4.5,"strict":-0.75,"weight":0.5},
    {"name":"Tess","role":"observer","trainer":true,"mean":3.5,"strict":0.25,"weight":1.0}]}])"));
}

TEST_CASE("raters come whole with their flags, each with the evidence; what cannot be said is null") {
  Script script;
  RatersShown shown;
  RaterRow row;
  row.person = kBen;
  row.name = "Ben";
  row.ratings = 40;
  row.strict = -0.5;
  row.flags = {RaterFlag::favours, RaterFlag::same_level};
  row.pairs = {{kAna, "Ana", 3.5, 4.75, 3.25, 12, true}};
  shown.rows = {row};
  shown.complete = false;
  shown.icc_one = 0.5;
  script.hear(shown);
  CHECK(script.desk.printed.empty());
  shown.from = 1;
  shown.rows = {RaterRow{}};
  shown.complete = true;
  script.hear(shown);
  const Json event = script.last();
  REQUIRE(event["rows"].size() == 2);
  CHECK(event["rows"][0]["flags"] == Json::parse(R"(["favours","same_level"])"));
  CHECK(event["rows"][0]["strict"] == -0.5);
  CHECK(event["rows"][0]["pairs"] == Json::parse(R"([{"person":1,"name":"Ana","z":3.5,"given":4.75,"expected":3.25,"n":12,"mutual":true}])"));
  CHECK(event["icc_one"] == 0.5);
  for (const auto* unknown : {"separation", "icc_all", "alpha"}) CHECK(event.at(unknown).is_null());
}

TEST_CASE("seasons say which is running, and the roster who is not on it") {
  Script script;
  script.hear(SeasonsShown{{{1, "Autumn", Moment{kNow}, Moment{kNow}, {}}, {2, "Winter", Moment{kNow}, {}, Moment{kNow}}}, NameShown::alias, "Kestrel"});
  Json event = script.last();
  CHECK(event["seasons"][0] == Json{{"season", 1}, {"name", "Autumn"}, {"began", kNowMs}, {"ended", kNowMs}});
  CHECK(event["seasons"][1] == Json{{"season", 2}, {"name", "Winter"}, {"began", kNowMs}, {"ends_at", kNowMs}});
  CHECK(event["shown"] == "alias");
  CHECK(event["alias"] == "Kestrel");
  script.hear(RosterShown{{}, {kAna, kBen}, false});
  CHECK(script.last() == Json::parse(R"({"event":"roster","confirmed_at":null,"new":[1,2],"teams_locked":false})"));
  script.hear(RosterShown{Moment{kNow}, {}, true});
  CHECK(script.last() == Json::parse(R"({"event":"roster","confirmed_at":1800000000000,"new":[],"teams_locked":true})"));
}

TEST_CASE("a profile has what was earned and for what; what there is not is left out") {
  Script script;
  ProfileShown profile;
  profile.xp = 240;
  profile.level = 3;
  profile.level_from = 200;
  profile.level_to = 300;
  profile.parts = {{"play", "Practising", 200}, {"care", "Rating with care", 40}};
  profile.badges = {{"open_ears", "Open ears", "Facts given back", "listen", 2, 14, {5, 10, 20}}};
  script.hear(profile);
  Json event = script.last();
  CHECK(event["xp"] == 240);
  CHECK(event["parts"][1] == Json::parse(R"({"what":"care","name":"Rating with care","xp":40})"));
  CHECK(event["badges"][0] == Json::parse(R"({"id":"open_ears","name":"Open ears","what":"Facts given back","family":"listen","tier":2,"count":14,"thresholds":[5,10,20]})"));
  for (const auto* missing : {"quest", "letter", "old_recap", "promise"}) CHECK_FALSE(event.contains(missing));

  profile.quest = GoalShown{"q", "Quest", "Play three rounds", 1, 3, {}, {}};
  profile.letter.emplace().sessions = 4;
  profile.letter->sessions_before = 2;
  profile.letter->well = "facts";
  profile.letter->well_name = "Facts";
  profile.old_recap = OldRecap{kSession, Moment{kNow}, "The lamp", "You ordered in May.", {}, {}};
  profile.promise = "ask first";
  script.hear(profile);
  event = script.last();
  CHECK(event["quest"] == Json::parse(R"({"id":"q","name":"Quest","what":"Play three rounds","count":1,"target":3})"));
  CHECK(event["letter"]["sessions"] == 4);
  CHECK(event["letter"]["before"]["sessions"] == 2);
  CHECK(event["letter"]["well"] == Json::parse(R"({"id":"facts","name":"Facts"})"));
  CHECK_FALSE(event["letter"].contains("try"));
  CHECK(event["promise"] == "ask first");
}

TEST_CASE("what an old recap was given then is told only after it was rated again") {
  Script script;
  ProfileShown profile;
  profile.old_recap = OldRecap{kSession, Moment{kNow}, "The lamp", "You ordered in May.", {}, {}};
  script.hear(profile);
  CHECK_FALSE(script.last()["old_recap"].contains("then"));
  profile.old_recap->level = std::uint8_t{3};
  profile.old_recap->then = std::uint8_t{5};
  script.hear(profile);
  CHECK(script.last()["old_recap"]["level"] == 3);
  CHECK(script.last()["old_recap"]["then"] == 5);
}

TEST_CASE("past sessions come whole, with null for a skill that was not rated") {
  Script script;
  PastSession one{kSession, Moment{kNow}, "The lamp", Role::agent, {"Ben"}, 3.5, {}, 4.0, 5, 4};
  script.hear(HistoryPage{0, false, {one}});
  CHECK(script.desk.printed.empty());
  one.session = SessionId{6};
  script.hear(HistoryPage{1, true, {one}});
  REQUIRE(script.last()["sessions"].size() == 2);
  CHECK(script.last()["sessions"][0] == Json::parse(R"({"session":7,"at":1800000000000,"card":"The lamp","role":"agent","partners":["Ben"],
    "listen":3.5,"extract":null,"return":4.0,"told":5,"captured":4})"));
}

TEST_CASE("a past debrief is said once its last part has come, as it was said then, and the open session stays") {
  Script script;
  script.desk.model = testing::scene(Role::customer, Phase::talk);
  const SessionId past{3};
  const Paired paired{past, RoundId{1}, Role::agent, Mode::chat, "lamp", "The lamp", "",
                      {{kAna, "Ana", Role::agent, PresenceState::here, false}, {PersonId{9}, "Cleo", Role::customer, PresenceState::here, false}}, {"attention"}, "", false};
  script.hear(part(past, paired, true));
  script.hear(part(past, Lines{past, {{MessageId{1}, PersonId{9}, "my lamp broke", Moment{kNow}, Phase::talk, Role::customer}}}));
  script.hear(part(past, IntentionKept{past, kAna, "ask first", 4}));
  DebriefShown debrief;
  debrief.session = past;
  debrief.signals = {{ChatSignal::burst, kAna, 2, MessageId{1}}};
  script.hear(part(past, debrief));
  CHECK(script.desk.printed.empty());
  script.hear(PastPart{past, false, true, {}});
  REQUIRE(script.desk.printed.size() == 1);
  const Json event = script.last();
  CHECK(event["event"] == "past_debrief");
  CHECK(event["session"] == 3);
  CHECK(event["title"] == "The lamp");
  CHECK(event["people"][1]["name"] == "Cleo");
  CHECK(event["transcript"][0]["text"] == "my lamp broke");
  CHECK(event["signals"] == Json::parse(R"([{"kind":"burst","person":1,"count":2,"first":1}])"));
  CHECK(event["kept"] == Json::parse(R"([{"person":1,"meant":"ask first","level":4}])"));
  CHECK(script.desk.model.session->id == kSession);
}

TEST_CASE("the last part of a past debrief that never began says nothing") {
  Script script;
  script.hear(PastPart{kSession, false, true, {}});
  CHECK(script.desk.printed.empty());
}

TEST_CASE("a report has all its cards, and names criteria as the rubric does") {
  Script script;
  script.desk.model = testing::scene(Role::observer, Phase::debrief);
  ReportShown report{RoundId{2}, 8, {{"attention", {0, 1, 2, 3, 4}, 5}}, {{4, 2}}, {{"lamp", "The lamp", 5, {{"The order", 5, 2}}}}, false};
  script.hear(report);
  CHECK(script.desk.printed.empty());
  report.cards = {{"line", "The line", 3, {}}};
  report.complete = true;
  script.hear(report);
  CHECK(script.last() == Json::parse(R"({"event":"report","round":2,"sessions":8,
    "criteria":[{"criterion":"attention","name":"Full attention","counts":[0,1,2,3,4],"none":5}],"outcomes":[{"solved":4,"satisfied":2}],
    "cards":[{"card":"lamp","title":"The lamp","sessions":5,"facts":[{"label":"The order","told":5,"captured":2}]},
             {"card":"line","title":"The line","sessions":3,"facts":[]}]})"));
}

TEST_CASE("goals say what can be chosen, promises are always the whole list") {
  Script script;
  script.hear(GoalShown{"", "", "", 0, 0, {"facts", "calm"}, {"Facts", "Calm"}});
  CHECK_FALSE(script.last().contains("id"));
  CHECK(script.last()["choices"] == Json::parse(R"([{"id":"facts","name":"Facts"},{"id":"calm","name":"Calm"}])"));
  script.hear(PromisesShown{{{kAna, "ask first"}}});
  script.hear(PromisesShown{{{kBen, "breathe"}}});
  CHECK(script.last() == Json::parse(R"({"event":"promises","promises":[{"person":1,"text":"ask first"},{"person":2,"text":"breathe"}]})"));
  script.hear(QuotesShown{{{kSession, MessageId{4}, Role::agent, "The lamp", "What happened then?"}}});
  CHECK(script.last()["quotes"] == Json::parse(R"([{"session":7,"message":4,"role":"agent","card":"The lamp","text":"What happened then?"}])"));
}

TEST_CASE("a replay is wished for, runs, and is over") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::debrief);
  script.hear(ReplayShown{kSession, MessageId{1}, kBen, false, {}});
  CHECK(script.last() == Json::parse(R"({"event":"replay","session":7,"from":1,"asked_by":2,"on":false})"));
  script.hear(ReplayShown{kSession, MessageId{1}, {}, true, MessageId{5}});
  CHECK(script.last() == Json::parse(R"({"event":"replay","session":7,"from":1,"on":true,"first":5})"));
  script.hear(ReplayShown{kSession, {}, {}, false, {}});
  CHECK(script.last() == Json::parse(R"({"event":"replay","session":7,"on":false})"));
}

TEST_CASE("a transcript that all rate is said with its lines, its result with the trainer's level and one's own") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::debrief);
  CalibrationShown shown{true, "late", "The late parcel", "It is Friday.", {"attention"}, {{Role::customer, "Where is it?"}}, {{"attention", {}}}, 2, 6, {}, {}};
  script.hear(shown);
  CHECK(script.last() == Json::parse(R"({"event":"calibration","on":true,"transcript":"late","title":"The late parcel","situation":"It is Friday.",
    "focus":["attention"],"lines":[{"role":"customer","text":"Where is it?"}],"own":{"attention":null},"rated":2,"of":6})"));
  script.hear(CalibrationResult{"late", "The late parcel", {{"attention", {0, 1, 2, 3, 0}, 1, std::uint8_t{3}, {}, "One fact is missed."}}});
  CHECK(script.last() == Json::parse(R"({"event":"calibration_result","transcript":"late","title":"The late parcel",
    "criteria":[{"criterion":"attention","name":"Full attention","counts":[0,1,2,3,0],"none":1,"anchor":3,"own":null,"why":"One fact is missed."}]})"));
}

TEST_CASE("evidence comes back in the words it was given in") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::score);
  const auto evidence_of = [&](std::vector<CriterionMoment> moments) {
    script.hear(RatingShown{kSession, kAna, {kBen, {{"attention", std::uint8_t{4}}}, "", "", std::move(moments)}});
    return script.last().value("evidence", Json());
  };
  CHECK(evidence_of({{"", MessageId{3}}}) == 3);
  CHECK(evidence_of({{"attention", MessageId{3}}}) == Json::parse(R"({"attention":3})"));
  CHECK(evidence_of({{"attention", MessageId{3}}, {"", MessageId{5}}}) == Json::parse(R"({"attention":3,"":5})"));
  CHECK(evidence_of({}).is_null());
}

}  // namespace earshot::text_client
