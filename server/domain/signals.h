// What a chat shows by itself of how two people listened. Nothing here is scored: the debrief asks about it.
#pragma once

#include <vector>

#include "server/domain/session.h"
#include "shared/protocol/debrief.h"

namespace earshot::domain {

/// A line that can be read sooner than this was not hurried: 15 characters a second is a calm reader, as subtitles are
/// timed for, and a second goes by until one begins to answer.
inline constexpr double kReadsCharacters = 15;
inline constexpr Milliseconds kBeginsToAnswer{1'000};

/// So many lines in a row, within this time, leave the partner no room.
inline constexpr std::size_t kBurstLines = 3;
inline constexpr Seconds kBurstLasts{20};

/// How far back a word of the partner's may lie that a line takes up, in the partner's lines.
inline constexpr std::size_t kTakesUpLines = 3;

/// Over the lines of talk and solve, by kind, then in the order in which people came to it. A spoken round has none.
/// - over_typing: sent while the partner was typing.
/// - too_quick: the line before is the partner's, and could not be read until this one was there.
/// - burst: counts once for each run of such lines; `first` is the run's first.
/// - took_up: has a content word of one of the partner's latest lines.
std::vector<protocol::SignalCount> chat_signals(const Session& session);

}  // namespace earshot::domain
