#include <doctest/doctest.h>

#include "client/views/progress_words.h"
#include "tests/client/views/screen.h"

using namespace earshot;
using namespace earshot::views;
using looking_back::Screen;

namespace {

protocol::BadgeShown badge(std::uint8_t tier, std::uint32_t count) { return {"asks-first", "Asks first", "", "extract", tier, count, {5, 20, 60}}; }

}  // namespace

TEST_CASE("a badge says beforehand what is missing to its next tier") {
  CHECK(next_in_words(badge(0, 3)) == "2 more for bronze");
  CHECK(next_in_words(badge(1, 9)) == "11 more for silver");
  CHECK(next_in_words(badge(2, 59)) == "1 more for gold");
  CHECK(next_in_words(badge(3, 61)) == "61 times");
}

TEST_CASE("a level says how far the next one is, the highest that there is none") {
  protocol::ProfileShown profile;
  profile.xp = 640;
  profile.level = 4;
  profile.level_from = 540;
  profile.level_to = 740;
  CHECK(level_in_words(profile) == "640 XP, 100 to level 5");
  CHECK(level_share(profile) == doctest::Approx(0.5));
  profile.level_to = 640;
  CHECK(level_in_words(profile) == "640 XP, the highest level");
}

TEST_CASE("a streak says that a missed day was forgiven") {
  protocol::ProfileShown profile;
  CHECK(streak_in_words(profile) == "Play today, and a row begins.");
  profile.streak = 1;
  CHECK(streak_in_words(profile) == "1 day in a row.");
  profile.streak = 6;
  profile.forgiven = true;
  CHECK(streak_in_words(profile) == "6 days in a row, a missed one forgiven.");
}

TEST_CASE("the weekly letter tells trends: a share beside the week before, where there was one") {
  CHECK(share_in_words(25, 31, 10, 16) == "25 of 31, better than the week before");
  CHECK(share_in_words(10, 16, 25, 31) == "10 of 16, less than the week before");
  CHECK(share_in_words(10, 20, 51, 100) == "10 of 20, as the week before");
  CHECK(share_in_words(5, 9, 0, 0) == "5 of 9");
  CHECK(share_in_words(0, 0, 5, 9) == "nothing to see this week");
}

TEST_CASE("what a first recap got then is said only after it was rated again") {
  protocol::OldRecap recap;
  recap.then = std::uint8_t{3};
  CHECK(then_and_now(recap).empty());
  recap.level = std::uint8_t{4};
  CHECK(then_and_now(recap) == "Then 3, now 4.");
  recap.then.reset();
  CHECK(then_and_now(recap) == "Now you give it 4. Then you gave it no level.");
}

TEST_CASE("progress and past sessions are asked for once each time the page is opened") {
  Screen screen;
  screen.press("Your progress##bar");
  screen.frames(10);
  CHECK(screen.state.place == Place::progress);
  CHECK(screen.all<protocol::AskHistory>().size() == 1);
  screen.press("Back");
  CHECK(screen.state.place == Place::home);
  screen.press("Your progress##bar");
  CHECK(screen.all<protocol::AskHistory>().size() == 2);
}

TEST_CASE("the lobby asks for the own level once, and again after another role-play") {
  Screen screen;
  screen.frames(10);
  CHECK(screen.all<protocol::AskProfile>().size() == 1);
  auto& ended = screen.model.ended.emplace();
  ended.session.id = SessionId{5};
  screen.frames(10);
  CHECK(screen.all<protocol::AskProfile>().size() == 2);
}

TEST_CASE("a past session opens its debrief, and Escape leads back to the list") {
  Screen screen;
  screen.press("Your progress##bar");
  screen.press("Past sessions");
  screen.press("Third outage this month##49");
  REQUIRE(screen.all<protocol::OpenDebrief>().size() == 1);
  CHECK(screen.all<protocol::OpenDebrief>()[0].session == SessionId{49});
  CHECK(screen.state.place == Place::past_debrief);
  screen.key(ImGuiKey_Escape);
  CHECK(screen.state.place == Place::progress);
  screen.frames(5);
  CHECK(screen.all<protocol::OpenDebrief>().size() == 1);
}

TEST_CASE("the first recap is rated again only once a level is chosen") {
  Screen screen;
  looking_back::in_practice(screen.model);
  screen.press("Your progress##bar");
  screen.press("Your letter");
  screen.press("Rate it");
  CHECK(screen.all<protocol::Rerate>().empty());
  screen.window.kit.focus("");
  screen.state.progress.level = 4;
  screen.press("Rate it");
  REQUIRE(screen.all<protocol::Rerate>().size() == 1);
  CHECK(screen.all<protocol::Rerate>()[0].session == SessionId{9});
  CHECK(screen.all<protocol::Rerate>()[0].level == 4);
}

TEST_CASE("a promise is given in the lobby beside the class goal, and can be changed") {
  Screen screen;
  screen.model.insight.promises.clear();
  screen.model.insight.profile->promise.clear();
  screen.press("Promise it");
  CHECK(screen.all<protocol::Promise>().empty());
  screen.window.kit.focus("");
  screen.state.promise.text = "I wait two seconds longer.";
  screen.press("Promise it");
  REQUIRE(screen.all<protocol::Promise>().size() == 1);
  CHECK(screen.all<protocol::Promise>()[0].text == "I wait two seconds longer.");
  screen.model.insight.promises[screen.model.self.person] = "I wait two seconds longer.";
  screen.press("Change the promise");
  screen.press("Promise it");
  CHECK(screen.all<protocol::Promise>().size() == 2);
}
