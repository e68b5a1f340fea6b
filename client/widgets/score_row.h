// The levels 1 to 5 of a criterion, and 'no opportunity'.
#pragma once

#include <cstdint>
#include <optional>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// Not chosen yet, a level, or no opportunity to show it.
struct Level {
  enum class Kind : std::uint8_t { open, level, none };
  Kind kind = Kind::open;
  int value = 0;  ///< 1 to 5 for `level`
  friend bool operator==(const Level&, const Level&) = default;
};

struct ScoreRow {
  Tone tone = Tone::neutral;
  bool no_opportunity = true;  ///< offers NO
  bool enabled = true;
};

inline constexpr float kScoreCell = 40;
float score_row_width(bool no_opportunity);

/// Five cells and perhaps NO, at the right end of `box`; `criterion` names them. Returns what was pressed.
std::optional<Level> score_row(const Box& box, std::string_view criterion, const Level& chosen, const ScoreRow& options);

}  // namespace earshot::widgets
