// Who can be compared with whom.
//
// Trainees are comparable when a chain of raters links them: else all of one group might just have harsher raters.
// Scenarios and criteria make no such link, since a whole group with its raters can move along the scale while they
// stay. That a scenario is met by few is no bar: cards are dealt, not chosen, and the SE knows how little is known.
// Source: Linacre, Many-facet Rasch measurement, 1989 (subsets); here by union-find over trainees and raters.
#pragma once

#include <string>
#include <vector>

#include "server/ability/estimates.h"

namespace earshot::ability {

/// Subsets are numbered by trainees, then by ratings, the most first; then by the first name in the alphabet, so that
/// the order of the lists plays no part. Who has no rating is a subset alone.
Subsets subsets(const Data& data, const std::vector<std::string>& trainees,
                const std::vector<std::string>& raters);

}  // namespace earshot::ability
