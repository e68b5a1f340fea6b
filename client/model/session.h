// One role-play as this person may see it. Filled by reduce() alone; views read it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/protocol/brief.h"
#include "shared/protocol/debrief.h"
#include "shared/protocol/recap.h"
#include "shared/protocol/score.h"
#include "shared/protocol/session.h"
#include "shared/protocol/talk.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::model {

/// Somebody in the session, oneself included.
struct Seat {
  PersonId person;
  std::string name;
  protocol::Role role{};
  protocol::PresenceState state{};
  TimePoint held_until{};  ///< of `away`: how long the place is held
  bool ready = false;      ///< done with the present phase
  friend bool operator==(const Seat&, const Seat&) = default;
};

/// The phase's clock. It is the server's: `left()` says what to show, whatever this machine's clock says.
struct Clock {
  TimePoint started_at{};
  TimePoint ends_at{};
  bool paused = false;
  Milliseconds ahead{};  ///< how far the server's clock is ahead of this machine's
  TimePoint stopped_at{};  ///< of `paused`: when, on the server's clock

  /// Never negative. `now` is this machine's time.
  Milliseconds left(TimePoint now) const;
  /// How much of the phase has passed, 0 to 1.
  double share(TimePoint now) const;
  /// The server's time.
  TimePoint server(TimePoint now) const { return now + ahead; }
  friend bool operator==(const Clock&, const Clock&) = default;
};

/// An own line that the server has not answered yet. It is drawn below `lines`.
struct PendingLine {
  std::uint64_t intent = 0;
  std::string text;
  TimePoint at{};
  bool stored = false;  ///< it is on disk; its line in the transcript is about to come
  MessageId id;         ///< once it is stored
  friend bool operator==(const PendingLine&, const PendingLine&) = default;
};

/// An own line that the server refused: shown outlined, with the reason, until it is sent again or dropped.
struct FailedLine {
  std::uint64_t intent = 0;
  std::string text;
  std::string reason;
  friend bool operator==(const FailedLine&, const FailedLine&) = default;
};

/// A recap and, once the customer has marked it, its marks.
struct RecapRound {
  protocol::Recap recap;
  TimePoint at{};
  std::optional<protocol::Mark> marks;
  std::uint32_t missed = 0;  ///< how much that was told was not given back; ids of it only in the debrief
  friend bool operator==(const RecapRound&, const RecapRound&) = default;
};

struct Rating {
  PersonId by;
  protocol::Rate rate;
  friend bool operator==(const Rating&, const Rating&) = default;
};

/// A word or an intention, with whose it is.
struct Said {
  PersonId person;
  std::string text;
  friend bool operator==(const Said&, const Said&) = default;
};

struct Session {
  SessionId id;
  RoundId round;
  protocol::Role role{};
  protocol::Mode mode{};
  std::string card;
  std::string title;
  std::string content_note;
  std::vector<Seat> people;
  std::vector<std::string> focus;  ///< criteria of this round
  std::string intention;           ///< what you meant to try, from your last debrief
  bool watching = false;           ///< a trainer who looks on
  protocol::SessionKind kind{};
  std::vector<protocol::Tally> tasks;  ///< of an observer: what to tap this time
  bool outside = false;                ///< of an observer: the talk is not shown until they are called in

  protocol::Phase phase{};
  Clock clock;
  TimePoint breath_until{};  ///< the server's time; while a breath lasts
  bool breath_used = false;

  std::optional<protocol::CustomerBrief> customer;
  std::optional<protocol::AgentBrief> agent;

  std::vector<protocol::Line> lines;  ///< by id, without gaps; whoever took over has the first ones from the debrief on
  std::vector<PendingLine> pending;
  std::vector<FailedLine> failed;
  std::map<PersonId, TimePoint> typing;  ///< since when, on this machine's clock: ask is_typing()
  std::vector<protocol::FeltPoint> felt;
  std::vector<protocol::ToldShown> told;
  std::vector<protocol::BeatShown> beats;
  std::vector<protocol::TimeJumped> jumps;
  std::vector<protocol::NoteShown> notes;
  std::map<protocol::Tally, std::uint32_t> tallies;
  std::vector<RecapRound> recaps;  ///< the first and the mended one
  std::vector<Rating> ratings;     ///< own ones; with the debrief, everybody's
  std::optional<protocol::Outcome> outcome;
  std::optional<protocol::DebriefShown> debrief;
  std::optional<protocol::ModifiersShown> modifiers;  ///< with the debrief
  std::vector<protocol::PingShown> pings;             ///< what came in beside the talk, in order
  std::vector<protocol::RetakeShown> retakes;
  std::vector<protocol::SceneNote> scene;  ///< what happened beside the talk
  std::vector<Said> reactions;   ///< in the order of the seats
  std::vector<Said> intentions;  ///< in the order of the seats
  std::vector<protocol::IntentionKept> kept;      ///< one's own; with the debrief, everybody's
  std::optional<protocol::ReplayShown> replay;    ///< wished for, or running

  const Seat* seat(PersonId person) const;
  const Seat* seat(protocol::Role wanted) const;
  /// Everybody but `self`.
  std::vector<const Seat*> partners(PersonId self) const;
  /// What was said last of how heard the customer feels; 0: nothing known.
  std::uint8_t felt_level() const;
  bool is_told(std::string_view fact) const;
  const Rating* rating(PersonId by, PersonId of) const;
  /// The recap that may be marked or mended; null: none yet.
  const RecapRound* last_recap() const { return recaps.empty() ? nullptr : &recaps.back(); }
  /// A sign of typing is shown for this long unless it is renewed, or the line comes.
  static constexpr Milliseconds kTypingShown{4'000};
  bool is_typing(PersonId person, TimePoint now) const;
  /// How much of a breath is left; 0: none is running.
  Milliseconds breath_left(TimePoint now) const;
  /// What the phase's clock shows: it stands still during a breath and a pause.
  Milliseconds left(TimePoint now) const;
  friend bool operator==(const Session&, const Session&) = default;
};

/// A session that is over for this person.
struct EndedSession {
  Session session;
  protocol::Ending ending{};
  std::string text;
  friend bool operator==(const EndedSession&, const EndedSession&) = default;
};

}  // namespace earshot::model
