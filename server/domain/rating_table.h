// Which ratings a board rests on, as the ability model takes them.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server/ability/ability.h"
#include "server/domain/scoring.h"

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

/// A team of one class; another class may have one of the same name. No name: none.
struct Team {
  ClassId class_id;
  std::string name;
  friend auto operator<=>(const Team&, const Team&) = default;
};

/// The ratings of a scope as the model takes them. `ratings`' lists and these are in the same order.
struct RatingTable {
  Scope scope;
  ability::Ratings ratings;
  std::vector<PersonId> trainees;  ///< 0: a recorded talk
  std::vector<Team> teams;         ///< of the trainees, in their latest session with one
  std::vector<PersonId> raters;
  std::vector<SessionId> sessions;
  ScoredList results;              ///< those it was made of, the earliest first
  std::set<PersonId> unconfirmed;  ///< trainees who have played in unconfirmed classes alone
};

/// Self-ratings, unranked sessions and, in a confirmed class, raters who are not on its roster are left out.
RatingTable table_of(const ScoredList& results, const Anchors& anchors, const Scope& scope, const Rosters& rosters);

/// Does this criterion belong to the scope?
bool covers(const Scope& scope, const std::string& criterion);

}  // namespace earshot::domain
