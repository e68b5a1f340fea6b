// All scored sessions of the server, its seasons, and what is known of each board. Network thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/domain/calibration.h"
#include "server/domain/figures.h"
#include "server/net/fits.h"
#include "server/store/records.h"
#include "shared/game/deed.h"
#include "shared/protocol/board.h"
#include "shared/rubric/rubric.h"
#include <tl/expected.hpp>

namespace earshot::net {

/// A board as far as it has been worked out.
struct BoardState {
  std::shared_ptr<const domain::Figures> figures;  ///< null: never yet
  std::uint64_t revision = 0;                      ///< of the results it rests on
  bool running = false;                            ///< newer figures are on their way
  std::uint64_t used = 0;                          ///< when somebody asked last, for throwing old ones away
  std::map<std::string, std::uint32_t> before;     ///< places on the board before
  TimePoint since{};                               ///< when that one was put aside
};

class Standings {
 public:
  Standings(const store::Loaded& loaded, bool background);

  // --- Results ---

  /// A session that was just scored.
  void add(domain::Result result, ClassId class_id);
  /// A recorded talk that a class has rated together.
  void add(const domain::CalibrationOutcome& outcome, ClassId class_id);
  /// Somebody's session broke off: no result, but its day is excused.
  void add(const store::ExcuseRecord& excuse);
  /// A class's roster has changed: boards are worked out anew.
  void rosters_changed() { ++revision_; }
  const domain::ScoredList& results() const { return results_; }
  /// Those in which this person had a seat, the earliest first.
  std::vector<std::shared_ptr<const domain::Scored>> results_of(PersonId person) const;
  const std::vector<game::Deed>& deeds_of(PersonId person) const;
  /// True if a session with this card was scored, whether or not the card is still dealt.
  bool has_card(std::string_view card) const;

  // --- Seasons ---

  const std::vector<store::SeasonRecord>& seasons() const { return seasons_; }
  /// The running one, or null.
  const store::SeasonRecord* season() const;
  /// Each gives the records to write; nothing to end gives none.
  std::vector<store::Write> start_season(std::string name, std::optional<TimePoint> ends_at, TimePoint now);
  std::vector<store::Write> end_season(TimePoint now);
  /// A season has a planned end, and less than a week is left.
  bool in_last_week(TimePoint now) const;
  protocol::SeasonsShown shown_to(PersonId person) const;

  // --- Names ---

  store::BoardNameRecord set_name(PersonId person, protocol::NameShown shown, std::string alias);
  protocol::NameShown name_shown(PersonId person) const;
  const std::string& alias(PersonId person) const;

  // --- Boards ---

  /// What the asker means, or why there is no such board. `rubric` says which criteria belong to a step.
  tl::expected<domain::Scope, protocol::Refusal> scope_of(const protocol::BoardScope& wanted, ClassId in_class,
                                                           const rubric::Rubric& rubric, TimePoint now) const;
  /// The board, and newer figures on their way if it is not up to date.
  BoardState& board(const domain::Scope& scope, const domain::Rosters& rosters);
  bool is_fresh(const BoardState& board) const { return board.figures && board.revision == revision_; }
  /// Takes in what has been worked out; gives the scopes, and what there is to write.
  std::vector<domain::Scope> take_done(TimePoint now, std::vector<store::Write>& writes);
  int wake_fd() const { return fits_.wake_fd(); }

  // --- What a month later is asked for again ---

  store::RerateRecord rerate(SessionId session, PersonId person, std::uint8_t level, TimePoint now);
  std::optional<std::uint8_t> rerated(SessionId session) const;

 private:
  void index(const std::shared_ptr<const domain::Scored>& scored);
  /// Of the scope's last run in an earlier life of the server.
  void recall(const domain::Scope& scope, BoardState& board) const;
  std::string key_of(const domain::Scope& scope) const;

  domain::ScoredList results_;
  domain::Anchors anchors_;
  std::unordered_map<PersonId, std::vector<std::size_t>> of_person_;
  std::unordered_map<PersonId, std::vector<game::Deed>> deeds_;
  std::vector<store::SeasonRecord> seasons_;
  std::unordered_map<PersonId, store::BoardNameRecord> names_;
  std::unordered_map<SessionId, std::uint8_t> rerates_;
  std::map<std::string, std::map<std::string, std::uint32_t>> recalled_;  ///< places by a scope's key
  std::map<domain::Scope, BoardState> boards_;
  std::uint64_t revision_ = 1;
  std::uint64_t asked_ = 0;
  std::uint64_t last_run_ = 0;
  Fits fits_;
};

}  // namespace earshot::net
