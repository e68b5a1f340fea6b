// What becomes of somebody's practice: the game, past debriefs, goals and promises; and what a trainer learns of a round.
#pragma once

#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// Asks for one's own experience, badges, streak and letter. Answer: ProfileShown.
struct AskProfile {
  static constexpr std::uint16_t kNumber = 66;
  template <class A>
  void serialize(A&) {}
};

/// Asks for one's own past sessions. Answer: HistoryPage.
struct AskHistory {
  static constexpr std::uint16_t kNumber = 67;
  template <class A>
  void serialize(A&) {}
};

/// Opens the debrief of a past session one was part of. Answer: PastPart, several.
struct OpenDebrief {
  static constexpr std::uint16_t kNumber = 68;
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session));
  }
};

/// A trainer asks what the class's sessions of a round show together. Answer: ReportShown.
struct AskReport {
  static constexpr std::uint16_t kNumber = 69;
  RoundId round;  ///< 0: the latest
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round));
  }
};

/// A trainer sets what the class wants to reach together today; empty: nothing.
struct SetGoal {
  static constexpr std::uint16_t kNumber = 104;
  std::string goal;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(goal));
  }
};

/// One promise for tomorrow, at the end of a class. A later one takes its place.
struct Promise {
  static constexpr std::uint16_t kNumber = 105;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// Rates one's own first recap again, a month later, without seeing what one gave it then.
struct Rerate {
  static constexpr std::uint16_t kNumber = 106;
  SessionId session;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(level));
  }
};

/// Takes back an own line that the class may see (AllowQuote), whenever it was given.
struct WithdrawQuote {
  static constexpr std::uint16_t kNumber = 54;
  SessionId session;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(message));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct XpPart {
  std::string what;  ///< id of the rule
  std::string name;
  std::uint32_t xp = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(what), CEREAL_NVP(name), CEREAL_NVP(xp));
  }
  friend bool operator==(const XpPart&, const XpPart&) = default;
};

struct BadgeShown {
  std::string id;
  std::string name;
  std::string what;     ///< what it is for
  std::string family;   ///< listen, extract or return
  std::uint8_t tier = 0;  ///< 0: not yet; 1 bronze, 2 silver, 3 gold
  std::uint32_t count = 0;
  std::array<std::uint32_t, 3> thresholds{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(what), CEREAL_NVP(family), CEREAL_NVP(tier), CEREAL_NVP(count),
      CEREAL_NVP(thresholds));
  }
  friend bool operator==(const BadgeShown&, const BadgeShown&) = default;
};

/// What a team or a class wants to reach together.
struct GoalShown {
  static constexpr std::uint16_t kNumber = 72;
  std::string id;  ///< empty: none is set
  std::string name;
  std::string what;
  std::uint32_t count = 0;
  std::uint32_t target = 0;
  std::vector<std::string> choices{};       ///< to trainers: ids that can be set
  std::vector<std::string> choice_names{};  ///< as they are called, in the same order
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(what), CEREAL_NVP(count), CEREAL_NVP(target), CEREAL_NVP(choices),
      CEREAL_NVP(choice_names));
  }
  friend bool operator==(const GoalShown&, const GoalShown&) = default;
};

/// The week in a few numbers, for people who practise without a trainer. `before` is the week before that.
struct Letter {
  Moment week;  ///< its begin
  std::uint32_t sessions = 0, sessions_before = 0;
  std::uint32_t told = 0, captured = 0, told_before = 0, captured_before = 0;
  std::uint32_t earned = 0, earnable = 0, earned_before = 0, earnable_before = 0;
  std::string well;    ///< id of what went well: a badge's metric
  std::string well_name;
  std::string try_id;
  std::string try_name;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(week), CEREAL_NVP(sessions), CEREAL_NVP(sessions_before), CEREAL_NVP(told), CEREAL_NVP(captured),
      CEREAL_NVP(told_before), CEREAL_NVP(captured_before), CEREAL_NVP(earned), CEREAL_NVP(earnable), CEREAL_NVP(earned_before),
      CEREAL_NVP(earnable_before), CEREAL_NVP(well), CEREAL_NVP(well_name), CEREAL_NVP(try_id), CEREAL_NVP(try_name));
  }
  friend bool operator==(const Letter&, const Letter&) = default;
};

/// One's own first recap, a month later. `level` is what was given now; until then nothing is said of then.
struct OldRecap {
  SessionId session;
  Moment at;
  std::string card;
  std::string text;
  std::optional<std::uint8_t> level{}, then{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(at), CEREAL_NVP(card), CEREAL_NVP(text), CEREAL_NVP(level), CEREAL_NVP(then));
  }
  friend bool operator==(const OldRecap&, const OldRecap&) = default;
};

/// To oneself alone.
struct ProfileShown {
  static constexpr std::uint16_t kNumber = 65;
  std::uint32_t xp = 0;
  std::uint32_t level = 1;
  std::uint32_t level_from = 0, level_to = 0;  ///< experience at which this level begins and the next one does
  std::vector<XpPart> parts;
  std::uint32_t streak = 0, best_streak = 0;
  bool forgiven = false;  ///< a missed day was
  std::vector<BadgeShown> badges;
  std::optional<GoalShown> quest{};  ///< the team's of this week
  std::optional<Letter> letter{};
  std::optional<OldRecap> old_recap{};
  std::string promise{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(xp), CEREAL_NVP(level), CEREAL_NVP(level_from), CEREAL_NVP(level_to), CEREAL_NVP(parts), CEREAL_NVP(streak),
      CEREAL_NVP(best_streak), CEREAL_NVP(forgiven), CEREAL_NVP(badges), CEREAL_NVP(quest), CEREAL_NVP(letter),
      CEREAL_NVP(old_recap), CEREAL_NVP(promise));
  }
  friend bool operator==(const ProfileShown&, const ProfileShown&) = default;
};

/// A session one was part of. Means are of what others gave, for the criteria of a step; none: not rated.
struct PastSession {
  SessionId session;
  Moment at;
  std::string card;  ///< its title
  Role role{};
  std::vector<std::string> partners;
  std::optional<double> listen{}, extract{}, give_back{};
  std::uint32_t told = 0, captured = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(at), CEREAL_NVP(card), CEREAL_NVP(role), CEREAL_NVP(partners), CEREAL_NVP(listen),
      CEREAL_NVP(extract), CEREAL_NVP(give_back), CEREAL_NVP(told), CEREAL_NVP(captured));
  }
  friend bool operator==(const PastSession&, const PastSession&) = default;
};

/// In pages, the newest first.
struct HistoryPage {
  static constexpr std::uint16_t kNumber = 66;
  std::uint32_t from = 0;
  bool complete = true;
  std::vector<PastSession> sessions;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(complete), CEREAL_NVP(sessions));
  }
};

/// A message of a past session, encoded as it would travel alone. The session opens with `first` and is whole with
/// `last`, which carries none.
struct PastPart {
  static constexpr std::uint16_t kNumber = 67;
  SessionId session;
  bool first = false;
  bool last = false;
  std::vector<std::uint8_t> message{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(first), CEREAL_NVP(last), CEREAL_NVP(message));
  }
};

/// A fact or a feeling over the sessions of a card in a round.
struct FactReport {
  std::string label;
  std::uint32_t told = 0;
  std::uint32_t captured = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(label), CEREAL_NVP(told), CEREAL_NVP(captured));
  }
  friend bool operator==(const FactReport&, const FactReport&) = default;
};
struct CardReport {
  std::string card;
  std::string title;
  std::uint32_t sessions = 0;
  std::vector<FactReport> facts;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(title), CEREAL_NVP(sessions), CEREAL_NVP(facts));
  }
  friend bool operator==(const CardReport&, const CardReport&) = default;
};
/// How often each level was given; self-ratings not counted.
struct CriterionSpread {
  std::string criterion;
  std::array<std::uint32_t, 5> counts{};
  std::uint32_t none = 0;  ///< 'no opportunity'
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(counts), CEREAL_NVP(none));
  }
  friend bool operator==(const CriterionSpread&, const CriterionSpread&) = default;
};
/// One customer's answers.
struct OutcomePoint {
  std::uint8_t solved = 0, satisfied = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(solved), CEREAL_NVP(satisfied));
  }
  friend bool operator==(const OutcomePoint&, const OutcomePoint&) = default;
};

/// To a trainer: a round over all its scored sessions. Nothing in it names anybody. Pages of cards; the rest comes with
/// the first.
struct ReportShown {
  static constexpr std::uint16_t kNumber = 68;
  RoundId round;
  std::uint32_t sessions = 0;
  std::vector<CriterionSpread> criteria;
  std::vector<OutcomePoint> outcomes;
  std::vector<CardReport> cards;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round), CEREAL_NVP(sessions), CEREAL_NVP(criteria), CEREAL_NVP(outcomes), CEREAL_NVP(cards), CEREAL_NVP(complete));
  }
  friend bool operator==(const ReportShown&, const ReportShown&) = default;
};

/// A line that its author lets the class see, without a name.
struct Quote {
  SessionId session;
  MessageId message;
  Role role{};
  std::string card;  ///< title
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(message), CEREAL_NVP(role), CEREAL_NVP(card), CEREAL_NVP(text));
  }
  friend bool operator==(const Quote&, const Quote&) = default;
};

/// To trainers: all such lines of today, as far as they fit, the newest first. To others: their own.
struct QuotesShown {
  static constexpr std::uint16_t kNumber = 69;
  std::vector<Quote> quotes;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(quotes));
  }
};

struct PersonText {
  PersonId person;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(text));
  }
  friend bool operator==(const PersonText&, const PersonText&) = default;
};

/// Promises for tomorrow: one's own; to trainers everybody's.
struct PromisesShown {
  static constexpr std::uint16_t kNumber = 73;
  std::vector<PersonText> promises;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(promises));
  }
};

}  // namespace earshot::protocol
