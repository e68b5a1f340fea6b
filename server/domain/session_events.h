// What happened inside one session, from phase to phase.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/domain/vocabulary.h"
#include "shared/base/ids.h"
#include "shared/protocol/recap.h"
#include "shared/protocol/score.h"

namespace earshot::domain {

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

}  // namespace earshot::domain
