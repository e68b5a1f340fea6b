// Who comes into a class, in which team, and how they leave it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "shared/protocol/limits.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

std::string team_of(const World& world, PersonId person) { return world.klass().member(person)->team; }

}  // namespace

TEST_CASE("a name is taken once in a class, however it is written") {
  World world;
  world.join("Jos\u00e9 Ortega");
  for (const char* name : {"Jos\u00e9 Ortega", "JOS\u00c9 ORTEGA", "jose\u0301 ortega", "  Jos\u00e9 Ortega "}) {
    CAPTURE(name);
    const auto refused = world.try_join(name);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().why == Why::name_taken);
    CHECK(refused.error().field == "name");
  }
  CHECK(world.try_join("Jos\u00e9 Ortega B.").has_value());
  CHECK_FALSE(world.try_join("tess").has_value());  // the trainer's
}

TEST_CASE("a name is free again once its person has left") {
  World world;
  const PersonId ann = world.join("Ann");
  world.lose(ann);
  CHECK_FALSE(world.try_join("Ann").has_value());
  world.regain(ann);
  world.must(ann, protocol::Leave{});
  CHECK(world.try_join("Ann").has_value());
}

TEST_CASE("in Practice a name is taken only while its owner is here") {
  World world({1, {}, true});
  const PersonId ann = world.join("Ann");
  CHECK_FALSE(world.try_join("ann").has_value());
  world.lose(ann);
  CHECK(world.try_join("ann").has_value());
}

TEST_CASE("a class is full with 200 trainees; its trainers do not count, and Practice never is") {
  World world;
  for (int i = 0; i < 200; ++i) world.join(fmt::format("Person {}", i));
  const auto refused = world.try_join("One More");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().why == Why::class_full);
  CHECK(refused.error().field == "code");
  CHECK(world.try_join("Second Trainer", {}, domain::Standing::trainer).has_value());
  world.must(world.klass().members.back().person, protocol::Leave{});
  world.must(world.klass().members.back().person, protocol::Leave{});
  CHECK(world.try_join("One More").has_value());

  World practice({1, {}, true});
  for (int i = 0; i < 201; ++i) practice.join(fmt::format("Person {}", i));
  CHECK(practice.klass().members.size() == 201);
}

TEST_CASE("where the trainer named the teams, no other can be joined, and who has no wish comes into the smallest") {
  World world({1, {"Red", "Blue"}});
  const auto refused = world.try_join("Ann", "Green");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().why == Why::unknown);
  CHECK(refused.error().field == "team");
  CHECK(refused.error().text.find("Red, Blue") != std::string::npos);
  CHECK(team_of(world, world.join("Ann")) == "Red");
  CHECK(team_of(world, world.join("Ben")) == "Blue");
  CHECK(team_of(world, world.join("Cleo", "Blue")) == "Blue");
  CHECK(team_of(world, world.join("Dan")) == "Red");
}

TEST_CASE("where there are no teams, the first who names one founds it, and everybody hears of it") {
  World world;
  const PersonId ann = world.join("Ann");
  CHECK(team_of(world, ann).empty());
  world.join("Ben", "Red");
  CHECK(world.klass().teams == std::vector<std::string>{"Red"});
  CHECK(world.model(ann).in_class->teams == std::vector<std::string>{"Red"});
  for (std::size_t i = 1; i < protocol::limits::kTeams; ++i) world.join(fmt::format("Person {}", i), fmt::format("Team {}", i));
  CHECK(world.try_join("Cleo", "One too many").error().why == Why::unknown);
  CHECK(world.try_join("Cleo", "Red").has_value());
}

TEST_CASE("a trainer has no team, plays in no round and waits for nothing") {
  World world({1, {"Red", "Blue"}});
  CHECK(team_of(world, world.trainer()).empty());
  world.join("Ann");
  world.join("Ben");
  CHECK_FALSE(world.model(world.trainer()).waiting.has_value());
  world.start_round();
  CHECK(world.session().seats.size() == 2);
  CHECK(world.session().seat_of(world.trainer()) == nullptr);
}

TEST_CASE("joining again changes nothing") {
  World world;
  const PersonId ann = world.join("Ann", "Red");
  const auto again = domain::join(world.klass(), ann, "Ann", "Blue", domain::Standing::trainee, world.context());
  REQUIRE(again.has_value());
  CHECK(again->empty());
}

TEST_CASE("who leaves or is removed is out of the list, and is told why") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  const PersonId cleo = world.join("Cleo");
  world.must(ann, protocol::Leave{});
  world.must(world.trainer(), protocol::Remove{ben});
  CHECK(world.klass().members.size() == 2);
  CHECK(world.model(cleo).in_class->members.size() == 2);
  REQUIRE(world.sent_to<protocol::ClassLeft>(ann).size() == 1);
  REQUIRE(world.sent_to<protocol::ClassLeft>(ben).size() == 1);
  CHECK(world.sent_to<protocol::ClassLeft>(ann)[0].why != world.sent_to<protocol::ClassLeft>(ben)[0].why);
  CHECK(world.sent_to<protocol::ClassLeft>(cleo).empty());
}

TEST_CASE("only a trainer removes people, nobody removes the owner, and nobody who is not there") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  CHECK(world.attempt(ann, protocol::Remove{ben}).error().why == Why::not_allowed);
  CHECK(world.attempt(world.trainer(), protocol::Remove{world.trainer()}).error().why == Why::not_allowed);
  CHECK(world.attempt(world.trainer(), protocol::Remove{PersonId{99}}).error().why == Why::unknown);
  CHECK(world.attempt(world.trainer(), protocol::Whisper{PersonId{99}, "psst"}).error().field == "to");
  CHECK(world.klass().members.size() == 3);
}

TEST_CASE("who left and comes back takes part in the next round, not in the scene they left") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  const PersonId left = scene.observer();
  scene.must(left, protocol::Leave{});
  CHECK(scene.klass().session_of(left) == nullptr);
  const std::size_t before = scene.sent().size();
  scene.must(scene.agent(), protocol::Say{"Still here."});
  for (std::size_t i = before; i < scene.sent().size(); ++i) CHECK(scene.sent()[i].to != left);
  scene.must(scene.trainer(), protocol::EndRound{});
  scene.join("Dan");
  scene.start_round();
  CHECK(scene.session().seats.size() == 3);
}

TEST_CASE("a whisper reaches one person, a call for help the trainers, a broadcast everybody") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(world.trainer(), protocol::Whisper{ann, "Well done."});
  world.must(ben, protocol::Help{"I am lost."});
  world.must(world.trainer(), protocol::Broadcast{"Two minutes left."});
  CHECK(world.sent_to<protocol::WhisperShown>(ann).size() == 1);
  CHECK(world.sent_to<protocol::WhisperShown>(ben).empty());
  CHECK(world.sent_to<protocol::TrainerNotice>(world.trainer()).size() == 1);
  CHECK(world.sent_to<protocol::TrainerNotice>(ann).empty());
  for (const PersonId person : {ann, ben, world.trainer()}) CHECK(world.sent_to<protocol::BroadcastShown>(person).size() == 1);
}

TEST_CASE("whatever people are called, every message of a full class fits the limit") {
  World world;
  const auto ears = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "👂";
    return text;
  };
  const std::string team = ears(protocol::limits::kTeamCharacters);
  for (int i = 0; i < 120; ++i) world.join(fmt::format("{}{:03}", ears(protocol::limits::kNameCharacters - 3), i), team);
  const PersonId last = world.klass().members.back().person;
  world.resume_in_passing(last);  // World checks the size of whatever is sent
  CHECK(world.model(last).in_class->members.size() == 121);
}

}  // namespace earshot::testing
