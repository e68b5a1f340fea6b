// One's own progress in words.
#pragma once

#include <string>
#include <string_view>

#include "shared/protocol/progress.h"

namespace earshot::views {

/// "Bronze", "Silver", "Gold"; 0: "Not yet".
std::string_view tier_word(std::uint8_t tier);
/// "2 more for silver"; of gold "16 times".
std::string next_in_words(const protocol::BadgeShown& badge);
/// "640 XP, 100 to level 5".
std::string level_in_words(const protocol::ProfileShown& profile);
/// How far into the level one is, 0 to 1.
float level_share(const protocol::ProfileShown& profile);
/// "6 days in a row, a missed one forgiven".
std::string streak_in_words(const protocol::ProfileShown& profile);
/// "25 of 31, better than the week before"; never a rank.
std::string share_in_words(std::uint32_t part, std::uint32_t whole, std::uint32_t part_before, std::uint32_t whole_before);
/// "4 sessions, 2 the week before".
std::string week_in_words(const protocol::Letter& letter);
/// "Then 3, now 4."
std::string then_and_now(const protocol::OldRecap& recap);
/// "9 of 12", or that it is reached.
std::string goal_in_words(const protocol::GoalShown& goal);
bool is_reached(const protocol::GoalShown& goal);

}  // namespace earshot::views
