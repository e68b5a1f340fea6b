// What the people of a scored session did, as the game counts it (shared/game/deed.h).
#pragma once

#include <vector>

#include "server/domain/class.h"
#include "server/domain/scoring.h"

namespace earshot::domain {

/// One deed for each person who sat in the session when its debrief began. `session` is one of `klass`.
std::vector<PersonDeed> deeds_of(const Class& klass, const Session& session, TimePoint at);

/// Whose day is no missed day: those who were in a role-play that broke off because somebody stepped out, that person
/// among them, or because the customer or the agent was lost. Whoever was lost before is not, nor is anybody where a
/// trainer ended it. `session` has just ended, or begun a debrief without having left a result.
std::vector<PersonId> excused_in(const Session& session);

}  // namespace earshot::domain
