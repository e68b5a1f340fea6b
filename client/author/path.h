// Where something stands in a card: keys and places in lists, from the top. "customer/facts/3/text".
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/yaml/shape.h"

namespace earshot::author {

/// The empty path is the card itself.
class Path {
 public:
  Path() = default;
  Path(const char* words) : words_(words) {}  // so that a path reads as it is written
  explicit Path(std::string words) : words_(std::move(words)) {}

  Path operator/(std::string_view key) const;
  Path operator/(std::size_t index) const { return *this / std::to_string(index); }

  const std::string& words() const { return words_; }
  bool empty() const { return words_.empty(); }
  std::vector<std::string_view> parts() const;
  Path parent() const;
  std::string_view last() const;
  /// What `last` counts, for an item of a list.
  std::size_t index() const;
  /// True for `outer` itself and for all that stands in it.
  bool within(const Path& outer) const;

  friend auto operator<=>(const Path&, const Path&) = default;

 private:
  std::string words_;
};

/// The field that a path leads to or through last, by the card language; null where there is none. For an item of a list
/// it is that of the list.
const yaml::FieldShape* field_at(const Path& path);
/// The group of keys that a path leads to, or stands in.
const yaml::RecordShape& record_at(const Path& path);
/// The most characters of a text, items of a list, or the highest whole number at this path.
std::size_t most_at(const Path& path);

}  // namespace earshot::author
