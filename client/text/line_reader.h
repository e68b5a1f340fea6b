// Bytes into lines, with a bound on how long a line may grow.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace earshot::text_client {

/// Longer than any intent written in JSON with every character escaped.
inline constexpr std::size_t kMaxLine = std::size_t{256} * 1024;

class LineReader {
 public:
  using OnLine = std::function<void(std::string_view)>;

  /// Calls `on_line` for every line that ends in `bytes`; `too_long` once for one that passes kMaxLine and is dropped.
  void feed(std::string_view bytes, const OnLine& on_line, const std::function<void()>& too_long);
  /// The input ended: a last line without an end still counts.
  void finish(const OnLine& on_line);

 private:
  std::string part_;
  bool dropping_ = false;
};

}  // namespace earshot::text_client
