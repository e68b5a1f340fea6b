// A token bucket per IPv4 address. No clock: time is a parameter.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

#include "shared/base/clock.h"
#include "shared/transport/server_transport.h"

namespace earshot::transport {

class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit) : limit_(limit) {}

  /// Takes one token of this address; false if it has none left.
  bool take(const std::array<std::uint8_t, 4>& ip, TimePoint now);

 private:
  struct Bucket {
    double tokens = 0;
    TimePoint at{};
  };
  void drop_full(TimePoint now);

  RateLimit limit_;
  std::unordered_map<std::uint32_t, Bucket> buckets_;
};

}  // namespace earshot::transport
