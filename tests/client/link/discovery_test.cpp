#include "client/link/discovery.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <rapidcheck.h>

#include "client/link/client.h"
#include "shared/protocol/version.h"
#include "shared/transport/server_transport.h"
#include "tests/client/link/fake_transport.h"

using namespace earshot;
using namespace earshot::link;
using namespace std::chrono_literals;

namespace {

constexpr std::uint16_t kPort = 7717;
constexpr std::array<std::uint8_t, 4> kThisMachine{192, 168, 1, 5};
constexpr secure::Address kRoomServer{{192, 168, 1, 20}, kPort};
const TimePoint kNoon = from_unix_ms(1'700'000'000'000);

struct Room {
  Room() { discovery.start(now); }

  /// The next question, when it is time for it.
  secure::FindQuestion ask() {
    now = std::max(now, discovery.shown().next);
    const auto bytes = discovery.question(now, {{127, 0, 0, 1}, kThisMachine});
    REQUIRE(bytes);
    return *secure::decode_find_question(*bytes);
  }
  bool answer(const secure::FindQuestion& question, secure::Address from = kRoomServer, std::string name = "Room 3",
              std::vector<secure::ListedClass> classes = {{"K7M4QX", "Care Desk"}}) {
    secure::FindAnswer said{.version = 1, .nonce = question.nonce, .fingerprint = {}, .server = std::move(name), .classes = std::move(classes), .more = 0};
    said.fingerprint.bytes.fill(key);
    return discovery.take(from, secure::encode(said, question.size), now);
  }
  const std::vector<model::FoundServer>& servers() const { return discovery.shown().servers; }

  Discovery discovery{1, kPort};
  TimePoint now = kNoon;
  std::uint8_t key = 0x42;
};

}  // namespace

TEST_CASE("a server that answers is found with its classes") {
  Room room;
  CHECK(room.servers().empty());
  CHECK(room.answer(room.ask()));
  REQUIRE(room.servers().size() == 1);
  const model::FoundServer& found = room.servers()[0];
  CHECK(found.address == "192.168.1.20:7717");
  CHECK(found.name == "Room 3");
  CHECK(found.fingerprint.substr(0, 4) == "4242");
  CHECK(found.classes == std::vector<model::FoundClass>{{"K7M4QX", "Care Desk"}});
  CHECK_FALSE(found.other_version);
}

TEST_CASE("it asks a few times soon, then calmly, and never before it is time") {
  Room room;
  room.ask();
  CHECK_FALSE(room.discovery.question(room.now, {}));
  CHECK(room.discovery.shown().next == room.now + kFirstFindAgain);
  room.ask();
  room.ask();
  CHECK(room.discovery.shown().next == room.now + kFindAgain);
  CHECK(room.discovery.shown().asked == 3);
}

TEST_CASE("each question has another nonce, and an answer to a recent one counts") {
  Room room;
  const auto first = room.ask();
  const auto second = room.ask();
  CHECK(first.nonce != second.nonce);
  CHECK(room.answer(first));
}

TEST_CASE("an answer that nobody asked for, or from another port, finds nothing") {
  Room room;
  const auto question = room.ask();
  secure::FindQuestion made_up = question;
  made_up.nonce[0] ^= 1;
  CHECK_FALSE(room.answer(made_up));
  CHECK_FALSE(room.answer(question, {kRoomServer.ip, 9'999}));
  for (int i = 0; i < 4; ++i) room.ask();
  CHECK_FALSE(room.answer(question));  // long ago
  CHECK(room.servers().empty());
}

TEST_CASE("what a server says anew replaces what it said before") {
  Room room;
  room.answer(room.ask());
  CHECK_FALSE(room.answer(room.ask()));  // the same again is no news
  CHECK(room.answer(room.ask(), kRoomServer, "Room 4", {}));
  REQUIRE(room.servers().size() == 1);
  CHECK(room.servers()[0].name == "Room 4");
  CHECK(room.servers()[0].classes.empty());
}

TEST_CASE("a server that falls silent is forgotten after three questions without an answer") {
  Room room;
  room.answer(room.ask());
  CHECK_FALSE(room.discovery.forget(room.now + kFoundFor - 1ms));
  CHECK(room.discovery.forget(room.now + kFoundFor));
  CHECK(room.servers().empty());
}

TEST_CASE("a server on this machine is shown once, under the address that others can reach") {
  Room room;
  const auto question = room.ask();
  room.answer(question, {{127, 0, 0, 1}, kPort});
  REQUIRE(room.servers().size() == 1);
  room.answer(question, {kThisMachine, kPort});
  REQUIRE(room.servers().size() == 1);
  CHECK(room.servers()[0].address == "192.168.1.5:7717");
}

TEST_CASE("another machine that claims the key of the server here does not hide it") {
  Room room;
  const auto question = room.ask();
  room.answer(question, {{127, 0, 0, 1}, kPort});
  room.answer(question, kRoomServer, "Room 3");
  CHECK(room.servers().size() == 2);
}

TEST_CASE("a server of another version is found and marked, not hidden") {
  Room room;
  const auto question = room.ask();
  const secure::FindAnswer newer{.version = 2, .nonce = question.nonce, .fingerprint = {}, .server = "Room 3", .classes = {}, .more = 0};
  CHECK(room.discovery.take(kRoomServer, secure::encode(newer, question.size), room.now));
  CHECK(room.servers()[0].other_version);
}

TEST_CASE("a flood of servers fills a short list and no more, and those that were there stay") {
  Room room;
  const auto question = room.ask();
  room.answer(question);
  for (std::uint8_t i = 0; i < 200; ++i) room.answer(question, {{10, 0, 0, i}, kPort}, "flood");
  CHECK(room.servers().size() == kMostFound);
  CHECK(room.servers().front().name == "Room 3");
}

TEST_CASE("whoever stops looking knows nothing any more and asks nothing") {
  Room room;
  const auto question = room.ask();
  room.answer(question);
  room.discovery.stop();
  CHECK(room.discovery.shown() == model::Discovery{});
  CHECK_FALSE(room.discovery.next_due());
  CHECK_FALSE(room.discovery.question(room.now + 1h, {}));
  CHECK_FALSE(room.answer(question));
}

TEST_CASE("any bytes that come as an answer do no harm") {
  CHECK(rc::check("bytes are taken or ignored", [](secure::Bytes bytes) {
    Room room;
    const auto question = room.ask();
    secure::Bytes whole = secure::encode(secure::FindAnswer{.version = 1, .nonce = question.nonce, .fingerprint = {}, .server = "Room", .classes = {{"K7M4QX", "n"}}, .more = 0}, question.size);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) whole[28 + bytes[i] % (whole.size() - 28)] = bytes[i + 1];
    room.discovery.take(kRoomServer, whole, room.now);
    room.discovery.take(kRoomServer, bytes, room.now);
    RC_ASSERT(room.servers().size() <= 1U);
  }));
}

TEST_CASE("what a server on this machine lists comes to the model while it is looked for, also while an invite is opened") {
  struct Nobody final : transport::ServerEvents {
    void connected(transport::PeerId, std::string) override {}
    void received(transport::PeerId, std::span<const std::uint8_t>) override {}
    void closed(transport::PeerId, std::string_view) override {}
  } nobody;
  transport::ListenOptions options;
  options.address = "127.0.0.1";
  options.port = 0;
  options.version = protocol::kVersion;
  options.server_name = "Room 3";
  const auto server = transport::listen(options, secure::ServerKey::generate());
  REQUIRE(server);
  (*server)->list_classes({{"K7M4QX", "Care Desk"}});

  SystemClock clock;
  SecureRandom random;
  Client client(std::make_unique<testing::FakeTransport>(), std::nullopt, random, (*server)->port());
  CHECK_FALSE(client.model().discovery.looking);
  client.look_for_classes(true, clock.now());
  CHECK(client.model().discovery.looking);
  // The end after half a minute is only there so that a broken test does not hang.
  const TimePoint give_up = clock.now() + 30s;
  while (client.model().discovery.servers.empty() && clock.now() < give_up) {
    client.poll(clock.now());
    (*server)->poll(clock.now(), nobody);
    pollfd waits[] = {{client.wait_fd(), POLLIN, 0}, {(*server)->wait_fd(), POLLIN, 0}};
    ::poll(waits, 2, 10);
  }
  REQUIRE(client.model().discovery.servers.size() == 1);
  CHECK(client.model().discovery.servers[0].name == "Room 3");
  CHECK(client.model().discovery.servers[0].classes == std::vector<model::FoundClass>{{"K7M4QX", "Care Desk"}});

  client.open(*secure::Invite::parse("earshot://192.0.2.1"), clock.now());
  CHECK(client.model().discovery.servers.size() == 1);
  client.look_for_classes(false, clock.now());
  CHECK(client.model().discovery == model::Discovery{});
}
