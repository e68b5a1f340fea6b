// What the people of a scored session did, as the game counts it (shared/game/deed.h).
#pragma once

#include <vector>

#include "server/domain/class.h"
#include "server/domain/scoring.h"

namespace earshot::domain {

/// One deed for each person who sat in the session when its debrief began. `session` is one of `klass`.
std::vector<PersonDeed> deeds_of(const Class& klass, const Session& session, TimePoint at);

}  // namespace earshot::domain
