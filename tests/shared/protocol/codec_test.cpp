#include <doctest/doctest.h>

#include <cstring>

#include "shared/base/random.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "tests/shared/protocol/filler.h"

namespace earshot::protocol {
namespace {

Bytes bytes_of(const Intent& intent) {
  Bytes bytes;
  encode(NumberedIntent{7, intent}, bytes);
  return bytes;
}

Bytes bytes_of(const ServerMessage& message) {
  Bytes bytes;
  encode(message, bytes);
  return bytes;
}

/// The first four bytes after the kind and the intent's number: the length of Say's text.
void put_length(Bytes& bytes, std::size_t at, std::uint32_t length) { std::memcpy(bytes.data() + at, &length, sizeof length); }

constexpr std::size_t kSayLength = 10;

}  // namespace

TEST_CASE("an intent that ends too early is an error at every byte") {
  testing::each_example<Intent>([](auto intent) {
    const Bytes whole = bytes_of(Intent{intent});
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const auto decoded = decode_intent(std::span(whole).first(size));
      REQUIRE_FALSE(decoded.has_value());
      CHECK_FALSE(decoded.error().text.empty());
    }
  });
}

TEST_CASE("a server message that ends too early is an error at every byte") {
  testing::each_example<ServerMessage>([](auto message) {
    const Bytes whole = bytes_of(ServerMessage{message});
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode_message(std::span(whole).first(size)).has_value());
  });
}

TEST_CASE("a byte that is left over is an error") {
  Bytes bytes = bytes_of(Intent{Say{"hello"}});
  bytes.push_back(0);
  REQUIRE_FALSE(decode_intent(bytes).has_value());
  CHECK(decode_intent(bytes).error().text == "1 bytes are left over");
}

TEST_CASE("a changed byte gives an error or another value, never a crash") {
  testing::each_example<ServerMessage>([](auto message) {
    const Bytes whole = bytes_of(ServerMessage{message});
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const int flip : {0x01, 0x80, 0xFF}) {
        Bytes changed = whole;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ flip);
        if (const auto decoded = decode_message(changed)) CHECK(bytes_of(*decoded) == changed);
      }
    }
  });
  testing::each_example<Intent>([](auto intent) {
    const Bytes whole = bytes_of(Intent{intent});
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Bytes changed = whole;
      changed[at] = static_cast<std::uint8_t>(~changed[at]);
      if (const auto decoded = decode_intent(changed)) {
        Bytes again;
        encode(*decoded, again);
        CHECK(again == changed);
      }
    }
  });
}

TEST_CASE("random bytes are an error or a value") {
  SeededRandom random(20260101);
  for (int round = 0; round < 20'000; ++round) {
    Bytes bytes(random.below(200));
    random.fill(bytes);
    if (bytes.size() >= 2) {
      bytes[0] = static_cast<std::uint8_t>(random.below(64));
      bytes[1] = 0;
    }
    (void)decode_intent(bytes);
    (void)decode_message(bytes);
  }
}

TEST_CASE("a length beyond the message is refused before anything is allocated") {
  for (const std::uint32_t length : {6U, 1'000'000U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
    Bytes bytes = bytes_of(Intent{Say{"hello"}});
    put_length(bytes, kSayLength, length);
    const auto decoded = decode_intent(bytes);
    REQUIRE_FALSE(decoded.has_value());
    CHECK(decoded.error().text == "a length is larger than what is left of the message");
    CHECK(decoded.error().where == "message 31");
  }
}

TEST_CASE("a list cannot claim more elements than there are bytes") {
  Bytes bytes = bytes_of(ServerMessage{MemberPage{{}, true}});
  put_length(bytes, 2, 0xFFFFFFFF);
  CHECK_FALSE(decode_message(bytes).has_value());
}

TEST_CASE("an unknown kind is refused by its number") {
  const Bytes bytes{0x0F, 0x27, 1, 0, 0, 0, 0, 0, 0, 0};
  REQUIRE_FALSE(decode_intent(bytes).has_value());
  CHECK(decode_intent(bytes).error().to_string() == "message 9999: no intent has this number");
  CHECK(decode_message(bytes).error().text == "no server message has this number");
}

TEST_CASE("an enum's number without a word is refused, and so is a yes-or-no that is neither") {
  Bytes ready = bytes_of(Intent{Ready{Phase::debrief}});
  ready.back() = kPhases;
  REQUIRE_FALSE(decode_intent(ready).has_value());
  CHECK(decode_intent(ready).error().text == "phase has no value 6");

  Bytes reveal = bytes_of(Intent{Reveal{"a", true}});
  reveal.back() = 2;
  CHECK(decode_intent(reveal).error().text == "a yes-or-no is neither");
}

TEST_CASE("a list holds no word without a meaning either") {
  StartRound round;
  round.modifiers = {Modifier::distraction, Modifier::short_time};
  Bytes bytes = bytes_of(Intent{round});
  const std::size_t last = bytes.size() - 3;  // triads and swap follow
  REQUIRE(bytes[last] == static_cast<std::uint8_t>(Modifier::short_time));
  CHECK(decode_intent(bytes).has_value());
  bytes[last] = static_cast<std::uint8_t>(kModifierWords.size());
  REQUIRE_FALSE(decode_intent(bytes).has_value());
  CHECK(decode_intent(bytes).error().text == "a list holds a word without a meaning: 5");
}

TEST_CASE("a message above the limit is not even looked at") {
  const Bytes intent(limits::kIntentBytes + 1, 0);
  CHECK(decode_intent(intent).error().text == "the message is larger than 15360 bytes");
  const Bytes message(limits::kMessageBytes + 1, 0);
  CHECK(decode_message(message).error().text == "the message is larger than 16384 bytes");
}

}  // namespace earshot::protocol
