#include "shared/base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace earshot::text {
namespace {

const utf8proc_uint8_t* bytes_of(std::string_view s) { return reinterpret_cast<const utf8proc_uint8_t*>(s.data()); }

/// Calls `visit(code point, bytes)` for each code point; false at the first invalid one.
template <class Visit>
bool each(std::string_view s, Visit visit) {
  auto left = static_cast<utf8proc_ssize_t>(s.size());
  const utf8proc_uint8_t* at = bytes_of(s);
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(at, left, &point);
    if (used <= 0) return false;
    if (!visit(point, static_cast<std::size_t>(used))) return true;
    at += used;
    left -= used;
  }
  return true;
}

/// Nothing in it that `clean` would change but white space at its ends; nearly all chat is like that.
bool is_plain(std::string_view s) {
  return std::ranges::all_of(s, [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
}

bool is_space(utf8proc_int32_t point) {
  if (point == ' ' || point == '\n' || point == '\t') return true;
  const auto category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

std::string map(std::string_view s, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(bytes_of(s), static_cast<utf8proc_ssize_t>(s.size()), &out,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(out, &std::free);
  if (size < 0) return {};
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

std::string trimmed(const std::string& s) {
  std::size_t begin = s.size(), end = 0, at = 0;
  each(s, [&](utf8proc_int32_t point, std::size_t used) {
    if (!is_space(point)) {
      if (begin == s.size()) begin = at;
      end = at + used;
    }
    at += used;
    return true;
  });
  return end > begin ? s.substr(begin, end - begin) : std::string{};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  return each(bytes, [](auto, auto) { return true; });
}

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  each(utf8, [&](auto, auto) { return ++count, true; });
  return count;
}

std::size_t count_words(std::string_view utf8) {
  std::size_t count = 0;
  bool inside = false;
  each(utf8, [&](utf8proc_int32_t point, auto) {
    const bool space = is_space(point);
    if (!space && !inside) ++count;
    inside = !space;
    return true;
  });
  return count;
}

Result<std::string> clean(std::string_view bytes) {
  if (is_plain(bytes)) {
    const auto begin = std::min(bytes.find_first_not_of(" \n"), bytes.size());
    return std::string(bytes.substr(begin, bytes.find_last_not_of(" \n") + 1 - begin));
  }
  if (!is_utf8(bytes)) return fail("the text is not valid UTF-8");
  std::string kept;
  kept.reserve(bytes.size());
  std::size_t at = 0;
  each(bytes, [&](utf8proc_int32_t point, std::size_t used) {
    if (point == '\t') {
      kept += ' ';
    } else if (point == '\n' || utf8proc_category(point) != UTF8PROC_CATEGORY_CC) {
      kept += bytes.substr(at, used);
    }
    at += used;
    return true;
  });
  return trimmed(map(kept, UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string fold(std::string_view utf8) {
  const std::string folded = map(utf8, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                           UTF8PROC_IGNORE | UTF8PROC_LUMP | UTF8PROC_STRIPCC);
  return trimmed(folded);
}

std::string without_marks(std::string_view utf8) {
  return map(utf8, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

std::string capitalised(std::string_view utf8) {
  const std::string_view letter = first(utf8, 1);
  utf8proc_int32_t point = 0;
  if (utf8proc_iterate(bytes_of(letter), static_cast<utf8proc_ssize_t>(letter.size()), &point) <= 0) return std::string(utf8);
  utf8proc_uint8_t capital[4];
  const auto size = utf8proc_encode_char(utf8proc_totitle(point), capital);
  return std::string(reinterpret_cast<const char*>(capital), static_cast<std::size_t>(size)).append(utf8.substr(letter.size()));
}

std::string_view first(std::string_view utf8, std::size_t characters) {
  std::size_t bytes = 0, count = 0;
  each(utf8, [&](auto, std::size_t used) {
    if (count == characters) return false;
    bytes += used;
    ++count;
    return true;
  });
  return utf8.substr(0, bytes);
}

}  // namespace earshot::text
