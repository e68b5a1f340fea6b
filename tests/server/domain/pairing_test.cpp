// Who plays with whom: rules that hold in every round of every class.
#include "server/domain/pairing.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/Configuration.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <numeric>
#include <set>

#include "shared/base/random.h"

namespace earshot::testing {
namespace {

using domain::Group;
using domain::PairingRequest;
using domain::PastSession;
using domain::Role;
using domain::SeatTaken;
using protocol::Wish;
using protocol::WishPair;

constexpr int kClasses = 600;

/// rapidcheck prints what it drew and how to draw it again.
template <class Property>
bool holds(const std::string& rule, Property property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = kClasses;
  const rc::detail::TestMetadata metadata{rule, rule};
  const rc::detail::TestResult result = rc::detail::checkTestable(property, metadata, params);
  rc::detail::printResultMessage(result, std::cerr);
  return result.is<rc::detail::SuccessResult>();
}

/// Mostly small classes, where it is hard to keep the rules; now and then one of up to 200.
std::size_t class_size() {
  return *rc::gen::weightedOneOf<std::size_t>({{60, rc::gen::inRange<std::size_t>(2, 14)},
                                               {20, rc::gen::inRange<std::size_t>(14, 40)},
                                               {1, rc::gen::inRange<std::size_t>(40, 201)}});
}

std::vector<PersonId> people(std::size_t count) {
  std::vector<PersonId> all;
  for (std::size_t i = 1; i <= count; ++i) all.push_back(PersonId{i});
  return all;
}

std::pair<PersonId, PersonId> both(PersonId a, PersonId b) { return std::minmax(a, b); }

/// A lesson as it goes on, and what its people have had.
struct Lesson {
  SeededRandom random;
  std::vector<std::string> cards;
  std::vector<WishPair> wishes;
  bool triads = false;
  std::vector<PastSession> past;
  std::uint64_t rounds = 0;
  std::map<PersonId, std::map<Role, int>> turns;
  std::map<std::pair<PersonId, PersonId>, int> met;  ///< as customer and agent, whoever was which
  std::set<std::tuple<PersonId, Role, std::string>> played;
  std::map<PersonId, PersonId> above;  ///< towards the one that stands for all who are linked

  explicit Lesson(std::uint64_t seed, std::size_t pool = 0, bool in_threes = false) : random(seed), triads(in_threes) {
    for (std::size_t i = 1; i <= pool; ++i) cards.push_back("card-" + std::to_string(i));
  }
  int lean(PersonId person) { return turns[person][Role::customer] - turns[person][Role::agent]; }
  PersonId island(PersonId person) {
    const auto found = above.find(person);
    return found == above.end() || found->second == person ? person : island(found->second);
  }
  std::size_t islands(const std::vector<PersonId>& present) {
    std::set<PersonId> roots;
    for (const PersonId person : present) roots.insert(island(person));
    return roots.size();
  }
  PairingRequest request(const std::vector<PersonId>& present) const { return {present, past, wishes, cards, triads}; }
  std::vector<Group> pair(const std::vector<PersonId>& present) { return domain::pair_up(request(present), random); }
  void play(const std::vector<Group>& groups) {
    ++rounds;
    for (const Group& group : groups) {
      past.push_back({group.seats, SessionId{past.size() + 1}, RoundId{rounds}, group.card, {}});
      for (const SeatTaken& seat : group.seats) {
        ++turns[seat.person][seat.role];
        played.insert({seat.person, seat.role, group.card});
        above[island(seat.person)] = island(group.seats[0].person);
      }
      ++met[both(group.seats[0].person, group.seats[1].person)];
    }
  }
};

/// Everybody once, in pairs and threes as many as the number allows; in each one customer and one agent.
void check_seats(const std::vector<Group>& groups, const std::vector<PersonId>& present, bool triads) {
  std::set<PersonId> seated;
  std::size_t threes = 0;
  for (const Group& group : groups) {
    RC_ASSERT(group.seats.size() == 2U || group.seats.size() == 3U);
    RC_ASSERT(group.seats[0].role == Role::customer);
    RC_ASSERT(group.seats[1].role == Role::agent);
    if (group.seats.size() == 3) RC_ASSERT(group.seats[2].role == Role::observer);
    threes += group.seats.size() - 2;
    for (const SeatTaken& seat : group.seats) RC_ASSERT(seated.insert(seat.person).second);
  }
  RC_ASSERT(std::ranges::equal(seated, std::set(present.begin(), present.end())));
  const std::size_t n = present.size();
  RC_ASSERT(threes == (!triads ? n % 2 : n % 3 == 1 ? (n - 4) / 3 : n / 3));
}

/// Those who will play, without the observers.
std::vector<PersonId> players(const std::vector<Group>& groups) {
  std::vector<PersonId> playing;
  for (const Group& group : groups) playing.insert(playing.end(), {group.seats[0].person, group.seats[1].person});
  return playing;
}

/// Whether all can be put into pairs that `fits` likes.
bool can_pair(std::vector<PersonId> left, const std::function<bool(PersonId, PersonId)>& fits) {
  if (left.empty()) return true;
  const PersonId one = left.back();
  left.pop_back();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!fits(one, left[i])) continue;
    std::vector<PersonId> rest = left;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    if (can_pair(std::move(rest), fits)) return true;
  }
  return false;
}

/// Whether all can be put into so many groups of three, and of two, without two who are `apart`.
bool can_group(std::vector<PersonId> left, std::size_t threes, const std::function<bool(PersonId, PersonId)>& apart) {
  if (left.empty()) return threes == 0;
  const PersonId one = left.back();
  left.pop_back();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (apart(one, left[i])) continue;
    std::vector<PersonId> rest = left;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    if (can_group(rest, threes, apart)) return true;
    for (std::size_t k = i; threes > 0 && k < rest.size(); ++k) {
      if (apart(one, rest[k]) || apart(left[i], rest[k])) continue;
      std::vector<PersonId> fewer = rest;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      if (can_group(std::move(fewer), threes - 1, apart)) return true;
    }
  }
  return false;
}

bool lean_alike(int a, int b) { return (a > 0 && b > 0) || (a < 0 && b < 0); }

void check_balance(Lesson& lesson, const std::vector<Group>& groups) {
  const auto playing = players(groups);
  const auto leaning = [&](int sign) {
    return 2 * std::ranges::count_if(playing, [&](PersonId p) { return lesson.lean(p) * sign > 0; });
  };
  const auto all = static_cast<std::ptrdiff_t>(playing.size());
  if (leaning(1) > all || leaning(-1) > all) return;  // those who lean one way have to play with each other
  for (const Group& group : groups) {
    const int customer = lesson.lean(group.seats[0].person);
    const int agent = lesson.lean(group.seats[1].person);
    RC_ASSERT(customer <= 0 || agent > customer);
    RC_ASSERT(agent >= 0 || customer < agent);
  }
}

void check_partners(Lesson& lesson, const std::vector<Group>& groups) {
  const auto playing = players(groups);
  const bool again = std::ranges::any_of(groups, [&](const Group& g) {
    return lesson.met.contains(both(g.seats[0].person, g.seats[1].person));
  });
  if (!again || playing.size() > 10) return;
  RC_ASSERT_FALSE(can_pair(playing, [&](PersonId a, PersonId b) {
    return !lesson.met.contains(both(a, b)) && !lean_alike(lesson.lean(a), lesson.lean(b));
  }));
}

void check_cards(Lesson& lesson, const std::vector<Group>& groups) {
  const auto repeats = [&](PersonId customer, PersonId agent, const std::string& card) {
    return lesson.played.contains({customer, Role::customer, card}) + lesson.played.contains({agent, Role::agent, card});
  };
  for (const Group& group : groups) {
    const PersonId customer = group.seats[0].person;
    const PersonId agent = group.seats[1].person;
    const int again = repeats(customer, agent, group.card);
    for (const std::string& card : lesson.cards) {
      RC_ASSERT(again <= repeats(customer, agent, card));
      if (lesson.lean(customer) == lesson.lean(agent)) RC_ASSERT(again <= repeats(agent, customer, card));
    }
  }
}

}  // namespace

TEST_CASE("in a class that stays together, turns are even, partners are new and all ratings are linked") {
  CHECK(holds("steady class", [] {
    const auto all = people(class_size());
    const bool triads = *rc::gen::arbitrary<bool>();
    const std::uint64_t rounds = *rc::gen::inRange<std::uint64_t>(1, 8);
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), rounds, triads);
    for (std::uint64_t round = 1; round <= rounds; ++round) {
      const auto groups = lesson.pair(all);
      check_seats(groups, all, triads);
      check_partners(lesson, groups);
      for (const Group& g : groups) {
        // A card for every round: nobody has one twice in the same role.
        for (const SeatTaken& seat : g.seats) RC_ASSERT_FALSE(lesson.played.contains({seat.person, seat.role, g.card}));
        if (2 * round <= all.size()) RC_ASSERT_FALSE(lesson.met.contains(both(g.seats[0].person, g.seats[1].person)));
      }
      lesson.play(groups);
      int fewest = 8;
      int most = 0;
      for (const PersonId person : all) {
        RC_ASSERT(std::abs(lesson.lean(person)) <= 1);
        fewest = std::min(fewest, lesson.turns[person][Role::observer]);
        most = std::max(most, lesson.turns[person][Role::observer]);
      }
      RC_ASSERT(most - fewest <= 1);
      if (round >= 2 && all.size() > 2) RC_ASSERT(lesson.islands(all) == 1U);
    }
  }));
}

TEST_CASE("while people come and go, everybody present plays in every round and the rules hold as far as they can") {
  CHECK(holds("coming and going", [] {
    const auto all = people(class_size());
    const bool triads = *rc::gen::arbitrary<bool>();
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(1, 6), triads);
    const std::uint64_t missing = *rc::gen::inRange<std::uint64_t>(1, 50);
    std::set<PersonId> throughout(all.begin(), all.end());
    for (int round = *rc::gen::inRange(1, 8); round > 0; --round) {
      std::vector<PersonId> present;
      for (const PersonId person : all) {
        if (lesson.random.below(100) >= missing) present.push_back(person);
      }
      if (present.size() < 2) present = all;
      std::erase_if(throughout, [&](PersonId p) { return std::ranges::find(present, p) == present.end(); });
      const auto groups = lesson.pair(present);
      check_seats(groups, present, triads);
      check_balance(lesson, groups);
      check_partners(lesson, groups);
      check_cards(lesson, groups);
      lesson.play(groups);
      int fewest = 8;
      int most = 0;
      for (const PersonId person : throughout) {
        fewest = std::min(fewest, lesson.turns[person][Role::observer]);
        most = std::max(most, lesson.turns[person][Role::observer]);
      }
      RC_ASSERT(throughout.empty() || most - fewest <= 1);
    }
  }));
}

TEST_CASE("latecomers are linked with the class in their first round, and need not catch up on observing") {
  CHECK(holds("latecomers", [] {
    const std::size_t old = *rc::gen::inRange<std::size_t>(4, 20);
    const std::size_t late = *rc::gen::inRange<std::size_t>(1, old + 1);
    const auto first = people(old);
    const auto all = people(old + late);
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>());
    const int before = *rc::gen::inRange(2, 9);
    for (int round = 0; round < before; ++round) lesson.play(lesson.pair(first));
    for (int round = 0; round < 3; ++round) {
      lesson.play(lesson.pair(all));
      RC_ASSERT(lesson.islands(all) == 1U);
    }
    for (std::size_t i = old; i < all.size(); ++i) RC_ASSERT(lesson.turns[all[i]][Role::observer] <= 1);
  }));
}

TEST_CASE("those kept apart are in one group only where there is no other way") {
  CHECK(holds("kept apart", [] {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 9));
    const bool triads = *rc::gen::arbitrary<bool>();
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), 0, triads);
    std::set<std::pair<PersonId, PersonId>> apart;
    for (std::uint64_t wishes = lesson.random.below(all.size()); wishes > 0; --wishes) {
      const PersonId one = all[lesson.random.below(all.size())];
      const PersonId other = all[lesson.random.below(all.size())];
      if (one == other || !apart.insert(both(one, other)).second) continue;
      lesson.wishes.push_back({one, other, Wish::apart});
    }
    for (int round = 0; round < 4; ++round) {
      const auto groups = lesson.pair(all);
      check_seats(groups, all, triads);
      bool broken = false;
      std::size_t threes = 0;
      for (const Group& g : groups) {
        if (g.seats.size() == 3) ++threes;
        for (const SeatTaken& a : g.seats) {
          for (const SeatTaken& b : g.seats) broken |= apart.contains({a.person, b.person});
        }
      }
      if (broken) {
        RC_ASSERT_FALSE(can_group(all, threes, [&](PersonId a, PersonId b) { return apart.contains(both(a, b)); }));
      }
      lesson.play(groups);
    }
  }));
}

TEST_CASE("those kept together are in one group in every round") {
  CHECK(holds("kept together", [] {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 25));
    const bool triads = *rc::gen::arbitrary<bool>();
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), 0, triads);
    // Twos among them; half of the class has no wish.
    for (std::size_t i = 0; i + 1 < all.size() / 2; i += 2) lesson.wishes.push_back({all[i], all[i + 1], Wish::together});
    for (int round = 0; round < 4; ++round) {
      const auto groups = lesson.pair(all);
      check_seats(groups, all, triads);
      std::map<PersonId, std::size_t> group_of;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const SeatTaken& seat : groups[g].seats) group_of[seat.person] = g;
      }
      for (const WishPair& wish : lesson.wishes) RC_ASSERT(group_of[wish.one] == group_of[wish.other]);
      lesson.play(groups);
    }
  }));
}

TEST_CASE("the same seed and the same past give the same groups") {
  CHECK(rc::check([](std::uint64_t seed) {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 30));
    Lesson one(seed, 2);
    Lesson other(seed, 2);
    for (int round = 0; round < 3; ++round) {
      const auto groups = one.pair(all);
      RC_ASSERT(groups == other.pair(all));
      one.play(groups);
      other.play(groups);
    }
  }));
}

TEST_CASE("warm-ups count for nothing") {
  Lesson lesson(3);
  const auto two = people(2);
  const auto groups = lesson.pair(two);
  lesson.play(groups);
  lesson.past.back().kind = domain::SessionKind::warm_up;
  SeededRandom again(3);
  CHECK(domain::pair_up({two, lesson.past, {}, {}}, again) == groups);
}

TEST_CASE("two people alternate, and three take each role in turn") {
  Lesson two(7);
  for (int round = 0; round < 6; ++round) two.play(two.pair(people(2)));
  for (const PersonId person : people(2)) CHECK(two.turns[person][Role::agent] == 3);

  Lesson three(7);
  for (int round = 0; round < 6; ++round) three.play(three.pair(people(3)));
  for (const PersonId person : people(3)) {
    CHECK(three.turns[person][Role::observer] == 2);
    CHECK(three.turns[person][Role::agent] == 2);
  }
}

TEST_CASE("a role swap keeps the groups and their cards and passes every role on") {
  CHECK(holds("role swap", [] {
    const auto all = people(class_size());
    const bool triads = *rc::gen::arbitrary<bool>();
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), 3, triads);
    lesson.play(lesson.pair(all));
    const auto before = lesson.pair(all);
    lesson.play(before);
    PairingRequest request = lesson.request(all);
    request.cards.clear();
    const auto after = domain::pass_roles_on(request, lesson.random);
    check_seats(after, all, triads);
    RC_ASSERT(after.size() == before.size());
    for (const Group& old : before) {
      const auto now = std::ranges::find_if(after, [&](const Group& g) { return g.seats[1].person == old.seats[0].person; });
      RC_ASSERT(now != after.end());
      RC_ASSERT(now->card == old.card);
      RC_ASSERT(now->seats.size() == old.seats.size());
      if (old.seats.size() == 2) {
        RC_ASSERT(now->seats[0].person == old.seats[1].person);
      } else {
        RC_ASSERT(now->seats[0].person == old.seats[2].person);
        RC_ASSERT(now->seats[2].person == old.seats[1].person);
      }
    }
  }));
}

TEST_CASE("a role swap seats those too whose partner has gone, and those who are new") {
  CHECK(holds("role swap with a gap", [] {
    const auto all = people(*rc::gen::inRange<std::size_t>(2, 30));
    const bool triads = *rc::gen::arbitrary<bool>();
    Lesson lesson(*rc::gen::arbitrary<std::uint64_t>(), 3, triads);
    const auto some = [&] {
      std::vector<PersonId> here;
      for (const PersonId person : all) {
        if (lesson.random.below(4) > 0) here.push_back(person);
      }
      return here.size() < 2 ? all : here;
    };
    const auto before = lesson.pair(some());
    lesson.play(before);
    const auto here = some();
    const auto after = domain::pass_roles_on(lesson.request(here), lesson.random);
    std::map<PersonId, std::size_t> seated;
    for (std::size_t g = 0; g < after.size(); ++g) {
      RC_ASSERT(after[g].seats.size() >= 2U);
      RC_ASSERT(after[g].seats.size() <= 3U);
      for (const SeatTaken& seat : after[g].seats) RC_ASSERT(seated.emplace(seat.person, g).second);
    }
    RC_ASSERT(seated.size() == here.size());
    for (const Group& old : before) {
      const PersonId customer = old.seats[0].person;
      const PersonId agent = old.seats[1].person;
      // Of a three, one can be called away to play with somebody who is left over.
      if (old.seats.size() == 3) continue;
      if (seated.contains(customer) && seated.contains(agent)) RC_ASSERT(seated[customer] == seated[agent]);
    }
  }));
}

}  // namespace earshot::testing
