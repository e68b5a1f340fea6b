#include "shared/secure/identity.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "shared/secure/words.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace earshot;
using namespace earshot::secure;
namespace fs = std::filesystem;

ServerKey key_of(std::uint8_t fill) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(fill);
  return ServerKey::from_seed(seed);
}

fs::perms mode_of(const fs::path& file) { return fs::status(file).permissions() & fs::perms::mask; }

}  // namespace

TEST_CASE("a fingerprint goes into an invite and back") {
  const Fingerprint print = key_of(1).fingerprint();
  CHECK(print.to_string().size() == 64);
  CHECK(std::ranges::none_of(print.to_string(), [](char c) { return c >= 'a' && c <= 'f'; }));
  CHECK(Fingerprint::parse(print.to_string()) == print);
  std::string lower = print.to_string();
  std::ranges::transform(lower, lower.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
  CHECK(Fingerprint::parse(lower) == print);
  CHECK(print != key_of(2).fingerprint());
}

TEST_CASE("a damaged fingerprint says what is wrong with it") {
  CHECK(Fingerprint::parse("4F2A").error().text.find("64 characters, this one has 4") != std::string::npos);
  CHECK(Fingerprint::parse(std::string(64, 'G')).error().text.find("0-9 and A-F") != std::string::npos);
}

TEST_CASE("security words belong to the key") {
  const std::string words = security_words(key_of(1).public_key());
  CHECK(std::ranges::count(words, '-') == 5);
  CHECK(words == security_words(key_of(1).public_key()));
  CHECK(words != security_words(key_of(2).public_key()));
}

TEST_CASE("every security word can be told apart by its first four letters") {
  std::set<std::string_view> starts;
  for (const std::string_view word : kWords) {
    CHECK(word.size() >= 4);
    CHECK(word.size() <= 8);
    CHECK(starts.insert(word.substr(0, 4)).second);
  }
  CHECK(starts.size() == 256);
}

TEST_CASE("a signature is good for its message and its key only") {
  const ServerKey key = key_of(1);
  const Signature signature = key.sign(as_view("hello"));
  CHECK(verify(key.public_key(), as_view("hello"), signature));
  CHECK_FALSE(verify(key.public_key(), as_view("hellp"), signature));
  CHECK_FALSE(verify(key_of(2).public_key(), as_view("hello"), signature));
}

TEST_CASE("the server's key is made once, for its owner's eyes only, and read again") {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "server.key";
  const auto first = ServerKey::load_or_create(file);
  REQUIRE(first);
  CHECK(mode_of(file) == (fs::perms::owner_read | fs::perms::owner_write));
  const auto again = ServerKey::load_or_create(file);
  REQUIRE(again);
  CHECK(again->public_key() == first->public_key());
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator{}) == 1);
}

TEST_CASE("a wide umask does not widen the key file") {
  const testing::TemporaryFolder folder;
  const mode_t before = ::umask(0);
  const auto key = ServerKey::load_or_create(folder.path() / "server.key");
  ::umask(before);
  REQUIRE(key);
  CHECK(mode_of(folder.path() / "server.key") == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a key file that others can read is refused, and the error says how to mend it") {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "server.key";
  REQUIRE(ServerKey::load_or_create(file));
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  const auto refused = ServerKey::load_or_create(file);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text.find("chmod 600") != std::string::npos);
  CHECK(refused.error().where == file.string());
}

TEST_CASE("a damaged key file is refused and left as it is") {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "server.key";
  for (const std::string text :
       {"", "earshot server key 1\n", "earshot server key 1\nzz\n", "something else"}) {
    std::ofstream(file) << text;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    const auto refused = ServerKey::load_or_create(file);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.find("damaged") != std::string::npos);
    CHECK(fs::file_size(file) == text.size());
  }
}

TEST_CASE("a key that cannot be written is an error that names the place") {
  const auto refused = ServerKey::load_or_create("/nowhere/at/all/server.key");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().to_string().find("/nowhere/at/all") != std::string::npos);
}
