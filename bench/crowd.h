// Many clients of one server on one thread, connected and in pairs: what a chat is played on.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot::bench {

class Crowd {
 public:
  /// Who of the crowd got which line.
  using Heard = std::function<void(std::size_t who, std::string_view line)>;

  virtual ~Crowd() = default;
  virtual std::size_t size() const = 0;
  virtual std::size_t partner(std::size_t who) const = 0;
  /// Queues one line to the partner; flush() sends.
  virtual void say(std::size_t who, std::string_view line) = 0;
  virtual void flush() = 0;
  /// Takes in what has arrived and keeps the timers; to be called every few dozen milliseconds.
  virtual void poll(const Heard& heard) = 0;
  virtual int wait_fd() const = 0;

  /// Connections lost, refusals, everything that must not happen; each with its reason.
  const std::vector<std::string>& faults() const { return faults_; }

 protected:
  std::vector<std::string> faults_;
};

}  // namespace earshot::bench
