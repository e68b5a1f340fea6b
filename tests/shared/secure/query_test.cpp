#include "shared/secure/query.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <stdexcept>

namespace {

using namespace earshot;
using namespace earshot::secure;
using namespace std::chrono_literals;

constexpr CookieJar::Key kJarKey = {1, 2, 3};
constexpr Address kHome{{192, 168, 1, 5}, 50'000};
const TimePoint kNoon = from_unix_ms(1'700'000'000'000);

Answer some_answer() {
  Answer answer{.version = 3,
                .nonce = {9, 8, 7},
                .fingerprint = {},
                .room = Room::here,
                .port = 7718,
                .cookie = 0xDEADBEEF,
                .name = "Übungsraum"};
  answer.fingerprint.bytes.fill(0x42);
  return answer;
}

}  // namespace

TEST_CASE("a query is always 512 bytes, so that no answer is longer") {
  const Query query = make_query(3);
  const Bytes datagram = encode(query);
  CHECK(datagram.size() == 512);
  CHECK(decode_query(datagram) == query);
  CHECK(make_query(3).nonce != query.nonce);
}

TEST_CASE("an answer comes back as it was sent, and is shorter than the query") {
  Answer answer = some_answer();
  CHECK(decode_answer(encode(answer)) == answer);
  answer.name.clear();
  for (int i = 0; i < 40; ++i) answer.name += "\U0001F99C";
  CHECK(decode_answer(encode(answer)) == answer);
  CHECK(encode(answer).size() < kQuerySize);
  answer.name += "x";
  CHECK_THROWS_AS(encode(answer), std::length_error);
}

TEST_CASE("queries and answers of the wrong length, magic, padding or name are refused") {
  Bytes query = encode(make_query(3));
  query.back() = 1;
  CHECK_FALSE(decode_query(query));
  query.pop_back();
  CHECK_FALSE(decode_query(query));
  CHECK_FALSE(decode_query(encode(some_answer())));
  Bytes answer = encode(some_answer());
  for (std::size_t keep = 0; keep < answer.size(); ++keep)
    CHECK_FALSE(decode_answer(View(answer).first(keep)));
  answer.push_back('x');
  CHECK_FALSE(decode_answer(answer));
  Answer broken_name = some_answer();
  Bytes bytes = encode(broken_name);
  bytes.back() = 0xFF;
  CHECK_FALSE(decode_answer(bytes));
}

TEST_CASE("any bytes at all are decoded or refused, never more") {
  CHECK(rc::check("decoding is total", [](Bytes bytes, bool magic) {
    if (magic) {
      const auto head = as_view("EARSHOT!");
      bytes.insert(bytes.begin(), head.begin(), head.end());
    }
    static_cast<void>(decode_query(bytes));
    static_cast<void>(decode_answer(bytes));
    static_cast<void>(decode_gone(bytes));
  }));
}

TEST_CASE("datagrams of Earshot are told from those of ENet by a flag that Earshot never sets there") {
  // ENet's first two bytes hold the peer and its flags; 0x4000 is 'compressed'.
  for (const Bytes& datagram : {encode(make_query(1)), encode(some_answer()), encode_gone(Bytes(8))})
    CHECK((datagram[0] & 0x40) != 0);
}

TEST_CASE("'gone' gives back the start of the datagram it answers") {
  const Bytes datagram = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  const auto gone = decode_gone(encode_gone(datagram));
  REQUIRE(gone);
  CHECK(gone->echo == Bytes(datagram.begin(), datagram.begin() + 10));
  CHECK(decode_gone(encode_gone(View(datagram).first(8)))->echo.size() == 8);
  CHECK_FALSE(decode_gone(View(encode_gone(datagram)).first(11)));
}

TEST_CASE("a cookie is good for the address it was given to") {
  const CookieJar jar(kJarKey);
  const std::uint32_t cookie = jar.make(kHome, kNoon);
  CHECK(jar.check(kHome, cookie, kNoon));
  CHECK_FALSE(jar.check({kHome.ip, 50'001}, cookie, kNoon));
  CHECK_FALSE(jar.check({{192, 168, 1, 6}, 50'000}, cookie, kNoon));
  CHECK_FALSE(jar.check(kHome, cookie ^ 1, kNoon));
}

TEST_CASE("a cookie lasts half a minute, and no longer than a whole one") {
  const CookieJar jar(kJarKey);
  for (auto late = 0ms; late < 30'000ms; late += 777ms) {
    const std::uint32_t cookie = jar.make(kHome, kNoon + late);
    CHECK(jar.check(kHome, cookie, kNoon + late + 30s));
    CHECK_FALSE(jar.check(kHome, cookie, kNoon + late + 60s));
  }
}

TEST_CASE("each run of a server has its own cookies") {
  CHECK(CookieJar().make(kHome, kNoon) != CookieJar().make(kHome, kNoon));
}

TEST_CASE("an address reads as people write it") { CHECK(kHome.to_string() == "192.168.1.5:50000"); }
