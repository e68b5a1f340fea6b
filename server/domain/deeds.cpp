#include "server/domain/deeds.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "server/domain/challenge.h"
#include "server/domain/question.h"

namespace earshot::domain {
namespace {

constexpr std::uint32_t kHundredths = 100;

std::uint32_t count_of(std::ptrdiff_t n) { return static_cast<std::uint32_t>(n); }

void set_captured(game::Deed& deed, const Session& session, const Result& result) {
  if (session.recaps.empty() || !session.recaps.front().marks) return;
  const std::size_t facts = session.card->customer.facts.size();  // the result names facts first, then feelings
  for (std::size_t i = 0; i < result.facts.size(); ++i) {
    const ResultFact& fact = result.facts[i];
    (i < facts ? deed.facts_told : deed.feelings_told) += fact.told ? 1 : 0;
    (i < facts ? deed.facts_captured : deed.feelings_captured) += fact.captured ? 1 : 0;
  }
  const protocol::Mark& marks = *session.recaps.front().marks;
  const auto all_confirmed = [](const protocol::Mark& m) {
    return std::ranges::all_of(m.facts, &protocol::LineMark::confirmed) && std::ranges::all_of(m.feelings, &protocol::LineMark::confirmed);
  };
  deed.recap_marked = true;
  deed.recap_confirmed = all_confirmed(marks) && marks.missed.empty();
  deed.mended = session.recaps.size() > 1 && session.recaps.back().marks && all_confirmed(*session.recaps.back().marks);
}

/// `until`: what was told later is somebody else's.
void set_disclosure(game::Deed& deed, const Session& session, TimePoint until = TimePoint::max()) {
  for (const card::Fact& fact : session.card->customer.facts) {
    if (fact.rule == card::Rule::at_once) continue;
    const bool heard = fact.rule == card::Rule::if_heard;
    ++(heard ? deed.if_heard_of : deed.if_asked_of);
    const auto told = std::ranges::find(session.told, fact.id, &ToldAt::fact);
    if (told != session.told.end() && told->at <= until && told->earned) ++(heard ? deed.if_heard_earned : deed.if_asked_earned);
  }
}

/// This agent's lines with a question in them, before the recap. Chat cannot tell open from closed ones; few count.
std::uint32_t questions_of(const Session& session, PersonId agent) {
  return count_of(std::ranges::count_if(session.lines, [agent](const protocol::Line& line) {
    return line.from == agent && line.role == Role::agent && line.phase == Phase::talk && holds_question(line.text);
  }));
}

void set_agent(game::Deed& deed, const Session& session, const Result& result, PersonId person) {
  set_captured(deed, session, result);
  set_disclosure(deed, session);
  deed.invented = result.evidence.invented;
  deed.resolution_named = result.evidence.resolution.points;
  deed.resolution_of = result.evidence.resolution.of;
  deed.prevention_named = result.evidence.prevention.points;
  deed.prevention_of = result.evidence.prevention.of;
  deed.told_again = result.evidence.told_again;
  deed.open_questions = questions_of(session, person);
  deed.breath = session.breath_until.has_value();
  for (const Ping& ping : session.pings) {
    if (ping.to != person) continue;
    ++deed.pings_seen;
    deed.pings_opened += ping.was_opened ? 1 : 0;
  }
  deed.pressure_rose = session.pressed;
  deed.felt_start = static_cast<std::uint8_t>(session.card->customer.felt_start);
  deed.felt_end = session.felt_now();
}

/// Of the agent who gave the talk on: what was told until then. What came back of it is the next one's.
void set_handed_over(game::Deed& deed, const Session& session, const Result& result, const Passed& passed) {
  deed.role = Role::agent;
  deed.handed_over = true;
  deed.facts_told = count_of(std::ranges::count_if(session.told, [&](const ToldAt& told) { return told.at <= passed.at; }));
  set_disclosure(deed, session, passed.at);
  deed.told_again = result.evidence.told_again;
  deed.open_questions = questions_of(session, passed.from);
}

/// How well the customer's part was played, as the others saw it.
std::optional<std::uint32_t> part_mean(const Session& session, PersonId customer) {
  double sum = 0;
  int n = 0;
  for (const GivenRating& given : session.ratings) {
    if (given.by == customer || given.rating.of != customer) continue;
    for (const auto& entry : given.rating.levels) {
      if (!entry.level) continue;
      sum += *entry.level;
      ++n;
    }
  }
  if (n == 0) return {};
  return static_cast<std::uint32_t>(std::lround(sum / n * kHundredths));
}

void set_rater(game::Deed& deed, const Session& session, PersonId person) {
  const Seat* own = session.seat_of(person);
  for (const Seat& seat : session.seats) {
    if (seat.role == Role::observer || seat.state == PresenceState::gone) continue;
    ++deed.ratings_due;
    const std::size_t criteria = seat.role == Role::agent ? session.focus.size() : session.rubric->customer_criteria.size();
    deed.criteria_due += static_cast<std::uint32_t>(criteria);
    const auto given = std::ranges::find_if(session.ratings, [&](const GivenRating& r) { return r.by == person && r.rating.of == seat.person; });
    if (given == session.ratings.end()) continue;
    ++deed.ratings_given;
    deed.criteria_answered += static_cast<std::uint32_t>(std::min(criteria, given->rating.levels.size()));
    deed.with_evidence += given->rating.moments.empty() ? 0 : 1;
    deed.comments += (given->rating.keep.empty() ? 0U : 1U) + (given->rating.next.empty() ? 0U : 1U);
  }
  if (own && own->role == Role::observer) {
    deed.tasks_tapped = count_of(std::ranges::count_if(session.tasks, [&](Tally task) {
      const auto taps = session.tallies.find(task);
      return taps != session.tallies.end() && taps->second > 0;
    }));
  }
}

bool is_there(const Seat& seat) { return seat.state != PresenceState::gone; }

bool is_played(const Session& session, Role role) {
  const Seat* seat = session.seat_with(role);
  return seat && is_there(*seat);
}

}  // namespace

std::vector<PersonId> excused_in(const Session& session) {
  const bool whole = is_played(session, Role::customer) && is_played(session, Role::agent);
  const bool broke_off = session.ended == protocol::Ending::stepped_out || !whole;
  const bool debriefed = session.ended && session.phase == Phase::debrief;  // looked at when its debrief began
  if (session.kind != SessionKind::role_play || !broke_off || debriefed) return {};
  std::vector<PersonId> people;
  for (const Seat& seat : session.seats) {
    if (is_there(seat)) people.push_back(seat.person);
  }
  return people;
}

std::vector<PersonDeed> deeds_of(const Class& klass, const Session& session, TimePoint at) {
  const auto no_team = [](PersonId) { return std::string{}; };
  const auto result = result_of(session, no_team, at);
  if (!result || session.kind != SessionKind::role_play) return {};
  std::vector<PersonDeed> deeds;
  for (const Seat& seat : session.seats) {
    if (!is_there(seat)) continue;
    game::Deed deed;
    deed.at = Moment{at};
    deed.session = session.id;
    deed.class_id = klass.id;
    deed.round = session.round;
    deed.role = seat.role;
    deed.mode = session.mode;
    deed.card = session.card->id;
    deed.sector = session.card->sector;
    deed.language = session.card->language;
    deed.difficulty = static_cast<std::uint32_t>(session.card->difficulty);
    const auto met = klass.met_cards.find(seat.person);
    deed.first_time = met != klass.met_cards.end() && std::ranges::count(met->second, session.card->id) <= 1;
    deed.modifiers = session.modifiers;
    if (seat.role == Role::agent) set_agent(deed, session, *result, seat.person);
    if (const Passed* passed = handed_over(session); passed && passed->from == seat.person && seat.role == Role::observer) {
      set_handed_over(deed, session, *result, *passed);
    }
    if (seat.role == Role::customer) deed.part_mean = part_mean(session, seat.person);
    set_rater(deed, session, seat.person);
    const auto meant = session.meant.find(seat.person);
    deed.intention_brought = meant != session.meant.end() && !meant->second.empty();
    if (const auto kept = session.kept.find(seat.person); kept != session.kept.end()) deed.intention_kept = kept->second;
    deeds.push_back({seat.person, std::move(deed)});
  }
  return deeds;
}

}  // namespace earshot::domain
