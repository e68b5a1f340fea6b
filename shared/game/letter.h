// The weekly letter for people who practise without a trainer: trends, never ranks. Numbers and message ids; the words
// stand where it is shown.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/game/deed.h"
#include "shared/game/rules.h"

namespace earshot::game {

/// What the letter looks at, all as the agent: facts and feelings captured of those told, facts earned by asking and by
/// acknowledging of the card's, first recaps confirmed of those marked, preventions and resolutions named of the card's.
enum class Skill : std::uint8_t { facts, feelings, asked, heard, recap, prevention, answer };
inline constexpr std::size_t kSkills = 7;
inline constexpr std::array<std::string_view, kSkills> kSkillWords{"facts", "feelings", "asked", "heard", "recap", "prevention", "answer"};

struct Share {
  std::uint32_t got = 0;
  std::uint32_t of = 0;  ///< 0: nothing to tell
  /// Per cent, rounded; nothing where `of` is 0.
  std::optional<std::uint32_t> percent() const;
  friend bool operator==(const Share&, const Share&) = default;
};

enum class Turn : std::uint8_t { unknown, up, same, down };  ///< unknown: one of the weeks has nothing to tell

struct Trend {
  Share now;     ///< in the letter's week
  Share before;  ///< in the week before
  Turn turn{};
  friend bool operator==(const Trend&, const Trend&) = default;
};

/// One sentence of the letter.
struct Line {
  std::string_view id;          ///< see below
  std::optional<Skill> skill{};
  std::uint32_t value = 0;
  std::uint32_t before = 0;
  friend bool operator==(const Line&, const Line&) = default;
};

// What went well.
inline constexpr std::string_view kWellRose = "letter.well.rose";            ///< skill; from `before` to `value` per cent
inline constexpr std::string_view kWellStrong = "letter.well.strong";        ///< skill; `value` per cent
inline constexpr std::string_view kWellPractised = "letter.well.practised";  ///< `value` sessions
// What to try.
inline constexpr std::string_view kTrySkill = "letter.try.skill";      ///< skill; `value` per cent so far
inline constexpr std::string_view kTryAgent = "letter.try.agent";      ///< no session as the agent with a marked recap
inline constexpr std::string_view kTryHarder = "letter.try.harder";    ///< all is good on cards up to difficulty `value`
inline constexpr std::string_view kTryReturn = "letter.try.return";    ///< no session at all

struct Letter {
  std::int64_t week = 0;
  std::uint32_t sessions = 0;  ///< in any role
  std::uint32_t sessions_before = 0;
  std::uint32_t days = 0;           ///< with practice, in this week
  Trend captured;                   ///< facts and feelings together
  std::uint32_t heard_earned = 0;   ///< facts told because a feeling was acknowledged
  std::array<Trend, kSkills> skills{};
  /// How heard the customers felt at the end, hundredths of a level; to be shown, and weighed by nothing.
  std::optional<std::uint32_t> felt{};
  std::optional<std::uint32_t> felt_before{};
  std::optional<Line> went_well{};  ///< what rose most, else what is best; nothing in a week without a session
  Line to_try;                      ///< the weakest skill that is not good yet
  friend bool operator==(const Letter&, const Letter&) = default;
};

/// About the week `week` (`week_of`), beside the one before; deeds of other weeks are left out.
Letter letter(std::span<const Deed> deeds_of_one_person, const Rules& rules, std::int64_t week, Milliseconds utc_offset);

}  // namespace earshot::game
