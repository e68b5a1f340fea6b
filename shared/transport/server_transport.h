// The server's end of all connections. What comes out of it are plain messages of peers that hold a sealed channel; what
// goes in leaves sealed, reliable and in order. Everything happens on the thread that calls poll(); nothing blocks.
//
// On the carrier (ENet, channel 0, reliable): the three handshake messages of shared/secure/handshake.h, then sealed frames
// of shared/secure/channel.h, one per message. A sealed close frame carries the reason of a close.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/secure/channel.h"
#include "shared/secure/find.h"
#include "shared/secure/identity.h"

namespace earshot::transport {

/// One connection. Never used again within a run.
using PeerId = Id<struct PeerTag>;

/// The longest message that send() takes and received() gives.
inline constexpr std::size_t kMaxMessage = secure::kMaxPlain;

/// Called from poll(), on its thread. Handlers may call send() and close().
class ServerEvents {
 public:
  virtual ~ServerEvents() = default;
  /// The handshake is done and the client has accepted this server's key. `address` is "1.2.3.4:5678".
  virtual void connected(PeerId peer, std::string address) = 0;
  /// `message` is valid during the call.
  virtual void received(PeerId peer, std::span<const std::uint8_t> message) = 0;
  /// Once for each connected peer, also after close(); nothing follows for this peer.
  virtual void closed(PeerId peer, std::string_view reason) = 0;
  /// A connection ended before it was `connected`: for the log.
  virtual void refused(std::string address, std::string_view reason) {
    static_cast<void>(address);
    static_cast<void>(reason);
  }
};

struct ServerStats {
  std::size_t peers = 0;          ///< connected
  std::size_t handshaking = 0;    ///< not yet connected
  std::size_t hosts = 0;          ///< ports open
  std::uint64_t refused = 0;      ///< connections that failed before they were connected
  std::uint64_t queries = 0;      ///< answered
  std::uint64_t gone = 0;         ///< datagrams of unknown peers that were answered
  std::uint64_t finds = 0;        ///< questions for classes that were answered
  std::uint64_t bad_cookies = 0;  ///< CONNECTs turned away
};

class ServerTransport {
 public:
  virtual ~ServerTransport() = default;

  /// Seals and queues; unknown and closing peers are ignored. A peer that has more than a mebibyte unsent is closed
  /// ("too slow"). Throws std::length_error above kMaxMessage.
  virtual void send(PeerId peer, std::span<const std::uint8_t> message) = 0;
  /// Tells the peer why, after what was queued. closed() follows in the next poll.
  virtual void close(PeerId peer, std::string_view reason) = 0;

  /// Takes in everything that has arrived, keeps the timers, and sends what is queued. Never blocks.
  virtual void poll(TimePoint now, ServerEvents& events) = 0;
  /// Sends what was queued since the last poll, in as few datagrams as possible; for sends outside of poll().
  virtual void flush() = 0;

  /// Readable (in the sense of poll(2) and epoll) when there is something to take in; -1: none.
  virtual int wait_fd() const = 0;
  /// The longest time to wait for wait_fd() before the next poll; nothing: as long as you like.
  virtual std::optional<Milliseconds> next_wakeup() const = 0;

  /// The classes that may be found on the network, the most important first; replaces those named before. A transport
  /// that nobody can find things on ignores it.
  virtual void list_classes(std::vector<secure::ListedClass> classes) { static_cast<void>(classes); }

  /// The base port: the one of invites.
  virtual std::uint16_t port() const = 0;
  virtual ServerStats stats() const = 0;
};

/// Tokens per address that refill: a class behind one address gets in all at once, a flood does not.
struct RateLimit {
  double burst = 0;
  double per_second = 0;
};

struct ListenOptions {
  std::string address = "0.0.0.0";  ///< IPv4, in numbers
  std::uint16_t port = 7717;        ///< 0: any free port
  std::uint32_t version = 0;        ///< of the protocol
  std::string server_name{};        ///< at most 40 characters
  std::size_t slots_per_host = 256;
  std::size_t max_hosts = 64;  ///< ports from `port` on, opened as they fill; a taken port is passed over
  Milliseconds handshake_timeout{10'000};  ///< until the client's first message
  Milliseconds accept_timeout{120'000};    ///< from then on: a person may be comparing words
  RateLimit queries{2'000, 1'000};         ///< per address
  RateLimit connects{1'000, 300};          ///< per address; those above it wait, they are not refused
  RateLimit gone{300, 100};                ///< per address
  RateLimit finds{120, 40};                ///< questions for classes, per address
  RateLimit all_finds{1'000, 400};         ///< and of all addresses together
};

/// Small ENet hosts on consecutive ports, waited on together. The key is copied.
Result<std::unique_ptr<ServerTransport>> listen(const ListenOptions& options, const secure::ServerKey& key);

}  // namespace earshot::transport
