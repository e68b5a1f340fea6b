// Leaderboards: the rows that come of a board's figures, for who looks at it. Rules: docs/scores.md.
//
// A board is a fit of the ability model over the ratings it names, whether the season runs or is over.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/figures.h"
#include "shared/protocol/board.h"

namespace earshot::domain {

/// How to call somebody on a board; nothing: they are hidden from this viewer.
using NameOnBoard = std::function<std::optional<std::string>(PersonId)>;

struct BoardRequest {
  protocol::BoardKind kind{};
  PersonId viewer;
  NameOnBoard name;
  std::function<bool(PersonId)> goes_by_name;   ///< false: `person` is not given away
  std::map<std::string, std::uint32_t> before;  ///< where people stood on the board before, see places_of; empty: not known
};

/// Where a trainee of the table stands. Names nobody.
protocol::BoardRow standing_of(const Figures& figures, std::size_t trainee);

/// The best first; provisional ones after the ranked ones, those who lack least first.
std::vector<protocol::BoardRow> rows_of(const Figures& figures, const BoardRequest& request);

/// Teams and the improvement board start from so many sessions; a team needs so many people who count.
inline constexpr std::uint32_t kSessionsThatCount = 3;
inline constexpr std::uint32_t kTeamMembers = 3;

}  // namespace earshot::domain
