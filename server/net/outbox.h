// What leaves the server, and when: a message waits until everything it rests on is on disk, so that nobody ever sees
// what a crash could lose.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "server/store/writer.h"
#include "shared/protocol/archive.h"
#include "shared/protocol/messages.h"
#include "shared/transport/server_transport.h"

namespace earshot::net {

/// Messages in the order they were made. Network thread only.
class Outbox {
 public:
  /// Encodes once for all receivers. `rests_on` never falls from call to call.
  void add(store::Position rests_on, std::span<const transport::PeerId> to, const protocol::ServerMessage& message);

  /// Hands over everything that rests on no more than `durable`. True if anything left.
  bool release(store::Position durable, transport::ServerTransport& transport);

  bool empty() const { return waiting_.empty(); }

 private:
  struct Entry {
    store::Position rests_on;
    std::vector<transport::PeerId> to;
    protocol::Bytes bytes;
  };
  std::deque<Entry> waiting_;
};

}  // namespace earshot::net
