// Reading cards from YAML. Nothing here throws on bad input; every fault is named with its place and its remedy.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/card/card.h"
#include "shared/yaml/problem.h"

namespace earshot::card {

using yaml::Problem;
using yaml::Severity;

struct LoadOutcome {
  std::optional<Card> card;       ///< absent if any problem is an error
  std::vector<Problem> problems;  ///< in the order of the file
};

/// Reads one card; `file` is what problems call it. Takes time linear in the bytes, of which more than
/// kMaxFileBytes are refused unread.
LoadOutcome load(std::string_view bytes, const std::string& file);
LoadOutcome load_file(const std::filesystem::path& path);

}  // namespace earshot::card
