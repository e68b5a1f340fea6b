#include "server/domain/events.h"

#include <type_traits>

namespace earshot::domain {
namespace {

template <class T, class... Among>
constexpr bool is_one_of = (std::is_same_v<T, Among> || ...);

}  // namespace

SessionId session_of(const Event& event) {
  return std::visit(
      [](const auto& body) -> SessionId {
        if constexpr (requires { body.session; }) {
          return body.session;
        } else {
          return {};
        }
      },
      event);
}

bool is_class_level(const Event& event) {
  return std::visit(
      [](const auto& body) {
        return is_one_of<std::decay_t<decltype(body)>, ClassOpened, MemberJoined, MemberLeft, RoundStarted, RoundEnded,
                         SessionStarted, SessionEnded, Queued, Unqueued, TrainerSpoke, HelpAsked, Intended, ClockSkipped,
                         PlanSet, AutoRunSet, FinishSet, StepBegan, StepEnded, EyesRaised, ClassSet, WishSet, Muted, HelpAnswered,
                         StandingSet, SeatPassed, HandedOver, SeatGone, PhaseBegan, RosterConfirmed, TeamSet, GoalSet, Promised,
                         QuoteAllowed, CalibrationBegan, TranscriptRated, CalibrationEnded>;
      },
      event);
}

bool concerns_class(const Event& event) { return is_class_level(event) || std::holds_alternative<Continued>(event); }

}  // namespace earshot::domain
