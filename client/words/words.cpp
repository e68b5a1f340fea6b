#include "client/words/words.h"

namespace earshot::words {

const std::vector<Language>& languages() {
  static const std::vector<Language> all = {{"en", "English"}};
  return all;
}

const std::string& language() { return languages().front().code; }
const std::string& set_language(std::string_view) { return language(); }
std::string system_language() { return "en"; }

std::string_view tr(const char* text) { return text; }
std::string_view tr_dynamic(std::string_view text) { return text; }
std::string_view tr_in(const char*, const char* text) { return text; }
std::string_view tr_count(const char* one, const char* many, std::size_t count) { return count == 1 ? one : many; }

std::string detail::format(std::string_view translated, std::string_view english, fmt::format_args args) {
  try {
    return fmt::vformat(fmt::string_view(translated.data(), translated.size()), args);
  } catch (const fmt::format_error&) {
    return fmt::vformat(fmt::string_view(english.data(), english.size()), args);
  }
}

}  // namespace earshot::words
