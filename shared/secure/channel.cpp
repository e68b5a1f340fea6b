#include "shared/secure/channel.h"

#include <stdexcept>

namespace earshot::secure {
namespace {

constexpr std::uint8_t tag_of(FrameKind kind) {
  return kind == FrameKind::close ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                  : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
}

}  // namespace

Channel::Channel(const Key& send_key) {
  crypto_secretstream_xchacha20poly1305_init_push(&push_, header_.data(), send_key.data());
}

Channel::~Channel() {
  sodium_memzero(&push_, sizeof push_);
  sodium_memzero(&pull_, sizeof pull_);
}

Result<void> Channel::receive_with(const Key& receive_key, const Header& header) {
  if (crypto_secretstream_xchacha20poly1305_init_pull(&pull_, header.data(), receive_key.data()) != 0)
    return fail("the other side's stream header is damaged");
  receiving_ = true;
  return {};
}

void Channel::seal(View plain, Bytes& out, FrameKind kind, View bound) {
  const std::size_t before = out.size();
  out.resize(before + plain.size() + kSealOverhead);
  seal_into(plain, std::span(out).subspan(before), kind, bound);
}

void Channel::seal_into(View plain, std::span<std::uint8_t> out, FrameKind kind, View bound) {
  if (plain.size() > kMaxPlain) throw std::length_error("a message above the limit was to be sealed");
  if (out.size() != plain.size() + kSealOverhead)
    throw std::length_error("no room of the right size for a sealed frame");
  crypto_secretstream_xchacha20poly1305_push(&push_, out.data(), nullptr, plain.data(), plain.size(),
                                             bound.data(), bound.size(), tag_of(kind));
}

Result<Channel::Opened> Channel::open(View frame, View bound) {
  if (!receiving_) return fail("nothing is taken in after a damaged frame or the close");
  receiving_ = false;
  if (frame.size() < kSealOverhead) return fail("a frame is too short to be a sealed one");
  if (frame.size() > kMaxFrame) return fail("a frame is longer than 16 KiB");
  opened_.resize(frame.size() -
                 kSealOverhead);  // keeps its room: no allocation once it has seen a long frame
  unsigned long long length = 0;
  std::uint8_t tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&pull_, opened_.data(), &length, &tag, frame.data(),
                                                 frame.size(), bound.data(), bound.size()) != 0)
    return fail("a frame was damaged, forged, lost or repeated");
  const View plain = View(opened_).first(static_cast<std::size_t>(length));
  if (tag == tag_of(FrameKind::close)) return Opened{FrameKind::close, plain};
  if (tag != tag_of(FrameKind::message)) return fail("a frame is of an unknown kind");
  receiving_ = true;
  return Opened{FrameKind::message, plain};
}

}  // namespace earshot::secure
