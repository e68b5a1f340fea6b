// A lesson plan, as it travels and as the journal keeps it.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

// --- Intents --------------------------------------------------------------------------------------------------------

/// Gives the class this plan, in place of an earlier one. What has been played of the old one stays played.
struct SetPlan {
  static constexpr std::uint16_t kNumber = 80;
  Plan plan;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(plan));
  }
};

/// Gives the class one of the server's lessons as its plan.
struct PickLesson {
  static constexpr std::uint16_t kNumber = 81;
  std::string lesson;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(lesson));
  }
};

/// Begins step `step` of the plan (counted from 0). Said again of a step that has begun, it changes nothing.
struct BeginStep {
  static constexpr std::uint16_t kNumber = 82;
  std::uint32_t step = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(step));
  }
};

/// With auto-run each step follows the one before by itself.
struct AutoRun {
  static constexpr std::uint16_t kNumber = 83;
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on));
  }
};

/// What is left of the plan shrinks so that it ends at this time; none: nothing shrinks.
struct FinishAt {
  static constexpr std::uint16_t kNumber = 84;
  std::optional<Moment> at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(at));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// To trainers: the class's plan. Trainees get it without cards and modifiers.
struct PlanShown {
  static constexpr std::uint16_t kNumber = 23;
  Plan plan;
  std::optional<std::uint32_t> step;  ///< the one that has begun last; none yet
  bool step_over = false;
  bool auto_run = false;
  std::optional<Moment> finish_at;
  std::optional<Moment> step_ends_at;  ///< of a break, a talk or a warm-up
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(plan), CEREAL_NVP(step), CEREAL_NVP(step_over), CEREAL_NVP(auto_run), CEREAL_NVP(finish_at),
      CEREAL_NVP(step_ends_at));
  }
  friend bool operator==(const PlanShown&, const PlanShown&) = default;
};

/// To trainers: the lessons on this server, in pages.
struct LessonPage {
  static constexpr std::uint16_t kNumber = 24;
  std::vector<LessonSummary> lessons;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(lessons), CEREAL_NVP(complete));
  }
};

}  // namespace earshot::protocol
