#include "server/net/outbox.h"

#include "shared/protocol/codec.h"

namespace earshot::net {

void Outbox::add(store::Position rests_on, std::span<const transport::PeerId> to, const protocol::ServerMessage& message) {
  if (to.empty()) return;
  Entry& entry = waiting_.emplace_back(Entry{rests_on, {to.begin(), to.end()}, {}});
  protocol::encode(message, entry.bytes);
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
