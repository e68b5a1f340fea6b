// Errors as values, where a caller is expected to handle them. Exceptions are for broken invariants and start-up.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace earshot {

/// What went wrong, for a person to read: `text` says what and what to do, `where` names the place
/// ("file:line:column", a field, a peer) and may be empty.
struct Error {
  std::string text;
  std::string where{};

  /// "where: text", or the text alone.
  std::string to_string() const { return where.empty() ? text : where + ": " + text; }
  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string text, std::string where = {}) {
  return tl::unexpected<Error>(Error{std::move(text), std::move(where)});
}

}  // namespace earshot
