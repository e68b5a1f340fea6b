// Results of scored sessions as they lie in the store, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/domain/calibration.h"
#include "server/domain/scoring.h"
#include "server/store/records.h"

namespace earshot::net {

store::ResultRecord record_of(const domain::Result& result, ClassId class_id);

/// Reads a row of any age: what older ones do not have stands at its default. Nothing, and a line in the log, if it
/// cannot be read.
std::optional<domain::Result> result_in(const store::ResultRecord& record);

store::CalibrationRecord record_of(const domain::CalibrationOutcome& outcome, ClassId class_id);
std::optional<domain::CalibrationOutcome> outcome_in(const store::CalibrationRecord& record);

}  // namespace earshot::net
