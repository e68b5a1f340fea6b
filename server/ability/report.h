// A fit, written down for programs and for people.
#pragma once

#include <string>

#include "server/ability/ability.h"

namespace earshot::ability {

/// As docs/ability.md lists it. Keys are the names of the lists of `ratings`; what cannot be given is null.
std::string to_json(const Ratings& ratings, const Fit& fit, Thresholds thresholds);

/// Tables: trainees, the best first, with what they lack; raters with their flags; pairs.
std::string to_text(const Ratings& ratings, const Fit& fit);

}  // namespace earshot::ability
