#include "server/domain/pairing.h"

#include <algorithm>
#include <map>
#include <tuple>

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
  while (!people.empty()) {
    const PersonId one = take(people, people.begin());
    // Among those met least often, the one whose turn is most unlike: then both get the role they lack.
    const PersonId other = take(people, std::ranges::min_element(people, {}, [&](PersonId p) {
      return std::tuple{history.met(one, p), -std::abs(history.agent_turn(one) - history.agent_turn(p))};
    }));
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
