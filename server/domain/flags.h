// What a trainer should look at first.
//
// stepped_out, partner_lost, asked_help and one_sided follow from the state; silent and advice_early are events, since
// a time or a line brings them up.
#pragma once

#include <optional>
#include <vector>

#include "server/domain/class.h"

namespace earshot::domain {

/// This long without a line is silence, in a talk or a solving that is written.
inline constexpr Seconds kSilence{60};

/// At most this many at a time, the gravest first.
inline constexpr std::size_t kFlagsShown = 3;

/// The row's flags: those of a closed session too.
std::vector<Flag> flags_of(const Class& klass, const Session& session);

/// The flags' share of `consequences` and of `due`. The session is open and not paused.
Events flag_events(const Session& session, TimePoint now);
std::optional<TimePoint> flags_due(const Session& session);

/// True if the line offers what one of the card's offers to the agent says: two different words of at least five
/// letters that stand in the same offer and that the customer has not used. Giving back the customer's own words is
/// listening, so these never count. The rule knows no language; where words are not set apart by spaces it finds
/// nothing, and the observer's tap has to do.
bool is_early_advice(const Session& session, const protocol::Line& line);

/// At least eight lines in the talk, and over four fifths of their characters are by one of the two.
bool is_one_sided(const Session& session);

}  // namespace earshot::domain
