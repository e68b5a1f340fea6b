#include "client/platform/socket_waker.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace earshot::platform {

SocketWaker::SocketWaker(int fd, std::function<void()> wake)
    : fd_(fd), stop_fd_(eventfd(0, EFD_CLOEXEC)), wake_(std::move(wake)) {
  if (stop_fd_ < 0) throw std::runtime_error("no eventfd: too many files are open");
  thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

SocketWaker::~SocketWaker() {
  thread_.request_stop();
  eventfd_write(stop_fd_, 1);
  arm();
  thread_.join();
  close(stop_fd_);
}

void SocketWaker::arm() {
  // The semaphore holds one at most, however often this is called.
  static_cast<void>(armed_.try_acquire());
  armed_.release();
}

void SocketWaker::watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    armed_.acquire();
    pollfd waits[] = {{fd_, POLLIN, 0}, {stop_fd_, POLLIN, 0}};
    if (poll(waits, 2, -1) > 0 && waits[0].revents != 0 && !stop.stop_requested()) wake_();
  }
}

}  // namespace earshot::platform
