// What a leaderboard says, without drawing it: the order of its rows, and their figures in words. A board has tiers and
// intervals, never a place for each: whoever cannot be told apart shares a tier.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/insight.h"
#include "client/model/model.h"
#include "shared/protocol/board.h"

namespace earshot::views {

using BoardRows = std::vector<const protocol::BoardRow*>;

/// Tier by tier, in a tier as the server has them; the provisional last. The rows are the caller's.
BoardRows in_tiers(const std::vector<protocol::BoardRow>& rows);
/// The own row with at most `reach` rows on either side; all rows where there is no own one.
BoardRows around_own(const BoardRows& rows, std::size_t reach = 4);
const protocol::BoardRow* own_row(const std::vector<protocol::BoardRow>& rows);
/// How many rows share this one's tier, itself included.
std::size_t sharing(const std::vector<protocol::BoardRow>& rows, const protocol::BoardRow& row);

/// "2 more sessions, 1 more rater"; empty: nothing is missing.
std::string missing_in_words(const std::vector<protocol::BoardNeed>& needs);
/// "Needs 2 more sessions, 1 more rater"; empty: nothing is missing.
std::string needs_in_words(const std::vector<protocol::BoardNeed>& needs);
/// What a row says that is not ranked. Whoever practises without a trainer sees trends, not what a rank would take.
std::string waiting_in_words(const protocol::BoardRow& row, bool practice);
/// Whoever lacks the least; empty: nobody is provisional, or nothing is said of why.
std::vector<protocol::BoardNeed> least_missing(const std::vector<protocol::BoardRow>& rows);
/// "up 2", "down 1", "as before", "new".
std::string moved_in_words(const std::optional<std::int32_t>& moved);
/// "4.2"; on the improvement board "+0.12" a session.
std::string fair_in_words(protocol::BoardKind kind, double fair);
/// "4.0 to 4.4".
std::string interval_in_words(protocol::BoardKind kind, const protocol::BoardRow& row);
/// How far the order of a board may be trusted, by its reliability.
std::string_view order_in_words(const std::optional<double>& reliability);
/// The row as one reads it aloud: "Tier 1, 4.2, between 4.0 and 4.4, up 2".
std::string row_in_words(protocol::BoardKind kind, const protocol::BoardRow& row);

/// "Listen", "Attention"; empty: "All skills".
std::string skill_word(const model::Model& model, std::string_view skill);
/// The season a board of this scope is about; null: none has begun.
const protocol::Season* season_of(const model::Insight& insight, const protocol::BoardScope& scope);
/// "This class", "Season 'Autumn'".
std::string window_word(const model::Insight& insight, const protocol::BoardScope& scope);

/// Why the fair score is not the plain mean: cards, raters, few ratings; one sentence each.
std::vector<std::string> why_not_the_mean(const protocol::AuditShown& audit);
/// "0.3 stricter than usual", "as strict as usual".
std::string strict_in_words(double strict);
/// "0.2 harder than usual", "as hard as usual".
std::string harder_in_words(double harder);
/// "Counts fully", "Counts half (50 %)".
std::string weight_in_words(double weight);
/// The room that strict_in_words() and weight_in_words() need at most, in the small type: one width for all rows.
float strict_width();
float weight_width();

}  // namespace earshot::views
