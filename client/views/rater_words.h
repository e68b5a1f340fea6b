// How somebody rates, in words a trainer can talk about; and days as they are typed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/protocol/board.h"

namespace earshot::views {

/// Whoever has a flag first, else in the order of `rows`, whose rows these are.
std::vector<const protocol::RaterRow*> flagged_first(const std::vector<protocol::RaterRow>& rows);
/// "Favours one person".
std::string_view flag_word(protocol::RaterFlag flag);
/// What each flag rests on, one sentence each, with the figures.
std::vector<std::string> evidence_in_words(const protocol::RaterRow& row);
/// "0.48, weak"; none: it cannot be said yet.
std::string figure_in_words(const std::optional<double>& figure);

/// The end of the day "2026-12-24" on this machine's clock; none where it is no day.
std::optional<TimePoint> end_of_day(std::string_view text);

}  // namespace earshot::views
