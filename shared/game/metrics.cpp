#include "shared/game/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace earshot::game {
namespace {

using protocol::Modifier;
using protocol::Role;

bool had(const Deed& deed, Modifier modifier) {
  return std::ranges::find(deed.modifiers, modifier) != deed.modifiers.end();
}
bool session(const Deed& deed) { return deed.kind == DeedKind::session; }
bool agent(const Deed& deed) { return session(deed) && deed.role == Role::agent; }
std::uint32_t told(const Deed& deed) { return deed.facts_told + deed.feelings_told; }
std::uint32_t captured(const Deed& deed) { return deed.facts_captured + deed.feelings_captured; }
bool enough_told(const Deed& deed, const Counting& by) { return agent(deed) && deed.recap_marked && told(deed) >= by.told; }
bool listened(const Deed& deed, const Counting& by) {
  return enough_told(deed, by) && 100 * std::uint64_t{captured(deed)} >= std::uint64_t{by.share} * told(deed);
}

template <bool (*test)(const Deed&)>
std::uint32_t one(const Deed& deed, const Measure&) {
  return test(deed) ? 1 : 0;
}
template <bool (*test)(const Deed&, const Counting&)>
std::uint32_t one(const Deed& deed, const Measure& measure) {
  return test(deed, measure.counting) ? 1 : 0;
}
template <std::uint32_t Deed::* member>
std::uint32_t as_agent(const Deed& deed, const Measure&) {
  return agent(deed) ? deed.*member : 0;
}

bool undistracted(const Deed& deed, const Counting& by) { return listened(deed, by) && deed.pings_seen > 0 && deed.pings_opened == 0; }
bool steady(const Deed& deed, const Counting& by) { return listened(deed, by) && had(deed, Modifier::pressure) && deed.pressure_rose == 0; }
bool no_assumptions(const Deed& deed, const Counting& by) { return listened(deed, by) && had(deed, Modifier::bias) && deed.invented == 0; }
bool breath(const Deed& deed, const Counting& by) { return listened(deed, by) && deed.breath; }
bool observed(const Deed& deed) { return session(deed) && deed.role == Role::observer && deed.tasks_tapped > 0; }
bool fair_part(const Deed& deed, const Counting& by) {
  return session(deed) && deed.role == Role::customer && deed.part_mean && *deed.part_mean >= by.part;
}
std::uint32_t close_calibration(const Deed& deed, const Measure& measure) {
  return deed.kind == DeedKind::calibration && deed.calibration_distance && *deed.calibration_distance <= measure.close ? 1 : 0;
}

bool full_capture(const Deed& deed, const Counting& by) { return enough_told(deed, by) && captured(deed) >= told(deed); }
bool nothing_added(const Deed& deed, const Counting& by) { return listened(deed, by) && deed.invented == 0; }
bool opening_questions(const Deed& deed, const Counting& by) {
  return agent(deed) && deed.open_questions >= by.questions && deed.if_asked_earned + deed.if_heard_earned > 0;
}
bool hard_card(const Deed& deed, const Counting& by) { return listened(deed, by) && deed.difficulty >= by.hard; }

bool right_first(const Deed& deed, const Counting& by) { return enough_told(deed, by) && deed.recap_confirmed; }
bool mended(const Deed& deed, const Counting& by) { return enough_told(deed, by) && !deed.recap_confirmed && deed.mended; }
bool prevention(const Deed& deed) { return agent(deed) && deed.prevention_named > 0; }
bool answered(const Deed& deed, const Counting& by) { return listened(deed, by) && deed.resolution_named > 0; }
/// Both agents earn it: one by the notes, the other by reading them.
bool told_once(const Deed& deed, const Counting& by) {
  const bool did_well = deed.handed_over ? agent(deed) && told(deed) >= by.told : listened(deed, by);
  return did_well && had(deed, Modifier::handover) && deed.told_again == 0;
}
/// Whatever the answer: who is paid for 'kept' says 'kept'.
bool looked_back(const Deed& deed) { return session(deed) && deed.intention_brought && deed.intention_kept; }
bool first_time(const Deed& deed) { return session(deed) && deed.first_time; }

std::string day(const Deed& deed, const Measure& measure) {
  return deed.kind == DeedKind::excused ? "" : fmt::format("{}", day_of(deed.at.point(), measure.utc_offset));
}
std::string week(const Deed& deed, const Measure& measure) {
  return deed.kind == DeedKind::excused ? "" : fmt::format("{}", week_of(deed.at.point(), measure.utc_offset));
}
std::string sector(const Deed& deed, const Measure&) { return session(deed) ? deed.sector : ""; }

constexpr std::array kMetrics{
    Metric{"sessions", "sessions that were scored, in any role", one<session>},
    Metric{"agent_sessions", "sessions as the agent", one<agent>},
    Metric{"days", "different days with a session or a calibration", nullptr, day},
    Metric{"weeks", "different weeks with a session or a calibration", nullptr, week},
    Metric{"sectors", "different sectors of cards, in any role", nullptr, sector},
    Metric{"new_cards", "sessions with a card not met before, in any role", one<first_time>},
    // Listen
    Metric{"undistracted", "sessions as the agent in which bait came and none was opened, and the agent listened",
           one<undistracted>},
    Metric{"steady", "sessions with the pressure challenge in which the customer never had to escalate, and the agent listened",
           one<steady>},
    Metric{"no_assumptions", "sessions with the bias challenge and nothing invented, in which the agent listened", one<no_assumptions>},
    Metric{"breaths", "sessions as the agent in which a breath was taken, and the agent listened", one<breath>},
    Metric{"observed", "sessions as the observer with at least one task tapped", one<observed>},
    Metric{"close_calibrations", "calibration rounds rated within `calibration.close` of the trainer", close_calibration},
    Metric{"fair_parts", "sessions as the customer whose part the others rated `part` or more on the mean", one<fair_part>},
    // Extract
    Metric{"asked", "facts told because the agent asked for them", as_agent<&Deed::if_asked_earned>},
    Metric{"heard", "facts told because the agent acknowledged the feeling", as_agent<&Deed::if_heard_earned>},
    Metric{"facts_captured", "facts confirmed in the first recap", as_agent<&Deed::facts_captured>},
    Metric{"feelings_captured", "feelings confirmed in the first recap", as_agent<&Deed::feelings_captured>},
    Metric{"full_captures", "first recaps with everything that was told, `told` things or more", one<full_capture>},
    Metric{"nothing_added", "first recaps with nothing invented, of an agent who listened", one<nothing_added>},
    Metric{"opening_questions", "sessions with `questions` or more before any advice, and a fact that was told because of a question or an acknowledged feeling",
           one<opening_questions>},
    Metric{"hard_cards", "sessions on a card of difficulty `hard` or more in which the agent listened", one<hard_card>},
    // Return
    Metric{"right_first", "first recaps that the customer confirmed with nothing wrong and nothing missing, after `told` things or more", one<right_first>},
    Metric{"mended", "second recaps with nothing wrong, after a first that was not right, and `told` things or more", one<mended>},
    Metric{"preventions", "sessions as the agent in which something was named that keeps it from happening again", one<prevention>},
    Metric{"answered", "sessions as the agent with a resolution named that the customer wanted, in which the agent listened", one<answered>},
    Metric{"told_once", "hand-overs after which the customer had to say nothing twice: for who handed over after `told` things, and for who took over and listened", one<told_once>},
    Metric{"looked_back", "intentions that came along and were answered for, whatever the answer", one<looked_back>},
};

}  // namespace

std::int64_t day_of(TimePoint at, Milliseconds utc_offset) {
  return std::chrono::floor<std::chrono::days>(at + utc_offset).time_since_epoch().count();
}

std::int64_t week_of_day(std::int64_t day) {
  const std::int64_t shifted = day + 3;  // 1970-01-01 was a Thursday
  return shifted >= 0 ? shifted / 7 : -((6 - shifted) / 7);
}

Measure measure_by(const Rules& rules, Milliseconds utc_offset) { return {rules.counting, rules.calibration.close, utc_offset}; }

std::int64_t week_of(TimePoint at, Milliseconds utc_offset) { return week_of_day(day_of(at, utc_offset)); }

std::span<const Metric> metrics() { return kMetrics; }

std::optional<std::size_t> find_metric(std::string_view name) {
  const auto found = std::ranges::find(kMetrics, name, &Metric::name);
  if (found == kMetrics.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kMetrics.begin());
}

std::uint32_t count(const Metric& metric, std::span<const Deed> deeds, const Measure& measure) {
  std::uint64_t sum = 0;
  std::set<std::string> kinds;
  for (const Deed& deed : deeds) {
    if (metric.add) sum += metric.add(deed, measure);
    if (metric.of_kind) kinds.insert(metric.of_kind(deed, measure));
  }
  kinds.erase("");
  sum += kinds.size();
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace earshot::game
