#include "server/domain/pairing.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "server/domain/matching.h"
#include "server/domain/pairing_table.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kNobody = PairingTable::kNobody;

/// In a class of at most so many, new partners can run out within a lesson.
constexpr std::size_t kScarce = 60;

void shuffle(std::vector<PersonId>& people, Random& random) {
  for (std::size_t left = people.size(); left > 1; --left) std::swap(people[left - 1], people[random.below(left)]);
}

std::size_t observers_of(std::size_t people, bool triads) {
  if (!triads) return people % 2;
  if (people % 3 == 1) return (people - 4) / 3;  // two pairs: four people cannot be a three and a one
  return people / 3;
}

/// Packs a cost into one number so that the sum over all groups compares level by level: a level's place is worth more
/// than all groups together can cost below it. For 200 people there are at most 134 edges in a matching, and the places
/// below the first take log2(403 * 269 * 403 * 403 * 269 * 403) < 51 bits, so a cost stays below 2^52; LEMON multiplies
/// it by 4 and adds up at most a few of them, far below 2^63. In a larger class the places stay as they are: a level
/// could overflow into the next only if more than 134 groups went wrong in it.
class Packing {
 public:
  std::int64_t operator()(const Cost& cost) const {
    std::int64_t packed = 0;
    for (std::size_t level = 0; level < Cost::kLevels; ++level) {
      packed = packed * (kEdges * kMost[level] + 1) + std::min(cost.at[level], kMost[level]);
    }
    return packed;
  }

 private:
  static constexpr std::int64_t kEdges = 134;
  static constexpr std::array<int, Cost::kLevels> kMost{1, 3, 2, 3, 3, 2, 3};
};

struct Trio {
  std::size_t one = kNobody;
  std::size_t other = kNobody;
  std::size_t observer = kNobody;
};

using Trios = std::vector<Trio>;

/// One try at a round for those in a table.
class Attempt {
 public:
  Attempt(const PairingTable& table, bool triads, const std::set<PersonId>& spared)
      : table_(table), observers_(observers_of(table.size(), triads)), spared_(spared) {}

  void run(Random& random) {
    if (table_.has_together()) choose_observers();
    match_pairs();
    seat_observers();
    swap_for_the_better();
    look_ahead(random);
    for (const Trio& trio : trios_) score_.cost += cost(trio);
    score_.islands = count_islands();
  }

  struct Score {
    Cost cost;
    std::size_t islands = 0;
    int met_next = 0;  ///< who will have to meet again in the next round
    friend auto operator<=>(const Score&, const Score&) = default;
  };
  const Score& score() const { return score_; }
  const Trios& trios() const { return trios_; }
  /// Nothing to be gained by another try.
  bool good() const {
    return score_.cost.at[Cost::kApart] == 0 && score_.cost.at[Cost::kTogether] == 0 && score_.met_next == 0 &&
           score_.cost.at[Cost::kMet] == 0 && score_.cost.at[Cost::kLean] == 0;
  }
  /// Observers who sit with somebody they are kept apart from.
  std::vector<PersonId> misplaced() const {
    std::vector<PersonId> people;
    for (const Trio& t : trios_) {
      if (t.observer == kNobody) continue;
      if (table_.apart(t.observer, t.one) || table_.apart(t.observer, t.other)) people.push_back(table_.person(t.observer));
    }
    return people;
  }

  Group group(const Trio& trio, const std::vector<std::string>& cards) const {
    const Deal deal = table_.deal(trio.one, trio.other);
    const bool swapped = deal.either_way ? customer_[trio.other] : deal.second_is_customer;
    const std::size_t customer = swapped ? trio.other : trio.one;
    const std::size_t agent = swapped ? trio.one : trio.other;
    Group group{{{table_.person(customer), Role::customer}, {table_.person(agent), Role::agent}}, {}};
    if (trio.observer != kNobody) group.seats.push_back({table_.person(trio.observer), Role::observer});
    if (!cards.empty()) group.card = cards[table_.deal_card(customer, agent).card];
    return group;
  }

 private:
  Cost cost(const Trio& trio) const { return table_.group_cost(trio.one, trio.other, trio.observer); }

  /// One of `observers_` places beside the people: whoever is matched with one observes.
  std::int64_t observer_cost(std::size_t person, int turns) const {
    Cost cost;
    cost.at[Cost::kApart] = spared_.contains(table_.person(person));
    cost.at[Cost::kObserver] = turns;
    return pack_(cost);
  }

  template <class PairCost, class Turns>
  std::vector<std::size_t> match(PairCost pair_cost, Turns turns) const {
    const std::size_t n = table_.size();
    const std::size_t count = n + observers_;
    std::vector<std::int64_t> costs(count * count, kNoPair);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = i + 1; k < n; ++k) costs[i * count + k] = costs[k * count + i] = pack_(pair_cost(i, k));
      for (std::size_t k = n; k < count; ++k) costs[i * count + k] = costs[k * count + i] = observer_cost(i, turns(i));
    }
    return cheapest_pairs(count, costs);
  }

  /// Of people kept together only one can observe, the other plays; so that it is never the turn of both, one of them
  /// goes first among equals.
  void choose_observers() {
    std::vector<std::size_t> in_turn(table_.size());
    std::iota(in_turn.begin(), in_turn.end(), std::size_t{0});
    std::ranges::stable_sort(in_turn, {}, [&](std::size_t i) {
      return std::pair{table_.observed(i), !table_.misses(i, kNobody, kNobody)};
    });
    for (const std::size_t i : in_turn) {
      const bool other_chosen = std::ranges::any_of(chosen_, [&](std::size_t k) { return table_.together(i, k); });
      if (chosen_.size() < observers_ && !other_chosen) chosen_.push_back(i);
    }
  }

  void match_pairs() {
    std::vector<bool> chosen(table_.size());
    std::vector<bool> host(table_.size());  // of an observer who is kept together with them
    for (const std::size_t observer : chosen_) {
      chosen[observer] = true;
      for (std::size_t i = 0; i < table_.size(); ++i) {
        if (table_.together(observer, i)) host[i] = true;
      }
    }
    const auto pair_cost = [&](std::size_t a, std::size_t b) {
      Cost cost = table_.pair_cost(a, b);
      if (!chosen_.empty()) {
        const bool a_misses = !host[a] && table_.misses(a, b, kNobody);
        const bool b_misses = !host[b] && table_.misses(b, a, kNobody);
        cost.at[Cost::kTogether] = a_misses + b_misses + (host[a] && host[b]);
      }
      return cost;
    };
    const auto partners = match(pair_cost, [&](std::size_t i) {
      return table_.observed(i) + (!chosen_.empty() && !chosen[i] ? 1 : 0);
    });
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (partners[i] >= table_.size()) {
        watching_.push_back(i);
      } else if (i < partners[i]) {
        trios_.push_back({i, partners[i], kNobody});
      }
    }
  }

  void seat_observers() {
    if (watching_.empty()) return;
    const std::size_t pairs = trios_.size();
    const std::size_t count = 2 * pairs;  // observers, and empty places for the pairs that get none; then the pairs
    std::vector<std::int64_t> costs(count * count, kNoPair);
    for (std::size_t i = 0; i < pairs; ++i) {
      for (std::size_t k = 0; k < pairs; ++k) {
        const std::size_t observer = i < watching_.size() ? watching_[i] : kNobody;
        const std::size_t to = pairs + k;
        costs[i * count + to] = costs[to * count + i] = pack_(table_.group_cost(trios_[k].one, trios_[k].other, observer));
      }
    }
    const auto partners = cheapest_pairs(count, costs);
    for (std::size_t i = 0; i < watching_.size(); ++i) trios_[partners[i] - pairs].observer = watching_[i];
  }

  /// The groups' islands: those of the past, joined by this round.
  Islands joined() const {
    Islands islands = table_.islands();
    for (const Trio& t : trios_) {
      islands.join(t.one, t.other);
      if (t.observer != kNobody) islands.join(t.one, t.observer);
    }
    return islands;
  }

  std::size_t count_islands() const {
    Islands islands = joined();
    std::set<std::size_t> roots;
    for (std::size_t i = 0; i < table_.size(); ++i) roots.insert(islands.of(i));
    return roots.size();
  }

  /// A matching sees pairs only. Two groups swap people where that mends a wish that an observer broke, or where it joins
  /// two islands and costs nothing.
  void swap_for_the_better() {
    while (swap_once()) {
    }
  }

  bool swap_once() {
    Islands islands = joined();
    std::vector<std::size_t> island(table_.size());
    std::map<std::size_t, std::size_t> people_on;
    for (std::size_t i = 0; i < table_.size(); ++i) ++people_on[island[i] = islands.of(i)];
    const auto linked = [&](const Trio& t) { return people_on[island[t.one]] > (t.observer == kNobody ? 2U : 3U); };
    const auto wishes_broken = [](const Cost& c) { return c.at[Cost::kApart] > 0 || c.at[Cost::kTogether] > 0; };
    for (std::size_t g = 0; g < trios_.size(); ++g) {
      const Cost cost_g = cost(trios_[g]);
      for (std::size_t h = 0; h < trios_.size(); ++h) {
        if (g == h) continue;
        // Two groups that stand alone cannot be joined by a swap.
        const bool apart = island[trios_[g].one] != island[trios_[h].one] && (linked(trios_[g]) || linked(trios_[h]));
        if ((apart || wishes_broken(cost_g)) && swap_between(g, h, apart ? people_on.size() : 0)) return true;
      }
    }
    return false;
  }

  /// Keeps the first swap that is better; with `islands`, one that is as good and leaves fewer of them.
  bool swap_between(std::size_t g, std::size_t h, std::size_t islands) {
    Cost before = cost(trios_[g]);
    before += cost(trios_[h]);
    const Trio old_g = trios_[g];
    const Trio old_h = trios_[h];
    for (const auto mine : {&Trio::one, &Trio::other, &Trio::observer}) {
      for (const auto yours : {&Trio::one, &Trio::other, &Trio::observer}) {
        const bool seat_empties = (mine != &Trio::observer && trios_[h].*yours == kNobody) ||
                                  (yours != &Trio::observer && trios_[g].*mine == kNobody);
        if (seat_empties) continue;
        std::swap(trios_[g].*mine, trios_[h].*yours);
        Cost after = cost(trios_[g]);
        after += cost(trios_[h]);
        if (after < before || (after == before && islands > 0 && count_islands() < islands)) return true;
        trios_[g] = old_g;
        trios_[h] = old_h;
      }
    }
    return false;
  }

  /// Where roles are free, those who could meet in the next round get unlike ones now: otherwise they would lean the
  /// same way then, and had to meet an old partner or to play the same role again.
  void look_ahead(Random& random) {
    const std::size_t n = table_.size();
    customer_.assign(n, false);
    std::vector<std::size_t> partner(n, kNobody);
    std::vector<int> after(n);  // 0: even, or not yet known
    std::vector<bool> open(n, false);
    std::vector<int> turns(n);
    for (std::size_t i = 0; i < n; ++i) after[i] = table_.lean(i), turns[i] = table_.observed(i);
    for (const Trio& t : trios_) {
      if (t.observer != kNobody) ++turns[t.observer];
      partner[t.one] = t.other;
      partner[t.other] = t.one;
      const Deal deal = table_.deal(t.one, t.other);
      open[t.one] = open[t.other] = deal.either_way;
      if (deal.either_way) continue;
      after[t.one] += deal.second_is_customer ? -1 : 1;
      after[t.other] += deal.second_is_customer ? 1 : -1;
    }
    const int fewest = std::ranges::min(turns);
    const auto next_cost = [&](std::size_t a, std::size_t b) {
      Cost cost;
      cost.at[Cost::kApart] = table_.apart(a, b);
      cost.at[Cost::kTogether] = table_.misses(a, b, kNobody) + table_.misses(b, a, kNobody);
      cost.at[Cost::kLean] = !open[a] && !open[b] && after[a] * after[b] > 0;
      cost.at[Cost::kMet] = table_.met(a, b) + (partner[a] == b);
      return cost;
    };
    std::vector<std::size_t> next(n, kNobody);
    if (n <= kScarce) next = match(next_cost, [&](std::size_t i) { return turns[i] - fewest; });
    for (std::size_t i = 0; i < n; ++i) {
      if (i < next[i] && next[i] < n) score_.met_next += next_cost(i, next[i]).at[Cost::kMet];
    }
    give_unlike_roles(partner, next, std::move(open), after, random);
  }

  /// Goes along partners of now and of next time; each step changes the role. `after` says where to start.
  void give_unlike_roles(const std::vector<std::size_t>& partner, const std::vector<std::size_t>& next,
                         std::vector<bool> open, const std::vector<int>& after, Random& random) {
    const std::size_t n = table_.size();
    std::vector<std::size_t> settled;
    for (std::size_t i = 0; i < n; ++i) {
      if (open[i] || after[i] == 0) continue;
      customer_[i] = after[i] > 0;
      settled.push_back(i);
    }
    const auto settle = [&](std::size_t i, bool customer) {
      if (!open[i]) return;
      for (const auto& [who, role] : {std::pair{i, customer}, std::pair{partner[i], !customer}}) {
        customer_[who] = role;
        open[who] = false;
        settled.push_back(who);
      }
    };
    for (std::size_t i = 0; i <= n; ++i) {
      for (; !settled.empty();) {
        const std::size_t who = settled.back();
        settled.pop_back();
        if (next[who] < n) settle(next[who], !customer_[who]);
      }
      if (i < n) settle(i, random.below(2) == 0);
    }
  }

  const PairingTable& table_;
  const std::size_t observers_;
  const std::set<PersonId>& spared_;  ///< better not as observers
  const Packing pack_{};
  Trios trios_;
  std::vector<std::size_t> chosen_;  ///< to observe; empty: whoever the matching takes
  std::vector<std::size_t> watching_;
  std::vector<bool> customer_;  ///< of those whose roles are free
  Score score_;
};

/// Where partners are scarce it is cheap to try again, until so many tries have brought nothing better.
constexpr int kInVain = 3;
int tries_for(std::size_t people) { return people <= 24 ? 8 : people <= kScarce ? 3 : 1; }

}  // namespace

std::vector<Group> pair_up(const PairingRequest& request, Random& random) {
  if (request.people.size() < 2) return {};
  std::vector<Group> groups;
  std::optional<Attempt::Score> best;
  std::set<PersonId> spared;
  int in_vain = 0;
  for (int tries = tries_for(request.people.size()); tries > 0 && in_vain < kInVain; --tries) {
    ++in_vain;
    std::vector<PersonId> people = request.people;
    shuffle(people, random);
    const PairingTable table(request, std::move(people));
    Attempt attempt(table, request.triads, spared);
    attempt.run(random);
    if (!best || attempt.score() < *best) {
      best = attempt.score();
      in_vain = 0;
      groups.clear();
      for (const Trio& trio : attempt.trios()) groups.push_back(attempt.group(trio, request.cards));
    }
    if (attempt.good()) break;
    for (const PersonId person : attempt.misplaced()) spared.insert(person);
  }
  return groups;
}

}  // namespace earshot::domain
