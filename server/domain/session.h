// One role-play: a customer, an agent, perhaps an observer, through six phases.
//
// Pure. `decide` answers an intent with events or a refusal and changes nothing; `apply` folds an event in;
// `consequences` gives what follows from the state and the time alone (everybody is ready, the clock ran out, a
// beat is due, a seat was held long enough). The shell applies events and asks for consequences until none come.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/domain/context.h"
#include "server/domain/events.h"
#include "shared/protocol/intents.h"

namespace earshot::domain {

struct Seat {
  PersonId person;
  Role role{};
  PresenceState state = PresenceState::here;
  TimePoint held_until{};        ///< of a seat that is away
  TimePoint since{};             ///< of a seat that is away or gone: when that began; stands still with the clock
  std::optional<Phase> ready{};  ///< the last phase its person was done with
  friend bool operator==(const Seat&, const Seat&) = default;
};

struct ToldAt {
  std::string fact;
  bool earned = true;
  TimePoint at;
  friend bool operator==(const ToldAt&, const ToldAt&) = default;
};

struct Note {
  NoteId id;
  PersonId person;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  TimePoint at;
  friend bool operator==(const Note&, const Note&) = default;
};

struct PlayedBeat {
  std::string beat;
  TimePoint at;
  friend bool operator==(const PlayedBeat&, const PlayedBeat&) = default;
};

struct GivenRecap {
  protocol::Recap recap;
  TimePoint at;
  std::optional<protocol::Mark> marks{};
  TimePoint marked_at{};
  friend bool operator==(const GivenRecap&, const GivenRecap&) = default;
};

struct GivenRating {
  PersonId by;
  protocol::Rate rating;
  bool trainer = false;  ///< by a trainer who has no place in the session
  friend bool operator==(const GivenRating&, const GivenRating&) = default;
};

/// Something that came in beside the talk, and how long it was open.
struct Ping {
  std::uint32_t ping = 0;
  TimePoint at;
  std::optional<TimePoint> opened_at{};  ///< while it is open
  Milliseconds looked{0};
  bool was_opened = false;
  PersonId to{};  ///< the agent whose screen it came to
  friend bool operator==(const Ping&, const Ping&) = default;
};

/// A place was given up (`person` is 0) or taken in the middle of it, in the order in which it happened.
struct Passed {
  Role role{};
  PersonId person;  ///< who sits there from now on; 0: nobody yet
  PersonId from;
  TimePoint at;
  std::size_t after_lines = 0;  ///< lines said before
  bool handover = false;
  std::size_t after_notes = 0;  ///< notes taken before, everybody's
  friend bool operator==(const Passed&, const Passed&) = default;
};

/// Playing again from a line, in the debrief: wished for by one, or running.
struct Replay {
  MessageId from;
  PersonId asked_by;   ///< whoever asked first
  bool on = false;     ///< both want it: what is said from here on is said in the other role
  MessageId first{};   ///< of its own lines
  friend bool operator==(const Replay&, const Replay&) = default;
};

struct Session {
  SessionId id;
  RoundId round;  ///< 0: from the practice queue
  std::shared_ptr<const card::Card> card;      ///< with its variant filled in
  std::shared_ptr<const rubric::Rubric> rubric;
  std::uint32_t variant = 0;
  Mode mode{};
  std::vector<std::string> focus;
  PhaseSeconds seconds{};
  SessionKind kind{};
  std::vector<Modifier> modifiers;
  std::vector<Tally> tasks;  ///< the observer's
  std::vector<Seat> seats;   ///< those who are gone keep theirs, unless somebody took it over
  std::map<PersonId, std::string> meant;  ///< what they meant to try, as they came in

  Phase phase = Phase::brief;
  std::array<TimePoint, protocol::kPhases> began{};  ///< of the phases that have begun
  TimePoint started;   ///< where the phase's clock counts from; moves with every stand-still
  TimePoint ends_at;
  std::optional<TimePoint> paused_at{};
  TimePoint quiet_since;  ///< the last line, or the phase's begin; moves with every stand-still
  std::optional<Ending> ended{};

  std::vector<protocol::Line> lines;
  std::size_t line_bytes = 0;  ///< of all lines together
  std::vector<MessageId> over;  ///< those that were sent while the partner was typing
  std::vector<protocol::FeltPoint> felt;
  std::vector<ToldAt> told;
  std::vector<Note> notes;
  std::vector<PlayedBeat> beats;
  std::optional<TimePoint> breath_until{};  ///< set once a breath was taken
  std::vector<MessageId> heated;
  std::map<Tally, std::uint32_t> tallies;
  std::vector<GivenRecap> recaps;  ///< the first scores; a second is the mended one
  std::vector<GivenRating> ratings;
  std::optional<protocol::Outcome> outcome{};
  std::vector<Ping> pings;
  std::uint32_t pressed = 0;  ///< how far the pressure has risen
  std::vector<Passed> passed;
  std::vector<protocol::RetakeShown> retakes;
  std::set<Flag> flags;  ///< those that events carry; the others follow from the state
  std::map<PersonId, std::string> reactions;
  std::map<PersonId, std::string> intentions;
  std::map<PersonId, std::uint8_t> kept;  ///< how far each kept what they meant to try
  std::optional<Replay> replay{};

  const Seat* seat_of(PersonId person) const;
  /// The seat with this role, or null (there may be no observer).
  const Seat* seat_with(Role role) const;
  PersonId person_with(Role role) const;
  bool open() const { return !ended.has_value(); }
  /// The level the customer set last, or where the card starts.
  std::uint8_t felt_now() const;
  const card::Fact* fact(const std::string& fact_id) const;
  friend bool operator==(const Session&, const Session&) = default;
};

/// The state as its first event leaves it, in Brief.
Session start(const SessionStarted& event, TimePoint at, const Content& content);

/// Folds a session-level event (or SessionEnded, Intended) into the session it names.
void apply(Session& session, const Event& event, TimePoint at);

/// `who` has a seat in `session`, which is open.
Decision decide(const Session& session, PersonId who, const protocol::Intent& intent, const Context& context);

/// A trainer who sits elsewhere rates somebody of `session`, which is open, as one rater more.
Decision rate_as_trainer(const Session& session, PersonId trainer, const protocol::Rate& rating);

/// What follows now; empty if nothing does. Some events may be missing that follow only from these: ask again.
Events consequences(const Session& session, const Context& context);

/// When `consequences` can next have something to say by time alone; nothing while paused or ended.
std::optional<TimePoint> due(const Session& session);

/// The role whose place was given up although the scene needs it, from Brief to Solve; nothing while it is whole, or
/// when nobody is left to play with.
std::optional<Role> vacant_role(const Session& session);

/// How long the class may look for somebody for the vacant place; the clock stands meanwhile. Nothing if none is vacant,
/// or nobody is looked for: practice ends with its partner.
std::optional<TimePoint> vacant_until(const Session& session);

/// What ends a scene whose vacant place stays empty: a debrief if there was a talk.
Events without_partner(const Session& session);

/// The events that move the session to its next phase, or end it after the debrief.
Events next_phase(const Session& session);

bool has_rated(const Session& session, PersonId by, PersonId of);

/// What this person has still to rate, by the seats: everybody but the observer, oneself included.
std::vector<PersonId> unrated_by(const Session& session, PersonId person);

}  // namespace earshot::domain
