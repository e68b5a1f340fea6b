// Text that came from outside: checked UTF-8, in NFC, counted in characters (code points).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace earshot::text {

/// True if every byte belongs to valid UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

/// Code points in valid UTF-8.
std::size_t length(std::string_view utf8);

/// Words between white space.
std::size_t count_words(std::string_view utf8);

/// NFC, without control characters other than line feed, without white space at both ends.
/// Fails on bytes that are not UTF-8.
Result<std::string> clean(std::string_view bytes);

/// What `clean` gives, on one line and with case folded: two names with the same key look alike.
std::string fold(std::string_view utf8);

/// With case folded and without marks on letters, for searching and for ids: "Größe" is "grosse".
std::string without_marks(std::string_view utf8);

/// With its first letter as a capital.
std::string capitalised(std::string_view utf8);

/// The first `characters` code points.
std::string_view first(std::string_view utf8, std::size_t characters);

}  // namespace earshot::text
