// Wakes a window when a socket has something to read: a thread that only waits.
#pragma once

#include <functional>
#include <semaphore>
#include <stop_token>
#include <thread>

namespace earshot::platform {

class SocketWaker {
 public:
  /// Calls `wake` from its own thread when `fd` becomes readable, once per `arm`. The socket must outlive the waker.
  SocketWaker(int fd, std::function<void()> wake);
  ~SocketWaker();
  SocketWaker(const SocketWaker&) = delete;
  SocketWaker& operator=(const SocketWaker&) = delete;

  /// What could be read was read: watch again.
  void arm();

 private:
  void watch(const std::stop_token& stop);

  int fd_;
  int stop_fd_;  ///< an eventfd: ends the wait
  std::function<void()> wake_;
  std::binary_semaphore armed_{1};
  std::jthread thread_;
};

}  // namespace earshot::platform
