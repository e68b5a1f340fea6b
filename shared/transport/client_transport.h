// The client's end: one or many connections in one object. A window client has one (two for a moment, when it connects anew
// before it drops the old one); a load generator has thousands. Everything happens on the thread that calls poll().
//
// The way of one connection: resolve the name → ask (query datagram) → connect → handshake → identified() → accept() →
// opened(). Nothing personal leaves before accept(): the application shows or checks the identity first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/secure/identity.h"

namespace earshot::transport {

/// One attempt to connect, and the connection it becomes. Never used again within a run.
using LinkId = Id<struct LinkTag>;

enum class Stage : std::uint8_t { resolving, asking, connecting, greeting, identified, open };

enum class CloseKind : std::uint8_t {
  by_us,        ///< close() was called
  by_server,    ///< the server said why: `text` is its reason
  lost,         ///< the connection broke or timed out: connect anew
  gone,         ///< the server does not know this connection any more (it restarted): connect anew
  unreachable,  ///< it answers, but no connection comes about
  full,         ///< the server has no seat free
  version,      ///< it speaks another version of the protocol
  untrusted,    ///< its key is not the expected one: stop
  broken,       ///< it broke the protocol, or somebody changed bytes on the way
  unresolved,   ///< no host has this name
  silent,       ///< nothing answers there: no server, or UDP is blocked
};

/// Why a connection ended. `text` is for a person: what happened and what to do.
struct CloseReason {
  CloseKind kind = CloseKind::lost;
  std::string text{};
  friend bool operator==(const CloseReason&, const CloseReason&) = default;
};

struct Target {
  std::string host{};  ///< IPv4 address or name
  std::uint16_t port = 7717;
  /// Of the invite or of the remembered key: another server closes the link as `untrusted`.
  std::optional<secure::Fingerprint> expected{};
};

/// Called from poll(), on its thread. Handlers may call every method of ClientTransport except poll().
class ClientEvents {
 public:
  virtual ~ClientEvents() = default;
  virtual void stage(LinkId link, Stage stage) {
    static_cast<void>(link);
    static_cast<void>(stage);
  }
  /// The server has proven that it holds this key (and it is the expected one, where one was given). `server_name` is what
  /// it calls itself. Now, or later, call accept() or close(); the server waits two minutes.
  virtual void identified(LinkId link, const secure::ServerIdentity& server,
                          std::string_view server_name) = 0;
  /// Messages may be sent from here on.
  virtual void opened(LinkId link) = 0;
  /// `message` is valid during the call.
  virtual void received(LinkId link, std::span<const std::uint8_t> message) = 0;
  /// Once for each link; nothing follows.
  virtual void closed(LinkId link, const CloseReason& reason) = 0;
};

class ClientTransport {
 public:
  virtual ~ClientTransport() = default;

  /// Starts to connect; everything else is told by events.
  virtual LinkId connect(const Target& target) = 0;
  /// The application trusts the identity it was shown. opened() follows in the next poll, or in this one.
  virtual void accept(LinkId link) = 0;
  /// Seals and queues; ignored before opened() and after closed(). Throws std::length_error above kMaxPlain.
  virtual void send(LinkId link, std::span<const std::uint8_t> message) = 0;
  /// Tells the server why, after what was queued. closed() follows in the next poll.
  virtual void close(LinkId link, std::string_view reason) = 0;

  virtual void poll(TimePoint now, ClientEvents& events) = 0;
  /// Sends what was queued since the last poll; for sends outside of poll().
  virtual void flush() = 0;
  /// Readable when there is something to take in; -1: none.
  virtual int wait_fd() const = 0;
  /// The longest time to wait for wait_fd() before the next poll; nothing: as long as you like.
  virtual std::optional<Milliseconds> next_wakeup() const = 0;
};

struct ClientOptions {
  std::uint32_t version = 0;  ///< of the protocol
  std::size_t links_per_host =
      8;  ///< slots of one socket; 256 where there are thousands of links. More sockets open as needed
  Milliseconds ask_timeout{6'000};  ///< until "no answer"
  Milliseconds connect_timeout{10'000};
  Milliseconds greet_timeout{10'000};
};

Result<std::unique_ptr<ClientTransport>> make_client_transport(const ClientOptions& options);

}  // namespace earshot::transport
