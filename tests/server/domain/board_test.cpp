// Leaderboards, first form: means with how many sessions they rest on; nobody is ranked yet.
#include "server/domain/board.h"

#include <doctest/doctest.h>

namespace earshot::testing {
namespace {

using domain::BoardQuery;
using domain::Standings;
using protocol::BoardKind;
using protocol::BoardWindow;
using protocol::BoardRow;

constexpr PersonId kAnn{1};
constexpr PersonId kBen{2};
constexpr PersonId kCleo{3};
constexpr ClassId kHere{7};
constexpr ClassId kElsewhere{8};
const TimePoint kNow = from_unix_ms(1'800'000'000'000);

std::string name_of(PersonId person) { return person == kAnn ? "Ann" : person == kBen ? "Ben" : "Cleo"; }

Standings entry(PersonId agent, double mean, std::string team = {}) { return {agent, std::move(team), kHere, "lamp", kNow, mean}; }

std::vector<BoardRow> people(const std::vector<Standings>& standings, BoardWindow window = BoardWindow::all, std::string card = {}) {
  return domain::board(standings, {BoardKind::people, window, std::move(card), kHere, kNow}, name_of);
}

std::vector<std::string> names(const std::vector<BoardRow>& rows) {
  std::vector<std::string> all;
  for (const BoardRow& row : rows) all.push_back(row.name);
  return all;
}

}  // namespace

TEST_CASE("a person's row is the mean over their sessions as agent, and how many there were") {
  const auto rows = people({entry(kAnn, 3), entry(kBen, 5), entry(kAnn, 4)});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == BoardRow{0, kBen, "Ben", "", 5, 1});
  CHECK(rows[1] == BoardRow{0, kAnn, "Ann", "", 3.5, 2});  // (3 + 4) / 2
}

TEST_CASE("nobody is ranked while the board is provisional") {
  for (const BoardRow& row : people({entry(kAnn, 3), entry(kBen, 5)})) CHECK(row.rank == 0);
}

TEST_CASE("with the same mean, more sessions come first, then the name") {
  CHECK(names(people({entry(kCleo, 4), entry(kBen, 4), entry(kAnn, 4), entry(kCleo, 4)})) ==
        std::vector<std::string>{"Cleo", "Ann", "Ben"});
}

TEST_CASE("a board is empty while nothing was scored") { CHECK(people({}).empty()); }

TEST_CASE("the class window holds this class, the week the last seven days, season and all everything") {
  auto elsewhere = entry(kBen, 5);
  elsewhere.class_id = kElsewhere;
  auto old = entry(kCleo, 2);
  old.at = kNow - std::chrono::days{7};
  auto recent = entry(kAnn, 3);
  recent.at = kNow - std::chrono::days{7} + Milliseconds{1};
  const std::vector<Standings> all{elsewhere, old, recent};
  CHECK(names(people(all, BoardWindow::class_)) == std::vector<std::string>{"Ann", "Cleo"});
  CHECK(names(people(all, BoardWindow::week)) == std::vector<std::string>{"Ben", "Ann"});
  CHECK(people(all, BoardWindow::season).size() == 3);
  CHECK(people(all, BoardWindow::all).size() == 3);
}

TEST_CASE("a board of one card holds that card alone") {
  auto other = entry(kAnn, 1);
  other.card = "kettle";
  CHECK(people({entry(kAnn, 5), other}, BoardWindow::all, "lamp")[0].mean == 5);
  CHECK(people({entry(kAnn, 5), other}, BoardWindow::all, "kettle")[0].mean == 1);
  CHECK(people({entry(kAnn, 5), other}, BoardWindow::all, "nothing").empty());
}

TEST_CASE("a team's row is over all its people's sessions; who has no team is in none") {
  const auto rows = domain::board({entry(kAnn, 2, "Red"), entry(kBen, 4, "Red"), entry(kBen, 5, "Red"), entry(kCleo, 3)},
                                  {BoardKind::teams, BoardWindow::all, {}, kHere, kNow}, name_of);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].name == "Red");
  CHECK(rows[0].person == PersonId{});
  CHECK(rows[0].n == 3);
  CHECK(rows[0].mean == doctest::Approx(11.0 / 3));  // (2 + 4 + 5) / 3
}

TEST_CASE("somebody who changed teams counts for each with what they did there, and shows the latest") {
  const std::vector<Standings> all{entry(kAnn, 2, "Red"), entry(kAnn, 4, "Blue")};
  CHECK(people(all)[0].team == "Blue");
  const auto teams = domain::board(all, {BoardKind::teams, BoardWindow::all, {}, kHere, kNow}, name_of);
  REQUIRE(teams.size() == 2);
  CHECK(teams[0].name == "Blue");
  CHECK(teams[0].mean == 4);
}

}  // namespace earshot::testing
