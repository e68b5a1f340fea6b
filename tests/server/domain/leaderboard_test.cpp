// Who ranks, who does not yet, and what a board says of them; on made-up seasons whose truth is known.
#include "server/domain/leaderboard.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "server/domain/audit.h"

namespace earshot::testing {
namespace {

using domain::Figures;
using domain::Scope;
using protocol::BoardKind;
using protocol::BoardRow;
using protocol::NeedKind;

constexpr ClassId kClass{1};
constexpr TimePoint kBegin{Milliseconds{1'800'000'000'000}};
const std::vector<std::string> kCriteria{"attention", "paraphrase", "clarify", "empathy"};

/// People of known ability who play in threes, everybody with everybody in turn.
class Season {
 public:
  explicit Season(std::size_t people) : ability_(people), strict_(people) {
    for (std::size_t i = 0; i < people; ++i) ability_[i] = 1.5 - 3.0 * static_cast<double>(i) / static_cast<double>(people - 1);
  }

  double& ability(std::size_t person) { return ability_[person]; }
  double& strictness(std::size_t person) { return strict_[person]; }
  static PersonId id(std::size_t person) { return PersonId{person + 1}; }
  std::vector<std::string> teams;  ///< of each person; empty: none

  /// A round in which everybody is agent once, with two raters drawn anew.
  void play_round() {
    std::vector<std::size_t> order(ability_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random_);
    const std::string card = "card-" + std::to_string(rounds_ % 4);
    for (std::size_t i = 0; i < order.size(); ++i) {
      play(order[i], {order[(i + 1) % order.size()], order[(i + 2) % order.size()]}, card);
    }
    ++rounds_;
  }

  /// One session; `adds` is put on top of everybody's impression.
  void play(std::size_t agent, const std::vector<std::size_t>& raters, const std::string& card, double adds = 0, ClassId in = kClass) {
    domain::Result result;
    result.session = SessionId{++sessions_};
    result.round = RoundId{rounds_ + 1};
    result.at = protocol::Moment{kBegin + std::chrono::hours{sessions_}};
    result.card = card;
    result.title = "The " + card;
    result.agent = id(agent);
    result.customer = id(raters.front());
    result.team = team(agent);
    for (const std::size_t rater : raters) {
      protocol::Rate rate;
      rate.of = id(agent);
      for (const std::string& criterion : kCriteria) {
        rate.levels.push_back({criterion, level(ability_[agent] - strict_[rater] + adds)});
      }
      result.ratings.push_back({id(rater), domain::Role::customer, team(rater), false, std::move(rate)});
    }
    // What they think of themselves is always the best, and never counts.
    protocol::Rate own;
    own.of = id(agent);
    for (const std::string& criterion : kCriteria) own.levels.push_back({criterion, std::uint8_t{5}});
    result.ratings.push_back({id(agent), domain::Role::agent, team(agent), false, std::move(own)});
    results.push_back(std::make_shared<domain::Scored>(domain::Scored{std::move(result), in}));
  }

  domain::Rosters roster() const {
    std::set<PersonId> all;
    for (std::size_t i = 0; i < ability_.size(); ++i) all.insert(id(i));
    return {{kClass, all}};
  }
  Figures figures(const Scope& scope = {}) const { return figures(scope, roster()); }
  Figures figures(const Scope& scope, const domain::Rosters& rosters) const {
    auto done = domain::work_out(domain::table_of(results, anchors, scope, rosters));
    REQUIRE_MESSAGE(done, done.error().to_string());
    return std::move(*done);
  }

  domain::ScoredList results;
  domain::Anchors anchors;

 private:
  std::string team(std::size_t person) const { return teams.empty() ? std::string{} : teams[person]; }
  std::uint8_t level(double eta) {
    // Five levels with steps a logit apart.
    double sum = 0;
    double weights[5];
    for (int k = 0; k < 5; ++k) {
      double tau = 0;
      for (int m = 1; m <= k; ++m) tau += m - 2.5;
      weights[k] = std::exp(k * eta - tau);
      sum += weights[k];
    }
    double at = std::uniform_real_distribution<double>(0, sum)(random_);
    for (int k = 0; k < 5; ++k) {
      at -= weights[k];
      if (at <= 0) return static_cast<std::uint8_t>(k + 1);
    }
    return 5;
  }

  std::vector<double> ability_, strict_;
  std::uint64_t rounds_ = 0;
  std::uint64_t sessions_ = 0;
  std::mt19937_64 random_{20'261'129};
};

std::string name_of(PersonId person) { return "P" + std::to_string(person.value); }

domain::BoardRequest request(BoardKind kind = BoardKind::people, PersonId viewer = PersonId{1}) {
  domain::BoardRequest wanted;
  wanted.kind = kind;
  wanted.viewer = viewer;
  wanted.name = [](PersonId person) { return std::optional(name_of(person)); };
  wanted.goes_by_name = [](PersonId) { return true; };
  return wanted;
}

const BoardRow& row_of(const std::vector<BoardRow>& rows, const std::string& name) {
  const auto found = std::ranges::find(rows, name, &BoardRow::name);
  REQUIRE(found != rows.end());
  return *found;
}

bool needs(const BoardRow& row, NeedKind what) {
  return std::ranges::find(row.needs, what, &protocol::BoardNeed::what) != row.needs.end();
}

}  // namespace

TEST_CASE("after enough rounds people are ranked in tiers, the best first, with a fair score and its interval") {
  Season season(12);
  for (int i = 0; i < 10; ++i) season.play_round();
  const auto rows = domain::rows_of(season.figures(), request());
  REQUIRE(rows.size() == 12);
  CHECK(rows.front().tier == 1);
  CHECK(row_of(rows, "P1").tier == 1);
  CHECK(row_of(rows, "P12").tier == std::ranges::max(rows, {}, &BoardRow::tier).tier);
  for (const BoardRow& row : rows) {
    CHECK(row.n == 10);
    CHECK(row.low < row.fair);
    CHECK(row.fair < row.high);
    CHECK(row.low >= 1);
    CHECK(row.high <= 5);
  }
  CHECK(std::ranges::is_sorted(rows, std::ranges::greater{}, &BoardRow::fair));
}

TEST_CASE("nobody is ranked on one session, and the row says what is missing") {
  Season season(8);
  season.play_round();
  for (const BoardRow& row : domain::rows_of(season.figures(), request())) {
    CHECK(row.tier == 0);
    CHECK(needs(row, NeedKind::sessions));
    CHECK(needs(row, NeedKind::cards));
    CHECK(needs(row, NeedKind::raters));
  }
}

TEST_CASE("what people give themselves never counts") {
  Season season(8);
  season.play_round();
  const auto figures = season.figures();
  CHECK(figures.table.ratings.ratings.size() == 8 * 2 * kCriteria.size());
}

TEST_CASE("before the trainer has confirmed who is in the class nobody ranks") {
  Season season(12);
  for (int i = 0; i < 10; ++i) season.play_round();
  const auto rows = domain::rows_of(season.figures({}, {}), request());
  for (const BoardRow& row : rows) {
    CHECK(row.tier == 0);
    CHECK(needs(row, NeedKind::roster));
  }
}

TEST_CASE("a rater who is not on the roster does not count") {
  Season season(8);
  season.play_round();
  auto rosters = season.roster();
  rosters[kClass].erase(Season::id(3));
  const auto figures = season.figures({}, rosters);
  CHECK(std::ranges::find(figures.table.raters, Season::id(3)) == figures.table.raters.end());
}

TEST_CASE("two groups that never met are not ranked against each other") {
  Season season(12);
  for (std::size_t round = 0; round < 12; ++round) {
    for (std::size_t agent = 0; agent < 12; ++agent) {
      // The other five of the group in turn, two a round, so that the group itself hangs together.
      const std::size_t group = agent / 6 * 6;
      const auto other = [&](std::size_t nth) { return group + (agent + 1 + nth % 5) % 6; };
      season.play(agent, {other(round), other(round + 2)}, (agent < 6 ? "a" : "b") + std::to_string(round % 4));
    }
  }
  const auto rows = domain::rows_of(season.figures(), request());
  const auto ranked = std::ranges::count_if(rows, [](const BoardRow& row) { return row.tier != 0; });
  CHECK(ranked <= 6);
  CHECK(std::ranges::count_if(rows, [](const BoardRow& row) { return needs(row, NeedKind::connection); }) == 6);
}

TEST_CASE("a harsh rater moves their own severity, and the people they rated stay where they were") {
  Season fair(12);
  for (int i = 0; i < 10; ++i) fair.play_round();
  Season harsh(12);
  harsh.strictness(5) = 1.5;
  for (int i = 0; i < 10; ++i) harsh.play_round();
  const auto rows = domain::raters_of(harsh.figures(), {}, name_of);
  const auto found = std::ranges::find(rows, "P6", &protocol::RaterRow::name);
  REQUIRE(found != rows.end());
  for (const auto& row : rows) CHECK(row.strict <= found->strict);
  CHECK(found->strict > 0.5);
  const auto board = domain::rows_of(harsh.figures(), request());
  CHECK(row_of(board, "P1").tier == 1);
}

TEST_CASE("two who favour each other are flagged with the evidence, count less, and gain little") {
  Season season(14);
  for (int i = 0; i < 12; ++i) season.play_round();
  for (int i = 0; i < 4; ++i) {
    season.play(10, {11}, "card-" + std::to_string(i), 9);
    season.play(11, {10}, "card-" + std::to_string(i), 9);
  }
  const auto figures = season.figures();
  const auto rows = domain::raters_of(figures, {}, name_of);
  for (const char* name : {"P11", "P12"}) {
    const auto found = std::ranges::find(rows, name, &protocol::RaterRow::name);
    REQUIRE(found != rows.end());
    REQUIRE_MESSAGE(!found->pairs.empty(), name);
    CHECK(found->pairs.front().z > 3);
    CHECK(found->pairs.front().mutual);
    CHECK(found->pairs.front().given > found->pairs.front().expected + 1);
    CHECK(std::ranges::find(found->flags, protocol::RaterFlag::favours) != found->flags.end());
  }
  const auto board = domain::rows_of(figures, request());
  CHECK(row_of(board, "P1").fair > row_of(board, "P11").fair);
  CHECK(row_of(board, "P1").fair > row_of(board, "P12").fair);
}

TEST_CASE("a board of one card, of one skill or of a span of time rests on nothing else") {
  Season season(10);
  for (int i = 0; i < 4; ++i) season.play_round();
  Scope card;
  card.card = "card-1";
  CHECK(season.figures(card).table.results.size() == 10);
  Scope skill;
  skill.criteria = {"empathy"};
  CHECK(season.figures(skill).table.ratings.ratings.size() == 4 * 10 * 2);
  Scope early;
  early.until = season.results[10]->result.at.point();
  CHECK(season.figures(early).table.results.size() == 10);
  Scope elsewhere;
  elsewhere.class_id = ClassId{7};
  CHECK(domain::rows_of(season.figures(elsewhere), request()).empty());
}

TEST_CASE("a board without a rating is empty") {
  Season season(4);
  CHECK(domain::rows_of(season.figures(), request()).empty());
  CHECK(domain::rows_of(season.figures(), request(BoardKind::teams)).empty());
  CHECK(domain::rows_of(season.figures(), request(BoardKind::improvement)).empty());
  CHECK_FALSE(domain::audit_of(season.figures(), request(), Season::id(0)).has_value());
}

TEST_CASE("an unranked session is on no board") {
  Season season(4);
  season.play(0, {1, 2}, "card-0");
  domain::Scored unfair = *season.results.back();
  unfair.result.ranked = false;
  season.results.back() = std::make_shared<domain::Scored>(unfair);
  CHECK(season.figures().table.results.empty());
}

TEST_CASE("a criterion whose rubric was changed is rated as another one; old ratings keep theirs") {
  Season season(6);
  season.play(0, {1, 2}, "card-0");
  domain::Scored later = *season.results.back();
  later.result.session = SessionId{99};
  later.result.rubric = "0123456789abcdef";
  season.results.push_back(std::make_shared<domain::Scored>(later));
  CHECK(season.figures().table.ratings.criteria.size() == 2 * kCriteria.size());
}

TEST_CASE("a board of one card ranks those who have played it often enough") {
  Season season(10);
  for (int i = 0; i < 40; ++i) season.play_round();
  Scope card;
  card.card = "card-1";
  const auto rows = domain::rows_of(season.figures(card), request());
  REQUIRE(rows.size() == 10);
  CHECK(std::ranges::none_of(rows, [](const BoardRow& row) { return needs(row, NeedKind::cards); }));
  CHECK(rows.front().tier == 1);
}

TEST_CASE("a session without teams, as in Practice, takes nobody out of theirs") {
  Season season(12);
  season.teams.assign(12, "Tawny");
  for (int i = 0; i < 6; ++i) season.play_round();
  season.teams.clear();
  season.play(11, {0, 1}, "card-1", 0, ClassId{2});
  const auto rows = domain::rows_of(season.figures(), request(BoardKind::teams));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].members == 12);
}

TEST_CASE("teams of two classes stay two, also with the same name") {
  Season season(12);
  season.teams.assign(12, "Tawny");
  for (int i = 0; i < 4; ++i) {
    for (std::size_t agent = 0; agent < 12; ++agent) season.play(agent, {(agent + 1) % 12, (agent + 2) % 12}, "card-" + std::to_string(i), 0, ClassId{agent < 6 ? 1U : 2U});
  }
  const auto rows = domain::rows_of(season.figures(), request(BoardKind::teams));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].members == 6);
  CHECK(rows[1].members == 6);
  CHECK(rows[0].own != rows[1].own);
}

TEST_CASE("the mean of a team's members decides, not how many they are") {
  Season season(16);
  // The three best against the thirteen others.
  season.teams.assign(16, "Many");
  for (std::size_t i = 0; i < 3; ++i) season.teams[i] = "Few";
  for (int i = 0; i < 8; ++i) season.play_round();
  const auto rows = domain::rows_of(season.figures(), request(BoardKind::teams));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name == "Few");
  CHECK(rows[0].members == 3);
  CHECK(rows[1].members == 13);
  CHECK(rows[0].own);
}

TEST_CASE("a team of two is provisional until a third one counts") {
  Season season(12);
  season.teams.assign(12, "Many");
  season.teams[0] = season.teams[1] = "Two";
  for (int i = 0; i < 6; ++i) season.play_round();
  const auto rows = domain::rows_of(season.figures(), request(BoardKind::teams));
  const BoardRow& two = row_of(rows, "Two");
  CHECK(two.tier == 0);
  REQUIRE(needs(two, NeedKind::members));
  CHECK(two.needs.front().missing == 1);
}

TEST_CASE("a team that lets only its best play does not rank") {
  Season season(16);
  season.teams.assign(16, "All");
  for (std::size_t i = 0; i < 8; ++i) season.teams[i] = "Chosen";
  for (int i = 0; i < 2; ++i) season.play_round();  // everybody has begun
  for (int round = 0; round < 6; ++round) {
    for (std::size_t i = 0; i < 3; ++i) season.play(i, {8 + i + static_cast<std::size_t>(round) % 4, 12}, "card-" + std::to_string(round % 4));
  }
  CHECK(needs(row_of(domain::rows_of(season.figures(), request(BoardKind::teams)), "Chosen"), NeedKind::members));
}

TEST_CASE("the improvement board starts with three sessions and puts who got better first") {
  Season season(10);
  for (int i = 0; i < 12; ++i) {
    season.ability(9) = -2 + 0.35 * i;
    season.play_round();
  }
  const auto rows = domain::rows_of(season.figures(), request(BoardKind::improvement));
  REQUIRE(rows.size() == 10);
  CHECK(rows.front().name == "P10");
  CHECK(rows.front().fair > 0);
  Season begun(10);
  begun.play_round();
  for (const BoardRow& row : domain::rows_of(begun.figures(), request(BoardKind::improvement))) {
    CHECK(row.tier == 0);
    CHECK(needs(row, NeedKind::sessions));
  }
}

TEST_CASE("who wants to be hidden is on nobody's board but their own, and a pseudonym gives no person away") {
  Season season(10);
  for (int i = 0; i < 3; ++i) season.play_round();
  const auto figures = season.figures();
  auto others = request(BoardKind::people, Season::id(0));
  others.name = [](PersonId person) { return person == Season::id(4) ? std::nullopt : std::optional(person == Season::id(5) ? std::string("Heron") : name_of(person)); };
  others.goes_by_name = [](PersonId person) { return person != Season::id(5) && person != Season::id(4); };
  const auto rows = domain::rows_of(figures, others);
  CHECK(rows.size() == 9);
  CHECK_FALSE(row_of(rows, "Heron").person);
  CHECK(row_of(rows, "Heron").team.empty());
  auto own = request(BoardKind::people, Season::id(4));
  own.goes_by_name = others.goes_by_name;
  CHECK(row_of(domain::rows_of(figures, own), "P5").own);
}

TEST_CASE("a row says how many places somebody has risen since the board before; who is new has not moved") {
  Season season(12);
  for (int i = 0; i < 10; ++i) season.play_round();
  const auto figures = season.figures();
  auto wanted = request();
  wanted.before = domain::places_of(figures);
  const auto own_place = wanted.before.at("1");
  wanted.before["1"] = own_place + 3;
  wanted.before.erase("2");
  const auto rows = domain::rows_of(figures, wanted);
  CHECK(row_of(rows, "P1").moved == 3);
  CHECK_FALSE(row_of(rows, "P2").moved.has_value());
}

TEST_CASE("behind a score stand its sessions, each with its card and its raters") {
  Season season(10);
  season.strictness(3) = 1;
  for (int i = 0; i < 8; ++i) season.play_round();
  const auto audit = domain::audit_of(season.figures(), request(), Season::id(0));
  REQUIRE(audit.has_value());
  CHECK(audit->sessions.size() == 8);
  CHECK(audit->cards == 4);
  CHECK(audit->ratings == 8 * 2 * kCriteria.size());
  CHECK(audit->sessions.front().at > audit->sessions.back().at);
  CHECK(audit->raw >= 1);
  double harsh = 0;
  double others = 0;
  int n = 0;
  for (const auto& session : audit->sessions) {
    CHECK(session.raters.size() == 2);
    for (const auto& rater : session.raters) {
      CHECK(rater.weight > 0);
      if (rater.name == "P4") {
        harsh = rater.strict;
      } else {
        others += rater.strict;
        ++n;
      }
    }
  }
  if (harsh != 0) CHECK(harsh > others / n);
}

TEST_CASE("one transcript that all have rated connects people who never met, and ranks nobody itself") {
  Season season(8);
  for (int round = 0; round < 8; ++round) {
    for (std::size_t agent = 0; agent < 8; ++agent) {
      const std::size_t base = agent < 4 ? 0 : 4;
      season.play(agent, {base + (agent + 1) % 4, base + (agent + 2) % 4}, (agent < 4 ? "a" : "b") + std::to_string(round % 4));
    }
  }
  REQUIRE(season.figures().fit.subsets == 2);
  for (std::size_t i = 0; i < 8; ++i) {
    season.anchors.push_back({kClass, kBegin, "first-call", "", Season::id(i), false, {{"empathy", std::uint8_t{3}}, {"clarify", std::uint8_t{2}}}});
  }
  const auto figures = season.figures();
  CHECK(figures.fit.subsets == 1);
  const auto rows = domain::rows_of(figures, request());
  CHECK(rows.size() == 8);
}

TEST_CASE("a finished season is worked out as a running one is") {
  Season season(10);
  for (int i = 0; i < 6; ++i) season.play_round();
  Scope running;
  running.from = kBegin;
  Scope finished = running;
  finished.until = kBegin + std::chrono::hours{1'000};
  const auto a = domain::rows_of(season.figures(running), request());
  const auto b = domain::rows_of(season.figures(finished), request());
  CHECK(a == b);
}

}  // namespace earshot::testing
