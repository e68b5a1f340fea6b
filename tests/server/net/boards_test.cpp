// Seasons, leaderboards and what stands behind a number: asked for over connections, on a real store.
#include <algorithm>
#include <chrono>

#include "tests/server/net/practice.h"

namespace earshot::net::testing {
namespace {

using namespace protocol;
using transport::PeerId;

constexpr std::chrono::days kDay{1};

/// A class of two that has played one scored round.
struct AfterARound : Practice {
  explicit AfterARound(std::vector<std::string> teams = {}) {
    trainer = trainer_of(std::move(teams));
    sam = trainee_in(code, "Sam");
    priya = trainee_in(code, "Priya");
    played = play(trainer, sam, priya);
  }
  std::string name(PeerId peer) { return last<Welcome>(peer).name; }
  std::string agent_name() { return name(played.agent); }
  std::string token(PeerId peer) { return last<Welcome>(peer).resume; }

  PeerId trainer, sam, priya;
  Played played;
};

bool needs(const BoardRow& row, NeedKind what) { return std::ranges::find(row.needs, what, &BoardNeed::what) != row.needs.end(); }
std::uint32_t missing(const BoardRow& row, NeedKind what) {
  const auto need = std::ranges::find(row.needs, what, &BoardNeed::what);
  return need == row.needs.end() ? 0 : need->missing;
}

BoardScope scope_of(BoardWindow window, std::uint32_t season = 0) {
  BoardScope scope;
  scope.window = window;
  scope.season = season;
  return scope;
}

}  // namespace

// --- Boards ---------------------------------------------------------------------------------------------------------

TEST_CASE("a board without a rating is empty, and says that it rests on nothing") {
  Practice f;
  const auto trainer = f.trainer_of({});
  const auto page = f.board(trainer, BoardWindow::class_);
  CHECK(page.rows.empty());
  CHECK(page.complete);
  CHECK(page.fresh);
  CHECK(page.ratings == 0);
  CHECK_FALSE(page.reliability.has_value());
}

TEST_CASE("after one scored session its agent stands on the board as provisional, with what is missing") {
  AfterARound f;
  const auto page = f.board(f.sam, BoardWindow::class_);
  REQUIRE(page.rows.size() == 1);
  const BoardRow& row = page.rows.front();
  CHECK(row.name == f.agent_name());
  CHECK(row.tier == 0);
  CHECK(row.n == 1);
  CHECK(missing(row, NeedKind::sessions) == 2);
  CHECK(missing(row, NeedKind::cards) == 2);
  CHECK(missing(row, NeedKind::raters) == 4);
  CHECK(needs(row, NeedKind::roster));
  CHECK(row.low < row.fair);
  CHECK(row.fair < row.high);
  CHECK(page.fresh);
}

TEST_CASE("a level that the agent gives themselves moves nothing on the board") {
  const auto fair = [](std::uint8_t own) {
    Practice f;
    const auto trainer = f.trainer_of({});
    const auto a = f.trainee_in(f.code, "Sam");
    const auto b = f.trainee_in(f.code, "Priya");
    f.play(trainer, a, b, {.own_level = own});
    const auto page = f.board(a, BoardWindow::class_);
    REQUIRE(page.rows.size() == 1);
    return std::pair(page.rows.front().fair, page.ratings);
  };
  CHECK(fair(1) == fair(5));
}

TEST_CASE("the class, the week, the season and all time each have their board") {
  AfterARound f;
  const std::string first = f.agent_name();
  for (const BoardWindow window : {BoardWindow::class_, BoardWindow::week, BoardWindow::season, BoardWindow::all}) {
    CAPTURE(word(window));
    const auto page = f.board(f.sam, window);
    CHECK(page.scope.window == window);
    CHECK(row_of(page, first) != nullptr);
  }

  f.advance(8 * kDay);
  CHECK(f.board(f.sam, BoardWindow::week).rows.empty());
  CHECK(f.board(f.sam, BoardWindow::class_).rows.size() == 1);
  CHECK(f.board(f.sam, BoardWindow::all).rows.size() == 1);
}

TEST_CASE("another class's board does not show this one's people, the server's board does") {
  AfterARound f;
  const auto omar = f.other_trainer(f.trainer);
  CHECK(f.board(omar, BoardWindow::class_).rows.empty());
  CHECK(row_of(f.board(omar, BoardWindow::all), f.agent_name()) != nullptr);
}

TEST_CASE("a board of one card counts that card's sessions alone, and one of a skill its criteria") {
  AfterARound f;
  BoardScope other = scope_of(BoardWindow::class_);
  other.card = "third-outage";
  CHECK(f.ask<BoardPage>(f.sam, AskBoard{{}, other}).rows.empty());
  BoardScope same = other;
  same.card = "wedding-order";
  CHECK(f.ask<BoardPage>(f.sam, AskBoard{{}, same}).rows.size() == 1);

  const auto whole = f.board(f.sam, BoardWindow::class_).ratings;
  std::uint32_t parts = 0;
  for (const char* skill : {"listen", "extract", "return"}) {
    BoardScope of_skill = scope_of(BoardWindow::class_);
    of_skill.skill = skill;
    parts += f.ask<BoardPage>(f.sam, AskBoard{{}, of_skill}).ratings;
  }
  CHECK(parts == whole);
}

TEST_CASE("a board that cannot be is refused at the field that names it") {
  AfterARound f;
  BoardScope skill = scope_of(BoardWindow::class_);
  skill.skill = "juggling";
  auto refused = f.refusal_of(f.sam, AskBoard{{}, skill});
  REQUIRE(refused);
  CHECK(refused->why == Why::unknown);
  CHECK(refused->field == "skill");
  // The customer's criteria are no skill of the agent.
  skill.skill = "in_role";
  REQUIRE((refused = f.refusal_of(f.sam, AskBoard{{}, skill})));
  CHECK(refused->field == "skill");
  REQUIRE((refused = f.refusal_of(f.sam, AskBoard{{}, scope_of(BoardWindow::season, 9)})));
  CHECK(refused->field == "season");
  BoardScope card = scope_of(BoardWindow::all);
  card.card = std::string(5'000, 'x');
  REQUIRE((refused = f.refusal_of(f.sam, AskBoard{{}, card})));
  CHECK(refused->why == Why::too_long);
  CHECK(refused->field == "card");
  card.card = "wedding-odrer";
  for (const Intent& intent : std::vector<Intent>{AskBoard{{}, card}, AskAudit{{}, card}}) {
    REQUIRE((refused = f.refusal_of(f.sam, intent)));
    CHECK(refused->why == Why::unknown);
    CHECK(refused->field == "card");
  }

  f.must(f.sam, Leave{});
  REQUIRE((refused = f.refusal_of(f.sam, AskBoard{{}, scope_of(BoardWindow::class_)})));
  CHECK(refused->why == Why::not_in_class);
  CHECK(refused->field == "window");
  CHECK(f.refusal_of(f.sam, AskBoard{{}, scope_of(BoardWindow::all)}) == std::nullopt);
}

TEST_CASE("who has not joined anything is shown no board") {
  AfterARound f;
  const auto stranger = f.connect();
  for (const Intent& intent : std::vector<Intent>{AskBoard{{}, scope_of(BoardWindow::all)}, AskAudit{}, AskProfile{}, AskHistory{},
                                                  OpenDebrief{f.played.session}, SetBoardName{}, Rerate{f.played.session, 3}}) {
    const auto refused = f.refusal_of(stranger, intent);
    REQUIRE(refused);
    CHECK(refused->why == Why::not_signed_in);
  }
  CHECK(f.count<BoardPage>(stranger) == 0);
}

TEST_CASE("boards are the same after a restart") {
  AfterARound f;
  const auto before = f.board(f.sam, BoardWindow::season);
  const std::string token = f.token(f.sam);
  f.restart(f.now + Seconds{60});
  const auto sam = f.come_back(token);
  const auto after = f.board(sam, BoardWindow::season);
  REQUIRE(after.rows.size() == before.rows.size());
  CHECK(after.rows.front().name == before.rows.front().name);
  CHECK(after.rows.front().fair == doctest::Approx(before.rows.front().fair));
  CHECK(after.rows.front().needs == before.rows.front().needs);
  CHECK(after.ratings == before.ratings);
}

// --- Seasons --------------------------------------------------------------------------------------------------------

TEST_CASE("a new season begins with an empty board, and the one before it stays as it was") {
  AfterARound f;
  const auto of_first = f.board(f.sam, BoardWindow::season);
  f.advance(kDay);
  const auto shown = f.ask<SeasonsShown>(f.trainer, StartSeason{"Spring", {}});
  REQUIRE(shown.seasons.size() == 2);
  CHECK(shown.seasons.front().ended == Moment{f.now});
  CHECK(shown.seasons.back().name == "Spring");
  CHECK(shown.seasons.back().began == Moment{f.now});
  CHECK_FALSE(shown.seasons.back().ended.has_value());
  CHECK(f.last<SeasonsShown>(f.sam).seasons == shown.seasons);
  CHECK(f.board(f.sam, BoardWindow::season).rows.empty());

  f.advance(kDay);
  f.play(f.trainer, f.sam, f.priya, {.level = 1});
  const auto now = f.board(f.sam, BoardWindow::season);
  REQUIRE(now.rows.size() == 1);
  const auto again = f.ask<BoardPage>(f.sam, AskBoard{{}, scope_of(BoardWindow::season, 1)});
  CHECK(again.rows == of_first.rows);
  CHECK(again.ratings == of_first.ratings);
}

TEST_CASE("once a season has ended its board is shown until the next begins, and nothing more comes into it") {
  AfterARound f;
  const auto before = f.board(f.sam, BoardWindow::season);
  f.advance(kDay);
  f.must(f.trainer, EndSeason{});
  CHECK(f.last<SeasonsShown>(f.sam).seasons.back().ended == Moment{f.now});
  // Scored in the very moment in which it ended: it is over.
  f.play(f.trainer, f.sam, f.priya);
  CHECK(f.board(f.sam, BoardWindow::season).rows == before.rows);
  CHECK(f.board(f.sam, BoardWindow::all).rows.size() == 2);
  const auto refused = f.refusal_of(f.trainer, EndSeason{});
  REQUIRE(refused);
  CHECK(refused->why == Why::already_done);
}

TEST_CASE("seasons are there after a restart, and so is a finished one's board") {
  AfterARound f;
  const auto before = f.board(f.sam, BoardWindow::season);
  f.advance(kDay);
  f.must(f.trainer, StartSeason{"Spring", Moment{f.now + 30 * kDay}});
  const auto shown = f.last<SeasonsShown>(f.sam);
  const std::string token = f.token(f.sam);
  f.restart(f.now + kDay);
  const auto sam = f.come_back(token);
  CHECK(f.last<SeasonsShown>(sam).seasons == shown.seasons);
  const auto after = f.ask<BoardPage>(sam, AskBoard{{}, scope_of(BoardWindow::season, 1)});
  REQUIRE(after.rows.size() == 1);
  CHECK(after.rows.front().fair == doctest::Approx(before.rows.front().fair));
  CHECK(f.board(sam, BoardWindow::season).rows.empty());
}

TEST_CASE("only trainers of the server begin and end seasons") {
  AfterARound f;
  f.must(f.trainer, Promote{f.person(f.priya), true});  // a trainer of the class is none of the server
  for (const PeerId peer : {f.sam, f.priya}) {
    for (const Intent& intent : std::vector<Intent>{StartSeason{"Mine", {}}, EndSeason{}}) {
      const auto refused = f.refusal_of(peer, intent);
      REQUIRE(refused);
      CHECK(refused->why == Why::not_allowed);
    }
  }
  CHECK(f.last<SeasonsShown>(f.trainer).seasons.size() == 1);
}

TEST_CASE("a season that cannot be is refused at its field, and the running one goes on") {
  AfterARound f;
  auto refused = f.refusal_of(f.trainer, StartSeason{"Late", Moment{f.now}});
  REQUIRE(refused);
  CHECK(refused->why == Why::out_of_range);
  CHECK(refused->field == "ends_at");
  REQUIRE((refused = f.refusal_of(f.trainer, StartSeason{"Late", Moment{f.now - kDay}})));
  CHECK(refused->field == "ends_at");
  REQUIRE((refused = f.refusal_of(f.trainer, StartSeason{"  ", {}})));
  CHECK(refused->why == Why::empty);
  CHECK(refused->field == "name");
  REQUIRE((refused = f.refusal_of(f.trainer, StartSeason{std::string(61, 'x'), {}})));
  CHECK(refused->field == "name");
  CHECK(f.board(f.sam, BoardWindow::season).rows.size() == 1);
}

TEST_CASE("a season that was begun, and asked for again as the answer was lost, is begun once") {
  AfterARound f;
  const std::string token = f.token(f.trainer);
  f.must(f.trainer, StartSeason{"Spring", {}});
  const std::uint64_t number = f.last_number();
  const auto answer = f.last<Accepted>(f.trainer);
  f.hub->closed(f.trainer, "lost");
  f.advance(Seconds{20});
  const auto again = f.come_back(token);
  f.tell(again, number, StartSeason{"Spring", {}});
  CHECK(f.last<Accepted>(again).intent == answer.intent);
  CHECK(f.last<Accepted>(again).at == answer.at);
  const auto seasons = f.last<SeasonsShown>(f.sam).seasons;
  CHECK(seasons.size() == 2);
  CHECK_FALSE(seasons.back().ended.has_value());
}

TEST_CASE("what was done to seasons and names is done once, though all of it is asked for again after a restart") {
  AfterARound f;
  struct Asked {
    PeerId by;
    Intent intent;
    std::uint64_t number = 0;
    Moment at{};
  };
  std::vector<Asked> all{{f.trainer, StartSeason{"Spring", {}}},
                         {f.sam, SetBoardName{NameShown::alias, "Night owl"}},
                         {f.trainer, EndSeason{}},
                         {f.sam, SetBoardName{NameShown::hidden, {}}},
                         {f.trainer, StartSeason{"Summer", {}}}};
  for (Asked& one : all) {
    f.advance(Seconds{1});
    f.must(one.by, one.intent);
    one.number = f.last_number();
    one.at = f.last<Accepted>(one.by).at;
  }
  const auto before = f.last<SeasonsShown>(f.sam);
  const std::string trainer = f.token(f.trainer);
  const std::string sam = f.token(f.sam);
  f.restart(f.now + Seconds{20});
  const std::map<PeerId, PeerId> now{{f.trainer, f.come_back(trainer)}, {f.sam, f.come_back(sam)}};
  for (const Asked& one : all) {
    const PeerId peer = now.at(one.by);
    f.tell(peer, one.number, one.intent);
    const auto answer = f.last<Accepted>(peer);
    CHECK(answer.intent == one.number);
    CHECK(answer.at == one.at);
  }
  f.restart(f.now + Seconds{20});
  const auto shown = f.last<SeasonsShown>(f.come_back(sam));
  CHECK(shown.seasons == before.seasons);
  CHECK(shown.seasons.size() == 3);
  CHECK_FALSE(shown.seasons.back().ended.has_value());
  CHECK(shown.shown == NameShown::hidden);
}

// --- Names ----------------------------------------------------------------------------------------------------------

TEST_CASE("a pseudonym stands on the boards of others, who are not told whose it is; oneself one sees as oneself") {
  AfterARound f;
  const auto agent = f.played.agent;
  const auto other = f.played.customer;
  f.must(agent, SetBoardName{NameShown::alias, "Night owl"});
  CHECK(f.last<SeasonsShown>(agent).shown == NameShown::alias);
  CHECK(f.last<SeasonsShown>(agent).alias == "Night owl");

  for (const PeerId peer : {other, f.trainer}) {
    const auto page = f.board(peer, BoardWindow::class_);
    const BoardRow* row = row_of(page, "Night owl");
    REQUIRE(row != nullptr);
    CHECK_FALSE(row->person);
    CHECK(row->team.empty());
    CHECK_FALSE(row->own);
    CHECK(row_of(page, f.agent_name()) == nullptr);
  }
  const auto own = f.board(agent, BoardWindow::class_);
  const BoardRow* row = row_of(own, f.agent_name());
  REQUIRE(row != nullptr);
  CHECK(row->own);
  CHECK(row->person == f.person(agent));
}

TEST_CASE("who is hidden stands on nobody's board but their own, not in that of getting better either") {
  AfterARound f;
  f.must(f.played.agent, SetBoardName{NameShown::hidden, {}});
  for (const BoardKind kind : {BoardKind::people, BoardKind::improvement}) {
    CHECK(f.board(f.played.customer, BoardWindow::class_, kind).rows.empty());
    CHECK(f.board(f.trainer, BoardWindow::class_, kind).rows.empty());
    CHECK(f.board(f.played.agent, BoardWindow::class_, kind).rows.size() == 1);
  }
}

TEST_CASE("how somebody is named stays over a restart") {
  AfterARound f;
  f.must(f.played.agent, SetBoardName{NameShown::alias, "Night owl"});
  const std::string own = f.token(f.played.agent);
  const std::string others = f.token(f.played.customer);
  f.restart(f.now + Seconds{60});
  const auto agent = f.come_back(own);
  CHECK(f.last<SeasonsShown>(agent).alias == "Night owl");
  CHECK(row_of(f.board(f.come_back(others), BoardWindow::class_), "Night owl") != nullptr);
}

TEST_CASE("a pseudonym is a name that can be read") {
  AfterARound f;
  for (const char* alias : {"", "   "}) {
    const auto refused = f.refusal_of(f.sam, SetBoardName{NameShown::alias, alias});
    REQUIRE(refused);
    CHECK(refused->why == Why::empty);
    CHECK(refused->field == "alias");
  }
  const auto refused = f.refusal_of(f.sam, SetBoardName{NameShown::alias, std::string(500, 'x')});
  REQUIRE(refused);
  CHECK(refused->field == "alias");
}

TEST_CASE("nobody can go by the name of somebody else who is in their class") {
  AfterARound f;
  const auto refused = f.refusal_of(f.sam, SetBoardName{NameShown::alias, "pRIYA"});
  REQUIRE(refused);
  CHECK(refused->why == Why::name_taken);
  CHECK(refused->field == "alias");
  // One's own name is one's own.
  CHECK(f.refusal_of(f.sam, SetBoardName{NameShown::alias, "Sam"}) == std::nullopt);
}

// --- What stands behind a number ------------------------------------------------------------------------------------

TEST_CASE("one's own score opens to its session, its card and its raters") {
  AfterARound f;
  const auto shown = f.ask<AuditShown>(f.played.agent, AskAudit{{}, scope_of(BoardWindow::class_)});
  CHECK(shown.person == f.person(f.played.agent));
  CHECK(shown.row.own);
  CHECK(shown.row.name == f.agent_name());
  CHECK(shown.raters == 1);
  CHECK(shown.cards == 1);
  CHECK(shown.raw == doctest::Approx(4));  // the agent's own 5 is not among them
  REQUIRE(shown.sessions.size() == 1);
  CHECK(shown.sessions.front().session == f.played.session);
  REQUIRE(shown.sessions.front().raters.size() == 1);
  CHECK(shown.sessions.front().raters.front().name == f.name(f.played.customer));
  CHECK(shown.sessions.front().raters.front().mean == doctest::Approx(4));
}

TEST_CASE("who has never been rated is shown an empty page of their own, not an error") {
  AfterARound f;
  const auto shown = f.ask<AuditShown>(f.played.customer, AskAudit{{}, scope_of(BoardWindow::class_)});
  CHECK(shown.person == f.person(f.played.customer));
  CHECK(shown.sessions.empty());
  CHECK(shown.ratings == 0);
}

TEST_CASE("behind another's score looks the trainer of the class, no trainee and no trainer of another class") {
  AfterARound f;
  const PersonId agent = f.person(f.played.agent);
  const auto omar = f.other_trainer(f.trainer);
  for (const PeerId peer : {f.played.customer, omar}) {
    for (const BoardWindow window : {BoardWindow::class_, BoardWindow::all}) {
      const auto refused = f.refusal_of(peer, AskAudit{agent, scope_of(window)});
      REQUIRE(refused);
      CHECK(refused->why == Why::not_allowed);
      CHECK(refused->field == "person");
    }
    CHECK(f.count<AuditShown>(peer) == 0);
  }
  CHECK(f.ask<AuditShown>(f.trainer, AskAudit{agent, scope_of(BoardWindow::class_)}).sessions.size() == 1);
  // Nobody has this number.
  const auto refused = f.refusal_of(f.trainer, AskAudit{PersonId{4'711}, scope_of(BoardWindow::class_)});
  REQUIRE(refused);
  CHECK(refused->field == "person");
}

TEST_CASE("behind a score of all time, a trainer is not told the names of raters from other classes; its owner is") {
  AfterARound f;
  const auto omar = f.other_trainer(f.trainer);
  const std::string rater = f.name(f.played.customer);
  const PersonId agent = f.person(f.played.agent);
  f.must(f.played.agent, Join{f.last<ClassEntered>(omar).code, f.agent_name(), {}, {}});
  const auto names = [&](PeerId viewer) {
    const auto shown = f.ask<AuditShown>(viewer, AskAudit{agent, scope_of(BoardWindow::all)});
    REQUIRE(shown.sessions.size() == 1);
    REQUIRE(shown.sessions.front().raters.size() == 1);
    return shown.sessions.front().raters.front().name;
  };
  CHECK(names(omar).empty());
  CHECK(names(f.played.agent) == rater);
}

TEST_CASE("how people rate is shown to the trainers of their class, and about its members alone") {
  AfterARound f;
  const auto refused = f.refusal_of(f.sam, AskRaters{scope_of(BoardWindow::class_)});
  REQUIRE(refused);
  CHECK(refused->why == Why::not_allowed);
  const auto shown = f.ask<RatersShown>(f.trainer, AskRaters{scope_of(BoardWindow::class_)});
  REQUIRE(shown.rows.size() == 1);
  CHECK(shown.rows.front().person == f.person(f.played.customer));

  const auto omar = f.other_trainer(f.trainer);
  for (const BoardWindow window : {BoardWindow::class_, BoardWindow::season, BoardWindow::all}) {
    CHECK(f.ask<RatersShown>(omar, AskRaters{scope_of(window)}).rows.empty());
  }
}

TEST_CASE("who is a trainer no longer gets no answer that was still being worked out for them") {
  AfterARound f;
  f.must(f.trainer, Promote{f.person(f.priya), true});
  CHECK(f.ask<RatersShown>(f.priya, AskRaters{scope_of(BoardWindow::class_)}).rows.size() == 1);
  f.must(f.trainer, Promote{f.person(f.priya), false});
  CHECK(f.refusal_of(f.priya, AskRaters{scope_of(BoardWindow::class_)}).has_value());
}

// --- The roster -----------------------------------------------------------------------------------------------------

TEST_CASE("a confirmed roster takes 'the trainer has not confirmed it' from the board") {
  AfterARound f;
  REQUIRE(needs(f.board(f.sam, BoardWindow::class_).rows.front(), NeedKind::roster));
  const auto shown = f.ask<RosterShown>(f.trainer, ConfirmRoster{});
  CHECK(shown.confirmed_at == Moment{f.now});
  CHECK(shown.new_since.empty());
  CHECK_FALSE(needs(f.board(f.sam, BoardWindow::class_).rows.front(), NeedKind::roster));
  const auto refused = f.refusal_of(f.sam, ConfirmRoster{});
  REQUIRE(refused);
  CHECK(refused->why == Why::not_allowed);
}

TEST_CASE("a finished season stands by the roster that was in force at its end") {
  AfterARound f;
  f.must(f.trainer, ConfirmRoster{});
  f.advance(kDay);
  f.must(f.trainer, Remove{f.person(f.priya), false});
  const auto late = f.trainee_in(f.code, "Late");
  for (int turns = 0; turns < 2; ++turns) f.play(f.trainer, f.sam, late);  // each rates the other once
  f.advance(kDay);
  f.must(f.trainer, StartSeason{"Spring", {}});
  const AskBoard first{{}, scope_of(BoardWindow::season, 1)};
  const auto ended = f.ask<BoardPage>(f.sam, first);
  f.advance(kDay);
  f.must(f.trainer, ConfirmRoster{});
  CHECK(f.ask<BoardPage>(f.sam, first).ratings == ended.ratings);
  CHECK(f.board(f.sam, BoardWindow::all).ratings > ended.ratings);  // what Late gave counts from now on
}

TEST_CASE("a roster that is first confirmed after a season's end counts for it") {
  AfterARound f;
  f.advance(kDay);
  f.must(f.trainer, EndSeason{});
  REQUIRE(needs(f.board(f.sam, BoardWindow::season).rows.front(), NeedKind::roster));
  f.must(f.trainer, ConfirmRoster{});
  CHECK_FALSE(needs(f.board(f.sam, BoardWindow::season).rows.front(), NeedKind::roster));
}

TEST_CASE("who joins after the roster was confirmed is named to the trainer, and their ratings do not count until then") {
  AfterARound f;
  f.must(f.trainer, ConfirmRoster{});
  const auto before = f.board(f.sam, BoardWindow::class_);
  const auto dummy = f.trainee_in(f.code, "Dummy");
  CHECK(f.last<RosterShown>(f.trainer).new_since == std::vector{f.person(dummy)});

  f.must(f.trainer, Remove{f.person(f.priya), false});
  Played with_dummy = f.begin(f.trainer, f.sam, dummy, Phase::score);
  f.score(with_dummy, {.level = 5});
  f.must(f.trainer, EndRound{});
  if (with_dummy.agent != f.sam) with_dummy = f.play(f.trainer, f.sam, dummy, {.level = 5});
  REQUIRE(with_dummy.agent == f.sam);
  const auto unconfirmed = f.board(f.sam, BoardWindow::class_);
  const BoardRow* row = row_of(unconfirmed, "Sam");
  CHECK((row ? row->n : 0U) == (f.played.agent == f.sam ? 1U : 0U));

  f.must(f.trainer, ConfirmRoster{});
  const auto confirmed = f.board(f.sam, BoardWindow::class_);
  REQUIRE(row_of(confirmed, "Sam") != nullptr);
  CHECK(row_of(confirmed, "Sam")->n == (f.played.agent == f.sam ? 2U : 1U));
}

// --- Teams ----------------------------------------------------------------------------------------------------------

TEST_CASE("the trainer sets teams until the class has a scored round, then they are locked") {
  Practice f;
  const auto trainer = f.trainer_of({"Red", "Blue"});
  const auto sam = f.trainee_in(f.code, "Sam", "Red");
  const auto priya = f.trainee_in(f.code, "Priya", "Blue");
  f.must(trainer, SetTeam{f.person(sam), "Blue"});

  auto refused = f.refusal_of(trainer, SetTeam{f.person(sam), "Green"});
  REQUIRE(refused);
  CHECK(refused->why == Why::unknown);
  CHECK(refused->field == "team");
  REQUIRE((refused = f.refusal_of(trainer, SetTeam{PersonId{4'711}, "Red"})));
  CHECK(refused->field == "person");
  REQUIRE((refused = f.refusal_of(sam, SetTeam{f.person(sam), "Red"})));
  CHECK(refused->why == Why::not_allowed);

  f.play(trainer, sam, priya);
  REQUIRE((refused = f.refusal_of(trainer, SetTeam{f.person(sam), "Red"})));
  CHECK(refused->why == Why::not_allowed);
  CHECK(refused->field == "team");
}

TEST_CASE("nobody changes teams in a season's last week") {
  Practice f;
  const auto trainer = f.trainer_of({"Red", "Blue"});
  const auto sam = f.trainee_in(f.code, "Sam", "Red");
  f.must(trainer, StartSeason{"Spring", Moment{f.now + 10 * kDay}});
  f.must(trainer, SetTeam{f.person(sam), "Blue"});
  f.advance(3 * kDay);
  const auto refused = f.refusal_of(trainer, SetTeam{f.person(sam), "Red"});
  REQUIRE(refused);
  CHECK(refused->why == Why::not_allowed);
  CHECK(refused->field == "team");
  f.must(trainer, StartSeason{"Summer", {}});
  CHECK(f.refusal_of(trainer, SetTeam{f.person(sam), "Red"}) == std::nullopt);
}

TEST_CASE("who leaves a class whose teams are locked and comes back is in the team they were in") {
  AfterARound f({"Red", "Blue"});
  const auto team_of = [&](PersonId person) {
    std::string team;
    for (const auto& page : f.all<MemberPage>(f.trainer)) {
      for (const auto& member : page.members) {
        if (member.person == person) team = member.team;
      }
    }
    return team;
  };
  const std::string before = team_of(f.person(f.sam));
  REQUIRE_FALSE(before.empty());
  f.must(f.sam, Leave{});
  f.must(f.sam, Join{f.code, "Sam", before == "Red" ? "Blue" : "Red", {}});
  CHECK(team_of(f.person(f.sam)) == before);
}

}  // namespace earshot::net::testing
