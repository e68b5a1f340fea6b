#include "server/domain/scoring.h"

#include <algorithm>
#include <map>
#include <set>

#include "server/domain/challenge.h"

namespace earshot::domain {
namespace {

using protocol::Share;

/// Ids linked by confirmed lines, and how many confirmed lines are linked to nothing.
struct Confirmed {
  std::set<std::string> ids;
  std::uint32_t unlinked = 0;

  void add(const std::vector<protocol::LineMark>& marks) {
    for (const auto& mark : marks) {
      if (!mark.confirmed) continue;
      if (mark.is.empty()) {
        ++unlinked;
      } else {
        ids.insert(mark.is);
      }
    }
  }
};

const protocol::Mark* first_marks(const Session& session) {
  if (session.recaps.empty() || !session.recaps.front().marks) return nullptr;
  return &*session.recaps.front().marks;
}

Confirmed confirmed_in(const protocol::Mark* marks) {
  Confirmed confirmed;
  if (marks) {
    confirmed.add(marks->facts);
    confirmed.add(marks->feelings);
  }
  return confirmed;
}

/// Facts and feelings that count as told up to `until`: ticked, confirmed or missed, less those the customer says were never
/// told.
std::set<std::string> told_ids(const Session& session, const protocol::Mark* marks, const Confirmed& confirmed, TimePoint until) {
  std::set<std::string> told = confirmed.ids;
  for (const ToldAt& entry : session.told) {
    if (entry.at <= until) told.insert(entry.fact);
  }
  for (const auto& feeling : session.card->customer.feelings) told.insert(feeling.id);
  if (marks) {
    told.insert(marks->missed.begin(), marks->missed.end());
    for (const std::string& id : marks->untold) {
      if (!confirmed.ids.contains(id)) told.erase(id);
    }
  }
  return told;
}

/// What came out later, while a solution was sought, could not be given back.
TimePoint first_recap_at(const Session& session) { return session.recaps.empty() ? TimePoint::max() : session.recaps.front().at; }

Share capture_of(const Session& session) {
  const protocol::Mark* marks = first_marks(session);
  if (!session.recaps.empty() && !marks) return {};  // given, but never marked: nobody can say
  const Confirmed confirmed = confirmed_in(marks);
  const auto of = static_cast<std::uint32_t>(told_ids(session, marks, confirmed, first_recap_at(session)).size());
  const auto points = static_cast<std::uint32_t>(confirmed.ids.size()) + confirmed.unlinked;
  return {std::min(points, of), of};
}

Share disclosure_of(const Session& session) {
  Share share;
  for (const card::Fact& fact : session.card->customer.facts) {
    if (fact.rule == card::Rule::at_once) continue;
    ++share.of;
    const auto told = std::ranges::find(session.told, fact.id, &ToldAt::fact);
    if (told != session.told.end() && told->earned) ++share.points;
  }
  return share;
}

Share named_of(const std::vector<std::string>& named, std::size_t of) {
  const std::set<std::string> distinct(named.begin(), named.end());
  return {static_cast<std::uint32_t>(distinct.size()), static_cast<std::uint32_t>(of)};
}

std::uint32_t invented_in(const protocol::Mark* marks) {
  if (!marks) return 0;
  const auto count = std::ranges::count_if(marks->facts, [](const auto& mark) { return !mark.confirmed && mark.is.empty(); });
  return static_cast<std::uint32_t>(count);
}

}  // namespace

protocol::Evidence evidence_of(const Session& session) {
  protocol::Evidence evidence;
  evidence.capture = capture_of(session);
  evidence.disclosure = disclosure_of(session);
  if (session.outcome) {
    evidence.resolution = named_of(session.outcome->resolution, session.card->customer.resolution.size());
    evidence.prevention = named_of(session.outcome->prevention, session.card->customer.prevention.size());
    evidence.told_again = named_of(session.outcome->again, 0).points;
  }
  evidence.invented = invented_in(first_marks(session));
  for (const Share& part : {evidence.capture, evidence.disclosure, evidence.resolution, evidence.prevention}) {
    evidence.total.points += part.points;
    evidence.total.of += part.of;
  }
  const std::uint32_t lost = evidence.invented + (handed_over(session) ? evidence.told_again : 0);
  evidence.total.points -= std::min(evidence.total.points, lost);
  return evidence;
}

std::vector<protocol::CriterionMean> peer_means(const Session& session) {
  const PersonId agent = session.person_with(Role::agent);
  std::map<std::string, protocol::CriterionMean> sums;
  for (const GivenRating& given : session.ratings) {
    if (given.by == agent || given.rating.of != agent) continue;
    for (const auto& entry : given.rating.levels) {
      if (!entry.level) continue;
      auto& sum = sums[entry.criterion];
      sum.mean += *entry.level;
      ++sum.n;
    }
  }
  std::vector<protocol::CriterionMean> means;
  const auto take = [&](const std::string& criterion) {
    const auto found = sums.find(criterion);
    if (found == sums.end()) return;
    means.push_back({criterion, found->second.mean / found->second.n, found->second.n});
    sums.erase(found);
  };
  for (const std::string& criterion : session.focus) take(criterion);
  for (const auto& criterion : session.rubric->criteria) take(criterion.id);
  return means;
}

std::vector<protocol::ToldFact> told_facts(const Session& session) {
  const protocol::Mark* marks = first_marks(session);
  const Confirmed confirmed = confirmed_in(marks);
  const std::set<std::string> told = told_ids(session, marks, confirmed, TimePoint::max());
  std::vector<protocol::ToldFact> facts;
  for (const card::Fact& fact : session.card->customer.facts) {
    if (!told.contains(fact.id)) continue;
    const auto at = std::ranges::find(session.told, fact.id, &ToldAt::fact);
    const bool ticked = at != session.told.end();
    facts.push_back({fact.id, ticked ? at->earned : fact.rule == card::Rule::at_once, confirmed.ids.contains(fact.id),
                     ticked ? Moment{at->at} : Moment{}});
  }
  return facts;
}

std::vector<protocol::FeltPoint> felt_curve(const Session& session) {
  std::vector<protocol::FeltPoint> curve;
  curve.push_back({Moment{session.began[static_cast<std::size_t>(Phase::talk)]},
                   static_cast<std::uint8_t>(session.card->customer.felt_start)});
  curve.insert(curve.end(), session.felt.begin(), session.felt.end());
  return curve;
}

namespace {

/// Whether anybody but the agent rated the agent.
bool is_rated(const Result& result) {
  return std::ranges::any_of(result.ratings, [&](const ResultRating& entry) {
    if (entry.by == result.agent || entry.rating.of != result.agent) return false;
    return std::ranges::any_of(entry.rating.levels, [](const auto& given) { return given.level.has_value(); });
  });
}

std::vector<ResultFact> facts_of(const Session& session) {
  const protocol::Mark* marks = first_marks(session);
  const Confirmed confirmed = confirmed_in(marks);
  const std::set<std::string> told = told_ids(session, marks, confirmed, first_recap_at(session));
  std::vector<ResultFact> facts;
  const auto add = [&](const std::string& id, const std::string& label) {
    facts.push_back({id, label, told.contains(id), confirmed.ids.contains(id)});
  };
  for (const card::Fact& fact : session.card->customer.facts) add(fact.id, fact.label);
  for (const card::Feeling& feeling : session.card->customer.feelings) add(feeling.id, feeling.name);
  return facts;
}

}  // namespace

std::optional<Result> result_of(const Session& session, const TeamOf& team_of, TimePoint at) {
  Result result;
  result.session = session.id;
  result.round = session.round;
  result.at = Moment{at};
  result.card = session.card->id;
  result.variant = session.variant;
  result.customer = session.person_with(Role::customer);
  result.agent = session.person_with(Role::agent);
  result.observer = session.person_with(Role::observer);
  result.team = team_of(result.agent);
  result.focus = session.focus;
  for (const GivenRating& given : session.ratings) {
    const Seat* seat = session.seat_of(given.by);
    result.ratings.push_back({given.by, seat ? seat->role : Role::observer, team_of(given.by), given.trainer, given.rating});
  }
  if (!is_rated(result)) return {};
  result.evidence = evidence_of(session);
  result.outcome = session.outcome;
  result.curve = felt_curve(session);
  result.title = session.card->title;
  result.rubric = session.rubric->hash;
  result.facts = facts_of(session);
  if (!session.recaps.empty()) result.recap = session.recaps.front().recap.text;
  for (const ResultRating& entry : result.ratings) {
    if (entry.by != result.agent || entry.rating.of != result.agent) continue;
    const auto recap = std::ranges::find(entry.rating.levels, "recap", &protocol::CriterionLevel::criterion);
    if (recap != entry.rating.levels.end()) result.recap_rating = recap->level;
  }
  return result;
}

}  // namespace earshot::domain
