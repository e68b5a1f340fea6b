#include "client/views/progress_words.h"

#include <algorithm>

#include "shared/words/words.h"

namespace earshot::views {
namespace {

using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

/// A change of share smaller than this, in hundredths, is none.
constexpr int kSame = 3;

int percent(std::uint32_t part, std::uint32_t whole) { return whole == 0 ? 0 : static_cast<int>(100 * static_cast<std::uint64_t>(part) / whole); }

}  // namespace

std::string_view tier_word(std::uint8_t tier) {
  constexpr const char* kWords[] = {mark("Not yet"), mark("Bronze"), mark("Silver"), mark("Gold")};
  return tr(kWords[std::min<std::size_t>(tier, 3)]);
}

std::string next_in_words(const protocol::BadgeShown& badge) {
  if (badge.tier >= badge.thresholds.size()) return trf_count("{} time", "{} times", badge.count, badge.count);
  const std::uint32_t wanted = badge.thresholds[badge.tier];
  const std::uint32_t missing = wanted - std::min(wanted, badge.count);
  if (badge.tier == 0) return trf("{} more for bronze", missing);
  return badge.tier == 1 ? trf("{} more for silver", missing) : trf("{} more for gold", missing);
}

std::string level_in_words(const protocol::ProfileShown& profile) {
  if (profile.level_to <= profile.xp) return trf("{} XP, the highest level", profile.xp);
  return trf("{0} XP, {1} to level {2}", profile.xp, profile.level_to - profile.xp, profile.level + 1);
}

float level_share(const protocol::ProfileShown& profile) {
  if (profile.level_to <= profile.level_from) return 1;
  const auto done = static_cast<float>(profile.xp - std::min(profile.xp, profile.level_from));
  return std::min(1.0F, done / static_cast<float>(profile.level_to - profile.level_from));
}

std::string streak_in_words(const protocol::ProfileShown& profile) {
  if (profile.streak == 0) return std::string(tr("Play today, and a row begins."));
  const std::string days = trf_count("{} day in a row", "{} days in a row", profile.streak, profile.streak);
  return profile.forgiven ? trf("{}, a missed one forgiven.", days) : days + ".";
}

std::string share_in_words(std::uint32_t part, std::uint32_t whole, std::uint32_t part_before, std::uint32_t whole_before) {
  if (whole == 0) return std::string(tr("nothing to see this week"));
  if (whole_before == 0) return trf("{0} of {1}", part, whole);
  const int change = percent(part, whole) - percent(part_before, whole_before);
  if (change >= kSame) return trf("{0} of {1}, better than the week before", part, whole);
  if (change <= -kSame) return trf("{0} of {1}, less than the week before", part, whole);
  return trf("{0} of {1}, as the week before", part, whole);
}

std::string week_in_words(const protocol::Letter& letter) {
  return trf("{0}, {1} the week before", trf_count("{} session", "{} sessions", letter.sessions, letter.sessions), letter.sessions_before);
}

std::string then_and_now(const protocol::OldRecap& recap) {
  if (!recap.level) return {};
  if (!recap.then) return trf("Now you give it {}. Then you gave it no level.", *recap.level);
  return trf("Then {0}, now {1}.", *recap.then, *recap.level);
}

bool is_reached(const protocol::GoalShown& goal) { return goal.target > 0 && goal.count >= goal.target; }

std::string goal_in_words(const protocol::GoalShown& goal) {
  return is_reached(goal) ? trf("Reached: {0} of {1}", goal.count, goal.target) : trf("{0} of {1}", goal.count, goal.target);
}

}  // namespace earshot::views
