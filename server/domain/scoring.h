// What a session's marks, ratings and outcome come to (docs: scores, first form). Every share is a plain count, so
// that it can be explained on one screen.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/session.h"
#include "shared/game/deed.h"
#include "shared/protocol/debrief.h"
#include "shared/protocol/score.h"

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
  std::string team{};  ///< of the rater
  bool trainer = false;  ///< by a trainer who had no place in the session
  protocol::Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(by), CEREAL_NVP(role), CEREAL_NVP(team), CEREAL_NVP(trainer), CEREAL_NVP(rating));
  }
};

/// A fact or a feeling of the card, and what became of it.
struct ResultFact {
  std::string id;
  std::string label;
  bool told = false;
  bool captured = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(label), CEREAL_NVP(told), CEREAL_NVP(captured));
  }
};

struct PersonDeed {
  PersonId person;
  game::Deed deed;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(deed));
  }
};

/// What a scored session leaves behind: boards, the ability model, the game and a trainer's report read these, never the
/// journal.
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
  std::string title{};                        ///< the card's
  std::string rubric{};                       ///< hash of the version it was rated on; empty in old rows
  std::vector<ResultFact> facts{};            ///< the card's facts and feelings
  std::string recap{};                        ///< the first one's text
  std::optional<std::uint8_t> recap_rating{}; ///< what the agent gave themselves for it
  std::vector<PersonDeed> deeds{};            ///< one for each person of the session
  /// Rows of any age are read by net/results.h, which knows what older ones do not have.
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(at), CEREAL_NVP(card), CEREAL_NVP(variant), CEREAL_NVP(customer),
      CEREAL_NVP(agent), CEREAL_NVP(observer), CEREAL_NVP(team), CEREAL_NVP(focus), CEREAL_NVP(ratings),
      CEREAL_NVP(evidence), CEREAL_NVP(outcome), CEREAL_NVP(curve), CEREAL_NVP(ranked), CEREAL_NVP(title), CEREAL_NVP(rubric), CEREAL_NVP(facts),
      CEREAL_NVP(recap), CEREAL_NVP(recap_rating), CEREAL_NVP(deeds));
  }
};

/// What teams people are in, as far as they are members.
using TeamOf = std::function<std::string(PersonId)>;

/// The row of a session that was scored, or nothing if nobody but the agent rated the agent. Its deeds are still to come
/// (deeds.h).
std::optional<Result> result_of(const Session& session, const TeamOf& team_of, TimePoint at);

}  // namespace earshot::domain
