#include "shared/words/words.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>

#include "tests/shared/words/catalogue.h"

namespace earshot::words {
namespace {

/// English again at the end, whatever a test asked for.
struct Asked {
  explicit Asked(std::string_view code) { set_language(code); }
  ~Asked() { set_language("en"); }
};

/// The machine's settings, for the length of a test.
class Settings {
 public:
  Settings(std::initializer_list<std::pair<const char*, const char*>> wanted) {
    for (std::size_t i = 0; i < std::size(kNames); ++i) {
      if (const char* value = std::getenv(kNames[i])) before_[i] = value;
      ::unsetenv(kNames[i]);
    }
    for (const auto& [name, value] : wanted) ::setenv(name, value, 1);
  }
  ~Settings() {
    for (std::size_t i = 0; i < std::size(kNames); ++i) {
      if (before_[i]) ::setenv(kNames[i], before_[i]->c_str(), 1);
      else ::unsetenv(kNames[i]);
    }
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

 private:
  static constexpr const char* kNames[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
  std::optional<std::string> before_[std::size(kNames)];
};

TEST_CASE("a language is known by its code, with or without a country and an encoding") {
  const Asked asked("en");
  CHECK(set_language("de") == "de");
  CHECK(set_language("de-AT") == "de");
  CHECK(set_language("de_AT.UTF-8") == "de");
  CHECK(set_language("FR_ca@euro") == "fr");
  CHECK(language() == "fr");
}

TEST_CASE("what is not known gives English") {
  const Asked asked("de");
  CHECK(set_language("tlh") == "en");
  CHECK(set_language("") == "en");
  CHECK(set_language("deutsch") == "en");
  CHECK(language() == "en");
}

TEST_CASE("English comes first, and each language is named in its own words") {
  CHECK(languages().front() == Language{"en", "English"});
  for (const Language& known : languages()) {
    const Asked asked(known.code);
    CHECK(language() == known.code);
    CHECK(!known.name.empty());
  }
}

TEST_CASE("the machine's settings are asked as gettext asks them") {
  const auto asks = [](std::initializer_list<std::pair<const char*, const char*>> wanted) {
    const Settings settings(wanted);
    return system_language();
  };
  CHECK(asks({}) == "en");
  CHECK(asks({{"LANG", "de_DE.UTF-8"}}) == "de");
  CHECK(asks({{"LANG", "de_DE.UTF-8"}, {"LC_MESSAGES", "fr_FR.UTF-8"}}) == "fr");
  CHECK(asks({{"LANG", "de_DE.UTF-8"}, {"LC_MESSAGES", "fr_FR.UTF-8"}, {"LC_ALL", "es_ES"}}) == "es");
  CHECK(asks({{"LANG", "de_DE.UTF-8"}, {"LANGUAGE", "it:fr:de"}}) == "fr");
  CHECK(asks({{"LANG", "de_DE.UTF-8"}, {"LANGUAGE", "it"}}) == "de");
  CHECK(asks({{"LANG", "C.UTF-8"}, {"LANGUAGE", "de"}}) == "en");
  CHECK(asks({{"LANGUAGE", "de"}}) == "en");
  CHECK(asks({{"LANG", "ja_JP.UTF-8"}}) == "en");
}

TEST_CASE("a text that no catalogue has appears in English, in every language") {
  for (const Language& known : languages()) {
    const Asked asked(known.code);
    CHECK(tr("nobody has translated this") == "nobody has translated this");
    CHECK(tr("") == "");
    CHECK(tr_in("verb", "nobody has translated this") == "nobody has translated this");
    CHECK(tr_dynamic(std::string("the server's 'own' name")) == "the server's 'own' name");
    CHECK(tr_dynamic({}) == "");
    CHECK(tr_count("one untranslated thing", "untranslated things", 1) == "one untranslated thing");
    CHECK(tr_count("one untranslated thing", "untranslated things", 0) == "untranslated things");
    CHECK(trf("{} untranslated of {}", 1, "two") == "1 untranslated of two");
    CHECK(trf_count("{} untranslated thing", "{} untranslated things", 3, 3) == "3 untranslated things");
  }
}

/// What a catalogue says for a text: the tests stay right when a translation is worded anew.
test::Entry entry(const std::string& language, const std::string& text) {
  for (const test::Entry& found : test::catalogue(language)) {
    if (found.text == text && found.translated()) return found;
  }
  FAIL("not translated: ", text);
  return {};
}

TEST_CASE("texts follow the language at once, and one that was taken before stays readable") {
  const std::string german = entry("de", "Your name").translations[0];
  const std::string french = entry("fr", "Your name").translations[0];
  REQUIRE(german != french);
  const Asked asked("de");
  const std::string_view taken = tr("Your name");
  CHECK(taken == german);
  CHECK(tr_dynamic(std::string("Your name, and more").substr(0, 9)) == german);
  set_language("fr");
  CHECK(taken == german);
  CHECK(tr("Your name") == french);
  set_language("en");
  CHECK(tr("Your name") == "Your name");
}

TEST_CASE("a count takes the form that the language has for it") {
  const char* one = "{0} class more on {1}";
  const char* many = "{0} classes more on {1}";
  const auto forms = [&](const std::string& language) { return entry(language, one).translations; };
  CHECK(tr_count(one, many, 0) == many);
  CHECK(tr_count(one, many, 1) == one);
  const Asked asked("de");
  CHECK(tr_count(one, many, 0) == forms("de")[1]);
  CHECK(tr_count(one, many, 1) == forms("de")[0]);
  CHECK(tr_count(one, many, std::size_t{1} << 40) == forms("de")[1]);
  set_language("fr");
  CHECK(tr_count(one, many, 0) == forms("fr")[0]);  // where English has the plural
  CHECK(tr_count(one, many, 1) == forms("fr")[0]);
  CHECK(tr_count(one, many, 2) == forms("fr")[1]);
}

TEST_CASE("a text can be drawn around what comes into it") {
  const Around both = around("This is {}, it is said.");
  CHECK(both.before == "This is ");
  CHECK(both.after == ", it is said.");
  CHECK(around("This is {}").after.empty());
  CHECK(around("{} it is").before.empty());
  CHECK(around("This is all").before == "This is all");
}

TEST_CASE("a translation whose placeholders do not fit is replaced by the English text") {
  const int count = 3;
  CHECK(detail::format("{1} von {0}", "{} words", fmt::make_format_args(count)) == "3 words");
  CHECK(detail::format("{:q}", "{} words", fmt::make_format_args(count)) == "3 words");
  CHECK(detail::format("{", "{} words", fmt::make_format_args(count)) == "3 words");
  CHECK(detail::format("{} Wörter", "{} words", fmt::make_format_args(count)) == "3 Wörter");
}

}  // namespace
}  // namespace earshot::words
