// What the screens that look back hold of their own.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "client/model/insight.h"
#include "shared/base/ids.h"
#include "shared/protocol/board.h"
#include "shared/protocol/progress.h"

namespace earshot::views {

/// How one wants to be named on boards, while it is put together.
struct NamingState {
  bool open = false;
  bool sent = false;  ///< its answer is awaited
  protocol::NameShown shown{};
  std::string alias;
};

struct BoardState {
  protocol::BoardKind kind{};
  protocol::BoardScope scope;
  bool around = false;                   ///< only the rows around the own one
  std::optional<model::BoardKey> asked;  ///< the server is asked again when another one is shown, or none was asked for
  NamingState naming;
};

/// What is asked about: whose score, and of which board.
struct AuditKey {
  PersonId person;  ///< 0: oneself
  protocol::BoardScope scope;
  friend bool operator==(const AuditKey&, const AuditKey&) = default;
};
struct AuditState {
  AuditKey wanted;
  std::optional<AuditKey> asked;
  std::size_t tab = 0;  ///< of the folded screen
};

struct ProgressState {
  bool asked = false;   ///< profile and history, since the page was opened
  std::size_t tab = 0;
  std::optional<SessionId> opening;  ///< a past debrief that was asked for
  std::optional<SessionId> known;    ///< the last session when the profile was asked for outside of the page
  std::uint8_t level = 0;            ///< of the own first recap, chosen and not sent
};

/// A promise for tomorrow while it is typed.
struct PromiseState {
  std::string text;
  bool changing = false;  ///< one is given already, and is written anew
};

struct ReviewState {
  std::size_t tab = 0;
  RoundId round;                   ///< 0: the latest
  std::optional<RoundId> asked;    ///< the report that was asked for
  bool asked_raters = false;
  std::string season_name, season_end;
  bool season_end_wrong = false;
  bool ending_season = false;      ///< the question is open
};

}  // namespace earshot::views
