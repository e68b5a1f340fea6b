// Seasons, leaderboards and what stands behind each number, as they are asked for and shown.
//
// Scores are fair scores: the level, 1 to 5, that is expected of somebody with an ordinary card and an ordinary rater.
// Measures are in logits and meant for exports and the audit page.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

/// Which ratings a board rests on.
struct BoardScope {
  BoardWindow window{};
  std::string card{};        ///< empty: all
  std::string skill{};       ///< "listen", "extract", "return", or a criterion's id; empty: all
  std::uint32_t season = 0;  ///< of the window `season`; 0: the present one, or the last
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(window), CEREAL_NVP(card), CEREAL_NVP(skill), CEREAL_NVP(season));
  }
  friend auto operator<=>(const BoardScope&, const BoardScope&) = default;
};

// --- Intents --------------------------------------------------------------------------------------------------------

/// Asks for a leaderboard. Answer: BoardPage, and once more if new figures were still being worked out.
struct AskBoard {
  static constexpr std::uint16_t kNumber = 60;
  BoardKind kind{};
  BoardScope scope{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(scope));
  }
};

/// Asks what a number rests on. Everybody may ask about themselves, trainers about the people of their class. Answer:
/// AuditShown.
struct AskAudit {
  static constexpr std::uint16_t kNumber = 63;
  PersonId person;  ///< 0: oneself
  BoardScope scope{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(scope));
  }
};

/// Asks how the people of this trainer's class rate. Answer: RatersShown.
struct AskRaters {
  static constexpr std::uint16_t kNumber = 64;
  BoardScope scope{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(scope));
  }
};

/// How one is named on the boards that others see.
struct SetBoardName {
  static constexpr std::uint16_t kNumber = 65;
  NameShown shown{};
  std::string alias{};  ///< of a pseudonym
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(shown), CEREAL_NVP(alias));
  }
};

/// A trainer of the server ends the running season, if there is one, and begins the next.
struct StartSeason {
  static constexpr std::uint16_t kNumber = 100;
  std::string name;
  std::optional<Moment> ends_at{};  ///< planned: nobody changes teams in the week before; it ends by hand
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(ends_at));
  }
};

struct EndSeason {
  static constexpr std::uint16_t kNumber = 101;
  template <class A>
  void serialize(A&) {}
};

/// The trainer has looked at the list of members: these are the people of this class, and their ratings count.
struct ConfirmRoster {
  static constexpr std::uint16_t kNumber = 102;
  template <class A>
  void serialize(A&) {}
};

/// Puts a member into a team; empty: into none. Locked once the class has a scored round.
struct SetTeam {
  static constexpr std::uint16_t kNumber = 103;
  PersonId person;
  std::string team;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(team));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct BoardNeed {
  NeedKind what{};
  std::uint32_t missing = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(what), CEREAL_NVP(missing));
  }
  friend bool operator==(const BoardNeed&, const BoardNeed&) = default;
};

/// Who cannot be told apart shares a tier; the first is 1, and 0 is provisional: `needs` says what is missing.
struct BoardRow {
  std::uint32_t tier = 0;
  PersonId person;  ///< 0 on the team board, and of others who go by another name
  std::string name;
  std::string team;
  bool own = false;
  double fair = 0;              ///< on the improvement board: how many levels a session, shrunk
  double low = 0, high = 0;     ///< of the 95 % interval
  double ability = 0, se = 0;   ///< logits
  std::uint32_t n = 0;          ///< sessions as agent that were rated
  std::uint32_t members = 0;    ///< of a team: who counts
  std::optional<std::int32_t> moved{};  ///< places up since the board before; none: new
  std::vector<BoardNeed> needs{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(tier), CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(team), CEREAL_NVP(own), CEREAL_NVP(fair),
      CEREAL_NVP(low), CEREAL_NVP(high), CEREAL_NVP(ability), CEREAL_NVP(se), CEREAL_NVP(n), CEREAL_NVP(members),
      CEREAL_NVP(moved), CEREAL_NVP(needs));
  }
  friend bool operator==(const BoardRow&, const BoardRow&) = default;
};

struct BoardPage {
  static constexpr std::uint16_t kNumber = 60;
  BoardKind kind{};
  BoardScope scope{};
  std::uint32_t from = 0;  ///< index of the first row; 0 starts the board anew
  bool complete = true;
  std::vector<BoardRow> rows;
  bool fresh = true;          ///< false: newer ratings are being worked in, and the board comes again
  std::uint32_t ratings = 0;  ///< that it rests on
  std::optional<double> reliability{};  ///< of its order, 0 to 1; none: cannot be said yet
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(scope), CEREAL_NVP(from), CEREAL_NVP(complete), CEREAL_NVP(rows), CEREAL_NVP(fresh),
      CEREAL_NVP(ratings), CEREAL_NVP(reliability));
  }
};

/// One rater of one session, with what the model makes of them. All in levels.
struct AuditRater {
  std::string name;     ///< empty: of another class than the trainer who looks
  Role role{};
  bool trainer = false;
  double mean = 0;      ///< of what they gave
  double strict = 0;    ///< how much stricter than an ordinary rater
  double weight = 1;    ///< how far their ratings count, 0 to 1; told to trainers alone, 1 for everybody else
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(role), CEREAL_NVP(trainer), CEREAL_NVP(mean), CEREAL_NVP(strict), CEREAL_NVP(weight));
  }
  friend bool operator==(const AuditRater&, const AuditRater&) = default;
};

struct AuditSession {
  SessionId session;
  Moment at;
  std::string card;   ///< its title
  double harder = 0;  ///< than an ordinary card, in levels
  double mean = 0;    ///< of all levels given
  std::vector<AuditRater> raters;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(at), CEREAL_NVP(card), CEREAL_NVP(harder), CEREAL_NVP(mean), CEREAL_NVP(raters));
  }
  friend bool operator==(const AuditSession&, const AuditSession&) = default;
};

/// Why a score is what it is: each session with its card and its raters, the newest first.
struct AuditShown {
  static constexpr std::uint16_t kNumber = 61;
  PersonId person;
  BoardScope scope{};
  BoardRow row{};
  double raw = 0;  ///< the plain mean of all levels, for comparison
  std::uint32_t ratings = 0, raters = 0, cards = 0;
  std::vector<AuditSession> sessions;  ///< the latest, as many as fit
  std::uint32_t earlier = 0;           ///< sessions left out
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(scope), CEREAL_NVP(row), CEREAL_NVP(raw), CEREAL_NVP(ratings), CEREAL_NVP(raters),
      CEREAL_NVP(cards), CEREAL_NVP(sessions), CEREAL_NVP(earlier));
  }
  friend bool operator==(const AuditShown&, const AuditShown&) = default;
};

/// A rater whose ratings of one person are out of line with everybody else's of them.
struct RaterPair {
  PersonId person;
  std::string name;
  double z = 0;         ///< above 0: favours
  double given = 0;     ///< mean level
  double expected = 0;  ///< by everybody else's
  std::uint32_t n = 0;  ///< levels
  bool mutual = false;  ///< the other does the same
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(z), CEREAL_NVP(given), CEREAL_NVP(expected), CEREAL_NVP(n), CEREAL_NVP(mutual));
  }
  friend bool operator==(const RaterPair&, const RaterPair&) = default;
};

struct RaterRow {
  PersonId person;
  std::string name;
  std::uint32_t ratings = 0;
  double strict = 0;  ///< in levels, above 0: stricter than an ordinary rater
  double infit = 1, outfit = 1;
  double same = 0;    ///< share of the level given most
  double weight = 1;  ///< how far their ratings count, 0 to 1
  std::vector<RaterFlag> flags;
  std::vector<RaterPair> pairs;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(ratings), CEREAL_NVP(strict), CEREAL_NVP(infit), CEREAL_NVP(outfit),
      CEREAL_NVP(same), CEREAL_NVP(weight), CEREAL_NVP(flags), CEREAL_NVP(pairs));
  }
  friend bool operator==(const RaterRow&, const RaterRow&) = default;
};

/// To a trainer, in pages; the flagged first.
struct RatersShown {
  static constexpr std::uint16_t kNumber = 62;
  BoardScope scope{};
  std::uint32_t from = 0;
  bool complete = true;
  std::vector<RaterRow> rows;
  std::optional<double> separation{}, icc_one{}, icc_all{}, alpha{};  ///< none: cannot be said
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(scope), CEREAL_NVP(from), CEREAL_NVP(complete), CEREAL_NVP(rows), CEREAL_NVP(separation), CEREAL_NVP(icc_one),
      CEREAL_NVP(icc_all), CEREAL_NVP(alpha));
  }
};

struct Season {
  std::uint32_t id = 0;
  std::string name;
  Moment began;
  std::optional<Moment> ended{};
  std::optional<Moment> ends_at{};  ///< planned
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(began), CEREAL_NVP(ended), CEREAL_NVP(ends_at));
  }
  friend bool operator==(const Season&, const Season&) = default;
};

/// All seasons of the server, the newest last; and how one is named on its boards.
struct SeasonsShown {
  static constexpr std::uint16_t kNumber = 63;
  std::vector<Season> seasons;
  NameShown shown{};
  std::string alias;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(seasons), CEREAL_NVP(shown), CEREAL_NVP(alias));
  }
};

/// To trainers: whose ratings count.
struct RosterShown {
  static constexpr std::uint16_t kNumber = 64;
  std::optional<Moment> confirmed_at{};
  std::vector<PersonId> new_since{};  ///< members who are not on it
  bool teams_locked = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(confirmed_at), CEREAL_NVP(new_since), CEREAL_NVP(teams_locked));
  }
  friend bool operator==(const RosterShown&, const RosterShown&) = default;
};

}  // namespace earshot::protocol
