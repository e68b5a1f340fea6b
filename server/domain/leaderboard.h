// Leaderboards: which results a board rests on, what the ability model makes of them, and the rows that come of it.
//
// A board is a fit of the ability model over the ratings it names, whether the season runs or is over. Raw means are
// never ranked. Pure; `work_out` takes long on a large season and may run on another thread: it reads nothing but its
// arguments. Rules: docs/scores.md.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "server/ability/ability.h"
#include "server/domain/scoring.h"
#include "shared/protocol/board.h"

namespace earshot::domain {

/// A scored session and the class it was played in.
struct Scored {
  Result result;
  ClassId class_id;
};
using ScoredList = std::vector<std::shared_ptr<const Scored>>;

/// What one person gave a recorded talk that a class rated together. It anchors how strict everybody is.
struct AnchorRating {
  ClassId class_id;
  TimePoint at;
  std::string transcript;
  std::string rubric;  ///< hash of the version it was rated on
  PersonId by;
  bool trainer = false;
  std::vector<protocol::CriterionLevel> levels;
};
using Anchors = std::vector<AnchorRating>;

/// A BoardScope with everything filled in that it leaves to the asker's class, the season and the rubric.
struct Scope {
  ClassId class_id;                   ///< 0: all classes
  TimePoint from{};                   ///< [from, until)
  TimePoint until = TimePoint::max();
  std::string card;                   ///< empty: all
  std::vector<std::string> criteria;  ///< empty: all
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

/// Who has been confirmed to be in which class. A class that is not here has not been confirmed yet; one whose list is
/// empty needs no confirmation (Practice).
using Rosters = std::map<ClassId, std::set<PersonId>>;

/// The ratings of a scope as the model takes them. `ratings`' lists and these are in the same order.
struct RatingTable {
  Scope scope;
  ability::Ratings ratings;
  std::vector<PersonId> trainees;  ///< 0: a recorded talk
  std::vector<PersonId> raters;
  std::vector<SessionId> sessions;
  ScoredList results;              ///< those it was made of, the earliest first
  std::set<PersonId> unconfirmed;  ///< trainees who have played in unconfirmed classes alone
};

/// Self-ratings, unranked sessions and, in a confirmed class, raters who are not on its roster are left out.
RatingTable table_of(const ScoredList& results, const Anchors& anchors, const Scope& scope, const Rosters& rosters);

/// How far a flagged rater's levels count, or those for one person.
struct Doubts {
  std::vector<double> raters;                            ///< 0 to 1, in the order of the table
  std::map<std::pair<std::size_t, std::size_t>, double> pairs;  ///< rater, trainee
};

struct Figures {
  RatingTable table;
  ability::Fit plain;  ///< all ratings count alike: flags come from here
  ability::Fit fit;    ///< doubtful ones count less: scores come from here
  Doubts doubts;
  std::vector<std::uint32_t> tiers;  ///< of trainees; 0: not ranked
};

/// Fails as ability::fit does; a table without ratings gives figures without rows.
earshot::Result<Figures> work_out(RatingTable table, const Figures* before = nullptr, std::stop_token stop = {});

/// How to call somebody on a board; nothing: they are hidden from this viewer.
using NameOnBoard = std::function<std::optional<std::string>(PersonId)>;

struct BoardRequest {
  protocol::BoardKind kind{};
  PersonId viewer;
  NameOnBoard name;
  std::function<bool(PersonId)> goes_by_name;          ///< false: `person` is not given away
  std::map<std::string, std::uint32_t> before;         ///< place of each person or team on the board before; see places_of
};

/// The best first; provisional ones after the ranked ones, those who lack least first.
std::vector<protocol::BoardRow> rows_of(const Figures& figures, const BoardRequest& request);

/// Where each person stands by measure alone, the ranked ones from 1: to tell next time who has moved.
std::map<std::string, std::uint32_t> places_of(const Figures& figures);

/// Why somebody's score is what it is. Nothing if they have no rating in this scope.
std::optional<protocol::AuditShown> audit_of(const Figures& figures, const BoardRequest& request, PersonId person);

/// How the people of a class rate, the flagged first. `members`: empty for all.
std::vector<protocol::RaterRow> raters_of(const Figures& figures, const std::set<PersonId>& members,
                                          const std::function<std::string(PersonId)>& name);

/// The level, 1 to 5, that is expected at this ability with everything else at its mean.
double level_at(const ability::Fit& fit, double measure);

/// Teams and the improvement board start from so many sessions; a team needs so many people who count.
inline constexpr std::uint32_t kSessionsThatCount = 3;
inline constexpr std::uint32_t kTeamMembers = 3;

}  // namespace earshot::domain
