#include "server/net/fits.h"

#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace earshot::net {
namespace {

constexpr int kNice = 15;

}  // namespace

Fits::Fits(bool background) {
  if (!background) return;
  wake_fd_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Fits::~Fits() {
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
  if (wake_fd_ >= 0) ::close(wake_fd_);
}

void Fits::submit(FitJob job) {
  if (wake_fd_ < 0) {
    done_.push_back(work(std::move(job), {}));
    return;
  }
  const std::lock_guard lock(mutex_);
  const auto same = std::ranges::find(waiting_, job.scope, &FitJob::scope);
  if (same != waiting_.end()) {
    *same = std::move(job);
  } else {
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

std::vector<FitDone> Fits::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

FitDone Fits::work(FitJob job, const std::stop_token& stop) {
  auto table = domain::table_of(job.results, job.anchors, job.scope, job.rosters);
  auto figures = domain::work_out(std::move(table), job.before.get(), stop);
  if (!figures) return {std::move(job.scope), job.revision, tl::unexpected(figures.error())};
  return {std::move(job.scope), job.revision, std::make_shared<const domain::Figures>(std::move(*figures))};
}

void Fits::run(const std::stop_token& stop) {
  // Signals belong to the main thread; and nobody's chat waits for a board.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
  while (true) {
    FitJob job;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    FitDone done = work(std::move(job), stop);
    if (stop.stop_requested()) return;
    {
      const std::lock_guard lock(mutex_);
      done_.push_back(std::move(done));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
  }
}

}  // namespace earshot::net
