#include "client/link/language.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "client/link/state_folder.h"
#include "shared/words/words.h"
#include "tests/support/temporary_folder.h"

namespace earshot::link {
namespace {

/// English again at the end, and this machine's own language until then.
struct Machine {
  explicit Machine(const char* locale) {
    for (const char* name : {"LANGUAGE", "LC_MESSAGES", "LANG"}) ::unsetenv(name);
    ::setenv("LC_ALL", locale, 1);
  }
  ~Machine() {
    ::unsetenv("LC_ALL");
    words::set_language("en");
  }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
};

}  // namespace

TEST_CASE("without a choice a client speaks the machine's language, and keeps nothing") {
  const Machine machine("fr_FR.UTF-8");
  const testing::TemporaryFolder temporary;
  const auto folder = temporary.path() / "state";
  CHECK(begin_in_language("", folder).has_value());
  CHECK(words::language() == "fr");
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("a language that was asked for is kept for later runs, until another one is") {
  const Machine machine("fr_FR.UTF-8");
  const testing::TemporaryFolder temporary;
  CHECK(begin_in_language("de_AT", temporary.path()).has_value());
  CHECK(words::language() == "de");
  words::set_language("en");
  CHECK(begin_in_language("", temporary.path()).has_value());
  CHECK(words::language() == "de");
  CHECK(begin_in_language("DE", temporary.path()).has_value());
  CHECK(begin_in_language("en_GB.UTF-8", temporary.path()).has_value());
  CHECK(begin_in_language("", temporary.path()).has_value());
  CHECK(words::language() == "en");
}

TEST_CASE("a language without a catalogue is refused with the list of those there are, and not kept") {
  const Machine machine("C");
  const testing::TemporaryFolder temporary;
  const auto begun = begin_in_language("tlh", temporary.path());
  REQUIRE_FALSE(begun.has_value());
  CHECK(begun.error().text.find("en, de, es, fr") != std::string::npos);
  CHECK_FALSE(StateFolder::language_in(temporary.path()).has_value());
}

TEST_CASE("what was kept and is not known any more gives English") {
  const Machine machine("C");
  const testing::TemporaryFolder temporary;
  for (const char* kept : {"tlh\n", "", "\n", "de\xFF"}) {
    std::ofstream(temporary.path() / "language", std::ios::trunc) << kept;
    CHECK(begin_in_language("", temporary.path()).has_value());
    CHECK(words::language() == "en");
  }
}

}  // namespace earshot::link
