// One recorded talk that the whole class rates: the talk beside the criteria, then how far apart the ratings lie.
#pragma once

#include <string>

#include "client/views/view.h"

namespace earshot::views {

/// True while a talk is rated, or how it was rated has not been put away yet.
bool shows_calibration(const model::Model& model, const CalibrationState& state);
/// A new talk begins with clean fields, or with what was handed in before.
void notice_calibration(const model::Model& model, CalibrationState& state);
/// How it was rated has been seen, or gives way to something else.
void put_away(const model::Model& model, CalibrationState& state);

/// All of it, for a trainee on the whole screen and for a trainer in the middle of the console. A narrow box gets tabs.
void calibration_panel(const View& view, const Box& box, CalibrationState& state);

/// The button that lets a trainer choose a talk, at the right end of `line`; takes its room off it.
void calibration_start(const View& view, Box& line);

/// For the projector, below its head: how far it has come, or the spread without anybody's own level.
void calibration_picture(const View& view, const Box& area);

/// What somebody's levels were beside the trainer's, in one sentence about the criterion where they differ most; empty
/// without levels of both.
std::string beside_trainer(const model::Model& model, const protocol::CalibrationResult& result);

}  // namespace earshot::views
