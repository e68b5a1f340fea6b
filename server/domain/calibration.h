// A calibration: all members rate one recorded talk between rounds; then the class sees the spread, the trainer's level
// and one's own. Nobody sees what another single person gave.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/context.h"
#include "server/domain/events.h"
#include "shared/protocol/calibration.h"
#include "shared/transcript/transcript.h"

namespace earshot::domain {

struct Class;

/// What one person gave: each criterion of the focus once, in its order.
struct TranscriptRating {
  bool trainer = false;  ///< what they were when they gave it
  std::vector<protocol::CriterionLevel> levels;
  friend bool operator==(const TranscriptRating&, const TranscriptRating&) = default;
};

struct Calibration {
  std::shared_ptr<const transcript::Transcript> transcript;  ///< as it was when it began, in its original language
  std::string rubric_hash;
  std::vector<std::string> focus;
  std::map<PersonId, TranscriptRating> ratings;
  std::optional<TimePoint> ended_at{};
  friend bool operator==(const Calibration&, const Calibration&) = default;
};

/// What a calibration leaves: raters' severities are anchored to it, since all have rated the same talk.
struct CalibrationOutcome {
  struct Rater {
    PersonId person;
    bool trainer = false;
    std::vector<protocol::CriterionLevel> levels;
    template <class A>
    void serialize(A& a) {
      a(CEREAL_NVP(person), CEREAL_NVP(trainer), CEREAL_NVP(levels));
    }
    friend bool operator==(const Rater&, const Rater&) = default;
  };
  std::string transcript;
  std::string rubric_hash;
  Moment at;
  std::vector<Rater> raters;  ///< by id
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript), CEREAL_NVP(rubric_hash), CEREAL_NVP(at), CEREAL_NVP(raters));
  }
  friend bool operator==(const CalibrationOutcome&, const CalibrationOutcome&) = default;
};

/// Of the calibration that ended last, just after CalibrationEnded was applied; nothing if none has ended, or nobody rated.
std::optional<CalibrationOutcome> outcome_of(const Class& klass);

Decision calibrate(const Class& klass, const protocol::Calibrate& intent, const Context& context);
Decision end_calibration(const Class& klass);
Decision rate_transcript(const Class& klass, PersonId who, const protocol::RateTranscript& intent);

/// Why nothing else can begin while a calibration runs; nothing if none runs.
std::optional<Refusal> calibrating(const Class& klass);

/// As this viewer sees it, in their language: with the talk, or (`whole` false) only what changes as people rate.
protocol::CalibrationShown calibration_shown(const Class& klass, PersonId viewer, bool whole, const Context& context);
/// How it was rated, as this viewer sees it; nothing before one has ended, and while the next one runs.
std::optional<protocol::CalibrationResult> calibration_result(const Class& klass, PersonId viewer, const Context& context);

}  // namespace earshot::domain
