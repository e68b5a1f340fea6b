// What becomes of somebody's practice, and what a trainer learns of a round, as plain lines.
#pragma once

#include "client/text/read_aloud.h"

namespace earshot::text_client {

Spoken read_profile(const protocol::ProfileShown& shown);
/// All of them, with what they are for.
Spoken read_badges(const protocol::ProfileShown& shown);
/// Past sessions, numbered as /debrief takes them, with one's way in each skill before them.
Spoken read_history(const model::History& history, TimePoint now);
/// What the sessions of a round show together.
Spoken read_report(const protocol::ReportShown& report, const model::Model& model);
Spoken read_quotes(const model::Model& model);
/// The class's goal; to a trainer also what can be chosen.
Spoken read_goal(const model::Model& model);
Spoken read_promises(const model::Model& model);
/// What the chat shows by itself, each as a question.
Spoken read_signals(const protocol::DebriefShown& debrief, const model::Model& model);
/// The talk that all rate, with its lines; while there is none, to a trainer what can be chosen.
Spoken read_calibration(const model::Model& model);
Spoken read_calibration_result(const protocol::CalibrationResult& result, const model::Model& model);

}  // namespace earshot::text_client
