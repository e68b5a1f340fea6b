// What the trainer's screens hold of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/views/card_filter.h"
#include "client/views/grid.h"
#include "client/widgets/qr.h"
#include "shared/base/ids.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/progress.h"

namespace earshot::views {

/// Where a trainer's line goes: to a person, to a session, or to everybody (neither).
struct Target {
  PersonId person;
  SessionId session;
  friend bool operator==(const Target&, const Target&) = default;
};

/// The list that hangs on a card or a name.
struct TrainerMenu {
  enum class Kind : std::uint8_t { session, person, move, remove, projector, step };
  Kind kind = Kind::session;
  SessionId session;
  PersonId person;
  std::uint32_t step = 0;
  bool opening = false;  ///< it opens in this frame
};

/// The next round, as it is being put together.
struct RoundDraft {
  std::string card;  ///< empty: the server chooses one that nobody has met
  std::uint32_t variant = 0;
  std::uint32_t minutes = 0;  ///< 0: as the card says
  std::size_t focus = 0;      ///< index of the rubric's focus set
  protocol::Mode mode = protocol::Mode::chat;
  std::vector<protocol::Modifier> modifiers;
  bool triads = false;
  CardFilter filter{};  ///< of the cards to choose from
};

struct PlanEditorState {
  bool open = false;
  protocol::Plan draft;
  std::size_t step = 0;
  bool sent = false;                ///< its answer is awaited
  std::uint64_t shown_refusal = 0;  ///< the refused intent whose step was opened
  CardFilter filter{};              ///< of the cards of a step
};

struct WishDraft {
  PersonId one, other;
};

/// What the projector shows; the window itself belongs to the platform.
struct PresenterState {
  bool open = false;
  bool podium = false;
  std::optional<protocol::Quote> quote;  ///< a line that is shown large, as long as its author lets it be seen
  widgets::QrCode invite;
};

struct TrainerState {
  std::string class_name, teams;
  std::string code;           ///< of an own class to go back to
  std::string invite_copied;  ///< code of the class whose invite is in the clipboard
  RoundDraft round;
  std::optional<std::size_t> left;  ///< tab of the left column, once it was chosen
  std::size_t tab = 0;              ///< of the folded side column
  bool show_sessions = false;       ///< between rounds: the grid in place of the next round
  GridOrder order = GridOrder::needs_me;
  TrainerMenu menu;
  Target target;
  std::string message;               ///< to the target
  std::string whisper;               ///< beside the open session
  std::optional<protocol::Role> whisper_to;  ///< none: both
  std::string finish_at;
  bool finish_wrong = false;
  PlanEditorState editor;
  bool settings_open = false;
  WishDraft wish;
  bool eyes_open = false;
  std::string eyes_text;
};

}  // namespace earshot::views
