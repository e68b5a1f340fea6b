// Everything a person at a client sees, as plain data.
//
// One direction: a server message goes through reduce() into the model, a view reads the model and gives intents, and
// submit() puts those parts of an intent into the model that are shown before the server answers. No sockets, no clock,
// no windows; time is a parameter. Owned by one thread.
//
// Live messages and the pages of a resume compose to the same model: projected() of both is equal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/model/connection.h"
#include "client/model/discovery.h"
#include "client/model/insight.h"
#include "client/model/session.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::model {

struct Self {
  PersonId person;  ///< 0: nobody yet
  std::string name;
  bool trainer = false;  ///< of the server; in a class `ClassView::standing` counts
  friend bool operator==(const Self&, const Self&) = default;
};

struct ClassView {
  ClassId id;
  std::string code;
  std::string name;
  protocol::Standing standing{};
  std::vector<std::string> teams;
  bool practice = false;  ///< the server's own class, whose queue is always open
  std::vector<protocol::Member> members;  ///< in the order they came
  bool members_complete = false;          ///< the first list has come whole
  bool owner = false;                     ///< this person opened it

  const protocol::Member* member(PersonId person) const;
  friend bool operator==(const ClassView&, const ClassView&) = default;
};

/// The server said no. `field` names where it belongs on the screen; empty: nowhere in particular.
struct RefusalNote {
  std::uint64_t intent = 0;
  std::uint16_t kind = 0;  ///< number of the intent's kind; 0: unknown (of an intent before a restart)
  protocol::Why why{};
  std::string text;
  std::string field;
  TimePoint at{};
  friend bool operator==(const RefusalNote&, const RefusalNote&) = default;
};

/// Somebody asked the trainer for help, or stepped out.
struct Notice {
  PersonId person;
  SessionId session;
  bool stepped_out = false;
  std::string text;
  TimePoint at{};
  friend bool operator==(const Notice&, const Notice&) = default;
};

/// A trainer's line: to everybody (`to` and `session` are 0), to one session, or a whisper. `id` counts in its class.
struct Post {
  ClassId in;
  std::uint64_t id = 0;
  PersonId from;
  PersonId to;
  SessionId session;
  std::string text;
  TimePoint at{};
  friend bool operator==(const Post&, const Post&) = default;
};

struct PendingIntent {
  std::uint16_t kind = 0;
  TimePoint since{};
  friend bool operator==(const PendingIntent&, const PendingIntent&) = default;
};

struct LinkCodeShown {
  std::string code;
  TimePoint until{};
  friend bool operator==(const LinkCodeShown&, const LinkCodeShown&) = default;
};

/// A card's text that a trainer has opened.
struct OpenedCard {
  std::string card, language;
  std::uint32_t version = 0;
  bool draft = false;
  std::string text;
  std::uint32_t parts_left = 0;  ///< 0: it is whole
  friend bool operator==(const OpenedCard&, const OpenedCard&) = default;
};

struct Model {
  Connection connection;  ///< set by the link
  Discovery discovery;    ///< set by the link, while classes are looked for
  Self self;
  std::optional<ClassView> in_class;
  std::vector<protocol::CardSummary> cards;
  bool cards_complete = false;
  std::optional<protocol::RubricShown> rubric;
  std::optional<protocol::RoundShown> round;  ///< the class's round, while it runs
  std::optional<protocol::Waiting> waiting;
  std::map<SessionId, protocol::SessionShown> sessions;  ///< a trainer's grid
  Milliseconds grid_ahead{};                             ///< how far the server's clock is ahead, for the grid
  std::optional<protocol::ClassSettings> settings;
  std::map<std::pair<std::string, std::string>, protocol::ShelfEntry> shelf;  ///< by card and language; a server trainer's
  std::optional<OpenedCard> opened_card;                                      ///< the last one
  std::optional<protocol::PlanShown> plan;
  std::vector<protocol::LessonSummary> lessons;  ///< of this server; a trainer's
  bool lessons_complete = false;
  std::optional<protocol::EyesUpShown> eyes_up;  ///< while it is on
  std::vector<protocol::HelpRequest> help;       ///< a trainer's: who waits for help, the first first
  std::vector<protocol::WishPair> wishes;        ///< a trainer's
  std::optional<Session> session;                        ///< the one this person plays or watches
  std::optional<EndedSession> ended;                     ///< the last one that is over; gone when the next is paired
  std::optional<Session> before;  ///< as it was before a resume, until its pages come: for the lines that are not sent yet
  std::optional<std::string> class_left;                 ///< why, until a class is entered again

  std::vector<Notice> notices;  ///< newest last; at most kKept
  std::vector<Post> posts;      ///< newest last; at most kKept
  Insight insight;              ///< what is looked back at
  std::string trainer_invite;  ///< the last one that was asked for
  std::optional<LinkCodeShown> link_code;

  std::map<std::uint64_t, PendingIntent> pending;  ///< unanswered ones, by the number that send() gave
  std::map<std::uint16_t, RefusalNote> refusals;   ///< the last by kind of intent, until one of it is submitted
  std::optional<RefusalNote> last_refusal;

  static constexpr std::size_t kKept = 100;
  friend bool operator==(const Model&, const Model&) = default;
};

/// Takes in what the server said. `now` is this machine's time.
void reduce(Model& model, const protocol::ServerMessage& message, TimePoint now);

/// Takes in what this person is about to send: marks it as unanswered, shows an own line at once, clears an earlier
/// refusal of the same kind. `intent.number` is what the answer will carry; 0 expects none.
void submit(Model& model, const protocol::NumberedIntent& intent, TimePoint now);

/// Takes a refused line away: it is sent again, or given up.
void drop_failed_line(Model& model, std::uint64_t intent);

/// What the server refused last of this kind, if nothing of the kind was sent since. For showing it at its field.
template <class IntentKind>
const RefusalNote* refusal_of(const Model& model) {
  const auto found = model.refusals.find(IntentKind::kNumber);
  return found == model.refusals.end() ? nullptr : &found->second;
}

/// True while an intent of this kind waits for its answer.
template <class IntentKind>
bool is_pending(const Model& model) {
  for (const auto& [number, intent] : model.pending) {
    if (intent.kind == IntentKind::kNumber) return true;
  }
  return false;
}

/// How a person is called, wherever they are known from.
std::optional<std::string> known_name(const Model& model, PersonId person);
/// The same; "somebody", in the person's language, if nowhere.
std::string name_of(const Model& model, PersonId person);
const protocol::CardSummary* find_card(const Model& model, std::string_view id);
/// Among the agent's criteria and the customer's.
const protocol::Criterion* find_criterion(const Model& model, std::string_view id);

/// The model without what is the device's own (connection, unanswered intents, refusals, typing, posts, boards, the
/// ended or watched session, clock offsets): what the server's projection alone decides.
Model projected(Model model);

}  // namespace earshot::model
