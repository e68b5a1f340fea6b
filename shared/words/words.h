// What the interface says, in the language of the person who reads it.
//
// The English text is the key, so that the code reads as the screen does, and what is not translated yet appears in
// English. The catalogues are gettext's: content/strings/<language>.po, made part of the program when it is built.
// Texts of cards, rubrics and people are never translated here.
//
// Window thread only. What is returned lives until the language is changed.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earshot::words {

struct Language {
  std::string code;  ///< "en", "de"
  std::string name;  ///< in its own words: "Deutsch"
  friend bool operator==(const Language&, const Language&) = default;
};

/// English first.
const std::vector<Language>& languages();
/// The one in force.
const std::string& language();
/// Takes a code such as "de", "de-AT" or "de_AT.UTF-8"; what is not known gives English. Returns what is in force then.
const std::string& set_language(std::string_view code);
/// What this machine's settings ask for (LANGUAGE, LC_ALL, LC_MESSAGES, LANG); "en" if they say nothing known.
std::string system_language();

/// The text in the person's language.
std::string_view tr(const char* text);
/// For a text that comes from elsewhere (a refusal of the server): translated if a catalogue has it, also one with something
/// put into it. Otherwise it is the text itself.
std::string_view tr_dynamic(std::string_view text);
/// With a context, where one English word needs two translations: tr_in("verb", "Open").
std::string_view tr_in(const char* context, const char* text);
/// One of two forms in English, of as many as the language has: tr_count("note", "notes", n).
std::string_view tr_count(const char* one, const char* many, std::size_t count);

/// What stands before and after the {} of a text, where what comes in there is drawn in another style.
struct Around {
  std::string_view before;
  std::string_view after;
};
Around around(std::string_view text);

/// Marks a text for the catalogues where it is written down and not shown yet, as in a table.
constexpr const char* mark(const char* text) { return text; }

namespace detail {
std::string format(std::string_view translated, std::string_view english, fmt::format_args args);
}

/// A text with {} in it. The compiler checks the English one; a translation that does not fit is replaced by it.
template <class... Args>
std::string trf(fmt::format_string<Args...> text, Args&&... args) {
  const fmt::string_view english = text;
  return detail::format(tr(english.data()), {english.data(), english.size()}, fmt::make_format_args(args...));
}

/// The same with two forms; the count is not among the arguments unless it is named again.
template <class... Args>
std::string trf_count(fmt::format_string<Args...> one, fmt::format_string<Args...> many, std::size_t count, Args&&... args) {
  const fmt::string_view singular = one;
  const fmt::string_view plural = many;
  const fmt::string_view english = count == 1 ? singular : plural;
  return detail::format(tr_count(singular.data(), plural.data(), count), {english.data(), english.size()},
                        fmt::make_format_args(args...));
}

}  // namespace earshot::words
