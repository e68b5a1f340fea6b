// Deeds to play with, and the rules as they stand in the repository.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "shared/game/metrics.h"
#include "shared/game/play.h"
#include "shared/game/rules.h"

namespace earshot::game::testing {

using protocol::Modifier;
using protocol::Role;

inline constexpr Milliseconds kUtc{0};
/// 2026-11-30, a Monday.
inline constexpr std::int64_t kMonday = 20'787;

inline const Rules& rules() {
  static const LoadOutcome outcome = load_file(EARSHOT_SOURCE_DIR "/content/game.yaml");
  REQUIRE(outcome.rules);
  return *outcome.rules;
}

/// So many minutes after nine on a day; 0 is the Monday.
inline TimePoint at(std::int64_t day, int minute = 0) {
  return TimePoint{} + std::chrono::days{kMonday + day} + std::chrono::hours{9} + std::chrono::minutes{minute};
}

/// A session in which nothing was done but to be there.
inline Deed session(Role role, std::int64_t day, int minute = 0) {
  Deed deed;
  deed.at = at(day, minute);
  deed.session = SessionId{static_cast<std::uint64_t>((day + 1'000) * 10'000 + minute)};
  deed.role = role;
  deed.card = "lamp";
  deed.sector = "Retail";
  deed.language = "en";
  deed.difficulty = 2;
  return deed;
}

/// As the agent, with so many of ten things told in the first recap.
inline Deed recap(std::uint32_t captured, std::int64_t day, int minute = 0) {
  Deed deed = session(Role::agent, day, minute);
  deed.recap_marked = true;
  deed.facts_told = 8;
  deed.feelings_told = 2;
  deed.facts_captured = std::min(captured, 8u);
  deed.feelings_captured = captured - deed.facts_captured;
  return deed;
}

inline Deed calibration(std::uint32_t distance, std::int64_t day, int minute = 0) {
  Deed deed;
  deed.kind = DeedKind::calibration;
  deed.at = at(day, minute);
  deed.calibration_distance = distance;
  return deed;
}

inline Deed rated(Deed deed) {
  deed.ratings_due = deed.ratings_given = 2;
  deed.criteria_due = deed.criteria_answered = 8;
  deed.with_evidence = 1;
  return deed;
}

inline Deed excused(std::int64_t day) {
  Deed deed = session(Role::agent, day);
  deed.kind = DeedKind::excused;
  return deed;
}

inline Profile played(const std::vector<Deed>& deeds, std::int64_t today = 400) { return profile(deeds, rules(), at(today), kUtc); }

inline std::uint64_t xp(const std::vector<Deed>& deeds, Xp kind) { return played(deeds).xp_by_kind[static_cast<std::size_t>(kind)]; }

inline std::size_t badge_called(const std::string& id) {
  for (std::size_t i = 0; i < rules().badges.size(); ++i) {
    if (rules().badges[i].id == id) return i;
  }
  FAIL("there is no badge " << id);
  return 0;
}

}  // namespace earshot::game::testing
