// A scenario card: what one role-play is about, with a side for the customer and a side for the agent.
//
// A card as written holds placeholders ({order}, {city}) in its texts; `resolve` fills in one variant and gives the
// card that is played. All texts are UTF-8 in NFC and inside the bounds of limits.h once `load` (load.h) returned
// the card. Plain values: copy, move and share between threads as you like.
//
// Each side is a secret of the person who plays it. What may leave the server for whom is the server's business;
// the structs are cut so that one side is one member.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace earshot::card {

/// When the customer may tell a fact.
enum class Rule {
  at_once,   ///< in the first messages
  if_asked,  ///< after a question on the fact's topic
  if_heard,  ///< after the felt-heard meter reached the fact's level
};

/// One thing the customer knows. `text` is in the customer's own words ("I wrote on Tuesday, nobody answered."),
/// since it can be sent as it stands.
struct Fact {
  std::string id;
  std::string text;
  std::string label;  ///< short, for lists and marks; never empty once loaded
  Rule rule = Rule::at_once;
  std::string topic;  ///< what a question must be about; only for if_asked
  int level = 4;      ///< felt-heard level that unlocks it; only for if_heard
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// Stands for the customer's opening in Feeling::shown_in.
inline constexpr std::string_view kOpening = "opening";

struct Feeling {
  std::string id;
  std::string name;    ///< one or two words: "let down"
  std::string reason;  ///< why the customer feels so, in second person
  int intensity = 3;   ///< 1 to 5
  /// Facts and beats by id, or kOpening: in whose words the agent could notice it.
  std::vector<std::string> shown_in;
  friend bool operator==(const Feeling&, const Feeling&) = default;
};

/// The phases in which beats can play.
enum class BeatPhase { talk, recap, solve };

/// When a beat plays. All kinds count within `phase`.
struct Trigger {
  enum class Kind {
    time,            ///< `after` the phase began
    phase,           ///< as the phase begins
    agent_messages,  ///< once the agent has sent `count` messages in the phase
    felt_heard,      ///< once the customer's meter has risen to `count` (1 to 5) in the phase
    pressed,         ///< when the customer chooses to play it
  };
  Kind kind = Kind::phase;
  BeatPhase phase = BeatPhase::talk;
  Seconds after{0};
  int count = 0;
  friend bool operator==(const Trigger&, const Trigger&) = default;
};

/// A prompt to the customer, in second person. A beat with a `time_jump` moves both people on in the story.
struct Beat {
  std::string id;
  std::string text;
  Trigger when;
  std::string mood;       ///< how the customer feels from here on; may be empty
  std::string time_jump;  ///< label of the jump, seen by both ("two days later"); empty if none
  friend bool operator==(const Beat&, const Beat&) = default;
};

/// One thing that would satisfy the customer, ticked in the outcome when it was said.
struct Option {
  std::string id;
  std::string text;
  friend bool operator==(const Option&, const Option&) = default;
};

struct CustomerSide {
  std::string name;       ///< "Dana Whitlock"
  std::string subtitle;   ///< "Bride-to-be, orders from Fernleaf Gifts"
  std::string situation;  ///< what happened
  std::string want;
  std::string stake;    ///< what is at stake; may be empty
  std::string manner;   ///< how to play it
  std::string opening;  ///< a first line the customer could send
  std::string goal;     ///< what the player of the role is after; never empty once loaded
  int felt_start = 2;   ///< where the felt-heard meter starts, 1 to 5
  std::vector<Feeling> feelings;
  std::vector<Fact> facts;
  std::vector<Beat> beats;
  std::vector<Option> resolution;  ///< what would solve it
  std::vector<Option> prevention;  ///< what would keep it from happening again
  friend bool operator==(const CustomerSide&, const CustomerSide&) = default;
};

struct Offer {
  std::string title;
  std::string detail;
  friend bool operator==(const Offer&, const Offer&) = default;
};

/// A line of the customer's history in the agent's CRM view.
struct HistoryNote {
  std::string when;  ///< "11 months ago"
  std::string by;
  std::string text;
  friend bool operator==(const HistoryNote&, const HistoryNote&) = default;
};

struct AgentSide {
  std::string name;      ///< "Sam"
  std::string company;   ///< "Fernleaf Gifts"
  std::string subtitle;  ///< "Gift and wedding supplies, online since 2009"
  std::string about;     ///< the company in two or three sentences
  std::string success;   ///< what a good end is
  std::string remember;  ///< one thing to keep in mind
  std::string policy;    ///< the rules the agent works under; may be empty
  std::vector<Offer> you_decide;
  std::vector<Offer> ask_first;
  std::string ask_whom;  ///< whom to ask for ask_first: "the workshop"
  std::vector<Offer> not_yours;
  std::vector<HistoryNote> history;  ///< true history only; the misleading note is Bias::note
  friend bool operator==(const AgentSide&, const AgentSide&) = default;
};

/// Bait on the agent's screen that looks like the real thing.
struct Bait {
  std::string from;
  std::string text;
  std::string inside;  ///< what opening it shows
  Seconds after{0};    ///< after the talk began
  friend bool operator==(const Bait&, const Bait&) = default;
};

struct Bias {
  HistoryNote note;   ///< misleading, shown among the true history
  std::string truth;  ///< shown beside it in the debrief
  friend bool operator==(const Bias&, const Bias&) = default;
};

/// Prompts to the customer, one after each agent message that leaves the feeling out, in order of heat.
struct Pressure {
  int within = 2;  ///< agent messages in which the feeling must be acknowledged
  std::vector<std::string> lines;
  friend bool operator==(const Pressure&, const Pressure&) = default;
};

struct Handover {
  std::string to;        ///< the second agent's name
  std::string to_agent;  ///< told to the agent who takes over
  std::string to_customer;
  friend bool operator==(const Handover&, const Handover&) = default;
};

/// The challenges this card offers with texts of its own. A tighter clock needs none and fits every card.
struct Modifiers {
  std::vector<Bait> distraction;
  std::optional<Bias> bias;
  std::optional<Pressure> pressure;
  std::optional<Handover> handover;
  friend bool operator==(const Modifiers&, const Modifiers&) = default;
};

struct Durations {
  Seconds brief{120};
  Seconds talk{480};
  Seconds recap{240};
  Seconds solve{240};
  Seconds score{180};
  Seconds debrief{480};
  friend bool operator==(const Durations&, const Durations&) = default;
};

/// Other names, numbers and stakes, so that a card can be met again.
struct Variant {
  std::string id;
  std::string title;                          ///< for the trainer's list; may be empty
  std::map<std::string, std::string> values;  ///< placeholder → text; every variant has the same keys
  std::string stake;                          ///< takes the place of CustomerSide::stake; may be empty
  std::optional<Fact> fact;  ///< takes the place of the fact with its id, or is added as one more
  friend bool operator==(const Variant&, const Variant&) = default;
};

/// What a follow-up episode continues: its people meet again, in the same variant.
struct Follows {
  std::string card;   ///< id
  std::string later;  ///< "nine days later"
  friend bool operator==(const Follows&, const Follows&) = default;
};

/// Translations of a card are cards with the same id and another language.
struct Card {
  std::string id;
  std::string title;
  std::string sector;
  std::string language;  ///< of all its texts: "en", "pt-BR"
  int difficulty = 1;    ///< 1 to 5
  Durations minutes;
  std::vector<std::string> tags;
  std::vector<std::string> skills;  ///< ids out of kSkills (limits.h)
  std::string content_note;         ///< shown before the card is dealt; empty if none is needed
  bool warm_up = false;             ///< a short talk that nobody scores: brief and talk are all that is played
  std::optional<Follows> follows;
  CustomerSide customer;
  AgentSide agent;
  Modifiers modifiers;
  std::vector<std::string> debrief;  ///< questions
  std::vector<std::string> sources;
  std::vector<Variant> variants;  ///< at least one as loaded; empty once resolved
  std::string variant;            ///< id of the variant that was filled in; empty as loaded
  std::string hash;               ///< BLAKE2b-128 of the file's bytes, 32 hex digits
  std::string source;             ///< the file's bytes; empty once resolved
  friend bool operator==(const Card&, const Card&) = default;
};

/// The card as it is played: variant `index` % number of variants filled in, no placeholder left.
Card resolve(const Card& card, std::size_t index);

/// "de" of "de-AT".
constexpr std::string_view main_language(std::string_view code) { return code.substr(0, code.find('-')); }

/// The fact with this id, or nothing.
const Fact* find_fact(const Card& card, const std::string& id);

}  // namespace earshot::card
