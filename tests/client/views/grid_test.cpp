#include "client/views/grid.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace earshot;
using namespace earshot::views;
using protocol::Flag;
using protocol::Phase;
using protocol::SessionShown;

namespace {

struct Grid {
  model::Model model;

  Grid() {
    model.in_class.emplace();
    model.in_class->standing = protocol::Standing::trainer;
  }

  void person(std::uint64_t id, const char* name, bool present = true) {
    model.in_class->members.push_back({PersonId{id}, name, "", protocol::Standing::trainee, present, false});
  }

  SessionShown& session(std::uint64_t id, Phase phase, std::vector<Flag> flags = {}) {
    SessionShown shown;
    shown.session = SessionId{id};
    shown.round = RoundId{1};
    shown.customer = PersonId{id * 10};
    shown.agent = PersonId{id * 10 + 1};
    shown.phase = phase;
    shown.flags = std::move(flags);
    return model.sessions[shown.session] = shown;
  }

  std::vector<std::uint64_t> order(GridOrder by) const {
    std::vector<std::uint64_t> ids;
    for (const auto* one : in_order(model, by)) ids.push_back(one->session.value);
    return ids;
  }
};

constexpr TimePoint at(int seconds) { return TimePoint{Seconds{1'000'000 + seconds}}; }

}  // namespace

TEST_CASE("the sessions that need the trainer come first: the gravest flag, then the one furthest behind") {
  Grid grid;
  grid.session(1, Phase::talk);
  grid.session(2, Phase::brief);
  grid.session(3, Phase::talk, {Flag::silent});
  grid.session(4, Phase::recap, {Flag::stepped_out});
  grid.session(5, Phase::talk, {Flag::silent, Flag::one_sided});
  grid.session(6, Phase::brief, {Flag::silent});
  grid.session(7, Phase::talk, {Flag::partner_lost}).open = false;
  CHECK(grid.order(GridOrder::needs_me) == std::vector<std::uint64_t>{4, 6, 3, 5, 2, 1, 7});
  CHECK(grid.order(GridOrder::phase) == std::vector<std::uint64_t>{2, 6, 1, 3, 5, 4, 7});
}

TEST_CASE("a session's clock follows the server's, and stands while the session is paused") {
  Grid grid;
  auto& session = grid.session(1, Phase::talk);
  session.ends_at = at(60);
  session.now = at(20);
  grid.model.grid_ahead = Seconds{5};
  CHECK(time_left(grid.model, session, at(25)) == Seconds{30});
  session.paused = true;
  CHECK(time_left(grid.model, session, at(25)) == Seconds{40});
  CHECK(time_left(grid.model, session, at(2'500)) == Seconds{40});
  session.paused = false;
  CHECK(time_left(grid.model, session, at(2'500)) == Milliseconds{0});
}

TEST_CASE("the phase that 'next' names is the one furthest behind in the running round") {
  Grid grid;
  grid.model.round.emplace();
  grid.model.round->round = RoundId{1};
  CHECK(furthest_behind(grid.model, at(0)) == nullptr);
  grid.session(1, Phase::recap);
  grid.session(2, Phase::talk).ends_at = at(90);
  grid.session(3, Phase::talk).ends_at = at(30);
  grid.session(4, Phase::brief).open = false;
  grid.session(5, Phase::brief).kind = protocol::SessionKind::warm_up;
  REQUIRE(furthest_behind(grid.model, at(0)) != nullptr);
  CHECK(furthest_behind(grid.model, at(0))->session == SessionId{3});
}

TEST_CASE("whoever sits in no session is listed with the reason") {
  Grid grid;
  grid.person(10, "Ana Lima");
  grid.person(11, "Bo Berg");
  grid.person(20, "Cleo Diaz");
  grid.person(30, "Dee Fox", false);
  grid.session(1, Phase::talk);
  const auto why = [&](const char* name) -> std::string {
    for (const auto& idle : without_session(grid.model)) {
      if (idle.member->name == name) return idle.why;
    }
    return "plays";
  };
  CHECK(why("Ana Lima") == "plays");
  CHECK(why("Cleo Diaz") == "waits for the round");
  CHECK(why("Dee Fox") == "away");
  grid.model.round.emplace();
  grid.model.round->round = RoundId{1};
  grid.model.round->running = true;
  CHECK(why("Cleo Diaz") == "waits for a partner");
  grid.model.settings.emplace();
  grid.model.settings->late = protocol::LateJoin::next_round;
  CHECK(why("Cleo Diaz") == "plays in the next round");
  grid.model.sessions[SessionId{1}].open = false;
  CHECK(why("Bo Berg") == "done early");
}

TEST_CASE("a role is free when nobody sits there, or whoever sat there has left the class") {
  Grid grid;
  grid.person(10, "Ana Lima");
  grid.person(11, "Bo Berg");
  auto& session = grid.session(1, Phase::talk);
  CHECK_FALSE(free_role(grid.model, session).has_value());
  session.agent = {};
  CHECK(free_role(grid.model, session) == protocol::Role::agent);
  session.agent = PersonId{11};
  session.customer = PersonId{99};
  CHECK(free_role(grid.model, session) == protocol::Role::customer);
  session.open = false;
  CHECK_FALSE(free_role(grid.model, session).has_value());
}

TEST_CASE("people of a session are named as one would say it") {
  Grid grid;
  grid.person(10, "Ana Lima");
  grid.person(11, "Bo Berg");
  grid.person(12, "Cleo Diaz");
  auto& session = grid.session(1, Phase::talk);
  CHECK(people_of(grid.model, session) == "Ana and Bo");
  session.observer = PersonId{12};
  CHECK(people_of(grid.model, session) == "Ana, Bo and Cleo");
}

TEST_CASE("a time to finish is a time of today that is still to come") {
  // Noon on this machine's wall, whatever zone it is in.
  const std::time_t some_day = 1'700'000'000;
  std::tm wall{};
  localtime_r(&some_day, &wall);
  wall.tm_hour = 12;
  wall.tm_min = wall.tm_sec = 0;
  wall.tm_isdst = -1;
  const TimePoint noon{std::chrono::duration_cast<Milliseconds>(Seconds{std::mktime(&wall)})};
  CHECK(parse_time_of_day("16:30", noon) == noon + Seconds{4 * 3600 + 1800});
  CHECK(parse_time_of_day("12.01", noon) == noon + Seconds{60});
  for (const char* text : {"", "16", "16:3", "16:300", "24:00", "16:61", "half past four", "11:59", "12:00", "-1:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text, noon).has_value());
  }
}
