#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "client/link/state_folder.h"
#include "tests/support/temporary_folder.h"

namespace earshot::link {
namespace {

const secure::Fingerprint kServer = secure::Fingerprint::of(secure::ServerKey::from_seed({1}).public_key());
const secure::Fingerprint kOther = secure::Fingerprint::of(secure::ServerKey::from_seed({2}).public_key());

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("the state folder and all in it belong to one person alone") {
  const testing::TemporaryFolder temporary;
  const auto folder = temporary.path() / "deep" / "state";
  auto state = StateFolder::open(folder);
  REQUIRE(state.has_value());
  REQUIRE(state->keep_token(kServer, "secret").has_value());
  REQUIRE(state->remember_server("host:7717", kServer, "Room 4").has_value());
  CHECK(mode_of(folder) == 0700);
  CHECK(mode_of(folder / "tokens") == 0700);
  CHECK(mode_of(folder / "tokens" / kServer.to_string()) == 0600);
  CHECK(mode_of(folder / "known-servers") == 0600);
}

TEST_CASE("a folder that others can read is closed to them") {
  const testing::TemporaryFolder temporary;
  std::filesystem::permissions(temporary.path(), std::filesystem::perms::all);
  REQUIRE(StateFolder::open(temporary.path()).has_value());
  CHECK(mode_of(temporary.path()) == 0700);
}

TEST_CASE("a folder that cannot be made is an error with its place") {
  const testing::TemporaryFolder temporary;
  std::ofstream(temporary.path() / "file") << "x";
  const auto state = StateFolder::open(temporary.path() / "file" / "state");
  REQUIRE_FALSE(state.has_value());
  CHECK(state.error().where == (temporary.path() / "file" / "state").string());
}

TEST_CASE("tokens are kept by the server's key") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  CHECK_FALSE(state.token(kServer).has_value());
  REQUIRE(state.keep_token(kServer, "one").has_value());
  REQUIRE(state.keep_token(kOther, "two").has_value());
  REQUIRE(state.keep_token(kServer, "three").has_value());
  CHECK(state.token(kServer) == "three");
  CHECK(state.token(kOther) == "two");
}

TEST_CASE("a known server is found by its address, and a new key takes the old one's place") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  REQUIRE(state.remember_server("a:1", kServer, "Room 4, left").has_value());
  REQUIRE(state.remember_server("b:2", kOther, "").has_value());
  CHECK(state.known_server("a:1") == kServer);
  CHECK(state.known_server("b:2") == kOther);
  CHECK_FALSE(state.known_server("a:2").has_value());
  REQUIRE(state.remember_server("a:1", kOther, "").has_value());
  CHECK(state.known_server("a:1") == kOther);
}

TEST_CASE("lines of known-servers that make no sense are passed over") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  std::ofstream(temporary.path() / "known-servers") << "garbage\n\na:1 not-hex name\nb:2 " << kServer.to_string() << "\n";
  CHECK_FALSE(state.known_server("a:1").has_value());
  CHECK(state.known_server("b:2") == kServer);
}

TEST_CASE("drafts come back whole, per session, and an empty one leaves nothing") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  const Draft draft{"half a sen", {"recap \"so far\"", {"fact \xC3\xA9"}, {"worried"}}};
  REQUIRE(state.keep_draft(kServer, SessionId{5}, draft).has_value());
  CHECK(state.draft(kServer, SessionId{5}) == draft);
  CHECK(state.draft(kServer, SessionId{6}).empty());
  CHECK(state.draft(kOther, SessionId{5}).empty());
  REQUIRE(state.keep_draft(kServer, SessionId{5}, {}).has_value());
  CHECK(std::filesystem::is_empty(temporary.path() / "drafts"));
}

TEST_CASE("a card that was being written comes back with the version it was made from") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  CHECK(state.card_draft(kServer) == CardDraft{});
  const CardDraft draft{"wedding-order", "en", 3, "title: \"Gr\xC3\xB6\xC3\x9F" "e\"\n"};
  REQUIRE(state.keep_card_draft(kServer, draft).has_value());
  CHECK(state.card_draft(kServer) == draft);
  CHECK(state.card_draft(kOther) == CardDraft{});
  REQUIRE(state.keep_card_draft(kServer, {}).has_value());
  CHECK(std::filesystem::is_empty(temporary.path() / "drafts"));
}

TEST_CASE("a damaged draft is an empty one") {
  const testing::TemporaryFolder temporary;
  auto state = *StateFolder::open(temporary.path());
  REQUIRE(state.keep_draft(kServer, SessionId{5}, {"x", {}}).has_value());
  const auto file = std::filesystem::directory_iterator(temporary.path() / "drafts")->path();
  for (const char* damage : {"", "{\"composer\": 7}", "[1]", "\xFF"}) {
    std::ofstream(file, std::ios::trunc) << damage;
    CHECK(state.draft(kServer, SessionId{5}).empty());
  }
}

}  // namespace earshot::link
