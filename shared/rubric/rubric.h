// The listening rubric: what people rate each other on, each level described by behaviour.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/yaml/problem.h"

namespace earshot::rubric {

inline constexpr std::size_t kCriteria = 10;         ///< on which the agent is rated
inline constexpr std::size_t kCustomerCriteria = 3;  ///< on which the customer's role-play is rated
inline constexpr std::size_t kLevels = 5;
inline constexpr std::size_t kMaxFileBytes = 32 * 1024;
inline constexpr std::size_t kMaxId = 40;
inline constexpr std::size_t kMaxName = 80;
inline constexpr std::size_t kMaxText = 240;
inline constexpr std::size_t kMaxFocusSets = 8;

/// Where a criterion stands in Listen, Extract, Return.
enum class Step { listen, extract, give_back };

struct Criterion {
  std::string id;
  std::string name;
  Step step = Step::listen;                 ///< of the agent's criteria only
  std::array<std::string, kLevels> levels;  ///< levels[0] describes level 1
  friend bool operator==(const Criterion&, const Criterion&) = default;
};

struct FocusSet {
  std::string name;
  std::vector<std::string> criteria;  ///< ids, in the order of the rubric
  friend bool operator==(const FocusSet&, const FocusSet&) = default;
};

struct Rubric {
  std::string id;
  std::string title;
  std::vector<Criterion> criteria;           ///< kCriteria of them
  std::vector<Criterion> customer_criteria;  ///< kCustomerCriteria of them
  std::vector<FocusSet> focus_sets;          ///< in the order in which a class meets them; at least one
  std::string hash;                          ///< BLAKE2b-128 of the file's bytes, 32 hex digits
  std::string source;                        ///< the file's bytes
  friend bool operator==(const Rubric&, const Rubric&) = default;
};

/// The criterion with this id among the agent's and the customer's, or nothing.
const Criterion* find_criterion(const Rubric& rubric, std::string_view id);
const FocusSet* find_focus(const Rubric& rubric, std::string_view name);

struct LoadOutcome {
  std::optional<Rubric> rubric;  ///< absent if any problem is an error
  std::vector<yaml::Problem> problems;
};

/// As card::load.
LoadOutcome load(std::string_view bytes, const std::string& file);
LoadOutcome load_file(const std::filesystem::path& path);

}  // namespace earshot::rubric
