#include "shared/secure/channel.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <stdexcept>

#include "shared/base/random.h"

namespace {

using namespace earshot;
using namespace earshot::secure;

/// Two ends that already share their keys.
struct Ends {
  Channel::Key up{};
  Channel::Key down{};
  Channel client;
  Channel server;
  Ends() : up(filled(1)), down(filled(2)), client(up), server(down) {
    REQUIRE(client.receive_with(down, server.header()));
    REQUIRE(server.receive_with(up, client.header()));
  }
  static Channel::Key filled(std::uint8_t value) {
    Channel::Key key{};
    key.fill(value);
    return key;
  }
  Bytes frame(std::string_view text) {
    Bytes out;
    client.seal(as_view(text), out);
    return out;
  }
};

}  // namespace

TEST_CASE("frames carry messages of any bytes and any length up to the limit, in order") {
  CHECK(rc::check("what is sealed is what is opened", [](const std::vector<Bytes>& messages) {
    Ends ends;
    for (const Bytes& message : messages) {
      Bytes frame;
      ends.client.seal(message, frame);
      RC_ASSERT(frame.size() == message.size() + kSealOverhead);
      const auto opened = ends.server.open(frame);
      RC_ASSERT(opened.has_value());
      RC_ASSERT(Bytes(opened->bytes.begin(), opened->bytes.end()) == message);
    }
  }));
  Ends ends;
  const Bytes longest(kMaxPlain, 0x5A);
  Bytes frame;
  ends.client.seal(longest, frame);
  const auto opened = ends.server.open(frame);
  REQUIRE(opened);
  CHECK(opened->bytes.size() == kMaxPlain);
}

TEST_CASE("sealing appends to what the buffer holds") {
  Ends ends;
  Bytes out = {1, 2, 3};
  ends.client.seal(as_view("x"), out);
  CHECK(out.size() == 3 + 1 + kSealOverhead);
  CHECK(ends.server.open(View(out).subspan(3)).has_value());
}

TEST_CASE("a message above the limit is not sealed") {
  Ends ends;
  Bytes out;
  CHECK_THROWS_AS(ends.client.seal(Bytes(kMaxPlain + 1), out), std::length_error);
}

TEST_CASE("the close carries its reason, and nothing is taken in after it") {
  Ends ends;
  Bytes close;
  ends.client.seal(as_view("good night"), close, FrameKind::close);
  const Bytes late = ends.frame("one more thing");
  const auto opened = ends.server.open(close);
  REQUIRE(opened);
  CHECK(opened->kind == FrameKind::close);
  CHECK(as_text(opened->bytes) == "good night");
  CHECK_FALSE(ends.server.open(late));
}

TEST_CASE("a frame with any one bit flipped poisons the channel for good") {
  const std::size_t size = Ends().frame("the wrong item arrived").size();
  for (std::size_t bit = 0; bit < size * 8; ++bit) {
    CAPTURE(bit);
    Ends ends;
    Bytes bad = ends.frame("the wrong item arrived");
    const Bytes good = bad;
    const Bytes next = ends.frame("and I need it on Friday");
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << bit % 8));
    CHECK_FALSE(ends.server.open(bad));
    CHECK_FALSE(ends.server.open(good));
    CHECK_FALSE(ends.server.open(next));
  }
}

TEST_CASE("a frame cut short or grown poisons the channel") {
  const std::size_t size = Ends().frame("hello").size();
  for (std::size_t keep = 0; keep < size; ++keep) {
    Ends ends;
    Bytes bad = ends.frame("hello");
    bad.resize(keep);
    CHECK_FALSE(ends.server.open(bad));
    CHECK_FALSE(ends.server.open(ends.frame("again")));
  }
  Ends ends;
  Bytes grown = ends.frame("hello");
  grown.push_back(0);
  CHECK_FALSE(ends.server.open(grown));
}

TEST_CASE("a frame longer than the limit is refused before it is looked at") {
  Ends ends;
  CHECK_FALSE(ends.server.open(Bytes(kMaxFrame + 1)));
  CHECK_FALSE(ends.server.open(ends.frame("again")));
}

TEST_CASE("a repeated frame poisons the channel") {
  Ends ends;
  const Bytes once = ends.frame("pay 10");
  REQUIRE(ends.server.open(once));
  CHECK_FALSE(ends.server.open(once));
  CHECK_FALSE(ends.server.open(ends.frame("again")));
}

TEST_CASE("frames that changed places or went missing poison the channel") {
  Ends swapped;
  const Bytes first = swapped.frame("one");
  const Bytes second = swapped.frame("two");
  CHECK_FALSE(swapped.server.open(second));
  CHECK_FALSE(swapped.server.open(first));
}

TEST_CASE("a frame sent back to its sender is refused") {
  Ends ends;
  CHECK_FALSE(ends.client.open(ends.frame("echo")));
}

TEST_CASE("a channel whose receiving half has not started takes nothing in") {
  Channel channel(Ends::filled(1));
  CHECK_FALSE(channel.open(Bytes(100)));
}

TEST_CASE("a poisoned channel can still say why it closes") {
  Ends ends;
  CHECK_FALSE(ends.server.open(Bytes(40)));
  Bytes close;
  ends.server.seal(as_view("a damaged frame"), close, FrameKind::close);
  const auto opened = ends.client.open(close);
  REQUIRE(opened);
  CHECK(as_text(opened->bytes) == "a damaged frame");
}
