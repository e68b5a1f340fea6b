// Talk: what is said, felt, told and noted, what comes in between, and what the observer counts.
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

struct Say {
  static constexpr std::uint16_t kNumber = 31;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// Typing right now. Never stored, never answered.
struct Typing {
  static constexpr std::uint16_t kNumber = 32;
  template <class A>
  void serialize(A&) {}
};

/// How heard the customer feels, 1 to 5.
struct Feel {
  static constexpr std::uint16_t kNumber = 33;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(level));
  }
};

/// The customer tells a fact: with `say` the card's own wording goes out as a message, without it the fact is
/// only ticked as told.
struct Reveal {
  static constexpr std::uint16_t kNumber = 34;
  std::string fact;
  bool say = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(fact), CEREAL_NVP(say));
  }
};

/// The customer plays a beat of the kind that waits for a press.
struct PlayBeat {
  static constexpr std::uint16_t kNumber = 35;
  std::string beat;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(beat));
  }
};

/// A private note, kept by the server so that it survives a lost client. `source` may name the message it came from.
struct TakeNote {
  static constexpr std::uint16_t kNumber = 36;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(text), CEREAL_NVP(source));
  }
};

/// The agent's 'take a breath': the clock stands still for 20 s, once a talk.
struct Breathe {
  static constexpr std::uint16_t kNumber = 37;
  template <class A>
  void serialize(A&) {}
};

/// 'I got heated here', on an own line.
struct Heated {
  static constexpr std::uint16_t kNumber = 40;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message));
  }
};

/// The observer taps what happened.
struct TapTally {
  static constexpr std::uint16_t kNumber = 41;
  Tally kind{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind));
  }
};

/// The agent opens, or puts away, what came in beside the talk.
struct OpenPing {
  static constexpr std::uint16_t kNumber = 50;
  std::uint32_t ping = 0;
  bool open = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(ping), CEREAL_NVP(open));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct Line {
  MessageId id;
  PersonId from;
  std::string text;
  Moment at;
  Phase phase{};
  Role role{};  ///< in which it was said: a place can change hands
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(at), CEREAL_NVP(phase), CEREAL_NVP(role));
  }
  friend bool operator==(const Line&, const Line&) = default;
};

/// Lines of the transcript, one when it is said, many in a resumed session. Ids count up without gaps.
struct Lines {
  static constexpr std::uint16_t kNumber = 36;
  SessionId session;
  std::vector<Line> lines;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(lines));
  }
};

struct TypingShown {
  static constexpr std::uint16_t kNumber = 37;
  SessionId session;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person));
  }
};

/// To the customer: a beat has come. `jump` says how much later it is now, if the beat jumps in time.
struct BeatShown {
  static constexpr std::uint16_t kNumber = 38;
  SessionId session;
  std::string id;
  std::string text;
  std::string mood;
  std::string jump;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(text), CEREAL_NVP(mood), CEREAL_NVP(jump), CEREAL_NVP(at));
  }
  friend bool operator==(const BeatShown&, const BeatShown&) = default;
};

/// To everybody: time has moved on in the story. Holds nothing but the label.
struct TimeJumped {
  static constexpr std::uint16_t kNumber = 39;
  SessionId session;
  std::string jump;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(jump), CEREAL_NVP(at));
  }
  friend bool operator==(const TimeJumped&, const TimeJumped&) = default;
};

/// To the customer.
struct FeltShown {
  static constexpr std::uint16_t kNumber = 40;
  SessionId session;
  std::uint8_t level = 0;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(level), CEREAL_NVP(at));
  }
};

/// To the customer: this fact counts as told. `earned` false: its condition was not met yet.
struct ToldShown {
  static constexpr std::uint16_t kNumber = 41;
  SessionId session;
  std::string fact;
  bool earned = true;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(fact), CEREAL_NVP(earned), CEREAL_NVP(at));
  }
  friend bool operator==(const ToldShown&, const ToldShown&) = default;
};

/// To its author; after a hand-over to the agent who goes on as well. Ids count up per author.
struct NoteShown {
  static constexpr std::uint16_t kNumber = 42;
  SessionId session;
  NoteId id;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  Moment at;
  PersonId by{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(kind), CEREAL_NVP(text), CEREAL_NVP(source), CEREAL_NVP(at),
      CEREAL_NVP(by));
  }
  friend bool operator==(const NoteShown&, const NoteShown&) = default;
};

/// The agent takes a breath: the clock stands still until then.
struct BreathShown {
  static constexpr std::uint16_t kNumber = 43;
  SessionId session;
  Moment until;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(until));
  }
};

/// To the observer: how often this was tapped.
struct TallyShown {
  static constexpr std::uint16_t kNumber = 52;
  SessionId session;
  Tally kind{};
  std::uint32_t count = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(kind), CEREAL_NVP(count));
  }
};

/// To the agent: something came in beside the talk. `inside` once it was opened.
struct PingShown {
  static constexpr std::uint16_t kNumber = 54;
  SessionId session;
  std::uint32_t ping = 0;
  std::string from;
  std::string text;
  std::string inside;
  bool open = false;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ping), CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(inside), CEREAL_NVP(open),
      CEREAL_NVP(at));
  }
  friend bool operator==(const PingShown&, const PingShown&) = default;
};

}  // namespace earshot::protocol
