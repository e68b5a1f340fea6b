#include "client/views/join_found.h"

#include <doctest/doctest.h>

using namespace earshot;
using namespace earshot::views;

namespace {

model::FoundServer server(std::string address, std::vector<model::FoundClass> classes) {
  model::FoundServer found;
  found.address = std::move(address);
  found.classes = std::move(classes);
  return found;
}

model::Discovery room(std::vector<model::FoundServer> servers) {
  model::Discovery discovery;
  discovery.looking = true;
  discovery.servers = std::move(servers);
  return discovery;
}

}  // namespace

TEST_CASE("a code alone leads to the server that lists it") {
  const auto two = room({server("10.0.0.1:7717", {}), server("10.0.0.2:7717", {{"K7M4QX", "Care Desk"}})});
  const auto found = server_for(two, "K7M4QX");
  REQUIRE(found);
  CHECK(found->address == "10.0.0.2:7717");
  CHECK(found->code == "K7M4QX");
}

TEST_CASE("a code that nobody lists leads to the only server, and nowhere among several") {
  const auto one = room({server("10.0.0.1:7717", {})});
  REQUIRE(server_for(one, "P2T9WA"));
  CHECK(server_for(one, "P2T9WA")->address == "10.0.0.1:7717");
  CHECK_FALSE(server_for(room({server("10.0.0.1:7717", {}), server("10.0.0.2:7717", {})}), "P2T9WA"));
  CHECK_FALSE(server_for(room({}), "P2T9WA"));
}

TEST_CASE("a server of another version is led to by no code") {
  auto newer = server("10.0.0.1:7717", {{"K7M4QX", "Care Desk"}});
  newer.other_version = true;
  CHECK_FALSE(server_for(room({newer}), "K7M4QX"));
  CHECK_FALSE(is_listed(room({newer}), "K7M4QX"));
}

TEST_CASE("a class counts as found on the server that lists it") {
  const auto two = room({server("10.0.0.1:7717", {{"K7M4QX", ""}}), server("10.0.0.2:7717", {})});
  CHECK(is_listed(two, "K7M4QX"));
  CHECK(is_listed(two, "K7M4QX", "10.0.0.1:7717"));
  CHECK_FALSE(is_listed(two, "K7M4QX", "10.0.0.2:7717"));
  CHECK_FALSE(is_listed(two, "K7M"));
}

TEST_CASE("nothing is shown of what was found while nobody looks") { CHECK(found_height({}) == 0); }
