// Seasons and leaderboards: what the hub answers from figures that are worked out beside it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "server/domain/audit.h"
#include "server/net/hub.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::net {
namespace {

using protocol::Refusal;
using protocol::Why;

constexpr std::size_t kRowsPerPage = 22;      // a row takes at most 490 bytes
constexpr std::size_t kRatersPerPage = 12;    // one takes at most 270 bytes, and 230 a pair
constexpr std::size_t kPairsShown = 3;        // of one rater; the farthest
constexpr std::size_t kAuditSessions = 12;    // one takes at most 1.2 KiB with five raters
constexpr std::size_t kAuditRaters = 5;

std::optional<double> known(double value) { return std::isfinite(value) ? std::optional(value) : std::nullopt; }

}  // namespace

domain::Rosters Hub::rosters(TimePoint until) const {
  domain::Rosters rosters;
  for (const auto& [id, room] : rooms_) {
    const domain::Class& klass = room->state();
    if (klass.practice) {
      rosters[id] = {};
    } else if (const domain::Roster* roster = klass.roster(until)) {
      rosters[id] = roster->people;
    }
  }
  return rosters;
}

domain::BoardRequest Hub::board_request(PersonId viewer, const BoardState& board) const {
  domain::BoardRequest request;
  request.viewer = viewer;
  request.before = board.before;
  request.goes_by_name = [this](PersonId person) { return standings_.name_shown(person) == protocol::NameShown::name; };
  request.name = [this, viewer](PersonId person) -> std::optional<std::string> {
    if (person == viewer) return std::string(registry_.name(person));
    switch (standings_.name_shown(person)) {
      case protocol::NameShown::name: return std::string(registry_.name(person));
      case protocol::NameShown::alias: return standings_.alias(person);
      case protocol::NameShown::hidden: break;
    }
    return std::nullopt;
  };
  return request;
}

template <class Ask>
void Hub::answer_by_figures(Connection& connection, const Ask& ask, std::uint64_t number) {
  const auto scope = standings_.scope_of(ask.scope, connection.in_class, *content_.rubric(), now_);
  if (!scope) return refuse(connection, number, scope.error());
  const std::string& card = ask.scope.card;
  if (!card.empty() && !content_.find(card) && !standings_.has_card(card)) {
    return refuse(connection, number, {Why::unknown, fmt::format("there is no card '{}'", card), "card"});
  }
  accept(connection, number, 0);
  BoardState& board = standings_.board(*scope, rosters(scope->until));
  const Asker asker{connection.peer, ask};
  if (board.figures) show(connection, asker, board);
  if (standings_.is_fresh(board)) return;
  auto& waiting = askers_[*scope];
  const auto same = [&](const Asker& other) { return other.peer == asker.peer && other.ask.index() == asker.ask.index(); };
  // Who asks again meanwhile, for another kind of the same board or about another person, gets both.
  const bool known = std::ranges::any_of(waiting, [&](const Asker& other) {
    const auto* a = std::get_if<protocol::AskBoard>(&other.ask);
    const auto* b = std::get_if<protocol::AskBoard>(&asker.ask);
    const auto* c = std::get_if<protocol::AskAudit>(&other.ask);
    const auto* d = std::get_if<protocol::AskAudit>(&asker.ask);
    return same(other) && (!a || !b || a->kind == b->kind) && (!c || !d || c->person == d->person);
  });
  if (!known) waiting.push_back(asker);
  take_figures();
}

void Hub::ask_board(Connection& connection, const protocol::AskBoard& ask, std::uint64_t number) {
  answer_by_figures(connection, ask, number);
}

void Hub::ask_audit(Connection& connection, const protocol::AskAudit& ask, std::uint64_t number) {
  protocol::AskAudit wanted = ask;
  if (!wanted.person) wanted.person = connection.person;
  const ClassRoom* found = room(connection.in_class);
  const bool own = wanted.person == connection.person;
  const bool of_class = found && found->state().is_trainer(connection.person) && found->state().member(wanted.person);
  if (!own && !of_class) {
    return refuse(connection, number, {Why::not_allowed, "you can look behind your own score; a trainer behind those of the class", "person"});
  }
  answer_by_figures(connection, wanted, number);
}

void Hub::ask_raters(Connection& connection, const protocol::AskRaters& ask, std::uint64_t number) {
  answer_by_figures(connection, ask, number);
}

void Hub::show(const Connection& connection, const Asker& asker, const BoardState& board) {
  std::visit(
      [&](const auto& ask) {
        using T = std::decay_t<decltype(ask)>;
        if constexpr (std::is_same_v<T, protocol::AskBoard>) show_board(connection, ask, board);
        if constexpr (std::is_same_v<T, protocol::AskAudit>) show_audit(connection, ask, board);
        if constexpr (std::is_same_v<T, protocol::AskRaters>) show_raters(connection, ask, board);
      },
      asker.ask);
}

void Hub::show_board(const Connection& connection, const protocol::AskBoard& ask, const BoardState& board) {
  domain::BoardRequest request = board_request(connection.person, board);
  request.kind = ask.kind;
  const auto rows = domain::rows_of(*board.figures, request);
  std::size_t from = 0;
  do {
    const std::size_t to = std::min(rows.size(), from + kRowsPerPage);
    protocol::BoardPage page;
    page.kind = ask.kind;
    page.scope = ask.scope;
    page.from = static_cast<std::uint32_t>(from);
    page.complete = to == rows.size();
    page.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(to));
    page.fresh = standings_.is_fresh(board);
    page.ratings = static_cast<std::uint32_t>(board.figures->table.ratings.ratings.size());
    page.reliability = known(board.figures->fit.reliability.separation);
    if (rows.empty()) page.reliability.reset();
    send(connection, page);
    from = to;
  } while (from < rows.size());
}

void Hub::show_audit(const Connection& connection, const protocol::AskAudit& ask, const BoardState& board) {
  domain::BoardRequest request = board_request(connection.person, board);
  // Those who rated a session are known to whom they rated since its debrief; a trainer knows those of the class.
  const ClassRoom* found = room(connection.in_class);
  const bool own = ask.person == connection.person;
  request.name = [&, this](PersonId person) -> std::optional<std::string> {
    if (!own && person != ask.person && !(found && found->state().knows(person))) return std::nullopt;
    return std::string(registry_.name(person));
  };
  protocol::AuditShown shown = domain::audit_of(*board.figures, request, ask.person).value_or(protocol::AuditShown{});
  shown.person = ask.person;
  shown.scope = ask.scope;
  if (shown.row.name.empty()) shown.row.name = registry_.name(ask.person);
  // Whose ratings the machine doubts is for the trainer to look at; between two trainees it would be an accusation.
  const bool as_trainer = found && found->state().is_trainer(connection.person);
  for (auto& session : shown.sessions) {
    for (auto& rater : session.raters) {
      if (!as_trainer) rater.weight = 1;
    }
  }
  if (shown.sessions.size() > kAuditSessions) {
    shown.earlier = static_cast<std::uint32_t>(shown.sessions.size() - kAuditSessions);
    shown.sessions.resize(kAuditSessions);
  }
  for (auto& session : shown.sessions) {
    if (session.raters.size() > kAuditRaters) session.raters.resize(kAuditRaters);
  }
  send(connection, shown);
}

void Hub::show_raters(const Connection& connection, const protocol::AskRaters& ask, const BoardState& board) {
  const ClassRoom* found = room(connection.in_class);
  if (!found || !found->state().is_trainer(connection.person)) return;  // no longer
  std::set<PersonId> members;
  for (const domain::ClassMember& member : found->state().members) members.insert(member.person);
  auto rows = domain::raters_of(*board.figures, members, [&](PersonId person) { return std::string(registry_.name(person)); });
  const auto& reliability = board.figures->fit.reliability;
  std::size_t from = 0;
  do {
    const std::size_t to = std::min(rows.size(), from + kRatersPerPage);
    protocol::RatersShown page;
    page.scope = ask.scope;
    page.from = static_cast<std::uint32_t>(from);
    page.complete = to == rows.size();
    for (std::size_t i = from; i < to; ++i) {
      if (rows[i].pairs.size() > kPairsShown) rows[i].pairs.resize(kPairsShown);
      page.rows.push_back(std::move(rows[i]));
    }
    if (!board.figures->fit.trainees.empty()) {
      page.separation = known(reliability.separation);
      page.icc_one = known(reliability.icc_2_1);
      page.icc_all = known(reliability.icc_2_k);
      page.alpha = known(reliability.alpha_interval);
    }
    send(connection, page);
    from = to;
  } while (from < rows.size());
}

void Hub::take_figures() {
  std::vector<store::Write> writes;
  const auto done = standings_.take_done(now_, writes);
  write(std::move(writes));
  for (const domain::Scope& scope : done) {
    const auto askers = askers_.extract(scope);
    if (askers.empty()) continue;
    // Ratings came in while this was worked out: then newer figures are on their way from here on.
    const BoardState& board = standings_.board(scope, rosters(scope.until));
    for (const Asker& asker : askers.mapped()) {
      const auto connection = connections_.find(asker.peer);
      if (connection == connections_.end()) continue;
      show(connection->second, asker, board);
      if (!standings_.is_fresh(board)) askers_[scope].push_back(asker);
    }
  }
  if (!refit_at_ || now_ < *refit_at_) return;
  refit_at_.reset();
  if (standings_.season() == nullptr) return;
  const auto season = standings_.scope_of({protocol::BoardWindow::season, {}, {}, 0}, {}, *content_.rubric(), now_);
  if (season) standings_.board(*season, rosters(season->until));
}

// --- Names, seasons, teams ------------------------------------------------------------------------------------------

void Hub::set_board_name(Connection& connection, const protocol::SetBoardName& intent, std::uint64_t number) {
  // Names are there once in a class; a pseudonym must not pass for somebody else in it.
  const ClassRoom* found = room(connection.in_class);
  const std::string key = text::fold(intent.alias);
  const auto is_theirs = [&](const domain::ClassMember& member) {
    const bool seen = !found->state().practice || found->present().contains(member.person);
    return seen && member.person != connection.person && text::fold(registry_.name(member.person)) == key;
  };
  if (intent.shown == protocol::NameShown::alias && found && std::ranges::any_of(found->state().members, is_theirs)) {
    return refuse(connection, number, {Why::name_taken, fmt::format("'{}' is the name of somebody in this class", intent.alias), "alias"});
  }
  write_done(connection, number, {standings_.set_name(connection.person, intent.shown, intent.alias)});
  accept(connection, number, 0);
  send(connection, standings_.shown_to(connection.person));
}

void Hub::start_season(Connection& connection, const protocol::StartSeason& intent, std::uint64_t number) {
  if (intent.ends_at && intent.ends_at->point() <= now_) {
    return refuse(connection, number, {Why::out_of_range, "the planned end is over already", "ends_at"});
  }
  if (standings_.seasons().size() >= protocol::limits::kSeasons) {
    return refuse(connection, number, {Why::too_many, fmt::format("this server holds {} seasons", protocol::limits::kSeasons), "name"});
  }
  write_done(connection, number, standings_.start_season(intent.name, intent.ends_at ? std::optional(intent.ends_at->point()) : std::nullopt, now_));
  accept(connection, number, 0);
  show_seasons();
}

void Hub::end_season(Connection& connection, std::uint64_t number) {
  if (standings_.season() == nullptr) return refuse(connection, number, {Why::already_done, "no season runs", {}});
  write_done(connection, number, standings_.end_season(now_));
  accept(connection, number, 0);
  show_seasons();
}

void Hub::show_seasons() {
  for (const auto& [peer, connection] : connections_) {
    if (connection.person) send(connection, standings_.shown_to(connection.person));
  }
}

void Hub::set_team(Connection& connection, const protocol::NumberedIntent& numbered) {
  if (standings_.in_last_week(now_)) {
    return refuse(connection, numbered.number, {Why::not_allowed, "the season is in its last week: teams stay as they are", "team"});
  }
  in_class(connection, numbered);
}

}  // namespace earshot::net
