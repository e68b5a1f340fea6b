// Debrief: what only now everybody learns, and what they make of it.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/brief.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/score.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// The debrief's first question: how was it, in one word.
struct React {
  static constexpr std::uint16_t kNumber = 46;
  std::string word;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(word));
  }
};

/// One intention for the next round. It comes back at the next brief.
struct Intend {
  static constexpr std::uint16_t kNumber = 47;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// In the debrief: says one own line anew.
struct Retake {
  static constexpr std::uint16_t kNumber = 49;
  MessageId message;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message), CEREAL_NVP(text));
  }
};

/// In the debrief: play again from this line on, with roles swapped and unscored. It begins when customer and agent have
/// both asked for the same line; `message` 0 ends it, or takes back the wish.
struct ReplayFrom {
  static constexpr std::uint16_t kNumber = 52;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message));
  }
};

/// In the debrief: lets the trainer show one of one's own lines to the class, without a name; or no longer.
struct AllowQuote {
  static constexpr std::uint16_t kNumber = 53;
  MessageId message;
  bool on = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message), CEREAL_NVP(on));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct FeltPoint {
  Moment at;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(at), CEREAL_NVP(level));
  }
  friend bool operator==(const FeltPoint&, const FeltPoint&) = default;
};

struct ToldFact {
  std::string fact;
  bool earned = true;
  bool captured = false;  ///< confirmed in the first recap
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(fact), CEREAL_NVP(earned), CEREAL_NVP(captured), CEREAL_NVP(at));
  }
  friend bool operator==(const ToldFact&, const ToldFact&) = default;
};

struct TallyCount {
  Tally kind{};
  std::uint32_t count = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(count));
  }
  friend bool operator==(const TallyCount&, const TallyCount&) = default;
};

/// What the chat shows by itself, as a question: how often, and the first line it was.
struct SignalCount {
  ChatSignal kind{};
  PersonId person;
  std::uint32_t count = 0;
  MessageId first{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(person), CEREAL_NVP(count), CEREAL_NVP(first));
  }
  friend bool operator==(const SignalCount&, const SignalCount&) = default;
};

/// What only the debrief knows. Sent last, after both briefs, the marks, the outcome and all ratings.
struct DebriefShown {
  static constexpr std::uint16_t kNumber = 48;
  SessionId session;
  Evidence evidence;
  std::vector<CriterionMean> peer;
  Moment talk_started;
  Moment talk_ended;
  std::vector<FeltPoint> curve;  ///< starts where the card fixes it
  std::vector<ToldFact> told;
  std::vector<Named> beats;  ///< those that came
  std::vector<MessageId> heated;
  std::vector<TallyCount> tallies;
  std::vector<std::string> questions;  ///< the card's, to talk about
  std::vector<SignalCount> signals{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(evidence), CEREAL_NVP(peer), CEREAL_NVP(talk_started), CEREAL_NVP(talk_ended),
      CEREAL_NVP(curve), CEREAL_NVP(told), CEREAL_NVP(beats), CEREAL_NVP(heated), CEREAL_NVP(tallies),
      CEREAL_NVP(questions), CEREAL_NVP(signals));
  }
  friend bool operator==(const DebriefShown&, const DebriefShown&) = default;
};

struct ReactionShown {
  static constexpr std::uint16_t kNumber = 49;
  SessionId session;
  PersonId person;
  std::string word;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(word));
  }
};

struct IntentionShown {
  static constexpr std::uint16_t kNumber = 50;
  SessionId session;
  PersonId person;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(text));
  }
};

/// Somebody said one of their lines anew.
struct RetakeShown {
  static constexpr std::uint16_t kNumber = 55;
  SessionId session;
  PersonId person;
  MessageId message;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(message), CEREAL_NVP(text));
  }
  friend bool operator==(const RetakeShown&, const RetakeShown&) = default;
};

/// One challenge as the debrief tells it: what was done, and the truth beside it.
struct ModifierTold {
  Modifier modifier{};
  std::string what;
  std::string truth;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(modifier), CEREAL_NVP(what), CEREAL_NVP(truth));
  }
  friend bool operator==(const ModifierTold&, const ModifierTold&) = default;
};

/// With the debrief: the challenges that ran, and who sat where when that changed.
struct ModifiersShown {
  static constexpr std::uint16_t kNumber = 56;
  SessionId session;
  std::vector<ModifierTold> told;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(told));
  }
  friend bool operator==(const ModifiersShown&, const ModifiersShown&) = default;
};

/// Playing again from a line, with roles swapped: `on` once both have asked for it. The lines of it follow in the debrief,
/// said in the other role.
struct ReplayShown {
  static constexpr std::uint16_t kNumber = 58;
  SessionId session;
  MessageId from;        ///< the line; 0: there is no replay, or it is over
  PersonId asked_by{};   ///< while only one has asked
  bool on = false;
  MessageId first{};     ///< of the replay's own lines
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(from), CEREAL_NVP(asked_by), CEREAL_NVP(on), CEREAL_NVP(first));
  }
  friend bool operator==(const ReplayShown&, const ReplayShown&) = default;
};

}  // namespace earshot::protocol
