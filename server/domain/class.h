// A class: its members, its round, its practice queue and its open sessions. The fold of one journal.
//
// Pure, as session.h: decide gives events or a refusal, apply folds them in, consequences gives what follows.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/domain/calibration.h"
#include "server/domain/context.h"
#include "server/domain/events.h"
#include "server/domain/pairing.h"
#include "server/domain/session.h"

namespace earshot::domain {

struct ClassMember {
  PersonId person;
  std::string team;
  Standing standing{};
  std::string intention;  ///< from the last debrief
  friend bool operator==(const ClassMember&, const ClassMember&) = default;
};

struct Round {
  RoundId id;
  std::shared_ptr<const card::Card> card;  ///< of a mixed round one of those that are played
  Mode mode{};
  std::vector<std::string> focus;
  PhaseSeconds seconds{};
  bool running = true;
  std::uint32_t variant = 0;
  std::vector<Modifier> modifiers{};
  bool mixed = false;  ///< its sessions play several cards
  friend bool operator==(const Round&, const Round&) = default;
};

struct Waiter {
  PersonId person;
  std::string card;
  std::optional<Role> role;
  friend bool operator==(const Waiter&, const Waiter&) = default;
};

/// Whose ratings count, as a trainer confirmed it.
struct Roster {
  TimePoint at;
  std::set<PersonId> people;
  friend bool operator==(const Roster&, const Roster&) = default;
};

/// The lesson plan and how far it has come.
struct PlanRun {
  protocol::Plan plan;
  std::optional<std::uint32_t> step{};  ///< the one that began last
  bool step_over = false;
  bool auto_run = false;
  std::optional<TimePoint> finish_at{};
  std::optional<TimePoint> step_ends_at{};  ///< of a break, a talk or a warm-up
  std::optional<TimePoint> stood_since{};   ///< 'eyes up' holds its clock since then
  friend bool operator==(const PlanRun&, const PlanRun&) = default;
};

/// A line its author lets the class see.
struct AllowedQuote {
  PersonId person;
  protocol::Quote quote;
  friend bool operator==(const AllowedQuote&, const AllowedQuote&) = default;
};

/// What a trainer said, kept for those who were away.
struct Spoken {
  std::uint64_t id = 0;
  TrainerSpoke spoke;
  TimePoint at;
  std::set<PersonId> heard;  ///< who could hear it then, connected or not
  friend bool operator==(const Spoken&, const Spoken&) = default;
};

struct Class {
  ClassId id;
  std::string code;
  std::string name;
  std::vector<std::string> teams;
  bool teams_fixed = false;  ///< the trainer named them; otherwise a new name founds a team
  bool practice = false;
  PersonId owner;

  std::vector<ClassMember> members;  ///< in the order they joined
  std::optional<Round> round;        ///< the latest
  std::vector<Waiter> queue;
  std::map<SessionId, Session> sessions;   ///< the open ones
  std::map<PersonId, SessionId> seated;    ///< who is in which open session
  std::vector<PastSession> past;
  std::set<PersonId> through;  ///< the running round is over for them: it is done, they stepped out, or were taken out
  std::set<std::pair<PersonId, std::string>> seen;  ///< who knows both sides of which of its cards: they may observe, not play
  std::map<PersonId, std::vector<std::string>> met_cards;  ///< cards a person has sat at, in any role
  std::set<PersonId> warmed_up;  ///< before the first round, or in this warm-up step
  std::uint64_t rounds = 0;
  std::uint64_t sessions_made = 0;

  protocol::ClassSettings settings;
  bool settings_set = false;  ///< by a trainer; see settings_in_force
  PlanRun lesson;
  std::optional<std::string> eyes_up;      ///< what the trainer said with it
  std::set<SessionId> eyes_hold;           ///< sessions that stand only because of it
  std::vector<protocol::WishPair> wishes;  ///< never with `none`
  std::set<PersonId> banned;
  std::set<PersonId> muted;
  std::vector<protocol::HelpRequest> help;  ///< unanswered, the first first; one a person
  std::deque<Spoken> spoken;                ///< the last ones
  std::uint64_t spoken_ever = 0;
  std::vector<Roster> rosters;                 ///< each that was confirmed, the latest last
  bool scored = false;                         ///< a round was: teams are locked
  std::string goal;                            ///< of today; empty: none
  std::map<PersonId, std::string> promises;    ///< for tomorrow
  std::deque<AllowedQuote> quotes;             ///< the latest ones, the newest last
  std::optional<Calibration> calibration;       ///< that runs
  std::optional<Calibration> calibrated;        ///< that ended last, until the next one or a round begins
  std::optional<Session> just_ended;  ///< the one that ended last, kept so that its people can be told

  const ClassMember* member(PersonId person) const;
  bool is_trainer(PersonId person) const;
  const Session* session_of(PersonId person) const;
  /// Is a member, or was one when a roster was confirmed.
  bool knows(PersonId person) const;
  /// The roster in force at `until`: what was confirmed last before, or first after if nobody had by then. Null: none yet.
  const Roster* roster(TimePoint until = TimePoint::max()) const;
  /// Null: its author has not let the class see this line, or no longer does.
  const AllowedQuote* quote(SessionId session, MessageId message) const;
  friend bool operator==(const Class&, const Class&) = default;
};

/// Folds one event of this class. `content` resolves what a session was started with.
void apply(Class& klass, const Event& event, TimePoint at, const Content& content);

/// `who` is a member. The intent is any but those that net answers itself (sign-in, join, boards, typing).
Decision decide(const Class& klass, PersonId who, const protocol::Intent& intent, const Context& context);

/// The person, whose name is `name`, becomes a member; no events if they are one already.
Decision join(const Class& klass, PersonId who, const std::string& name, const std::string& team, Standing standing,
              const Context& context);

/// The class's settings; those that no trainer has set are the server's.
protocol::ClassSettings settings_in_force(const Class& klass, const Context& context);

/// How long a lost connection's place is held.
Seconds seat_held(const Class& klass, const Context& context);

/// The person's connection came back, or was lost.
Events came_back(const Class& klass, PersonId who);
Events went_away(const Class& klass, PersonId who, const Context& context);

/// The first events after the server was down for `downtime`: clocks go on where they stood, and everybody's seat is
/// held from now.
Events after_downtime(const Class& klass, Milliseconds downtime, const Context& context);

/// What follows for the class (the queue can pair, the round is over); sessions have their own.
Events consequences(const Class& klass, const Context& context);

/// When `consequences` can next have something to say about the class by time alone.
std::optional<TimePoint> due(const Class& klass);

/// The team a newcomer without a wish gets: the smallest, or none if the class has no teams.
std::string smallest_team(const Class& klass);

}  // namespace earshot::domain
