// Taking values out of a YAML tree. Every reader reports what does not fit, with its place and remedy, and gives
// something usable back, so that one reading finds all faults of a file. An absent node (null) gives the default
// without a word: whether a key may be absent is said once, in `Keys`.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/yaml/document.h"

namespace earshot::yaml {

/// The problems of one file.
class Report {
 public:
  explicit Report(std::string file) : file_(std::move(file)) {}

  void error(const Node& at, std::string what, std::string mend);
  void advise(const Node& at, std::string what, std::string mend);
  /// In the order of the file.
  std::vector<Problem> take();

 private:
  std::string file_;
  std::vector<Problem> problems_;
};

struct Keys {
  std::vector<std::string_view> required;
  std::vector<std::string_view> optional{};
};

/// A node that should be a map with these keys. Unknown keys, missing keys and empty values are reported at once.
class Map {
 public:
  /// `what` names the map in problems: "the customer", "a fact".
  Map(const Node* node, std::string_view what, const Keys& keys, Report& report);

  /// The value, or null if it is absent.
  const Node* operator[](std::string_view key) const;

 private:
  const Node* node_;
};

/// The items of a list with `min` to `max` of them, none of them empty; none if it is no list. `what` names the list.
std::span<const Node> list(const Node* node, std::string_view what, std::size_t min, std::size_t max,
                           Report& report);

/// A text as it is read: in NFC, on one line, white space folded.
std::string one_line(std::string_view written);

/// A text of 1 to `max` characters, as `one_line` gives it.
std::string text(const Node* node, std::string_view what, std::size_t max, Report& report);

/// A word of small letters, digits, '-' and '_' that starts with a letter.
std::string id(const Node* node, std::string_view what, std::size_t max, Report& report);

int whole(const Node* node, std::string_view what, int min, int max, int otherwise, Report& report);

/// Minutes as 2, 1.5 or 1:30.
Seconds minutes(const Node* node, std::string_view what, Seconds min, Seconds max, Seconds otherwise,
                Report& report);

/// "1:30".
std::string clock_text(Seconds time);

/// The index of the text in `names`.
std::optional<std::size_t> one_of(const Node* node, std::string_view what,
                                  std::span<const std::string_view> names, Report& report);

/// "; did you mean 'x'?" material: the name nearest to `word`, if one is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> names);

/// Reports every id that stands twice. `nodes` and `ids` run in parallel.
void check_unique(std::span<const Node* const> nodes, std::span<const std::string> ids, std::string_view what,
                  Report& report);

}  // namespace earshot::yaml
