#include "shared/secure/handshake.h"

#include <doctest/doctest.h>

#include <functional>

namespace {

using namespace earshot;
using namespace earshot::secure;

const ServerKey& server_key() {
  static const ServerKey key = ServerKey::generate();
  return key;
}

Answer own_answer() {
  return {.version = 7,
          .nonce = {},
          .fingerprint = server_key().fingerprint(),
          .room = Room::full,
          .port = 0,
          .cookie = 0,
          .name = "Room 3"};
}

Answer answer_to(const Query& query) {
  Answer answer = own_answer();
  answer.nonce = query.nonce;
  answer.room = Room::here;
  answer.port = 7717;
  answer.cookie = 0xC00C1E;
  return answer;
}

/// Both ends, and the three messages between them, which a test may damage on the way.
struct Pair {
  Query query = make_query(7);
  Answer own = own_answer();
  ClientHandshake client{query, answer_to(query)};
  ServerHandshake server{server_key(), own};

  struct Channels {
    Channel client;
    Channel server;
  };
  using Damage = std::function<void(int message, Bytes&)>;
  Result<Channels> run(const Damage& damage = [](int, Bytes&) {}) {
    Bytes hello = client.hello();
    damage(1, hello);
    auto answered = server.answer(hello);
    if (!answered) return tl::unexpected(answered.error());
    damage(2, *answered);
    const auto identity = client.verify(*answered);
    if (!identity) return tl::unexpected(identity.error());
    CHECK(identity->key == server_key().public_key());
    CHECK(identity->fingerprint == server_key().fingerprint());
    auto finish = client.finish();
    REQUIRE(finish);
    damage(3, finish->message);
    auto channel = server.complete(finish->message);
    if (!channel) return tl::unexpected(channel.error());
    return Channels{std::move(finish->channel), std::move(*channel)};
  }
};

std::string pass(Channel& from, Channel& to, std::string_view text) {
  Bytes frame;
  from.seal(as_view(text), frame);
  const auto opened = to.open(frame);
  REQUIRE(opened);
  return std::string(as_text(opened->bytes));
}

}  // namespace

TEST_CASE("a handshake ends in a channel that carries messages both ways") {
  Pair pair;
  auto channels = pair.run();
  REQUIRE(channels);
  CHECK(pass(channels->client, channels->server, "hello") == "hello");
  CHECK(pass(channels->server, channels->client, "welcome") == "welcome");
  CHECK(pass(channels->client, channels->server, "") == "");
}

TEST_CASE("a handshake in which any one bit of any byte was flipped on the way is refused") {
  std::size_t sizes[4] = {};
  REQUIRE(Pair().run([&](int message, Bytes& bytes) { sizes[message] = bytes.size(); }));
  for (int damaged = 1; damaged <= 3; ++damaged) {
    for (std::size_t at = 0; at < sizes[damaged]; ++at) {
      CAPTURE(damaged);
      CAPTURE(at);
      const auto result = Pair().run([&](int message, Bytes& bytes) {
        if (message == damaged) bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << at % 8));
      });
      CHECK_FALSE(result);
    }
  }
}

TEST_CASE("a handshake message that was cut short or has grown is refused") {
  for (int damaged = 1; damaged <= 3; ++damaged) {
    CAPTURE(damaged);
    CHECK_FALSE(Pair().run([&](int message, Bytes& bytes) {
      if (message == damaged) bytes.push_back(0);
    }));
    for (std::size_t keep = 0; keep < 40; ++keep) {
      CHECK_FALSE(Pair().run([&](int message, Bytes& bytes) {
        if (message == damaged) bytes.resize(keep);
      }));
    }
  }
}

TEST_CASE("a changed answer to the query is found out by the server") {
  const Query query = make_query(7);
  const auto refusal_of = [&](Answer seen) {
    ClientHandshake client(query, seen);
    const Answer own = own_answer();
    ServerHandshake server(server_key(), own);
    const auto answered = server.answer(client.hello());
    REQUIRE_FALSE(answered);
    return answered.error().text;
  };
  Answer older = answer_to(query);
  older.version = 6;
  CHECK(refusal_of(older).find("changed") != std::string::npos);
  Answer renamed = answer_to(query);
  renamed.name = "Room 4";
  CHECK(refusal_of(renamed).find("changed") != std::string::npos);
  Answer other_key = answer_to(query);
  other_key.fingerprint.bytes[5] ^= 1;
  CHECK(refusal_of(other_key).find("changed") != std::string::npos);
}

TEST_CASE("a client of another version is refused by the server too") {
  const Query query = make_query(6);
  ClientHandshake client(query, answer_to(query));
  const Answer own = own_answer();
  ServerHandshake server(server_key(), own);
  const auto answered = server.answer(client.hello());
  REQUIRE_FALSE(answered);
  CHECK(answered.error().text.find("version") != std::string::npos);
}

TEST_CASE("somebody with another key cannot pass for the server") {
  const ServerKey impostor = ServerKey::generate();
  const Query query = make_query(7);
  ClientHandshake client(query, answer_to(query));
  Answer claimed = own_answer();
  ServerHandshake server(impostor, claimed);
  const auto answered = server.answer(client.hello());
  REQUIRE(answered);
  CHECK_FALSE(client.verify(*answered));
  CHECK_FALSE(client.finish());
}

TEST_CASE("the handshake of another connection does not fit") {
  Pair one;
  Pair two;
  const auto answer_one = one.server.answer(one.client.hello());
  const auto answer_two = two.server.answer(two.client.hello());
  REQUIRE(answer_one);
  REQUIRE(answer_two);
  CHECK_FALSE(one.client.verify(*answer_two));
  REQUIRE(two.client.verify(*answer_two));
  const auto finish_two = two.client.finish();
  REQUIRE(finish_two);
  CHECK_FALSE(one.server.complete(finish_two->message));
}

TEST_CASE("a step taken twice or out of turn is refused") {
  Pair pair;
  CHECK_FALSE(pair.client.finish());
  CHECK_FALSE(pair.server.complete(Bytes(41)));
  const auto answered = pair.server.answer(pair.client.hello());
  REQUIRE(answered);
  CHECK_FALSE(pair.server.answer(pair.client.hello()));
  REQUIRE(pair.client.verify(*answered));
  CHECK_FALSE(pair.client.verify(*answered));
  const auto finish = pair.client.finish();
  REQUIRE(finish);
  CHECK_FALSE(pair.client.finish());
  REQUIRE(pair.server.complete(finish->message));
  CHECK_FALSE(pair.server.complete(finish->message));
}

TEST_CASE("the ephemeral keys of a client are never the same twice") {
  const Query query = make_query(7);
  CHECK(ClientHandshake(query, answer_to(query)).hello() != ClientHandshake(query, answer_to(query)).hello());
}

TEST_CASE("a key of low order is refused") {
  const Query query = make_query(7);
  Bytes hello = ClientHandshake(query, answer_to(query)).hello();
  std::fill(hello.end() - 32, hello.end(), std::uint8_t{0});
  const Answer own = own_answer();
  ServerHandshake server(server_key(), own);
  CHECK_FALSE(server.answer(hello));
}
