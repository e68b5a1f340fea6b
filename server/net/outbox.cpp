#include "server/net/outbox.h"

#include <spdlog/spdlog.h>

#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"

namespace earshot::net {

void Outbox::add(store::Position rests_on, std::span<const transport::PeerId> to, const protocol::ServerMessage& message) {
  if (to.empty()) return;
  Entry& entry = waiting_.emplace_back(Entry{rests_on, {to.begin(), to.end()}, {}});
  protocol::encode(message, entry.bytes);
  if (entry.bytes.size() <= protocol::limits::kMessageBytes) return;
  // A limit that was thought through wrongly must not take the server down.
  spdlog::error("a message of kind {} has {} bytes and is not sent", protocol::number_of(message), entry.bytes.size());
  waiting_.pop_back();
}

bool Outbox::release(store::Position durable, transport::ServerTransport& transport) {
  bool any = false;
  while (!waiting_.empty() && waiting_.front().rests_on <= durable) {
    const Entry& entry = waiting_.front();
    for (const transport::PeerId peer : entry.to) transport.send(peer, entry.bytes);
    waiting_.pop_front();
    any = true;
  }
  return any;
}

}  // namespace earshot::net
