// Looks for servers on the networks of this machine: Discovery, with a socket. Owned by one thread; never blocks.
#pragma once

#include <optional>

#include "client/link/discovery.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/transport/datagram_socket.h"

namespace earshot::link {

class Finder {
 public:
  /// Fails if no socket can be opened. Begins to look at once.
  static Result<Finder> open(std::uint32_t version, std::uint16_t port, TimePoint now);

  /// Asks if it is time to, and takes in what came; true if what is known has changed.
  bool poll(TimePoint now);
  std::optional<Milliseconds> next_wakeup(TimePoint now) const;
  int wait_fd() const { return socket_.fd(); }
  const model::Discovery& shown() const { return discovery_.shown(); }

 private:
  Finder(transport::DatagramSocket socket, Discovery discovery, std::uint16_t port)
      : socket_(std::move(socket)), discovery_(std::move(discovery)), port_(port) {}

  transport::DatagramSocket socket_;
  Discovery discovery_;
  std::uint16_t port_;
};

}  // namespace earshot::link
