// What the server tells a client, in the order of a conversation. Numbers are append-only.
//
// Each message is a delta or a page and stays under the message limit; client/model composes the whole.
// What a message holds was projected for its receiver: nothing in it is for anybody else's eyes.
#pragma once

#include <array>
#include <cereal/types/array.hpp>
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
#include "shared/protocol/intents.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/progress.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Who is there -------------------------------------------------------------------------------------------------

/// You are `person`. `resume` is the token of this device, sent once when it is made.
struct Welcome {
  static constexpr std::uint16_t kNumber = 1;
  PersonId person;
  std::string name;
  std::string resume;
  bool trainer = false;
  /// The highest intent number the server has stored for this device: the link goes on from there.
  std::uint64_t last_intent = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(resume), CEREAL_NVP(trainer), CEREAL_NVP(last_intent));
  }
};

/// The intent with this number is on disk. `id` is what it made (a message's id, a note's), if anything.
struct Accepted {
  static constexpr std::uint16_t kNumber = 2;
  std::uint64_t intent = 0;
  std::uint64_t id = 0;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(intent), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

struct Refused {
  static constexpr std::uint16_t kNumber = 3;
  std::uint64_t intent = 0;
  Why why{};
  std::string text;
  std::string field;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(intent), CEREAL_NVP(why), CEREAL_NVP(text), CEREAL_NVP(field));
  }
};

struct TrainerInvite {
  static constexpr std::uint16_t kNumber = 4;
  std::string token;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token));
  }
};

struct LinkCode {
  static constexpr std::uint16_t kNumber = 5;
  std::string code;
  Moment until;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(until));
  }
};

// --- The class --------------------------------------------------------------------------------------------------

/// You have entered this class. Everything known of an earlier class is void.
struct ClassEntered {
  static constexpr std::uint16_t kNumber = 10;
  ClassId id;
  std::string code;
  std::string name;
  Standing standing{};
  std::vector<std::string> teams;
  bool practice = false;  ///< the server's own class, whose queue is always open
  bool owner = false;     ///< you opened this class
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(code), CEREAL_NVP(name), CEREAL_NVP(standing), CEREAL_NVP(teams), CEREAL_NVP(practice),
      CEREAL_NVP(owner));
  }
};

struct Member {
  PersonId person;
  std::string name;
  std::string team;
  Standing standing{};
  bool present = false;
  bool muted = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(team), CEREAL_NVP(standing), CEREAL_NVP(present), CEREAL_NVP(muted));
  }
  friend bool operator==(const Member&, const Member&) = default;
};

/// Members in pages, added to the list or replacing their earlier entry; `complete` marks the last page.
struct MemberPage {
  static constexpr std::uint16_t kNumber = 11;
  std::vector<Member> members;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(members), CEREAL_NVP(complete));
  }
};

struct MemberLeft {
  static constexpr std::uint16_t kNumber = 12;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
};

struct CardSummary {
  std::string id;
  std::string title;
  std::string sector;
  std::uint8_t difficulty = 1;
  std::uint32_t variants = 1;
  std::uint32_t talk_minutes = 0;
  std::string content_note;
  std::vector<Modifier> modifiers{};  ///< that it has texts for
  bool warm_up = false;               ///< two minutes to warm up, no role-play of its own
  std::vector<std::string> languages{};  ///< that it can be played in
  std::vector<std::string> tags{};
  std::vector<std::string> skills{};
  std::string follows{};  ///< the card it is a follow-up of; empty: none
  std::string later{};    ///< how much later
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(title), CEREAL_NVP(sector), CEREAL_NVP(difficulty), CEREAL_NVP(variants),
      CEREAL_NVP(talk_minutes), CEREAL_NVP(content_note), CEREAL_NVP(modifiers), CEREAL_NVP(warm_up), CEREAL_NVP(languages),
      CEREAL_NVP(tags), CEREAL_NVP(skills), CEREAL_NVP(follows), CEREAL_NVP(later));
  }
  friend bool operator==(const CardSummary&, const CardSummary&) = default;
};

/// The cards on this server, in pages: what can be chosen, nothing that is secret in play.
struct CardPage {
  static constexpr std::uint16_t kNumber = 13;
  std::vector<CardSummary> cards;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(cards), CEREAL_NVP(complete));
  }
};

/// One part of a card's text, to a trainer who opened it.
struct CardSource {
  static constexpr std::uint16_t kNumber = 28;
  std::string card;
  std::string language;
  std::uint32_t version = 0;  ///< counts up with each save; 0: the server's own file, never changed here
  bool draft = false;         ///< not published
  std::uint32_t part = 0;
  std::uint32_t parts = 1;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(version), CEREAL_NVP(draft), CEREAL_NVP(part), CEREAL_NVP(parts),
      CEREAL_NVP(text));
  }
};

/// A card that trainers have worked on here.
struct ShelfEntry {
  std::string card;
  std::string language;
  std::string title;
  std::uint32_t version = 0;  ///< the latest, draft or published
  bool draft = false;         ///< there is a draft
  bool published = false;     ///< one from here is in force, in place of the server's own file if there is one
  std::string by;             ///< who saved the latest
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(title), CEREAL_NVP(version), CEREAL_NVP(draft), CEREAL_NVP(published),
      CEREAL_NVP(by), CEREAL_NVP(at));
  }
  friend bool operator==(const ShelfEntry&, const ShelfEntry&) = default;
};

/// To trainers of the server: what is being worked on, replacing earlier entries. `complete` as in MemberPage. An entry
/// without draft and published stands for one that was dropped.
struct ShelfPage {
  static constexpr std::uint16_t kNumber = 29;
  std::vector<ShelfEntry> entries;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(entries), CEREAL_NVP(complete));
  }
};

struct Criterion {
  std::string id;
  std::string name;
  std::string step;                 ///< Listen, Extract or Return; empty for the customer's criteria
  std::vector<std::string> levels;  ///< five texts, or one that describes the whole
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(step), CEREAL_NVP(levels));
  }
  friend bool operator==(const Criterion&, const Criterion&) = default;
};

struct FocusSet {
  std::string name;
  std::vector<std::string> criteria;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(criteria));
  }
  friend bool operator==(const FocusSet&, const FocusSet&) = default;
};

struct RubricShown {
  static constexpr std::uint16_t kNumber = 14;
  std::string id;
  std::vector<Criterion> agent;
  std::vector<Criterion> customer;
  std::vector<FocusSet> focus_sets;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(agent), CEREAL_NVP(customer), CEREAL_NVP(focus_sets));
  }
  friend bool operator==(const RubricShown&, const RubricShown&) = default;
};

/// The class's round, for the lobby. `running` false: it is over.
struct RoundShown {
  static constexpr std::uint16_t kNumber = 15;
  RoundId round;
  bool running = false;
  bool paused = false;
  std::string card;
  std::string title;
  Mode mode{};
  std::vector<std::string> focus;
  std::vector<std::uint32_t> phase_seconds;  ///< one a phase
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(round), CEREAL_NVP(running), CEREAL_NVP(paused), CEREAL_NVP(card), CEREAL_NVP(title), CEREAL_NVP(mode),
      CEREAL_NVP(focus), CEREAL_NVP(phase_seconds));
  }
  friend bool operator==(const RoundShown&, const RoundShown&) = default;
};

/// Why nothing is happening for you right now, your place in the queue (0: none), and what you can do meanwhile.
struct Waiting {
  static constexpr std::uint16_t kNumber = 16;
  std::string reason;
  std::uint32_t position = 0;
  bool queued = false;
  std::string meanwhile{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(reason), CEREAL_NVP(position), CEREAL_NVP(queued), CEREAL_NVP(meanwhile));
  }
  friend bool operator==(const Waiting&, const Waiting&) = default;
};

/// A trainer's view of one session.
struct SessionShown {
  static constexpr std::uint16_t kNumber = 17;
  SessionId session;
  RoundId round;
  std::string card;
  PersonId customer;
  PersonId agent;
  PersonId observer;  ///< 0: none
  Phase phase{};
  bool open = true;
  Moment ends_at;
  std::uint32_t lines = 0;
  std::uint32_t told = 0;  ///< facts told
  std::uint8_t felt = 0;
  SessionKind kind{};
  bool paused = false;
  Moment now{};                       ///< the server's clock as it sent this; while paused `ends_at` counts from it
  std::vector<std::uint8_t> curve{};  ///< felt-heard so far, the last values
  std::vector<Flag> flags{};          ///< at most three, the gravest first
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(card), CEREAL_NVP(customer), CEREAL_NVP(agent),
      CEREAL_NVP(observer), CEREAL_NVP(phase), CEREAL_NVP(open), CEREAL_NVP(ends_at), CEREAL_NVP(lines), CEREAL_NVP(told),
      CEREAL_NVP(felt), CEREAL_NVP(kind), CEREAL_NVP(paused), CEREAL_NVP(now), CEREAL_NVP(curve), CEREAL_NVP(flags));
  }
  friend bool operator==(const SessionShown&, const SessionShown&) = default;
};

/// To a trainer: somebody asked for help, or stepped out (`text` empty then).
struct TrainerNotice {
  static constexpr std::uint16_t kNumber = 18;
  PersonId person;
  SessionId session;
  bool stepped_out = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session), CEREAL_NVP(stepped_out), CEREAL_NVP(text));
  }
};

/// A trainer spoke to everybody, or to one session. `id` counts what trainers said in this class: said again on a
/// resume, it has the same id.
struct BroadcastShown {
  static constexpr std::uint16_t kNumber = 19;
  PersonId from;
  std::string text;
  SessionId session{};  ///< 0: to the whole class
  std::uint64_t id = 0;
  Moment at{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

struct WhisperShown {
  static constexpr std::uint16_t kNumber = 20;
  PersonId from;
  PersonId to;
  std::string text;
  std::uint64_t id = 0;  ///< as with BroadcastShown
  Moment at{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(to), CEREAL_NVP(text), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

/// You are no longer in the class.
struct ClassLeft {
  static constexpr std::uint16_t kNumber = 21;
  std::string why;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(why));
  }
};

struct SettingsShown {
  static constexpr std::uint16_t kNumber = 22;
  ClassSettings settings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(settings));
  }
};

/// To trainers: the class's plan. Trainees get it without cards and modifiers.
struct PlanShown {
  static constexpr std::uint16_t kNumber = 23;
  Plan plan;
  std::optional<std::uint32_t> step;  ///< the one that has begun last; none yet
  bool step_over = false;
  bool auto_run = false;
  std::optional<Moment> finish_at;
  std::optional<Moment> step_ends_at;  ///< of a break, a talk or a warm-up
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(plan), CEREAL_NVP(step), CEREAL_NVP(step_over), CEREAL_NVP(auto_run), CEREAL_NVP(finish_at),
      CEREAL_NVP(step_ends_at));
  }
  friend bool operator==(const PlanShown&, const PlanShown&) = default;
};

/// To trainers: the lessons on this server, in pages.
struct LessonPage {
  static constexpr std::uint16_t kNumber = 24;
  std::vector<LessonSummary> lessons;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(lessons), CEREAL_NVP(complete));
  }
};

struct EyesUpShown {
  static constexpr std::uint16_t kNumber = 25;
  bool on = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(text));
  }
  friend bool operator==(const EyesUpShown&, const EyesUpShown&) = default;
};

/// To trainers: everybody who waits for help, the first first.
struct HelpShown {
  static constexpr std::uint16_t kNumber = 26;
  std::vector<HelpRequest> waiting;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(waiting));
  }
};

/// To trainers: whom they keep apart or together.
struct WishesShown {
  static constexpr std::uint16_t kNumber = 27;
  std::vector<WishPair> pairs;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(pairs));
  }
};

// --- A session ------------------------------------------------------------------------------------------------------

struct Participant {
  PersonId person;
  std::string name;
  Role role{};
  PresenceState state{};
  bool ready = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(role), CEREAL_NVP(state), CEREAL_NVP(ready));
  }
  friend bool operator==(const Participant&, const Participant&) = default;
};

/// You are in this session, in this role. `people` holds everybody in it, you too.
struct Paired {
  static constexpr std::uint16_t kNumber = 30;
  SessionId session;
  RoundId round;
  Role role{};
  Mode mode{};
  std::string card;
  std::string title;
  std::string content_note;
  std::vector<Participant> people;
  std::vector<std::string> focus;
  std::string intention;  ///< what you meant to try, from your last debrief
  bool watching = false;  ///< you are a trainer who looks on
  SessionKind kind{};
  std::vector<Tally> tasks{};  ///< of an observer: what to tap this time
  bool outside = false;        ///< of an observer: the talk is not shown until you are called in
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(round), CEREAL_NVP(role), CEREAL_NVP(mode), CEREAL_NVP(card), CEREAL_NVP(title),
      CEREAL_NVP(content_note), CEREAL_NVP(people), CEREAL_NVP(focus), CEREAL_NVP(intention), CEREAL_NVP(watching),
      CEREAL_NVP(kind), CEREAL_NVP(tasks), CEREAL_NVP(outside));
  }
};

struct FactShown {
  std::string id;
  std::string label;
  std::string text;
  FactRule rule{};
  std::string topic;       ///< of `if_asked`
  std::uint8_t level = 0;  ///< of `if_heard`
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(label), CEREAL_NVP(text), CEREAL_NVP(rule), CEREAL_NVP(topic), CEREAL_NVP(level));
  }
  friend bool operator==(const FactShown&, const FactShown&) = default;
};

struct FeelingShown {
  std::string id;
  std::string name;
  std::string reason;
  std::uint8_t intensity = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(reason), CEREAL_NVP(intensity));
  }
  friend bool operator==(const FeelingShown&, const FeelingShown&) = default;
};

/// Something with an id and a text: a resolution, a prevention, a beat that waits for a press.
struct Named {
  std::string id;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(text));
  }
  friend bool operator==(const Named&, const Named&) = default;
};

/// The customer's side of the card. To the customer at once; to the others with the debrief (an observer: with Score).
struct CustomerBrief {
  static constexpr std::uint16_t kNumber = 31;
  SessionId session;
  std::string name;
  std::string subtitle;
  std::string situation;
  std::string want;
  std::string stake;
  std::string manner;
  std::string opening;
  std::string goal;
  std::uint8_t felt_start = 0;
  std::vector<FeelingShown> feelings;
  std::vector<FactShown> facts;
  std::vector<Named> resolution;
  std::vector<Named> prevention;
  std::vector<Named> presses;  ///< beats the customer may play
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(name), CEREAL_NVP(subtitle), CEREAL_NVP(situation), CEREAL_NVP(want),
      CEREAL_NVP(stake), CEREAL_NVP(manner), CEREAL_NVP(opening), CEREAL_NVP(goal), CEREAL_NVP(felt_start),
      CEREAL_NVP(feelings), CEREAL_NVP(facts), CEREAL_NVP(resolution), CEREAL_NVP(prevention), CEREAL_NVP(presses));
  }
  friend bool operator==(const CustomerBrief&, const CustomerBrief&) = default;
};

struct OfferShown {
  std::string title;
  std::string detail;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(title), CEREAL_NVP(detail));
  }
  friend bool operator==(const OfferShown&, const OfferShown&) = default;
};

struct HistoryShown {
  std::string when;
  std::string by;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(when), CEREAL_NVP(by), CEREAL_NVP(text));
  }
  friend bool operator==(const HistoryShown&, const HistoryShown&) = default;
};

/// The agent's side of the card. To the agent at once; to the others as with CustomerBrief.
struct AgentBrief {
  static constexpr std::uint16_t kNumber = 32;
  SessionId session;
  std::string customer_name;
  std::string name;
  std::string company;
  std::string subtitle;
  std::string about;
  std::string policy;
  std::string success;
  std::string remember;
  std::vector<OfferShown> may_offer;
  std::vector<OfferShown> ask_first;
  std::string ask_whom;
  std::vector<OfferShown> not_yours;
  std::vector<HistoryShown> history;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(customer_name), CEREAL_NVP(name), CEREAL_NVP(company), CEREAL_NVP(subtitle),
      CEREAL_NVP(about), CEREAL_NVP(policy), CEREAL_NVP(success), CEREAL_NVP(remember), CEREAL_NVP(may_offer),
      CEREAL_NVP(ask_first), CEREAL_NVP(ask_whom), CEREAL_NVP(not_yours), CEREAL_NVP(history));
  }
  friend bool operator==(const AgentBrief&, const AgentBrief&) = default;
};

struct PhaseShown {
  static constexpr std::uint16_t kNumber = 33;
  SessionId session;
  Phase phase{};
  Moment started_at;
  Moment ends_at;
  bool paused = false;  ///< the clock stands still; `ends_at` counts from `now`
  Moment now;           ///< the server's clock as it sent this
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(phase), CEREAL_NVP(started_at), CEREAL_NVP(ends_at), CEREAL_NVP(paused),
      CEREAL_NVP(now));
  }
};

/// Somebody is done with this phase.
struct ReadyShown {
  static constexpr std::uint16_t kNumber = 34;
  SessionId session;
  PersonId person;
  Phase phase{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(phase));
  }
};

struct PartnerShown {
  static constexpr std::uint16_t kNumber = 35;
  SessionId session;
  PersonId person;
  PresenceState state{};
  Moment until;  ///< of `away`: how long the place is held
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(state), CEREAL_NVP(until));
  }
};

struct Line {
  MessageId id;
  PersonId from;
  std::string text;
  Moment at;
  Phase phase{};
  Role role{};  ///< in which it was said: a place can change hands
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(at), CEREAL_NVP(phase), CEREAL_NVP(role));
  }
  friend bool operator==(const Line&, const Line&) = default;
};

/// Lines of the transcript, one when it is said, many in a resumed session. Ids count up without gaps.
struct Lines {
  static constexpr std::uint16_t kNumber = 36;
  SessionId session;
  std::vector<Line> lines;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(lines));
  }
};

struct TypingShown {
  static constexpr std::uint16_t kNumber = 37;
  SessionId session;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person));
  }
};

/// To the customer: a beat has come. `jump` says how much later it is now, if the beat jumps in time.
struct BeatShown {
  static constexpr std::uint16_t kNumber = 38;
  SessionId session;
  std::string id;
  std::string text;
  std::string mood;
  std::string jump;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(text), CEREAL_NVP(mood), CEREAL_NVP(jump), CEREAL_NVP(at));
  }
  friend bool operator==(const BeatShown&, const BeatShown&) = default;
};

/// To everybody: time has moved on in the story. Holds nothing but the label.
struct TimeJumped {
  static constexpr std::uint16_t kNumber = 39;
  SessionId session;
  std::string jump;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(jump), CEREAL_NVP(at));
  }
  friend bool operator==(const TimeJumped&, const TimeJumped&) = default;
};

/// To the customer.
struct FeltShown {
  static constexpr std::uint16_t kNumber = 40;
  SessionId session;
  std::uint8_t level = 0;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(level), CEREAL_NVP(at));
  }
};

/// To the customer: this fact counts as told. `earned` false: its condition was not met yet.
struct ToldShown {
  static constexpr std::uint16_t kNumber = 41;
  SessionId session;
  std::string fact;
  bool earned = true;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(fact), CEREAL_NVP(earned), CEREAL_NVP(at));
  }
  friend bool operator==(const ToldShown&, const ToldShown&) = default;
};

/// To its author; after a hand-over to the agent who goes on as well. Ids count up per author.
struct NoteShown {
  static constexpr std::uint16_t kNumber = 42;
  SessionId session;
  NoteId id;
  NoteKind kind{};
  std::string text;
  std::optional<MessageId> source;
  Moment at;
  PersonId by{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(kind), CEREAL_NVP(text), CEREAL_NVP(source), CEREAL_NVP(at),
      CEREAL_NVP(by));
  }
  friend bool operator==(const NoteShown&, const NoteShown&) = default;
};

/// The agent takes a breath: the clock stands still until then.
struct BreathShown {
  static constexpr std::uint16_t kNumber = 43;
  SessionId session;
  Moment until;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(until));
  }
};

/// Recap number `attempt` (1, or 2 for the mended one).
struct RecapShown {
  static constexpr std::uint16_t kNumber = 44;
  SessionId session;
  std::uint8_t attempt = 1;
  Recap recap;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(attempt), CEREAL_NVP(recap), CEREAL_NVP(at));
  }
  friend bool operator==(const RecapShown&, const RecapShown&) = default;
};

/// The customer's marks, as their receiver may see them: links and ids of the card are empty before the debrief for
/// everybody but the customer; `missed` and `untold` too.
struct MarksShown {
  static constexpr std::uint16_t kNumber = 45;
  SessionId session;
  std::uint8_t attempt = 1;
  Mark marks;
  std::uint32_t missed = 0;  ///< how many
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(attempt), CEREAL_NVP(marks), CEREAL_NVP(missed), CEREAL_NVP(at));
  }
  friend bool operator==(const MarksShown&, const MarksShown&) = default;
};

/// Your own rating is stored (also on resume); with the debrief, everybody's.
struct RatingShown {
  static constexpr std::uint16_t kNumber = 46;
  SessionId session;
  PersonId by;
  Rate rating;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(by), CEREAL_NVP(rating));
  }
};

/// The customer's own outcome is stored; with the debrief, to everybody.
struct OutcomeShown {
  static constexpr std::uint16_t kNumber = 47;
  SessionId session;
  Outcome outcome;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(outcome));
  }
};

/// `points` out of `of`; a share of nothing is not shown.
struct Share {
  std::uint32_t points = 0;
  std::uint32_t of = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(points), CEREAL_NVP(of));
  }
  friend bool operator==(const Share&, const Share&) = default;
};

/// The evidence score, part by part. `total` is the sum of the parts less what was invented, never under 0.
struct Evidence {
  Share capture;
  Share disclosure;
  Share resolution;
  Share prevention;
  std::uint32_t invented = 0;
  std::uint32_t told_again = 0;
  Share total;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(capture), CEREAL_NVP(disclosure), CEREAL_NVP(resolution), CEREAL_NVP(prevention), CEREAL_NVP(invented),
      CEREAL_NVP(told_again), CEREAL_NVP(total));
  }
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct FeltPoint {
  Moment at;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(at), CEREAL_NVP(level));
  }
  friend bool operator==(const FeltPoint&, const FeltPoint&) = default;
};

struct ToldFact {
  std::string fact;
  bool earned = true;
  bool captured = false;  ///< confirmed in the first recap
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(fact), CEREAL_NVP(earned), CEREAL_NVP(captured), CEREAL_NVP(at));
  }
  friend bool operator==(const ToldFact&, const ToldFact&) = default;
};

struct TallyCount {
  Tally kind{};
  std::uint32_t count = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(count));
  }
  friend bool operator==(const TallyCount&, const TallyCount&) = default;
};

/// The mean of a criterion over the people who rated the agent, oneself not counted.
struct CriterionMean {
  std::string criterion;
  double mean = 0;
  std::uint32_t n = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(mean), CEREAL_NVP(n));
  }
  friend bool operator==(const CriterionMean&, const CriterionMean&) = default;
};

/// What the chat shows by itself, as a question: how often, and the first line it was.
struct SignalCount {
  ChatSignal kind{};
  PersonId person;
  std::uint32_t count = 0;
  MessageId first{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(kind), CEREAL_NVP(person), CEREAL_NVP(count), CEREAL_NVP(first));
  }
  friend bool operator==(const SignalCount&, const SignalCount&) = default;
};

/// What only the debrief knows. Sent last, after both briefs, the marks, the outcome and all ratings.
struct DebriefShown {
  static constexpr std::uint16_t kNumber = 48;
  SessionId session;
  Evidence evidence;
  std::vector<CriterionMean> peer;
  Moment talk_started;
  Moment talk_ended;
  std::vector<FeltPoint> curve;  ///< starts where the card fixes it
  std::vector<ToldFact> told;
  std::vector<Named> beats;  ///< those that came
  std::vector<MessageId> heated;
  std::vector<TallyCount> tallies;
  std::vector<std::string> questions;  ///< the card's, to talk about
  std::vector<SignalCount> signals{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(evidence), CEREAL_NVP(peer), CEREAL_NVP(talk_started), CEREAL_NVP(talk_ended),
      CEREAL_NVP(curve), CEREAL_NVP(told), CEREAL_NVP(beats), CEREAL_NVP(heated), CEREAL_NVP(tallies),
      CEREAL_NVP(questions), CEREAL_NVP(signals));
  }
  friend bool operator==(const DebriefShown&, const DebriefShown&) = default;
};

struct ReactionShown {
  static constexpr std::uint16_t kNumber = 49;
  SessionId session;
  PersonId person;
  std::string word;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(word));
  }
};

struct IntentionShown {
  static constexpr std::uint16_t kNumber = 50;
  SessionId session;
  PersonId person;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(text));
  }
};

/// The session is over for you; what it left behind stays readable.
struct SessionClosed {
  static constexpr std::uint16_t kNumber = 51;
  SessionId session;
  Ending ending{};
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ending), CEREAL_NVP(text));
  }
};

/// To the observer: how often this was tapped.
struct TallyShown {
  static constexpr std::uint16_t kNumber = 52;
  SessionId session;
  Tally kind{};
  std::uint32_t count = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(kind), CEREAL_NVP(count));
  }
};

/// Somebody sits in another role now, or came in. `instead_of`: whose place it was; 0: nobody's. Whoever it is gets
/// the session anew, from Paired on.
struct SeatShown {
  static constexpr std::uint16_t kNumber = 53;
  SessionId session;
  Participant who;
  PersonId instead_of;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(who), CEREAL_NVP(instead_of));
  }
};

/// To the agent: something came in beside the talk. `inside` once it was opened.
struct PingShown {
  static constexpr std::uint16_t kNumber = 54;
  SessionId session;
  std::uint32_t ping = 0;
  std::string from;
  std::string text;
  std::string inside;
  bool open = false;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(ping), CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(inside), CEREAL_NVP(open),
      CEREAL_NVP(at));
  }
  friend bool operator==(const PingShown&, const PingShown&) = default;
};

/// Somebody said one of their lines anew.
struct RetakeShown {
  static constexpr std::uint16_t kNumber = 55;
  SessionId session;
  PersonId person;
  MessageId message;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(message), CEREAL_NVP(text));
  }
  friend bool operator==(const RetakeShown&, const RetakeShown&) = default;
};

/// One challenge as the debrief tells it: what was done, and the truth beside it.
struct ModifierTold {
  Modifier modifier{};
  std::string what;
  std::string truth;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(modifier), CEREAL_NVP(what), CEREAL_NVP(truth));
  }
  friend bool operator==(const ModifierTold&, const ModifierTold&) = default;
};

/// With the debrief: the challenges that ran, and who sat where when that changed.
struct ModifiersShown {
  static constexpr std::uint16_t kNumber = 56;
  SessionId session;
  std::vector<ModifierTold> told;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(told));
  }
  friend bool operator==(const ModifiersShown&, const ModifiersShown&) = default;
};

/// What happened to the session beside the talk, for its transcript: somebody's connection was lost, a place passed on,
/// the call was handed over.
struct SceneNote {
  static constexpr std::uint16_t kNumber = 57;
  SessionId session;
  std::string text;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(text), CEREAL_NVP(at));
  }
  friend bool operator==(const SceneNote&, const SceneNote&) = default;
};

/// Playing again from a line, with roles swapped: `on` once both have asked for it. The lines of it follow in the debrief,
/// said in the other role.
struct ReplayShown {
  static constexpr std::uint16_t kNumber = 58;
  SessionId session;
  MessageId from;        ///< the line; 0: there is no replay, or it is over
  PersonId asked_by{};   ///< while only one has asked
  bool on = false;
  MessageId first{};     ///< of the replay's own lines
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(from), CEREAL_NVP(asked_by), CEREAL_NVP(on), CEREAL_NVP(first));
  }
  friend bool operator==(const ReplayShown&, const ReplayShown&) = default;
};

/// How far somebody kept what they meant to try: to oneself, and with the debrief to everybody.
struct IntentionKept {
  static constexpr std::uint16_t kNumber = 59;
  SessionId session;
  PersonId person;
  std::string meant;
  std::uint8_t level = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(person), CEREAL_NVP(meant), CEREAL_NVP(level));
  }
  friend bool operator==(const IntentionKept&, const IntentionKept&) = default;
};

// --- Rating one transcript together ---------------------------------------------------------------------------------

struct TranscriptLine {
  Role role{};
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(role), CEREAL_NVP(text));
  }
  friend bool operator==(const TranscriptLine&, const TranscriptLine&) = default;
};

/// A recorded talk that the whole class rates. `on` false: it is over. Without lines: the talk stays as shown before.
struct CalibrationShown {
  static constexpr std::uint16_t kNumber = 70;
  bool on = false;
  std::string transcript;
  std::string title;
  std::string situation;
  std::vector<std::string> focus;  ///< criteria to rate
  std::vector<TranscriptLine> lines;
  std::vector<CriterionLevel> own{};  ///< what one has given; empty: nothing yet
  std::uint32_t rated = 0;            ///< how many have
  std::uint32_t of = 0;
  std::vector<std::string> choices{};       ///< to trainers, while none runs: transcripts of this server
  std::vector<std::string> choice_names{};  ///< their titles, in the same order
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(transcript), CEREAL_NVP(title), CEREAL_NVP(situation), CEREAL_NVP(focus), CEREAL_NVP(lines),
      CEREAL_NVP(own), CEREAL_NVP(rated), CEREAL_NVP(of), CEREAL_NVP(choices), CEREAL_NVP(choice_names));
  }
  friend bool operator==(const CalibrationShown&, const CalibrationShown&) = default;
};

struct CalibrationCriterion {
  std::string criterion;
  std::array<std::uint32_t, 5> counts{};
  std::uint32_t none = 0;
  std::optional<std::uint8_t> anchor{};  ///< the trainer's level
  std::optional<std::uint8_t> own{};
  std::string why{};  ///< what the transcript's author says to it
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(criterion), CEREAL_NVP(counts), CEREAL_NVP(none), CEREAL_NVP(anchor), CEREAL_NVP(own), CEREAL_NVP(why));
  }
  friend bool operator==(const CalibrationCriterion&, const CalibrationCriterion&) = default;
};

/// How the class rated it: the spread, the trainer's level, one's own.
struct CalibrationResult {
  static constexpr std::uint16_t kNumber = 71;
  std::string transcript;
  std::string title;
  std::vector<CalibrationCriterion> criteria;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(transcript), CEREAL_NVP(title), CEREAL_NVP(criteria));
  }
  friend bool operator==(const CalibrationResult&, const CalibrationResult&) = default;
};

using ServerMessage =
    std::variant<Welcome, Accepted, Refused, TrainerInvite, LinkCode, ClassEntered, MemberPage, MemberLeft, CardPage,
                 RubricShown, RoundShown, Waiting, SessionShown, TrainerNotice, BroadcastShown, WhisperShown, ClassLeft,
                 Paired, CustomerBrief, AgentBrief, PhaseShown, ReadyShown, PartnerShown, Lines, TypingShown, BeatShown,
                 TimeJumped, FeltShown, ToldShown, NoteShown, BreathShown, RecapShown, MarksShown, RatingShown,
                 OutcomeShown, DebriefShown, ReactionShown, IntentionShown, SessionClosed, TallyShown, BoardPage, SettingsShown,
                 PlanShown, LessonPage, EyesUpShown, HelpShown, WishesShown, SeatShown, PingShown, RetakeShown, ModifiersShown,
                 SceneNote, CardSource, ShelfPage, AuditShown, RatersShown, SeasonsShown, RosterShown, ProfileShown,
                 HistoryPage, PastPart, ReportShown, QuotesShown, GoalShown, PromisesShown, ReplayShown, IntentionKept,
                 CalibrationShown, CalibrationResult>;

}  // namespace earshot::protocol
