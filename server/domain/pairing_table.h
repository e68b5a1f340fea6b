// What pairing knows about those who are here, by their place in a list: quick to look up for any two of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/domain/pairing.h"

namespace earshot::domain {

/// Which people belong together by what they share, directly or through others.
class Islands {
 public:
  std::size_t add();
  std::size_t of(std::size_t i);
  void join(std::size_t a, std::size_t b);

 private:
  std::vector<std::size_t> above_;
};

/// How bad a group is, the gravest first; compares like that too.
struct Cost {
  enum Level : std::size_t { kApart, kObserver, kTogether, kLean, kMet, kCard, kNew, kLevels };
  std::array<int, kLevels> at{};
  Cost& operator+=(const Cost& other);
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

/// Who of two is the customer, and the card.
struct Deal {
  bool second_is_customer = false;
  bool either_way = false;  ///< the other way round would be as good
  std::size_t card = 0;     ///< its place in the request's cards
  Cost cost;                ///< lean, card and new only
};

class PairingTable {
 public:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  /// `people` are the request's, in the order that their places follow.
  PairingTable(const PairingRequest& request, std::vector<PersonId> people);

  std::size_t size() const { return people_.size(); }
  PersonId person(std::size_t i) const { return people_[i]; }
  /// Turns as customer less turns as agent.
  int lean(std::size_t i) const { return lean_[i]; }
  /// Turns as observer, beyond the fewest that anybody here had.
  int observed(std::size_t i) const { return observed_[i]; }
  int met(std::size_t a, std::size_t b) const { return met_[a * size() + b]; }
  int sat(std::size_t a, std::size_t b) const { return sat_[a * size() + b]; }
  bool apart(std::size_t a, std::size_t b) const { return wish_[a * size() + b] == protocol::Wish::apart; }
  bool together(std::size_t a, std::size_t b) const { return wish_[a * size() + b] == protocol::Wish::together; }
  bool has_together() const { return std::ranges::find(wish_, protocol::Wish::together) != wish_.end(); }
  /// `i` should be with somebody who is here, and is with none of them in a group with `a` and `b` (or kNobody).
  bool misses(std::size_t i, std::size_t a, std::size_t b) const;

  /// The best roles and card for two, and with fixed roles the best card.
  Deal deal(std::size_t first, std::size_t second) const;
  Deal deal_card(std::size_t customer, std::size_t agent) const;
  /// Had this card in this role, and in any role.
  bool had(std::size_t i, std::size_t card, Role role) const;
  bool had(std::size_t i, std::size_t card) const;

  /// What a pair costs, and a group with an observer (or kNobody).
  Cost pair_cost(std::size_t a, std::size_t b) const;
  Cost group_cost(std::size_t a, std::size_t b, std::size_t observer) const;

  /// Those here and those before, by the sessions they shared; the first size() places are those here.
  Islands islands() const { return islands_; }

 private:
  void count(std::span<const PastSession> past);
  std::size_t place(PersonId person) const;

  std::vector<PersonId> people_;
  std::vector<std::string> cards_;
  std::vector<std::pair<PersonId, std::size_t>> places_;  ///< sorted
  std::vector<int> lean_;
  std::vector<int> observed_;
  std::vector<int> met_;
  std::vector<int> sat_;
  std::vector<protocol::Wish> wish_;
  std::vector<std::vector<std::size_t>> together_;
  std::vector<std::uint8_t> had_;  ///< a bit a role, by person and card
  Islands islands_;
};

}  // namespace earshot::domain
