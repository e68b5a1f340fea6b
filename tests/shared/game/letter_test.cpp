// The weekly letter: trends, one thing that went well, one to try.
#include "shared/game/letter.h"

#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;

Letter written(const std::vector<Deed>& deeds) { return letter(deeds, rules(), week_of(at(7), kUtc), kUtc); }

Deed all_good(std::int64_t day) {
  Deed deed = recap(10, day);
  deed.recap_confirmed = true;
  deed.if_asked_earned = deed.if_asked_of = 4;
  deed.if_heard_earned = deed.if_heard_of = 2;
  deed.prevention_named = deed.prevention_of = deed.resolution_named = deed.resolution_of = 1;
  return deed;
}

}  // namespace

TEST_CASE("a letter counts its week and sets it beside the one before") {
  Deed good = recap(9, 8);
  good.if_heard_of = 4;
  good.if_heard_earned = 3;
  good.felt_end = 4;
  Deed later = recap(9, 14);  // the week after
  const Letter one = written({recap(6, 0), recap(6, 6), good, session(Role::customer, 8, 30), session(Role::observer, 13), later, excused(9)});
  CHECK(one.sessions == 3);
  CHECK(one.sessions_before == 2);
  CHECK(one.days == 2);
  CHECK(one.captured == Trend{{9, 10}, {12, 20}, Turn::up});
  CHECK(one.heard_earned == 3);
  CHECK(one.felt == 400);
  CHECK_FALSE(one.felt_before);
  CHECK(one.skills[static_cast<std::size_t>(Skill::heard)].turn == Turn::unknown);
}

TEST_CASE("what was told to somebody who handed over is no loss") {
  Deed handed_over = recap(0, 8);
  handed_over.recap_marked = false;
  CHECK(written({recap(9, 7), handed_over}).captured.now == Share{9, 10});
}

TEST_CASE("a trend needs a clear change") {
  const auto turn = [](std::uint32_t before, std::uint32_t now) {
    Deed a = recap(0, 0), b = recap(0, 7);
    a.facts_told = b.facts_told = 100;
    a.feelings_told = b.feelings_told = 0;
    a.facts_captured = before;
    b.facts_captured = now;
    return written({a, b}).captured.turn;
  };
  CHECK(turn(50, 55) == Turn::up);
  CHECK(turn(50, 54) == Turn::same);
  CHECK(turn(50, 46) == Turn::same);
  CHECK(turn(50, 45) == Turn::down);
}

TEST_CASE("what rose most went well") {
  Deed now = recap(9, 7);  // facts 8 of 8, feelings 1 of 2
  const Letter one = written({recap(6, 0), now});  // facts 6 of 8, feelings 0 of 2
  CHECK(one.went_well == Line{kWellRose, Skill::feelings, 50, 0});
}

TEST_CASE("else what is best went well, and else that there was practice") {
  CHECK(written({recap(8, 7)}).went_well == Line{kWellStrong, Skill::facts, 100, 0});
  CHECK(written({all_good(7)}).went_well == Line{kWellStrong, Skill::facts, 100, 0});  // the first of those that are alike
  CHECK(written({recap(1, 7), recap(1, 8)}).went_well == Line{kWellPractised, std::nullopt, 2, 0});
}

TEST_CASE("the weakest skill is the one to try, and not the one that was praised") {
  Deed one = all_good(7);
  one.if_heard_earned = 1;  // 50 %
  one.facts_captured = 6;   // 75 %
  CHECK(written({one}).to_try == Line{kTrySkill, Skill::heard, 50, 0});
  Deed before = one;
  before.at = at(0);
  before.if_heard_earned = 0;
  CHECK(written({before, one}).went_well == Line{kWellRose, Skill::heard, 50, 0});
  CHECK(written({before, one}).to_try == Line{kTrySkill, Skill::facts, 75, 0});
}

TEST_CASE("a skill that rose and is weak still is what to try where there is no other") {
  Deed before = all_good(0), now = all_good(7);
  before.if_heard_earned = 0;
  now.if_heard_earned = 1;
  const Letter one = written({before, now});
  CHECK(one.went_well->id == kWellRose);
  CHECK(one.to_try == Line{kTrySkill, Skill::heard, 50, 0});
}

TEST_CASE("who is good at all of it tries a harder card") {
  CHECK(written({all_good(7)}).to_try == Line{kTryHarder, std::nullopt, 2, 0});
}

TEST_CASE("who never was the agent tries that") {
  const Letter one = written({session(Role::customer, 7)});
  CHECK(one.went_well == Line{kWellPractised, std::nullopt, 1, 0});
  CHECK(one.to_try == Line{kTryAgent});
}

TEST_CASE("a week without practice is told kindly") {
  const Letter one = written({recap(9, 0)});
  CHECK(one.sessions == 0);
  CHECK_FALSE(one.went_well);
  CHECK(one.to_try == Line{kTryReturn});
}

TEST_CASE("shares are rounded") {
  CHECK(Share{1, 3}.percent() == 33);
  CHECK(Share{2, 3}.percent() == 67);
  CHECK(Share{1, 2}.percent() == 50);
  CHECK_FALSE(Share{0, 0}.percent());
}

}  // namespace earshot::game
