// What badges, quests and goals can count: a fixed list of named functions over deeds. A count never falls when a deed
// is added, and none reads a length, a level that was given, how heard the customer felt, or how far an intention was
// kept.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/game/deed.h"
#include "shared/game/rules.h"

namespace earshot::game {

/// A day of the person's own calendar, counted from 1970-01-01; weeks begin on Monday.
std::int64_t day_of(TimePoint at, Milliseconds utc_offset);
/// Counted from the week of 1970-01-01.
std::int64_t week_of_day(std::int64_t day);
std::int64_t week_of(TimePoint at, Milliseconds utc_offset);

/// What a metric needs beside the deed.
struct Measure {
  Counting counting{};
  std::uint32_t close = 0;  ///< hundredths of a level within which a calibration is close
  Milliseconds utc_offset{0};
};
Measure measure_by(const Rules& rules, Milliseconds utc_offset);

struct Metric {
  std::string_view name;
  std::string_view what;  ///< what it counts, for docs/game.md
  /// What one deed adds. Null if `of_kind` counts.
  std::uint32_t (*add)(const Deed&, const Measure&) = nullptr;
  /// What kind of thing the deed was, "" if none: different ones are counted.
  std::string (*of_kind)(const Deed&, const Measure&) = nullptr;
};

std::span<const Metric> metrics();
/// The index in metrics().
std::optional<std::size_t> find_metric(std::string_view name);

/// Over all these deeds, in any order.
std::uint32_t count(const Metric& metric, std::span<const Deed> deeds, const Measure& measure);

}  // namespace earshot::game
