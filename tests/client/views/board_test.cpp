#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

#include "client/views/board_rows.h"
#include "client/views/podium.h"
#include "tests/client/views/screen.h"

using namespace earshot;
using namespace earshot::views;
using looking_back::Screen;
using protocol::BoardKind;
using protocol::BoardNeed;
using protocol::BoardRow;
using protocol::BoardScope;
using protocol::BoardWindow;
using protocol::NameShown;
using protocol::NeedKind;

namespace {

BoardRow row(std::uint32_t tier, const char* name, bool own = false) {
  BoardRow out;
  out.tier = tier;
  out.name = name;
  out.own = own;
  return out;
}

std::vector<std::string> names(const BoardRows& rows) {
  std::vector<std::string> out;
  for (const auto* one : rows) out.push_back(one->name);
  return out;
}

}  // namespace

TEST_CASE("a board goes tier by tier, keeps the server's order within one, and ends with who is provisional") {
  const std::vector<BoardRow> rows{row(0, "Omar"), row(2, "Sam"), row(1, "Priya"), row(2, "Chen"), row(0, "Grace"), row(1, "Dele")};
  CHECK(names(in_tiers(rows)) == std::vector<std::string>{"Priya", "Dele", "Sam", "Chen", "Omar", "Grace"});
}

TEST_CASE("'around me' shows the own row and four on either side, fewer at an end, and everybody where there is no own row") {
  auto rows = looking_back::many_rows(40);
  auto around = around_own(in_tiers(rows));
  REQUIRE(around.size() == 9);
  CHECK(around[4]->own);
  rows[16].own = false;
  CHECK(around_own(in_tiers(rows)).size() == 40);
  rows[1].own = true;
  CHECK(around_own(in_tiers(rows)).size() == 6);
  rows[1].own = false;
  rows[39].own = true;
  CHECK(around_own(in_tiers(rows)).size() == 5);
}

TEST_CASE("what is missing until somebody is ranked is said in words, one of it in the singular") {
  CHECK(needs_in_words({{NeedKind::sessions, 2}, {NeedKind::raters, 1}}) == "Needs 2 more sessions as agent, 1 more rater");
  CHECK(needs_in_words({{NeedKind::precision, 1}}) == "Needs about 1 more session to be sure");
  CHECK(needs_in_words({{NeedKind::connection, 0}}) == "Needs a round with the others");
  CHECK(needs_in_words({{NeedKind::roster, 0}, {NeedKind::cards, 3}}) == "Needs the trainer's word on who is here, 3 more cards");
  CHECK(needs_in_words({}).empty());
}

TEST_CASE("whoever practises without a trainer is told of trends, never of raters that are missing") {
  auto waiting = row(0, "Sam", true);
  waiting.needs = {{NeedKind::raters, 4}};
  CHECK(waiting_in_words(waiting, false) == "Needs 4 more raters");
  CHECK(waiting_in_words(waiting, true) == "Your own trend stands in 'Your progress'.");
  waiting.own = false;
  CHECK(waiting_in_words(waiting, true).empty());
}

TEST_CASE("whoever lacks the least is the nearest to a rank") {
  std::vector<BoardRow> rows{row(0, "Omar"), row(0, "Grace"), row(1, "Priya")};
  rows[0].needs = {{NeedKind::sessions, 2}, {NeedKind::raters, 3}};
  rows[1].needs = {{NeedKind::connection, 0}};
  rows[2].needs = {{NeedKind::sessions, 0}};  // of somebody ranked, it counts for nothing
  CHECK(least_missing(rows) == std::vector<BoardNeed>{{NeedKind::connection, 0}});
  CHECK(least_missing({}).empty());
}

TEST_CASE("places that somebody moved are words, not colours") {
  CHECK(moved_in_words(3) == "up 3");
  CHECK(moved_in_words(-1) == "down 1");
  CHECK(moved_in_words(0) == "as before");
  CHECK(moved_in_words(std::nullopt) == "new");
}

TEST_CASE("a fair score has one decimal, a gain has its sign") {
  CHECK(fair_in_words(BoardKind::people, 4.249) == "4.2");
  CHECK(fair_in_words(BoardKind::improvement, 0.118) == "+0.12");
  CHECK(fair_in_words(BoardKind::improvement, -0.04) == "-0.04");
}

TEST_CASE("the less an order can be relied on, the less is promised of it") {
  std::vector<std::string_view> said;
  for (const auto reliability : {std::optional<double>{}, std::optional(0.3), std::optional(0.6), std::optional(0.8), std::optional(0.9)}) said.push_back(order_in_words(reliability));
  CHECK(said[0] == "How sure is this order? It cannot be said yet.");
  CHECK(said[1] == "How sure is this order? Mostly chance so far.");
  CHECK(said[4] == "How sure is this order? Very sure.");
  std::ranges::sort(said);
  CHECK(std::ranges::adjacent_find(said) == said.end());
}

TEST_CASE("an audit says which way cards, raters and few ratings pull the fair score off the plain mean") {
  protocol::AuditShown audit;
  audit.raw = 4.0;
  audit.row.fair = 4.5;
  audit.sessions.push_back({SessionId{1}, {}, "Outage", 0.3, 4.0, {{"Ana", protocol::Role::customer, false, 4.0, 0.2, 1}, {"Bo", protocol::Role::observer, false, 5.0, -3.0, 0}}});
  CHECK(why_not_the_mean(audit) == std::vector<std::string>{"The cards were harder than usual, by 0.3.", "The raters were stricter than usual, by 0.2."});
  audit.row.fair = 4.1;
  CHECK(why_not_the_mean(audit).back() == "Few ratings keep a score near the middle.");
  audit.sessions.clear();
  audit.row.fair = 4.02;
  CHECK(why_not_the_mean(audit) == std::vector<std::string>{"Cards and raters were as usual, so both are close."});
}

TEST_CASE("steps of the podium are tiers: who cannot be told apart shares one, and nobody provisional stands on any") {
  const std::vector<BoardRow> rows{row(0, "Omar"), row(1, "Priya"), row(1, "Dele"), row(2, "Sam"), row(3, "Chen"), row(4, "Viktor")};
  const auto tiers = podium_tiers(rows);
  REQUIRE(tiers.size() == 3);
  CHECK(names(tiers[0]) == std::vector<std::string>{"Priya", "Dele"});
  CHECK(names(tiers[2]) == std::vector<std::string>{"Chen"});
  CHECK(podium_tiers({row(0, "Omar")}).empty());
}

TEST_CASE("the server is asked for a board once, and again only for another one") {
  Screen screen;
  go_to(screen.state, Place::board);
  screen.frames(20);
  REQUIRE(screen.all<protocol::AskBoard>().size() == 1);
  CHECK(screen.all<protocol::AskBoard>()[0].scope == BoardScope{BoardWindow::class_});
  screen.press("Improvement");
  screen.press("Season");
  screen.frames(20);
  const auto asked = screen.all<protocol::AskBoard>();
  REQUIRE(asked.size() == 3);
  CHECK(asked[2].kind == BoardKind::improvement);
  CHECK(asked[2].scope == BoardScope{BoardWindow::season});
}

TEST_CASE("a board is filtered by skill, by card, and by a season that is over") {
  Screen screen;
  go_to(screen.state, Place::board);
  screen.press("Season");
  screen.press("Skill");
  screen.press("Clarifying questions");
  CHECK(screen.all<protocol::AskBoard>().back().scope.skill == "clarify");
  screen.press("Card");
  screen.press("Third outage this month");
  CHECK(screen.all<protocol::AskBoard>().back().scope.card == "outage");
  screen.press("Which season");
  screen.press("Summer, over");
  CHECK(screen.all<protocol::AskBoard>().back().scope == BoardScope{BoardWindow::season, "outage", "clarify", 1});
  screen.press("Week");
  CHECK(screen.all<protocol::AskBoard>().back().scope == BoardScope{BoardWindow::week, "outage", "clarify", 0});
}

TEST_CASE("Escape closes a list first, and only then the board") {
  Screen screen;
  go_to(screen.state, Place::board);
  const auto list_is_open = [] { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel); };
  screen.press("Skill");
  CHECK(list_is_open());
  screen.key(ImGuiKey_Escape);
  CHECK_FALSE(list_is_open());
  CHECK(screen.state.place == Place::board);
  screen.key(ImGuiKey_Escape);
  CHECK(screen.state.place == Place::home);
}

TEST_CASE("a trainee opens what stands behind the own row, and behind no other") {
  Screen screen;
  go_to(screen.state, Place::board);
  screen.press("Priya Nair##0");
  CHECK(screen.state.place == Place::board);
  screen.window.kit.focus("");
  screen.press("Sam Reyes##3");
  CHECK(screen.state.place == Place::audit);
  screen.frames(10);
  REQUIRE(screen.all<protocol::AskAudit>().size() == 1);
  CHECK_FALSE(screen.all<protocol::AskAudit>()[0].person);
  screen.key(ImGuiKey_Escape);
  CHECK(screen.state.place == Place::board);
}

TEST_CASE("a trainer opens what stands behind any row") {
  Screen screen;
  looking_back::as_trainer(screen.model);
  go_to(screen.state, Place::board);
  screen.press("Priya Nair##0");
  screen.frames(3);
  REQUIRE(screen.all<protocol::AskAudit>().size() == 1);
  CHECK(screen.all<protocol::AskAudit>()[0].person == PersonId{10});
}

TEST_CASE("one is named on boards as one chooses, and an empty other name is not sent") {
  Screen screen;
  go_to(screen.state, Place::board);
  screen.press("Change it");
  screen.press("Another name");
  screen.press("Use it");
  CHECK(screen.all<protocol::SetBoardName>().empty());
  screen.window.kit.focus("");
  screen.state.board.naming.alias = "Quiet Owl";
  screen.press("Use it");
  REQUIRE(screen.all<protocol::SetBoardName>().size() == 1);
  CHECK(screen.all<protocol::SetBoardName>()[0].shown == NameShown::alias);
  CHECK(screen.all<protocol::SetBoardName>()[0].alias == "Quiet Owl");
  CHECK_FALSE(screen.state.board.naming.open);
}

TEST_CASE("a refused name keeps the question open") {
  Screen screen;
  go_to(screen.state, Place::board);
  screen.press("Change it");
  screen.press("Not at all");
  screen.model.refusals[protocol::SetBoardName::kNumber] = {1, protocol::SetBoardName::kNumber, protocol::Why::busy, "try again in a moment", "", {}};
  screen.press("Use it");
  CHECK(screen.all<protocol::SetBoardName>().size() == 1);
  CHECK(screen.state.board.naming.open);
}
