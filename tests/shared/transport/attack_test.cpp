#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shared/base/random.h"
#include "shared/transport/enet_host.h"
#include "tests/shared/transport/world.h"

using namespace earshot;
using namespace earshot::transport;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A bare UDP socket that sends what it likes to a port of this machine.
class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port)
      : fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
  }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;
  ~RawSocket() { ::close(fd_); }

  void send(secure::View bytes) { ::send(fd_, bytes.data(), bytes.size(), 0); }
  /// Empty: nothing has come.
  secure::Bytes receive() {
    secure::Bytes out(2048);
    const ssize_t got = ::recv(fd_, out.data(), out.size(), 0);
    out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return out;
  }

 private:
  int fd_;
};

/// A client that speaks ENet but not the rest.
class BareClient final : public detail::EnetHost::Handler {
 public:
  explicit BareClient(std::uint16_t port) {
    auto made = detail::EnetHost::create(std::nullopt, 1, 0, *this);
    REQUIRE(made);
    host = std::move(*made);
    server.host = htonl(INADDR_LOOPBACK);
    server.port = port;
  }
  void ask() { host->send_datagram(server, secure::encode(secure::make_query(World::kVersion))); }

  bool intercept(detail::EnetHost&, const ENetAddress&, secure::View datagram) override {
    if (const auto decoded = secure::decode_answer(datagram)) answer = *decoded;
    if (secure::looks_like_gone(datagram)) ++gone;
    return secure::looks_like_answer(datagram) || secure::looks_like_gone(datagram);
  }
  void on_connect(detail::EnetHost&, ENetPeer& connected) override { peer = &connected; }
  void on_receive(detail::EnetHost&, ENetPeer&, secure::View) override { ++received; }
  void on_disconnect(detail::EnetHost&, ENetPeer&, detail::Code why) override { code = why; }

  void send(secure::View bytes) {
    detail::send_raw(*peer, bytes, backlog);
    host->mark_dirty();
  }

  std::size_t packets = 0;
  detail::Backlog backlog{.packets = &packets};
  std::unique_ptr<detail::EnetHost> host;
  ENetAddress server{};
  std::optional<secure::Answer> answer;
  ENetPeer* peer = nullptr;
  std::optional<detail::Code> code;
  int gone = 0;
  int received = 0;
};

/// A bare client that ENet has let in, by way of a good cookie.
void connect(World& world, BareClient& bare) {
  bare.ask();
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.answer.has_value();
  }));
  REQUIRE(bare.host->connect(bare.server, bare.answer->cookie) != nullptr);
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.peer != nullptr && world.server->stats().handshaking == 1;
  }));
}

void expect_undisturbed(World& world, LinkId link) {
  world.server_log.echo = true;
  const std::size_t before = world.client_log.messages.at(link).size();
  world.client->send(link, secure::as_view("still here"));
  CHECK(world.until([&] { return world.client_log.messages.at(link).size() == before + 1; }));
  CHECK(world.client_log.open(link));
}

}  // namespace

TEST_CASE("garbage sent to the port disturbs nobody") {
  World world;
  const LinkId link = world.open_link();
  RawSocket attacker(world.server->port());
  constexpr std::uint64_t kSeed = 20'261;
  CAPTURE(kSeed);
  SeededRandom random(kSeed);
  for (int i = 0; i < 5'000; ++i) {
    secure::Bytes bytes(random.below(i % 100 == 0 ? 9'000 : 600));
    random.fill(bytes);
    // Every other one is shaped to get past the first tests: ENet's header of a slot that exists.
    if (i % 2 == 0 && bytes.size() > 8) {
      bytes[0] = 0x80;
      bytes[1] = static_cast<std::uint8_t>(i % 4);
    }
    attacker.send(bytes);
    if (i % 50 == 0) world.turn();
  }
  expect_undisturbed(world, link);
  CHECK(world.server->stats().peers == 1);
  CHECK(world.server->stats().handshaking == 0);
  CHECK(world.server_log.closes.empty());
}

TEST_CASE("a query is answered with no more bytes than it had, and nothing else is answered at length") {
  World world;
  RawSocket asker(world.server->port());
  secure::Bytes query = secure::encode(secure::make_query(World::kVersion));
  asker.send(query);
  secure::Bytes answer;
  REQUIRE(world.until([&] { return !(answer = asker.receive()).empty(); }));
  CHECK(answer.size() <= query.size());
  CHECK(secure::decode_answer(answer)->room == secure::Room::here);
  query.pop_back();
  asker.send(query);
  asker.send(secure::Bytes(20, 0x80));
  REQUIRE(world.until([&] { return !(answer = asker.receive()).empty(); }));
  CHECK(secure::looks_like_gone(answer));
  CHECK(world.server->stats().queries == 1);
}

TEST_CASE("a CONNECT without a good cookie takes no slot, and is told so") {
  World world;
  BareClient bare(world.server->port());
  REQUIRE(bare.host->connect(bare.server, 12'345) != nullptr);
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.gone > 0;
  }));
  CHECK(world.server->stats().bad_cookies >= 1);
  CHECK(world.server->stats().handshaking == 0);
}

TEST_CASE("a cookie given to another address is worth nothing") {
  World world;
  BareClient first(world.server->port());
  first.ask();
  REQUIRE(world.until([&] {
    first.host->service();
    return first.answer.has_value();
  }));
  BareClient second(world.server->port());
  REQUIRE(second.host->connect(second.server, first.answer->cookie) != nullptr);
  REQUIRE(world.until([&] {
    second.host->service();
    return second.gone > 0;
  }));
  CHECK(world.server->stats().handshaking == 0);
}

TEST_CASE("garbage in place of the handshake ends that connection alone") {
  World world;
  const LinkId link = world.open_link();
  BareClient bare(world.server->port());
  connect(world, bare);
  bare.send(secure::Bytes(200, 0xAB));
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.code.has_value();
  }));
  CHECK(bare.code == detail::Code::broken);
  REQUIRE(world.server_log.refusals.size() == 1);
  CHECK(contains(world.server_log.refusals.front(), "damaged"));
  expect_undisturbed(world, link);
}

TEST_CASE("a packet longer than any frame ends the connection, and far longer ones are not even taken in") {
  World world;
  BareClient bare(world.server->port());
  connect(world, bare);
  bare.send(secure::Bytes(secure::kMaxFrame + 1));
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.code.has_value();
  }));
  CHECK(bare.code == detail::Code::broken);
  CHECK(world.server_log.refusals.size() == 1);
}

TEST_CASE("whoever connects and says nothing is sent away after ten seconds") {
  World world;
  BareClient bare(world.server->port());
  connect(world, bare);
  world.ahead = 11s;
  REQUIRE(world.until([&] {
    bare.host->service();
    return bare.code.has_value();
  }));
  CHECK(bare.code == detail::Code::too_late);
  REQUIRE(world.server_log.refusals.size() == 1);
  CHECK(contains(world.server_log.refusals.front(), "too long"));
  CHECK(world.server->stats().refused == 1);
}

TEST_CASE("a client that takes nothing in is closed before it fills the memory") {
  World world;
  const LinkId link = world.open_link();
  const PeerId peer = world.server_log.only_peer();
  const secure::Bytes message(kMaxMessage, 'x');
  for (int i = 0; i < 100; ++i) world.server->send(peer, message);
  REQUIRE(world.until(
      [&] { return world.server_log.closes.contains(peer) && world.client_log.closes.contains(link); }));
  CHECK(contains(world.server_log.closes.at(peer), "too little"));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::lost);
}

TEST_CASE("a frame altered on the way to the server closes that connection, and nobody else notices") {
  World world;
  const LinkId bystander = world.open_link();
  world.proxy = std::make_unique<support::UdpProxy>(world.server->port(), 1);
  const LinkId victim = world.open_link();
  bool altered = false;
  world.proxy->on_datagram([&](support::Way way, secure::Bytes& bytes) {
    if (way == support::Way::to_server && bytes.size() > 200) {
      bytes.back() ^= 1;
      altered = true;
    }
  });
  world.client->send(victim, secure::as_view(std::string(300, 'x')));
  REQUIRE(world.until(
      [&] { return world.client_log.closes.contains(victim) && !world.server_log.closes.empty(); }));
  CHECK(altered);
  CHECK(world.client_log.closes.at(victim).kind == CloseKind::broken);
  CHECK(contains(world.server_log.closes.begin()->second, "damaged"));
  expect_undisturbed(world, bystander);
}

TEST_CASE("a frame altered on the way to the client closes the connection with a reason") {
  World world;
  world.proxy = std::make_unique<support::UdpProxy>(world.server->port(), 1);
  const LinkId link = world.open_link();
  world.proxy->on_datagram([&](support::Way way, secure::Bytes& bytes) {
    if (way == support::Way::to_client && bytes.size() > 200) bytes.back() ^= 1;
  });
  world.server->send(world.server_log.only_peer(), secure::as_view(std::string(300, 'x')));
  REQUIRE(world.until(
      [&] { return world.client_log.closes.contains(link) && !world.server_log.closes.empty(); }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::broken);
}

TEST_CASE("an answer altered on the way leads to no connection") {
  World world;
  world.proxy = std::make_unique<support::UdpProxy>(world.server->port(), 1);
  world.proxy->on_datagram([](support::Way way, secure::Bytes& bytes) {
    if (way == support::Way::to_client && secure::looks_like_answer(bytes))
      bytes.back() ^= 1;  // the server's name
  });
  const LinkId link = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.closes.contains(link); }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::broken);
  CHECK_FALSE(world.client_log.identities.contains(link));
  REQUIRE(world.until([&] { return !world.server_log.refusals.empty(); }));
  CHECK(contains(world.server_log.refusals.front(), "changed this server's answer"));
}

TEST_CASE("a made-up 'gone' ends no connection") {
  World world;
  world.proxy = std::make_unique<support::UdpProxy>(world.server->port(), 1);
  const LinkId link = world.open_link();
  int injected = 0;
  world.proxy->on_datagram([&](support::Way way, secure::Bytes& bytes) {
    if (way != support::Way::to_client || injected == 3) return;
    // Whoever cannot see the datagrams knows neither the slot nor the session nor the time.
    bytes = secure::encode_gone(secure::Bytes(10, static_cast<std::uint8_t>(0x80 + injected++)));
  });
  expect_undisturbed(world, link);
  CHECK(injected == 3);
}
