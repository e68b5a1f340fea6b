// A program started beside ours, and what it costs. Linux: reads /proc.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace earshot::bench {

/// Processor time used so far, in seconds. The parts are counted in hundredths of a second, the whole exactly.
struct Cpu {
  double all = 0;
  double user = 0;
  double system = 0;
  double main_thread = 0;

  friend Cpu operator-(const Cpu& a, const Cpu& b) {
    return {a.all - b.all, a.user - b.user, a.system - b.system, a.main_thread - b.main_thread};
  }
};

class Child {
 public:
  /// Its standard output is read by read_line(), its standard error goes to `log`. It ends when we do.
  /// Throws std::system_error if it cannot be started.
  Child(const std::vector<std::string>& command, const std::filesystem::path& log);
  ~Child();  ///< kills it if it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The next line it prints, or nothing if it ended or was silent for too long.
  std::optional<std::string> read_line(std::chrono::seconds patience);
  Cpu cpu() const;
  /// Seconds used by threads that give way to others (nice above 0), exactly.
  double background_cpu() const;
  std::size_t resident_bytes() const;
  /// SIGTERM, then waits; true if it ended by itself with 0.
  bool stop();

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  std::string read_ahead_;
};

}  // namespace earshot::bench
