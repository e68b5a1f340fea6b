#include "shared/game/play.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shared/game/metrics.h"

namespace earshot::game {
namespace {

using protocol::Role;

bool rated_everybody(const Deed& deed) {
  return deed.kind == DeedKind::session && deed.ratings_due > 0 && deed.ratings_given >= deed.ratings_due;
}

bool calibrated_at(TimePoint at, std::span<const Deed> deeds, const Rules& rules) {
  const Deed* last = nullptr;
  for (const Deed& deed : deeds) {
    // Not those of the same moment: what they show holds from then on.
    if (deed.kind != DeedKind::calibration || !deed.calibration_distance || deed.at.point() >= at) continue;
    if (!last || deed.at > last->at || (deed.at == last->at && *deed.calibration_distance < *last->calibration_distance)) last = &deed;
  }
  return last && *last->calibration_distance <= rules.calibration.close &&
         at - last->at.point() <= std::chrono::days{rules.calibration.days};
}

/// XP of one person, each kind with its cap.
class Purse {
 public:
  Purse(const Rules& rules, Milliseconds utc_offset) : rules_(rules), utc_offset_(utc_offset) {}

  void earn(Xp kind, const Deed& deed) {
    const Pay& pay = rules_.pay_of(kind);
    if (times_[{kind, day_of(deed.at.point(), utc_offset_)}]++ < pay.at_most) add(kind, pay.each);
  }
  void add(Xp kind, std::uint64_t xp) { earned[static_cast<std::size_t>(kind)] += xp; }

  std::array<std::uint64_t, kXpKinds> earned{};

 private:
  const Rules& rules_;
  Milliseconds utc_offset_;
  std::map<std::pair<Xp, std::int64_t>, std::uint32_t> times_;  // by day
};

Xp practice_as(Role role) {
  switch (role) {
    case Role::customer: return Xp::customer;
    case Role::agent: return Xp::agent;
    case Role::observer: return Xp::observer;
  }
  return Xp::observer;
}

/// How often the captured share of some sessions in a row beat the best before by enough. The best is the one that was
/// paid last: who slips and comes back is not paid for it, and small steps add up.
std::uint32_t improvements(std::span<const Deed> sorted, const Improving& rule) {
  std::vector<const Deed*> marked;
  for (const Deed& deed : sorted) {
    const bool given = deed.kind == DeedKind::session && deed.role == Role::agent && deed.recap_marked;
    if (given && deed.facts_told + deed.feelings_told > 0) marked.push_back(&deed);
  }
  std::optional<double> best;
  std::uint32_t times = 0;
  for (std::size_t end = rule.sessions; end <= marked.size(); ++end) {
    std::uint64_t told = 0, captured = 0;
    for (std::size_t i = end - rule.sessions; i < end; ++i) {
      told += marked[i]->facts_told + marked[i]->feelings_told;
      captured += marked[i]->facts_captured + marked[i]->feelings_captured;
    }
    const double percent = 100.0 * static_cast<double>(captured) / static_cast<double>(told);
    if (best && percent < *best + rule.points) continue;
    if (best) ++times;
    best = percent;
  }
  return times;
}

std::uint64_t returned(std::span<const Deed> sorted, const Pay& pay, Milliseconds utc_offset) {
  std::set<std::int64_t> days;
  for (const Deed& deed : sorted) {
    if (deed.kind != DeedKind::excused) days.insert(day_of(deed.at.point(), utc_offset));
  }
  if (days.empty()) return 0;
  days.erase(days.begin());  // the first is no return
  std::map<std::int64_t, std::uint32_t> by_week;
  for (const std::int64_t day : days) ++by_week[week_of_day(day)];
  std::uint64_t times = 0;
  for (const auto& [week, count] : by_week) times += std::min(count, pay.at_most);
  return times;
}

class StreakCount {
 public:
  StreakCount(std::span<const Deed> deeds, const StreakRule& rule, Milliseconds utc_offset) : rule_(rule) {
    for (const Deed& deed : deeds) {
      (deed.kind == DeedKind::excused ? excused_ : practised_).insert(unit_of(day_of(deed.at.point(), utc_offset)));
    }
  }

  Streak at(std::int64_t today) const {
    Streak streak;
    std::uint32_t length = 0;
    std::optional<std::int64_t> last;
    for (const std::int64_t unit : practised_) {
      const std::uint32_t missed = last ? missed_between(*last, unit) : 0;
      if (missed > rule_.forgiven) {
        length = 0;
        streak.forgiven = false;
      } else if (missed > 0) {
        streak.forgiven = true;
      }
      streak.best = std::max(streak.best, ++length);
      last = unit;
    }
    if (!last) return streak;
    const std::uint32_t missed = missed_between(*last, unit_of(today));  // today is not over
    streak.now = missed > rule_.forgiven ? 0 : length;
    streak.forgiven = streak.now > 0 && (streak.forgiven || missed > 0);
    return streak;
  }

 private:
  std::int64_t unit_of(std::int64_t day) const { return rule_.unit == StreakUnit::days ? day : week_of_day(day); }

  /// Stops counting once there are too many.
  std::uint32_t missed_between(std::int64_t from, std::int64_t to) const {
    std::uint32_t missed = 0;
    for (std::int64_t unit = from + 1; unit < to && missed <= rule_.forgiven; ++unit) {
      if (!excused_.contains(unit) && !rests(unit)) ++missed;
    }
    return missed;
  }

  bool rests(std::int64_t unit) const {
    if (rule_.unit == StreakUnit::weeks) return false;
    return rule_.rest_days[static_cast<std::size_t>(unit + 3 - 7 * week_of_day(unit))];
  }

  const StreakRule& rule_;
  std::set<std::int64_t> practised_;
  std::set<std::int64_t> excused_;
};

Progress progress_of(const Badge& badge, std::span<const Deed> deeds, const Measure& measure) {
  Progress progress;
  progress.count = count(metrics()[badge.metric], deeds, measure);
  while (progress.tier < kTiers && progress.count >= badge.at[progress.tier]) ++progress.tier;
  progress.next = progress.tier < kTiers ? badge.at[progress.tier] : 0;
  return progress;
}

/// Those of them that count for more than oneself.
template <class Which>
std::vector<Deed> for_others(const std::vector<Deed>& deeds, Which which) {
  std::vector<Deed> kept;
  for (const Deed& deed : deeds) {
    if (deed.partner == Partner::assigned && which(deed)) kept.push_back(deed);
  }
  return kept;
}

}  // namespace

std::uint64_t xp_of_level(const Levels& levels, std::uint32_t level) {
  const std::uint64_t steps = std::clamp<std::uint64_t>(level, 1, levels.most) - 1;
  return steps * levels.first + (steps > 0 ? steps * (steps - 1) / 2 * levels.more : 0);
}

std::uint32_t level_of(const Levels& levels, std::uint64_t xp) {
  std::uint32_t level = 1;
  while (level < levels.most && xp >= xp_of_level(levels, level + 1)) ++level;
  return level;
}

bool rated_with_care(const Deed& deed, std::span<const Deed> deeds_of_the_person, const Rules& rules) {
  if (!rated_everybody(deed)) return false;
  if (calibrated_at(deed.at.point(), deeds_of_the_person, rules)) return true;
  return deed.criteria_due > 0 && deed.criteria_answered >= deed.criteria_due &&
         (deed.with_evidence > 0 || deed.mode == protocol::Mode::spoken);
}

Profile profile(std::span<const Deed> deeds_of_one_person, const Rules& rules, TimePoint now, Milliseconds utc_offset) {
  std::vector<Deed> deeds;
  std::ranges::copy_if(deeds_of_one_person, std::back_inserter(deeds), [&](const Deed& deed) { return deed.at.point() <= now; });
  std::ranges::sort(deeds);

  Purse purse(rules, utc_offset);
  for (const Deed& deed : deeds) {
    if (deed.kind == DeedKind::calibration) purse.earn(Xp::calibration, deed);
    if (deed.kind != DeedKind::session) continue;
    purse.earn(practice_as(deed.role), deed);
    if (rated_with_care(deed, deeds, rules)) purse.earn(Xp::rating, deed);
    // Whatever the answer was: who is paid for 'kept' says 'kept'.
    if (deed.intention_brought && deed.intention_kept) purse.earn(Xp::intention, deed);
  }
  purse.add(Xp::improving, std::uint64_t{improvements(deeds, rules.improving)} * rules.improving.each);
  const Pay& returning = rules.pay_of(Xp::returning);
  purse.add(Xp::returning, returned(deeds, returning, utc_offset) * returning.each);

  Profile profile;
  profile.xp_by_kind = purse.earned;
  for (const std::uint64_t xp : purse.earned) profile.xp += xp;
  profile.level = level_of(rules.levels, profile.xp);
  profile.xp_in_level = profile.xp - xp_of_level(rules.levels, profile.level);
  if (profile.level < rules.levels.most) profile.xp_to_next = xp_of_level(rules.levels, profile.level + 1) - profile.xp;
  profile.streak = StreakCount(deeds, rules.streak, utc_offset).at(day_of(now, utc_offset));
  const Measure measure = measure_by(rules, utc_offset);
  for (const Badge& badge : rules.badges) profile.badges.push_back(progress_of(badge, deeds, measure));
  return profile;
}

News news(std::span<const Deed> deeds_of_one_person, const Rules& rules, TimePoint since, TimePoint now, Milliseconds utc_offset) {
  const Profile before = profile(deeds_of_one_person, rules, since, utc_offset);
  const Profile after = profile(deeds_of_one_person, rules, now, utc_offset);
  News news;
  news.xp = after.xp - before.xp;
  for (std::size_t i = 0; i < kXpKinds; ++i) news.xp_by_kind[i] = after.xp_by_kind[i] - before.xp_by_kind[i];
  if (after.level > before.level) news.level = after.level;
  for (std::size_t i = 0; i < after.badges.size(); ++i) {
    if (after.badges[i].tier > before.badges[i].tier) news.badges.push_back({i, after.badges[i].tier});
  }
  return news;
}

Quest quest_of(std::span<const std::vector<Deed>> members, const Rules& rules, std::int64_t week, Milliseconds utc_offset) {
  Quest quest;
  if (rules.quests.empty()) return quest;
  const auto turns = static_cast<std::int64_t>(rules.quests.size());
  quest.rule = static_cast<std::size_t>(((week % turns) + turns) % turns);
  const QuestRule& rule = rules.quests[quest.rule];
  const Measure measure = measure_by(rules, utc_offset);
  for (const auto& deeds : members) {
    const auto of_week = for_others(deeds, [&](const Deed& deed) { return week_of(deed.at.point(), utc_offset) == week; });
    const std::uint32_t brought = std::min(count(metrics()[rule.metric], of_week, measure), rule.at_most);
    quest.have += brought;
    quest.gave += brought > 0 ? 1 : 0;
  }
  quest.target = std::uint64_t{rule.each} * members.size();
  quest.reached = !members.empty() && quest.have >= quest.target;
  return quest;
}

std::size_t goal_for(const Rules& rules, std::uint32_t rounds) {
  std::size_t index = 0;
  for (std::size_t i = 0; i < rules.goals.size(); ++i) {
    if (rules.goals[i].from_rounds <= rounds) index = i;
  }
  return index;
}

Goal goal_of(std::span<const std::vector<Deed>> people, std::uint32_t pairs, const Rules& rules, std::size_t rule,
             Milliseconds utc_offset) {
  Goal goal;
  if (rule >= rules.goals.size()) return goal;
  goal.rule = rule;
  const Measure measure = measure_by(rules, utc_offset);
  for (const auto& deeds : people) {
    const std::uint32_t brought =
        count(metrics()[rules.goals[rule].metric], for_others(deeds, [](const Deed&) { return true; }), measure);
    goal.have += brought;
    goal.gave += brought > 0 ? 1 : 0;
  }
  goal.target = std::uint64_t{rules.goals[rule].each} * pairs;
  goal.reached = pairs > 0 && goal.have >= goal.target;
  return goal;
}

}  // namespace earshot::game
