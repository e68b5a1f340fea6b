// The tables, and the steps that brought them here.
#pragma once

#include <soci/soci.h>

#include "shared/base/result.h"

namespace earshot::store {

/// Brings the database up to the schema of this program, in one transaction a step. Refuses a newer one.
Result<void> migrate(soci::session& sql);

}  // namespace earshot::store
