// Bytes as they go over the wire, and the two small tools that write and read fixed layouts (big-endian).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace earshot::secure {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

inline View as_view(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(View bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Appends to a buffer.
class Writer {
 public:
  explicit Writer(Bytes& out) : out_(out) {}
  template <class Number>
  void number(Number value) {
    for (int shift = 8 * (int{sizeof(Number)} - 1); shift >= 0; shift -= 8)
      out_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  void bytes(View value) { out_.insert(out_.end(), value.begin(), value.end()); }

 private:
  Bytes& out_;
};

/// Takes values off the front of a view; never reads past its end.
class Reader {
 public:
  explicit Reader(View in) : rest_(in) {}
  template <class Number>
  std::optional<Number> number() {
    if (rest_.size() < sizeof(Number)) return std::nullopt;
    std::uint64_t value = 0;
    for (const std::uint8_t byte : rest_.first(sizeof(Number))) value = value << 8 | byte;
    rest_ = rest_.subspan(sizeof(Number));
    return static_cast<Number>(value);
  }
  std::optional<View> bytes(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    const View taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  /// Copies exactly `out.size()` bytes, or leaves `out` alone and says false.
  bool copy(std::span<std::uint8_t> out) {
    const auto taken = bytes(out.size());
    if (taken) std::copy(taken->begin(), taken->end(), out.begin());
    return taken.has_value();
  }
  View rest() const { return rest_; }

 private:
  View rest_;
};

}  // namespace earshot::secure
