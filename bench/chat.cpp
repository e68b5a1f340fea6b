#include "bench/chat.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <utility>

#include "shared/base/random.h"

namespace earshot::bench {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr Milliseconds kLongestWait{20};
constexpr std::chrono::seconds kForTheLast{15};
constexpr std::size_t kNumberDigits = 8;
constexpr std::string_view kWords =
    " and then the parcel came, but it was the wrong dress, and the wedding is on Saturday; can you hear what that means?";

std::string line_of(std::uint32_t number) {
  std::string line = fmt::format("{:08x}{}", number, kWords);
  line.resize(kLineBytes, '.');
  return line;
}

/// Beyond any line's number if it has none.
std::uint32_t number_of(std::string_view line) {
  std::uint32_t number = 0;
  const char* end = line.data() + std::min(kNumberDigits, line.size());
  const auto parsed = std::from_chars(line.data(), end, number, 16);
  return parsed.ec == std::errc{} && parsed.ptr == end ? number : UINT32_MAX;
}

/// Who speaks when: everybody once a turn, in an order without pattern.
std::vector<std::size_t> order_of(std::size_t clients) {
  std::vector<std::size_t> order(clients);
  std::iota(order.begin(), order.end(), std::size_t{0});
  SeededRandom random(7717);
  for (std::size_t left = clients; left > 1; --left) std::swap(order[left - 1], order[random.below(left)]);
  return order;
}

class Chat {
 public:
  Chat(Crowd& talking, Crowd* quiet, const ChatPlan& plan)
      : talking_(talking),
        quiet_(quiet),
        plan_(plan),
        order_(order_of(talking.size())),
        lines_(lines_of(plan, talking.size())),
        heard_(lines_, false) {
    result_.latencies.reserve(lines_);
  }

  ChatResult run() {
    start_ = Steady::now();
    const Steady::time_point give_up = start_ + plan_.lasting + kForTheLast;
    while (result_.delivered < lines_ && Steady::now() < give_up) {
      say_what_is_due();
      talking_.poll([this](std::size_t who, std::string_view line) { hear(who, line); });
      if (quiet_) quiet_->poll([](std::size_t, std::string_view) {});  // what comes late was counted as lost
      wait();
    }
    result_.took = Steady::now() - start_;
    std::ranges::sort(result_.latencies);
    return std::move(result_);
  }

 private:
  Steady::time_point due(std::size_t line) const {
    const auto every = std::chrono::duration_cast<std::chrono::nanoseconds>(plan_.every);
    return start_ + every * static_cast<std::int64_t>(line) / static_cast<std::int64_t>(order_.size());
  }
  std::size_t speaker(std::size_t line) const { return order_[line % order_.size()]; }

  void say_what_is_due() {
    const Steady::time_point now = Steady::now();
    bool any = false;
    for (; result_.sent < lines_ && due(result_.sent) <= now; ++result_.sent, any = true) {
      talking_.say(speaker(result_.sent), line_of(plan_.first_line + static_cast<std::uint32_t>(result_.sent)));
    }
    if (any) talking_.flush();
  }

  void hear(std::size_t who, std::string_view line) {
    const std::uint32_t number = number_of(line);
    if (number < plan_.first_line) return;  // late from an earlier chat, which has counted it as lost
    const std::size_t index = number - plan_.first_line;
    if (index >= result_.sent || heard_[index] || talking_.partner(speaker(index)) != who || line.size() != kLineBytes) {
      ++result_.astray;
      return;
    }
    heard_[index] = true;
    ++result_.delivered;
    result_.latencies.push_back(std::chrono::duration_cast<microseconds>(Steady::now() - due(index)));
  }

  void wait() const {
    const Steady::time_point now = Steady::now();
    Steady::time_point until = now + kLongestWait;
    if (result_.sent < lines_) until = std::clamp(due(result_.sent), now, until);
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(until - now);
    const timespec timeout{0, static_cast<long>(left.count())};
    std::array<pollfd, 2> readable{{{talking_.wait_fd(), POLLIN, 0}, {quiet_ ? quiet_->wait_fd() : -1, POLLIN, 0}}};
    ::ppoll(readable.data(), readable.size(), &timeout, nullptr);
  }

  Crowd& talking_;
  Crowd* quiet_;
  const ChatPlan plan_;
  const std::vector<std::size_t> order_;
  const std::size_t lines_;
  std::vector<bool> heard_;
  Steady::time_point start_{};
  ChatResult result_;
};

}  // namespace

microseconds ChatResult::percentile(double share) const {
  if (latencies.empty()) return {};
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(latencies.size())));
  return latencies[std::clamp<std::size_t>(rank, 1, latencies.size()) - 1];
}

std::size_t lines_of(const ChatPlan& plan, std::size_t clients) {
  return clients * static_cast<std::size_t>(plan.lasting.count()) / static_cast<std::size_t>(plan.every.count());
}

ChatResult chat(Crowd& talking, Crowd* quiet, const ChatPlan& plan) { return Chat(talking, quiet, plan).run(); }

}  // namespace earshot::bench
