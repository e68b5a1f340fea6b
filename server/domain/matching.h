// The cheapest way to put everybody into pairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earshot::domain {

/// A cost of two who must not be a pair.
inline constexpr std::int64_t kNoPair = -1;

/// `costs` is a symmetric table of `count` times `count`, row by row; its diagonal is not read. Costs are 0 or more and
/// less than 2^53, or kNoPair. Gives everybody's partner such that the costs of all pairs together are least; empty if
/// there is no such way (an odd `count`, or too many kNoPair). The same table gives the same answer.
std::vector<std::size_t> cheapest_pairs(std::size_t count, const std::vector<std::int64_t>& costs);

}  // namespace earshot::domain
