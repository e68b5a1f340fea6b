// How the client stands to its server, as a person should see it.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"

namespace earshot::model {

enum class ConnectionState : std::uint8_t {
  idle,          ///< no invite was opened yet
  connecting,    ///< looking for the server, connecting, greeting
  identify,      ///< the server proved who it is; the person compares `words` and accepts or leaves
  signed_out,    ///< connected, nobody yet: join, sign in or redeem a code
  signing_in,    ///< the answer to one of these, or to the stored token, is awaited
  ready,         ///< everything works
  reconnecting,  ///< the connection was lost; it is tried again at `retry_at`
  stopped,       ///< it will not be tried again: `reason` says why and what to do
};

/// What this device knew of the server's key before it connected.
enum class Trust : std::uint8_t {
  unknown,     ///< never met: the words are to be compared
  invited,     ///< the invite holds the key's fingerprint
  remembered,  ///< the person accepted it on an earlier day
  changed,     ///< another key than the one invited or remembered: the connection is stopped
};

/// What is in the way, where a person can do something about it.
enum class Trouble : std::uint8_t {
  none,
  unresolved,   ///< no host has the name in the address
  silent,       ///< nothing answers there: no server, or something on the way eats UDP
  wrong_key,    ///< it answers, but is not the server that is expected
  old_program,  ///< this program or the server is too old for the other
  other,        ///< `reason` says what
};

struct Connection {
  ConnectionState state = ConnectionState::idle;
  std::string address;      ///< host:port as the invite says
  std::string server_name;  ///< what the server calls itself; empty until it is known
  Trust trust = Trust::unknown;
  std::string words;        ///< the security words, with hyphens: for whoever has to compare them, and for trainers
  std::string fingerprint;  ///< 64 hex digits; empty until the server has proven it
  Trouble trouble{};        ///< of `reason`
  std::string reason;       ///< why it is reconnecting or stopped, for a person
  std::string warning;      ///< what this device cannot keep (a full disk, say); empty: all is well
  TimePoint since{};        ///< when this state began
  TimePoint retry_at{};     ///< of `reconnecting`: the next attempt
  std::uint32_t attempts = 0;  ///< since the connection was lost
  friend bool operator==(const Connection&, const Connection&) = default;
};

}  // namespace earshot::model
