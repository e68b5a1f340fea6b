// Time is a parameter: only the shell (server/app, client/platform, client/text) reads a clock.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace earshot {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// A moment of UTC, in milliseconds since 1970.
using TimePoint = std::chrono::sys_time<Milliseconds>;

constexpr std::int64_t to_unix_ms(TimePoint at) { return at.time_since_epoch().count(); }
constexpr TimePoint from_unix_ms(std::int64_t ms) { return TimePoint{Milliseconds{ms}}; }

/// Where the shell takes the time from. Called on the network thread only.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Never steps back within a run.
  virtual TimePoint now() = 0;
};

/// The machine's clock as it was at the start, and steady time from there: it neither steps back nor jumps when
/// somebody sets the clock.
class SystemClock final : public Clock {
 public:
  /// Starts no earlier than `not_before`: the last moment that was written down.
  explicit SystemClock(TimePoint not_before = {})
      : base_(std::max(std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()), not_before)) {}
  TimePoint now() override {
    return base_ + std::chrono::floor<Milliseconds>(std::chrono::steady_clock::now() - started_);
  }

 private:
  TimePoint base_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace earshot
