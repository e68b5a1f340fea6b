// The yardstick: what relaying lines between pairs costs with ENet alone, set up as Earshot's transport is (hosts of 256
// slots waited on together, ping every 5 s, 4 MB socket buffers), but with nothing sealed, checked, decided or stored.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "bench/crowd.h"
#include "shared/transport/enet_host.h"

namespace earshot::bench {

inline constexpr std::size_t kRelaySlots = 256;

/// Prints "port N" for each host, then relays until it is killed. Clients 2n and 2n + 1 are a pair; a client says which
/// one it is in the data of its CONNECT, and connects to the host of its number. Written straight on ENet, so that what
/// shared/transport costs is on Earshot's side of the comparison.
[[noreturn]] void serve_relay(std::size_t clients);

/// The relay's clients.
class RelayCrowd final : public Crowd, private transport::detail::EnetHost::Handler {
 public:
  /// Connects all; throws std::runtime_error if that does not succeed within a minute.
  RelayCrowd(std::size_t clients, const std::vector<std::uint16_t>& ports);

  std::size_t size() const override { return peers_.size(); }
  std::size_t partner(std::size_t who) const override { return who ^ 1; }
  void say(std::size_t who, std::string_view line) override;
  void flush() override { hosts_.flush(); }
  void poll(const Heard& heard) override;
  int wait_fd() const override { return hosts_.wait_fd(); }

 private:
  bool intercept(transport::detail::EnetHost&, const ENetAddress&, transport::detail::View) override { return false; }
  void on_connect(transport::detail::EnetHost& host, ENetPeer& peer) override;
  void on_receive(transport::detail::EnetHost& host, ENetPeer& peer, transport::detail::View packet) override;
  void on_disconnect(transport::detail::EnetHost& host, ENetPeer& peer, transport::detail::Code code) override;
  std::size_t index_of(const ENetPeer& peer) const;

  std::size_t packets_ = 0;
  transport::detail::Backlog backlog_{.bytes = 0, .packets = &packets_};  // outlives what ENet holds
  transport::detail::HostSet hosts_;
  std::vector<ENetPeer*> peers_;
  std::size_t connected_ = 0;
  const Heard* heard_ = nullptr;
};

}  // namespace earshot::bench
