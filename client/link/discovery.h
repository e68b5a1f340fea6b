// Finding servers: which questions to send and what the answers mean. Bytes in, bytes out; no socket, no clock.
//
// Anybody on the network may answer. An answer counts if it comes from the port that was asked and holds the nonce of a
// recent question; what it says is bounded, shown, and never acted on.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "client/model/discovery.h"
#include "shared/base/clock.h"
#include "shared/secure/find.h"

namespace earshot::link {

/// Between two questions: a few soon after the start, since datagrams get lost; then calmly.
inline constexpr Milliseconds kFirstFindAgain{500};
inline constexpr Milliseconds kFindAgain{4'000};
/// Who was silent for so long is no longer there.
inline constexpr Milliseconds kFoundFor{13'000};
inline constexpr std::size_t kMostFound = 32;

class Discovery {
 public:
  /// Servers are asked on `port`.
  Discovery(std::uint32_t version, std::uint16_t port) : version_(version), port_(port) {}

  void start(TimePoint now);
  void stop();

  /// The question to send now, if it is time for one. `own` are the addresses of this machine: a server here answers
  /// under several, and is shown once.
  std::optional<secure::Bytes> question(TimePoint now, const std::vector<std::array<std::uint8_t, 4>>& own);
  /// True if this changed what is known.
  bool take(const secure::Address& from, secure::View datagram, TimePoint now);
  /// Forgets who has been silent; true if anybody was.
  bool forget(TimePoint now);
  /// When question() or forget() has something to do; nothing: not looking.
  std::optional<TimePoint> next_due() const;

  const model::Discovery& shown() const { return shown_; }

 private:
  struct Heard {
    secure::FindAnswer answer;
    TimePoint at{};
  };
  void show();

  std::uint32_t version_;
  std::uint16_t port_;
  std::deque<secure::Nonce> nonces_;  ///< of the latest questions
  std::map<secure::Address, Heard> heard_;
  std::vector<std::array<std::uint8_t, 4>> own_;
  model::Discovery shown_;
};

}  // namespace earshot::link
