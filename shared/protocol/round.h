// How people come to play: in a round, which a trainer starts, leads and looks into, or from the practice queue.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// Pairs all members present. `card` empty lets the server choose one that nobody has met; `variant` 0 too;
/// `minutes` 0 keeps the card's talk time; `focus` names criteria, or is empty for the rubric's first focus set.
/// `swap` keeps the groups of the round before and passes the roles on.
struct StartRound {
  static constexpr std::uint16_t kNumber = 11;
  std::string card;
  std::uint32_t variant = 0;
  std::uint32_t minutes = 0;
  std::vector<std::string> focus;
  Mode mode = Mode::chat;
  std::vector<Modifier> modifiers{};
  bool triads = false;
  bool swap = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(variant), CEREAL_NVP(minutes), CEREAL_NVP(focus), CEREAL_NVP(mode), CEREAL_NVP(modifiers),
      CEREAL_NVP(triads), CEREAL_NVP(swap));
  }
};

/// More time for the phase each session of the round is in.
struct Extend {
  static constexpr std::uint16_t kNumber = 12;
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(seconds));
  }
};

struct Pause {
  static constexpr std::uint16_t kNumber = 13;
  template <class A>
  void serialize(A&) {}
};

struct Continue {
  static constexpr std::uint16_t kNumber = 14;
  template <class A>
  void serialize(A&) {}
};

/// Moves the sessions that are furthest behind to the next phase. With `from`, only those that are in that phase: of
/// two trainers who press at once the second changes nothing.
struct NextPhase {
  static constexpr std::uint16_t kNumber = 15;
  std::optional<Phase> from;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from));
  }
};

struct EndRound {
  static constexpr std::uint16_t kNumber = 16;
  template <class A>
  void serialize(A&) {}
};

/// Waits for a partner in this class. Empty `card` takes any; no `role` takes either.
struct Queue {
  static constexpr std::uint16_t kNumber = 20;
  std::string card;
  std::optional<Role> role;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(role));
  }
};

struct Unqueue {
  static constexpr std::uint16_t kNumber = 21;
  template <class A>
  void serialize(A&) {}
};

/// One session: move on, more time (`seconds`), pause, continue, end; `re_pair` seats its people anew.
struct ControlSession {
  static constexpr std::uint16_t kNumber = 88;
  SessionId session;
  SessionAct act{};
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(act), CEREAL_NVP(seconds));
  }
};

/// Moves a person into a session: into a role that is free, else as its observer. `session` 0: out of the own one.
struct Move {
  static constexpr std::uint16_t kNumber = 90;
  PersonId person;
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session));
  }
};

/// A trainer takes a role whose place was given up.
struct TakeSeat {
  static constexpr std::uint16_t kNumber = 93;
  SessionId session;
  Role role{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(role));
  }
};

/// A trainer follows a session's transcript.
struct Watch {
  static constexpr std::uint16_t kNumber = 61;
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session));
  }
};

struct Unwatch {
  static constexpr std::uint16_t kNumber = 62;
  template <class A>
  void serialize(A&) {}
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// The class's round, for the lobby. `running` false: it is over.
struct RoundShown {
  static constexpr std::uint16_t kNumber = 15;
  RoundId round;
  bool running = false;
  bool paused = false;
  std::string card;
  std::string title;
  Mode mode{};
  std::vector<std::string> focus;
  std::vector<std::uint32_t> phase_seconds;  ///< one a phase
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round), CEREAL_NVP(running), CEREAL_NVP(paused), CEREAL_NVP(card), CEREAL_NVP(title), CEREAL_NVP(mode),
      CEREAL_NVP(focus), CEREAL_NVP(phase_seconds));
  }
  friend bool operator==(const RoundShown&, const RoundShown&) = default;
};

/// Why nothing is happening for you right now, your place in the queue (0: none), and what you can do meanwhile.
struct Waiting {
  static constexpr std::uint16_t kNumber = 16;
  std::string reason;
  std::uint32_t position = 0;
  bool queued = false;
  std::string meanwhile{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(reason), CEREAL_NVP(position), CEREAL_NVP(queued), CEREAL_NVP(meanwhile));
  }
  friend bool operator==(const Waiting&, const Waiting&) = default;
};

/// A trainer's view of one session.
struct SessionShown {
  static constexpr std::uint16_t kNumber = 17;
  SessionId session;
  RoundId round;
  std::string card;
  PersonId customer;
  PersonId agent;
  PersonId observer;  ///< 0: none
  Phase phase{};
  bool open = true;
  Moment ends_at;
  std::uint32_t lines = 0;
  std::uint32_t told = 0;  ///< facts told
  std::uint8_t felt = 0;
  SessionKind kind{};
  bool paused = false;
  Moment now{};                       ///< the server's clock as it sent this; while paused `ends_at` counts from it
  std::vector<std::uint8_t> curve{};  ///< felt-heard so far, the last values
  std::vector<Flag> flags{};          ///< at most three, the gravest first
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(card), CEREAL_NVP(customer), CEREAL_NVP(agent),
      CEREAL_NVP(observer), CEREAL_NVP(phase), CEREAL_NVP(open), CEREAL_NVP(ends_at), CEREAL_NVP(lines), CEREAL_NVP(told),
      CEREAL_NVP(felt), CEREAL_NVP(kind), CEREAL_NVP(paused), CEREAL_NVP(now), CEREAL_NVP(curve), CEREAL_NVP(flags));
  }
  friend bool operator==(const SessionShown&, const SessionShown&) = default;
};

}  // namespace earshot::protocol
