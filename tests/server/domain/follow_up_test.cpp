// Follow-up episodes: dealt by name alone, to those who met before, as they met.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "server/domain/pairing.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::Session;

/// The lamp a week later. Its variants are those of the lamp, in another order.
card::Card follow_up() {
  card::Card card = scene_card("lamp-again");
  card.title = "The lamp again";
  card.follows = card::Follows{"lamp", "a week later"};
  std::ranges::reverse(card.variants);
  return card;
}

card::Card noted(const std::string& id) {
  card::Card card = scene_card(id);
  card.content_note = "a loss";
  return card;
}

struct Episodes : World {
  explicit Episodes(std::size_t people, std::uint64_t seed = 1) : World({seed, {}, false, {scene_card(), follow_up()}}) {
    for (std::size_t i = 0; i < people; ++i) join("Person " + std::to_string(i + 1));
  }
  void play(const std::string& card, std::uint32_t variant = 0) {
    if (klass().round && klass().round->running) must(trainer(), protocol::EndRound{});
    protocol::StartRound round;
    round.card = card;
    round.variant = variant;
    start_round(round);
  }
  /// What everybody plays, with whom, and in which variant.
  struct Place {
    Role role{};
    std::set<PersonId> table;
    std::string card;
    std::string variant;
    friend bool operator==(const Place&, const Place&) = default;
  };
  std::map<PersonId, Place> places() const {
    std::map<PersonId, Place> all;
    for (const auto& [id, session] : klass().sessions) {
      std::set<PersonId> table;
      for (const auto& seat : session.seats) table.insert(seat.person);
      for (const auto& seat : session.seats) all[seat.person] = {seat.role, table, session.card->id, session.card->variant};
    }
    return all;
  }
  PersonId with(Role role) const {
    const auto all = places();
    return std::ranges::find_if(all, [&](const auto& one) { return one.second.role == role; })->first;
  }
};

}  // namespace

TEST_CASE("a follow-up is dealt only by name: never by the server's choice") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Episodes world(6, seed);
    world.play({});
    for (const auto& [id, session] : world.klass().sessions) CHECK(session.card->id == "lamp");
  }
}

TEST_CASE("a follow-up is dealt to nobody out of the practice queue who did not ask for it") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Episodes world(2, seed);
    for (const PersonId person : {PersonId{2}, PersonId{3}}) world.must(person, protocol::Queue{});
    CHECK(world.session().card->id == "lamp");
  }
  Episodes asked(2);
  for (const PersonId person : {PersonId{2}, PersonId{3}}) asked.must(person, protocol::Queue{"lamp-again", {}});
  CHECK(asked.session().card->id == "lamp-again");
}

TEST_CASE("a card that is put back is never replaced by a follow-up") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Scene scene(2, lamp_round(), {seed, {}, false, {noted("lamp"), scene_card("kettle"), follow_up()}});
    scene.must(scene.agent(), protocol::SwapCard{});
    CHECK(scene.session().card->id == "kettle");
  }
  Scene alone(2, lamp_round(), {1, {}, false, {noted("lamp"), follow_up()}});
  CHECK_FALSE(alone.attempt(alone.agent(), protocol::SwapCard{}));
}

TEST_CASE("those who played the first episode meet again, in the same roles and the same variant") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Episodes world(7, seed);  // two pairs and a three
    world.play("lamp");
    auto before = world.places();
    world.play("lamp-again");
    for (auto& [person, place] : before) place.card = "lamp-again";
    CHECK(world.places() == before);
  }
}

TEST_CASE("a round in between does not part them: they meet as they met in the first episode") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    World world({seed, {}, false, {scene_card(), scene_card("kettle"), follow_up()}});
    for (int i = 0; i < 4; ++i) world.join("Person " + std::to_string(i + 1));
    const auto play = [&](const std::string& card) {
      if (world.klass().round && world.klass().round->running) world.must(world.trainer(), protocol::EndRound{});
      protocol::StartRound round;
      round.card = card;
      world.start_round(round);
      std::map<PersonId, std::pair<Role, std::string>> all;
      for (const auto& [id, session] : world.klass().sessions) {
        for (const auto& seat : session.seats) all[seat.person] = {seat.role, session.card->variant};
      }
      return all;
    };
    const auto first = play("lamp");
    play("kettle");
    CHECK(play("lamp-again") == first);
  }
}

TEST_CASE("pairs of one round go on with the variant that each of them had") {
  // The pairs are dealt different variants in two rounds of their own.
  Episodes world(2);
  world.play("lamp", 1);
  world.must(world.trainer(), protocol::EndRound{});
  for (const PersonId person : {PersonId{2}, PersonId{3}}) world.lose(person);
  const PersonId cleo = world.join("Cleo");
  const PersonId dan = world.join("Dan");
  world.play("lamp", 2);
  REQUIRE(world.session().card->variant == "second");
  world.must(world.trainer(), protocol::EndRound{});
  for (const PersonId person : {PersonId{2}, PersonId{3}}) world.regain(person);
  world.play("lamp-again");
  REQUIRE(world.klass().sessions.size() == 2);
  CHECK(world.klass().session_of(PersonId{2})->card->variant == "first");
  CHECK(world.klass().session_of(cleo)->card->variant == "second");
  CHECK(world.klass().session_of(cleo) == world.klass().session_of(dan));
}

TEST_CASE("a variant that the trainer names is played by all") {
  Episodes world(2);
  world.play("lamp", 1);
  world.play("lamp-again", 1);  // of the follow-up, whose first one is 'second'
  CHECK(world.session().card->variant == "second");
}

TEST_CASE("whose partner has gone, and who never played the first episode, are paired all the same") {
  Episodes world(4);
  world.play("lamp");
  const auto before = world.places();
  const PersonId gone = world.with(Role::customer);
  world.must(world.trainer(), protocol::EndRound{});
  world.must(gone, protocol::Leave{});
  const PersonId zoe = world.join("Zoe");
  world.play("lamp-again");
  const auto after = world.places();
  REQUIRE(after.size() == 4);
  REQUIRE(world.klass().sessions.size() == 2);
  for (const auto& [person, place] : after) {
    CHECK(place.card == "lamp-again");
    if (person == zoe || before.at(person).table.contains(gone)) continue;
    CHECK(place.table == before.at(person).table);
    CHECK(place.role == before.at(person).role);
  }
  PersonId left;
  for (const PersonId person : before.at(gone).table) {
    if (person != gone) left = person;
  }
  CHECK(after.at(zoe).table == std::set<PersonId>{zoe, left});
}

TEST_CASE("a follow-up can be the first thing that a class plays") {
  Episodes world(5);
  world.play("lamp-again");
  CHECK(world.places().size() == 5);
}

TEST_CASE("whom the trainer keeps apart do not meet again") {
  Episodes world(4);
  world.play("lamp");
  const auto before = world.places();
  const auto& table = before.begin()->second.table;
  world.must(world.trainer(), protocol::SetWish{{*table.begin(), *table.rbegin(), protocol::Wish::apart}});
  world.play("lamp-again");
  // The other two could meet again, but then these two had nobody else.
  CHECK(world.klass().session_of(*table.begin()) != world.klass().session_of(*table.rbegin()));
  CHECK(world.places().size() == 4);
}

TEST_CASE("who joined later to observe meets them as their observer") {
  Episodes world(2);
  world.play("lamp");
  const PersonId cleo = world.join("Cleo");
  REQUIRE(world.of(Role::observer) == cleo);
  const PersonId customer = world.of(Role::customer);
  world.play("lamp-again");
  CHECK(world.of(Role::customer) == customer);
  CHECK(world.of(Role::observer) == cleo);
}

TEST_CASE("the list of cards tells which one a follow-up continues, and how much later") {
  const Episodes world(1);
  const auto& cards = world.model(PersonId{2}).cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].follows.empty());
  CHECK(cards[1].follows == "lamp");
  CHECK(cards[1].later == "a week later");
}

TEST_CASE("a follow-up is dealt in the language of its pair as well") {
  World world({1, {}, false, {scene_card(), follow_up(), translated(follow_up(), "de")}});
  for (const char* name : {"Ann", "Ben"}) world.reads(world.join(name), "de");
  world.start_round();
  const std::string variant = world.session().card->variant;
  world.must(world.trainer(), protocol::EndRound{});
  protocol::StartRound round;
  round.card = "lamp-again";
  world.start_round(round);
  CHECK(world.session().card->language == "de");
  CHECK(world.session().card->variant == variant);
}

}  // namespace earshot::testing
