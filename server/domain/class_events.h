// What happened to a class as a whole: its people, its plan and settings, and what passed between it and its trainer.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/vocabulary.h"
#include "shared/base/ids.h"
#include "shared/protocol/class.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/progress.h"
#include "shared/protocol/score.h"

namespace earshot::domain {

struct ClassOpened {
  static constexpr std::string_view kType = "ClassOpened";
  std::string code;
  std::string name;
  std::vector<std::string> teams;
  bool practice = false;
  PersonId owner;  ///< 0 for Practice
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(name), CEREAL_NVP(teams), CEREAL_NVP(practice), CEREAL_NVP(owner));
  }
  friend bool operator==(const ClassOpened&, const ClassOpened&) = default;
};

struct MemberJoined {
  static constexpr std::string_view kType = "MemberJoined";
  PersonId person;
  std::string team;
  Standing standing{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(team), CEREAL_NVP(standing));
  }
  friend bool operator==(const MemberJoined&, const MemberJoined&) = default;
};

struct MemberLeft {
  static constexpr std::string_view kType = "MemberLeft";
  PersonId person;
  bool removed = false;   ///< by a trainer
  bool for_good = false;  ///< and cannot come back
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(removed), CEREAL_NVP(for_good));
  }
  friend bool operator==(const MemberLeft&, const MemberLeft&) = default;
};

/// A trainer spoke: to one person (`to`), to one session, or to all when both are 0.
struct TrainerSpoke {
  static constexpr std::string_view kType = "TrainerSpoke";
  PersonId from;
  PersonId to;
  std::string text;
  SessionId session{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(to), CEREAL_NVP(text), CEREAL_NVP(session));
  }
  friend bool operator==(const TrainerSpoke&, const TrainerSpoke&) = default;
};

struct HelpAsked {
  static constexpr std::string_view kType = "HelpAsked";
  PersonId person;
  SessionId session;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session), CEREAL_NVP(text));
  }
  friend bool operator==(const HelpAsked&, const HelpAsked&) = default;
};

/// What a person means to try next; it comes back at the next brief.
struct Intended {
  static constexpr std::string_view kType = "Intended";
  SessionId session;
  PersonId person;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(text));
  }
  friend bool operator==(const Intended&, const Intended&) = default;
};

/// The server was down for this long: every clock that ran stands where it stood.
struct ClockSkipped {
  static constexpr std::string_view kType = "ClockSkipped";
  std::int64_t ms = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(ms));
  }
  friend bool operator==(const ClockSkipped&, const ClockSkipped&) = default;
};

struct PlanSet {
  static constexpr std::string_view kType = "PlanSet";
  protocol::Plan plan;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(plan));
  }
  friend bool operator==(const PlanSet&, const PlanSet&) = default;
};

struct AutoRunSet {
  static constexpr std::string_view kType = "AutoRunSet";
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on));
  }
  friend bool operator==(const AutoRunSet&, const AutoRunSet&) = default;
};

struct FinishSet {
  static constexpr std::string_view kType = "FinishSet";
  std::optional<Moment> at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(at));
  }
  friend bool operator==(const FinishSet&, const FinishSet&) = default;
};

/// A step of the plan begins. That of a round is followed by its RoundStarted.
struct StepBegan {
  static constexpr std::string_view kType = "StepBegan";
  std::uint32_t step = 0;
  std::optional<Moment> ends_at;  ///< of a break, a talk or a warm-up; a round ends by itself
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(step), CEREAL_NVP(ends_at));
  }
  friend bool operator==(const StepBegan&, const StepBegan&) = default;
};

struct StepEnded {
  static constexpr std::string_view kType = "StepEnded";
  std::uint32_t step = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(step));
  }
  friend bool operator==(const StepEnded&, const StepEnded&) = default;
};

/// 'Eyes up' was said, or taken back. The clocks follow as Paused and Continued.
struct EyesRaised {
  static constexpr std::string_view kType = "EyesRaised";
  bool on = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(text));
  }
  friend bool operator==(const EyesRaised&, const EyesRaised&) = default;
};

struct ClassSet {
  static constexpr std::string_view kType = "ClassSet";
  protocol::ClassSettings settings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(settings));
  }
  friend bool operator==(const ClassSet&, const ClassSet&) = default;
};

struct WishSet {
  static constexpr std::string_view kType = "WishSet";
  protocol::WishPair pair;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(pair));
  }
  friend bool operator==(const WishSet&, const WishSet&) = default;
};

struct Muted {
  static constexpr std::string_view kType = "Muted";
  PersonId person;
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(on));
  }
  friend bool operator==(const Muted&, const Muted&) = default;
};

struct HelpAnswered {
  static constexpr std::string_view kType = "HelpAnswered";
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
  friend bool operator==(const HelpAnswered&, const HelpAnswered&) = default;
};

struct StandingSet {
  static constexpr std::string_view kType = "StandingSet";
  PersonId person;
  Standing standing{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(standing));
  }
  friend bool operator==(const StandingSet&, const StandingSet&) = default;
};

/// The trainer has looked at who is here: the members of this moment are the class's people.
struct RosterConfirmed {
  static constexpr std::string_view kType = "RosterConfirmed";
  PersonId by;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(by));
  }
  friend bool operator==(const RosterConfirmed&, const RosterConfirmed&) = default;
};

struct TeamSet {
  static constexpr std::string_view kType = "TeamSet";
  PersonId person;
  std::string team;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(team));
  }
  friend bool operator==(const TeamSet&, const TeamSet&) = default;
};

/// What the class wants to reach together; empty: nothing.
struct GoalSet {
  static constexpr std::string_view kType = "GoalSet";
  std::string goal;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(goal));
  }
  friend bool operator==(const GoalSet&, const GoalSet&) = default;
};

/// Somebody's promise for tomorrow.
struct Promised {
  static constexpr std::string_view kType = "Promised";
  PersonId person;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(text));
  }
  friend bool operator==(const Promised&, const Promised&) = default;
};

/// A line its author lets the trainer show to the class, without a name; or, with `on` false, no longer.
struct QuoteAllowed {
  static constexpr std::string_view kType = "QuoteAllowed";
  SessionId session;
  PersonId person;
  protocol::Quote quote;
  bool on = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(quote), CEREAL_NVP(on));
  }
  friend bool operator==(const QuoteAllowed&, const QuoteAllowed&) = default;
};

/// All rate this recorded talk from here on.
struct CalibrationBegan {
  static constexpr std::string_view kType = "CalibrationBegan";
  std::string transcript;
  std::string transcript_hash;
  std::string rubric_hash;
  std::vector<std::string> focus;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript), CEREAL_NVP(transcript_hash), CEREAL_NVP(rubric_hash), CEREAL_NVP(focus));
  }
  friend bool operator==(const CalibrationBegan&, const CalibrationBegan&) = default;
};

struct TranscriptRated {
  static constexpr std::string_view kType = "TranscriptRated";
  PersonId person;
  std::vector<protocol::CriterionLevel> levels;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(levels));
  }
  friend bool operator==(const TranscriptRated&, const TranscriptRated&) = default;
};

/// Everybody sees how it was rated.
struct CalibrationEnded {
  static constexpr std::string_view kType = "CalibrationEnded";
  std::string transcript;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript));
  }
  friend bool operator==(const CalibrationEnded&, const CalibrationEnded&) = default;
};

}  // namespace earshot::domain
