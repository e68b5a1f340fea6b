// A sealed channel: one crypto_secretstream_xchacha20poly1305 each way over a reliable, ordered carrier.
//
// One frame = one message of the application, or the close. On the wire: 1 byte sealed tag, the sealed bytes, 16 bytes MAC.
// The stream's own tag says which it is: MESSAGE carries a message, FINAL closes and carries the reason as UTF-8 text.
#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "shared/base/result.h"
#include "shared/secure/bytes.h"

namespace earshot::secure {

/// The longest message that is sealed or opened.
inline constexpr std::size_t kMaxPlain = std::size_t{16} * 1024;
/// What sealing adds to a message.
inline constexpr std::size_t kSealOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
inline constexpr std::size_t kMaxFrame = kMaxPlain + kSealOverhead;

enum class FrameKind : std::uint8_t { message, close };

/// Both directions of one connection. Made by a handshake; not thread-safe. The keys are wiped when the object goes.
class Channel {
 public:
  using Key = std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
  using Header = std::array<std::uint8_t, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;

  /// Starts the sending half; `header()` must reach the other side before the first frame.
  explicit Channel(const Key& send_key);
  Channel(Channel&&) = default;
  Channel& operator=(Channel&&) = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel();

  const Header& header() const { return header_; }
  /// Starts the receiving half with the other side's header.
  Result<void> receive_with(const Key& receive_key, const Header& header);

  /// Appends the sealed frame to `out`. Throws std::length_error above kMaxPlain: the caller keeps the limit.
  void seal(View plain, Bytes& out, FrameKind kind = FrameKind::message, View bound = {});
  /// Seals into exactly `plain.size() + kSealOverhead` bytes, without a buffer between.
  void seal_into(View plain, std::span<std::uint8_t> out, FrameKind kind = FrameKind::message,
                 View bound = {});

  struct Opened {
    FrameKind kind;
    View bytes;  ///< valid until the next call of open()
  };
  /// Fails on a frame that is too short, too long, altered, repeated, out of order, or after the close. After one
  /// failure every later call fails too. `bound` must be what the sealer bound to the frame.
  Result<Opened> open(View frame, View bound = {});

 private:
  crypto_secretstream_xchacha20poly1305_state push_{};
  crypto_secretstream_xchacha20poly1305_state pull_{};
  Header header_{};
  Bytes opened_;
  bool receiving_ = false;
};

}  // namespace earshot::secure
