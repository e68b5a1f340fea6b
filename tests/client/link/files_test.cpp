#include "client/link/files.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace earshot::link {

TEST_CASE("what is exported can be imported, and a file is replaced only where that is meant") {
  const testing::TemporaryFolder temporary;
  const auto file = temporary.path() / "card.yaml";
  REQUIRE(write_text_file(file, "title: one\n", false).has_value());
  CHECK(*read_text_file(file, 1000) == "title: one\n");
  const auto again = write_text_file(file, "title: two\n", false);
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().where == kFileExists);
  CHECK(*read_text_file(file, 1000) == "title: one\n");
  REQUIRE(write_text_file(file, "title: two\n", true).has_value());
  CHECK(*read_text_file(file, 1000) == "title: two\n");
}

TEST_CASE("a path that leads nowhere is said so, and nothing is left behind") {
  const testing::TemporaryFolder temporary;
  CHECK(read_text_file(temporary.path() / "none.yaml", 1000).error().text == "there is no such file");
  CHECK_FALSE(read_text_file(temporary.path(), 1000).has_value());
  CHECK_FALSE(write_text_file(temporary.path() / "no" / "card.yaml", "x", false).has_value());
  CHECK_FALSE(write_text_file(temporary.path(), "x", true).has_value());
  CHECK(std::filesystem::is_empty(temporary.path()));
}

TEST_CASE("no more is read than a card can hold") {
  const testing::TemporaryFolder temporary;
  const auto file = temporary.path() / "card.yaml";
  REQUIRE(write_text_file(file, std::string(1001, 'x'), false).has_value());
  CHECK_FALSE(read_text_file(file, 1000).has_value());
  CHECK(read_text_file(file, 1001)->size() == 1001);
}

TEST_CASE("a path from the home folder is understood as in a shell") {
  const char* home = std::getenv("HOME");
  REQUIRE(home != nullptr);
  CHECK(file_named("~/a.yaml") == std::filesystem::path(home) / "a.yaml");
  CHECK(file_named("/tmp/~/a.yaml") == std::filesystem::path("/tmp/~/a.yaml"));
}

}  // namespace earshot::link
