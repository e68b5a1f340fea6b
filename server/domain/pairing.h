// Who plays with whom: everybody present gets a session; an odd number makes one triad with an observer.
#pragma once

#include <vector>

#include "server/domain/events.h"
#include "shared/base/random.h"

namespace earshot::domain {

/// Who sat together before, and as what.
struct PastSession {
  std::vector<SeatTaken> seats;
  friend bool operator==(const PastSession&, const PastSession&) = default;
};

/// Groups of two, and one of three if the number is odd. Those who met least often meet; whoever was observer least
/// often observes; whoever was agent less often than customer is the agent. Chance decides what history does not.
/// At least two people; each stands once in the result.
std::vector<std::vector<SeatTaken>> pair_up(std::vector<PersonId> people, const std::vector<PastSession>& past,
                                            Random& random);

}  // namespace earshot::domain
