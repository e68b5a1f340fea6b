#include "server/domain/audit.h"

#include <algorithm>

namespace earshot::domain {
namespace {

using protocol::AuditRater;
using protocol::AuditSession;

template <class Key>
std::map<Key, std::size_t> places_in(const std::vector<Key>& list) {
  std::map<Key, std::size_t> places;
  for (std::size_t i = 0; i < list.size(); ++i) places[list[i]] = i;
  return places;
}

/// The sum and the number of the levels that count.
struct Mean {
  double sum = 0;
  std::uint32_t n = 0;
  double value() const { return n == 0 ? 0 : sum / n; }
  void add(double level) {
    sum += level;
    ++n;
  }
  void add(const Mean& other) {
    sum += other.sum;
    n += other.n;
  }
};

Mean levels_of(const protocol::Rate& rating, const Scope& scope) {
  Mean mean;
  for (const protocol::CriterionLevel& given : rating.levels) {
    if (given.level && covers(scope, given.criterion)) mean.add(*given.level);
  }
  return mean;
}

/// Shows one person's sessions and what each rating in them was worth.
class Audit {
 public:
  Audit(const Figures& figures, std::size_t trainee, const NameOnBoard& name)
      : figures_(figures), trainee_(trainee), name_(name), middle_(level_at(figures.fit, 0)),
        rater_at_(places_in(figures.table.raters)), card_at_(places_in(figures.table.ratings.scenarios)) {}

  /// Nothing if no rating of it counts. `levels` takes those that do.
  std::optional<AuditSession> session(const Result& result, Mean& levels) const {
    AuditSession shown;
    Mean here;
    for (const ResultRating& entry : result.ratings) {
      const auto rater = rater_at_.find(entry.by);
      if (entry.by == result.agent || entry.rating.of != result.agent || rater == rater_at_.end()) continue;
      const Mean given = levels_of(entry.rating, figures_.table.scope);
      if (given.n == 0) continue;
      shown.raters.push_back(from(entry, rater->second, given));
      here.add(given);
    }
    if (here.n == 0) return {};
    shown.session = result.session;
    shown.at = result.at;
    shown.card = result.title.empty() ? result.card : result.title;
    shown.harder = middle_ - level_at(figures_.fit, -figures_.fit.scenarios[card_at_.at(result.card)].measure);
    shown.mean = here.value();
    levels.add(here);
    return shown;
  }

 private:
  AuditRater from(const ResultRating& entry, std::size_t rater, const Mean& given) const {
    AuditRater shown;
    shown.name = name_(entry.by).value_or("");
    shown.role = entry.role;
    shown.trainer = entry.trainer;
    shown.mean = given.value();
    shown.strict = middle_ - level_at(figures_.fit, -figures_.fit.raters[rater].measure);
    shown.weight = figures_.doubts.raters[rater];
    if (const auto pair = figures_.doubts.pairs.find({rater, trainee_}); pair != figures_.doubts.pairs.end()) shown.weight *= pair->second;
    return shown;
  }

  const Figures& figures_;
  std::size_t trainee_;
  const NameOnBoard& name_;
  double middle_;
  std::map<PersonId, std::size_t> rater_at_;
  std::map<std::string, std::size_t> card_at_;
};

protocol::RaterFlag shown(ability::RaterFlag flag) {
  switch (flag) {
    case ability::RaterFlag::erratic: return protocol::RaterFlag::erratic;
    case ability::RaterFlag::too_even: return protocol::RaterFlag::too_even;
    case ability::RaterFlag::same_levels: return protocol::RaterFlag::same_level;
    case ability::RaterFlag::favours: return protocol::RaterFlag::favours;
    case ability::RaterFlag::grudge: return protocol::RaterFlag::grudge;
  }
  return protocol::RaterFlag::erratic;
}

/// What was given to whom. Made in one pass: a season has a hundred thousand ratings, and dozens of pairs to be shown.
class Given {
 public:
  explicit Given(const Figures& figures) : to_(figures.plain.trainees.size()) {
    for (const ability::Pair& pair : figures.plain.pairs) in_pairs_[{pair.rater, pair.trainee}] = {};
    for (const ability::Rating& rating : figures.table.ratings.ratings) {
      to_[rating.trainee].add(rating.level);
      const auto pair = in_pairs_.find({rating.rater, rating.trainee});
      if (pair != in_pairs_.end()) pair->second.add(rating.level);
    }
  }
  const Mean& by(const ability::Pair& pair) const { return in_pairs_.at({pair.rater, pair.trainee}); }
  /// To the same trainee, by everybody else.
  Mean by_others(const ability::Pair& pair) const {
    const Mean& all = to_[pair.trainee];
    return {all.sum - by(pair).sum, all.n - by(pair).n};
  }

 private:
  std::vector<Mean> to_;
  std::map<std::pair<ability::Index, ability::Index>, Mean> in_pairs_;
};

}  // namespace

std::optional<protocol::AuditShown> audit_of(const Figures& figures, const BoardRequest& request, PersonId person) {
  const auto at = std::ranges::find(figures.table.trainees, person);
  if (!person || at == figures.table.trainees.end()) return {};
  const auto trainee = static_cast<std::size_t>(at - figures.table.trainees.begin());

  protocol::AuditShown shown;
  shown.person = person;
  shown.row = standing_of(figures, trainee);
  shown.row.person = person;
  shown.row.own = person == request.viewer;
  shown.row.name = request.name(person).value_or("");
  shown.raters = figures.fit.trainees[trainee].raters;
  shown.cards = figures.fit.trainees[trainee].scenarios;

  const Audit audit(figures, trainee, request.name);
  Mean levels;
  for (auto it = figures.table.results.rbegin(); it != figures.table.results.rend(); ++it) {
    if ((*it)->result.agent != person) continue;
    if (auto session = audit.session((*it)->result, levels)) shown.sessions.push_back(std::move(*session));
  }
  shown.ratings = levels.n;
  shown.raw = levels.value();
  return shown;
}

std::vector<protocol::RaterRow> raters_of(const Figures& figures, const std::set<PersonId>& members,
                                          const std::function<std::string(PersonId)>& name) {
  std::vector<protocol::RaterRow> rows;
  const double middle = level_at(figures.plain, 0);
  const Given given(figures);
  for (std::size_t i = 0; i < figures.plain.raters.size(); ++i) {
    const PersonId person = figures.table.raters[i];
    if (!members.empty() && !members.contains(person)) continue;
    const ability::Rater& rater = figures.plain.raters[i];
    protocol::RaterRow row;
    row.person = person;
    row.name = name(person);
    row.ratings = rater.ratings;
    row.strict = middle - level_at(figures.plain, -rater.measure);
    row.infit = rater.infit;
    row.outfit = rater.outfit;
    row.same = rater.same;
    row.weight = figures.doubts.raters[i];
    for (const ability::RaterFlag flag : rater.flags) row.flags.push_back(shown(flag));
    for (const ability::Pair& pair : figures.plain.pairs) {
      if (pair.rater != i) continue;
      const PersonId rated = figures.table.trainees[pair.trainee];
      if (!rated || (!members.empty() && !members.contains(rated))) continue;
      const bool mutual = std::ranges::any_of(figures.plain.pairs, [&](const ability::Pair& other) {
        return figures.table.raters[other.rater] == rated && figures.table.trainees[other.trainee] == person && (other.z > 0) == (pair.z > 0);
      });
      row.pairs.push_back({rated, name(rated), pair.z, given.by(pair).value(), given.by_others(pair).value(), pair.ratings, mutual});
    }
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, [](const auto& a, const auto& b) {
    if (a.flags.size() != b.flags.size()) return a.flags.size() > b.flags.size();
    return a.name < b.name;
  });
  return rows;
}

}  // namespace earshot::domain
