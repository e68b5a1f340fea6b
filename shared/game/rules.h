// The rules of the game, as content/game.yaml gives them (docs/game.md). What somebody did is in deed.h, what it comes
// to in play.h; no number of a rule stands in the code.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/yaml/problem.h"

namespace earshot::game {

inline constexpr std::size_t kMaxFileBytes = 96 * 1024;
inline constexpr std::size_t kMaxBadges = 48;
inline constexpr std::size_t kMaxTasks = 24;  ///< quests, and goals
inline constexpr std::size_t kMaxId = 40;
inline constexpr std::size_t kMaxName = 40;
inline constexpr std::size_t kMaxWhat = 200;

/// What XP is given for. The order of the words; append only, since toasts name them.
enum class Xp : std::uint8_t { agent, customer, observer, rating, calibration, intention, improving, returning };
inline constexpr std::size_t kXpKinds = 8;
inline constexpr std::array<std::string_view, kXpKinds> kXpWords{"agent",       "customer",  "observer",  "rating",
                                                                 "calibration", "intention", "improving", "returning"};

enum class Family : std::uint8_t { listen, extract, give_back };
inline constexpr std::array<std::string_view, 3> kFamilyWords{"listen", "extract", "return"};

/// Fixed, and capped: the same for everybody, however it went.
struct Pay {
  std::uint32_t each = 0;     ///< XP
  std::uint32_t at_most = 0;  ///< times a day; of `returning` a week
};

struct Improving {
  std::uint32_t each = 0;
  std::uint32_t sessions = 3;  ///< as the agent, in a row, whose captured share is taken together
  std::uint32_t points = 5;    ///< per cent points by which it must beat the best before
};

struct Calibration {
  std::uint32_t close = 0;  ///< hundredths of a level
  std::uint32_t days = 0;   ///< for which a close one shows that somebody rates with care
};

/// Where metrics begin to count.
struct Counting {
  std::uint32_t told = 0;       ///< facts and feelings; with fewer there is little to catch
  std::uint32_t share = 0;      ///< per cent of them in the first recap, so that nobody is steady by saying nothing
  std::uint32_t questions = 0;  ///< before any advice; more of them are no better
  std::uint32_t hard = 0;       ///< difficulty of a card
  std::uint32_t part = 0;       ///< mean of the customer's criteria, hundredths of a level
};

struct Levels {
  std::uint32_t first = 100;  ///< XP from level 1 to 2
  std::uint32_t more = 0;     ///< and so many more with each level
  std::uint32_t most = 1;     ///< the highest level
};

enum class StreakUnit : std::uint8_t { days, weeks };

struct StreakRule {
  StreakUnit unit{};
  std::uint32_t forgiven = 0;         ///< missed days (weeks) in a row that do not end it
  std::array<bool, 7> rest_days{};    ///< from Monday: never missed; none in a streak of weeks
};

struct Shown {
  std::string name;
  std::string what;
  friend bool operator==(const Shown&, const Shown&) = default;
};

/// What the weekly letter calls a change, and what good.
struct LetterRule {
  std::uint32_t points = 5;  ///< per cent points between two weeks that are worth a word
  std::uint32_t good = 80;   ///< per cent; nothing above it is named as the thing to try
};

inline constexpr std::size_t kTiers = 3;  ///< bronze, silver, gold

struct Badge {
  std::string id;
  Shown shown;                               ///< what it is for, before it is reached
  Family family{};
  std::size_t metric = 0;                    ///< index in metrics()
  std::array<std::uint32_t, kTiers> at{};    ///< counts, rising
};

/// A team's quest of a week.
struct QuestRule {
  std::string id;
  Shown shown;
  std::size_t metric = 0;
  std::uint32_t each = 1;      ///< target for each active member
  std::uint32_t at_most = 1;   ///< that one member can bring, so that nobody carries the team
};

/// A class's goal of a day.
struct GoalRule {
  std::string id;
  Shown shown;
  std::size_t metric = 0;
  std::uint32_t each = 1;         ///< target for each pair
  std::uint32_t from_rounds = 1;  ///< for classes with at least so many rounds
};

/// By id, for badges, quests and goals.
struct Translation {
  std::map<std::string, Shown> badges;
  std::map<std::string, Shown> quests;
  std::map<std::string, Shown> goals;
};

struct Rules {
  std::array<Pay, kXpKinds> pay{};  ///< that of improving is in `improving`
  Improving improving;
  Calibration calibration;
  Counting counting;
  Levels levels;
  StreakRule streak;
  LetterRule letter;
  std::vector<Badge> badges;
  std::vector<QuestRule> quests;  ///< one after the other, a week each
  std::vector<GoalRule> goals;    ///< by from_rounds
  std::map<std::string, Translation> translations;  ///< by language code; each is complete

  const Pay& pay_of(Xp kind) const { return pay[static_cast<std::size_t>(kind)]; }
};

/// As they are shown in this language; in English where the file has no translation.
const Shown& shown(const Rules& rules, const Badge& badge, const std::string& language);
const Shown& shown(const Rules& rules, const QuestRule& quest, const std::string& language);
const Shown& shown(const Rules& rules, const GoalRule& goal, const std::string& language);

/// XP with which a level begins; level 1 begins with 0.
std::uint64_t xp_of_level(const Levels& levels, std::uint32_t level);
std::uint32_t level_of(const Levels& levels, std::uint64_t xp);

struct LoadOutcome {
  std::optional<Rules> rules;           ///< absent if any problem is an error
  std::vector<yaml::Problem> problems;  ///< in the order of the file
};

/// As card::load: nothing throws on bad input, every fault is named with its place and its remedy.
LoadOutcome load(std::string_view bytes, const std::string& file);
LoadOutcome load_file(const std::filesystem::path& path);

}  // namespace earshot::game
