// One test for each thing that earns XP, with its cap; levels; streaks.
#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;

/// Earns as often as it is done, up to its cap of the day, and again on the next.
void check_pay(Xp kind, Deed (*deed)(std::int64_t day, int minute)) {
  CAPTURE(kXpWords[static_cast<std::size_t>(kind)]);
  const Pay pay = rules().pay_of(kind);
  REQUIRE(pay.each > 0);
  std::vector<Deed> deeds;
  for (std::uint32_t times = 1; times <= pay.at_most + 2; ++times) {
    deeds.push_back(deed(0, static_cast<int>(times)));
    CHECK(xp(deeds, kind) == std::uint64_t{pay.each} * std::min(times, pay.at_most));
  }
  deeds.push_back(deed(1, 0));
  CHECK(xp(deeds, kind) == std::uint64_t{pay.each} * (pay.at_most + 1));
}

}  // namespace

TEST_CASE("practising as the agent earns XP, a few times a day") {
  check_pay(Xp::agent, [](std::int64_t day, int minute) { return session(Role::agent, day, minute); });
}

TEST_CASE("practising as the customer earns XP, a few times a day") {
  check_pay(Xp::customer, [](std::int64_t day, int minute) { return session(Role::customer, day, minute); });
}

TEST_CASE("practising as the observer earns XP, a few times a day") {
  check_pay(Xp::observer, [](std::int64_t day, int minute) { return session(Role::observer, day, minute); });
}

TEST_CASE("practising earns the same however it went") {
  CHECK(xp({recap(10, 0)}, Xp::agent) == xp({recap(0, 0)}, Xp::agent));
  Deed chosen = recap(10, 0);
  chosen.partner = Partner::chosen;
  CHECK(xp({chosen}, Xp::agent) == xp({recap(0, 0)}, Xp::agent));
}

TEST_CASE("rating with care earns XP, a few times a day") {
  check_pay(Xp::rating, [](std::int64_t day, int minute) { return rated(session(Role::customer, day, minute)); });
}

TEST_CASE("rating earns nothing unless everybody due was rated") {
  Deed deed = rated(session(Role::agent, 1));
  deed.ratings_given = 1;
  CHECK(xp({calibration(0, 0), deed}, Xp::rating) == 0);
  CHECK(xp({session(Role::observer, 1)}, Xp::rating) == 0);
}

TEST_CASE("rating without a calibration needs every criterion answered and one moment named") {
  Deed deed = rated(session(Role::agent, 1));
  CHECK(rated_with_care(deed, {}, rules()));
  deed.with_evidence = 0;
  CHECK_FALSE(rated_with_care(deed, {}, rules()));
  deed.mode = protocol::Mode::spoken;  // there is no transcript to point at
  CHECK(rated_with_care(deed, {}, rules()));
  deed.criteria_answered = 7;
  CHECK_FALSE(rated_with_care(deed, {}, rules()));
  deed.criteria_answered = deed.criteria_due = 0;
  CHECK_FALSE(rated_with_care(deed, {}, rules()));
}

TEST_CASE("whose last calibration was close rates with care, for as long as it holds") {
  Deed plain = rated(session(Role::agent, 10));
  plain.with_evidence = 0;
  const std::uint32_t close = rules().calibration.close;
  const auto with = [&](std::vector<Deed> before, Deed deed) { return rated_with_care(deed, before, rules()); };
  CHECK(with({calibration(close, 9)}, plain));
  CHECK_FALSE(with({calibration(close + 1, 9)}, plain));
  CHECK_FALSE(with({calibration(close, 8), calibration(close + 1, 9)}, plain));
  CHECK(with({calibration(close + 1, 8), calibration(close, 9)}, plain));
  CHECK_FALSE(with({calibration(close, 11)}, plain));
  CHECK_FALSE(with({calibration(close, 10)}, plain));  // of the same moment: it shows from then on
  CHECK(with({calibration(close, 9), calibration(close + 1, 9)}, plain));  // in whichever order two of one moment come
  CHECK(with({calibration(close + 1, 9), calibration(close, 9)}, plain));
  const auto holds = static_cast<std::int64_t>(rules().calibration.days);
  plain.at = at(holds);
  CHECK(with({calibration(close, 0)}, plain));
  plain.at = at(holds + 1);
  CHECK_FALSE(with({calibration(close, 0)}, plain));
}

TEST_CASE("taking part in a calibration earns XP once a day, however close it was") {
  check_pay(Xp::calibration, [](std::int64_t day, int minute) { return calibration(minute % 2 == 0 ? 0 : 390, day, minute); });
}

TEST_CASE("an intention that was answered for earns XP, a few times a day") {
  check_pay(Xp::intention, [](std::int64_t day, int minute) {
    Deed deed = session(Role::agent, day, minute);
    deed.intention_brought = true;
    deed.intention_kept = static_cast<std::uint8_t>(1 + minute % 5);  // whatever the answer
    return deed;
  });
  Deed unanswered = session(Role::agent, 0);
  unanswered.intention_brought = true;
  CHECK(xp({unanswered}, Xp::intention) == 0);
  Deed none = session(Role::agent, 0);
  none.intention_kept = 5;
  CHECK(xp({none}, Xp::intention) == 0);
}

TEST_CASE("improving earns XP when three sessions together beat the best before by enough") {
  const std::uint64_t each = rules().improving.each;
  REQUIRE(rules().improving.sessions == 3);
  REQUIRE(rules().improving.points == 5);
  std::vector<Deed> deeds{recap(5, 0), recap(5, 1), recap(5, 2)};
  CHECK(xp(deeds, Xp::improving) == 0);  // something to beat
  deeds.push_back(recap(6, 3));          // 53 %
  CHECK(xp(deeds, Xp::improving) == 0);
  deeds.push_back(recap(6, 4));  // 57 %
  CHECK(xp(deeds, Xp::improving) == each);
  deeds.push_back(recap(6, 5));  // 60 %: less than five points more
  CHECK(xp(deeds, Xp::improving) == each);
  deeds.push_back(recap(7, 6));  // 63 %: small steps add up
  CHECK(xp(deeds, Xp::improving) == 2 * each);
}

TEST_CASE("exactly enough is enough to have improved") {
  const auto of_twenty = [](std::uint32_t captured, std::int64_t day) {
    Deed deed = recap(0, day);
    deed.facts_told = 20;
    deed.feelings_told = 0;
    deed.facts_captured = captured;
    return deed;
  };
  const std::vector<Deed> deeds{of_twenty(10, 0), of_twenty(10, 1), of_twenty(10, 2), of_twenty(13, 3)};  // 50 %, 55 %
  CHECK(xp(deeds, Xp::improving) == rules().improving.each);
}

TEST_CASE("who slips and comes back has not improved") {
  std::vector<Deed> deeds;
  for (int i = 0; i < 3; ++i) deeds.push_back(recap(8, i));
  for (int i = 3; i < 30; ++i) deeds.push_back(recap(i / 3 % 2 == 0 ? 8 : 1, i));
  CHECK(xp(deeds, Xp::improving) == 0);
}

TEST_CASE("improving looks at marked recaps alone") {
  std::vector<Deed> deeds{recap(5, 0), recap(5, 1), recap(5, 2), session(Role::agent, 3), session(Role::agent, 4), session(Role::customer, 5)};
  Deed handed_over = recap(0, 5, 30);  // told, and the recap was the next one's
  handed_over.recap_marked = false;
  deeds.push_back(handed_over);
  deeds.push_back(recap(6, 6));  // 53 % of three, 60 % alone
  CHECK(xp(deeds, Xp::improving) == 0);
  deeds.push_back(recap(10, 7));
  CHECK(xp(deeds, Xp::improving) == rules().improving.each);
}

TEST_CASE("returning on another day earns XP, a few days a week") {
  const Pay pay = rules().pay_of(Xp::returning);
  REQUIRE(pay.at_most == 3);
  std::vector<Deed> deeds{session(Role::agent, 0), session(Role::agent, 0, 30)};
  CHECK(xp(deeds, Xp::returning) == 0);  // the first day is no return
  for (int day = 1; day < 7; ++day) {
    deeds.push_back(session(Role::agent, day));
    CHECK(xp(deeds, Xp::returning) == std::uint64_t{pay.each} * std::min(day, 3));
  }
  deeds.push_back(session(Role::agent, 7));  // the next week
  CHECK(xp(deeds, Xp::returning) == std::uint64_t{pay.each} * 4);
}

TEST_CASE("stepping out earns nothing and costs nothing") {
  const std::vector<Deed> before{rated(recap(10, 0)), rated(recap(10, 1))};
  auto after = before;
  after.push_back(excused(1));
  after.push_back(excused(2));
  CHECK(played({excused(0)}).xp == 0);
  CHECK(played(after).xp == played(before).xp);
  CHECK(played(after).badges == played(before).badges);
  // Its day is not practised, and not missed: Wednesday to Friday would be one missed day too many without it.
  after.push_back(session(Role::agent, 4));
  CHECK(played(after, 4).streak.now == 3);
}

TEST_CASE("XP of all kinds adds up, and explains itself") {
  const Profile all = played({rated(recap(10, 0)), calibration(10, 1), rated(session(Role::customer, 1))});
  std::uint64_t sum = 0;
  for (const auto part : all.xp_by_kind) sum += part;
  CHECK(all.xp == sum);
  CHECK(all.xp == 30 + 20 + 20 + 2 * 10 + 15);
}

TEST_CASE("the day ends where the person lives") {
  std::vector<Deed> deeds;
  for (int i = 0; i < 5; ++i) deeds.push_back(session(Role::agent, 0, 14 * 60 + i));  // 23:00 UTC
  for (int i = 0; i < 5; ++i) deeds.push_back(session(Role::agent, 1, -9 * 60 + i));  // 00:00 UTC
  const auto agent = static_cast<std::size_t>(Xp::agent);
  CHECK(profile(deeds, rules(), at(9), kUtc).xp_by_kind[agent] == 8 * 30);
  CHECK(profile(deeds, rules(), at(9), std::chrono::hours{2}).xp_by_kind[agent] == 4 * 30);
}

TEST_CASE("what is still to come does not count") {
  CHECK(profile(std::vector{session(Role::agent, 2)}, rules(), at(1), kUtc).xp == 0);
}

TEST_CASE("each level takes at least as much as the one before, and the last one has an end") {
  const Levels& levels = rules().levels;
  CHECK(level_of(levels, 0) == 1);
  std::uint64_t before = 0;
  for (std::uint32_t level = 2; level <= levels.most; ++level) {
    const auto step = xp_of_level(levels, level) - xp_of_level(levels, level - 1);
    CHECK(step >= before);
    before = step;
    CHECK(level_of(levels, xp_of_level(levels, level)) == level);
    CHECK(level_of(levels, xp_of_level(levels, level) - 1) == level - 1);
  }
  CHECK(level_of(levels, 1'000'000'000) == levels.most);
}

TEST_CASE("a profile says how far the next level is") {
  const Profile one = played({session(Role::agent, 0)});
  CHECK(one.level == 1);
  CHECK(one.xp_in_level == 30);
  CHECK(one.xp_to_next == 70);
  std::vector<Deed> many;
  for (int day = 0; day < 390; ++day) {
    for (int i = 0; i < 8; ++i) many.push_back(rated(session(i % 2 == 0 ? Role::agent : Role::customer, day, i)));
  }
  const Profile top = played(many);
  CHECK(top.level == rules().levels.most);
  CHECK(top.xp_to_next == 0);
}

// --- Streaks ---

namespace {

Streak streak(std::initializer_list<std::int64_t> days, std::int64_t today) {
  std::vector<Deed> deeds;
  for (const auto day : days) deeds.push_back(session(Role::agent, day));
  return played(deeds, today).streak;
}

}  // namespace

TEST_CASE("a streak counts the days with practice in a row") {
  CHECK(streak({}, 0) == Streak{});
  CHECK(streak({0}, 0) == Streak{1, 1, false});
  CHECK(streak({0, 1, 2}, 2) == Streak{3, 3, false});
  CHECK(streak({0, 1, 2}, 3) == Streak{3, 3, false});  // today is not over
}

TEST_CASE("a streak forgives one missed day, not two") {
  CHECK(streak({0, 2}, 2) == Streak{2, 2, true});
  CHECK(streak({0, 3}, 3) == Streak{1, 1, false});
  CHECK(streak({0, 1}, 3) == Streak{2, 2, true});
  CHECK(streak({0, 1}, 4) == Streak{0, 2, false});
  CHECK(streak({0, 2, 4}, 4) == Streak{3, 3, true});
  CHECK(streak({0, 2, 6, 7}, 7) == Streak{2, 2, false});  // what was forgiven in a streak that ended is forgotten
}

TEST_CASE("days to rest are never missed, and count where somebody practises") {
  CHECK(streak({3, 4, 7}, 7) == Streak{3, 3, false});     // Thursday, Friday, Monday
  CHECK(streak({3, 4, 8}, 8) == Streak{3, 3, true});      // Monday missed
  CHECK(streak({3, 4, 9}, 9) == Streak{1, 2, false});     // Monday and Tuesday
  CHECK(streak({4, 5, 6, 7}, 7) == Streak{4, 4, false});
}

TEST_CASE("a streak can count weeks") {
  Rules weekly = rules();
  weekly.streak = {StreakUnit::weeks, 1, {}};
  const auto of = [&](std::initializer_list<std::int64_t> days, std::int64_t today) {
    std::vector<Deed> deeds;
    for (const auto day : days) deeds.push_back(session(Role::agent, day));
    return profile(deeds, weekly, at(today), kUtc).streak;
  };
  CHECK(of({0, 1, 2}, 2) == Streak{1, 1, false});
  CHECK(of({0, 13}, 13) == Streak{2, 2, false});
  CHECK(of({0, 20}, 20) == Streak{2, 2, true});
  CHECK(of({0, 27}, 27) == Streak{1, 1, false});
}

TEST_CASE("weeks begin on Monday") {
  CHECK(week_of(at(0), kUtc) == week_of(at(6), kUtc));
  CHECK(week_of(at(-1), kUtc) == week_of(at(0), kUtc) - 1);
  CHECK(week_of_day(-4) == -1);
  CHECK(week_of_day(-3) == 0);
  CHECK(week_of_day(-11) == -2);
}

TEST_CASE("news are what came since then") {
  std::vector<Deed> deeds{recap(10, 0), recap(10, 1)};
  CHECK(news(deeds, rules(), at(1), at(2), kUtc) == News{});
  const News first = news(deeds, rules(), at(-1), at(0), kUtc);
  CHECK(first.xp == 30);
  CHECK_FALSE(first.level);
  CHECK(std::ranges::find(first.badges, NewTier{badge_called("nothing-lost"), 1}) != first.badges.end());
  for (int i = 1; i <= 4; ++i) deeds.push_back(recap(10, 2, i));
  const News later = news(deeds, rules(), at(1), at(2, 9), kUtc);
  CHECK(later.xp == 4 * 30 + 15);
  CHECK(later.level == 2);
  CHECK(std::ranges::find(later.badges, NewTier{badge_called("nothing-lost"), 2}) != later.badges.end());
}

}  // namespace earshot::game
