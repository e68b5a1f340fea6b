// What is wrong with a file that a person wrote, where, and how to mend it.
#pragma once

#include <string>
#include <vector>

namespace earshot::yaml {

enum class Severity {
  error,   ///< the file cannot be used
  advice,  ///< it can, but think about this
};

struct Problem {
  std::string file;
  int line = 0;    ///< from 1; 0 if the file as a whole is meant
  int column = 0;  ///< from 1, in characters
  std::string what;
  std::string mend;
  Severity severity = Severity::error;

  /// "file:line:column: what; how to mend it", with "advice: " before advice.
  std::string to_string() const;
  friend bool operator==(const Problem&, const Problem&) = default;
};

bool has_errors(const std::vector<Problem>& problems);

}  // namespace earshot::yaml
