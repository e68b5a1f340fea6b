// What the line client shows to the outside: JSON for scripts, or plain lines for a person. One of them runs at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "client/link/link.h"
#include "client/model/model.h"
#include "client/text/json_intents.h"
#include "shared/protocol/intents.h"

namespace earshot::text_client {

enum ExitCode : int {
  kDone = 0,           ///< the input ended, or the person left
  kBadStart = 1,       ///< wrong arguments, or the state folder cannot be used
  kNotTrusted = 2,     ///< the server is not known, or its key has changed
  kNotServed = 3,      ///< the server cannot be reached, or does not want this client
  kLeftUnanswered = 4  ///< the input ended and the server did not answer in time
};

/// What a face may do. The shell provides it; tests do too.
struct Port {
  const model::Model& model;
  std::function<std::uint64_t(protocol::Intent)> send;
  std::function<void()> accept_identity;
  std::function<void(int code)> end;
  std::function<void(std::string_view)> print;   ///< one line of output
  std::function<void(std::string_view)> complain;  ///< one line for standard error
};

class Face {
 public:
  virtual ~Face() = default;
  /// The model holds the event already.
  virtual void event(const link::LinkEvent& event, TimePoint now) = 0;
  /// A line of input, without its end.
  virtual void line(std::string_view text, TimePoint now) = 0;
  /// A line of input that was longer than is taken, and is lost.
  virtual void line_too_long() = 0;
  /// After each turn of the loop.
  virtual void tick(TimePoint now) { static_cast<void>(now); }
  /// When tick() next has something to say by time alone.
  virtual std::optional<Milliseconds> next_tick(TimePoint now) const {
    static_cast<void>(now);
    return std::nullopt;
  }
};

/// A server that was never reached is given up after this many attempts.
inline constexpr std::uint32_t kFirstAttempts = 3;

}  // namespace earshot::text_client
