// The felt-heard curve: steps over time, with moments on it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "client/widgets/draw.h"
#include "shared/base/clock.h"

namespace earshot::widgets {

struct CurvePoint {
  Milliseconds at;  ///< since the start
  int level;        ///< 1 to 5
};

struct CurveMoment {
  Milliseconds at;
  Tone tone;
  std::string_view label;  ///< for the record
};

struct CurveOptions {
  Milliseconds length{0};  ///< of the time axis
  bool area = false;       ///< fill below the line
  bool times = false;      ///< minutes under the axis
  bool end_dot = false;    ///< where it stands now
  std::optional<std::size_t> chosen{};
};

/// `points` are in order of time; the level holds from each to the next. Returns the moment that was pressed.
std::optional<std::size_t> curve(const Box& box, std::span<const CurvePoint> points, std::span<const CurveMoment> moments,
                                 const CurveOptions& options);

/// The same in small, without axes: levels one after the other, joined, the last with a dot.
void sparkline(const Box& box, std::span<const std::uint8_t> levels);

}  // namespace earshot::widgets
