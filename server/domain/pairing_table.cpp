#include "server/domain/pairing_table.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

namespace earshot::domain {
namespace {

constexpr std::uint8_t bit(Role role) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role)); }

/// How far turns are out of balance beyond what an odd number of them makes.
int beyond(int lean) { return std::max(0, std::abs(lean) - 1); }

bool counts(const PastSession& session) { return session.kind == SessionKind::role_play; }

/// How often each person observed. Who misses a round, or comes later, is taken to have observed at least as often as
/// the one who observed least among those who sat in it: nobody has to catch up on observing.
class ObserverTurns {
 public:
  explicit ObserverTurns(std::span<const PastSession> past) {
    for (const PastSession& session : past) {
      if (!counts(session)) continue;
      // Two who practise beside the rounds say nothing about how often the others observed.
      if (session.round && session.round != round_) close_round();
      if (session.round) round_ = session.round;
      for (const SeatTaken& seat : session.seats) {
        int& turns = turns_.try_emplace(seat.person, floor_).first->second;
        if (seat.role == Role::observer) ++turns;
        if (session.round) seated_.insert(seat.person);
      }
    }
    close_round();
  }
  int of(PersonId person) const {
    const auto found = turns_.find(person);
    return found == turns_.end() ? floor_ : std::max(found->second, floor_);
  }

 private:
  void close_round() {
    if (!seated_.empty()) {
      int fewest = turns_.at(*seated_.begin());
      for (const PersonId person : seated_) fewest = std::min(fewest, turns_.at(person));
      floor_ = std::max(floor_, fewest);
      for (auto& [person, turns] : turns_) turns = std::max(turns, floor_);
    }
    seated_.clear();
  }

  std::map<PersonId, int> turns_;
  std::set<PersonId> seated_;
  RoundId round_;
  int floor_ = 0;
};

}  // namespace

std::size_t Islands::add() {
  above_.push_back(above_.size());
  return above_.size() - 1;
}

std::size_t Islands::of(std::size_t i) {
  while (above_[i] != i) i = above_[i] = above_[above_[i]];
  return i;
}

void Islands::join(std::size_t a, std::size_t b) { above_[of(a)] = of(b); }

Cost& Cost::operator+=(const Cost& other) {
  for (std::size_t level = 0; level < kLevels; ++level) at[level] += other.at[level];
  return *this;
}

PairingTable::PairingTable(const PairingRequest& request, std::vector<PersonId> people)
    : people_(std::move(people)), cards_(request.cards) {
  const std::size_t n = size();
  for (std::size_t i = 0; i < n; ++i) places_.emplace_back(people_[i], i);
  std::ranges::sort(places_);
  lean_.resize(n);
  observed_.resize(n);
  met_.resize(n * n);
  sat_.resize(n * n);
  wish_.resize(n * n);
  together_.resize(n);
  had_.resize(n * cards_.size());
  for (std::size_t i = 0; i < n; ++i) islands_.add();
  count(request.past);
  for (const protocol::WishPair& pair : request.wishes) {
    const std::size_t one = place(pair.one);
    const std::size_t other = place(pair.other);
    if (one == kNobody || other == kNobody || one == other) continue;
    wish_[one * n + other] = wish_[other * n + one] = pair.wish;
    if (pair.wish != protocol::Wish::together) continue;
    together_[one].push_back(other);
    together_[other].push_back(one);
  }
}

std::size_t PairingTable::place(PersonId person) const {
  const auto found = std::ranges::lower_bound(places_, person, {}, &std::pair<PersonId, std::size_t>::first);
  return found != places_.end() && found->first == person ? found->second : kNobody;
}

void PairingTable::count(std::span<const PastSession> past) {
  const std::size_t n = size();
  std::map<PersonId, std::size_t> gone;  // those who are not here still link the others
  for (const PastSession& session : past) {
    if (!counts(session)) continue;
    const auto card = static_cast<std::size_t>(std::ranges::find(cards_, session.card) - cards_.begin());
    std::size_t first = kNobody;
    for (const SeatTaken& seat : session.seats) {
      const std::size_t i = place(seat.person);
      std::size_t island = i;
      if (i == kNobody) {
        const auto [known, is_new] = gone.try_emplace(seat.person);
        if (is_new) known->second = islands_.add();
        island = known->second;
      }
      if (first == kNobody) first = island;
      islands_.join(first, island);
      if (i == kNobody) continue;
      if (seat.role == Role::customer) ++lean_[i];
      if (seat.role == Role::agent) --lean_[i];
      if (card < cards_.size()) had_[i * cards_.size() + card] |= bit(seat.role);
      for (const SeatTaken& other : session.seats) {
        const std::size_t k = place(other.person);
        if (k == kNobody || k == i) continue;
        ++sat_[i * n + k];
        if (seat.role != Role::observer && other.role != Role::observer && seat.role != other.role) ++met_[i * n + k];
      }
    }
  }
  const ObserverTurns observers(past);
  for (std::size_t i = 0; i < n; ++i) observed_[i] = observers.of(people_[i]);
  const int fewest = n > 0 ? std::ranges::min(observed_) : 0;
  for (int& turns : observed_) turns -= fewest;
}

bool PairingTable::misses(std::size_t i, std::size_t a, std::size_t b) const {
  return !together_[i].empty() && std::ranges::none_of(together_[i], [&](std::size_t k) { return k == a || k == b; });
}

bool PairingTable::had(std::size_t i, std::size_t card, Role role) const {
  return (had_[i * cards_.size() + card] & bit(role)) != 0;
}

bool PairingTable::had(std::size_t i, std::size_t card) const { return had_[i * cards_.size() + card] != 0; }

Deal PairingTable::deal_card(std::size_t customer, std::size_t agent) const {
  std::optional<Deal> best;
  for (std::size_t card = 0; card < cards_.size(); ++card) {
    Deal deal;
    deal.card = card;
    deal.cost.at[Cost::kCard] = had(customer, card, Role::customer) + had(agent, card, Role::agent);
    deal.cost.at[Cost::kNew] = had(customer, card) + had(agent, card);
    if (!best || deal.cost < best->cost) best = deal;
    if (best->cost == Cost{}) break;
  }
  Deal deal = best.value_or(Deal{});
  deal.cost.at[Cost::kLean] = beyond(lean_[customer] + 1) + beyond(lean_[agent] - 1);
  return deal;
}

Deal PairingTable::deal(std::size_t first, std::size_t second) const {
  Deal one = deal_card(first, second);
  Deal other = deal_card(second, first);
  other.second_is_customer = true;
  one.either_way = other.either_way = one.cost == other.cost;
  return other.cost < one.cost ? other : one;
}

Cost PairingTable::pair_cost(std::size_t a, std::size_t b) const {
  Cost cost = deal(a, b).cost;
  cost.at[Cost::kApart] = apart(a, b);
  cost.at[Cost::kTogether] = misses(a, b, kNobody) + misses(b, a, kNobody);
  cost.at[Cost::kMet] = met(a, b);
  cost.at[Cost::kNew] += sat(a, b) > 0;
  return cost;
}

Cost PairingTable::group_cost(std::size_t a, std::size_t b, std::size_t observer) const {
  Cost cost = pair_cost(a, b);
  if (observer == kNobody) return cost;
  cost.at[Cost::kApart] += apart(a, observer) + apart(b, observer);
  cost.at[Cost::kObserver] = observed(observer);
  cost.at[Cost::kTogether] = misses(a, b, observer) + misses(b, a, observer) + misses(observer, a, b);
  cost.at[Cost::kNew] += (sat(a, observer) > 0) + (sat(b, observer) > 0);
  if (!cards_.empty()) {
    const std::size_t card = deal(a, b).card;
    cost.at[Cost::kCard] += had(observer, card, Role::observer);
    cost.at[Cost::kNew] += had(observer, card);
  }
  return cost;
}

}  // namespace earshot::domain
