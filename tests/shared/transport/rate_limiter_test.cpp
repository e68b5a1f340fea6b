#include "shared/transport/rate_limiter.h"

#include <doctest/doctest.h>

using namespace earshot;
using namespace earshot::transport;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart = from_unix_ms(1'700'000'000'000);
constexpr std::array<std::uint8_t, 4> kSchool = {203, 0, 113, 7};

int taken(RateLimiter& limiter, TimePoint at, int tries) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += limiter.take(kSchool, at) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("a class behind one address gets in at once, a flood does not") {
  RateLimiter limiter({.burst = 200, .per_second = 50});
  CHECK(taken(limiter, kStart, 1'000) == 200);
  CHECK(taken(limiter, kStart + 1s, 1'000) == 50);
  CHECK(taken(limiter, kStart + 1h, 1'000) == 200);
}

TEST_CASE("one address does not use up another's tokens") {
  RateLimiter limiter({.burst = 1, .per_second = 1});
  CHECK(taken(limiter, kStart, 10) == 1);
  CHECK(limiter.take({203, 0, 113, 8}, kStart));
}

TEST_CASE("made-up addresses do not fill the memory, and whoever waits is not let in early for long") {
  RateLimiter limiter({.burst = 1, .per_second = 0.001});
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    CHECK(limiter.take({static_cast<std::uint8_t>(i >> 16), static_cast<std::uint8_t>(i >> 8),
                        static_cast<std::uint8_t>(i), 1},
                       kStart));
  }
  CHECK(taken(limiter, kStart, 10) == 1);
}
