#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "client/views/presenter.h"
#include "client/views/rater_words.h"
#include "tests/client/views/screen.h"

using namespace earshot;
using namespace earshot::views;
using looking_back::kNow;
using looking_back::Screen;
using protocol::RaterFlag;
using protocol::RaterRow;

namespace {

/// The trainer's page, on one of its tabs.
struct Review : Screen {
  explicit Review(const char* tab) {
    looking_back::as_trainer(model);
    press("Looking back");
    press(tab);
  }
};

}  // namespace

TEST_CASE("raters with a flag come first, each flag with the figures it rests on") {
  std::vector<RaterRow> rows(3);
  rows[0].name = "Dele";
  rows[1].name = "Priya";
  rows[1].flags = {RaterFlag::favours, RaterFlag::grudge};
  rows[1].pairs = {{PersonId{1}, "Sam", 3.6, 4.9, 3.8, 16, true}, {PersonId{2}, "Omar", -3.2, 2.0, 3.4, 1, false}};
  rows[2].name = "Chen";
  rows[2].flags = {RaterFlag::same_level};
  rows[2].same = 0.86;
  const auto order = flagged_first(rows);
  CHECK(order[0]->name == "Priya");
  CHECK(order[1]->name == "Chen");
  CHECK(evidence_in_words(rows[1]) == std::vector<std::string>{"Gives Sam 4.9 where others give 3.8, over 16 levels. The other does the same.", "Gives Omar 2.0 where others give 3.4, over 1 level."});
  CHECK(evidence_in_words(rows[2]) == std::vector<std::string>{"86 % of the ratings are one and the same level."});
  CHECK(evidence_in_words(rows[0]).empty());
}

TEST_CASE("a day is read only as year, month and day of the calendar") {
  CHECK(end_of_day("2026-12-24"));
  CHECK(end_of_day("2024-02-29"));
  for (const char* wrong : {"", "2026-02-29", "2026-13-01", "2026-00-10", "24.12.2026", "2026-12-24 ", "2026-1-2", "20x6-12-24", "2026-12--1"}) CHECK_FALSE(end_of_day(wrong));
}

TEST_CASE("a round's report is asked for once, and again for another round") {
  Review page("Class debrief");
  page.frames(10);
  REQUIRE(page.all<protocol::AskReport>().size() == 1);
  CHECK_FALSE(page.all<protocol::AskReport>()[0].round);
  page.press("Which round");
  page.press("Round 3");
  REQUIRE(page.all<protocol::AskReport>().size() == 2);
  CHECK(page.all<protocol::AskReport>()[1].round == RoundId{3});
}

TEST_CASE("a line goes on the projector, and off it as soon as its author takes it back") {
  Review page("Class debrief");
  page.press("Show on the projector##1-4");
  CHECK(page.state.presenter.open);
  REQUIRE(page.state.presenter.quote);
  CHECK(page.state.presenter.quote->message == MessageId{4});
  draw_presenter(page.model, page.state, kNow);
  page.window.next();
  CHECK(page.state.presenter.quote);
  page.model.insight.quotes.erase(page.model.insight.quotes.begin());
  draw_presenter(page.model, page.state, kNow);
  page.window.next();
  CHECK_FALSE(page.state.presenter.quote);
}

TEST_CASE("raters are asked for once") {
  Review page("Raters");
  page.frames(10);
  CHECK(page.all<protocol::AskRaters>().size() == 1);
}

TEST_CASE("the roster is confirmed with one press, and not again while nobody is new") {
  Review page("Roster");
  page.press("Confirm who is here");
  CHECK(page.all<protocol::ConfirmRoster>().size() == 1);
  page.model.insight.roster->new_since.clear();
  page.window.kit.focus("");
  page.press("Confirm who is here");
  CHECK(page.all<protocol::ConfirmRoster>().size() == 1);
}

TEST_CASE("a member's team is chosen until teams are locked") {
  Review page("Roster");
  page.press("Team of Priya Nair");
  page.press("Juniper");
  REQUIRE(page.all<protocol::SetTeam>().size() == 1);
  CHECK(page.all<protocol::SetTeam>()[0].person == PersonId{10});
  CHECK(page.all<protocol::SetTeam>()[0].team == "Juniper");
  page.model.insight.roster->teams_locked = true;
  page.press("Team of Priya Nair");
  page.press("Harbour");
  CHECK(page.all<protocol::SetTeam>().size() == 1);
}

TEST_CASE("the class goal is one of those the rules offer, or none") {
  Review page("Roster");
  page.press("Class goal");
  page.press("Ask before you advise");
  page.press("Class goal");
  page.press("No goal");
  const auto sent = page.all<protocol::SetGoal>();
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].goal == "ask");
  CHECK(sent[1].goal.empty());
}

TEST_CASE("a season begins with a name and, if wanted, a day to come; a wrong day is refused at its field") {
  Review page("Seasons");
  page.state.review.season_name = "Winter";
  page.state.review.season_end = "2020-01-01";
  page.press("Begin it");
  CHECK(page.all<protocol::StartSeason>().empty());
  CHECK(page.state.review.season_end_wrong);
  page.state.review.season_end = "2030-03-31";
  page.press("Begin it");
  REQUIRE(page.all<protocol::StartSeason>().size() == 1);
  CHECK(page.all<protocol::StartSeason>()[0].name == "Winter");
  CHECK(page.all<protocol::StartSeason>()[0].ends_at == protocol::Moment{*end_of_day("2030-03-31")});
}

TEST_CASE("what was typed of a season stays until it has begun, and cannot begin it twice") {
  Review page("Seasons");
  page.state.review.season_name = "Winter";
  page.press("Begin it");
  CHECK(page.state.review.season_name == "Winter");
  page.model.insight.seasons.back().ended = protocol::Moment{kNow};
  page.model.insight.seasons.push_back({3, "Winter", protocol::Moment{kNow}, std::nullopt, std::nullopt});
  page.frames(2);
  CHECK(page.state.review.season_name.empty());
  page.press("Begin it");
  CHECK(page.all<protocol::StartSeason>().size() == 1);
}

TEST_CASE("a season ends only after the question whether it shall") {
  Review page("Seasons");
  page.press("End the season");
  CHECK(page.all<protocol::EndSeason>().empty());
  page.press("Keep it running");
  CHECK(page.all<protocol::EndSeason>().empty());
  page.press("End the season");
  page.press("End it now");
  CHECK(page.all<protocol::EndSeason>().size() == 1);
}

TEST_CASE("who trains this class but not the server sees no seasons to begin or end") {
  Screen page;
  looking_back::as_trainer(page.model);
  page.model.self.trainer = false;
  page.press("Looking back");
  page.press("Seasons");
  CHECK(page.state.review.tab == 0);
}
