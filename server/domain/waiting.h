// What somebody reads who waits: why, for how long, and what is worth doing meanwhile.
#pragma once

#include "server/domain/class.h"
#include "shared/protocol/round.h"

namespace earshot::domain {

/// For a member who sits in no session. A trainer who waits for nothing gets an empty reason.
protocol::Waiting waiting_for(const Class& klass, PersonId person, const Context& context);

}  // namespace earshot::domain
