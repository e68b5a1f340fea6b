#include "shared/game/letter.h"

#include <algorithm>
#include <set>

#include "shared/game/metrics.h"

namespace earshot::game {
namespace {

using Shares = std::array<Share, kSkills>;

struct Week {
  std::uint32_t sessions = 0;
  std::set<std::int64_t> days;
  Shares skills{};
  Share captured;
  std::uint32_t felt_sum = 0;
  std::uint32_t felt_times = 0;
  std::uint32_t hardest = 0;

  std::optional<std::uint32_t> felt() const {
    if (felt_times == 0) return std::nullopt;
    return felt_sum * 100 / felt_times;
  }
};

void add(Share& share, std::uint32_t got, std::uint32_t of) {
  share.got += got;
  share.of += of;
}

Week week_from(std::span<const Deed> deeds, std::int64_t number, Milliseconds utc_offset) {
  Week week;
  const auto skill = [&](Skill one) -> Share& { return week.skills[static_cast<std::size_t>(one)]; };
  for (const Deed& deed : deeds) {
    if (deed.kind == DeedKind::excused || week_of(deed.at.point(), utc_offset) != number) continue;
    week.days.insert(day_of(deed.at.point(), utc_offset));
    if (deed.kind != DeedKind::session) continue;
    ++week.sessions;
    if (deed.role != protocol::Role::agent) continue;
    if (deed.recap_marked) {
      add(skill(Skill::facts), deed.facts_captured, deed.facts_told);
      add(skill(Skill::feelings), deed.feelings_captured, deed.feelings_told);
    }
    add(skill(Skill::asked), deed.if_asked_earned, deed.if_asked_of);
    add(skill(Skill::heard), deed.if_heard_earned, deed.if_heard_of);
    add(skill(Skill::recap), deed.recap_confirmed ? 1 : 0, deed.recap_marked ? 1 : 0);
    add(skill(Skill::prevention), deed.prevention_named, deed.prevention_of);
    add(skill(Skill::answer), deed.resolution_named, deed.resolution_of);
    if (deed.felt_end) {
      week.felt_sum += *deed.felt_end;
      ++week.felt_times;
    }
    week.hardest = std::max(week.hardest, deed.difficulty);
  }
  week.captured = skill(Skill::facts);
  add(week.captured, skill(Skill::feelings).got, skill(Skill::feelings).of);
  return week;
}

Trend trend(const Share& now, const Share& before, const LetterRule& rule) {
  Trend trend{now, before, Turn::unknown};
  if (!now.percent() || !before.percent()) return trend;
  const int change = static_cast<int>(*now.percent()) - static_cast<int>(*before.percent());
  const int enough = static_cast<int>(rule.points);
  trend.turn = change >= enough ? Turn::up : change <= -enough ? Turn::down : Turn::same;
  return trend;
}

/// The first skill wins where two are alike, so that a letter is the same whenever it is written.
std::optional<Line> what_went_well(const Letter& letter, const LetterRule& rule) {
  if (letter.sessions == 0) return std::nullopt;
  std::optional<Line> rose, best;
  for (std::size_t i = 0; i < kSkills; ++i) {
    const Trend& one = letter.skills[i];
    const auto now = one.now.percent();
    if (!now) continue;
    const auto skill = static_cast<Skill>(i);
    const auto before = one.before.percent();
    if (one.turn == Turn::up && (!rose || *now - *before > rose->value - rose->before)) rose = Line{kWellRose, skill, *now, *before};
    if (*now >= rule.good && (!best || *now > best->value)) best = Line{kWellStrong, skill, *now};
  }
  if (rose) return rose;
  if (best) return best;
  return Line{kWellPractised, std::nullopt, letter.sessions};
}

Line what_to_try(const Letter& letter, const Week& week, const LetterRule& rule) {
  if (letter.sessions == 0) return {kTryReturn};
  bool told = false;
  std::optional<Line> weakest, praised;  // praise and advice about one skill only where there is no other
  for (std::size_t i = 0; i < kSkills; ++i) {
    const auto now = letter.skills[i].now.percent();
    if (!now) continue;
    told = true;
    if (*now >= rule.good) continue;
    const auto skill = static_cast<Skill>(i);
    auto& into = letter.went_well && letter.went_well->skill == skill ? praised : weakest;
    if (!into || *now < into->value) into = Line{kTrySkill, skill, *now};
  }
  if (!told) return {kTryAgent};
  if (!weakest) weakest = praised;
  return weakest.value_or(Line{kTryHarder, std::nullopt, week.hardest});
}

}  // namespace

std::optional<std::uint32_t> Share::percent() const {
  if (of == 0) return std::nullopt;
  return static_cast<std::uint32_t>((std::uint64_t{got} * 200 + of) / (std::uint64_t{of} * 2));
}

Letter letter(std::span<const Deed> deeds_of_one_person, const Rules& rules, std::int64_t week, Milliseconds utc_offset) {
  const Week now = week_from(deeds_of_one_person, week, utc_offset);
  const Week before = week_from(deeds_of_one_person, week - 1, utc_offset);
  Letter letter;
  letter.week = week;
  letter.sessions = now.sessions;
  letter.sessions_before = before.sessions;
  letter.days = static_cast<std::uint32_t>(now.days.size());
  letter.captured = trend(now.captured, before.captured, rules.letter);
  letter.heard_earned = now.skills[static_cast<std::size_t>(Skill::heard)].got;
  for (std::size_t i = 0; i < kSkills; ++i) letter.skills[i] = trend(now.skills[i], before.skills[i], rules.letter);
  letter.felt = now.felt();
  letter.felt_before = before.felt();
  letter.went_well = what_went_well(letter, rules.letter);
  letter.to_try = what_to_try(letter, now, rules.letter);
  return letter;
}

}  // namespace earshot::game
