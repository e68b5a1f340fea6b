// What the screens hold of their own: text being typed, open tabs, what is chosen but not sent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/views/editor_state.h"
#include "client/views/insight_state.h"
#include "client/views/trainer_state.h"
#include "client/widgets/layout.h"
#include "client/widgets/score_row.h"
#include "shared/base/ids.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::views {

struct JoinState {
  std::string invite, code, name, team, token;
  std::string invite_error;  ///< why the invite could not be read, or its address not be found
  std::string code_error;    ///< why a code alone does not lead to a server
  bool trainer = false;
};

struct LobbyState {
  std::string card;  ///< to practise with; empty: any
  CardFilter filter;
  std::optional<protocol::Role> role;
  std::size_t tab = 0;  ///< of the folded screen
};

/// Words somebody selected in a bubble.
struct Selection {
  MessageId message;
  widgets::Span bytes;
};

struct TalkState {
  std::string composer;
  std::string note;
  protocol::NoteKind note_kind = protocol::NoteKind::fact;
  std::optional<Selection> selection;
  std::string fact;  ///< the customer's fact that is open
  std::set<std::uint32_t> pings_away;  ///< what came in beside the talk and was put away
  std::size_t tab = 0;
};

struct RecapState {
  protocol::Recap draft;
  std::string new_fact, new_feeling;
  bool mending = false;
};

/// The customer's marks while they are made.
struct MarkState {
  std::size_t attempt = 0;  ///< of the recap these belong to
  std::vector<std::optional<protocol::LineMark>> facts, feelings;
  std::vector<std::string> fact_guesses, feeling_guesses;  ///< what each line seems to be about, until it is marked
  std::map<std::string, bool> missed;  ///< by fact or feeling: missed, or never told
  bool sent = false;
};

struct RatingState {
  std::map<std::string, widgets::Level> levels;
  std::string keep, next;
  std::map<std::string, MessageId> moments;  ///< by criterion: the line that speaks for its level
};

struct ScoreState {
  std::size_t step = 0;  ///< whose rating is open
  std::string criterion;
  bool picking = false;  ///< the arrows go through the lines of evidence
  MessageId picked;      ///< where they are
  std::map<PersonId, RatingState> ratings;
  std::uint8_t kept = 0;        ///< how far the intention was kept, not handed in yet
  bool kept_skipped = false;
  std::uint8_t answers[4] = {0, 0, 0, 0};
  std::map<std::string, bool> resolution, prevention, again;
  std::size_t tab = 0;
};

struct DebriefState {
  std::string word, intention, retake;
  MessageId retaking;  ///< the line that is being said anew
  std::optional<std::size_t> moment;  ///< of the curve, chosen
  MessageId line;                     ///< that something led to; takes the moment's place
  bool scroll_to_moment = false;
  bool read_others = false;  ///< what others rated and wrote is unfolded
  bool counted_open = false;  ///< 'How is this counted?'
  enum class Shown : std::uint8_t { moments, all_lines, talk, curve };
  Shown shown = Shown::moments;

  /// Leads to a line of the transcript.
  void show(MessageId wanted) {
    line = wanted;
    moment.reset();
    scroll_to_moment = true;
    shown = Shown::all_lines;
  }
};

/// All that belongs to one role-play; begins anew with the next.
struct PlayState {
  SessionId session;
  std::optional<protocol::Phase> phase;  ///< seen last
  TalkState talk;
  RecapState recap;
  MarkState mark;
  ScoreState score;
  DebriefState debrief;
};

/// A trainer's rating of the session they watch.
struct WatchedRating {
  SessionId session;  ///< 0: none is open
  ScoreState score;
};

/// A talk that the whole class rates.
struct CalibrationState {
  std::string transcript;  ///< that is rated here; empty: none
  std::string criterion;
  std::map<std::string, widgets::Level> levels;
  std::size_t tab = 0;
  std::optional<protocol::CalibrationResult> closed;  ///< put away
};

enum class Place : std::uint8_t { home, board, audit, progress, past_debrief, review, library, editor };

struct State {
  JoinState join;
  LobbyState lobby;
  TrainerState trainer;
  PresenterState presenter;
  BoardState board;
  AuditState audit;
  ProgressState progress;
  PromiseState promise;
  ReviewState review;
  PlayState play;
  WatchedRating watched;
  CalibrationState calibration;
  LibraryState library;
  EditorState editor;
  FileState files;
  KeptDraft kept_card;  ///< of an earlier run, offered on the shelf; set by whoever keeps it
  Place place = Place::home;
  bool stepping_out = false;  ///< the question whether to step out is open
  std::string help;
};

/// Goes to a page; what it shows is asked for anew.
inline void go_to(State& state, Place place) {
  state.place = place;
  state.board.asked.reset();
  state.progress.asked = false;
  state.review.asked.reset();
  state.review.asked_raters = false;
}

}  // namespace earshot::views
