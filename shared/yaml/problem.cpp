#include "shared/yaml/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace earshot::yaml {

std::string Problem::to_string() const {
  const std::string place = line > 0 ? fmt::format("{}:{}:{}", file, line, column) : file;
  return fmt::format("{}: {}{}; {}", place, severity == Severity::advice ? "advice: " : "", what, mend);
}

bool has_errors(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace earshot::yaml
