// Calibration: the whole class rates one recorded transcript together.
#pragma once

#include <array>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/protocol/score.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// A trainer gives the class a recorded transcript that all rate. Between rounds.
struct Calibrate {
  static constexpr std::uint16_t kNumber = 108;
  std::string transcript;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript));
  }
};

/// The trainer shows how it was rated.
struct EndCalibration {
  static constexpr std::uint16_t kNumber = 109;
  template <class A>
  void serialize(A&) {}
};

/// One's own rating of it. A trainer's is what the class compares itself to.
struct RateTranscript {
  static constexpr std::uint16_t kNumber = 110;
  std::vector<CriterionLevel> levels;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(levels));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct TranscriptLine {
  Role role{};
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(role), CEREAL_NVP(text));
  }
  friend bool operator==(const TranscriptLine&, const TranscriptLine&) = default;
};

/// A recorded talk that the whole class rates. `on` false: it is over. Without lines: the talk stays as shown before.
struct CalibrationShown {
  static constexpr std::uint16_t kNumber = 70;
  bool on = false;
  std::string transcript;
  std::string title;
  std::string situation;
  std::vector<std::string> focus;  ///< criteria to rate
  std::vector<TranscriptLine> lines;
  std::vector<CriterionLevel> own{};  ///< what one has given; empty: nothing yet
  std::uint32_t rated = 0;            ///< how many have
  std::uint32_t of = 0;
  std::vector<std::string> choices{};       ///< to trainers, while none runs: transcripts of this server
  std::vector<std::string> choice_names{};  ///< their titles, in the same order
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(transcript), CEREAL_NVP(title), CEREAL_NVP(situation), CEREAL_NVP(focus), CEREAL_NVP(lines),
      CEREAL_NVP(own), CEREAL_NVP(rated), CEREAL_NVP(of), CEREAL_NVP(choices), CEREAL_NVP(choice_names));
  }
  friend bool operator==(const CalibrationShown&, const CalibrationShown&) = default;
};

struct CalibrationCriterion {
  std::string criterion;
  std::array<std::uint32_t, 5> counts{};
  std::uint32_t none = 0;
  std::optional<std::uint8_t> anchor{};  ///< the trainer's level
  std::optional<std::uint8_t> own{};
  std::string why{};  ///< what the transcript's author says to it
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(counts), CEREAL_NVP(none), CEREAL_NVP(anchor), CEREAL_NVP(own), CEREAL_NVP(why));
  }
  friend bool operator==(const CalibrationCriterion&, const CalibrationCriterion&) = default;
};

/// How the class rated it: the spread, the trainer's level, one's own.
struct CalibrationResult {
  static constexpr std::uint16_t kNumber = 71;
  std::string transcript;
  std::string title;
  std::vector<CalibrationCriterion> criteria;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript), CEREAL_NVP(title), CEREAL_NVP(criteria));
  }
  friend bool operator==(const CalibrationResult&, const CalibrationResult&) = default;
};

}  // namespace earshot::protocol
