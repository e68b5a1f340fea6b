// What holds for any deeds.
#include <rapidcheck.h>

#include <algorithm>

#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;

std::uint32_t below(std::uint32_t end) { return *rc::gen::inRange<std::uint32_t>(0, end); }
bool maybe() { return below(2) == 1; }

Deed any_deed() {
  Deed deed;
  deed.at = at(below(40), static_cast<int>(below(6)));
  deed.kind = static_cast<DeedKind>(below(8) < 6 ? 0 : below(3));
  deed.session = SessionId{below(5)};
  deed.role = static_cast<Role>(below(3));
  deed.mode = static_cast<protocol::Mode>(below(2));
  deed.partner = static_cast<Partner>(below(2));
  deed.card = std::string(1, static_cast<char>('a' + below(4)));
  deed.sector = std::string(1, static_cast<char>('A' + below(4)));
  deed.difficulty = 1 + below(5);
  deed.first_time = maybe();
  for (std::uint32_t i = 0; i < 5; ++i) {
    if (maybe()) deed.modifiers.push_back(static_cast<Modifier>(i));
  }
  deed.facts_told = below(9);
  deed.facts_captured = below(deed.facts_told + 1);
  deed.feelings_told = below(4);
  deed.feelings_captured = below(deed.feelings_told + 1);
  deed.recap_marked = deed.facts_told + deed.feelings_told > 0;
  deed.recap_confirmed = maybe();
  deed.mended = maybe();
  deed.invented = below(2);
  deed.if_asked_earned = below(4);
  deed.if_heard_earned = below(4);
  deed.resolution_named = below(2);
  deed.prevention_named = below(2);
  deed.told_again = below(2);
  deed.open_questions = below(5);
  deed.breath = maybe();
  deed.pings_seen = below(3);
  deed.pings_opened = below(deed.pings_seen + 1);
  deed.pressure_rose = below(2);
  if (maybe()) deed.part_mean = 100 + below(401);
  deed.tasks_tapped = below(3);
  deed.ratings_due = 2;
  deed.ratings_given = 1 + below(2);
  deed.criteria_due = 8;
  deed.criteria_answered = 7 + below(2);
  deed.with_evidence = below(2);
  deed.comments = below(3);
  if (deed.kind == DeedKind::calibration && maybe()) deed.calibration_distance = below(120);
  deed.intention_brought = maybe();
  if (maybe()) deed.intention_kept = static_cast<std::uint8_t>(1 + below(5));
  if (maybe()) deed.felt_end = static_cast<std::uint8_t>(1 + below(5));
  return deed;
}

std::vector<Deed> any_deeds() {
  std::vector<Deed> deeds(below(30));
  for (Deed& deed : deeds) deed = any_deed();
  return deeds;
}

void check(const std::string& what, void (*property)()) {
  CAPTURE(what);
  CHECK(rc::check(what, property));
}

}  // namespace

TEST_CASE("the order in which deeds come changes nothing") {
  check("order", [] {
    auto deeds = any_deeds();
    const Profile before = played(deeds);
    for (std::size_t i = deeds.size(); i > 1; --i) std::swap(deeds[i - 1], deeds[below(static_cast<std::uint32_t>(i))]);
    RC_ASSERT(played(deeds) == before);
  });
}

TEST_CASE("who did less never has more") {
  check("prefix", [] {
    auto deeds = any_deeds();
    std::ranges::sort(deeds);
    const std::vector<Deed> prefix(deeds.begin(), deeds.begin() + below(static_cast<std::uint32_t>(deeds.size()) + 1));
    const std::int64_t today = 39;
    const Profile less = played(prefix, today), more = played(deeds, today);
    RC_ASSERT(less.level <= more.level);
    RC_ASSERT(less.streak.best <= more.streak.best);
    RC_ASSERT(less.streak.now <= more.streak.now);
    for (std::size_t i = 0; i < kXpKinds; ++i) RC_ASSERT(less.xp_by_kind[i] <= more.xp_by_kind[i]);
    for (std::size_t i = 0; i < less.badges.size(); ++i) {
      RC_ASSERT(less.badges[i].count <= more.badges[i].count);
      RC_ASSERT(less.badges[i].tier <= more.badges[i].tier);
    }
  });
}

TEST_CASE("no metric falls when a deed is added") {
  check("metrics", [] {
    auto deeds = any_deeds();
    const Measure measure = measure_by(rules(), kUtc);
    std::vector<std::uint32_t> before;
    for (const Metric& metric : metrics()) before.push_back(count(metric, deeds, measure));
    deeds.push_back(any_deed());
    for (std::size_t i = 0; i < before.size(); ++i) RC_ASSERT(count(metrics()[i], deeds, measure) >= before[i]);
  });
}

TEST_CASE("the caps hold, whatever was done") {
  check("caps", [] {
    const auto deeds = any_deeds();
    std::vector<std::int64_t> days;
    for (const Deed& deed : deeds) days.push_back(day_of(deed.at.point(), kUtc));
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    const Profile all = played(deeds);
    for (std::size_t i = 0; i < kXpKinds; ++i) {
      const Pay& pay = rules().pay[i];
      if (static_cast<Xp>(i) == Xp::improving) {
        RC_ASSERT(all.xp_by_kind[i] <= std::uint64_t{rules().improving.each} * (100 / rules().improving.points));
      } else {
        RC_ASSERT(all.xp_by_kind[i] <= std::uint64_t{pay.each} * pay.at_most * days.size());
      }
    }
  });
}

TEST_CASE("nothing is earned by writing more, by rating high, or by what is there to be shown") {
  check("honest", [] {
    const auto deeds = any_deeds();
    auto louder = deeds;
    for (Deed& deed : louder) {
      // A deed knows no length and no level. What could grow with text once the point is made counts no further.
      deed.comments += 50;
      if (deed.with_evidence > 0) deed.with_evidence += 50;
      if (deed.open_questions >= 2) deed.open_questions += 50;
      if (deed.tasks_tapped > 0) deed.tasks_tapped += 50;
      if (deed.intention_kept) deed.intention_kept = 5;
      deed.felt_start = 1;
      deed.felt_end = 5;
    }
    RC_ASSERT(played(louder) == played(deeds));
    for (const Metric& metric : metrics()) {
      const Measure measure = measure_by(rules(), kUtc);
      RC_ASSERT(count(metric, louder, measure) == count(metric, deeds, measure));
    }
  });
}

TEST_CASE("news add up to the whole") {
  check("news", [] {
    const auto deeds = any_deeds();
    const std::int64_t middle = below(40);
    const News first = news(deeds, rules(), at(-1), at(middle), kUtc), second = news(deeds, rules(), at(middle), at(50), kUtc);
    RC_ASSERT(first.xp + second.xp == played(deeds).xp);
  });
}

}  // namespace earshot::game
