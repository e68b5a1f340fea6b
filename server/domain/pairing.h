// Who plays with whom: a pure function of who is here, of what was played before, and of the trainer's wishes.
#pragma once

#include <span>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "server/domain/round_events.h"
#include "shared/base/random.h"
#include "shared/protocol/class.h"

namespace earshot::domain {

/// Who sat together before, and as what. A seat that changed hands stands here once for each who had it: whoever took
/// over as the agent had an agent's turn, and so had the one before.
struct PastSession {
  std::vector<SeatTaken> seats;
  SessionId session;
  RoundId round;  ///< 0: from the practice queue
  std::string card;
  SessionKind kind{};  ///< warm-ups count for nothing
  std::string variant{};  ///< its id
  friend bool operator==(const PastSession&, const PastSession&) = default;
};

/// Those who play one session, and the card dealt to them.
struct Group {
  std::vector<SeatTaken> seats;  ///< customer, agent, and perhaps an observer
  std::string card;
  friend bool operator==(const Group&, const Group&) = default;
};

struct PairingRequest {
  std::vector<PersonId> people;  ///< at most 200, each once
  std::span<const PastSession> past;
  std::span<const protocol::WishPair> wishes;
  std::vector<std::string> cards;  ///< to deal from, the ones to be preferred first; empty: groups come without
  bool triads = false;             ///< in threes, as far as the number allows
};

/// Everybody in a group of two, and one of three if the number is odd; with `triads` in threes, and in twos who are left.
/// Nothing for fewer than two people. What counts, the first the most:
///  1. kept apart means never in one group, unless there is no other way;
///  2. whoever observed least often observes (who came later or missed rounds is taken to have observed as often as
///     the others), so that observer turns differ by at most 1;
///  3. kept together means in one group;
///  4. turns as customer and as agent differ by at most 1 for everybody, as long as fewer than half lean one way;
///  5. customer and agent have not played with each other before;
///  6. nobody has the same card in the same role again: a card of `cards` or a seat is chosen that avoids it;
///  7. cards and people that are new, in any role; and groups that join those who have no common past with the rest.
/// Roles that nothing decides are given such that the next round can keep all this too.
std::vector<Group> pair_up(const PairingRequest& request, Random& random);

/// The groups of the latest round in `past` again, with their card and with roles passed on: customer to agent to
/// observer to customer. People who have nobody of their group left here, and those who were in none, are paired by
/// `pair_up`; one who is left over then observes with some group. `cards`, unless empty, is what the groups play.
std::vector<Group> pass_roles_on(const PairingRequest& request, Random& random);

/// For a follow-up episode: those who played `card` together again, in the roles they had then; the rest as with
/// pass_roles_on.
std::vector<Group> meet_again(const PairingRequest& request, std::string_view card, Random& random);

}  // namespace earshot::domain
