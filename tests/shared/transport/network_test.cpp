#include <doctest/doctest.h>

#include <algorithm>

#include "tests/shared/transport/world.h"

using namespace earshot;
using namespace earshot::transport;
using namespace std::chrono_literals;
using support::UdpProxy;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i)
    out.push_back("line " + std::to_string(i) + std::string(i % 7 == 0 ? 3'000 : 50, '.'));
  return out;
}

}  // namespace

TEST_CASE("on a network that loses, doubles and swaps datagrams, every message arrives once and in order") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    CAPTURE(seed);
    World world;
    world.server_log.echo = true;
    world.proxy = std::make_unique<UdpProxy>(world.server->port(), seed);
    world.proxy->set_weather({.loss = 0.15, .duplicate = 0.1, .delay = 2ms, .jitter = 10ms});
    const LinkId link = world.open_link();
    const auto sent = lines(60);
    for (const std::string& line : sent) world.client->send(link, secure::as_view(line));
    REQUIRE(world.until([&] { return world.client_log.messages.at(link).size() == sent.size(); }));
    CHECK(world.client_log.messages.at(link) == sent);
    CHECK(world.server_log.messages.at(world.server_log.only_peer()) == sent);
  }
}

TEST_CASE("a connection outlives a short cut of the network") {
  World world;
  world.server_log.echo = true;
  world.proxy = std::make_unique<UdpProxy>(world.server->port(), 1);
  const LinkId link = world.open_link();
  world.proxy->set_cut(true);
  world.client->send(link, secure::as_view("into the void"));
  for (int i = 0; i < 20; ++i) world.turn();
  CHECK(world.client_log.messages.at(link).empty());
  world.proxy->set_cut(false);
  REQUIRE(world.until([&] { return world.client_log.messages.at(link).size() == 1; }));
  CHECK(world.client_log.open(link));
}

TEST_CASE("a client of a server that died and came back is told at its next word") {
  World world;
  world.proxy = std::make_unique<UdpProxy>(world.server->port(), 1);
  const LinkId link = world.open_link();
  const std::uint16_t port = world.server->port();
  // Behind the cut, the server's last words are lost, as if it had been killed.
  world.proxy->set_cut(true);
  world.server.reset();
  world.proxy->step(world.clock.now());
  world.start_server(port);
  world.proxy->set_cut(false);
  world.client->send(link, secure::as_view("are you there?"));
  REQUIRE(world.until([&] { return world.client_log.closes.contains(link); }));
  CHECK(world.client_log.closes.at(link).kind == CloseKind::gone);
  CHECK(contains(world.client_log.closes.at(link).text, "restarted"));
  CHECK(world.server->stats().gone >= 1);
  const LinkId again = world.client->connect(world.target());
  CHECK(world.until([&] { return world.client_log.open(again); }));
}

TEST_CASE("a server that restarts between its answer and the connection is asked again") {
  World world;
  world.proxy = std::make_unique<UdpProxy>(world.server->port(), 1);
  const std::uint16_t port = world.server->port();
  const LinkId link = world.client->connect(world.target());
  REQUIRE(world.until([&] {
    const auto found = world.client_log.stages.find(link);
    return found != world.client_log.stages.end() && found->second.back() == Stage::connecting;
  }));
  world.proxy->set_cut(true);
  world.server.reset();
  world.proxy->step(world.clock.now());
  world.start_server(port);
  world.proxy->set_cut(false);
  REQUIRE(world.until([&] { return world.client_log.open(link); }));
  CHECK(std::ranges::count(world.client_log.stages.at(link), Stage::asking) == 2);
}

TEST_CASE("several clients behind one router with a forwarded port get in") {
  World world;
  world.proxy = std::make_unique<UdpProxy>(world.server->port(), 1);
  for (int i = 0; i < 20; ++i) world.client->connect(world.target());
  CHECK(world.until([&] { return world.server->stats().peers == 20; }));
}

TEST_CASE("those above the rate of connections wait, and get in when there are tokens again") {
  World world({.connects = {.burst = 2, .per_second = 1}});
  std::vector<LinkId> links;
  for (int i = 0; i < 4; ++i) links.push_back(world.client->connect(world.target()));
  REQUIRE(world.until([&] { return world.server->stats().peers == 2; }));
  REQUIRE(world.until([&] {
    world.ahead += 20ms;
    return world.server->stats().peers == 4;
  }));
  CHECK(world.client_log.closes.empty());
}

TEST_CASE("an idle transport asks for no wake-ups, a waiting one for soon") {
  World world;
  world.turn();
  CHECK_FALSE(world.client->next_wakeup().has_value());
  const LinkId link = world.open_link();
  REQUIRE(world.until([&] { return *world.client->next_wakeup() > 100ms; }));
  world.client->send(link, secure::as_view("now"));
  CHECK(world.client->next_wakeup() == 0ms);
}
