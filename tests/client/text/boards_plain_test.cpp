// Boards and what stands behind their numbers, on plain lines.
#include <doctest/doctest.h>

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

BoardRow row(PersonId person, std::string name) {
  BoardRow out;
  out.person = person;
  out.name = std::move(name);
  return out;
}

BoardRow ranked(PersonId person, std::string name, std::uint32_t tier) {
  BoardRow out = row(person, std::move(name));
  out.tier = tier;
  out.fair = 3.5;
  out.low = 3.2;
  out.high = 3.8;
  out.se = 0.2;
  out.n = 4;
  out.moved = 0;
  return out;
}

BoardPage board(std::vector<BoardRow> rows) {
  BoardPage page;
  page.rows = std::move(rows);
  return page;
}

}  // namespace

TEST_CASE("a board reads tiers with their interval, one's own line first of all, and what is missing") {
  Person person;
  BoardRow own = row(kAna, "Ana");
  own.own = true;
  own.needs = {{NeedKind::sessions, 2}, {NeedKind::raters, 1}, {NeedKind::roster, 0}};
  BoardRow first = ranked(kBen, "Ben", 1);
  first.team = "Alpha";
  first.moved = 2;
  BoardPage page = board({first, own});
  page.ratings = 96;
  page.reliability = 0.75;
  person.hear(page);
  CHECK(person.desk.printed ==
        Said{"The leaderboard of people, this class.", "It rests on 96 ratings.", "How far its order can be trusted, from 0 to 1: 0.75.",
             "Yours is line 2 of 2.", "Tier 1. Ben, team Alpha: score 3.5, between 3.2 and 3.8, from 4 role-plays as agent, 2 places up.",
             "Ana (you): not rated yet. Not ranked yet; what is missing: 2 more role-plays as agent, 1 more person who rates, a list of members that the trainer has confirmed."});
}

TEST_CASE("every missing thing has its words") {
  for (std::size_t kind = 0; kind < kNeedWords.size(); ++kind) {
    Person person;
    BoardRow one = row(kBen, "Ben");
    one.needs = {{static_cast<NeedKind>(kind), 3}};
    person.hear(board({one}));
    CAPTURE(kNeedWords[kind]);
    CHECK_FALSE(person.was_said("missing: ."));
  }
}

TEST_CASE("a board that is not fresh says that it is read again") {
  Person person;
  BoardPage page = board({});
  page.fresh = false;
  person.hear(page);
  CHECK(person.desk.printed == Said{"The leaderboard of people, this class, provisional: nobody is ranked yet.",
                                    "Newer ratings are being worked in; the board is read again once they are.", "Nobody is on it yet."});
}

TEST_CASE("teams say how many members count, and improvement is a way, not a place") {
  Person person;
  BoardRow team = ranked({}, "Alpha", 1);
  team.own = true;
  team.members = 5;
  team.moved = {};
  BoardPage page = board({team});
  page.kind = BoardKind::teams;
  person.hear(page);
  CHECK(person.desk.printed.back() == "Tier 1. Alpha (yours): score 3.5, between 3.2 and 3.8, from 4 role-plays as agent, 5 members count, new.");
  BoardRow better = ranked(kBen, "Ben", 1);
  better.fair = 0.125;
  page = board({better});
  page.kind = BoardKind::improvement;
  page.scope = {BoardWindow::season, "", "listen", 3};
  person.hear(page);
  CHECK(person.was_said("The leaderboard of improvement, season 3, skill listen."));
  CHECK(person.desk.printed.back() == "Tier 1. Ben: +0.12 levels a role-play, over 4 role-plays as agent.");
}

TEST_CASE("'/board' and '/raters' take a window, a season, a skill and a card in any order") {
  Person person;
  person.hear(CardPage{{CardSummary{}}, true});
  person.desk.model.cards.front().id = "lamp";
  person.type("/board lamp improvement listen season");
  CHECK(person.sent<AskBoard>().kind == BoardKind::improvement);
  CHECK(person.sent<AskBoard>().scope == BoardScope{BoardWindow::season, "lamp", "listen", 0});
  person.type("/board teams 3 attention");
  CHECK(person.sent<AskBoard>().scope == BoardScope{BoardWindow::season, "", "attention", 3});
  person.type("/board");
  CHECK(person.sent<AskBoard>().scope == BoardScope{});
  person.type("/raters all");
  CHECK(person.sent<AskRaters>().scope.window == BoardWindow::all);
  const std::size_t sent = person.desk.sent.size();
  person.type("/raters lunch");
  CHECK(person.desk.sent.size() == sent);
  CHECK(person.was_said("Not done: /raters takes class, week, season, all"));
}

TEST_CASE("'/audit' is about oneself, or about one person of the class") {
  Person person;
  person.type("/audit");
  CHECK(person.sent<AskAudit>().person == PersonId{});
  person.type("/audit week");
  CHECK(person.sent<AskAudit>().person == PersonId{});
  CHECK(person.sent<AskAudit>().scope.window == BoardWindow::week);
  person.type("/audit Ben");
  CHECK(person.sent<AskAudit>().person == kBen);
  person.type("/audit ben: season");
  CHECK(person.sent<AskAudit>().person == kBen);
  CHECK(person.sent<AskAudit>().scope.window == BoardWindow::season);
  const std::size_t sent = person.desk.sent.size();
  for (const auto* wrong : {"/audit Zoe", "/audit Ben: lunch"}) person.type(wrong);
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("an audit reads each role-play with its card and its raters") {
  Person person;
  AuditShown audit;
  audit.row = ranked(kAna, "Ana", 2);
  audit.row.own = true;
  audit.raw = 4.2;
  audit.ratings = 24;
  audit.raters = 5;
  audit.cards = 3;
  audit.sessions = {{kSession, days_ago(1), "The lamp", 0.3, 4.0, {{"Ben", Role::customer, false, 4.5, -0.7, 0.5}, {"Tess", Role::observer, true, 3.5, 0, 1}}}};
  audit.earlier = 1;
  person.hear(audit);
  CHECK(person.desk.printed ==
        Said{"What your score rests on, this class.", "Tier 2. Ana (you): score 3.5, between 3.2 and 3.8, from 4 role-plays as agent.",
             "Ratings: 24. People who gave them: 5. Cards: 3.",
             "The plain mean is 4.2. The score also knows how hard the cards were and how strict the raters.",
             "1 day ago: The lamp, a card that is 0.3 levels harder than most. Mean 4.0.",
             "Ben, customer, gave 4.5: 0.7 levels kinder than most, counts for 50 percent.", "Tess, trainer, gave 3.5: about as strict as most.",
             "1 earlier role-play is not read."});
}

TEST_CASE("a flag is read with what it rests on, and as a reason to look") {
  Person person;
  RatersShown shown;
  RaterRow one;
  one.person = kBen;
  one.name = "Ben";
  one.ratings = 40;
  one.strict = -0.5;
  one.infit = 1.5;
  one.outfit = 1.25;
  one.same = 0.5;
  one.weight = 0.5;
  one.flags = {RaterFlag::favours};
  one.pairs = {{kAna, "Ana", 3.5, 4.75, 3.25, 12, true}};
  shown.rows = {one};
  shown.icc_one = 0.5;
  person.hear(shown);
  CHECK(person.desk.printed ==
        Said{"How people rate, this class. A flag is a reason to look, not a verdict.", "Ben: 40 ratings, 0.5 levels kinder than most, counts for 50 percent.",
             "Look at Ben: one person far above what others see. Infit 1.50, outfit 1.25, the same level in 50 percent.",
             "Ben gave Ana 4.8 on average, where everybody else's ratings let 3.2 be expected, over 12 levels. Ana does the same.",
             "How far one rating alone can be trusted: 0.50."});
}

TEST_CASE("a season is said when it begins and when it is over, not on arriving") {
  Person person;
  SeasonsShown shown{{{1, "Autumn", days_ago(60), {}, {}}}, NameShown::name, ""};
  person.hear(shown);
  CHECK(person.desk.take_printed().empty());
  shown.seasons[0].ended = Moment{kNow};
  shown.seasons.push_back({2, "Winter", Moment{kNow}, {}, Moment{kNow + std::chrono::days{30}}});
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"The season Autumn is over. /board season 1 reads how it ended.", "The season Winter begins."});
  shown.shown = NameShown::alias;
  shown.alias = "Kestrel";
  person.hear(shown);
  CHECK(person.desk.take_printed() == Said{"On boards others see you as Kestrel."});
  person.type("/seasons");
  CHECK(person.desk.take_printed() == Said{"Season 1, Autumn: began 60 days ago, ended today.",
                                           "Season 2, Winter: runs, began today, and is to end in 30 days.", "On boards others see you as Kestrel."});
}

TEST_CASE("seasons, names on boards, members and teams have their commands") {
  Person person;
  person.type("/startseason Spring of 27: 60");
  CHECK(person.sent<StartSeason>().name == "Spring of 27");
  CHECK(person.sent<StartSeason>().ends_at == Moment{kNow + std::chrono::days{60}});
  person.type("/startseason Summer");
  CHECK(person.sent<StartSeason>().name == "Summer");
  CHECK(person.sent<StartSeason>().ends_at == std::nullopt);
  person.type("/endseason");
  CHECK(std::holds_alternative<EndSeason>(person.desk.sent.back()));
  person.type("/boardname alias Night owl");
  CHECK(person.sent<SetBoardName>().shown == NameShown::alias);
  CHECK(person.sent<SetBoardName>().alias == "Night owl");
  person.type("/boardname hidden");
  CHECK(person.sent<SetBoardName>().shown == NameShown::hidden);
  person.type("/confirmroster");
  CHECK(std::holds_alternative<ConfirmRoster>(person.desk.sent.back()));
  person.type("/setteam Ben: Alpha");
  CHECK(person.sent<SetTeam>().person == kBen);
  CHECK(person.sent<SetTeam>().team == "Alpha");
  person.type("/setteam Ben");
  CHECK(person.sent<SetTeam>().team.empty());
  const std::size_t sent = person.desk.sent.size();
  for (const auto* wrong : {"/startseason Spring: soon", "/boardname", "/boardname masked", "/setteam Zoe: Alpha"}) person.type(wrong);
  CHECK(person.desk.sent.size() == sent);
}

TEST_CASE("the roster is spoken of when it is confirmed, and when somebody new comes after that") {
  Person person;
  person.hear(RosterShown{{}, {kAna}, false});
  person.hear(RosterShown{{}, {kAna, kBen}, false});
  CHECK(person.desk.take_printed().empty());
  person.hear(RosterShown{Moment{kNow}, {}, false});
  CHECK(person.desk.take_printed() == Said{"The members are confirmed; their ratings count."});
  person.hear(RosterShown{Moment{kNow}, {kBen}, true});
  CHECK(person.desk.take_printed() == Said{"Somebody new is not confirmed yet. /roster reads who, /confirmroster confirms them."});
  person.type("/roster");
  CHECK(person.desk.take_printed() == Said{"Not confirmed yet: Ben. /confirmroster confirms them.", "The teams are locked."});
}

}  // namespace earshot::text_client
