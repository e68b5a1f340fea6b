// Score: ratings, the outcome, and the evidence that is counted from the session.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// One criterion's level, 1 to 5, or none for 'no opportunity'.
struct CriterionLevel {
  std::string criterion;
  std::optional<std::uint8_t> level;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(level));
  }
  friend bool operator==(const CriterionLevel&, const CriterionLevel&) = default;
};

/// A line that speaks for a level; `criterion` empty: for the rating as a whole.
struct CriterionMoment {
  std::string criterion;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(message));
  }
  friend bool operator==(const CriterionMoment&, const CriterionMoment&) = default;
};

/// Rates one person of the session, oneself included.
struct Rate {
  static constexpr std::uint16_t kNumber = 44;
  PersonId of;
  std::vector<CriterionLevel> levels;
  std::string keep;
  std::string next;
  std::vector<CriterionMoment> moments{};  ///< at most one a criterion
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(of), CEREAL_NVP(levels), CEREAL_NVP(keep), CEREAL_NVP(next), CEREAL_NVP(moments));
  }
  friend bool operator==(const Rate&, const Rate&) = default;
};

/// A trainer rates a session's agent, as one rater more, while it is being scored.
struct RateSession {
  static constexpr std::uint16_t kNumber = 107;
  SessionId session;
  Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(rating));
  }
};

/// Before the scoring is done: how far one kept what one meant to try, 1 (not at all) to 5.
struct KeepIntention {
  static constexpr std::uint16_t kNumber = 51;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(level));
  }
};

/// The customer's four answers in role, 1 to 5, and what the solve phase named.
struct Outcome {
  static constexpr std::uint16_t kNumber = 45;
  std::uint8_t solved = 0;
  std::uint8_t satisfied = 0;
  std::uint8_t stay = 0;
  std::uint8_t recommend = 0;
  std::vector<std::string> resolution;  ///< the card's options that were named
  std::vector<std::string> prevention;
  std::vector<std::string> again;  ///< facts that had to be told twice
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(solved), CEREAL_NVP(satisfied), CEREAL_NVP(stay), CEREAL_NVP(recommend), CEREAL_NVP(resolution),
      CEREAL_NVP(prevention), CEREAL_NVP(again));
  }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// Your own rating is stored (also on resume); with the debrief, everybody's.
struct RatingShown {
  static constexpr std::uint16_t kNumber = 46;
  SessionId session;
  PersonId by;
  Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(by), CEREAL_NVP(rating));
  }
};

/// The customer's own outcome is stored; with the debrief, to everybody.
struct OutcomeShown {
  static constexpr std::uint16_t kNumber = 47;
  SessionId session;
  Outcome outcome;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(outcome));
  }
};

/// `points` out of `of`; a share of nothing is not shown.
struct Share {
  std::uint32_t points = 0;
  std::uint32_t of = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(points), CEREAL_NVP(of));
  }
  friend bool operator==(const Share&, const Share&) = default;
};

/// The evidence score, part by part. `total` is the sum of the parts less what was invented, never under 0.
struct Evidence {
  Share capture;
  Share disclosure;
  Share resolution;
  Share prevention;
  std::uint32_t invented = 0;
  std::uint32_t told_again = 0;
  Share total;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(capture), CEREAL_NVP(disclosure), CEREAL_NVP(resolution), CEREAL_NVP(prevention), CEREAL_NVP(invented),
      CEREAL_NVP(told_again), CEREAL_NVP(total));
  }
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The mean of a criterion over the people who rated the agent, oneself not counted.
struct CriterionMean {
  std::string criterion;
  double mean = 0;
  std::uint32_t n = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(mean), CEREAL_NVP(n));
  }
  friend bool operator==(const CriterionMean&, const CriterionMean&) = default;
};

/// How far somebody kept what they meant to try: to oneself, and with the debrief to everybody.
struct IntentionKept {
  static constexpr std::uint16_t kNumber = 59;
  SessionId session;
  PersonId person;
  std::string meant;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(meant), CEREAL_NVP(level));
  }
  friend bool operator==(const IntentionKept&, const IntentionKept&) = default;
};

}  // namespace earshot::protocol
