// Where a server or class is, as people pass it on: earshot://host:port/CODE#fingerprint
// The port (7717), the class code and the fingerprint may be missing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/secure/identity.h"

namespace earshot::secure {

inline constexpr std::uint16_t kDefaultPort = 7717;

struct Invite {
  std::string host{};  ///< IPv4 address or host name
  std::uint16_t port = kDefaultPort;
  std::string code{};  ///< class code in upper case; empty: none
  std::optional<Fingerprint> fingerprint{};

  /// Takes what a person may paste or type: blanks around it, any case, without "earshot://".
  /// The error says what is wrong and what an invite looks like.
  static Result<Invite> parse(std::string_view text);
  std::string to_string() const;
  friend bool operator==(const Invite&, const Invite&) = default;
};

}  // namespace earshot::secure
