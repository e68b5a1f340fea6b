// Leaderboards, first form: people and teams with the mean of their peer scores and how many sessions it rests on.
// Raw means are never ranked, so `rank` stays 0 and the clients say 'provisional'.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "server/domain/scoring.h"
#include "shared/protocol/messages.h"

namespace earshot::domain {

/// One result as the boards see it.
struct Standings {
  PersonId agent;
  std::string team;
  ClassId class_id;
  std::string card;
  TimePoint at;
  double mean = 0;
};

struct BoardQuery {
  protocol::BoardKind kind{};
  protocol::BoardWindow window{};
  std::string card;   ///< empty: all cards
  ClassId class_id;   ///< of the asker, for the class window
  TimePoint now;
};

/// Rows by falling mean, then by falling n, then by name. A season is everything until seasons are begun and ended.
std::vector<protocol::BoardRow> board(const std::vector<Standings>& standings, const BoardQuery& query,
                                      const std::function<std::string(PersonId)>& name_of);

}  // namespace earshot::domain
