// A point in time as it travels and is stored.
#pragma once

#include <cstdint>

#include "shared/base/clock.h"

namespace earshot::protocol {

/// A moment on the wire and in the journal: milliseconds since 1970, UTC.
struct Moment {
  std::int64_t ms = 0;

  constexpr Moment() = default;
  constexpr Moment(TimePoint at) : ms(to_unix_ms(at)) {}  // NOLINT: a moment is a time point, spelled for the archive
  constexpr TimePoint point() const { return from_unix_ms(ms); }
  template <class A>
  std::int64_t save_minimal(const A&) const {
    return ms;
  }
  template <class A>
  void load_minimal(const A&, const std::int64_t& stored) {
    ms = stored;
  }
  friend auto operator<=>(Moment, Moment) = default;
};

}  // namespace earshot::protocol
