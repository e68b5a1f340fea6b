// What deeds come to under the rules. Pure: deeds, rules and the time in, plain numbers out. The order of the deeds
// changes nothing, and with each later one XP, level, the best streak and every badge stay or grow.
//
// XP is no rank: nothing here compares people. Every `utc_offset` is that of the person's (the class's) calendar: it
// says where a day ends.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/game/deed.h"
#include "shared/game/rules.h"

namespace earshot::game {

struct Streak {
  std::uint32_t now = 0;  ///< days (weeks) with practice in a row; missed ones that were forgiven are not counted
  std::uint32_t best = 0;
  bool forgiven = false;  ///< a missed one was, in the streak of now
  friend bool operator==(const Streak&, const Streak&) = default;
};

/// How far a person is with one badge.
struct Progress {
  std::uint32_t count = 0;
  std::uint32_t tier = 0;  ///< 0: none yet, 1 to 3: bronze, silver, gold
  std::uint32_t next = 0;  ///< count for the next tier; 0 once it is gold
  friend bool operator==(const Progress&, const Progress&) = default;
};

struct Profile {
  std::uint64_t xp = 0;
  std::array<std::uint64_t, kXpKinds> xp_by_kind{};  ///< adds up to `xp`
  std::uint32_t level = 1;
  std::uint64_t xp_in_level = 0;
  std::uint64_t xp_to_next = 0;  ///< still missing; 0 on the highest level
  Streak streak;
  std::vector<Progress> badges;  ///< in the order of the rules
  friend bool operator==(const Profile&, const Profile&) = default;
};

/// True if this person rated everybody who was due, and with care: either the last calibration before it, not too long
/// ago, was close, or every criterion was answered and a moment of the transcript named (spoken rounds have none).
bool rated_with_care(const Deed& deed, std::span<const Deed> deeds_of_the_person, const Rules& rules);

/// Deeds after `now` do not count yet.
Profile profile(std::span<const Deed> deeds_of_one_person, const Rules& rules, TimePoint now, Milliseconds utc_offset);

struct NewTier {
  std::size_t badge = 0;   ///< index in the rules
  std::uint32_t tier = 0;  ///< reached now
  friend bool operator==(const NewTier&, const NewTier&) = default;
};

/// What to tell a person at once.
struct News {
  std::uint64_t xp = 0;
  std::array<std::uint64_t, kXpKinds> xp_by_kind{};
  std::optional<std::uint32_t> level{};  ///< a new one
  std::vector<NewTier> badges;
  friend bool operator==(const News&, const News&) = default;
};

/// What came after `since`, up to `now`.
News news(std::span<const Deed> deeds_of_one_person, const Rules& rules, TimePoint since, TimePoint now, Milliseconds utc_offset);

/// How far a team, or a class, is together.
struct Shared {
  std::size_t rule = 0;  ///< index in the rules' quests or goals
  std::uint64_t have = 0;
  std::uint64_t target = 0;
  std::uint32_t gave = 0;  ///< people who brought something; never who
  bool reached = false;
  friend bool operator==(const Shared&, const Shared&) = default;
};
using Quest = Shared;
using Goal = Shared;

/// The quest of a week (`week_of`) for a team whose active members did this; a member without a deed counts too.
/// Other weeks, and sessions with a chosen partner, are left out. Nothing is reached without members.
Quest quest_of(std::span<const std::vector<Deed>> members, const Rules& rules, std::int64_t week, Milliseconds utc_offset);

/// The index of the goal for a class that will have had so many rounds today: the last one of the file that fits.
std::size_t goal_for(const Rules& rules, std::uint32_t rounds);

/// `people`: each one's deeds in this class today. Sessions with a chosen partner are left out. `rule` is an index in
/// rules.goals, from `goal_for` or the trainer's choice.
Goal goal_of(std::span<const std::vector<Deed>> people, std::uint32_t pairs, const Rules& rules, std::size_t rule,
             Milliseconds utc_offset);

}  // namespace earshot::game
