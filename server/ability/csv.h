// Ratings from a file of comma-separated values.
//
//   file  = header *line
//   header: the names of the columns in any order: trainee, rater, criterion, level, and if wanted scenario, session
//   line  = field *( "," field ) ( LF | CRLF )
//   field = anything without comma, quote and line end | '"' anything, with '""' for '"', on one line '"'
//
// UTF-8, with or without a byte order mark. Blanks around a field do not count; empty lines are passed over. Source: RFC
// 4180, with line ends inside quotes refused.
#pragma once

#include <cstddef>
#include <istream>
#include <string>

#include "server/ability/ability.h"
#include "shared/base/result.h"

namespace earshot::ability {

inline constexpr std::size_t kMostRatings = 2'000'000;
inline constexpr std::size_t kMostLine = 4'096;  ///< bytes
inline constexpr std::size_t kMostIdBytes = 200;

/// Without a scenario column there is one scenario, without a name. Stops at the first problem, which names its place
/// as 'name:line', what is wrong, and what to do.
Result<Ratings> read_csv(std::istream& in, const std::string& name);

}  // namespace earshot::ability
