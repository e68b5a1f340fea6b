// A session: who is in it, and how far it is. What people do in it: brief.h, talk.h, recap.h, score.h and debrief.h.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// 'I am done here', said of `phase`. Said late, of a phase that is over, it changes nothing.
struct Ready {
  static constexpr std::uint16_t kNumber = 30;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(phase));
  }
};

/// Ends the scene at once, kindly and without a reason.
struct StepOut {
  static constexpr std::uint16_t kNumber = 38;
  template <class A>
  void serialize(A&) {}
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct Participant {
  PersonId person;
  std::string name;
  Role role{};
  PresenceState state{};
  bool ready = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(role), CEREAL_NVP(state), CEREAL_NVP(ready));
  }
  friend bool operator==(const Participant&, const Participant&) = default;
};

/// You are in this session, in this role. `people` holds everybody in it, you too.
struct Paired {
  static constexpr std::uint16_t kNumber = 30;
  SessionId session;
  RoundId round;
  Role role{};
  Mode mode{};
  std::string card;
  std::string title;
  std::string content_note;
  std::vector<Participant> people;
  std::vector<std::string> focus;
  std::string intention;  ///< what you meant to try, from your last debrief
  bool watching = false;  ///< you are a trainer who looks on
  SessionKind kind{};
  std::vector<Tally> tasks{};  ///< of an observer: what to tap this time
  bool outside = false;        ///< of an observer: the talk is not shown until you are called in
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(role), CEREAL_NVP(mode), CEREAL_NVP(card), CEREAL_NVP(title),
      CEREAL_NVP(content_note), CEREAL_NVP(people), CEREAL_NVP(focus), CEREAL_NVP(intention), CEREAL_NVP(watching),
      CEREAL_NVP(kind), CEREAL_NVP(tasks), CEREAL_NVP(outside));
  }
};

struct PhaseShown {
  static constexpr std::uint16_t kNumber = 33;
  SessionId session;
  Phase phase{};
  Moment started_at;
  Moment ends_at;
  bool paused = false;  ///< the clock stands still; `ends_at` counts from `now`
  Moment now;           ///< the server's clock as it sent this
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(phase), CEREAL_NVP(started_at), CEREAL_NVP(ends_at), CEREAL_NVP(paused),
      CEREAL_NVP(now));
  }
};

/// Somebody is done with this phase.
struct ReadyShown {
  static constexpr std::uint16_t kNumber = 34;
  SessionId session;
  PersonId person;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(phase));
  }
};

struct PartnerShown {
  static constexpr std::uint16_t kNumber = 35;
  SessionId session;
  PersonId person;
  PresenceState state{};
  Moment until;  ///< of `away`: how long the place is held
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(state), CEREAL_NVP(until));
  }
};

/// The session is over for you; what it left behind stays readable.
struct SessionClosed {
  static constexpr std::uint16_t kNumber = 51;
  SessionId session;
  Ending ending{};
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ending), CEREAL_NVP(text));
  }
};

/// Somebody sits in another role now, or came in. `instead_of`: whose place it was; 0: nobody's. Whoever it is gets
/// the session anew, from Paired on.
struct SeatShown {
  static constexpr std::uint16_t kNumber = 53;
  SessionId session;
  Participant who;
  PersonId instead_of;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(who), CEREAL_NVP(instead_of));
  }
};

/// What happened to the session beside the talk, for its transcript: somebody's connection was lost, a place passed on,
/// the call was handed over.
struct SceneNote {
  static constexpr std::uint16_t kNumber = 57;
  SessionId session;
  std::string text;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(text), CEREAL_NVP(at));
  }
  friend bool operator==(const SceneNote&, const SceneNote&) = default;
};

}  // namespace earshot::protocol
