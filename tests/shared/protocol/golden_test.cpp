// The bytes of every kind of message, as they were agreed on. EARSHOT_WRITE_GOLDEN=1 writes them anew.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "shared/protocol/codec.h"
#include "shared/protocol/version.h"
#include "tests/shared/protocol/filler.h"

namespace earshot::protocol {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = EARSHOT_SOURCE_DIR "/tests/golden/wire";

constexpr std::string_view kWhatToDo =
    "Programs of protocol version {} would misread this. If the change is meant: raise protocol::kVersion, and write the files "
    "anew with EARSHOT_WRITE_GOLDEN=1.";

Bytes read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

/// Compares with the file, or writes it.
void check_golden(const std::string& name, const Bytes& bytes, std::set<std::string>& seen) {
  CAPTURE(name);
  seen.insert(name);
  if (std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr) {
    std::ofstream(kFolder / name, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return;
  }
  REQUIRE_MESSAGE(fs::exists(kFolder / name), "a new kind needs its golden file: run with EARSHOT_WRITE_GOLDEN=1");
  const Bytes golden = read(kFolder / name);
  const auto [ours, theirs] = std::ranges::mismatch(bytes, golden);
  const bool same = ours == bytes.end() && theirs == golden.end();
  CHECK_MESSAGE(same, fmt::format("byte {} differs. ", ours - bytes.begin()) << fmt::format(fmt::runtime(kWhatToDo), kVersion));
}

}  // namespace

TEST_CASE("every intent keeps the bytes that were agreed on") {
  std::set<std::string> seen;
  testing::each_example<Intent>([&](auto intent) {
    using T = decltype(intent);
    Bytes bytes;
    encode(NumberedIntent{0x0102030405060708, intent}, bytes);
    check_golden(fmt::format("intent-{:03}-{}.bin", T::kNumber, testing::kind_name<T>()), bytes, seen);

    const auto decoded = decode_intent(bytes);
    REQUIRE(decoded.has_value());
    CHECK(decoded->number == 0x0102030405060708);
    CHECK(number_of(decoded->intent) == T::kNumber);
    Bytes again;
    encode(*decoded, again);
    CHECK(again == bytes);
  });
  CHECK(seen.size() == std::variant_size_v<Intent>);
}

TEST_CASE("every server message keeps the bytes that were agreed on") {
  std::set<std::string> seen;
  testing::each_example<ServerMessage>([&](auto message) {
    using T = decltype(message);
    Bytes bytes;
    encode(ServerMessage{message}, bytes);
    check_golden(fmt::format("message-{:03}-{}.bin", T::kNumber, testing::kind_name<T>()), bytes, seen);

    const auto decoded = decode_message(bytes);
    REQUIRE(decoded.has_value());
    CHECK(number_of(*decoded) == T::kNumber);
    Bytes again;
    encode(*decoded, again);
    CHECK(again == bytes);
  });
  CHECK(seen.size() == std::variant_size_v<ServerMessage>);
}

TEST_CASE("no golden file is left of a kind that is gone: its number must stay retired") {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) files += entry.path().extension() == ".bin" ? 1 : 0;
  CHECK(files == std::variant_size_v<Intent> + std::variant_size_v<ServerMessage>);
}

}  // namespace earshot::protocol
