// What a session's marks, ratings and outcome come to (docs: scores, first form). Every share is a plain count, so
// that it can be explained on one screen.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/session.h"
#include "shared/protocol/messages.h"

namespace earshot::domain {

/// Capture: facts and feelings confirmed in the first recap, out of those that were told. Disclosure: `if_asked` and
/// `if_heard` facts told after their condition, out of all such facts of the card. Resolution and prevention: options
/// named in Solve, out of the card's. Invented: lines of the first recap marked wrong that are about nothing on the
/// card; each takes a point. Told again: facts the customer had to say twice; after a hand-over, where only the notes go
/// along, each takes a point as well. A part that cannot be judged (no recap marked, no outcome given) is out of 0 and does not count.
protocol::Evidence evidence_of(const Session& session);

/// Per focus criterion first, then the others that were rated: the mean over everybody but the agent.
std::vector<protocol::CriterionMean> peer_means(const Session& session);

/// The facts that count as told, with what became of them.
std::vector<protocol::ToldFact> told_facts(const Session& session);

/// The felt-heard curve; its first point is the card's start, at the beginning of the talk.
std::vector<protocol::FeltPoint> felt_curve(const Session& session);

struct ResultRating {
  PersonId by;
  Role role{};  ///< of the rater
  protocol::Rate rating;
  bool trainer = false;  ///< by a trainer who had no place in the session
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(by), CEREAL_NVP(role), CEREAL_NVP(rating));
    if constexpr (A::is_saving::value) {
      a(CEREAL_NVP(trainer));
    } else {
      try {
        a(CEREAL_NVP(trainer));
      } catch (const cereal::Exception&) {
        trainer = false;  // rows from before trainers rated
      }
    }
  }
};

/// What a scored session leaves behind: boards and later the ability model read these, never the journal.
struct Result {
  SessionId session;
  RoundId round;
  Moment at;
  std::string card;
  std::uint32_t variant = 0;
  PersonId customer;
  PersonId agent;
  PersonId observer;
  std::string team;  ///< the agent's
  std::vector<std::string> focus;
  std::vector<ResultRating> ratings;
  protocol::Evidence evidence;
  std::optional<protocol::Outcome> outcome;
  std::vector<protocol::FeltPoint> curve;
  bool ranked = true;  ///< false where it would be unfair: kept and shown, and no board counts it
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(at), CEREAL_NVP(card), CEREAL_NVP(variant), CEREAL_NVP(customer),
      CEREAL_NVP(agent), CEREAL_NVP(observer), CEREAL_NVP(team), CEREAL_NVP(focus), CEREAL_NVP(ratings),
      CEREAL_NVP(evidence), CEREAL_NVP(outcome), CEREAL_NVP(curve));
    if constexpr (A::is_saving::value) {
      a(CEREAL_NVP(ranked));
    } else {
      try {
        a(CEREAL_NVP(ranked));
      } catch (const cereal::Exception&) {
        ranked = true;  // rows from before it was kept
      }
    }
  }
};

/// The row of a session that was scored, or nothing if nobody but the agent rated the agent.
std::optional<Result> result_of(const Session& session, std::string team, TimePoint at);

/// The agent's mean level over all criteria and raters but the agent, each rater counting once.
std::optional<double> peer_mean(const Result& result);

}  // namespace earshot::domain
