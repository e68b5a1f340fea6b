// The catalogues as they stand in content/strings, for tests that walk them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace earshot::words::test {

struct Entry {
  std::optional<std::string> context;
  std::string text;
  std::optional<std::string> many;        ///< the English plural
  std::vector<std::string> translations;  ///< one, or as many as the language has forms; empty ones: not translated
  bool translated() const { return !translations.empty() && !translations.front().empty(); }
};

/// The entries of content/strings/LANGUAGE.po, without its header.
std::vector<Entry> catalogue(const std::string& language);

/// The placeholders of a text, numbered and sorted: {"0", "1"} for "{} of {}" as for "{1} of {0}".
std::vector<std::string> placeholders(const std::string& text);

}  // namespace earshot::words::test
