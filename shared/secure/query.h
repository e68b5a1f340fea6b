// The datagrams before and beside a connection. They are neither sealed nor trusted: the handshake signs what was said in
// them, and the cookie only shows that whoever connects can receive at the address it claims.
//
//   query   "EARSHOT?" version:u32 nonce:16B zeros up to 512 B            client → server, also by broadcast
//   answer  "EARSHOT!" version:u32 nonce:16B fingerprint:32B room:u8 port:u16 cookie:u32 length:u8 name
//   gone    "GONE" echo:the first 8 to 10 B of the datagram it answers     server → a peer it does not know
//
// Numbers are big-endian. An answer is never longer than the query. None begins like a datagram of ENet: the first two
// bytes of "EA" and "GO" carry ENet's flag for compression, which Earshot never uses.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/secure/bytes.h"
#include "shared/secure/identity.h"

namespace earshot::secure {

inline constexpr std::size_t kQuerySize = 512;
inline constexpr std::size_t kMaxServerName = 40;  ///< characters

using Nonce = std::array<std::uint8_t, 16>;

/// An IPv4 address and UDP port.
struct Address {
  std::array<std::uint8_t, 4> ip{};
  std::uint16_t port = 0;

  std::string to_string() const;  ///< "192.168.1.5:7717"
  friend auto operator<=>(const Address&, const Address&) = default;
};

struct Query {
  std::uint32_t version = 0;  ///< of the protocol the client speaks
  Nonce nonce{};              ///< comes back in the answer
  friend bool operator==(const Query&, const Query&) = default;
};

/// A fresh nonce.
Query make_query(std::uint32_t version);
Bytes encode(const Query& query);
Result<Query> decode_query(View datagram);

/// Where a client finds a seat.
enum class Room : std::uint8_t {
  full = 0,
  here = 1,       ///< on the port that was asked, whatever a router in between calls it
  elsewhere = 2,  ///< on `port`, which is to be asked first: its cookie is for the way to that port
};

struct Answer {
  std::uint32_t version = 0;  ///< of the protocol the server speaks
  Nonce nonce{};              ///< of the query
  Fingerprint fingerprint{};
  Room room = Room::full;
  std::uint16_t port = 0;    ///< for Room::elsewhere
  std::uint32_t cookie = 0;  ///< for ENet's CONNECT
  std::string name{};        ///< of the server, at most kMaxServerName characters
  friend bool operator==(const Answer&, const Answer&) = default;
};

Bytes encode(const Answer& answer);
Result<Answer> decode_answer(View datagram);

/// The start of a datagram, sent back to whoever has no connection here (any more).
struct Gone {
  Bytes echo;
  friend bool operator==(const Gone&, const Gone&) = default;
};
inline constexpr std::size_t kMinGoneEcho = 8;
inline constexpr std::size_t kMaxGoneEcho = 10;

/// For a datagram of at least kMinGoneEcho bytes.
Bytes encode_gone(View datagram);
Result<Gone> decode_gone(View datagram);

bool looks_like_query(View datagram);
bool looks_like_answer(View datagram);
bool looks_like_gone(View datagram);

/// Cookies are a MAC of the address and the half minute under a key of this run: nothing is stored per query.
/// A cookie stays good for 30 to 60 seconds.
class CookieJar {
 public:
  using Key = std::array<std::uint8_t, 16>;
  CookieJar();  ///< a random key
  explicit CookieJar(const Key& key) : key_(key) {}

  std::uint32_t make(const Address& address, TimePoint now) const;
  bool check(const Address& address, std::uint32_t cookie, TimePoint now) const;

 private:
  Key key_{};
};

}  // namespace earshot::secure
