// What people look back at: boards and what stands behind them, their own progress, past debriefs, a trainer's reports,
// and the talk that a class rates together. Filled by reduce() alone.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/model/session.h"
#include "shared/base/ids.h"
#include "shared/protocol/board.h"
#include "shared/protocol/calibration.h"
#include "shared/protocol/progress.h"

namespace earshot::model {

struct BoardKey {
  protocol::BoardKind kind{};
  protocol::BoardScope scope;
  friend auto operator<=>(const BoardKey&, const BoardKey&) = default;
};

struct Board {
  std::vector<protocol::BoardRow> rows;  ///< the last whole board; replaced when all pages of the next have come
  std::vector<protocol::BoardRow> coming;
  bool complete = false;  ///< `rows` holds a whole board
  bool fresh = true;      ///< false: newer ratings are being worked in
  std::uint32_t ratings = 0;
  std::optional<double> reliability;
  friend bool operator==(const Board&, const Board&) = default;
};

struct Raters {
  protocol::BoardScope scope;
  std::vector<protocol::RaterRow> rows, coming;  ///< as with Board
  std::optional<double> separation, icc_one, icc_all, alpha;
  friend bool operator==(const Raters&, const Raters&) = default;
};

struct History {
  std::vector<protocol::PastSession> sessions, coming;  ///< as with Board; the newest first
  bool complete = false;
  friend bool operator==(const History&, const History&) = default;
};

struct Insight {
  std::map<BoardKey, Board> boards;
  std::optional<protocol::AuditShown> audit;  ///< the last one that was asked for
  std::optional<Raters> raters;               ///< a trainer's
  std::vector<protocol::Season> seasons;      ///< the newest last
  protocol::NameShown shown{};                ///< how this person is named on boards
  std::string alias;
  std::optional<protocol::ProfileShown> profile;
  std::optional<History> history;
  std::optional<Session> past;  ///< the debrief of a past session, while and after its parts come
  bool past_complete = false;
  std::optional<protocol::RosterShown> roster;  ///< a trainer's
  std::optional<protocol::ReportShown> report;  ///< a trainer's; with the cards of all its pages
  bool report_complete = false;
  std::vector<protocol::Quote> quotes;          ///< what the class may see: one's own lines; a trainer's: everybody's
  std::optional<protocol::GoalShown> goal;
  std::map<PersonId, std::string> promises;     ///< one's own; a trainer's: everybody's
  std::optional<protocol::CalibrationShown> calibration;
  std::optional<protocol::CalibrationResult> calibration_result;

  /// Forgets what belongs to a class.
  void leave_class();
  friend bool operator==(const Insight&, const Insight&) = default;
};

// Each takes in one message of the server.
void take(Insight& insight, const protocol::BoardPage& page);
void take(Insight& insight, const protocol::AuditShown& shown);
void take(Insight& insight, const protocol::RatersShown& page);
void take(Insight& insight, const protocol::SeasonsShown& shown);
void take(Insight& insight, const protocol::RosterShown& shown);
void take(Insight& insight, const protocol::ProfileShown& shown);
void take(Insight& insight, const protocol::HistoryPage& page);
void take(Insight& insight, const protocol::ReportShown& page);
void take(Insight& insight, const protocol::QuotesShown& shown);
void take(Insight& insight, const protocol::GoalShown& shown);
void take(Insight& insight, const protocol::PromisesShown& page);
void take(Insight& insight, const protocol::CalibrationShown& shown);
void take(Insight& insight, const protocol::CalibrationResult& shown);

}  // namespace earshot::model
