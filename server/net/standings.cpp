#include "server/net/standings.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "server/net/results.h"

namespace earshot::net {
namespace {

using protocol::BoardWindow;
using protocol::Refusal;
using protocol::Why;

/// 'Since the board before' means one that is at least so old: about a round ago, not a second.
constexpr Milliseconds kBoardBefore = std::chrono::minutes{20};
/// Boards of which figures are kept. More are asked for only by somebody who leafs through all of them.
constexpr std::size_t kBoardsKept = 40;

std::int64_t millionths(double logits) { return std::llround(logits * 1e6); }

/// Today and the seven days before: one board a day, so that all who ask get the same one and see who moved on it.
TimePoint week_ago(TimePoint now) { return std::chrono::floor<std::chrono::days>(now) - std::chrono::days{7}; }

/// The order of `then` among those who have a place now: what is stored of an earlier run knows everybody's measure, also of
/// those who were not ranked.
std::map<std::string, std::uint32_t> places_among(const std::map<std::string, std::uint32_t>& then, const std::map<std::string, std::uint32_t>& now) {
  std::vector<std::pair<std::uint32_t, std::string>> order;
  for (const auto& [who, place] : then) {
    if (now.contains(who)) order.emplace_back(place, who);
  }
  std::ranges::sort(order);
  std::map<std::string, std::uint32_t> places;
  for (std::size_t i = 0; i < order.size(); ++i) places[order[i].second] = static_cast<std::uint32_t>(i + 1);
  return places;
}

}  // namespace

Standings::Standings(const store::Loaded& loaded, bool background) : seasons_(loaded.seasons), fits_(background) {
  for (const store::ResultRecord& record : loaded.results) {
    if (auto result = result_in(record)) {
      results_.push_back(std::make_shared<domain::Scored>(domain::Scored{std::move(*result), record.class_id}));
      index(results_.back());
    }
  }
  for (const store::CalibrationRecord& record : loaded.calibrations) {
    if (const auto outcome = outcome_in(record)) add(*outcome, record.class_id);
  }
  for (const store::ExcuseRecord& record : loaded.excuses) add(record);
  for (const store::BoardNameRecord& record : loaded.board_names) names_[record.person] = record;
  for (const store::RerateRecord& record : loaded.rerates) rerates_[record.session] = static_cast<std::uint8_t>(record.level);
  std::map<std::uint64_t, std::string> scope_of_run;
  for (const store::FitRunRecord& run : loaded.fit_runs) {
    scope_of_run[run.id] = run.scope;
    last_run_ = std::max(last_run_, run.id);
  }
  std::map<std::string, std::vector<std::pair<std::int64_t, std::string>>> measures;
  for (const store::FitMeasureRecord& measure : loaded.fit_measures) {
    measures[scope_of_run[measure.run]].push_back({-measure.measure, measure.element});
  }
  for (auto& [scope, list] : measures) {
    std::ranges::sort(list);
    for (std::size_t i = 0; i < list.size(); ++i) recalled_[scope][list[i].second] = static_cast<std::uint32_t>(i + 1);
  }
}

void Standings::index(const std::shared_ptr<const domain::Scored>& scored) {
  const std::size_t at = results_.size() - 1;
  std::set<PersonId> people{scored->result.agent, scored->result.customer};
  if (scored->result.observer) people.insert(scored->result.observer);
  for (const domain::PersonDeed& entry : scored->result.deeds) {
    people.insert(entry.person);
    deeds_[entry.person].push_back(entry.deed);
  }
  for (const PersonId person : people) {
    if (person) of_person_[person].push_back(at);
  }
}

void Standings::add(domain::Result result, ClassId class_id) {
  results_.push_back(std::make_shared<domain::Scored>(domain::Scored{std::move(result), class_id}));
  index(results_.back());
  ++revision_;
}

void Standings::add(const domain::CalibrationOutcome& outcome, ClassId class_id) {
  std::map<std::string, std::pair<double, int>> anchors;  // what the trainers gave: sum and count
  for (const auto& rater : outcome.raters) {
    anchors_.push_back({class_id, outcome.at.point(), outcome.transcript, outcome.rubric_hash, rater.person, rater.trainer, rater.levels});
    for (const auto& given : rater.levels) {
      if (!rater.trainer || !given.level) continue;
      anchors[given.criterion].first += *given.level;
      ++anchors[given.criterion].second;
    }
  }
  ++revision_;
  for (const auto& rater : outcome.raters) {
    if (rater.trainer) continue;
    game::Deed deed;
    deed.at = outcome.at;
    deed.kind = game::DeedKind::calibration;
    deed.class_id = class_id;
    double distance = 0;
    int n = 0;
    for (const auto& given : rater.levels) {
      const auto anchor = anchors.find(given.criterion);
      if (!given.level || anchor == anchors.end()) continue;
      distance += std::abs(*given.level - anchor->second.first / anchor->second.second);
      ++n;
    }
    if (n > 0) deed.calibration_distance = static_cast<std::uint32_t>(std::lround(100 * distance / n));
    deeds_[rater.person].push_back(std::move(deed));
  }
}

void Standings::add(const store::ExcuseRecord& excuse) {
  game::Deed deed;
  deed.at = protocol::Moment{excuse.at};
  deed.kind = game::DeedKind::excused;
  deed.session = excuse.session;
  deed.class_id = excuse.class_id;
  deeds_[excuse.person].push_back(std::move(deed));
}

std::vector<std::shared_ptr<const domain::Scored>> Standings::results_of(PersonId person) const {
  std::vector<std::shared_ptr<const domain::Scored>> own;
  const auto found = of_person_.find(person);
  if (found == of_person_.end()) return own;
  for (const std::size_t at : found->second) own.push_back(results_[at]);
  return own;
}

const std::vector<game::Deed>& Standings::deeds_of(PersonId person) const {
  static const std::vector<game::Deed> none;
  const auto found = deeds_.find(person);
  return found == deeds_.end() ? none : found->second;
}

bool Standings::has_card(std::string_view card) const {
  return std::ranges::any_of(results_, [&](const auto& scored) { return scored->result.card == card; });
}

// --- Seasons --------------------------------------------------------------------------------------------------------

const store::SeasonRecord* Standings::season() const {
  if (seasons_.empty() || seasons_.back().ended != TimePoint{}) return nullptr;
  return &seasons_.back();
}

std::vector<store::Write> Standings::start_season(std::string name, std::optional<TimePoint> ends_at, TimePoint now) {
  std::vector<store::Write> writes = end_season(now);
  store::SeasonRecord next;
  next.id = seasons_.empty() ? 1 : seasons_.back().id + 1;
  next.name = std::move(name);
  next.began = now;
  next.ends_at = ends_at.value_or(TimePoint{});
  seasons_.push_back(next);
  writes.emplace_back(std::move(next));
  return writes;
}

std::vector<store::Write> Standings::end_season(TimePoint now) {
  if (!season()) return {};
  seasons_.back().ended = now;
  return {seasons_.back()};
}

bool Standings::in_last_week(TimePoint now) const {
  const store::SeasonRecord* running = season();
  return running && running->ends_at != TimePoint{} && now >= running->ends_at - std::chrono::days{7};
}

protocol::SeasonsShown Standings::shown_to(PersonId person) const {
  const auto moment = [](TimePoint at) { return at == TimePoint{} ? std::nullopt : std::optional(protocol::Moment{at}); };
  protocol::SeasonsShown shown;
  for (const store::SeasonRecord& one : seasons_) {
    shown.seasons.push_back({one.id, one.name, protocol::Moment{one.began}, moment(one.ended), moment(one.ends_at)});
  }
  shown.shown = name_shown(person);
  shown.alias = alias(person);
  return shown;
}

// --- Names ----------------------------------------------------------------------------------------------------------

store::BoardNameRecord Standings::set_name(PersonId person, protocol::NameShown shown, std::string alias) {
  store::BoardNameRecord record{person, static_cast<std::uint32_t>(shown), std::move(alias)};
  names_[person] = record;
  return record;
}

protocol::NameShown Standings::name_shown(PersonId person) const {
  const auto found = names_.find(person);
  const bool known = found != names_.end() && found->second.shown < protocol::kNameShownWords.size();
  return known ? static_cast<protocol::NameShown>(found->second.shown) : protocol::NameShown::name;
}

const std::string& Standings::alias(PersonId person) const {
  static const std::string none;
  const auto found = names_.find(person);
  return found == names_.end() ? none : found->second.alias;
}

// --- Boards ---------------------------------------------------------------------------------------------------------

tl::expected<domain::Scope, Refusal> Standings::scope_of(const protocol::BoardScope& wanted, ClassId in_class,
                                                          const rubric::Rubric& rubric, TimePoint now) const {
  const auto no = [](Why why, std::string text, std::string field) {
    return tl::unexpected(Refusal{why, std::move(text), std::move(field)});
  };
  domain::Scope scope;
  scope.card = wanted.card;
  switch (wanted.window) {
    case BoardWindow::class_:
      if (!in_class) return no(Why::not_in_class, "you are in no class", "window");
      scope.class_id = in_class;
      break;
    case BoardWindow::week: scope.from = week_ago(now); break;
    case BoardWindow::season: {
      if (seasons_.empty()) return no(Why::unknown, "there has been no season yet", "season");
      const auto found = wanted.season == 0 ? std::prev(seasons_.end()) : std::ranges::find(seasons_, wanted.season, &store::SeasonRecord::id);
      if (found == seasons_.end()) return no(Why::unknown, fmt::format("there is no season {}", wanted.season), "season");
      scope.from = found->began;
      if (found->ended != TimePoint{}) scope.until = found->ended;
      break;
    }
    case BoardWindow::all: break;
  }
  if (wanted.skill.empty()) return scope;
  for (const rubric::Criterion& criterion : rubric.criteria) {
    constexpr std::string_view kSteps[] = {"listen", "extract", "return"};
    if (criterion.id == wanted.skill || kSteps[static_cast<std::size_t>(criterion.step)] == wanted.skill) scope.criteria.push_back(criterion.id);
  }
  if (scope.criteria.empty()) return no(Why::unknown, fmt::format("the rubric has no skill '{}'", wanted.skill), "skill");
  return scope;
}

std::string Standings::key_of(const domain::Scope& scope) const {
  for (const store::SeasonRecord& one : seasons_) {
    const bool of_season = !scope.class_id && scope.card.empty() && scope.criteria.empty() && scope.from == one.began &&
                           scope.until == (one.ended == TimePoint{} ? TimePoint::max() : one.ended);
    if (of_season) return fmt::format("season {}", one.id);
  }
  return {};
}

void Standings::recall(const domain::Scope& scope, BoardState& board) const {
  const auto found = recalled_.find(key_of(scope));
  if (found != recalled_.end()) board.before = found->second;
}

BoardState& Standings::board(const domain::Scope& scope, const domain::Rosters& rosters) {
  if (boards_.size() >= kBoardsKept && !boards_.contains(scope)) {
    const auto idle = [](const auto& entry) { return entry.second.running ? std::uint64_t(-1) : entry.second.used; };
    boards_.erase(std::ranges::min_element(boards_, {}, idle));
  }
  const auto [found, fresh] = boards_.try_emplace(scope);
  BoardState& board = found->second;
  if (fresh) recall(scope, board);
  board.used = ++asked_;
  if (!board.running && (!board.figures || board.revision != revision_)) {
    board.running = true;
    fits_.submit({scope, revision_, results_, anchors_, rosters, board.figures});
  }
  return board;
}

std::vector<domain::Scope> Standings::take_done(TimePoint now, std::vector<store::Write>& writes) {
  std::vector<domain::Scope> scopes;
  for (FitDone& done : fits_.take()) {
    const auto found = boards_.find(done.scope);
    if (found == boards_.end()) continue;
    BoardState& board = found->second;
    board.running = false;
    if (!done.figures) {
      spdlog::error("a board could not be worked out: {}", done.figures.error().to_string());
      board.revision = done.revision;
      if (!board.figures) board.figures = std::make_shared<domain::Figures>();
      scopes.push_back(done.scope);
      continue;
    }
    if (board.figures && !board.figures->tiers.empty() && now >= board.since + kBoardBefore) {
      board.before = domain::places_of(*board.figures);
      board.since = now;
    } else if (!board.figures) {
      board.since = now;
    }
    if (!board.figures) board.before = places_among(board.before, domain::places_of(**done.figures));
    board.figures = std::move(*done.figures);
    board.revision = done.revision;
    scopes.push_back(done.scope);

    const domain::Figures& figures = *board.figures;
    const std::string key = key_of(done.scope);
    if (key.empty() || figures.fit.trainees.empty()) continue;
    const std::uint64_t run = ++last_run_;
    writes.emplace_back(store::FitRunRecord{run, key, now, figures.table.results.size(), figures.table.ratings.ratings.size(),
                                            static_cast<std::uint32_t>(figures.fit.iterations), figures.fit.converged});
    const auto keep = [&](store::Facet facet, const std::vector<std::string>& names, const auto& elements) {
      for (std::size_t i = 0; i < elements.size(); ++i) {
        writes.emplace_back(store::FitMeasureRecord{run, static_cast<std::uint32_t>(facet), names[i], millionths(elements[i].measure),
                                                    millionths(elements[i].se), elements[i].ratings});
      }
    };
    keep(store::Facet::trainee, figures.table.ratings.trainees, figures.fit.trainees);
    keep(store::Facet::rater, figures.table.ratings.raters, figures.fit.raters);
    keep(store::Facet::scenario, figures.table.ratings.scenarios, figures.fit.scenarios);
    keep(store::Facet::criterion, figures.table.ratings.criteria, figures.fit.criteria);
  }
  return scopes;
}

// --- A month later --------------------------------------------------------------------------------------------------

store::RerateRecord Standings::rerate(SessionId session, PersonId person, std::uint8_t level, TimePoint now) {
  rerates_[session] = level;
  return {session, person, level, now};
}

std::optional<std::uint8_t> Standings::rerated(SessionId session) const {
  const auto found = rerates_.find(session);
  return found == rerates_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace earshot::net
