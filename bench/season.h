// A played season as it lies in a server's data folder, and what a season of that size costs the server's threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace earshot::bench {

inline constexpr std::size_t kSeasonPeople = 200;
inline constexpr std::size_t kSeasonSessions = 20;  ///< of each as the agent
inline constexpr std::size_t kSeasonRaters = 3;
/// The same results belong to each of so many seasons, which overlap: so each one's board is a fit of its own.
inline constexpr std::uint32_t kSeasons = 30;

/// Times in seconds.
struct SeasonCosts {
  std::size_t results = 0;
  std::size_t bytes = 0;  ///< of the results' rows
  double fill = 0;        ///< writing them all into a new store
  double read = 0;        ///< reading the store
  double parse = 0;       ///< the rows into what boards rest on: CPU

  /// A fit on the thread that makes them: CPU.
  double cold = 0;
  std::vector<double> refits{};  ///< each after a few new results
  std::size_t ratings = 0;       ///< of the first

  /// What the network thread does itself: CPU of the dearest of a few.
  struct Step {
    std::string what;
    double most = 0;
  };
  std::vector<Step> steps{};
  double writing = 0;  ///< the writer's transaction for the figures of one fit
  std::size_t written = 0;
};

/// Writes the season into the folder of a server that does not run yet, reads it as the server does, and fits it.
SeasonCosts play_season(const std::filesystem::path& data);

}  // namespace earshot::bench
