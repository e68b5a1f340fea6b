// Time is a parameter: only the shell (server/app, client/platform, client/text) reads a clock.
#pragma once

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

/// The machine's clock, held so that it never steps back.
class SystemClock final : public Clock {
 public:
  TimePoint now() override {
    const auto read = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    if (read > last_) last_ = read;
    return last_;
  }

 private:
  TimePoint last_{};
};

}  // namespace earshot
