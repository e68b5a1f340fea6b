#include "server/domain/board.h"

#include <algorithm>
#include <map>

namespace earshot::domain {
namespace {

bool is_in(const Standings& entry, const BoardQuery& query) {
  if (!query.card.empty() && entry.card != query.card) return false;
  switch (query.window) {
    case protocol::BoardWindow::class_: return entry.class_id == query.class_id;
    case protocol::BoardWindow::week: return entry.at > query.now - std::chrono::days{7};
    case protocol::BoardWindow::season:
    case protocol::BoardWindow::all: return true;
  }
  return false;
}

}  // namespace

std::vector<protocol::BoardRow> board(const std::vector<Standings>& standings, const BoardQuery& query,
                                      const std::function<std::string(PersonId)>& name_of) {
  const bool people = query.kind == protocol::BoardKind::people;
  std::map<std::pair<PersonId, std::string>, protocol::BoardRow> rows;
  for (const Standings& entry : standings) {
    if (!is_in(entry, query) || (!people && entry.team.empty())) continue;
    auto& row = rows[people ? std::pair{entry.agent, std::string{}} : std::pair{PersonId{}, entry.team}];
    row.person = people ? entry.agent : PersonId{};
    row.team = entry.team;
    row.fair += entry.mean;
    ++row.n;
  }
  std::vector<protocol::BoardRow> sorted;
  for (auto& [key, row] : rows) {
    row.fair /= row.n;
    row.name = people ? name_of(row.person) : row.team;
    sorted.push_back(std::move(row));
  }
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    if (a.fair != b.fair) return a.fair > b.fair;
    if (a.n != b.n) return a.n > b.n;
    return a.name < b.name;
  });
  return sorted;
}

}  // namespace earshot::domain
