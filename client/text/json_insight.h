// The parts of events about what people look back at: boards and what stands behind them, one's own progress, a
// trainer's reports, and the talk that a class rates together.
#pragma once

#include "client/model/insight.h"
#include "client/text/json_parts.h"

namespace earshot::text_client {

/// Whole, with its rows. A row's `rank` is its tier; what cannot be said yet is null.
Json board_parts(protocol::BoardKind kind, const protocol::BoardScope& scope, const model::Board& board);
Json to_json(const protocol::AuditShown& shown);
Json to_json(const model::Raters& raters);
Json to_json(const protocol::SeasonsShown& shown);
Json to_json(const protocol::RosterShown& shown);

Json to_json(const protocol::ProfileShown& shown);
/// Also a team's quest.
Json to_json(const protocol::GoalShown& goal);
Json to_json(const model::History& history);
/// The report with the cards of all its pages; `model` knows what criteria are called.
Json report_parts(const protocol::ReportShown& report, const model::Model& model);
Json to_json(const protocol::QuotesShown& shown);

Json to_json(const protocol::CalibrationShown& shown);
Json calibration_parts(const protocol::CalibrationResult& result, const model::Model& model);

}  // namespace earshot::text_client
