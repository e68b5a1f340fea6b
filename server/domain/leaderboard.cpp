#include "server/domain/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "server/ability/scale.h"

namespace earshot::domain {
namespace {

using protocol::BoardNeed;
using protocol::BoardRow;
using protocol::NeedKind;

/// What a flagged rater's levels weigh. Never 0: a flag is a question, not a verdict.
constexpr double kDoubtful = 0.4;
constexpr double kDoubtfulPair = 0.15;

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

bool wanted(const Scope& scope, const std::string& criterion) {
  return scope.criteria.empty() || std::ranges::find(scope.criteria, criterion) != scope.criteria.end();
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

  void add(const std::shared_ptr<const Scored>& scored) {
    const Result& result = scored->result;
    bool any = false;
    for (const ResultRating& entry : result.ratings) {
      if (entry.by == result.agent || entry.rating.of != result.agent || !counts(rosters_, scored->class_id, entry.by)) continue;
      for (const auto& given : entry.rating.levels) {
        if (!given.level || !wanted(scope_, given.criterion)) continue;
        ability::Rating rating;
        rating.trainee = trainee(result.agent, std::to_string(result.agent.value));
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
      if (!given.level || !wanted(scope_, given.criterion)) continue;
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
    if (at == out_.trainees.size()) out_.trainees.push_back(person);
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

bool is_doubtful(ability::RaterFlag flag) {
  return flag == ability::RaterFlag::erratic || flag == ability::RaterFlag::same_levels || flag == ability::RaterFlag::too_even;
}

Doubts doubts_of(const ability::Fit& fit) {
  Doubts doubts;
  for (const ability::Rater& rater : fit.raters) {
    doubts.raters.push_back(std::ranges::any_of(rater.flags, is_doubtful) ? kDoubtful : 1);
  }
  for (const ability::Pair& pair : fit.pairs) doubts.pairs[{pair.rater, pair.trainee}] = kDoubtfulPair;
  return doubts;
}

bool any(const Doubts& doubts) {
  return !doubts.pairs.empty() || std::ranges::any_of(doubts.raters, [](double weight) { return weight < 1; });
}

/// How many levels a shift of one logit is worth around the middle of the board.
double levels_per_logit(const ability::Fit& fit) { return (level_at(fit, 0.5) - level_at(fit, -0.5)); }

NeedKind kind_of(ability::Need::What what) {
  switch (what) {
    case ability::Need::What::sessions: return NeedKind::sessions;
    case ability::Need::What::scenarios: return NeedKind::cards;
    case ability::Need::What::raters: return NeedKind::raters;
    case ability::Need::What::precision: return NeedKind::precision;
    case ability::Need::What::connection: return NeedKind::connection;
  }
  return NeedKind::sessions;
}

std::vector<BoardNeed> needs_of(const Figures& figures, std::size_t trainee) {
  std::vector<BoardNeed> needs;
  for (const ability::Need& need : figures.fit.trainees[trainee].needs) needs.push_back({kind_of(need.what), need.missing});
  if (figures.table.unconfirmed.contains(figures.table.trainees[trainee])) needs.push_back({NeedKind::roster, 1});
  return needs;
}

constexpr double kInterval = 1.96;  // 95 %

void set_measure(BoardRow& row, const ability::Fit& fit, double measure, double se) {
  row.ability = measure;
  row.se = se;
  row.fair = level_at(fit, measure);
  row.low = level_at(fit, measure - kInterval * se);
  row.high = level_at(fit, measure + kInterval * se);
}

std::string team_of(const Figures& figures, PersonId person) {
  for (auto it = figures.table.results.rbegin(); it != figures.table.results.rend(); ++it) {
    if ((*it)->result.agent == person) return (*it)->result.team;
  }
  return {};
}

/// Ranked rows by tier and measure, then the others, those who lack least first.
void sort_rows(std::vector<BoardRow>& rows) {
  const auto lacks = [](const BoardRow& row) {
    std::uint32_t sum = 0;
    for (const BoardNeed& need : row.needs) sum += std::max<std::uint32_t>(need.missing, 1);
    return sum;
  };
  std::ranges::stable_sort(rows, [&](const BoardRow& a, const BoardRow& b) {
    if ((a.tier == 0) != (b.tier == 0)) return a.tier != 0;
    if (a.tier != b.tier) return a.tier < b.tier;
    if (a.tier == 0 && lacks(a) != lacks(b)) return lacks(a) < lacks(b);
    if (a.tier != 0 && a.fair != b.fair) return a.fair > b.fair;
    return a.name < b.name;
  });
}

/// Places up since the board before; who was not on it is new.
void set_moved(std::vector<BoardRow>& rows, const std::vector<std::string>& keys, const std::map<std::string, std::uint32_t>& before,
               const std::map<std::string, std::uint32_t>& now) {
  if (before.empty()) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto then = before.find(keys[i]);
    const auto here = now.find(keys[i]);
    if (then != before.end() && here != now.end()) {
      rows[i].moved = static_cast<std::int32_t>(then->second) - static_cast<std::int32_t>(here->second);
    }
  }
}

std::vector<BoardRow> people_rows(const Figures& figures, const BoardRequest& request) {
  std::vector<BoardRow> rows;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < figures.table.trainees.size(); ++i) {
    const PersonId person = figures.table.trainees[i];
    if (!person) continue;
    const auto name = request.name(person);
    if (!name) continue;
    const ability::Trainee& trainee = figures.fit.trainees[i];
    BoardRow row;
    row.own = person == request.viewer;
    if (row.own || request.goes_by_name(person)) row.person = person;
    row.name = *name;
    if (row.person) row.team = team_of(figures, person);
    set_measure(row, figures.fit, trainee.measure, trainee.se);
    row.n = trainee.sessions;
    row.needs = needs_of(figures, i);
    row.tier = figures.tiers[i];
    rows.push_back(std::move(row));
    keys.push_back(figures.table.ratings.trainees[i]);
  }
  set_moved(rows, keys, request.before, places_of(figures));
  sort_rows(rows);
  return rows;
}

// --- Teams ----------------------------------------------------------------------------------------------------------

struct TeamFigures {
  std::string name;
  std::vector<std::size_t> active;  ///< trainees with any rated session
  std::vector<std::size_t> counted; ///< with enough of them
  double measure = 0;
  double se = 0;
};

/// The mean of the members' abilities, each drawn to the team's mean as far as it is uncertain: so neither size nor one
/// lucky newcomer wins.
void measure_team(const ability::Fit& fit, TeamFigures& team) {
  const auto& members = team.counted;
  if (members.empty()) return;
  const auto n = static_cast<double>(members.size());
  double mean = 0;
  double error = 0;
  for (const std::size_t m : members) {
    mean += fit.trainees[m].measure / n;
    error += fit.trainees[m].se * fit.trainees[m].se / n;
  }
  double spread = 0;
  for (const std::size_t m : members) spread += std::pow(fit.trainees[m].measure - mean, 2) / std::max(n - 1, 1.0);
  const double between = std::max(spread - error, 0.01);  // variance of the members' true abilities
  const auto trust = [&](std::size_t m) { return between / (between + fit.trainees[m].se * fit.trainees[m].se); };
  double weight = 0;
  double sum = 0;
  for (const std::size_t m : members) {
    sum += trust(m) * fit.trainees[m].measure;
    weight += trust(m);
  }
  const double centre = sum / weight;
  team.measure = 0;
  for (const std::size_t m : members) team.measure += (centre + trust(m) * (fit.trainees[m].measure - centre)) / n;
  // The members' errors hang together (shared raters and cards), so the whole block of the covariance counts.
  const std::size_t all = fit.trainees.size();
  double variance = 0;
  for (const std::size_t a : members) {
    for (const std::size_t b : members) variance += fit.covariance.empty() ? (a == b ? std::pow(fit.trainees[a].se, 2) : 0) : fit.covariance[a * all + b];
  }
  team.se = std::sqrt(std::max(variance, 0.0)) / n;
}

std::vector<TeamFigures> teams_of(const Figures& figures) {
  std::map<std::string, TeamFigures> teams;
  for (std::size_t i = 0; i < figures.table.trainees.size(); ++i) {
    if (!figures.table.trainees[i]) continue;
    const std::string name = team_of(figures, figures.table.trainees[i]);
    if (name.empty()) continue;
    TeamFigures& team = teams[name];
    team.name = name;
    team.active.push_back(i);
    if (figures.fit.trainees[i].sessions >= kSessionsThatCount) team.counted.push_back(i);
  }
  std::vector<TeamFigures> all;
  for (auto& [name, team] : teams) {
    measure_team(figures.fit, team);
    all.push_back(std::move(team));
  }
  return all;
}

std::vector<BoardRow> team_rows(const Figures& figures, const BoardRequest& request) {
  const std::vector<TeamFigures> teams = teams_of(figures);
  const std::string own = team_of(figures, request.viewer);
  std::vector<BoardRow> rows;
  for (const TeamFigures& team : teams) {
    BoardRow row;
    row.name = team.name;
    row.own = !own.empty() && own == team.name;
    row.members = static_cast<std::uint32_t>(team.counted.size());
    for (const std::size_t m : team.active) row.n += figures.fit.trainees[m].sessions;
    if (!team.counted.empty()) set_measure(row, figures.fit, team.measure, team.se);
    // At least three, and at least half of those who play at all: a team cannot send its best alone.
    const auto floor = std::max<std::uint32_t>(kTeamMembers, static_cast<std::uint32_t>((team.active.size() + 1) / 2));
    if (row.members < floor) row.needs.push_back({NeedKind::members, floor - row.members});
    const bool roster = std::ranges::any_of(team.counted, [&](std::size_t m) { return figures.table.unconfirmed.contains(figures.table.trainees[m]); });
    if (roster) row.needs.push_back({NeedKind::roster, 1});
    rows.push_back(std::move(row));
  }
  // Teams that cannot be told apart share a tier, as people do.
  std::vector<BoardRow*> ranked;
  for (BoardRow& row : rows) {
    if (row.needs.empty()) ranked.push_back(&row);
  }
  std::ranges::sort(ranked, std::ranges::greater{}, &BoardRow::ability);
  const BoardRow* first = nullptr;
  std::uint32_t tier = 0;
  for (BoardRow* row : ranked) {
    const double apart = first ? first->ability - row->ability : 0;
    if (!first || apart > kInterval * std::hypot(first->se, row->se)) {
      first = row;
      ++tier;
    }
    row->tier = tier;
  }
  sort_rows(rows);
  return rows;
}

// --- Getting better --------------------------------------------------------------------------------------------------

/// How much of a session's step up is believed: most people gain a few hundredths of a level a session.
constexpr double kStepSd = 0.1;  // logits a session

std::vector<BoardRow> improvement_rows(const Figures& figures, const BoardRequest& request) {
  std::unordered_map<SessionId, TimePoint> at;
  for (const auto& scored : figures.table.results) at[scored->result.session] = scored->result.at.point();
  std::map<std::size_t, std::vector<std::pair<TimePoint, const ability::SessionEffect*>>> effects;
  for (const ability::SessionEffect& effect : figures.fit.sessions) {
    const SessionId session = figures.table.sessions[effect.session];
    if (session) effects[effect.trainee].push_back({at[session], &effect});
  }
  std::vector<BoardRow> rows;
  for (auto& [trainee, list] : effects) {
    const PersonId person = figures.table.trainees[trainee];
    const auto name = request.name(person);
    if (!person || !name) continue;
    std::ranges::sort(list, {}, [](const auto& entry) { return entry.first; });
    BoardRow row;
    row.own = person == request.viewer;
    if (row.own || request.goes_by_name(person)) row.person = person;
    row.name = *name;
    if (row.person) row.team = team_of(figures, person);
    row.n = static_cast<std::uint32_t>(list.size());
    if (row.n < kSessionsThatCount) row.needs.push_back({NeedKind::sessions, kSessionsThatCount - row.n});
    if (figures.table.unconfirmed.contains(person)) row.needs.push_back({NeedKind::roster, 1});
    // A line through the sessions' effects in their order, drawn to no change as far as it is uncertain.
    const auto n = static_cast<double>(list.size());
    double mean = 0;
    for (const auto& [when, effect] : list) mean += effect->effect / n;
    double xy = 0;
    double xx = 0;
    double error = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const double x = static_cast<double>(i) - (n - 1) / 2;
      xy += x * (list[i].second->effect - mean);
      xx += x * x;
      error += std::pow(list[i].second->se, 2) / n;
    }
    const double slope = xx > 0 ? xy / xx : 0;
    const double slope_variance = xx > 0 ? error / xx : 1;
    const double trust = kStepSd * kStepSd / (kStepSd * kStepSd + slope_variance);
    const double scale = levels_per_logit(figures.fit);
    const double se = std::sqrt(trust * slope_variance);
    row.ability = trust * slope;
    row.se = se;
    row.fair = trust * slope * scale;
    row.low = (trust * slope - kInterval * se) * scale;
    row.high = (trust * slope + kInterval * se) * scale;
    // One tier for who certainly got better, one for the others: an order of noise would be no order.
    if (row.needs.empty()) row.tier = row.low > 0 ? 1 : 2;
    rows.push_back(std::move(row));
  }
  sort_rows(rows);
  return rows;
}

}  // namespace

double level_at(const ability::Fit& fit, double measure) {
  if (fit.thresholds.empty()) return 0;
  double sum = 0;
  const auto scales = ability::scales(fit.thresholds);
  for (const ability::Scale& scale : scales) {
    sum += ability::moments(scale, ability::chances(scale, fit.mu + measure)).expected + 1;
  }
  return sum / static_cast<double>(scales.size());
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

earshot::Result<Figures> work_out(RatingTable table, const Figures* before, std::stop_token stop) {
  Figures figures;
  figures.table = std::move(table);
  if (figures.table.ratings.ratings.empty()) return figures;
  auto plain = ability::fit(figures.table.ratings, {}, before && before->plain.mu != 0 ? &before->plain : nullptr,
                            before ? &before->table.ratings : nullptr, stop);
  if (!plain) return tl::unexpected(plain.error());
  figures.plain = std::move(*plain);
  figures.doubts = doubts_of(figures.plain);
  if (any(figures.doubts)) {
    ability::Ratings weighed = figures.table.ratings;
    weighed.weights = figures.doubts.raters;
    for (ability::Rating& rating : weighed.ratings) {
      const auto pair = figures.doubts.pairs.find({rating.rater, rating.trainee});
      if (pair != figures.doubts.pairs.end()) rating.weight = pair->second;
    }
    auto fit = ability::fit(weighed, {}, &figures.plain, &figures.table.ratings, stop);
    if (!fit) return tl::unexpected(fit.error());
    figures.fit = std::move(*fit);
  } else {
    figures.fit = figures.plain;
  }
  for (std::size_t i = 0; i < figures.fit.trainees.size(); ++i) {
    const PersonId person = figures.table.trainees[i];
    // A recorded talk is nobody's score, and nobody ranks before the trainer has said who is in the class.
    if (!person || figures.table.unconfirmed.contains(person)) figures.fit.trainees[i].ranked = false;
  }
  figures.tiers = ability::tiers(figures.fit);
  return figures;
}

std::map<std::string, std::uint32_t> places_of(const Figures& figures) {
  std::vector<std::size_t> ranked;
  for (std::size_t i = 0; i < figures.fit.trainees.size(); ++i) {
    if (figures.tiers[i] != 0) ranked.push_back(i);
  }
  std::ranges::sort(ranked, [&](std::size_t a, std::size_t b) { return figures.fit.trainees[a].measure > figures.fit.trainees[b].measure; });
  std::map<std::string, std::uint32_t> places;
  for (std::size_t i = 0; i < ranked.size(); ++i) places[figures.table.ratings.trainees[ranked[i]]] = static_cast<std::uint32_t>(i + 1);
  return places;
}

std::vector<BoardRow> rows_of(const Figures& figures, const BoardRequest& request) {
  if (figures.fit.trainees.empty()) return {};
  switch (request.kind) {
    case protocol::BoardKind::people: return people_rows(figures, request);
    case protocol::BoardKind::teams: return team_rows(figures, request);
    case protocol::BoardKind::improvement: return improvement_rows(figures, request);
  }
  return {};
}

std::optional<protocol::AuditShown> audit_of(const Figures& figures, const BoardRequest& request, PersonId person) {
  const auto at = std::ranges::find(figures.table.trainees, person);
  if (!person || at == figures.table.trainees.end()) return {};
  const auto trainee = static_cast<std::size_t>(at - figures.table.trainees.begin());
  const ability::Fit& fit = figures.fit;
  const double middle = level_at(fit, 0);

  protocol::AuditShown audit;
  audit.person = person;
  BoardRow& row = audit.row;
  row.person = person;
  row.own = person == request.viewer;
  row.name = request.name(person).value_or("");
  row.team = team_of(figures, person);
  set_measure(row, fit, fit.trainees[trainee].measure, fit.trainees[trainee].se);
  row.n = fit.trainees[trainee].sessions;
  row.tier = figures.tiers[trainee];
  row.needs = needs_of(figures, trainee);
  audit.raters = fit.trainees[trainee].raters;
  audit.cards = fit.trainees[trainee].scenarios;

  std::map<std::string, double> card_measure;
  for (std::size_t i = 0; i < fit.scenarios.size(); ++i) card_measure[figures.table.ratings.scenarios[i]] = fit.scenarios[i].measure;
  std::map<PersonId, std::size_t> rater_at;
  for (std::size_t i = 0; i < figures.table.raters.size(); ++i) rater_at[figures.table.raters[i]] = i;

  double sum = 0;
  for (auto it = figures.table.results.rbegin(); it != figures.table.results.rend(); ++it) {
    const Result& result = (*it)->result;
    if (result.agent != person) continue;
    protocol::AuditSession shown;
    shown.session = result.session;
    shown.at = result.at;
    shown.card = result.title.empty() ? result.card : result.title;
    shown.harder = middle - level_at(fit, -card_measure[result.card]);
    double levels = 0;
    std::uint32_t n = 0;
    for (const ResultRating& entry : result.ratings) {
      const auto rater = rater_at.find(entry.by);
      if (entry.by == person || entry.rating.of != person || rater == rater_at.end()) continue;
      double given = 0;
      std::uint32_t count = 0;
      for (const auto& level : entry.rating.levels) {
        const bool counted = level.level && wanted(figures.table.scope, level.criterion);
        if (!counted) continue;
        given += *level.level;
        ++count;
      }
      if (count == 0) continue;
      protocol::AuditRater from;
      from.name = request.name(entry.by).value_or("");
      from.role = entry.role;
      from.trainer = entry.trainer;
      from.mean = given / count;
      from.strict = middle - level_at(fit, -fit.raters[rater->second].measure);
      from.weight = figures.doubts.raters.empty() ? 1 : figures.doubts.raters[rater->second];
      if (const auto pair = figures.doubts.pairs.find({rater->second, trainee}); pair != figures.doubts.pairs.end()) from.weight *= pair->second;
      shown.raters.push_back(std::move(from));
      levels += given;
      n += count;
    }
    if (n == 0) continue;
    shown.mean = levels / n;
    sum += levels;
    audit.ratings += n;
    audit.sessions.push_back(std::move(shown));
  }
  audit.raw = audit.ratings == 0 ? 0 : sum / audit.ratings;
  return audit;
}

namespace {

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

struct Mean {
  double sum = 0;
  std::uint32_t n = 0;
  double value() const { return n == 0 ? 0 : sum / n; }
};

/// What was given to whom. Made in one pass: a season has a hundred thousand ratings, and dozens of pairs to be shown.
class Given {
 public:
  explicit Given(const Figures& figures) : to_(figures.plain.trainees.size()) {
    for (const ability::Pair& pair : figures.plain.pairs) in_pairs_[{pair.rater, pair.trainee}] = {};
    for (const ability::Rating& rating : figures.table.ratings.ratings) {
      add(to_[rating.trainee], rating);
      const auto pair = in_pairs_.find({rating.rater, rating.trainee});
      if (pair != in_pairs_.end()) add(pair->second, rating);
    }
  }
  const Mean& by(const ability::Pair& pair) const { return in_pairs_.at({pair.rater, pair.trainee}); }
  /// To the same trainee, by everybody else.
  Mean by_others(const ability::Pair& pair) const {
    const Mean& all = to_[pair.trainee];
    return {all.sum - by(pair).sum, all.n - by(pair).n};
  }

 private:
  static void add(Mean& mean, const ability::Rating& rating) {
    mean.sum += rating.level;
    ++mean.n;
  }
  std::vector<Mean> to_;
  std::map<std::pair<ability::Index, ability::Index>, Mean> in_pairs_;
};

}  // namespace

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
