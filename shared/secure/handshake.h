// The handshake as two state machines, bytes in and bytes out:
//
//   client                                                    server
//     1 query:u16+bytes answer:u16+bytes ephemeral:32B   →      checks that the answer is its own
//                ←   2 key:32B ephemeral:32B header:24B signature:64B
//     checks the signature, shows the key to its caller
//     3 header:24B sealed empty frame:17B                →      has a channel
//
// The signature covers "earshot handshake 1", message 1 and message 2 up to the signature, so also both datagrams before
// (query without its zeros). Session keys come from crypto_kx; frame 3 is bound to the transcript. The client sends
// nothing personal before it has verified the signature and its caller has accepted the key.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "shared/base/result.h"
#include "shared/secure/bytes.h"
#include "shared/secure/channel.h"
#include "shared/secure/identity.h"
#include "shared/secure/query.h"

namespace earshot::secure {

namespace detail {
/// An ephemeral X25519 key pair, wiped when it goes.
struct Ephemeral {
  std::array<std::uint8_t, 32> public_key{};
  std::array<std::uint8_t, 32> secret_key{};
  Ephemeral();
  Ephemeral(const Ephemeral&) = delete;
  Ephemeral& operator=(const Ephemeral&) = delete;
  ~Ephemeral();
};
using Transcript = std::array<std::uint8_t, 32>;
}  // namespace detail

inline constexpr std::size_t kMaxHandshakeMessage = 1024;

/// Call hello(), verify(), finish() in this order, once each.
class ClientHandshake {
 public:
  /// The datagrams as they went over the wire.
  ClientHandshake(const Query& query, const Answer& answer);
  ClientHandshake(const ClientHandshake&) = delete;
  ClientHandshake& operator=(const ClientHandshake&) = delete;
  ~ClientHandshake();

  /// Message 1.
  const Bytes& hello() const { return hello_; }
  /// Takes message 2. The identity is proven, but whether it is the wanted one is for the caller to say.
  Result<ServerIdentity> verify(View server_hello);

  struct Finish {
    Bytes message;  ///< message 3
    Channel channel;
  };
  /// Only after verify() succeeded.
  Result<Finish> finish();

 private:
  detail::Ephemeral ephemeral_;
  Bytes hello_;
  Channel::Key receive_key_{};
  Channel::Key send_key_{};
  Channel::Header server_header_{};
  detail::Transcript transcript_{};
  Fingerprint claimed_;
  bool spent_ = false;  // a server's answer was taken, good or bad
  bool verified_ = false;
};

/// Call answer(), complete() in this order, once each. Any failure ends the handshake.
class ServerHandshake {
 public:
  /// `own` is what this server answers queries with; nonce, room, port and cookie are not compared.
  ServerHandshake(const ServerKey& key, const Answer& own) : key_(key), own_(own) {}
  ServerHandshake(const ServerHandshake&) = delete;
  ServerHandshake& operator=(const ServerHandshake&) = delete;
  ~ServerHandshake();

  /// Takes message 1, gives message 2. `key` and `own` must still live.
  Result<Bytes> answer(View client_hello);
  /// Takes message 3.
  Result<Channel> complete(View client_finish);

 private:
  const ServerKey& key_;
  const Answer& own_;
  std::optional<Channel> channel_;
  Channel::Key receive_key_{};
  detail::Transcript transcript_{};
  bool spent_ = false;  // a client's hello was taken, good or bad
};

}  // namespace earshot::secure
