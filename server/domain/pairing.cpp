#include "server/domain/pairing.h"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace earshot::domain {
namespace {

struct Turns {
  int customer = 0;
  int agent = 0;
  int observer = 0;
};

class History {
 public:
  explicit History(const std::vector<PastSession>& past) {
    for (const PastSession& session : past) {
      for (const SeatTaken& seat : session.seats) {
        Turns& turns = turns_[seat.person];
        (seat.role == Role::customer ? turns.customer : seat.role == Role::agent ? turns.agent : turns.observer) += 1;
        for (const SeatTaken& other : session.seats) ++met_[{seat.person, other.person}];
      }
    }
  }
  Turns turns(PersonId person) const {
    const auto found = turns_.find(person);
    return found == turns_.end() ? Turns{} : found->second;
  }
  int met(PersonId a, PersonId b) const {
    const auto found = met_.find({a, b});
    return found == met_.end() ? 0 : found->second;
  }
  /// Higher: it is more this person's turn to be the agent.
  int agent_turn(PersonId person) const { return turns(person).customer - turns(person).agent; }

 private:
  std::map<PersonId, Turns> turns_;
  std::map<std::pair<PersonId, PersonId>, int> met_;
};

void shuffle(std::vector<PersonId>& people, Random& random) {
  for (std::size_t left = people.size(); left > 1; --left) std::swap(people[left - 1], people[random.below(left)]);
}

PersonId take(std::vector<PersonId>& people, std::vector<PersonId>::iterator which) {
  const PersonId person = *which;
  people.erase(which);
  return person;
}

using Pairs = std::vector<std::pair<PersonId, PersonId>>;

/// How often the two of each pair have met, and then how far everybody's roles are out of balance afterwards.
std::pair<int, int> cost(const History& history, std::span<const std::pair<PersonId, PersonId>> pairs) {
  int met = 0;
  int uneven = 0;
  for (const auto& [one, other] : pairs) {
    const auto [customer, agent] = std::minmax({history.agent_turn(one), history.agent_turn(other)});
    const int times = history.met(one, other);
    met += times * times;
    uneven += (agent - 1) * (agent - 1) + (customer + 1) * (customer + 1);
  }
  return {met, uneven};
}

/// One after the other takes, among those they met least often, the one whose turn is most unlike: then both get the
/// role they lack.
Pairs pair_in_turn(std::vector<PersonId> people, const History& history) {
  Pairs pairs;
  while (!people.empty()) {
    const PersonId one = take(people, people.begin());
    const PersonId other = take(people, std::ranges::min_element(people, {}, [&](PersonId p) {
      return std::tuple{history.met(one, p), -std::abs(history.agent_turn(one) - history.agent_turn(p))};
    }));
    pairs.emplace_back(one, other);
  }
  return pairs;
}

/// Whoever comes last finds only old partners left: pairs that have met swap with others where that helps.
void swap_old_partners(Pairs& pairs, const History& history) {
  bool better = true;
  while (better) {
    better = false;
    for (auto& first : pairs) {
      if (history.met(first.first, first.second) == 0) continue;
      for (auto& second : pairs) {
        if (&first == &second) continue;
        const Pairs now{first, second};
        const Pairs crossed{{first.first, second.second}, {second.first, first.second}};
        const Pairs aligned{{first.first, second.first}, {first.second, second.second}};
        const Pairs& best = cost(history, crossed) < cost(history, aligned) ? crossed : aligned;
        if (cost(history, best) >= cost(history, now)) continue;
        first = best[0];
        second = best[1];
        better = true;
      }
    }
  }
}

constexpr int kTries = 8;

Pairs choose_pairs(std::vector<PersonId> people, const History& history, Random& random) {
  Pairs best;
  for (int i = 0; i < kTries; ++i) {
    Pairs pairs = pair_in_turn(people, history);
    swap_old_partners(pairs, history);
    if (best.empty() || cost(history, pairs) < cost(history, best)) best = std::move(pairs);
    shuffle(people, random);
  }
  return best;
}

}  // namespace

std::vector<std::vector<SeatTaken>> pair_up(std::vector<PersonId> people, const std::vector<PastSession>& past,
                                            Random& random) {
  const History history(past);
  shuffle(people, random);

  PersonId observer;
  if (people.size() % 2 == 1) {
    observer = take(people, std::ranges::min_element(people, {}, [&](PersonId p) { return history.turns(p).observer; }));
  }
  std::vector<std::vector<SeatTaken>> groups;
  for (const auto& [one, other] : choose_pairs(std::move(people), history, random)) {
    const bool one_is_agent = history.agent_turn(one) >= history.agent_turn(other);
    groups.push_back({{one_is_agent ? other : one, Role::customer}, {one_is_agent ? one : other, Role::agent}});
  }
  if (observer) {
    const auto group = std::ranges::min_element(groups, {}, [&](const std::vector<SeatTaken>& seats) {
      int met = 0;
      for (const SeatTaken& seat : seats) met += history.met(observer, seat.person);
      return met;
    });
    group->push_back({observer, Role::observer});
  }
  return groups;
}

}  // namespace earshot::domain
