// Questions for classes, asked of a real server over the loopback interface.
#include <doctest/doctest.h>

#include "shared/transport/datagram_socket.h"
#include "tests/shared/transport/world.h"

using namespace earshot;
using namespace earshot::transport;

namespace {

const std::vector<secure::ListedClass> kTwo = {{"K7M4QX", "Care Desk"}, {"P2T9WA", "Returns"}};

struct Asker {
  explicit Asker(World& the_world) : world(the_world), socket(*DatagramSocket::open()) {}

  void send(secure::View bytes) { socket.send({{127, 0, 0, 1}, world.server->port()}, bytes); }
  std::optional<secure::FindAnswer> ask(std::size_t size = secure::kMaxFindQuestion) {
    secure::FindQuestion question = secure::make_find_question(World::kVersion);
    question.size = size;
    send(secure::encode(question));
    // The server has read everything that was sent to it when it answers this.
    take_until_pong();
    if (!last) return std::nullopt;
    CHECK(last->bytes.size() <= size);
    auto answer = secure::decode_find_answer(last->bytes);
    REQUIRE(answer);
    CHECK(answer->nonce == question.nonce);
    return *answer;
  }
  /// Takes in answers until that of a connection query, which goes out last.
  void take_until_pong() {
    last.reset();
    send(secure::encode(secure::make_query(World::kVersion)));
    bool pong = false;
    REQUIRE(world.until([&] {
      while (auto datagram = socket.receive()) {
        pong = pong || secure::looks_like_answer(datagram->bytes);
        if (!secure::looks_like_answer(datagram->bytes)) last = std::move(datagram);
      }
      return pong;
    }));
  }

  World& world;
  DatagramSocket socket;
  std::optional<DatagramSocket::Datagram> last;
};

}  // namespace

TEST_CASE("a server that lists no class tells its name and key alone") {
  World world;
  Asker asker(world);
  const auto answer = asker.ask();
  REQUIRE(answer);
  CHECK(answer->server == "Room 3");
  CHECK(answer->version == World::kVersion);
  CHECK(answer->fingerprint == world.key.fingerprint());
  CHECK(answer->classes.empty());
  CHECK(answer->more == 0);
}

TEST_CASE("a server tells the classes that are listed now, and none that was listed before") {
  World world;
  Asker asker(world);
  world.server->list_classes(kTwo);
  CHECK(asker.ask()->classes == kTwo);
  world.server->list_classes({kTwo[1]});
  CHECK(asker.ask()->classes == std::vector{kTwo[1]});
  world.server->list_classes({});
  CHECK(asker.ask()->classes.empty());
}

TEST_CASE("many classes are named as far as the question leaves room, the rest are counted") {
  World world;
  Asker asker(world);
  std::vector<secure::ListedClass> many;
  for (int i = 0; i < 500; ++i) many.push_back({"CODE" + std::to_string(i), "The class with number " + std::to_string(i)});
  world.server->list_classes(many);
  const auto small = asker.ask(secure::kMinFindQuestion);
  const auto large = asker.ask(secure::kMaxFindQuestion);
  REQUIRE((small && large));
  CHECK(small->classes.size() < large->classes.size());
  CHECK(small->classes.size() + small->more == 500);
  CHECK(large->classes.size() + large->more == 500);
  CHECK(large->classes.front() == many.front());
}

TEST_CASE("one address may ask for classes only so often, and all together too") {
  ListenOptions options;
  SUBCASE("one address") { options.finds = {3, 0}; }
  SUBCASE("all addresses") { options.all_finds = {3, 0}; }
  World world(options);
  Asker asker(world);
  for (int i = 0; i < 3; ++i) CHECK(asker.ask());
  CHECK_FALSE(asker.ask());
  CHECK(world.server->stats().finds == 3);
  // Whoever wants to connect still gets an answer.
  CHECK(world.open_link());
}

TEST_CASE("a question for classes that is malformed gets no answer") {
  World world;
  Asker asker(world);
  const secure::Bytes good = secure::encode(secure::make_find_question(World::kVersion));
  for (const std::size_t size : {std::size_t{8}, std::size_t{28}, secure::kMinFindQuestion - 1}) {
    asker.send(secure::View(good).first(size));
    asker.take_until_pong();
    CHECK_FALSE(asker.last);
  }
  secure::Bytes long_one = good;
  long_one.push_back(0);
  asker.send(long_one);
  asker.take_until_pong();
  CHECK_FALSE(asker.last);
  CHECK(world.server->stats().finds == 0);
}

TEST_CASE("the networks to ask hold loopback and the broadcast address of all") {
  const LocalNetworks networks = local_networks();
  CHECK(networks.ask.front() == std::array<std::uint8_t, 4>{127, 0, 0, 1});
  CHECK(networks.ask.size() >= 2);
  CHECK(networks.ask.size() <= 16);
}
