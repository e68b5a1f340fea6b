// What happened in a class: the journal's vocabulary. A class and its sessions are the fold of these (class.h).
//
// An event holds every random result, every timer's firing and person ids only, never names. kType is its name in
// the journal: append only. Session-level events carry `session`; those that must outlive a closed session (who
// met whom, who means to try what) are class-level and are replayed always: see `is_class_level`.
#pragma once

#include <array>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::domain {

using protocol::BoardKind;
using protocol::Ending;
using protocol::FactRule;
using protocol::Flag;
using protocol::Mode;
using protocol::Modifier;
using protocol::Moment;
using protocol::NoteKind;
using protocol::Phase;
using protocol::PresenceState;
using protocol::Role;
using protocol::SessionKind;
using protocol::Standing;
using protocol::Tally;
using protocol::Why;

/// Seconds of each phase.
using PhaseSeconds = std::array<std::uint32_t, protocol::kPhases>;

// --- Class level ----------------------------------------------------------------------------------------------------

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

struct RoundStarted {
  static constexpr std::string_view kType = "RoundStarted";
  RoundId round;
  std::string card;
  std::string card_hash;
  std::string rubric_hash;
  std::uint32_t variant = 0;
  Mode mode{};
  std::vector<std::string> focus;
  PhaseSeconds seconds{};
  std::vector<Modifier> modifiers{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round), CEREAL_NVP(card), CEREAL_NVP(card_hash), CEREAL_NVP(rubric_hash), CEREAL_NVP(variant),
      CEREAL_NVP(mode), CEREAL_NVP(focus), CEREAL_NVP(seconds), CEREAL_NVP(modifiers));
  }
  friend bool operator==(const RoundStarted&, const RoundStarted&) = default;
};

struct RoundEnded {
  static constexpr std::string_view kType = "RoundEnded";
  RoundId round;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round));
  }
  friend bool operator==(const RoundEnded&, const RoundEnded&) = default;
};

struct SeatTaken {
  PersonId person;
  Role role{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(role));
  }
  friend bool operator==(const SeatTaken&, const SeatTaken&) = default;
};

/// A session begins with its brief. `round` 0: from the practice queue.
struct SessionStarted {
  static constexpr std::string_view kType = "SessionStarted";
  SessionId session;
  RoundId round;
  std::string card;
  std::string card_hash;
  std::string rubric_hash;
  std::uint32_t variant = 0;
  Mode mode{};
  std::vector<std::string> focus;
  PhaseSeconds seconds{};
  std::vector<SeatTaken> seats;
  SessionKind kind{};
  std::vector<Modifier> modifiers{};  ///< those that this card and these people can play
  std::vector<Tally> tasks{};         ///< the observer's
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(card), CEREAL_NVP(card_hash), CEREAL_NVP(rubric_hash),
      CEREAL_NVP(variant), CEREAL_NVP(mode), CEREAL_NVP(focus), CEREAL_NVP(seconds), CEREAL_NVP(seats), CEREAL_NVP(kind),
      CEREAL_NVP(modifiers), CEREAL_NVP(tasks));
  }
  friend bool operator==(const SessionStarted&, const SessionStarted&) = default;
};

struct SessionEnded {
  static constexpr std::string_view kType = "SessionEnded";
  SessionId session;
  Ending ending{};
  PersonId by;  ///< who stepped out or is gone; 0 otherwise
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ending), CEREAL_NVP(by));
  }
  friend bool operator==(const SessionEnded&, const SessionEnded&) = default;
};

struct Queued {
  static constexpr std::string_view kType = "Queued";
  PersonId person;
  std::string card;
  std::optional<Role> role;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(card), CEREAL_NVP(role));
  }
  friend bool operator==(const Queued&, const Queued&) = default;
};

struct Unqueued {
  static constexpr std::string_view kType = "Unqueued";
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
  friend bool operator==(const Unqueued&, const Unqueued&) = default;
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

/// Somebody takes a place: an observer steps in, a late one observes, a trainer plays. A place that `person` had in
/// the session before is free then. Nobody takes it (`person` is 0) when a trainer moves `from` away.
struct SeatPassed {
  static constexpr std::string_view kType = "SeatPassed";
  SessionId session;
  Role role{};
  PersonId person;   ///< who sits there now; 0: nobody
  PersonId from;     ///< whose place it was; 0: a new place, or nobody's
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(role), CEREAL_NVP(person), CEREAL_NVP(from));
  }
  friend bool operator==(const SeatPassed&, const SeatPassed&) = default;
};

/// The agent and the observer change places, in the middle of the talk.
struct HandedOver {
  static constexpr std::string_view kType = "HandedOver";
  SessionId session;
  PersonId from;
  PersonId to;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(from), CEREAL_NVP(to));
  }
  friend bool operator==(const HandedOver&, const HandedOver&) = default;
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

// --- Session level --------------------------------------------------------------------------------------------------

struct PhaseBegan {
  static constexpr std::string_view kType = "PhaseBegan";
  SessionId session;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(phase));
  }
  friend bool operator==(const PhaseBegan&, const PhaseBegan&) = default;
};

struct WasReady {
  static constexpr std::string_view kType = "WasReady";
  SessionId session;
  PersonId person;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(phase));
  }
  friend bool operator==(const WasReady&, const WasReady&) = default;
};

/// A lost connection: the seat is held until then.
struct SeatAway {
  static constexpr std::string_view kType = "SeatAway";
  SessionId session;
  PersonId person;
  Moment until;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(until));
  }
  friend bool operator==(const SeatAway&, const SeatAway&) = default;
};

struct SeatBack {
  static constexpr std::string_view kType = "SeatBack";
  SessionId session;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person));
  }
  friend bool operator==(const SeatBack&, const SeatBack&) = default;
};

/// The place is held no longer, or its person has left.
struct SeatGone {
  static constexpr std::string_view kType = "SeatGone";
  SessionId session;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person));
  }
  friend bool operator==(const SeatGone&, const SeatGone&) = default;
};

struct Said {
  static constexpr std::string_view kType = "Said";
  SessionId session;
  MessageId message;
  PersonId from;
  std::string text;
  bool over = false;  ///< the partner was typing
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(message), CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(over));
  }
  friend bool operator==(const Said&, const Said&) = default;
};

struct Felt {
  static constexpr std::string_view kType = "Felt";
  SessionId session;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(level));
  }
  friend bool operator==(const Felt&, const Felt&) = default;
};

/// A fact was told; `earned`: its disclosure condition was met by then.
struct Told {
  static constexpr std::string_view kType = "Told";
  SessionId session;
  std::string fact;
  bool earned = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(fact), CEREAL_NVP(earned));
  }
  friend bool operator==(const Told&, const Told&) = default;
};

struct BeatPlayed {
  static constexpr std::string_view kType = "BeatPlayed";
  SessionId session;
  std::string beat;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(beat));
  }
  friend bool operator==(const BeatPlayed&, const BeatPlayed&) = default;
};

struct Noted {
  static constexpr std::string_view kType = "Noted";
  SessionId session;
  PersonId person;
  NoteId note;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(note), CEREAL_NVP(kind), CEREAL_NVP(text), CEREAL_NVP(source));
  }
  friend bool operator==(const Noted&, const Noted&) = default;
};

/// The agent takes a breath: the phase ends that much later.
struct Breathed {
  static constexpr std::string_view kType = "Breathed";
  SessionId session;
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(seconds));
  }
  friend bool operator==(const Breathed&, const Breathed&) = default;
};

struct GotHeated {
  static constexpr std::string_view kType = "GotHeated";
  SessionId session;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(message));
  }
  friend bool operator==(const GotHeated&, const GotHeated&) = default;
};

struct Tallied {
  static constexpr std::string_view kType = "Tallied";
  SessionId session;
  Tally kind{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(kind));
  }
  friend bool operator==(const Tallied&, const Tallied&) = default;
};

struct RecapGiven {
  static constexpr std::string_view kType = "RecapGiven";
  SessionId session;
  protocol::Recap recap;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(recap));
  }
  friend bool operator==(const RecapGiven&, const RecapGiven&) = default;
};

/// Marks of the latest recap.
struct RecapMarked {
  static constexpr std::string_view kType = "RecapMarked";
  SessionId session;
  protocol::Mark marks;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(marks));
  }
  friend bool operator==(const RecapMarked&, const RecapMarked&) = default;
};

struct Rated {
  static constexpr std::string_view kType = "Rated";
  SessionId session;
  PersonId by;
  protocol::Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(by), CEREAL_NVP(rating));
  }
  friend bool operator==(const Rated&, const Rated&) = default;
};

struct OutcomeGiven {
  static constexpr std::string_view kType = "OutcomeGiven";
  SessionId session;
  protocol::Outcome outcome;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(outcome));
  }
  friend bool operator==(const OutcomeGiven&, const OutcomeGiven&) = default;
};

struct Reacted {
  static constexpr std::string_view kType = "Reacted";
  SessionId session;
  PersonId person;
  std::string word;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(word));
  }
  friend bool operator==(const Reacted&, const Reacted&) = default;
};

struct Extended {
  static constexpr std::string_view kType = "Extended";
  SessionId session;
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(seconds));
  }
  friend bool operator==(const Extended&, const Extended&) = default;
};

struct Paused {
  static constexpr std::string_view kType = "Paused";
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session));
  }
  friend bool operator==(const Paused&, const Paused&) = default;
};

struct Continued {
  static constexpr std::string_view kType = "Continued";
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session));
  }
  friend bool operator==(const Continued&, const Continued&) = default;
};

struct Pinged {
  static constexpr std::string_view kType = "Pinged";
  SessionId session;
  std::uint32_t ping = 0;  ///< index of the bait in the card
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ping));
  }
  friend bool operator==(const Pinged&, const Pinged&) = default;
};

struct PingOpened {
  static constexpr std::string_view kType = "PingOpened";
  SessionId session;
  std::uint32_t ping = 0;
  bool open = true;  ///< false: it was put away
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ping), CEREAL_NVP(open));
  }
  friend bool operator==(const PingOpened&, const PingOpened&) = default;
};

/// The feeling was not acknowledged in time: the customer is prompted to press harder.
struct PressureRose {
  static constexpr std::string_view kType = "PressureRose";
  SessionId session;
  std::uint32_t step = 0;  ///< index of the line in the card
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(step));
  }
  friend bool operator==(const PressureRose&, const PressureRose&) = default;
};

struct Retook {
  static constexpr std::string_view kType = "Retook";
  SessionId session;
  PersonId person;
  MessageId message;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(message), CEREAL_NVP(text));
  }
  friend bool operator==(const Retook&, const Retook&) = default;
};

/// Something a trainer should look at began, or is over, as time alone tells.
struct Flagged {
  static constexpr std::string_view kType = "Flagged";
  SessionId session;
  protocol::Flag flag{};
  bool on = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(flag), CEREAL_NVP(on));
  }
  friend bool operator==(const Flagged&, const Flagged&) = default;
};

/// Somebody put the card back; SessionEnded and another SessionStarted follow.
struct CardSwapped {
  static constexpr std::string_view kType = "CardSwapped";
  SessionId session;
  PersonId by;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(by));
  }
  friend bool operator==(const CardSwapped&, const CardSwapped&) = default;
};

/// How far somebody kept what they meant to try, as they say.
struct KeptIntention {
  static constexpr std::string_view kType = "KeptIntention";
  SessionId session;
  PersonId person;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(level));
  }
  friend bool operator==(const KeptIntention&, const KeptIntention&) = default;
};

/// Somebody wants to play again from this line; 0: no longer. It runs once customer and agent want the same.
struct ReplayWanted {
  static constexpr std::string_view kType = "ReplayWanted";
  SessionId session;
  PersonId person;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(message));
  }
  friend bool operator==(const ReplayWanted&, const ReplayWanted&) = default;
};

using Event = std::variant<ClassOpened, MemberJoined, MemberLeft, RoundStarted, RoundEnded, SessionStarted, SessionEnded, Queued,
                           Unqueued, TrainerSpoke, HelpAsked, Intended, ClockSkipped, PhaseBegan, WasReady, SeatAway, SeatBack,
                           SeatGone, Said, Felt, Told, BeatPlayed, Noted, Breathed, GotHeated, Tallied, RecapGiven, RecapMarked,
                           Rated, OutcomeGiven, Reacted, Extended, Paused, Continued, PlanSet, AutoRunSet, FinishSet, StepBegan,
                           StepEnded, EyesRaised, ClassSet, WishSet, Muted, HelpAnswered, StandingSet, SeatPassed, HandedOver,
                           Pinged, PingOpened, PressureRose, Retook, Flagged, CardSwapped, RosterConfirmed, TeamSet, GoalSet, Promised,
                           QuoteAllowed, CalibrationBegan, TranscriptRated, CalibrationEnded, KeptIntention, ReplayWanted>;

using Events = std::vector<Event>;

/// The session an event speaks of; 0 if of none.
SessionId session_of(const Event& event);

/// True for what a replay needs even when the session it speaks of is closed.
bool is_class_level(const Event& event);

/// True for what may change who is paired, seated or passed on: the class is asked for consequences after it.
bool concerns_class(const Event& event);

}  // namespace earshot::domain
