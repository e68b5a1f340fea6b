// What lies behind a board: why somebody's score is what it is, and how the raters rate. Rules: docs/scores.md.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/domain/leaderboard.h"

namespace earshot::domain {

/// Why somebody's score is what it is. Nothing if they have no rating in this scope.
std::optional<protocol::AuditShown> audit_of(const Figures& figures, const BoardRequest& request, PersonId person);

/// How the people of a class rate, the flagged first. `members`: empty for all.
std::vector<protocol::RaterRow> raters_of(const Figures& figures, const std::set<PersonId>& members,
                                          const std::function<std::string(PersonId)>& name);

}  // namespace earshot::domain
