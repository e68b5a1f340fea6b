// The datagrams by which a client finds servers on its network, and the classes whose trainers let them be found. Anybody
// may send either: an answer proves nothing. Who a server is shows in the handshake, as with an address that was typed.
//
//   question  "EARFIND?" version:u32 nonce:16B zeros                                        512 to 1,200 B, also by broadcast
//   answer    "EARFIND!" version:u32 nonce:16B fingerprint:32B length:u8 name more:u16 count:u8 class*
//   class     length:u8 code length:u8 name
//
// Numbers are big-endian. An answer is never longer than its question: what does not fit is counted in `more`. A server
// ignores what stands in place of the zeros, a client what follows the classes; later versions may speak there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/secure/bytes.h"
#include "shared/secure/query.h"

namespace earshot::secure {

inline constexpr std::size_t kMinFindQuestion = 512;
inline constexpr std::size_t kMaxFindQuestion = 1'200;  ///< below what tunnels and DSL leave of 1,500
inline constexpr std::size_t kMaxListedCode = 16;       ///< letters A to Z and digits
inline constexpr std::size_t kMaxListedName = 60;       ///< characters
inline constexpr std::size_t kMaxListedClasses = 64;    ///< in one answer

struct FindQuestion {
  std::uint32_t version = 0;  ///< of the protocol the client speaks
  Nonce nonce{};              ///< comes back in the answer
  std::size_t size = kMaxFindQuestion;
  friend bool operator==(const FindQuestion&, const FindQuestion&) = default;
};

/// A class whose trainer lets it be found.
struct ListedClass {
  std::string code{};
  std::string name{};
  friend bool operator==(const ListedClass&, const ListedClass&) = default;
};

struct FindAnswer {
  std::uint32_t version = 0;  ///< of the protocol the server speaks
  Nonce nonce{};              ///< of the question
  Fingerprint fingerprint{};  ///< as the server says: not proven
  std::string server{};       ///< its name, at most kMaxServerName characters
  std::vector<ListedClass> classes{};
  std::uint16_t more = 0;  ///< further classes that can be found, but are not named here
  friend bool operator==(const FindAnswer&, const FindAnswer&) = default;
};

bool looks_like_find_question(View datagram);

/// With a fresh nonce.
FindQuestion make_find_question(std::uint32_t version);
Bytes encode(const FindQuestion& question);
Result<FindQuestion> decode_find_question(View datagram);

/// At most `room` bytes, which is at least kMinFindQuestion. Names that are too long are cut, classes that find no room
/// are added to `more`, and text that decoding would refuse is left out.
Bytes encode(const FindAnswer& answer, std::size_t room);
Result<FindAnswer> decode_find_answer(View datagram);

}  // namespace earshot::secure
