#include "server/domain/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace earshot::domain {
namespace {

using protocol::BoardNeed;
using protocol::BoardRow;
using protocol::NeedKind;

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
void set_moved(BoardRow& row, const std::string& key, const std::map<std::string, std::uint32_t>& before,
               const std::map<std::string, std::uint32_t>& now) {
  const auto then = before.find(key);
  const auto here = now.find(key);
  if (then == before.end() || here == now.end()) return;
  row.moved = static_cast<std::int32_t>(then->second) - static_cast<std::int32_t>(here->second);
}

/// Says whose row it is, as far as `request`'s viewer may know. False: this person is not shown to them.
bool name_row(BoardRow& row, const BoardRequest& request, PersonId person) {
  const auto name = person ? request.name(person) : std::nullopt;
  if (!name) return false;
  row.name = *name;
  row.own = person == request.viewer;
  if (row.own || request.goes_by_name(person)) {
    row.person = person;
  } else {
    row.team.clear();  // it would tell who that is
  }
  return true;
}

std::vector<BoardRow> people_rows(const Figures& figures, const BoardRequest& request) {
  std::vector<BoardRow> rows;
  const auto places = places_of(figures);
  for (std::size_t i = 0; i < figures.table.trainees.size(); ++i) {
    BoardRow row = standing_of(figures, i);
    if (!name_row(row, request, figures.table.trainees[i])) continue;
    set_moved(row, figures.table.ratings.trainees[i], request.before, places);
    rows.push_back(std::move(row));
  }
  sort_rows(rows);
  return rows;
}

// --- Teams ----------------------------------------------------------------------------------------------------------

struct TeamFigures {
  Team of;
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
  std::map<Team, TeamFigures> teams;
  for (std::size_t i = 0; i < figures.table.trainees.size(); ++i) {
    if (!figures.table.trainees[i]) continue;
    const Team& of = figures.table.teams[i];
    if (of.name.empty()) continue;
    TeamFigures& team = teams[of];
    team.of = of;
    team.active.push_back(i);
    if (figures.fit.trainees[i].sessions >= kSessionsThatCount) team.counted.push_back(i);
  }
  std::vector<TeamFigures> all;
  for (auto& [of, team] : teams) {
    measure_team(figures.fit, team);
    all.push_back(std::move(team));
  }
  return all;
}

/// Teams that cannot be told apart share a tier, as people do.
void set_tiers(std::vector<BoardRow>& rows) {
  std::vector<BoardRow*> ranked;
  for (BoardRow& row : rows) {
    if (row.needs.empty()) ranked.push_back(&row);
  }
  std::ranges::sort(ranked, std::ranges::greater{}, &BoardRow::ability);
  const BoardRow* first = nullptr;
  std::uint32_t tier = 0;
  for (BoardRow* row : ranked) {
    if (!first || first->ability - row->ability > kInterval * std::hypot(first->se, row->se)) {
      first = row;
      ++tier;
    }
    row->tier = tier;
  }
}

/// The team of a trainee in their latest session with one on this board.
Team team_of(const Figures& figures, PersonId person) {
  const auto at = std::ranges::find(figures.table.trainees, person);
  if (!person || at == figures.table.trainees.end()) return {};
  return figures.table.teams[static_cast<std::size_t>(at - figures.table.trainees.begin())];
}

std::vector<BoardRow> team_rows(const Figures& figures, const BoardRequest& request) {
  const Team own = team_of(figures, request.viewer);
  const auto is_unconfirmed = [&](std::size_t m) { return figures.table.unconfirmed.contains(figures.table.trainees[m]); };
  std::vector<BoardRow> rows;
  for (const TeamFigures& team : teams_of(figures)) {
    BoardRow row;
    row.name = team.of.name;
    row.own = own == team.of;
    row.members = static_cast<std::uint32_t>(team.counted.size());
    for (const std::size_t m : team.active) row.n += figures.fit.trainees[m].sessions;
    if (!team.counted.empty()) set_measure(row, figures.fit, team.measure, team.se);
    // At least three, and at least half of those who play at all: a team cannot send its best alone.
    const auto floor = std::max<std::uint32_t>(kTeamMembers, static_cast<std::uint32_t>((team.active.size() + 1) / 2));
    if (row.members < floor) row.needs.push_back({NeedKind::members, floor - row.members});
    if (std::ranges::any_of(team.counted, is_unconfirmed)) row.needs.push_back({NeedKind::roster, 1});
    rows.push_back(std::move(row));
  }
  set_tiers(rows);
  sort_rows(rows);
  return rows;
}

// --- Getting better --------------------------------------------------------------------------------------------------

/// How much of a session's step up is believed: most people gain a few hundredths of a level a session.
constexpr double kStepSd = 0.1;  // logits a session

struct Step {
  double up = 0;  ///< logits a session
  double se = 0;
};

/// A line through the sessions' effects in their order, drawn to no change as far as it is uncertain.
Step step_of(const std::vector<const ability::SessionEffect*>& effects) {
  const auto n = static_cast<double>(effects.size());
  double mean = 0;
  for (const auto* effect : effects) mean += effect->effect / n;
  double xy = 0;
  double xx = 0;
  double error = 0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    const double x = static_cast<double>(i) - (n - 1) / 2;
    xy += x * (effects[i]->effect - mean);
    xx += x * x;
    error += std::pow(effects[i]->se, 2) / n;
  }
  const double slope = xx > 0 ? xy / xx : 0;
  const double variance = xx > 0 ? error / xx : 1;
  const double trust = kStepSd * kStepSd / (kStepSd * kStepSd + variance);
  return {trust * slope, std::sqrt(trust * variance)};
}

/// Each trainee's session effects, the earliest session first. Recorded talks are left out.
std::map<std::size_t, std::vector<const ability::SessionEffect*>> effects_of(const Figures& figures) {
  std::unordered_map<SessionId, std::size_t> order;
  for (const auto& scored : figures.table.results) order.emplace(scored->result.session, order.size());
  const auto when = [&](const ability::SessionEffect* effect) { return order[figures.table.sessions[effect->session]]; };
  std::map<std::size_t, std::vector<const ability::SessionEffect*>> effects;
  for (const ability::SessionEffect& effect : figures.fit.sessions) {
    if (figures.table.sessions[effect.session]) effects[effect.trainee].push_back(&effect);
  }
  for (auto& [trainee, list] : effects) std::ranges::sort(list, {}, when);
  return effects;
}

std::vector<BoardRow> improvement_rows(const Figures& figures, const BoardRequest& request) {
  // How many levels a shift of one logit is worth around the middle of the board.
  const double levels = level_at(figures.fit, 0.5) - level_at(figures.fit, -0.5);
  std::vector<BoardRow> rows;
  for (const auto& [trainee, effects] : effects_of(figures)) {
    const PersonId person = figures.table.trainees[trainee];
    BoardRow row;
    row.team = figures.table.teams[trainee].name;
    if (!name_row(row, request, person)) continue;
    row.n = static_cast<std::uint32_t>(effects.size());
    if (row.n < kSessionsThatCount) row.needs.push_back({NeedKind::sessions, kSessionsThatCount - row.n});
    if (figures.table.unconfirmed.contains(person)) row.needs.push_back({NeedKind::roster, 1});
    const Step step = step_of(effects);
    row.ability = step.up;
    row.se = step.se;
    row.fair = step.up * levels;
    row.low = (step.up - kInterval * step.se) * levels;
    row.high = (step.up + kInterval * step.se) * levels;
    // One tier for who certainly got better, one for the others: an order of noise would be no order.
    if (row.needs.empty()) row.tier = row.low > 0 ? 1 : 2;
    rows.push_back(std::move(row));
  }
  sort_rows(rows);
  return rows;
}

}  // namespace

BoardRow standing_of(const Figures& figures, std::size_t trainee) {
  const ability::Trainee& measured = figures.fit.trainees[trainee];
  BoardRow row;
  row.team = figures.table.teams[trainee].name;
  set_measure(row, figures.fit, measured.measure, measured.se);
  row.n = measured.sessions;
  row.needs = needs_of(figures, trainee);
  row.tier = figures.tiers[trainee];
  return row;
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

}  // namespace earshot::domain
