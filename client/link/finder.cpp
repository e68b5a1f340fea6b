#include "client/link/finder.h"

#include <algorithm>
#include <utility>

namespace earshot::link {
namespace {

/// One call never runs for ever, whatever floods in; what is left is readable at the next.
constexpr int kMostDatagrams = 256;

}  // namespace

Result<Finder> Finder::open(std::uint32_t version, std::uint16_t port, TimePoint now) {
  auto socket = transport::DatagramSocket::open();
  if (!socket) return tl::unexpected(socket.error());
  Discovery discovery(version, port);
  discovery.start(now);
  return Finder(std::move(*socket), std::move(discovery), port);
}

bool Finder::poll(TimePoint now) {
  bool changed = false;
  for (int taken = 0; taken < kMostDatagrams; ++taken) {
    const auto datagram = socket_.receive();
    if (!datagram) break;
    changed = discovery_.take(datagram->from, datagram->bytes, now) || changed;
  }
  changed = discovery_.forget(now) || changed;
  if (const auto due = discovery_.next_due(); due && now >= *due) {
    const transport::LocalNetworks networks = transport::local_networks();
    if (const auto question = discovery_.question(now, networks.own)) {
      changed = true;
      for (const auto& ip : networks.ask) socket_.send({ip, port_}, *question);
    }
  }
  return changed;
}

std::optional<Milliseconds> Finder::next_wakeup(TimePoint now) const {
  const auto due = discovery_.next_due();
  if (!due) return std::nullopt;
  return std::max(Milliseconds{0}, *due - now);
}

}  // namespace earshot::link
