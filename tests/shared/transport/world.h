// A real server and real clients on the loopback interface, in one thread, with everything they tell written down.
#pragma once

#include <doctest/doctest.h>
#include <poll.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/transport/client_transport.h"
#include "shared/transport/server_transport.h"
#include "tests/support/udp_proxy.h"

namespace earshot::transport {

inline std::string as_string(std::span<const std::uint8_t> bytes) {
  return std::string(secure::as_text(bytes));
}

/// What a server hears. With `echo`, it sends every message back.
struct ServerLog final : ServerEvents {
  ServerTransport* transport = nullptr;
  bool echo = false;
  std::map<PeerId, std::vector<std::string>> messages;  // by connected peer
  std::map<PeerId, std::string> closes;
  std::vector<std::string> refusals;

  void connected(PeerId peer, std::string) override { messages[peer]; }
  void received(PeerId peer, std::span<const std::uint8_t> message) override {
    messages[peer].push_back(as_string(message));
    if (echo) transport->send(peer, message);
  }
  void closed(PeerId peer, std::string_view reason) override { CHECK(closes.emplace(peer, reason).second); }
  void refused(std::string, std::string_view reason) override { refusals.emplace_back(reason); }

  PeerId only_peer() const {
    REQUIRE(messages.size() == 1);
    return messages.begin()->first;
  }
};

/// What the links of one client transport hear. With `trusting`, they accept every identity.
struct ClientLog final : ClientEvents {
  ClientTransport* transport = nullptr;
  bool trusting = true;
  std::map<LinkId, std::vector<Stage>> stages;
  std::map<LinkId, secure::ServerIdentity> identities;
  std::map<LinkId, std::string> server_names;
  std::map<LinkId, std::vector<std::string>> messages;  // by open link
  std::map<LinkId, CloseReason> closes;

  void stage(LinkId link, Stage stage) override { stages[link].push_back(stage); }
  void identified(LinkId link, const secure::ServerIdentity& server, std::string_view name) override {
    identities.emplace(link, server);
    server_names.emplace(link, name);
    if (trusting) transport->accept(link);
  }
  void opened(LinkId link) override { CHECK(messages.emplace(link, std::vector<std::string>{}).second); }
  void received(LinkId link, std::span<const std::uint8_t> message) override {
    REQUIRE(messages.contains(link));
    messages[link].push_back(as_string(message));
  }
  void closed(LinkId link, const CloseReason& reason) override { CHECK(closes.emplace(link, reason).second); }

  bool open(LinkId link) const { return messages.contains(link) && !closes.contains(link); }
};

class World {
 public:
  static constexpr std::uint32_t kVersion = 7;

  explicit World(ListenOptions options = {}) {
    options.address = "127.0.0.1";
    options.version = kVersion;
    if (options.server_name.empty()) options.server_name = "Room 3";
    listen_options = options;
    start_server(0);
    start_client({});
  }

  void start_server(std::uint16_t port) {
    listen_options.port = port;
    auto listening = listen(listen_options, key);
    REQUIRE(listening);
    server = std::move(*listening);
    server_log.transport = server.get();
  }
  void start_client(ClientOptions options) {
    if (options.version == 0) options.version = kVersion;
    auto made = make_client_transport(options);
    REQUIRE(made);
    client = std::move(*made);
    client_log.transport = client.get();
  }

  Target target() const { return {.host = "127.0.0.1", .port = proxy ? proxy->port() : server->port()}; }
  /// A link that is open on both sides.
  LinkId open_link() {
    const LinkId link = client->connect(target());
    const std::size_t peers = server->stats().peers;
    REQUIRE(until([&] { return client_log.open(link) && server->stats().peers > peers; }));
    return link;
  }

  void turn() {
    const TimePoint now = clock.now() + ahead;
    if (server) server->poll(now, server_log);
    if (client) client->poll(now, client_log);
    if (proxy) proxy->step(now);
  }
  /// Runs until it is so. The end after half a minute is only there so that a broken test does not hang.
  bool until(const std::function<bool()>& so) {
    const TimePoint give_up = clock.now() + Seconds{30};
    while (clock.now() < give_up) {
      turn();
      if (so()) return true;
      wait();
    }
    return false;
  }

  secure::ServerKey key = secure::ServerKey::generate();
  ListenOptions listen_options;
  ServerLog server_log;
  ClientLog client_log;
  std::unique_ptr<ServerTransport> server;
  std::unique_ptr<ClientTransport> client;
  std::unique_ptr<support::UdpProxy> proxy;
  SystemClock clock;
  Milliseconds ahead{0};  // how far the world's clock is ahead of the machine's

 private:
  void wait() {
    std::vector<pollfd> fds;
    Milliseconds longest{10};
    if (proxy) longest = Milliseconds{1};
    const auto add = [&](const auto& transport) {
      if (!transport) return;
      fds.push_back({.fd = transport->wait_fd(), .events = POLLIN, .revents = 0});
      if (const auto wakeup = transport->next_wakeup()) longest = std::min(longest, *wakeup);
    };
    add(server);
    add(client);
    ::poll(fds.data(), fds.size(), static_cast<int>(longest.count()));
  }
};

}  // namespace earshot::transport
