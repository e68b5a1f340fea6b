#include "server/store/writer.h"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <pthread.h>
#include <algorithm>
#include <bit>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace earshot::store {
namespace {

constexpr std::size_t kCommitsKept = 1'024;

/// Signals belong to the main thread: a new thread inherits this mask.
class BlockSignals {
 public:
  BlockSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~BlockSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockSignals(const BlockSignals&) = delete;
  BlockSignals& operator=(const BlockSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

std::string describe(const Stats& stats) {
  std::string groups;
  for (std::size_t i = 0; i < stats.groups.size(); ++i) {
    if (stats.groups[i] > 0)
      groups += fmt::format("{}{}+: {}", groups.empty() ? "" : ", ", 1U << i, stats.groups[i]);
  }
  const auto ms = [](std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1'000; };
  return fmt::format(
      "{} batches with {} journal rows in {} commits ({} failed), the largest of {} batches; latest commits "
      "took "
      "p50 {:.1f} ms, p99 {:.1f} ms; commits by batches in them: {}",
      stats.batches, stats.rows, stats.commits, stats.failures, stats.largest_group, ms(stats.commit_p50),
      ms(stats.commit_p99), groups);
}

Writer::Writer(std::unique_ptr<Store> store, WriterOptions options)
    : store_(std::move(store)), options_(options), wake_fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (wake_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  const BlockSignals blocked;
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  (void)stop();
  ::close(wake_fd_);
}

Position Writer::submit(std::vector<Write> batch) {
  const std::lock_guard lock(mutex_);
  if (batch.empty()) return submitted_;
  waiting_.writes.insert(waiting_.writes.end(), std::make_move_iterator(batch.begin()),
                         std::make_move_iterator(batch.end()));
  waiting_.last = ++submitted_;
  ++waiting_.batches;
  update_health();
  changed_.notify_one();
  return submitted_;
}

Result<void> Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  if (durable() == submitted_) return {};
  return fail(fmt::format("{} batches could not be written: {}", submitted_ - durable(), problem_));
}

std::string Writer::problem() const {
  const std::lock_guard lock(mutex_);
  if (!problem_.empty() || healthy()) return problem_;
  return fmt::format("{} writes wait for the disk", waiting_.writes.size() + in_flight_);
}

Stats Writer::stats() const {
  const std::lock_guard lock(mutex_);
  Stats stats = stats_;
  if (!latest_commits_.empty()) {
    std::vector<std::chrono::microseconds> sorted = latest_commits_;
    std::sort(sorted.begin(), sorted.end());
    stats.commit_p50 = sorted[sorted.size() / 2];
    stats.commit_p99 = sorted[sorted.size() * 99 / 100];
  }
  return stats;
}

void Writer::run() {
  Group group;
  std::vector<Ask> asks;
  while (next_work(group, asks)) {
    if (group.batches > 0 && !commit(group)) return;
    for (const Ask& ask : asks) answer(ask);
  }
}

void Writer::read_session(std::uint64_t ask, ClassId class_id, SessionId session) {
  const std::lock_guard lock(mutex_);
  asks_.push_back({ask, class_id, session});
  changed_.notify_one();
}

std::vector<SessionRead> Writer::take_reads() {
  const std::lock_guard lock(mutex_);
  return std::exchange(reads_, {});
}

void Writer::answer(const Ask& ask) {
  auto rows = store_->session_rows(ask.class_id, ask.session);
  const std::lock_guard lock(mutex_);
  reads_.push_back({ask.ask, ask.session, std::move(rows)});
  wake();
}

/// Waits for work and takes all of it. False when there is nothing left to write and the writer is to stop.
bool Writer::next_work(Group& group, std::vector<Ask>& asks) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || waiting_.batches > 0 || !asks_.empty(); });
  if (waiting_.batches == 0 && stopping_) return false;
  asks = std::exchange(asks_, {});
  group.writes.clear();
  group.batches = 0;
  if (waiting_.batches == 0) return true;
  std::swap(group, waiting_);
  waiting_.batches = 0;
  in_flight_ = group.writes.size();
  return true;
}

/// Tries until the group is on disk. False if that is given up.
bool Writer::commit(const Group& group) {
  Milliseconds backoff = options_.first_backoff;
  while (true) {
    const auto begin = std::chrono::steady_clock::now();
    const auto written = store_->write(group.writes);
    if (written) {
      note_success(group,
                   std::chrono::ceil<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin));
      return true;
    }
    if (!note_failure(written.error(), backoff)) return false;
    backoff = std::min(backoff * 2, options_.longest_backoff);
  }
}

void Writer::note_success(const Group& group, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t commit = stats_.commits++;
  stats_.batches += group.batches;
  stats_.rows += static_cast<std::uint64_t>(
      std::count_if(group.writes.begin(), group.writes.end(),
                    [](const Write& write) { return std::holds_alternative<Row>(write); }));
  stats_.largest_group = std::max(stats_.largest_group, group.batches);
  const auto bucket = static_cast<std::size_t>(std::bit_width(group.batches)) - 1;
  ++stats_.groups[std::min(bucket, Stats::kBuckets - 1)];
  if (latest_commits_.size() < kCommitsKept) {
    latest_commits_.push_back(took);
  } else {
    latest_commits_[commit % kCommitsKept] = took;
  }
  in_flight_ = 0;
  problem_.clear();
  durable_.store(group.last, std::memory_order_release);
  update_health();
  wake();
}

/// Waits until the next try is due. False if there is none: it cannot help, or the one that failed was the
/// last.
bool Writer::note_failure(const WriteFailure& failure, Milliseconds backoff) {
  std::unique_lock lock(mutex_);
  ++stats_.failures;
  problem_ = failure.error.to_string();
  lost_.store(failure.lost, std::memory_order_release);
  update_health();
  wake();
  if (failure.lost || stopping_) return false;
  changed_.wait_for(lock, backoff, [this] { return stopping_; });
  return true;
}

void Writer::update_health() {
  const bool now = problem_.empty() && waiting_.writes.size() + in_flight_ <= options_.queue_limit;
  if (healthy_.exchange(now, std::memory_order_acq_rel) != now) wake();
}

void Writer::wake() const {
  const std::uint64_t one = 1;
  // It cannot fail before 2^64 wakes went unread.
  [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
}

}  // namespace earshot::store
