#include "shared/words/words.h"

#include <fmt/args.h>

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <climits>
#include <cstdlib>
#include <locale>
#include <map>
#include <optional>
#include <span>

#include "shared/words/notices.h"

extern "C" {
extern const char earshot_words_de[], earshot_words_de_end[];
extern const char earshot_words_es[], earshot_words_es_end[];
extern const char earshot_words_fr[], earshot_words_fr_end[];
}

namespace earshot::words {
namespace {

using Messages = boost::locale::message_format<char>;
namespace gettext = boost::locale::gnu_gettext;

struct Catalogue {
  const char* begin = nullptr;
  const char* end = nullptr;
};

/// In the order of languages(). English is in the code.
constexpr std::size_t kLanguages = 4;
const std::array<Catalogue, kLanguages>& catalogues() {
  static const std::array<Catalogue, kLanguages> all = {{{},
                                                         {earshot_words_de, earshot_words_de_end},
                                                         {earshot_words_es, earshot_words_es_end},
                                                         {earshot_words_fr, earshot_words_fr_end}}};
  return all;
}

/// A locale that holds nothing but the texts: no locale of this machine is asked for.
std::locale load(std::size_t number) {
  const Catalogue& catalogue = catalogues()[number];
  gettext::messages_info info;
  info.language = languages()[number].code;
  info.encoding = "UTF-8";
  info.paths = {"."};  // one is looked into; the bytes are ours
  info.domains.emplace_back("earshot");
  info.callback = [&](const std::string&, const std::string&) { return std::vector<char>(catalogue.begin, catalogue.end); };
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

/// What was put together by tr_dynamic stays until the language is changed; a server that says too many things is not kept up.
constexpr std::size_t kMostComposed = 1'000;
/// Parts may hold parts: a time within a sentence within a reason.
constexpr int kDeepest = 3;
/// Where the words are that come in for a {}.
constexpr const char* kContexts[] = {"notice", nullptr, "phase", "role", "challenge"};

struct Now {
  std::size_t number = 0;
  const Messages* messages = nullptr;  ///< nothing: English
  Notices notices;
  std::map<std::string, std::string, std::less<>> composed;
};

Now& now() {
  static Now in_force;
  return in_force;
}

/// Each is read once and then stays.
const Messages* messages(std::size_t number) {
  static std::array<std::optional<std::locale>, kLanguages> loaded;
  if (number == 0) return nullptr;
  if (!loaded[number]) loaded[number] = load(number);
  return &std::use_facet<Messages>(*loaded[number]);
}

/// "de" of "de_AT.UTF-8".
std::optional<std::size_t> number_of(std::string_view code) {
  std::string own(code.substr(0, code.find_first_of("-_.@")));
  std::ranges::transform(own, own.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = std::ranges::find(languages(), own, &Language::code);
  if (found == languages().end()) return {};
  return static_cast<std::size_t>(found - languages().begin());
}

const char* whole(std::string_view text, std::span<const char* const> contexts) {
  static std::string key;  // the catalogue wants a zero at the end; kept, so that its memory is used again
  key = text;
  for (const char* context : contexts) {
    if (const char* found = now().messages->get(0, context, key.c_str())) return found;
  }
  return nullptr;
}

/// A notice whose parts are translated, too, unless they are somebody's words.
std::optional<std::string> compose(std::string_view text, int depth) {
  const auto notice = now().notices.find(text);
  if (!notice) return std::nullopt;
  fmt::dynamic_format_arg_store<fmt::format_context> parts;
  for (const auto& [part, quoted] : notice->parts) {
    const char* found = quoted || part.empty() ? nullptr : whole(part, kContexts);
    auto inner = found || quoted || depth == kDeepest ? std::nullopt : compose(part, depth + 1);
    parts.push_back(found ? std::string(found) : inner ? std::move(*inner) : std::string(part));
  }
  try {
    return fmt::vformat(notice->translation, parts);
  } catch (const fmt::format_error&) {
    return std::nullopt;
  }
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

const std::vector<Language>& languages() {
  static const std::vector<Language> all = {{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}};
  return all;
}

const std::string& language() { return languages()[now().number].code; }

const std::string& set_language(std::string_view code) {
  const std::size_t number = number_of(code).value_or(0);
  if (number == now().number) return language();
  const Catalogue& catalogue = catalogues()[number];
  now() = {number, messages(number), Notices({catalogue.begin, static_cast<std::size_t>(catalogue.end - catalogue.begin)}), {}};
  return language();
}

std::string system_language() {
  std::string_view locale;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (locale.empty()) locale = variable(name);
  }
  // As gettext does: in the locale "C" nothing is translated, whatever LANGUAGE says.
  if (locale.empty() || locale == "POSIX" || locale.substr(0, locale.find('.')) == "C") return "en";
  std::string wishes(variable("LANGUAGE"));
  wishes.append(":").append(locale);
  for (std::size_t at = 0; at < wishes.size();) {
    const std::size_t end = std::min(wishes.find(':', at), wishes.size());
    if (const auto number = number_of(std::string_view(wishes).substr(at, end - at))) return languages()[*number].code;
    at = end + 1;
  }
  return "en";
}

std::string_view tr(const char* text) { return tr_in(nullptr, text); }

std::string_view tr_dynamic(std::string_view text) {
  if (!now().messages || text.empty()) return text;
  if (const char* found = whole(text, {kContexts, 2})) return found;
  auto& composed = now().composed;
  if (const auto found = composed.find(text); found != composed.end()) return found->second;
  auto made = compose(text, 1);
  if (!made || composed.size() >= kMostComposed) return text;
  return composed.emplace(text, std::move(*made)).first->second;
}

std::string_view tr_in(const char* context, const char* text) {
  const char* found = now().messages && *text ? now().messages->get(0, context, text) : nullptr;
  return found ? found : text;
}

std::string_view tr_count(const char* one, const char* many, std::size_t count) {
  const int most = static_cast<int>(std::min<std::size_t>(count, INT_MAX));
  const char* found = now().messages ? now().messages->get(0, nullptr, one, most) : nullptr;
  return found ? found : count == 1 ? one : many;
}

Around around(std::string_view text) {
  const std::size_t at = text.find("{}");
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 2)};
}

std::string detail::format(std::string_view translated, std::string_view english, fmt::format_args args) {
  try {
    return fmt::vformat(fmt::string_view(translated.data(), translated.size()), args);
  } catch (const fmt::format_error&) {
    return fmt::vformat(fmt::string_view(english.data(), english.size()), args);
  }
}

}  // namespace earshot::words
