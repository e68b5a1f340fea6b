// A real server on the loopback interface with one connected client. Input: datagrams (length:u16, bytes) that a stranger
// sends to its port. The client must stay connected, and no stranger may take a seat.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>
#include <memory>

#include "shared/base/clock.h"
#include "shared/transport/client_transport.h"
#include "shared/transport/server_transport.h"

namespace {

using namespace earshot;
using namespace earshot::transport;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Server final : ServerEvents {
  std::unique_ptr<ServerTransport> transport;
  int peers = 0;
  int strangers = 0;
  void connected(PeerId, std::string) override { ++peers; }
  void received(PeerId peer, std::span<const std::uint8_t> message) override {
    transport->send(peer, message);
  }
  void closed(PeerId, std::string_view) override { --peers; }
  void refused(std::string, std::string_view) override { ++strangers; }
};

struct Client final : ClientEvents {
  std::unique_ptr<ClientTransport> transport;
  LinkId link;
  std::size_t echoes = 0;
  void identified(LinkId id, const secure::ServerIdentity&, std::string_view) override {
    transport->accept(id);
  }
  void opened(LinkId) override {}
  void received(LinkId, std::span<const std::uint8_t>) override { ++echoes; }
  void closed(LinkId, const CloseReason&) override { std::abort(); }
};

struct World {
  Server server;
  Client client;
  SystemClock clock;
  int stranger = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);

  World() {
    auto listening = listen({.address = "127.0.0.1",
                             .port = 0,
                             .server_name = "fuzz",
                             .queries = {1e9, 1e9},
                             .connects = {1e9, 1e9},
                             .gone = {1e9, 1e9}},
                            secure::ServerKey::generate());
    require(listening.has_value());
    server.transport = std::move(*listening);
    auto made = make_client_transport({});
    require(made.has_value());
    client.transport = std::move(*made);
    client.link = client.transport->connect({.host = "127.0.0.1", .port = server.transport->port()});
    while (server.peers == 0) turn();
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(server.transport->port());
    require(::connect(stranger, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
  }
  void turn() {
    const TimePoint now = clock.now();
    server.transport->poll(now, server);
    client.transport->poll(now, client);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  secure::Reader input({data, size});
  while (const auto length = input.number<std::uint16_t>()) {
    const auto datagram = input.bytes(std::min<std::size_t>(*length, input.rest().size()));
    ::send(world.stranger, datagram->data(), datagram->size(), 0);
  }
  const std::size_t before = world.client.echoes;
  world.client.transport->send(world.client.link, secure::as_view("still here"));
  while (world.client.echoes == before) world.turn();
  require(world.server.peers == 1 && world.server.strangers == 0);
  require(world.server.transport->stats().handshaking == 0);
  return 0;
}
