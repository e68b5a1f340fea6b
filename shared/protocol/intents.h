// What a client may ask for, in the order of a conversation. Numbers are append-only: a retired one stays retired.
//
// A struct says what is carried; `validate.h` says which values are allowed; the server's domain says when.
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/board.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/progress.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Who is there -------------------------------------------------------------------------------------------------

/// A trainer shows the trainer token and says how to be called. Answer: Welcome.
struct SignIn {
  static constexpr std::uint16_t kNumber = 1;
  std::string token;
  std::string name;
  std::string language{};  ///< that the person reads: "de"; empty: unknown
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token), CEREAL_NVP(name), CEREAL_NVP(language));
  }
};

/// Enters a class by its code. Without a person on this connection it creates one and hands out a resume token.
/// `attempt` is random and kept for resends, so that a lost answer does not make a second person.
struct Join {
  static constexpr std::uint16_t kNumber = 2;
  std::string code;
  std::string name;
  std::string team;
  std::string attempt;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(name), CEREAL_NVP(team), CEREAL_NVP(attempt), CEREAL_NVP(language));
  }
};

/// Comes back as the person the token belongs to. Answer: Welcome, then everything that person may see.
struct Resume {
  static constexpr std::uint16_t kNumber = 3;
  std::string token;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token), CEREAL_NVP(language));
  }
};

/// Asks for a token that makes somebody else a trainer of this server. Answer: TrainerInvite.
struct InviteTrainer {
  static constexpr std::uint16_t kNumber = 4;
  template <class A>
  void serialize(A&) {}
};

/// Asks for a code that moves this person to another device. Answer: LinkCode.
struct Link {
  static constexpr std::uint16_t kNumber = 5;
  template <class A>
  void serialize(A&) {}
};

/// Becomes the person of a link code on this device. Answer: Welcome.
struct Redeem {
  static constexpr std::uint16_t kNumber = 6;
  std::string code;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(language));
  }
};

/// Leaves the class. In a session it counts as a partner who is gone.
struct Leave {
  static constexpr std::uint16_t kNumber = 7;
  template <class A>
  void serialize(A&) {}
};

/// The person reads this language from here on. Cards that are dealt later, lists and the rubric come in it.
struct UseLanguage {
  static constexpr std::uint16_t kNumber = 8;
  std::string language;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(language));
  }
};

// --- The trainer's class --------------------------------------------------------------------------------------------

/// `lesson` names one of the server's lessons, or is empty.
struct CreateClass {
  static constexpr std::uint16_t kNumber = 10;
  std::string name;
  std::vector<std::string> teams;
  std::string lesson{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(teams), CEREAL_NVP(lesson));
  }
};

/// Pairs all members present. `card` empty lets the server choose one that nobody has met; `variant` 0 too;
/// `minutes` 0 keeps the card's talk time; `focus` names criteria, or is empty for the rubric's first focus set.
/// `swap` keeps the groups of the round before and passes the roles on.
struct StartRound {
  static constexpr std::uint16_t kNumber = 11;
  std::string card;
  std::uint32_t variant = 0;
  std::uint32_t minutes = 0;
  std::vector<std::string> focus;
  Mode mode = Mode::chat;
  std::vector<Modifier> modifiers{};
  bool triads = false;
  bool swap = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(variant), CEREAL_NVP(minutes), CEREAL_NVP(focus), CEREAL_NVP(mode), CEREAL_NVP(modifiers),
      CEREAL_NVP(triads), CEREAL_NVP(swap));
  }
};

/// More time for the phase each session of the round is in.
struct Extend {
  static constexpr std::uint16_t kNumber = 12;
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(seconds));
  }
};

struct Pause {
  static constexpr std::uint16_t kNumber = 13;
  template <class A>
  void serialize(A&) {}
};

struct Continue {
  static constexpr std::uint16_t kNumber = 14;
  template <class A>
  void serialize(A&) {}
};

/// Moves the sessions that are furthest behind to the next phase. With `from`, only those that are in that phase: of
/// two trainers who press at once the second changes nothing.
struct NextPhase {
  static constexpr std::uint16_t kNumber = 15;
  std::optional<Phase> from;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from));
  }
};

struct EndRound {
  static constexpr std::uint16_t kNumber = 16;
  template <class A>
  void serialize(A&) {}
};

/// To everybody in the class.
struct Broadcast {
  static constexpr std::uint16_t kNumber = 17;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// A trainer's quiet line to one person.
struct Whisper {
  static constexpr std::uint16_t kNumber = 18;
  PersonId to;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(to), CEREAL_NVP(text));
  }
};

/// Takes a person out of the class; `for_good`: they cannot come back, with no name and no token.
struct Remove {
  static constexpr std::uint16_t kNumber = 19;
  PersonId person;
  bool for_good = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(for_good));
  }
};

// --- Practice -------------------------------------------------------------------------------------------------------

/// Waits for a partner in this class. Empty `card` takes any; no `role` takes either.
struct Queue {
  static constexpr std::uint16_t kNumber = 20;
  std::string card;
  std::optional<Role> role;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(role));
  }
};

struct Unqueue {
  static constexpr std::uint16_t kNumber = 21;
  template <class A>
  void serialize(A&) {}
};

// --- The lesson and the class as a whole -----------------------------------------------------------------------------

/// Gives the class this plan, in place of an earlier one. What has been played of the old one stays played.
struct SetPlan {
  static constexpr std::uint16_t kNumber = 80;
  Plan plan;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(plan));
  }
};

/// Gives the class one of the server's lessons as its plan.
struct PickLesson {
  static constexpr std::uint16_t kNumber = 81;
  std::string lesson;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(lesson));
  }
};

/// Begins step `step` of the plan (counted from 0). Said again of a step that has begun, it changes nothing.
struct BeginStep {
  static constexpr std::uint16_t kNumber = 82;
  std::uint32_t step = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(step));
  }
};

/// With auto-run each step follows the one before by itself.
struct AutoRun {
  static constexpr std::uint16_t kNumber = 83;
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on));
  }
};

/// What is left of the plan shrinks so that it ends at this time; none: nothing shrinks.
struct FinishAt {
  static constexpr std::uint16_t kNumber = 84;
  std::optional<Moment> at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(at));
  }
};

/// 'Eyes up': every screen and every clock stands still until it is taken back.
struct EyesUp {
  static constexpr std::uint16_t kNumber = 85;
  bool on = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(text));
  }
};

struct SetClass {
  static constexpr std::uint16_t kNumber = 86;
  ClassSettings settings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(settings));
  }
};

/// Keeps two people apart or together from the next round on; `none` takes it back.
struct SetWish {
  static constexpr std::uint16_t kNumber = 87;
  WishPair pair;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(pair));
  }
};

/// One session: move on, more time (`seconds`), pause, continue, end; `re_pair` seats its people anew.
struct ControlSession {
  static constexpr std::uint16_t kNumber = 88;
  SessionId session;
  SessionAct act{};
  std::uint32_t seconds = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(act), CEREAL_NVP(seconds));
  }
};

/// To everybody in one session.
struct SpeakTo {
  static constexpr std::uint16_t kNumber = 89;
  SessionId session;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(text));
  }
};

/// Moves a person into a session: into a role that is free, else as its observer. `session` 0: out of the own one.
struct Move {
  static constexpr std::uint16_t kNumber = 90;
  PersonId person;
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session));
  }
};

/// A muted person reads and plays on, but says nothing in chat.
struct Mute {
  static constexpr std::uint16_t kNumber = 91;
  PersonId person;
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(on));
  }
};

/// This person's call for help has been answered.
struct HelpDone {
  static constexpr std::uint16_t kNumber = 92;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
};

/// A trainer takes a role whose place was given up.
struct TakeSeat {
  static constexpr std::uint16_t kNumber = 93;
  SessionId session;
  Role role{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(role));
  }
};

/// Makes a member a trainer of this class, or a trainee again.
struct Promote {
  static constexpr std::uint16_t kNumber = 94;
  PersonId person;
  bool trainer = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(trainer));
  }
};

// --- In a session ---------------------------------------------------------------------------------------------------

/// 'I am done here', said of `phase`. Said late, of a phase that is over, it changes nothing.
struct Ready {
  static constexpr std::uint16_t kNumber = 30;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(phase));
  }
};

struct Say {
  static constexpr std::uint16_t kNumber = 31;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// Typing right now. Never stored, never answered.
struct Typing {
  static constexpr std::uint16_t kNumber = 32;
  template <class A>
  void serialize(A&) {}
};

/// How heard the customer feels, 1 to 5.
struct Feel {
  static constexpr std::uint16_t kNumber = 33;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(level));
  }
};

/// The customer tells a fact: with `say` the card's own wording goes out as a message, without it the fact is
/// only ticked as told.
struct Reveal {
  static constexpr std::uint16_t kNumber = 34;
  std::string fact;
  bool say = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(fact), CEREAL_NVP(say));
  }
};

/// The customer plays a beat of the kind that waits for a press.
struct PlayBeat {
  static constexpr std::uint16_t kNumber = 35;
  std::string beat;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(beat));
  }
};

/// A private note, kept by the server so that it survives a lost client. `source` may name the message it came from.
struct TakeNote {
  static constexpr std::uint16_t kNumber = 36;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(text), CEREAL_NVP(source));
  }
};

/// The agent's 'take a breath': the clock stands still for 20 s, once a talk.
struct Breathe {
  static constexpr std::uint16_t kNumber = 37;
  template <class A>
  void serialize(A&) {}
};

/// Ends the scene at once, kindly and without a reason.
struct StepOut {
  static constexpr std::uint16_t kNumber = 38;
  template <class A>
  void serialize(A&) {}
};

/// Asks the trainer.
struct Help {
  static constexpr std::uint16_t kNumber = 39;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// 'I got heated here', on an own line.
struct Heated {
  static constexpr std::uint16_t kNumber = 40;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message));
  }
};

/// The observer taps what happened.
struct TapTally {
  static constexpr std::uint16_t kNumber = 41;
  Tally kind{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind));
  }
};

/// The agent gives back what was heard. The first one scores; one mend is allowed after it was marked.
struct Recap {
  static constexpr std::uint16_t kNumber = 42;
  std::string text;
  std::vector<std::string> facts;
  std::vector<std::string> feelings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text), CEREAL_NVP(facts), CEREAL_NVP(feelings));
  }
  friend bool operator==(const Recap&, const Recap&) = default;
};

/// The customer's mark on one line of the recap. `is` links it to the card's fact or feeling (empty: not linked).
struct LineMark {
  bool confirmed = false;
  std::string is;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(confirmed), CEREAL_NVP(is));
  }
  friend bool operator==(const LineMark&, const LineMark&) = default;
};

/// Marks the latest recap, line by line: as many marks as it has facts and feelings.
struct Mark {
  static constexpr std::uint16_t kNumber = 43;
  std::vector<LineMark> facts;
  std::vector<LineMark> feelings;
  std::vector<std::string> missed;  ///< facts and feelings that were told and not given back
  std::vector<std::string> untold;  ///< facts and feelings that were never told
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(facts), CEREAL_NVP(feelings), CEREAL_NVP(missed), CEREAL_NVP(untold));
  }
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// One criterion's level, 1 to 5, or none for 'no opportunity'.
struct CriterionLevel {
  std::string criterion;
  std::optional<std::uint8_t> level;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(level));
  }
  friend bool operator==(const CriterionLevel&, const CriterionLevel&) = default;
};

/// A line that speaks for a level; `criterion` empty: for the rating as a whole.
struct CriterionMoment {
  std::string criterion;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(message));
  }
  friend bool operator==(const CriterionMoment&, const CriterionMoment&) = default;
};

/// Rates one person of the session, oneself included.
struct Rate {
  static constexpr std::uint16_t kNumber = 44;
  PersonId of;
  std::vector<CriterionLevel> levels;
  std::string keep;
  std::string next;
  std::vector<CriterionMoment> moments{};  ///< at most one a criterion
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(of), CEREAL_NVP(levels), CEREAL_NVP(keep), CEREAL_NVP(next), CEREAL_NVP(moments));
  }
  friend bool operator==(const Rate&, const Rate&) = default;
};

/// A trainer rates a session's agent, as one rater more, while it is being scored.
struct RateSession {
  static constexpr std::uint16_t kNumber = 107;
  SessionId session;
  Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(rating));
  }
};

/// Before the scoring is done: how far one kept what one meant to try, 1 (not at all) to 5.
struct KeepIntention {
  static constexpr std::uint16_t kNumber = 51;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(level));
  }
};

/// The customer's four answers in role, 1 to 5, and what the solve phase named.
struct Outcome {
  static constexpr std::uint16_t kNumber = 45;
  std::uint8_t solved = 0;
  std::uint8_t satisfied = 0;
  std::uint8_t stay = 0;
  std::uint8_t recommend = 0;
  std::vector<std::string> resolution;  ///< the card's options that were named
  std::vector<std::string> prevention;
  std::vector<std::string> again;  ///< facts that had to be told twice
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(solved), CEREAL_NVP(satisfied), CEREAL_NVP(stay), CEREAL_NVP(recommend), CEREAL_NVP(resolution),
      CEREAL_NVP(prevention), CEREAL_NVP(again));
  }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The debrief's first question: how was it, in one word.
struct React {
  static constexpr std::uint16_t kNumber = 46;
  std::string word;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(word));
  }
};

/// One intention for the next round. It comes back at the next brief.
struct Intend {
  static constexpr std::uint16_t kNumber = 47;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// Before the talk: a card with a content note is put back, without a reason, and another one is dealt.
struct SwapCard {
  static constexpr std::uint16_t kNumber = 48;
  template <class A>
  void serialize(A&) {}
};

/// In the debrief: says one own line anew.
struct Retake {
  static constexpr std::uint16_t kNumber = 49;
  MessageId message;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message), CEREAL_NVP(text));
  }
};

/// The agent opens, or puts away, what came in beside the talk.
struct OpenPing {
  static constexpr std::uint16_t kNumber = 50;
  std::uint32_t ping = 0;
  bool open = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(ping), CEREAL_NVP(open));
  }
};

/// In the debrief: play again from this line on, with roles swapped and unscored. It begins when customer and agent have
/// both asked for the same line; `message` 0 ends it, or takes back the wish.
struct ReplayFrom {
  static constexpr std::uint16_t kNumber = 52;
  MessageId message;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message));
  }
};

/// In the debrief: lets the trainer show one of one's own lines to the class, without a name; or no longer.
struct AllowQuote {
  static constexpr std::uint16_t kNumber = 53;
  MessageId message;
  bool on = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(message), CEREAL_NVP(on));
  }
};

// --- Rating one transcript together --------------------------------------------------------------------------------

/// A trainer gives the class a recorded transcript that all rate. Between rounds.
struct Calibrate {
  static constexpr std::uint16_t kNumber = 108;
  std::string transcript;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript));
  }
};

/// The trainer shows how it was rated.
struct EndCalibration {
  static constexpr std::uint16_t kNumber = 109;
  template <class A>
  void serialize(A&) {}
};

/// One's own rating of it. A trainer's is what the class compares itself to.
struct RateTranscript {
  static constexpr std::uint16_t kNumber = 110;
  std::vector<CriterionLevel> levels;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(levels));
  }
};

// --- Looking --------------------------------------------------------------------------------------------------------

// Boards, one's own progress and what a trainer looks back at: board.h and progress.h.

/// A trainer follows a session's transcript.
struct Watch {
  static constexpr std::uint16_t kNumber = 61;
  SessionId session;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session));
  }
};

struct Unwatch {
  static constexpr std::uint16_t kNumber = 62;
  template <class A>
  void serialize(A&) {}
};

// --- Writing cards: trainers of the server ---------------------------------------------------------------------------

/// Asks for a card's text to work on: the draft, else what is in force. Answer: CardSource.
struct OpenCard {
  static constexpr std::uint16_t kNumber = 70;
  std::string card;
  std::string language;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language));
  }
};

/// One part of a card's text; with the last one it is stored as a draft, or checked and published. `base` is the version
/// it was made from: if somebody has stored another one since, it is refused with `changed`.
struct SaveCard {
  static constexpr std::uint16_t kNumber = 71;
  std::string card;
  std::string language;
  std::uint32_t base = 0;
  bool publish = false;
  std::uint32_t part = 0;  ///< from 0, in order
  std::uint32_t parts = 1;
  std::string text;  ///< YAML; parts may be cut anywhere between two characters
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(base), CEREAL_NVP(publish), CEREAL_NVP(part), CEREAL_NVP(parts),
      CEREAL_NVP(text));
  }
};

/// Throws the draft away; without one, takes back what was published, so that the server's own file counts again.
struct DropCard {
  static constexpr std::uint16_t kNumber = 72;
  std::string card;
  std::string language;
  std::uint32_t base = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(base));
  }
};

using Intent =
    std::variant<SignIn, Join, Resume, InviteTrainer, Link, Redeem, Leave, CreateClass, StartRound, Extend, Pause, Continue,
                 NextPhase, EndRound, Broadcast, Whisper, Remove, Queue, Unqueue, Ready, Say, Typing, Feel, Reveal, PlayBeat,
                 TakeNote, Breathe, StepOut, Help, Heated, TapTally, Recap, Mark, Rate, Outcome, React, Intend, AskBoard,
                 Watch, Unwatch, SetPlan, PickLesson, BeginStep, AutoRun, FinishAt, EyesUp, SetClass, SetWish, ControlSession,
                 SpeakTo, Move, Mute, HelpDone, TakeSeat, Promote, SwapCard, Retake, OpenPing, UseLanguage, OpenCard, SaveCard,
                 DropCard, AskAudit, AskRaters, SetBoardName, StartSeason, EndSeason, ConfirmRoster, SetTeam, AskProfile,
                 AskHistory, OpenDebrief, AskReport, SetGoal, Promise, Rerate, RateSession, KeepIntention, ReplayFrom,
                 AllowQuote, Calibrate, EndCalibration, RateTranscript, WithdrawQuote>;

/// An intent as it travels. `number` counts up per device from 1 and makes the intent exactly-once;
/// 0 marks what is never stored and never resent (Typing, and whatever comes before there is a device).
struct NumberedIntent {
  std::uint64_t number = 0;
  Intent intent;
};

}  // namespace earshot::protocol
