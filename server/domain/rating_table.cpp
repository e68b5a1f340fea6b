#include "server/domain/rating_table.h"

#include <algorithm>

namespace earshot::domain {
namespace {

/// Gives each key its place in a list.
template <class Key>
class Index {
 public:
  ability::Index operator()(const Key& key, std::vector<std::string>& names, const std::string& name) {
    const auto [found, fresh] = places_.try_emplace(key, static_cast<ability::Index>(names.size()));
    if (fresh) names.push_back(name);
    return found->second;
  }

 private:
  std::map<Key, ability::Index> places_;
};

bool in_scope(const Scored& scored, const Scope& scope) {
  const Result& result = scored.result;
  if (!result.ranked) return false;
  if (scope.class_id && scored.class_id != scope.class_id) return false;
  if (result.at.point() < scope.from || result.at.point() >= scope.until) return false;
  return scope.card.empty() || result.card == scope.card;
}

/// True unless the class has been confirmed without this person.
bool counts(const Rosters& rosters, ClassId class_id, PersonId person) {
  const auto roster = rosters.find(class_id);
  return roster == rosters.end() || roster->second.empty() || roster->second.contains(person);
}
bool confirmed(const Rosters& rosters, ClassId class_id, PersonId person) {
  const auto roster = rosters.find(class_id);
  return roster != rosters.end() && (roster->second.empty() || roster->second.contains(person));
}

ability::Side side_of(const std::string& rater, const std::string& trainee) {
  if (rater.empty() || trainee.empty()) return ability::Side::none;
  return rater == trainee ? ability::Side::own_team : ability::Side::rival_team;
}

class TableMaker {
 public:
  TableMaker(const Scope& scope, const Rosters& rosters) : scope_(scope), rosters_(rosters) { out_.scope = scope; }

  /// The earliest first.
  void add(const std::shared_ptr<const Scored>& scored) {
    const Result& result = scored->result;
    bool any = false;
    for (const ResultRating& entry : result.ratings) {
      if (entry.by == result.agent || entry.rating.of != result.agent || !counts(rosters_, scored->class_id, entry.by)) continue;
      for (const auto& given : entry.rating.levels) {
        if (!given.level || !covers(scope_, given.criterion)) continue;
        ability::Rating rating;
        rating.trainee = trainee(result.agent, std::to_string(result.agent.value));
        // A session without teams, as in Practice, takes nobody out of theirs.
        if (!result.team.empty()) out_.teams[rating.trainee] = {scored->class_id, result.team};
        rating.rater = rater(entry.by);
        rating.scenario = scenarios_(result.card, out_.ratings.scenarios, result.card);
        rating.session = session(result.session, std::to_string(result.session.value));
        rating.criterion = criterion(given.criterion, result.rubric);
        rating.level = *given.level;
        rating.side = side_of(entry.team, result.team);
        out_.ratings.ratings.push_back(rating);
        any = true;
      }
    }
    if (!any) return;
    out_.results.push_back(scored);
    if (confirmed(rosters_, scored->class_id, result.agent)) {
      confirmed_.insert(result.agent);
    } else {
      out_.unconfirmed.insert(result.agent);
    }
  }

  /// A recorded talk is a trainee and a card of its own: rated by all, it links everybody's severities.
  void add(const AnchorRating& anchor) {
    if (!counts(rosters_, anchor.class_id, anchor.by)) return;
    const std::string name = "transcript:" + anchor.transcript;
    for (const auto& given : anchor.levels) {
      if (!given.level || !covers(scope_, given.criterion)) continue;
      ability::Rating rating;
      rating.trainee = trainee({}, name);
      rating.rater = rater(anchor.by);
      rating.scenario = scenarios_(name, out_.ratings.scenarios, name);
      rating.session = session({}, name);
      rating.criterion = criterion(given.criterion, anchor.rubric);
      rating.level = *given.level;
      out_.ratings.ratings.push_back(rating);
    }
  }

  RatingTable take() {
    for (const PersonId person : confirmed_) out_.unconfirmed.erase(person);
    return std::move(out_);
  }

 private:
  ability::Index trainee(PersonId person, const std::string& name) {
    const auto at = trainees_(name, out_.ratings.trainees, name);
    if (at == out_.trainees.size()) {
      out_.trainees.push_back(person);
      out_.teams.emplace_back();
    }
    return at;
  }
  /// A criterion whose rubric was changed is another one: old ratings keep the text they were given on.
  ability::Index criterion(const std::string& id, const std::string& rubric) {
    const std::string name = rubric.empty() ? id : id + "@" + rubric.substr(0, 8);
    return criteria_(name, out_.ratings.criteria, name);
  }
  ability::Index rater(PersonId person) {
    const auto at = raters_(person, out_.ratings.raters, std::to_string(person.value));
    if (at == out_.raters.size()) out_.raters.push_back(person);
    return at;
  }
  ability::Index session(SessionId id, const std::string& name) {
    const auto at = sessions_(name, out_.ratings.sessions, name);
    if (at == out_.sessions.size()) out_.sessions.push_back(id);
    return at;
  }

  const Scope& scope_;
  const Rosters& rosters_;
  RatingTable out_;
  std::set<PersonId> confirmed_;
  Index<std::string> trainees_, scenarios_, criteria_, sessions_;
  Index<PersonId> raters_;
};

}  // namespace

bool covers(const Scope& scope, const std::string& criterion) {
  return scope.criteria.empty() || std::ranges::find(scope.criteria, criterion) != scope.criteria.end();
}

RatingTable table_of(const ScoredList& results, const Anchors& anchors, const Scope& scope, const Rosters& rosters) {
  ScoredList chosen;
  for (const auto& scored : results) {
    if (in_scope(*scored, scope)) chosen.push_back(scored);
  }
  std::ranges::stable_sort(chosen, {}, [](const auto& scored) { return std::pair{scored->result.at, scored->result.session}; });
  TableMaker maker(scope, rosters);
  for (const auto& scored : chosen) maker.add(scored);
  if (scope.card.empty()) {
    for (const AnchorRating& anchor : anchors) {
      const bool fits = (!scope.class_id || anchor.class_id == scope.class_id) && anchor.at >= scope.from && anchor.at < scope.until;
      if (fits) maker.add(anchor);
    }
  }
  return maker.take();
}

}  // namespace earshot::domain
