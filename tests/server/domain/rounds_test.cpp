// What a round is made of: cards that are dealt, challenges, threes, and roles that are passed on.
#include "server/domain/rounds.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::Session;
using domain::SessionKind;
using protocol::Modifier;
using protocol::Tally;

/// A card with texts for every challenge.
card::Card hard_card(const std::string& id) {
  card::Card card = scene_card(id);
  card.modifiers.distraction = {{"Lead", "A minute?", "It was nothing.", Seconds{20}}};
  card.modifiers.bias = card::Bias{{"last year", "K.", "Always complains."}, "That was another customer."};
  card.modifiers.pressure = card::Pressure{2, {"Press."}};
  card.modifiers.handover = card::Handover{"Di", "You take over.", "A new name."};
  return card;
}

card::Card short_talk(const std::string& id = "mirror") {
  card::Card card = scene_card(id);
  card.warm_up = true;
  return card;
}

protocol::StartRound any_card(std::vector<Modifier> modifiers = {}) {
  protocol::StartRound round;
  round.modifiers = std::move(modifiers);
  return round;
}

protocol::StartRound lamp_with(std::vector<Modifier> modifiers) {
  protocol::StartRound round = lamp_round();
  round.modifiers = std::move(modifiers);
  return round;
}

void join_many(World& world, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) world.join("Person " + std::to_string(i + 1));
}

std::vector<const Session*> sessions(const World& world) {
  std::vector<const Session*> all;
  for (const auto& [id, session] : world.klass().sessions) all.push_back(&session);
  return all;
}

std::map<PersonId, Role> seats(const World& world) {
  std::map<PersonId, Role> all;
  for (const Session* session : sessions(world)) {
    for (const auto& seat : session->seats) all[seat.person] = seat.role;
  }
  return all;
}

/// Who sits with whom.
std::set<std::set<PersonId>> tables(const World& world) {
  std::set<std::set<PersonId>> all;
  for (const Session* session : sessions(world)) {
    std::set<PersonId> people;
    for (const auto& seat : session->seats) people.insert(seat.person);
    all.insert(std::move(people));
  }
  return all;
}

std::uint32_t seconds(const Session& session, Phase phase) { return session.seconds[static_cast<std::size_t>(phase)]; }

}  // namespace

TEST_CASE("without a card the server deals one that nobody at the table has met") {
  World world;
  join_many(world, 2);
  std::set<std::string> dealt;
  for (int i = 0; i < 2; ++i) {
    world.start_round(any_card());
    dealt.insert(world.session().card->id);
    world.must(world.trainer(), protocol::EndRound{});
  }
  CHECK(dealt == std::set<std::string>{"kettle", "lamp"});
}

TEST_CASE("a card to warm up is dealt to nobody who came for a role-play") {
  Start start;
  start.cards = {scene_card(), short_talk()};
  World world(start);
  join_many(world, 12);
  world.start_round(any_card());
  for (const Session* session : sessions(world)) CHECK(session->card->id == "lamp");
}

TEST_CASE("the lobby names the card of a round only if all play the same one") {
  World world;
  const auto play_both_sides = [&](PersonId one, PersonId other, const std::string& card) {
    world.happen({domain::WishSet{{one, other, protocol::Wish::together}}});
    protocol::StartRound round;
    round.card = card;
    for (const bool swap : {false, true}) {
      round.swap = swap;
      world.start_round(round);
      CHECK(world.model(world.trainer()).round->card == card);
      world.must(world.trainer(), protocol::EndRound{});
    }
  };
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  play_both_sides(ann, ben, "lamp");
  world.lose(ann);
  world.lose(ben);
  const PersonId cleo = world.join("Cleo");
  const PersonId dan = world.join("Dan");
  play_both_sides(cleo, dan, "kettle");
  world.regain(ann);
  world.regain(ben);

  world.start_round(any_card());
  CHECK(world.klass().session_of(ann)->card->id == "kettle");
  CHECK(world.klass().session_of(dan)->card->id == "lamp");
  CHECK(world.model(world.trainer()).round->card.empty());
  CHECK(world.model(world.trainer()).round->title.empty());
}

TEST_CASE("a round plays the challenges that its card has texts for") {
  Start start;
  start.cards = {hard_card("lamp")};
  Scene scene(2, lamp_with({Modifier::distraction, Modifier::bias}), start);
  CHECK(scene.session().modifiers == std::vector{Modifier::distraction, Modifier::bias});
  CHECK(scene.klass().round->modifiers == std::vector{Modifier::distraction, Modifier::bias});
}

TEST_CASE("a challenge that the card has no texts for is refused") {
  World world;
  join_many(world, 4);
  const auto refused = world.attempt(world.trainer(), lamp_with({Modifier::short_time, Modifier::bias}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().field == "modifiers");
  CHECK(refused.error().text == "the card 'lamp' has no texts for 'bias'");
}

TEST_CASE("with a challenge and no card, a card that has texts for it is dealt") {
  Start start;
  start.cards = {scene_card("kettle"), hard_card("lamp"), scene_card("stove")};
  World world(start);
  join_many(world, 6);
  world.start_round(any_card({Modifier::pressure}));
  for (const Session* session : sessions(world)) CHECK(session->card->id == "lamp");
}

TEST_CASE("a hand-over needs somebody who observes") {
  Start start;
  start.cards = {hard_card("lamp")};
  World world(start);
  join_many(world, 2);
  const auto refused = world.attempt(world.trainer(), lamp_with({Modifier::handover}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().why == Why::too_few);
  CHECK(refused.error().field == "modifiers");

  world.join("Cleo");
  world.start_round(lamp_with({Modifier::handover}));
  CHECK(world.session().modifiers == std::vector{Modifier::handover});
}

TEST_CASE("short time shortens talk, recap and solve to 60 %, and no phase below a minute") {
  Scene scene(2, lamp_with({Modifier::short_time}));
  const Session& session = scene.session();
  CHECK(seconds(session, Phase::brief) == kBriefTime.count());
  CHECK(seconds(session, Phase::talk) == 90);
  CHECK(seconds(session, Phase::recap) == 60);
  CHECK(seconds(session, Phase::solve) == 72);
  CHECK(seconds(session, Phase::score) == kScoreTime.count());
  CHECK(seconds(session, Phase::debrief) == kDebriefTime.count());
}

TEST_CASE("trainees are never told which challenges run before the debrief") {
  Start start;
  start.cards = {hard_card("lamp")};
  Scene scene(3, lamp_with({Modifier::bias, Modifier::handover}), start);
  for (const PersonId person : scene.people()) {
    const auto& card = scene.model(person).round;
    REQUIRE(card);
    CHECK(card->card == "lamp");  // the round as it is shown has no word for challenges
  }
}

TEST_CASE("an observer gets two things to count, and in a spoken round what can be heard") {
  const Scene chat(3);
  CHECK(chat.session().tasks.size() == 2);
  for (const Tally task : chat.session().tasks) CHECK(task <= Tally::advice_early);
  const Scene spoken(3, lamp_round(0, protocol::Mode::spoken));
  CHECK(spoken.session().tasks == std::vector{Tally::interruption, Tally::pause});
}

TEST_CASE("which two things an observer counts is left to chance") {
  std::set<std::vector<Tally>> seen;
  SeededRandom random(3);
  for (int i = 0; i < 60; ++i) seen.insert(domain::observer_tasks(protocol::Mode::chat, random));
  CHECK(seen.size() == 3);
}

TEST_CASE("a swap keeps the tables and passes every role on") {
  World world;
  join_many(world, 7);
  world.start_round();
  const auto tables_before = tables(world);
  const auto seats_before = seats(world);
  world.must(world.trainer(), protocol::EndRound{});
  protocol::StartRound again = lamp_round();
  again.swap = true;
  world.start_round(again);
  CHECK(tables(world) == tables_before);
  for (const auto& [person, role] : seats(world)) CHECK(role != seats_before.at(person));
}

TEST_CASE("a swap seats those who came, and those whose partner left") {
  World world;
  join_many(world, 5);
  world.start_round();
  PersonId leaver;
  for (const auto& [person, role] : seats(world)) {
    if (role == Role::customer) leaver = person;
  }
  world.must(world.trainer(), protocol::EndRound{});
  world.must(leaver, protocol::Leave{});
  world.join("Zoe");
  protocol::StartRound again = lamp_round();
  again.swap = true;
  world.start_round(again);
  CHECK(seats(world).size() == 5);
  for (const Session* session : sessions(world)) {
    CHECK(session->seat_with(Role::customer) != nullptr);
    CHECK(session->seat_with(Role::agent) != nullptr);
  }
}

TEST_CASE("a swap parts a table of which two are to be kept apart, and another one if they had nobody else") {
  for (const std::size_t people : {4U, 5U, 6U}) {
    CAPTURE(people);
    World world;
    join_many(world, people);
    world.start_round();
    const auto table = *tables(world).begin();
    world.must(world.trainer(), protocol::EndRound{});
    world.must(world.trainer(), protocol::SetWish{{*table.begin(), *std::next(table.begin()), protocol::Wish::apart}});
    protocol::StartRound again = lamp_round();
    again.swap = true;
    world.start_round(again);
    CHECK(seats(world).size() == people);
    CHECK(world.klass().session_of(*table.begin()) != world.klass().session_of(*std::next(table.begin())));
  }
}

TEST_CASE("without a round before there is nothing to swap") {
  World world;
  join_many(world, 4);
  protocol::StartRound first = lamp_round();
  first.swap = true;
  const auto refused = world.attempt(world.trainer(), first);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().field == "swap");
}

TEST_CASE("a trainer sees of each card which challenges it has texts for, and whether it is to warm up") {
  Start start;
  start.cards = {hard_card("lamp"), scene_card("kettle"), short_talk()};
  const World world(start);
  const auto& cards = world.model(world.trainer()).cards;
  REQUIRE(cards.size() == 3);
  CHECK(cards[0].modifiers == std::vector{Modifier::distraction, Modifier::bias, Modifier::pressure, Modifier::handover});
  CHECK(cards[1].modifiers.empty());
  CHECK_FALSE(cards[1].warm_up);
  CHECK(cards[2].warm_up);
}

TEST_CASE("a cut of the time leaves every phase a minute, and the debrief the time of the talk") {
  const domain::PhaseSeconds whole{120, 600, 240, 240, 80, 600};
  CHECK(domain::scaled(whole, 0.5) == domain::PhaseSeconds{60, 300, 120, 120, 60, 300});
  CHECK(domain::scaled({60, 600, 40, 240, 80, 600}, 0.1) == domain::PhaseSeconds{60, 60, 40, 60, 60, 60});
  CHECK(domain::scaled(whole, 1) == whole);
}

}  // namespace earshot::testing
