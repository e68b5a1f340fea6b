#include "bench/season.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <span>
#include <stdexcept>
#include <utility>

#include "server/domain/audit.h"
#include "server/net/results.h"
#include "server/net/standings.h"
#include "server/store/store.h"
#include "shared/protocol/codec.h"
#include "tests/support/rated_class.h"

namespace earshot::bench {
namespace {

using Steady = std::chrono::steady_clock;

/// Those of content/rubrics/listening.yaml that an agent is rated by.
constexpr std::array<std::string_view, 10> kCriteria{"attention", "paraphrase", "clarify",    "empathy",   "facts",
                                                     "recap",     "solution",   "prevention", "follow_up", "self"};
constexpr std::size_t kRefits = 3;
constexpr std::size_t kNewResults = 20;  // before each: of a class of 60 in threes
constexpr std::size_t kTeams = 20;
constexpr std::size_t kCards = 12;
constexpr std::size_t kFacts = 8;
constexpr ClassId kClass{1};
constexpr std::chrono::days kApart{4};  // between two rounds
constexpr std::size_t kLevels = kCriteria.size() * kSeasonRaters;  // of one session

double seconds_since(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

/// Of this process. While a fit runs its main thread waits, so the difference is the fit's.
double cpu_used() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Of this thread: the machine may do other things meanwhile.
double own_cpu() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

std::string team_of(PersonId person) { return fmt::format("Team {}", person.value % kTeams + 1); }

game::Deed deed_of(const domain::Result& result, domain::Role role) {
  game::Deed deed;
  deed.at = result.at;
  deed.session = result.session;
  deed.class_id = kClass;
  deed.round = result.round;
  deed.role = role;
  deed.card = result.card;
  deed.sector = "retail";
  deed.language = "en";
  deed.difficulty = 3;
  deed.facts_told = kFacts;
  deed.facts_captured = kFacts - 2;
  deed.ratings_due = deed.ratings_given = 2;
  deed.criteria_due = deed.criteria_answered = kCriteria.size();
  return deed;
}

/// One session of the drawn season, with texts as long as people write them.
domain::Result result_of(std::size_t number, std::span<const ability::Rating> ratings, TimePoint first_round) {
  const std::size_t round = number / kSeasonPeople;
  domain::Result result;
  result.session = SessionId{number + 1};
  result.round = RoundId{round + 1};
  result.at = protocol::Moment{first_round + kApart * static_cast<int>(round)};
  result.card = fmt::format("card-{}", ratings.front().scenario + 1);
  result.title = "The wedding dress that came too late";
  result.agent = PersonId{ratings.front().trainee + 1};
  result.team = team_of(result.agent);
  result.rubric = std::string(64, '0');
  result.focus = {"attention", "empathy", "recap"};
  result.recap = fmt::format("{:.<600}", "You ordered a dress three weeks ago, it came in the wrong colour, and the wedding is on Saturday.");
  result.recap_rating = 4;
  result.outcome = protocol::Outcome{4, 4, 4, 4, {"refund", "express"}, {"check-label"}, {}};
  for (std::uint8_t level = 1; level <= 5; ++level) result.curve.push_back({result.at, level});
  for (std::size_t i = 0; i < kFacts; ++i) result.facts.push_back({fmt::format("fact-{}", i), "What the customer told about it", true, i > 1});
  constexpr std::array kRoles{domain::Role::customer, domain::Role::observer, domain::Role::observer};
  std::array<PersonId, kSeasonRaters> raters{};
  for (std::size_t r = 0; r < kSeasonRaters; ++r) {
    const auto given = ratings.subspan(r * kCriteria.size(), kCriteria.size());
    domain::ResultRating entry;
    entry.by = raters[r] = PersonId{given.front().rater + 1};
    entry.role = kRoles[r];
    entry.team = team_of(entry.by);
    entry.rating.of = result.agent;
    for (const ability::Rating& rating : given) {
      entry.rating.levels.push_back({std::string(kCriteria[rating.criterion]), rating.level});
    }
    entry.rating.keep = "You named what worried me before you offered anything.";
    entry.rating.next = "Ask once more what would have to happen by Saturday.";
    entry.rating.moments = {{"attention", MessageId{7}}, {"empathy", MessageId{9}}, {"recap", MessageId{21}}};
    result.ratings.push_back(std::move(entry));
  }
  result.customer = raters[0];
  result.observer = raters[1];
  result.deeds = {{result.agent, deed_of(result, domain::Role::agent)},
                  {result.customer, deed_of(result, domain::Role::customer)},
                  {result.observer, deed_of(result, domain::Role::observer)}};
  return result;
}

/// All sessions: those of the season, and a round more that is still to be played.
std::vector<domain::Result> draw_results() {
  testing::ClassPlan plan;
  plan.people = kSeasonPeople;
  plan.sessions = kSeasonSessions + 1;
  plan.raters = kSeasonRaters;
  plan.criteria = kCriteria.size();
  plan.scenarios = kCards;
  const testing::RatedClass drawn = testing::rated_class(plan);
  const auto now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
  const TimePoint first_round = now - kApart * static_cast<int>(plan.sessions);
  std::vector<domain::Result> results;
  const std::span<const ability::Rating> all(drawn.ratings.ratings);
  for (std::size_t at = 0; at < all.size(); at += kLevels) results.push_back(result_of(results.size(), all.subspan(at, kLevels), first_round));
  return results;
}

std::vector<store::Write> rows_before(std::span<const domain::Result> results, std::size_t& bytes) {
  std::vector<store::Write> writes;
  const TimePoint began = results.front().at.point();
  for (std::size_t i = 0; i < kSeasonPeople; ++i) writes.emplace_back(store::Person{PersonId{i + 1}, fmt::format("Player {}", i + 1), false, began});
  store::ClassRecord klass;
  klass.id = kClass;
  klass.code = "SEASON";
  klass.name = "The season's class";
  klass.open = false;
  klass.created = began;
  writes.emplace_back(klass);
  for (std::uint32_t i = 1; i <= kSeasons; ++i) {
    store::SeasonRecord season;
    season.id = i;
    season.name = fmt::format("Season {}", i);
    season.began = began - std::chrono::hours{i};
    if (i < kSeasons) season.ended = results.back().at.point() + kApart + std::chrono::hours{i};
    writes.emplace_back(std::move(season));
  }
  for (const domain::Result& result : results) {
    store::ResultRecord record = net::record_of(result, kClass);
    bytes += record.body.size();
    writes.emplace_back(std::move(record));
    writes.emplace_back(store::SessionOpened{result.session, kClass, 1});
    writes.emplace_back(store::SessionClosed{result.session, 1});
  }
  return writes;
}

void must(bool well, std::string_view what) {
  if (!well) throw std::runtime_error(fmt::format("the season could not be {}", what));
}

class Costs {
 public:
  explicit Costs(SeasonCosts& costs) : costs_(costs) {}

  /// Does it, and keeps what the dearest call of that name took.
  auto operator()(const std::string& what, auto&& work) {
    const double before = own_cpu();
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      note(what, own_cpu() - before);
    } else {
      auto made = work();
      note(what, own_cpu() - before);
      return made;
    }
  }

 private:
  void note(const std::string& what, double took) {
    const auto found = std::ranges::find(costs_.steps, what, &SeasonCosts::Step::what);
    if (found == costs_.steps.end()) {
      costs_.steps.push_back({what, took});
    } else {
      found->most = std::max(found->most, took);
    }
  }
  SeasonCosts& costs_;
};

/// Waits for the fit, and gives the CPU that it took.
double wait_for_fit(const net::Standings& standings) {
  const double before = cpu_used();
  pollfd readable{standings.wake_fd(), POLLIN, 0};
  while (::poll(&readable, 1, -1) <= 0) {
  }
  std::uint64_t count = 0;
  must(::read(standings.wake_fd(), &count, sizeof count) == sizeof count, "fitted");
  return cpu_used() - before;
}

domain::BoardRequest everybody_by_name() {
  domain::BoardRequest request;
  request.viewer = PersonId{1};
  request.name = [](PersonId person) { return std::optional(fmt::format("Player {}", person.value)); };
  request.goes_by_name = [](PersonId) { return true; };
  return request;
}

/// What follows when a fit is done and the board is shown.
void show(const net::BoardState& board, Costs& cost) {
  domain::BoardRequest request = everybody_by_name();
  const domain::Figures& figures = *board.figures;
  const auto rows = cost("rows of the board of people", [&] { return domain::rows_of(figures, request); });
  cost("its pages as bytes", [&] {
    constexpr std::size_t kPage = 22;
    protocol::Bytes bytes;
    for (std::size_t from = 0; from < rows.size(); from += kPage) {
      protocol::BoardPage page;
      page.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), from + kPage)));
      bytes.clear();
      protocol::encode(page, bytes);
    }
  });
  request.kind = protocol::BoardKind::teams;
  cost("rows of the board of teams", [&] { return domain::rows_of(figures, request); });
  request.kind = protocol::BoardKind::improvement;
  cost("rows of the improvement board", [&] { return domain::rows_of(figures, request); });
  cost("audit of one person", [&] { return domain::audit_of(figures, request, PersonId{1}); });
  cost("how everybody rates", [&] { return domain::raters_of(figures, {}, [](PersonId person) { return std::to_string(person.value); }); });
}

}  // namespace

SeasonCosts play_season(const std::filesystem::path& data) {
  SeasonCosts costs;
  const std::vector<domain::Result> all = draw_results();
  const std::span<const domain::Result> played(all.data(), kSeasonPeople * kSeasonSessions);
  costs.results = played.size();

  auto opened = store::Store::open(data.string());
  must(opened.has_value(), "stored");
  store::Store& store = **opened;
  const std::vector<store::Write> rows = rows_before(played, costs.bytes);
  auto begin = Steady::now();
  must(store.write(rows).has_value(), "stored");
  costs.fill = seconds_since(begin);

  begin = Steady::now();
  const auto loaded = store.load();
  must(loaded.has_value(), "read");
  costs.read = seconds_since(begin);
  const double before = own_cpu();
  net::Standings standings(*loaded, true);
  costs.parse = own_cpu() - before;

  const TimePoint now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
  Costs cost(costs);
  // A scope that is a season's, so that its figures are written.
  protocol::BoardScope wanted;
  wanted.window = protocol::BoardWindow::season;
  const auto scope = standings.scope_of(wanted, {}, {}, now);
  must(scope.has_value(), "found");
  const auto fit = [&] {
    cost("handing a fit over", [&] { standings.board(*scope, {}); });
    const double cpu = wait_for_fit(standings);
    std::vector<store::Write> writes;
    cost("taking a fit in", [&] { standings.take_done(now, writes); });
    costs.written = writes.size();
    begin = Steady::now();
    must(store.write(writes).has_value(), "kept");
    costs.writing = std::max(costs.writing, seconds_since(begin));
    return cpu;
  };
  costs.cold = fit();
  const net::BoardState& board = standings.board(*scope, {});
  costs.ratings = board.figures->table.ratings.ratings.size();
  show(board, cost);
  for (std::size_t i = 0; i < kRefits; ++i) {
    for (const domain::Result& result : std::span(all).subspan(played.size() + i * kNewResults, kNewResults)) {
      cost("a new result as a row", [&] { return net::record_of(result, kClass); });
      cost("a new result to the others", [&] { standings.add(result, kClass); });
    }
    costs.refits.push_back(fit());
    show(standings.board(*scope, {}), cost);
  }
  return costs;
}

}  // namespace earshot::bench
