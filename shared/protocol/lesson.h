// A lesson plan, a class's settings and a trainer's wishes, as they travel and as the journal keeps them.
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

/// One step of a lesson: a round, a warm-up, a break, or the class talking with its trainer.
struct PlanStep {
  StepKind kind{};
  std::string title;               ///< may be empty for a round: then the card's is shown
  std::vector<std::string> cards;  ///< of a round: the pool to draw from; empty: any card
  std::vector<Modifier> modifiers;
  std::uint32_t minutes = 0;       ///< of a round the talk's, 0 keeps the card's; of a break or a talk the whole
  std::vector<std::string> focus;  ///< criteria; empty: the rubric's first set
  Mode mode = Mode::chat;
  bool triads = false;  ///< everybody in threes, as far as the number allows
  bool swap = false;    ///< the same people as in the round before, with roles passed on
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(title), CEREAL_NVP(cards), CEREAL_NVP(modifiers), CEREAL_NVP(minutes), CEREAL_NVP(focus),
      CEREAL_NVP(mode), CEREAL_NVP(triads), CEREAL_NVP(swap));
  }
  friend bool operator==(const PlanStep&, const PlanStep&) = default;
};

struct Plan {
  std::string id;  ///< of the server's lesson it came from; empty: a trainer's own
  std::string title;
  std::vector<PlanStep> steps;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(title), CEREAL_NVP(steps));
  }
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// A lesson on this server that a trainer can pick.
struct LessonSummary {
  std::string id;
  std::string title;
  std::string about;
  std::uint32_t steps = 0;
  std::uint32_t minutes = 0;  ///< about how long it takes
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(title), CEREAL_NVP(about), CEREAL_NVP(steps), CEREAL_NVP(minutes));
  }
  friend bool operator==(const LessonSummary&, const LessonSummary&) = default;
};

/// What a trainer sets for the class once.
struct ClassSettings {
  bool triads = false;     ///< all sessions in threes, as far as the number allows
  LateJoin late{};
  DropOut drop_out{};
  bool warm_ups = false;   ///< two who have arrived warm up until the first round
  bool listed = false;     ///< discovery on the local network names the class and its code
  std::uint32_t seat_held_seconds = 90;
  std::string language{};  ///< of all cards, where they are translated; empty: what both people of a session read
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(triads), CEREAL_NVP(late), CEREAL_NVP(drop_out), CEREAL_NVP(warm_ups), CEREAL_NVP(listed),
      CEREAL_NVP(seat_held_seconds), CEREAL_NVP(language));
  }
  friend bool operator==(const ClassSettings&, const ClassSettings&) = default;
};

/// Two people whom the trainer keeps apart or together.
struct WishPair {
  PersonId one;
  PersonId other;
  Wish wish{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(one), CEREAL_NVP(other), CEREAL_NVP(wish));
  }
  friend bool operator==(const WishPair&, const WishPair&) = default;
};

/// Somebody who asked for help and has not been answered.
struct HelpRequest {
  PersonId person;
  SessionId session;  ///< 0: from the lobby
  std::string text;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session), CEREAL_NVP(text), CEREAL_NVP(at));
  }
  friend bool operator==(const HelpRequest&, const HelpRequest&) = default;
};

}  // namespace earshot::protocol
