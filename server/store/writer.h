// Grouped commits on a thread of its own: the network thread hands over batches and never waits for the disk.
//
//   Position p = writer.submit(std::move(batch));   // rests in memory
//   ... poll wake_fd() ...
//   if (writer.durable() >= p) send();              // on disk
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/store/store.h"

namespace earshot::store {

/// What came of Writer::read_session.
struct SessionRead {
  std::uint64_t ask = 0;
  SessionId session;
  Result<std::vector<Row>> rows;
};

/// Counts batches from 1.
using Position = std::uint64_t;

struct WriterOptions {
  /// More waiting writes than this, and healthy() is false until the disk has caught up.
  std::size_t queue_limit = 64 * 1024;
  Milliseconds first_backoff{50};
  Milliseconds longest_backoff{5'000};
};

struct Stats {
  static constexpr std::size_t kBuckets = 18;
  std::uint64_t commits = 0;
  std::uint64_t failures = 0;  ///< transactions that failed and were tried again
  std::uint64_t batches = 0;
  std::uint64_t rows = 0;           ///< journal rows
  std::uint64_t largest_group = 0;  ///< batches in one commit
  /// groups[i] commits had between 2^i and 2^(i+1) - 1 batches.
  std::array<std::uint64_t, kBuckets> groups{};
  /// Of the latest commits, begin to end.
  std::chrono::microseconds commit_p50{};
  std::chrono::microseconds commit_p99{};
};

/// In one line, for the log.
std::string describe(const Stats& stats);

class Writer {
 public:
  /// Owns the store from here on. Throws std::system_error if there is no thread or no descriptor to be had.
  explicit Writer(std::unique_ptr<Store> store, WriterOptions options = {});
  ~Writer();  ///< stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Network thread.

  /// Takes a batch, which is never split over two transactions; batches reach the disk in the order of
  /// submission. Accepted also while !healthy(): what was decided before must not be lost. An empty batch
  /// rests on whatever was submitted before it.
  Position submit(std::vector<Write> batch);

  /// Reads a closed session's rows (Store::session_rows) between two commits. `ask` comes back with them.
  void read_session(std::uint64_t ask, ClassId class_id, SessionId session);
  /// What has been read since; wake_fd() becomes readable with it.
  std::vector<SessionRead> take_reads();

  /// Writes out what waits and ends the thread. Gives up, and says what was left, if the last try fails; a
  /// retry that is being waited for is made at once.
  Result<void> stop();

  // Any thread.

  /// Everything up to this position is on disk.
  Position durable() const { return durable_.load(std::memory_order_acquire); }
  /// Readable when durable(), healthy(), lost() or take_reads() may have changed; read 8 bytes from it to clear it.
  int wake_fd() const { return wake_fd_; }
  /// False while a failed group is being retried and while too much waits: new commands are refused with
  /// `storage`.
  bool healthy() const { return healthy_.load(std::memory_order_acquire); }
  /// True once retrying cannot help (see WriteFailure): the server must end, nothing more will become
  /// durable.
  bool lost() const { return lost_.load(std::memory_order_acquire); }
  /// What is wrong, for the log and the operator; empty while all is well.
  std::string problem() const;
  Stats stats() const;

 private:
  struct Group {
    std::vector<Write> writes;
    Position last = 0;
    std::uint64_t batches = 0;
  };

  struct Ask {
    std::uint64_t ask = 0;
    ClassId class_id;
    SessionId session;
  };

  void run();
  void answer(const Ask& ask);
  bool next_work(Group& group, std::vector<Ask>& asks);
  bool commit(const Group& group);
  void note_success(const Group& group, std::chrono::microseconds took);
  bool note_failure(const WriteFailure& failure, Milliseconds backoff);
  void update_health();
  void wake() const;

  std::unique_ptr<Store> store_;
  const WriterOptions options_;
  int wake_fd_ = -1;

  std::atomic<Position> durable_{0};
  std::atomic<bool> healthy_{true};
  std::atomic<bool> lost_{false};

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  Group waiting_;
  std::vector<Ask> asks_;
  std::vector<SessionRead> reads_;
  std::size_t in_flight_ = 0;  // writes of the group that is being written
  Position submitted_ = 0;
  bool stopping_ = false;
  std::string problem_;
  Stats stats_;
  std::vector<std::chrono::microseconds> latest_commits_;  // a ring
  std::thread thread_;
};

}  // namespace earshot::store
