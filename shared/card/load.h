// Reading cards from YAML. Nothing here throws on bad input; every fault is named with its place and its remedy.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/card/card.h"
#include "shared/yaml/document.h"
#include "shared/yaml/problem.h"

namespace earshot::card {

using yaml::Problem;
using yaml::Severity;

struct LoadOutcome {
  std::optional<Card> card;       ///< absent if any problem is an error
  std::vector<Problem> problems;  ///< in the order of the file
};

/// A card while it is being written: as far as it can be read, and where in the text each of its parts stands.
struct Inspection {
  Card card;
  std::optional<yaml::Node> root;  ///< absent if the text is no YAML
  std::vector<Problem> problems;
};
/// What `load` does, also where there are errors.
Inspection inspect(std::string_view bytes, const std::string& file);

/// Reads one card; `file` is what problems call it. Takes time linear in the bytes, of which more than
/// kMaxFileBytes are refused unread.
LoadOutcome load(std::string_view bytes, const std::string& file);
LoadOutcome load_file(const std::filesystem::path& path);

}  // namespace earshot::card
