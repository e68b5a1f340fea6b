// What one person did in one session that came to its end, or in one calibration round: all that the game knows of
// it. Whoever fills it in looks at the session; the game looks at nothing else, so that what is not here cannot earn.
//
// There is no length, no count of lines or words, and no level that this person gave to others: nobody is paid for
// writing much or for rating high. Two numbers are kept to be shown and read by no rule: how heard the customer felt,
// and how far an intention was kept. They are honest only as long as nothing hangs on them.
//
// Deeds are kept as JSON. Every field may be missing in an old row and then has its initial value, so fields can be
// added; they are never renamed, and a number never gets another meaning.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::game {

enum class DeedKind : std::uint8_t {
  session = 0,      ///< a role-play that was scored; never a warm-up
  calibration = 1,  ///< one shared transcript rated by all, beside the trainer's rating
  excused = 2,      ///< stepped out, or lost the partner: earns nothing, and its day is no missed day
};

/// Who chose the partner. So far always the server or a trainer: no intent names whom one wants to play with.
enum class Partner : std::uint8_t {
  assigned = 0,  ///< the server or the trainer
  chosen = 1,    ///< the two themselves: counts for themselves, never for a team or a class
};

/// A field that older rows may lack.
template <class A, class T>
void kept(A& a, const char* name, T& value) {
  if constexpr (A::is_saving::value) {
    a(cereal::make_nvp(name, value));
  } else {
    try {
      a(cereal::make_nvp(name, value));
    } catch (const cereal::Exception&) {
      value = T{};
    }
  }
}

/// One for each person and session; who had two roles in it (after a hand-over, or stepping in) has the one in which
/// the recap was given, else the first. An excused one has time, session and class, and nothing else.
struct Deed {
  protocol::Moment at{};  ///< when the session was scored or broke off, or the calibration's ratings were shown
  DeedKind kind{};
  SessionId session{};  ///< 0 in a calibration
  ClassId class_id{};
  RoundId round{};           ///< 0: from the practice queue
  protocol::Role role{};     ///< means nothing in a calibration
  protocol::Mode mode{};
  Partner partner{};
  std::string card{};        ///< its id
  std::string sector{};      ///< of the card, as it is written there
  std::string language{};    ///< of the card: "en", "pt-BR"
  std::uint32_t difficulty = 0;  ///< of the card, 1 to 5
  bool first_time = false;       ///< this person had met the card in no role before
  std::vector<protocol::Modifier> modifiers{};  ///< those that ran, whether or not they came to bear

  // --- As the agent ---
  // Told and captured as in the evidence score: what the customer told, and what of it was confirmed in the first
  // recap. Who handed over has what was told until then, and nothing captured.
  std::uint32_t facts_told = 0;
  std::uint32_t facts_captured = 0;
  std::uint32_t feelings_told = 0;
  std::uint32_t feelings_captured = 0;
  std::uint32_t invented = 0;  ///< lines of the first recap that are about nothing on the card
  std::uint32_t if_asked_earned = 0;  ///< facts told after their question
  std::uint32_t if_asked_of = 0;      ///< such facts of the card
  std::uint32_t if_heard_earned = 0;  ///< facts told after the feeling was acknowledged
  std::uint32_t if_heard_of = 0;
  std::uint32_t resolution_named = 0;  ///< in Solve, out of the card's
  std::uint32_t resolution_of = 0;
  std::uint32_t prevention_named = 0;
  std::uint32_t prevention_of = 0;
  std::uint32_t told_again = 0;  ///< what the customer had to say twice after a hand-over
  bool handed_over = false;      ///< gave the talk on to the next agent, with the notes alone
  bool recap_marked = false;     ///< the customer marked the first recap
  bool recap_confirmed = false;  ///< nothing in the first recap was wrong, and nothing was named as missing
  bool mended = false;           ///< a second recap was given, and nothing in it was wrong
  std::uint32_t open_questions = 0;  ///< lines with a question in them before the first advice; beyond a few it does not count
  bool breath = false;               ///< 'Take a breath' was used
  std::uint32_t pings_seen = 0;      ///< bait that came to this person's screen
  std::uint32_t pings_opened = 0;
  std::uint32_t pressure_rose = 0;   ///< how often the customer's script escalated; 0 without `pressure`

  // --- As the customer ---
  /// The mean of in_role, disclosure and fairness as the others rated them, in hundredths of a level; absent if nobody did.
  std::optional<std::uint32_t> part_mean{};

  // --- As the observer ---
  std::uint32_t tasks_tapped = 0;  ///< tasks with at least one tap, not taps

  // --- As a rater, in any role ---
  std::uint32_t ratings_due = 0;    ///< people to rate, oneself included
  std::uint32_t ratings_given = 0;  ///< of these
  std::uint32_t criteria_due = 0;   ///< in all these ratings together
  std::uint32_t criteria_answered = 0;  ///< with a level or with 'no opportunity'
  std::uint32_t with_evidence = 0;      ///< ratings that point at a moment of the transcript
  std::uint32_t comments = 0;           ///< 'keep doing' and 'try next' that are not empty
  /// In a calibration: the mean distance to the trainer's rating, in hundredths of a level.
  std::optional<std::uint32_t> calibration_distance{};

  // --- Intentions ---
  bool intention_brought = false;  ///< it came along from the debrief before
  std::optional<std::uint8_t> intention_kept{};  ///< 1 to 5, the own answer in Score; absent if there was none

  // --- To be shown, read by no rule ---
  std::optional<std::uint8_t> felt_start{};  ///< as the agent: the customer's felt-heard level, 1 to 5
  std::optional<std::uint8_t> felt_end{};

  template <class A>
  void serialize(A& a) {
    kept(a, "at", at);
    kept(a, "kind", kind);
    kept(a, "session", session);
    kept(a, "class_id", class_id);
    kept(a, "round", round);
    kept(a, "role", role);
    kept(a, "mode", mode);
    kept(a, "partner", partner);
    kept(a, "card", card);
    kept(a, "sector", sector);
    kept(a, "language", language);
    kept(a, "difficulty", difficulty);
    kept(a, "first_time", first_time);
    kept(a, "modifiers", modifiers);
    kept(a, "facts_told", facts_told);
    kept(a, "facts_captured", facts_captured);
    kept(a, "feelings_told", feelings_told);
    kept(a, "feelings_captured", feelings_captured);
    kept(a, "invented", invented);
    kept(a, "if_asked_earned", if_asked_earned);
    kept(a, "if_asked_of", if_asked_of);
    kept(a, "if_heard_earned", if_heard_earned);
    kept(a, "if_heard_of", if_heard_of);
    kept(a, "resolution_named", resolution_named);
    kept(a, "resolution_of", resolution_of);
    kept(a, "prevention_named", prevention_named);
    kept(a, "prevention_of", prevention_of);
    kept(a, "told_again", told_again);
    kept(a, "handed_over", handed_over);
    kept(a, "recap_marked", recap_marked);
    kept(a, "recap_confirmed", recap_confirmed);
    kept(a, "mended", mended);
    kept(a, "open_questions", open_questions);
    kept(a, "breath", breath);
    kept(a, "pings_seen", pings_seen);
    kept(a, "pings_opened", pings_opened);
    kept(a, "pressure_rose", pressure_rose);
    kept(a, "part_mean", part_mean);
    kept(a, "tasks_tapped", tasks_tapped);
    kept(a, "ratings_due", ratings_due);
    kept(a, "ratings_given", ratings_given);
    kept(a, "criteria_due", criteria_due);
    kept(a, "criteria_answered", criteria_answered);
    kept(a, "with_evidence", with_evidence);
    kept(a, "comments", comments);
    kept(a, "calibration_distance", calibration_distance);
    kept(a, "intention_brought", intention_brought);
    kept(a, "intention_kept", intention_kept);
    kept(a, "felt_start", felt_start);
    kept(a, "felt_end", felt_end);
  }

  /// By time first. A total order, so that the order in which rows come changes nothing.
  friend auto operator<=>(const Deed&, const Deed&) = default;
};

}  // namespace earshot::game
