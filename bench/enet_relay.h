// What Earshot's server is measured against: the same lines between the same pairs through a bare relay on the same small
// ENet hosts (256 slots, ping 5 s, 4 MB buffers, one epoll), that neither seals nor stores nor decides anything.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace earshot::bench {

struct RelayPlan {
  std::size_t clients = 2'000;  ///< an even number: client 2n talks with client 2n+1
  std::size_t line_bytes = 120;
  Milliseconds interval{5'000};  ///< of one client's lines; the clients' phases are spread over it
};

/// What happened in one slice of time.
struct RelaySlice {
  std::uint64_t sent = 0;
  std::uint64_t delivered = 0;
  double server_cpu_seconds = 0;
  std::vector<std::chrono::nanoseconds> delays;  ///< of each delivered line, in no order

  double cpu_seconds_per_100k() const {
    return delivered == 0 ? 0 : server_cpu_seconds * 100'000 / static_cast<double>(delivered);
  }
};

/// A relay in a child process, and its clients in this one. The child ends with the object, or when this process dies.
class EnetRelay {
 public:
  /// Forks: call it before the program has threads. Returns when all clients are connected.
  static Result<std::unique_ptr<EnetRelay>> start(const RelayPlan& plan);
  EnetRelay(const EnetRelay&) = delete;
  EnetRelay& operator=(const EnetRelay&) = delete;
  ~EnetRelay();

  /// Sends each line when its time has come, whether the last ones have arrived or not, then waits up to a second for
  /// what is on its way. Call it as often as you like, between other measurements.
  RelaySlice run(Milliseconds duration);

 private:
  struct State;
  explicit EnetRelay(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace earshot::bench
