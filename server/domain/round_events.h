// How people came to play: rounds, the practice queue, and who sat where in which session.
#pragma once

#include <cereal/types/array.hpp>
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

namespace earshot::domain {

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

}  // namespace earshot::domain
