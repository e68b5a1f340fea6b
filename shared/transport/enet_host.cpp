#include "shared/transport/enet_host.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>

#include "shared/base/text.h"

namespace earshot::transport::detail {
namespace {

// Measured: 256 KiB, ENet's own, loses datagrams when a few thousand clients connect at once.
constexpr int kSocketBuffer = 4 * 1024 * 1024;
// Below what tunnels and DSL leave of 1,500, so that no fragment of IP gets lost on the way.
constexpr std::uint32_t kMtu = 1200;
// Frames a little above our limit still come through to be refused with a reason; more than that ENet drops.
constexpr std::size_t kMaxPacket = 2 * secure::kMaxFrame;
constexpr std::size_t kMaxWaiting = std::size_t{256} * 1024;
constexpr std::uint32_t kPingMs = 5'000;
constexpr std::uint32_t kTimeoutTries = 32;
constexpr std::uint32_t kTimeoutMinMs = 30'000;
constexpr std::uint32_t kTimeoutMaxMs = 40'000;
// One call never runs for ever, whatever floods in; what is left is readable at the next.
constexpr int kMaxEvents = 4'096;
constexpr int kMaxFailures = 64;
constexpr std::size_t kMaxReason = 200;

// ENet's intercept callback has no user data: the host that is being serviced on this thread.
thread_local EnetHost* serviced = nullptr;

void enlarge(int fd, int option, int forced_option) {
  // The forced form passes the system's limit but needs the right to; the plain one takes what the limit allows.
  if (::setsockopt(fd, SOL_SOCKET, forced_option, &kSocketBuffer, sizeof kSocketBuffer) != 0)
    ::setsockopt(fd, SOL_SOCKET, option, &kSocketBuffer, sizeof kSocketBuffer);
}

void ENET_CALLBACK forget(ENetPacket* packet) {
  auto& backlog = *static_cast<Backlog*>(packet->userData);
  backlog.bytes -= packet->dataLength;
  --*backlog.packets;
}

ENetPacket& make_packet(std::size_t size, Backlog& backlog) {
  ENetPacket* packet = enet_packet_create(nullptr, size, ENET_PACKET_FLAG_RELIABLE);
  if (packet == nullptr) throw std::bad_alloc();
  packet->userData = &backlog;
  packet->freeCallback = forget;
  backlog.bytes += size;
  ++*backlog.packets;
  return *packet;
}

void queue(ENetPeer& peer, ENetPacket& packet) {
  // A peer that is on its way out takes nothing more.
  if (enet_peer_send(&peer, 0, &packet) != 0) enet_packet_destroy(&packet);
}

}  // namespace

void tune(ENetPeer& peer) {
  enet_peer_ping_interval(&peer, kPingMs);
  enet_peer_timeout(&peer, kTimeoutTries, kTimeoutMinMs, kTimeoutMaxMs);
}

void send_raw(ENetPeer& peer, View bytes, Backlog& backlog) {
  ENetPacket& packet = make_packet(bytes.size(), backlog);
  std::memcpy(packet.data, bytes.data(), bytes.size());
  queue(peer, packet);
}

void send_sealed(ENetPeer& peer, secure::Channel& channel, View plain, secure::FrameKind kind,
                 Backlog& backlog) {
  if (plain.size() > secure::kMaxPlain) throw std::length_error("a message above the limit was to be sent");
  ENetPacket& packet = make_packet(plain.size() + secure::kSealOverhead, backlog);
  channel.seal_into(plain, {packet.data, packet.dataLength}, kind);
  queue(peer, packet);
}

std::string readable_reason(View bytes) {
  const auto cleaned = text::clean(secure::as_text(bytes));
  if (!cleaned || cleaned->empty()) return "no reason given";
  return std::string(text::first(*cleaned, kMaxReason));
}

Address to_address(const ENetAddress& address) {
  return {std::bit_cast<std::array<std::uint8_t, 4>>(address.host), address.port};
}

bool same_address(const ENetAddress& a, const ENetAddress& b) { return a.host == b.host && a.port == b.port; }

Result<std::unique_ptr<EnetHost>> EnetHost::create(const std::optional<Address>& bind, std::size_t slots,
                                                   std::size_t index, Handler& handler) {
  static const int ready = enet_initialize();
  if (ready != 0) throw std::runtime_error("ENet does not start");
  ENetAddress address{};
  if (bind) address = {std::bit_cast<std::uint32_t>(bind->ip), bind->port};
  ENetHost* host = enet_host_create(bind ? &address : nullptr, slots, 1, 0, 0);
  if (host == nullptr) {
    const std::string why = std::strerror(errno);
    return fail(fmt::format("cannot open UDP {}: {}", bind ? bind->to_string() : "socket", why));
  }
  if (bind && bind->port == 0) enet_socket_get_address(host->socket, &host->address);
  enlarge(host->socket, SO_RCVBUF, SO_RCVBUFFORCE);
  enlarge(host->socket, SO_SNDBUF, SO_SNDBUFFORCE);
  host->mtu = kMtu;
  for (ENetPeer& peer : std::span(host->peers, host->peerCount)) peer.mtu = kMtu;
  host->maximumPacketSize = kMaxPacket;
  host->maximumWaitingData = kMaxWaiting;
  host->intercept = on_datagram;
  return std::unique_ptr<EnetHost>(new EnetHost(host, index, handler));
}

EnetHost::~EnetHost() { enet_host_destroy(host_); }

int EnetHost::on_datagram(ENetHost* host, ENetEvent*) {
  EnetHost& self = *serviced;
  return self.handler_.intercept(self, host->receivedAddress, {host->receivedData, host->receivedDataLength})
             ? 1
             : 0;
}

void EnetHost::service() {
  serviced = this;
  int failures = 0;
  bool read = false;  // the socket, to its end or as far as one call goes
  for (int taken = 0; taken < kMaxEvents; ++taken) {
    ENetEvent event{};
    int result = enet_host_check_events(host_, &event);
    if (result == 0) {
      // Each call walks over all slots, so one is made where ENet's own loop takes two.
      if (read) break;
      result = enet_host_service(host_, &event, 0);
      dirty_ = false;
      if (result == 0) break;
      // Only a connect or disconnect makes ENet return before it has read on.
      read = event.type == ENET_EVENT_TYPE_RECEIVE;
    }
    if (result < 0) {
      // One datagram that is too long, or one address that cannot be reached: the others go on.
      if (++failures == kMaxFailures) break;
      continue;
    }
    switch (event.type) {
      case ENET_EVENT_TYPE_CONNECT:
        handler_.on_connect(*this, *event.peer);
        break;
      case ENET_EVENT_TYPE_RECEIVE: {
        const std::unique_ptr<ENetPacket, decltype(&enet_packet_destroy)> packet(event.packet,
                                                                                 &enet_packet_destroy);
        handler_.on_receive(*this, *event.peer, {packet->data, packet->dataLength});
        break;
      }
      case ENET_EVENT_TYPE_DISCONNECT:
        handler_.on_disconnect(*this, *event.peer, static_cast<Code>(event.data));
        break;
      case ENET_EVENT_TYPE_NONE:
        break;
    }
  }
}

void EnetHost::flush() {
  enet_host_flush(host_);
  dirty_ = false;
}

void EnetHost::send_datagram(const ENetAddress& to, View bytes) {
  // ENet's buffer wants a pointer it may write through; sending never does.
  ENetBuffer buffer{.data = const_cast<std::uint8_t*>(bytes.data()), .dataLength = bytes.size()};
  enet_socket_send(host_->socket, &to, &buffer, 1);
}

ENetPeer* EnetHost::connect(const ENetAddress& to, std::uint32_t cookie) {
  ENetPeer* peer = enet_host_connect(host_, &to, 1, cookie);
  if (peer != nullptr) {
    tune(*peer);
    dirty_ = true;
  }
  return peer;
}

bool EnetHost::has_free_slot() const {
  return std::ranges::any_of(std::span(host_->peers, host_->peerCount),
                             [](const ENetPeer& peer) { return peer.state == ENET_PEER_STATE_DISCONNECTED; });
}

HostSet::HostSet() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw std::runtime_error("no more files can be opened (epoll)");
}

HostSet::~HostSet() { ::close(epoll_); }

EnetHost& HostSet::add(std::unique_ptr<EnetHost> host) {
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.u64 = hosts_.size();
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, host->fd(), &wanted) != 0)
    throw std::runtime_error("a socket cannot be waited on (epoll)");
  hosts_.push_back(std::move(host));
  return *hosts_.back();
}

void HostSet::service(TimePoint now, Milliseconds tick) {
  if (now - all_serviced_ >= tick) {
    all_serviced_ = now;
    for (std::size_t i = 0; i < hosts_.size(); ++i) hosts_[i]->service();
    return;
  }
  std::array<epoll_event, 64> readable{};
  const int count = ::epoll_wait(epoll_, readable.data(), static_cast<int>(readable.size()), 0);
  for (int i = 0; i < count; ++i) hosts_[readable[static_cast<std::size_t>(i)].data.u64]->service();
}

void HostSet::flush() {
  for (const auto& host : hosts_)
    if (host->dirty()) host->flush();
}

bool HostSet::dirty() const {
  return std::ranges::any_of(hosts_, [](const auto& host) { return host->dirty(); });
}

}  // namespace earshot::transport::detail
