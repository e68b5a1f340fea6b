// Who plays with whom.
#include "server/domain/pairing.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "shared/base/random.h"

namespace earshot::testing {
namespace {

using domain::PastSession;
using domain::Role;
using domain::SeatTaken;

std::vector<PersonId> people(std::size_t count) {
  std::vector<PersonId> all;
  for (std::size_t i = 1; i <= count; ++i) all.push_back(PersonId{i});
  return all;
}

using Groups = std::vector<std::vector<SeatTaken>>;

/// Everybody once, pairs, and one triad if the number is odd; in each one customer and one agent.
void check_groups(const Groups& groups, const std::vector<PersonId>& present) {
  std::set<PersonId> seated;
  std::size_t triads = 0;
  for (const auto& group : groups) {
    std::multiset<Role> roles;
    for (const SeatTaken& seat : group) {
      RC_ASSERT(seated.insert(seat.person).second);
      roles.insert(seat.role);
    }
    RC_ASSERT(roles.count(Role::customer) == 1U);
    RC_ASSERT(roles.count(Role::agent) == 1U);
    RC_ASSERT(group.size() == 2 + roles.count(Role::observer));
    if (group.size() == 3) ++triads;
  }
  RC_ASSERT(std::ranges::equal(seated, std::set(present.begin(), present.end())));
  RC_ASSERT(triads == present.size() % 2);
}

struct Rounds {
  std::vector<PastSession> past;
  std::map<PersonId, std::map<Role, int>> turns;
  std::map<std::pair<PersonId, PersonId>, int> met;  ///< as customer and agent, whoever was which

  void add(const Groups& groups) {
    for (const auto& group : groups) {
      past.push_back({group});
      for (const SeatTaken& seat : group) ++turns[seat.person][seat.role];
      ++met[std::minmax(group[0].person, group[1].person)];
    }
  }
};

}  // namespace

TEST_CASE("everybody present is seated once, in pairs, with one triad exactly if the number is odd") {
  CHECK(rc::check([] {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 61));
    SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
    Rounds rounds;
    for (int round = *rc::gen::inRange(1, 6); round > 0; --round) {
      // Some are missing now and then.
      std::vector<PersonId> present;
      for (const PersonId person : all) {
        if (random.below(5) > 0) present.push_back(person);
      }
      if (present.size() < 2) present = all;
      const Groups groups = domain::pair_up(present, rounds.past, random);
      check_groups(groups, present);
      rounds.add(groups);
    }
  }));
}

TEST_CASE("the same seed and the same past give the same pairs") {
  CHECK(rc::check([](std::uint64_t seed) {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 30));
    SeededRandom one(seed);
    SeededRandom other(seed);
    RC_ASSERT(domain::pair_up(all, {}, one) == domain::pair_up(all, {}, other));
  }));
}

TEST_CASE("in two rounds everybody is the customer once and the agent once, as long as nobody observes") {
  CHECK(rc::check([] {
    const auto all = people(2 * *rc::gen::inRange<std::size_t>(1, 31));
    SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
    Rounds rounds;
    for (int round = 0; round < 2; ++round) rounds.add(domain::pair_up(all, rounds.past, random));
    for (const PersonId person : all) RC_ASSERT(rounds.turns[person][Role::agent] == 1);
  }));
}

TEST_CASE("over the rounds of a class, roles stay balanced and nobody observes twice before all have observed once") {
  CHECK(rc::check([] {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 31));
    SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
    Rounds rounds;
    for (int round = 1; round <= 8; ++round) {
      rounds.add(domain::pair_up(all, rounds.past, random));
      int fewest = 8;
      int most = 0;
      for (const PersonId person : all) {
        auto& turns = rounds.turns[person];
        RC_ASSERT(std::abs(turns[Role::agent] - turns[Role::customer]) <= 2);
        fewest = std::min(fewest, turns[Role::observer]);
        most = std::max(most, turns[Role::observer]);
      }
      RC_ASSERT(most - fewest <= 1);
    }
  }));
}

TEST_CASE("nobody meets the same partner again while there are enough others") {
  CHECK(rc::check([] {
    const std::size_t count = *rc::gen::inRange<std::size_t>(6, 31);
    const auto all = people(count);
    SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
    Rounds rounds;
    for (std::size_t round = 1; round <= count / 2; ++round) {
      rounds.add(domain::pair_up(all, rounds.past, random));
      for (const auto& [pair, times] : rounds.met) RC_ASSERT(times <= 1);
    }
  }));
}

TEST_CASE("two people alternate, and three take each role in turn") {
  SeededRandom random(7);
  Rounds two;
  for (int round = 0; round < 6; ++round) two.add(domain::pair_up(people(2), two.past, random));
  for (const PersonId person : people(2)) CHECK(two.turns[person][Role::agent] == 3);

  Rounds three;
  for (int round = 0; round < 6; ++round) three.add(domain::pair_up(people(3), three.past, random));
  for (const PersonId person : people(3)) {
    CHECK(three.turns[person][Role::observer] == 2);
    CHECK(three.turns[person][Role::agent] == 2);
  }
}

}  // namespace earshot::testing
