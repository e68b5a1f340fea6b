// A chat on a crowd, in an open loop: lines are due at fixed times, whether or not earlier ones have arrived.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/crowd.h"
#include "shared/base/clock.h"

namespace earshot::bench {

struct ChatPlan {
  Milliseconds every{};    ///< one line of each client in this time; their phases are spread evenly
  Milliseconds lasting{};  ///< then no more lines are due, and the last ones are waited for, 15 s at most
  std::uint32_t first_line = 0;  ///< lines are numbered on from here: none of an earlier chat is taken for one of this
};

struct ChatResult {
  std::size_t sent = 0;
  std::size_t delivered = 0;
  std::size_t astray = 0;  ///< heard twice, by somebody else, or never said
  /// From the moment a line was due until its receiver had opened it; sorted.
  std::vector<std::chrono::microseconds> latencies{};
  std::chrono::duration<double> took{};

  std::chrono::microseconds percentile(double share) const;
};

inline constexpr std::size_t kLineBytes = 120;

/// How many lines the plan has for a crowd of this size.
std::size_t lines_of(const ChatPlan& plan, std::size_t clients);

/// `quiet`, if there is one, is kept connected meanwhile and says nothing.
ChatResult chat(Crowd& talking, Crowd* quiet, const ChatPlan& plan);

}  // namespace earshot::bench
