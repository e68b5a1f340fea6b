// Host names to IPv4 addresses without blocking: the system's resolver runs on a thread of its own.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/result.h"

namespace earshot::transport {

/// One look-up. It may be dropped before it is done; the thread then finishes for nobody.
class Resolution {
 public:
  /// An address in numbers is done at once, without a thread.
  explicit Resolution(const std::string& host);

  /// Nothing until it is done.
  std::optional<Result<std::array<std::uint8_t, 4>>> result() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace earshot::transport
