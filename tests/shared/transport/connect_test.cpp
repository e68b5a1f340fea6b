#include <doctest/doctest.h>

#include <algorithm>

#include "tests/shared/transport/world.h"

using namespace earshot;
using namespace earshot::transport;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string numbered(int i) { return "message " + std::to_string(i); }

}  // namespace

TEST_CASE("a client reaches a server, learns who it is, and talks with it") {
  World world;
  world.server_log.echo = true;
  const LinkId link = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.open(link); }));
  CHECK(world.client_log.identities.at(link).key == world.key.public_key());
  CHECK(world.client_log.identities.at(link).fingerprint == world.key.fingerprint());
  CHECK(world.client_log.server_names.at(link) == "Room 3");
  CHECK(world.client_log.stages.at(link) ==
        std::vector{Stage::asking, Stage::connecting, Stage::greeting, Stage::identified, Stage::open});
  world.client->send(link, secure::as_view("hello"));
  REQUIRE(world.until([&] { return !world.client_log.messages.at(link).empty(); }));
  CHECK(world.client_log.messages.at(link).front() == "hello");
}

TEST_CASE("messages of every size up to the limit arrive whole and in order, both ways") {
  World world;
  world.server_log.echo = true;
  const LinkId link = world.open_link();
  std::vector<std::string> sent;
  for (std::size_t size = 0; size <= kMaxMessage; size = size * 2 + 1) sent.emplace_back(size, 'x');
  sent.emplace_back(kMaxMessage, 'y');
  for (int i = 0; i < 300; ++i) sent.push_back(numbered(i));
  for (const std::string& message : sent) world.client->send(link, secure::as_view(message));
  REQUIRE(world.until([&] { return world.client_log.messages.at(link).size() == sent.size(); }));
  CHECK(world.client_log.messages.at(link) == sent);
  CHECK(world.server_log.messages.at(world.server_log.only_peer()) == sent);
}

TEST_CASE("a message above the limit is not sent") {
  World world;
  const LinkId link = world.open_link();
  const secure::Bytes long_one(kMaxMessage + 1);
  CHECK_THROWS_AS(world.client->send(link, long_one), std::length_error);
  CHECK_THROWS_AS(world.server->send(world.server_log.only_peer(), long_one), std::length_error);
}

TEST_CASE("the server says why it closes, after everything it sent before") {
  World world;
  const LinkId link = world.open_link();
  const PeerId peer = world.server_log.only_peer();
  for (int i = 0; i < 50; ++i) world.server->send(peer, secure::as_view(numbered(i)));
  world.server->close(peer, "the class is over");
  world.server->send(peer, secure::as_view("too late"));
  REQUIRE(world.until(
      [&] { return world.client_log.closes.contains(link) && world.server_log.closes.contains(peer); }));
  CHECK(world.client_log.messages.at(link).size() == 50);
  CHECK(world.client_log.closes.at(link) == CloseReason{CloseKind::by_server, "the class is over"});
  CHECK(world.server_log.closes.at(peer) == "the class is over");
  CHECK(world.server->stats().peers == 0);
}

TEST_CASE("the client says why it closes, after everything it sent before") {
  World world;
  const LinkId link = world.open_link();
  const PeerId peer = world.server_log.only_peer();
  for (int i = 0; i < 50; ++i) world.client->send(link, secure::as_view(numbered(i)));
  world.client->close(link, "good bye");
  REQUIRE(world.until(
      [&] { return world.server_log.closes.contains(peer) && world.client_log.closes.contains(link); }));
  CHECK(world.server_log.messages.at(peer).size() == 50);
  CHECK(world.server_log.closes.at(peer) == "good bye");
  CHECK(world.client_log.closes.at(link).kind == CloseKind::by_us);
}

TEST_CASE("a client that is gone with its program is known at once") {
  World world;
  world.open_link();
  const PeerId peer = world.server_log.only_peer();
  world.client.reset();
  REQUIRE(world.until([&] { return world.server_log.closes.contains(peer); }));
  CHECK(contains(world.server_log.closes.at(peer), "program was closed"));
}

TEST_CASE("a server that stops is known at once") {
  World world;
  const LinkId link = world.open_link();
  world.server.reset();
  REQUIRE(world.until([&] { return world.client_log.closes.contains(link); }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::gone);
}

TEST_CASE("nothing reaches the server's application before the client has accepted the server") {
  World world;
  world.client_log.trusting = false;
  const LinkId link = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.identities.contains(link); }));
  world.client->send(link, secure::as_view("my name is"));
  world.client->close(link, "these are other words");
  REQUIRE(world.until([&] { return !world.server_log.refusals.empty(); }));
  CHECK(world.server_log.messages.empty());
  CHECK_FALSE(world.client_log.messages.contains(link));
}

TEST_CASE("a person may take a minute to compare the words") {
  World world;
  world.client_log.trusting = false;
  const LinkId link = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.identities.contains(link); }));
  world.ahead = 60s;
  world.turn();
  world.client->accept(link);
  CHECK(world.until([&] { return world.client_log.open(link) && world.server->stats().peers == 1; }));
}

TEST_CASE("the expected server is accepted, another one stops the client with an explanation") {
  World world;
  Target right = world.target();
  right.expected = world.key.fingerprint();
  const LinkId good = world.client->connect(right);
  Target wrong = world.target();
  wrong.expected = secure::ServerKey::generate().fingerprint();
  const LinkId bad = world.client->connect(wrong);
  REQUIRE(world.until([&] { return world.client_log.open(good) && world.client_log.closes.contains(bad); }));
  CHECK(world.client_log.closes.at(bad).kind == CloseKind::untrusted);
  CHECK(contains(world.client_log.closes.at(bad).text, wrong.expected->to_string()));
  CHECK(contains(world.client_log.closes.at(bad).text, world.key.fingerprint().to_string()));
  CHECK_FALSE(world.client_log.identities.contains(bad));
  CHECK(
      world.until([&] { return world.server->stats().peers == 1 && world.server_log.refusals.size() == 1; }));
}

TEST_CASE("a server of another version is named with both versions") {
  World world;
  world.start_client({.version = World::kVersion - 1});
  const LinkId old_client = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.closes.contains(old_client); }));
  CHECK(world.client_log.closes.at(old_client).kind == CloseKind::version);
  CHECK(contains(world.client_log.closes.at(old_client).text, "speaks version 6"));
  CHECK(contains(world.client_log.closes.at(old_client).text, "version 7"));
  CHECK(contains(world.client_log.closes.at(old_client).text, "get the newer program"));
}

TEST_CASE("where nobody answers, the client says what may be in the way") {
  World world;
  world.server.reset();
  const LinkId link = world.client->connect({.host = "127.0.0.1", .port = 9});
  REQUIRE(world.until([&] {
    world.ahead += 1s;
    return world.client_log.closes.contains(link);
  }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::silent);
  CHECK(contains(world.client_log.closes.at(link).text, "no answer from 127.0.0.1:9"));
  CHECK(contains(world.client_log.closes.at(link).text, "UDP"));
}

TEST_CASE("a name that does not exist is told from a server that does not answer") {
  World world;
  const LinkId link = world.client->connect({.host = "no-such-host.invalid"});
  REQUIRE(world.until([&] { return world.client_log.closes.contains(link); }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::unresolved);
  CHECK(contains(world.client_log.closes.at(link).text, "no-such-host.invalid"));
}

TEST_CASE("a name is looked up") {
  World world;
  const LinkId link = world.client->connect({.host = "localhost", .port = world.server->port()});
  CHECK(world.until([&] { return world.client_log.open(link); }));
}

TEST_CASE("a client connects anew before it drops the old connection") {
  World world;
  const LinkId old_link = world.open_link();
  const LinkId new_link = world.open_link();
  CHECK(world.client_log.open(old_link));
  world.client->close(old_link, "moved");
  REQUIRE(world.until([&] { return world.server_log.closes.size() == 1; }));
  CHECK(world.client_log.open(new_link));
  CHECK(world.server->stats().peers == 1);
}

TEST_CASE("300 clients at once spill over to a second port, and all are served") {
  World world;
  world.start_client({.links_per_host = 256});
  world.server_log.echo = true;
  std::vector<LinkId> links;
  for (int i = 0; i < 300; ++i) links.push_back(world.client->connect(world.target()));
  REQUIRE(world.until([&] { return world.client_log.messages.size() == 300; }));
  CHECK(world.server->stats().hosts == 2);
  for (const LinkId link : links)
    world.client->send(link, secure::as_view("hello from " + std::to_string(link.value)));
  REQUIRE(world.until([&] {
    return std::ranges::all_of(links,
                               [&](LinkId link) { return world.client_log.messages[link].size() == 1; });
  }));
  for (const LinkId link : links)
    CHECK(world.client_log.messages[link].front() == "hello from " + std::to_string(link.value));
  CHECK(world.server->stats().peers == 300);
  CHECK(world.client_log.closes.empty());
}

TEST_CASE("a taken port is passed over when the server spills over") {
  World world({.slots_per_host = 1, .max_hosts = 2});
  ListenOptions neighbour = world.listen_options;
  neighbour.port = static_cast<std::uint16_t>(world.server->port() + 1);
  const auto other = listen(neighbour, world.key);  // may be taken already, which serves as well
  const LinkId first = world.open_link();
  const LinkId second = world.open_link();
  CHECK(world.client_log.open(first));
  CHECK(world.client_log.open(second));
}

TEST_CASE("a full server says so, and has room again when somebody leaves") {
  World world({.slots_per_host = 2, .max_hosts = 1});
  const LinkId first = world.open_link();
  world.open_link();
  const LinkId third = world.client->connect(world.target());
  REQUIRE(world.until([&] { return world.client_log.closes.contains(third); }));
  CHECK(world.client_log.closes.at(third).kind == CloseKind::full);
  CHECK(contains(world.client_log.closes.at(third).text, "no free seat"));
  world.client->close(first, "bye");
  REQUIRE(world.until([&] { return world.server->stats().peers == 1; }));
  world.ahead += 10s;
  const LinkId fourth = world.client->connect(world.target());
  CHECK(world.until([&] { return world.client_log.open(fourth); }));
}

TEST_CASE("when the last seat is taken between answer and connect, the client asks again") {
  World world({.slots_per_host = 1, .max_hosts = 2});
  std::vector<LinkId> links;
  for (int i = 0; i < 3; ++i) links.push_back(world.client->connect(world.target()));
  REQUIRE(world.until([&] {
    world.ahead += 5ms;
    return world.client_log.messages.size() == 2 && world.client_log.closes.size() == 1;
  }));
  CHECK(world.client_log.closes.begin()->second.kind == CloseKind::full);
}

TEST_CASE("a port that is taken is an error that says what to do") {
  World world;
  ListenOptions same = world.listen_options;
  same.port = world.server->port();
  const auto second = listen(same, world.key);
  REQUIRE_FALSE(second);
  CHECK(contains(second.error().text, std::to_string(same.port)));
  CHECK(contains(second.error().text, "--listen"));
}

TEST_CASE("an address to listen on must be one of IPv4, and the server's name short") {
  const auto key = secure::ServerKey::generate();
  CHECK(listen({.address = "::1"}, key).error().where == "listen");
  CHECK(listen({.address = "127.0.0.1", .port = 0, .server_name = std::string(41, 'x')}, key).error().where ==
        "name");
}

TEST_CASE("handlers may close the peer they are told about") {
  struct Closing final : ServerEvents {
    ServerTransport* transport = nullptr;
    int closed_count = 0;
    void connected(PeerId peer, std::string) override { transport->close(peer, "not today"); }
    void received(PeerId, std::span<const std::uint8_t>) override { FAIL("nothing comes after the close"); }
    void closed(PeerId, std::string_view) override { ++closed_count; }
  };
  World world;
  Closing closing;
  closing.transport = world.server.get();
  const LinkId link = world.client->connect(world.target());
  const TimePoint give_up = world.clock.now() + 30s;
  while (!world.client_log.closes.contains(link) && world.clock.now() < give_up) {
    world.server->poll(world.clock.now(), closing);
    world.client->poll(world.clock.now(), world.client_log);
  }
  CHECK(closing.closed_count == 1);
  CHECK(world.client_log.closes.at(link) == CloseReason{CloseKind::by_server, "not today"});
}
