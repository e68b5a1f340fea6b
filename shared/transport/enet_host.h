// One UDP socket with ENet on it, set up as Earshot wants it. The one file that includes enet.h; what ENet does badly for
// us (defaults, socket buffers, one callback without user data) ends here.
#pragma once

#include <enet/enet.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/secure/channel.h"
#include "shared/secure/query.h"

namespace earshot::transport::detail {

using secure::Address;
using secure::View;

/// What ENet's DISCONNECT carries where no sealed close can: 0 is a timeout, ENet's own.
enum class Code : std::uint32_t {
  timeout = 0,
  said_why = 1,  ///< a sealed close frame went before
  stopping = 2,  ///< the program ends
  broken = 3,    ///< what arrived was damaged or against the protocol
  too_late = 4,  ///< the handshake took too long
  too_slow = 5,  ///< the other side does not take in what is sent
  left = 6,      ///< before there was a sealed channel
};

/// What was given to ENet for one connection and is not yet acknowledged. Must outlive the ENet peer's queues.
struct Backlog {
  std::size_t bytes = 0;
  std::size_t* packets = nullptr;  ///< shared count over all connections
};

/// How often and how soon ENet gives up, for a peer of either end.
void tune(ENetPeer& peer);

/// Queues bytes as one reliable packet.
void send_raw(ENetPeer& peer, View bytes, Backlog& backlog);
/// Seals straight into the packet.
void send_sealed(ENetPeer& peer, secure::Channel& channel, View plain, secure::FrameKind kind,
                 Backlog& backlog);

/// A reason as it came from the other side, made safe to show and log.
std::string readable_reason(View bytes);

Address to_address(const ENetAddress& address);
bool same_address(const ENetAddress& a, const ENetAddress& b);

class EnetHost {
 public:
  /// Called while service() runs.
  class Handler {
   public:
    virtual ~Handler() = default;
    /// Sees each datagram first; true: it is dealt with, ENet does not get it.
    virtual bool intercept(EnetHost& host, const ENetAddress& from, View datagram) = 0;
    virtual void on_connect(EnetHost& host, ENetPeer& peer) = 0;
    virtual void on_receive(EnetHost& host, ENetPeer& peer, View packet) = 0;
    /// The peer's slot is free already.
    virtual void on_disconnect(EnetHost& host, ENetPeer& peer, Code code) = 0;
  };

  /// With `bind`, a server's socket; without, a client's. `index` is the caller's own.
  static Result<std::unique_ptr<EnetHost>> create(const std::optional<Address>& bind, std::size_t slots,
                                                  std::size_t index, Handler& handler);
  EnetHost(const EnetHost&) = delete;
  EnetHost& operator=(const EnetHost&) = delete;
  ~EnetHost();

  std::size_t index() const { return index_; }
  int fd() const { return host_->socket; }
  std::uint16_t port() const { return host_->address.port; }
  std::span<ENetPeer> peers() { return {host_->peers, host_->peerCount}; }

  /// Takes in what has arrived, keeps ENet's timers, sends what is queued.
  void service();
  void flush();
  /// Something was queued since the last service() or flush().
  void mark_dirty() { dirty_ = true; }
  bool dirty() const { return dirty_; }

  /// A datagram beside ENet. What cannot be sent is lost, as datagrams are.
  void send_datagram(const ENetAddress& to, View bytes);
  /// nullptr if no slot is free.
  ENetPeer* connect(const ENetAddress& to, std::uint32_t cookie);
  bool has_free_slot() const;

 private:
  EnetHost(ENetHost* host, std::size_t index, Handler& handler)
      : host_(host), index_(index), handler_(handler) {}
  static int on_datagram(ENetHost* host, ENetEvent* event);

  ENetHost* host_;
  std::size_t index_;
  Handler& handler_;
  bool dirty_ = false;
};

/// Several hosts, waited on together with one epoll descriptor.
class HostSet {
 public:
  HostSet();
  HostSet(const HostSet&) = delete;
  HostSet& operator=(const HostSet&) = delete;
  ~HostSet();

  /// The host's index must be size().
  EnetHost& add(std::unique_ptr<EnetHost> host);
  std::size_t size() const { return hosts_.size(); }
  EnetHost& operator[](std::size_t index) { return *hosts_[index]; }

  /// Services the hosts that have something to read, and all of them when `tick` has passed since all were.
  void service(TimePoint now, Milliseconds tick);
  void flush();
  bool dirty() const;
  int wait_fd() const { return epoll_; }
  /// Closes all sockets; what is queued in ENet is dropped.
  void clear() { hosts_.clear(); }

 private:
  int epoll_;
  std::vector<std::unique_ptr<EnetHost>> hosts_;
  TimePoint all_serviced_{};
};

}  // namespace earshot::transport::detail
