// Which classes can be found on the network: what the hub tells the transport.
#include <algorithm>

#include "tests/server/net/hub_fixture.h"

using namespace earshot;
using namespace earshot::net;
using earshot::net::testing::Fixture;

namespace {

protocol::SetClass with_listed(bool listed) {
  protocol::SetClass intent;
  intent.settings.listed = listed;
  return intent;
}

std::vector<std::string> codes(const Fixture& server) {
  std::vector<std::string> out;
  for (const auto& entry : server.transport->listed) out.push_back(entry.code);
  return out;
}

}  // namespace

TEST_CASE("a class can be found only from when its trainer lists it until it is taken off the list") {
  Fixture server;
  const auto trainer = server.trainer();
  CHECK(server.transport->listed.empty());
  server.tell(trainer, 2, with_listed(true));
  CHECK(server.transport->listed == std::vector<secure::ListedClass>{{server.code, "Care Desk"}});
  server.tell(trainer, 3, with_listed(false));
  CHECK(server.transport->listed.empty());
}

TEST_CASE("a trainee's wish to list the class changes nothing") {
  Fixture server;
  server.trainer();
  const auto trainee = server.trainee("Ana");
  server.tell(trainee, 1, with_listed(true));
  CHECK(server.count<protocol::Refused>(trainee) == 1);
  CHECK(server.transport->listed.empty());
}

TEST_CASE("of several listed classes the newest is named first, and all are listed again after a restart") {
  Fixture server;
  const auto trainer = server.trainer();
  const std::string first = server.code;
  server.tell(trainer, 2, with_listed(true));
  server.tell(trainer, 3, protocol::CreateClass{"Returns", {}, {}});
  const std::string second = server.last<protocol::ClassEntered>(trainer).code;
  CHECK(codes(server) == std::vector{first});
  server.tell(trainer, 4, with_listed(true));
  CHECK(codes(server) == std::vector{second, first});
  server.restart(server.now + Seconds{10});
  CHECK(codes(server) == std::vector{second, first});
}
