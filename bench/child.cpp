#include "bench/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace earshot::bench {
namespace {

struct Times {
  double user = 0;
  double system = 0;
  int nice = 0;
};

Times times_of(const std::string& stat_file) {
  std::ifstream in(stat_file);
  std::string line;
  std::getline(in, line);
  // The second field is the name in brackets, which may hold anything; user and system time are fields 14 and 15,
  // and nice is 19.
  std::istringstream fields(line.substr(std::min(line.size(), line.rfind(')') + 1)));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;
  Times times;
  fields >> times.user >> times.system;
  for (int i = 16; i < 19; ++i) fields >> skipped;
  fields >> times.nice;
  if (!fields) throw std::runtime_error("the program under test has ended: " + stat_file + " cannot be read");
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  return {times.user / ticks, times.system / ticks, times.nice};
}

[[noreturn]] void run(const std::vector<std::string>& command, int out, const std::filesystem::path& log) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int log_file = ::open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(log_file, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const std::filesystem::path& log) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) run(command, ends[1], log);
  ::close(ends[1]);
  out_ = ends[0];
}

Child::~Child() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(out_);
}

std::optional<std::string> Child::read_line(std::chrono::seconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (true) {
    if (const auto end = read_ahead_.find('\n'); end != std::string::npos) {
      std::string line = read_ahead_.substr(0, end);
      read_ahead_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd readable{out_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&readable, 1, static_cast<int>(left.count())) <= 0) return {};
    std::array<char, 4096> buffer{};
    const ssize_t got = ::read(out_, buffer.data(), buffer.size());
    if (got <= 0) return {};
    read_ahead_.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

Cpu Child::cpu() const {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) {
    throw std::runtime_error("the program under test has ended");
  }
  const Times all = times_of(fmt::format("/proc/{}/stat", pid_));
  const Times main = times_of(fmt::format("/proc/{0}/task/{0}/stat", pid_));
  return {static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9, all.user, all.system,
          main.user + main.system};
}

double Child::background_cpu() const {
  double seconds = 0;
  for (const auto& task : std::filesystem::directory_iterator(fmt::format("/proc/{}/task", pid_))) {
    if (times_of(task.path() / "stat").nice <= 0) continue;
    double nanoseconds = 0;
    std::ifstream(task.path() / "schedstat") >> nanoseconds;
    seconds += nanoseconds * 1e-9;
  }
  return seconds;
}

std::size_t Child::resident_bytes() const {
  std::ifstream in(fmt::format("/proc/{}/statm", pid_));
  std::size_t size = 0;
  std::size_t resident = 0;
  in >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

bool Child::stop() {
  ::kill(pid_, SIGTERM);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace earshot::bench
