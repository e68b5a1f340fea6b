#include "bench/enet_relay.h"

#include <enet/enet.h>
#include <fmt/format.h>
#include <sys/epoll.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace earshot::bench {
namespace {

using transport::detail::Code;
using transport::detail::EnetHost;
using transport::detail::View;

constexpr int kTickMs = 50;
constexpr int kSocketBuffer = 4 * 1024 * 1024;

TimePoint now() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

/// One socket of the relay.
class RelayHost {
 public:
  RelayHost() {
    ENetAddress address{.host = ENET_HOST_TO_NET_32(0x7F000001), .port = 0};
    host_ = enet_host_create(&address, kRelaySlots, 1, 0, 0);
    if (!host_) throw std::runtime_error("the relay cannot open a socket");
    enet_socket_get_address(host_->socket, &host_->address);
    enet_socket_set_option(host_->socket, ENET_SOCKOPT_RCVBUF, kSocketBuffer);
    enet_socket_set_option(host_->socket, ENET_SOCKOPT_SNDBUF, kSocketBuffer);
  }
  RelayHost(const RelayHost&) = delete;
  RelayHost& operator=(const RelayHost&) = delete;
  ~RelayHost() { enet_host_destroy(host_); }

  int fd() const { return host_->socket; }
  std::uint16_t port() const { return host_->address.port; }

  void service() {
    ENetEvent event{};
    while (enet_host_service(host_, &event, 0) > 0) {
      switch (event.type) {
        case ENET_EVENT_TYPE_CONNECT:
          transport::detail::tune(*event.peer);
          event.peer->data = &clients_[event.data % kRelaySlots];
          clients_[event.data % kRelaySlots] = event.peer;
          break;
        case ENET_EVENT_TYPE_RECEIVE:
          relay(*event.peer, event.packet);
          break;
        case ENET_EVENT_TYPE_DISCONNECT:
          *static_cast<ENetPeer**>(event.peer->data) = nullptr;
          break;
        case ENET_EVENT_TYPE_NONE:
          break;
      }
    }
    enet_host_flush(host_);
  }

 private:
  void relay(const ENetPeer& from, ENetPacket* packet) {
    const auto index = static_cast<std::size_t>(static_cast<ENetPeer**>(from.data) - clients_.data());
    ENetPeer* to = clients_[index ^ 1];
    if (!to || enet_peer_send(to, 0, packet) != 0) enet_packet_destroy(packet);
  }

  ENetHost* host_ = nullptr;
  std::array<ENetPeer*, kRelaySlots> clients_{};
};

}  // namespace

void serve_relay(std::size_t clients) {
  if (enet_initialize() != 0) throw std::runtime_error("ENet does not start");
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<std::unique_ptr<RelayHost>> hosts;
  for (std::size_t held = 0; held < clients; held += kRelaySlots) {
    RelayHost& host = *hosts.emplace_back(std::make_unique<RelayHost>());
    epoll_event wanted{.events = EPOLLIN, .data = {.ptr = &host}};
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, host.fd(), &wanted) != 0) throw std::runtime_error("the relay cannot wait (epoll)");
    fmt::print("port {}\n", host.port());
  }
  std::fflush(stdout);

  auto all_serviced = std::chrono::steady_clock::now();
  while (true) {
    std::array<epoll_event, 64> events{};
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), kTickMs);
    for (int i = 0; i < ready; ++i) static_cast<RelayHost*>(events[static_cast<std::size_t>(i)].data.ptr)->service();
    const auto at = std::chrono::steady_clock::now();
    if (at - all_serviced < Milliseconds{kTickMs}) continue;
    all_serviced = at;
    for (const auto& host : hosts) host->service();
  }
}

RelayCrowd::RelayCrowd(std::size_t clients, const std::vector<std::uint16_t>& ports) : peers_(clients) {
  for (std::size_t i = 0; i < clients; ++i) {
    if (i % kRelaySlots == 0) {
      auto host = EnetHost::create(std::nullopt, kRelaySlots, hosts_.size(), *this);
      if (!host) throw std::runtime_error(host.error().to_string());
      hosts_.add(std::move(*host));
    }
    const ENetAddress relay{.host = ENET_HOST_TO_NET_32(0x7F000001), .port = ports.at(i / kRelaySlots)};
    peers_[i] = hosts_[i / kRelaySlots].connect(relay, static_cast<std::uint32_t>(i));
    peers_[i]->data = &peers_[i];
  }
  const TimePoint give_up = now() + std::chrono::minutes{1};
  while (connected_ < clients) {
    if (now() > give_up) throw std::runtime_error(fmt::format("only {} of {} clients reached the relay", connected_, clients));
    poll([](std::size_t, std::string_view) {});
    std::this_thread::sleep_for(Milliseconds{1});
  }
}

std::size_t RelayCrowd::index_of(const ENetPeer& peer) const {
  return static_cast<std::size_t>(static_cast<ENetPeer* const*>(peer.data) - peers_.data());
}

void RelayCrowd::say(std::size_t who, std::string_view line) {
  transport::detail::send_raw(*peers_[who], secure::as_view(line), backlog_);
  hosts_[who / kRelaySlots].mark_dirty();
}

void RelayCrowd::poll(const Heard& heard) {
  heard_ = &heard;
  hosts_.service(now(), Milliseconds{kTickMs});
  hosts_.flush();
  heard_ = nullptr;
}

void RelayCrowd::on_connect(EnetHost&, ENetPeer&) { ++connected_; }

void RelayCrowd::on_receive(EnetHost&, ENetPeer& peer, View packet) {
  (*heard_)(index_of(peer), secure::as_text(packet));
}

void RelayCrowd::on_disconnect(EnetHost&, ENetPeer& peer, Code) {
  faults_.push_back(fmt::format("the relay lost client {}", index_of(peer)));
}

}  // namespace earshot::bench
