// Says what comes of what people look back at. What was asked for is read whole; what comes by itself is said once, when it
// changes.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "client/model/model.h"
#include "client/text/read_aloud.h"

namespace earshot::text_client {

class InsightNarrator {
 public:
  // What to say of a message, which `model` holds already. Often nothing.
  Spoken say(const protocol::BoardPage& page, const model::Model& model, TimePoint now);
  Spoken say(const protocol::AuditShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::RatersShown& page, const model::Model& model, TimePoint now);
  Spoken say(const protocol::SeasonsShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::RosterShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::ProfileShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::HistoryPage& page, const model::Model& model, TimePoint now);
  Spoken say(const protocol::PastPart& part, const model::Model& model, TimePoint now);
  Spoken say(const protocol::ReportShown& page, const model::Model& model, TimePoint now);
  Spoken say(const protocol::QuotesShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::GoalShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::PromisesShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::ReplayShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::IntentionKept& kept, const model::Model& model, TimePoint now);
  Spoken say(const protocol::CalibrationShown& shown, const model::Model& model, TimePoint now);
  Spoken say(const protocol::CalibrationResult& result, const model::Model& model, TimePoint now);

 private:
  // As they were said last, or heard without a word.
  std::optional<protocol::SeasonsShown> seasons_;
  std::optional<protocol::RosterShown> roster_;
  std::size_t quotes_ = 0;
  std::optional<protocol::GoalShown> goal_;
  std::map<PersonId, std::string> promises_;
  std::optional<protocol::ReplayShown> replay_;
  std::optional<protocol::CalibrationShown> calibration_;
  std::optional<protocol::CalibrationResult> result_;
};

}  // namespace earshot::text_client
