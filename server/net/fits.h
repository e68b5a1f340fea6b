// Works out what boards show, on a thread of its own that gives way to the network's.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "server/domain/figures.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace earshot::net {

/// One board's worth of work: a copy of everything it reads.
struct FitJob {
  domain::Scope scope;
  std::uint64_t revision = 0;  ///< of the results, for whoever asked
  domain::ScoredList results;
  domain::Anchors anchors;
  domain::Rosters rosters;
  std::shared_ptr<const domain::Figures> before{};  ///< to start from
};

struct FitDone {
  domain::Scope scope;
  std::uint64_t revision = 0;
  Result<std::shared_ptr<const domain::Figures>> figures;
};

class Fits {
 public:
  /// `background` false: each job is done when it is handed over; for tests.
  explicit Fits(bool background);
  ~Fits();  ///< gives up what is being worked on
  Fits(const Fits&) = delete;
  Fits& operator=(const Fits&) = delete;

  /// A job of the same scope that still waits is replaced.
  void submit(FitJob job);
  /// What is done since.
  std::vector<FitDone> take();
  /// Readable when take() has something; read 8 bytes from it to clear it. -1 without a thread.
  int wake_fd() const { return wake_fd_; }

 private:
  void run(const std::stop_token& stop);
  static FitDone work(FitJob job, const std::stop_token& stop);

  int wake_fd_ = -1;
  std::mutex mutex_;  // guards both lists
  std::condition_variable_any changed_;
  std::deque<FitJob> waiting_;
  std::vector<FitDone> done_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace earshot::net
