#include "shared/transport/rate_limiter.h"

#include <algorithm>
#include <bit>
#include <chrono>

namespace earshot::transport {
namespace {

// A flood from made-up addresses must not grow the table without end.
constexpr std::size_t kMaxAddresses = 16'384;

double seconds_between(TimePoint from, TimePoint to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

bool RateLimiter::take(const std::array<std::uint8_t, 4>& ip, TimePoint now) {
  if (buckets_.size() >= kMaxAddresses) drop_full(now);
  const auto [found, fresh] =
      buckets_.try_emplace(std::bit_cast<std::uint32_t>(ip), Bucket{limit_.burst, now});
  Bucket& bucket = found->second;
  if (now > bucket.at) {
    bucket.tokens =
        std::min(limit_.burst, bucket.tokens + seconds_between(bucket.at, now) * limit_.per_second);
    bucket.at = now;
  }
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void RateLimiter::drop_full(TimePoint now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const Bucket& bucket = entry.second;
    return bucket.tokens + seconds_between(bucket.at, now) * limit_.per_second >= limit_.burst;
  });
  if (buckets_.size() >= kMaxAddresses) buckets_.clear();
}

}  // namespace earshot::transport
