// The words both ends share (docs: domain words). Numbers are on the wire and in the journal: append only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace earshot::protocol {

enum class Phase : std::uint8_t { brief = 0, talk = 1, recap = 2, solve = 3, score = 4, debrief = 5 };
inline constexpr std::size_t kPhases = 6;

enum class Role : std::uint8_t { customer = 0, agent = 1, observer = 2 };

/// Chat in Earshot, or spoken face to face while Earshot keeps everything else.
enum class Mode : std::uint8_t { chat = 0, spoken = 1 };

/// What a connection is in the class it has entered.
enum class Standing : std::uint8_t { trainee = 0, trainer = 1 };

enum class PresenceState : std::uint8_t { here = 0, away = 1, gone = 2 };

enum class NoteKind : std::uint8_t { fact = 0, feeling = 1, key_point = 2 };

/// What an observer can tap.
enum class Tally : std::uint8_t { open_question = 0, feeling_named = 1, advice_early = 2, interruption = 3, pause = 4 };

/// What a trainer can put on a round to make listening harder. The trainees learn of it in the debrief.
enum class Modifier : std::uint8_t { distraction = 0, bias = 1, pressure = 2, handover = 3, short_time = 4 };

/// A whole role-play, or a short talk to warm up that nobody scores.
enum class SessionKind : std::uint8_t { role_play = 0, warm_up = 1 };

/// What happens first when a place is given up; if it cannot, the next one does.
enum class DropOut : std::uint8_t {
  observer = 0,  ///< the observer steps in
  waiting = 1,   ///< somebody who waits steps in
  triad = 2,     ///< the one who is left observes another pair
  trainer = 3,   ///< a trainer takes the role
  debrief = 4,   ///< the session ends with a short debrief
};

/// Where somebody goes who arrives while a round runs.
enum class LateJoin : std::uint8_t {
  at_once = 0,     ///< with somebody who waits, or as an observer
  next_round = 1,  ///< into the next round
};

/// What a trainer should look at, the gravest first.
enum class Flag : std::uint8_t {
  stepped_out = 0,
  partner_lost = 1,
  asked_help = 2,
  silent = 3,        ///< nobody has said anything for a while
  advice_early = 4,  ///< the agent offered something while listening was due
  one_sided = 5,     ///< one of the two does nearly all the talking
};

/// Whom the trainer keeps apart, or together.
enum class Wish : std::uint8_t { none = 0, apart = 1, together = 2 };

/// A step of a lesson plan.
enum class StepKind : std::uint8_t { round = 0, warm_up = 1, pause = 2, talk = 3 };

/// What a trainer can do with one session.
enum class SessionAct : std::uint8_t { move_on = 0, extend = 1, pause = 2, continue_ = 3, end = 4, re_pair = 5 };

/// `improvement`: who got better, a session; never where they stand.
enum class BoardKind : std::uint8_t { people = 0, teams = 1, improvement = 2 };
enum class BoardWindow : std::uint8_t { class_ = 0, week = 1, season = 2, all = 3 };

/// What is missing until somebody is ranked.
enum class NeedKind : std::uint8_t {
  sessions = 0,    ///< as agent
  cards = 1,       ///< different ones
  raters = 2,      ///< different ones
  precision = 3,   ///< about so many more sessions until the interval is narrow enough
  connection = 4,  ///< nobody has rated both them and the others: play in a mixed round
  roster = 5,      ///< the trainer has not confirmed who is in the class
  members = 6,     ///< of a team: so many more who are ranked
};

/// How somebody is named on the boards that others see.
enum class NameShown : std::uint8_t { name = 0, alias = 1, hidden = 2 };

/// Why a trainer should look at how somebody rates.
enum class RaterFlag : std::uint8_t {
  erratic = 0,   ///< far from what everybody else sees, now up, now down
  too_even = 1,  ///< hardly tells criteria and people apart
  same_level = 2,  ///< nearly always the same level
  favours = 3,   ///< one person far above what others see
  grudge = 4,    ///< one person far below
};

/// What the chat itself shows, unscored and asked as a question.
enum class ChatSignal : std::uint8_t {
  over_typing = 0,  ///< sent while the partner was typing
  too_quick = 1,    ///< sent sooner than the line before can be read
  burst = 2,        ///< several lines in a row before the partner came to speak
  took_up = 3,      ///< takes up the partner's own words
};

/// The card's disclosure rule for a fact.
enum class FactRule : std::uint8_t { at_once = 0, if_asked = 1, if_heard = 2 };

/// Why an intent was refused.
enum class Why : std::uint8_t {
  bad_message = 0,
  wrong_code = 1,
  name_taken = 2,
  class_full = 3,
  wrong_phase = 4,
  not_your_role = 5,
  not_allowed = 6,
  too_long = 7,
  not_text = 8,
  out_of_range = 9,
  unknown = 10,
  empty = 11,
  wrong_token = 12,
  not_signed_in = 13,
  not_in_class = 14,
  not_in_session = 15,
  busy = 16,
  too_few = 17,
  too_many = 18,
  already_done = 19,
  storage = 20,
  too_fast = 21,
  removed = 22,  ///< a trainer took this person out of the class for good
  muted = 23,
  changed = 24,  ///< somebody else has changed it since
};

/// Why a session ended.
enum class Ending : std::uint8_t { finished = 0, round_ended = 1, stepped_out = 2, partner_gone = 3, class_closed = 4, swapped = 5, moved = 6 };

// Each enum's words, in the order of its numbers: what the line client and the logs say.
inline constexpr std::array<std::string_view, kPhases> kPhaseWords{"brief", "talk", "recap", "solve", "score", "debrief"};
inline constexpr std::array<std::string_view, 3> kRoleWords{"customer", "agent", "observer"};
inline constexpr std::array<std::string_view, 2> kModeWords{"chat", "spoken"};
inline constexpr std::array<std::string_view, 2> kStandingWords{"trainee", "trainer"};
inline constexpr std::array<std::string_view, 3> kPresenceWords{"back", "away", "gone"};
inline constexpr std::array<std::string_view, 3> kNoteWords{"fact", "feeling", "key_point"};
inline constexpr std::array<std::string_view, 5> kTallyWords{"open_question", "feeling_named", "advice_early",
                                                             "interruption", "pause"};
inline constexpr std::array<std::string_view, 3> kBoardWords{"people", "teams", "improvement"};
inline constexpr std::array<std::string_view, 4> kWindowWords{"class", "week", "season", "all"};
inline constexpr std::array<std::string_view, 7> kNeedWords{"sessions", "cards",  "raters", "precision",
                                                            "connection", "roster", "members"};
inline constexpr std::array<std::string_view, 3> kNameShownWords{"name", "alias", "hidden"};
inline constexpr std::array<std::string_view, 5> kRaterFlagWords{"erratic", "too_even", "same_level", "favours", "grudge"};
inline constexpr std::array<std::string_view, 4> kChatSignalWords{"over_typing", "too_quick", "burst", "took_up"};
inline constexpr std::array<std::string_view, 3> kRuleWords{"at_once", "if_asked", "if_heard"};
inline constexpr std::array<std::string_view, 25> kWhyWords{
    "bad_message",  "wrong_code",  "name_taken",   "class_full",     "wrong_phase", "not_your_role", "not_allowed", "too_long",
    "not_text",     "out_of_range", "unknown",     "empty",          "wrong_token", "not_signed_in", "not_in_class",
    "not_in_session", "busy",      "too_few",      "too_many",       "already_done", "storage",      "too_fast",
    "removed",        "muted",     "changed"};
inline constexpr std::array<std::string_view, 7> kEndingWords{
    "finished", "round_ended", "stepped_out", "partner_gone", "class_closed", "swapped", "moved"};
inline constexpr std::array<std::string_view, 5> kModifierWords{"distraction", "bias", "pressure", "handover", "short_time"};
inline constexpr std::array<std::string_view, 2> kSessionKindWords{"role_play", "warm_up"};
inline constexpr std::array<std::string_view, 5> kDropOutWords{"observer", "waiting", "triad", "trainer", "debrief"};
inline constexpr std::array<std::string_view, 2> kLateJoinWords{"at_once", "next_round"};
inline constexpr std::array<std::string_view, 6> kFlagWords{"stepped_out", "partner_lost", "asked_help",
                                                            "silent",      "advice_early", "one_sided"};
inline constexpr std::array<std::string_view, 3> kWishWords{"none", "apart", "together"};
inline constexpr std::array<std::string_view, 4> kStepWords{"round", "warm_up", "break", "talk"};
inline constexpr std::array<std::string_view, 6> kSessionActWords{"move_on", "extend", "pause", "continue", "end", "re_pair"};

constexpr std::string_view word(Phase v) { return kPhaseWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Role v) { return kRoleWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Mode v) { return kModeWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Standing v) { return kStandingWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(PresenceState v) { return kPresenceWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(NoteKind v) { return kNoteWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Tally v) { return kTallyWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(BoardKind v) { return kBoardWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(BoardWindow v) { return kWindowWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(NeedKind v) { return kNeedWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(NameShown v) { return kNameShownWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(RaterFlag v) { return kRaterFlagWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(ChatSignal v) { return kChatSignalWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(FactRule v) { return kRuleWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Why v) { return kWhyWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Ending v) { return kEndingWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Modifier v) { return kModifierWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(SessionKind v) { return kSessionKindWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(DropOut v) { return kDropOutWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(LateJoin v) { return kLateJoinWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Flag v) { return kFlagWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Wish v) { return kWishWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(StepKind v) { return kStepWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(SessionAct v) { return kSessionActWords[static_cast<std::size_t>(v)]; }

/// How many values an enum has; decoding refuses anything beyond.
template <class E>
inline constexpr std::size_t kValues = 0;
template <>
inline constexpr std::size_t kValues<Phase> = kPhaseWords.size();
template <>
inline constexpr std::size_t kValues<Role> = kRoleWords.size();
template <>
inline constexpr std::size_t kValues<Mode> = kModeWords.size();
template <>
inline constexpr std::size_t kValues<Standing> = kStandingWords.size();
template <>
inline constexpr std::size_t kValues<PresenceState> = kPresenceWords.size();
template <>
inline constexpr std::size_t kValues<NoteKind> = kNoteWords.size();
template <>
inline constexpr std::size_t kValues<Tally> = kTallyWords.size();
template <>
inline constexpr std::size_t kValues<BoardKind> = kBoardWords.size();
template <>
inline constexpr std::size_t kValues<BoardWindow> = kWindowWords.size();
template <>
inline constexpr std::size_t kValues<NeedKind> = kNeedWords.size();
template <>
inline constexpr std::size_t kValues<NameShown> = kNameShownWords.size();
template <>
inline constexpr std::size_t kValues<RaterFlag> = kRaterFlagWords.size();
template <>
inline constexpr std::size_t kValues<ChatSignal> = kChatSignalWords.size();
template <>
inline constexpr std::size_t kValues<FactRule> = kRuleWords.size();
template <>
inline constexpr std::size_t kValues<Why> = kWhyWords.size();
template <>
inline constexpr std::size_t kValues<Ending> = kEndingWords.size();
template <>
inline constexpr std::size_t kValues<Modifier> = kModifierWords.size();
template <>
inline constexpr std::size_t kValues<SessionKind> = kSessionKindWords.size();
template <>
inline constexpr std::size_t kValues<DropOut> = kDropOutWords.size();
template <>
inline constexpr std::size_t kValues<LateJoin> = kLateJoinWords.size();
template <>
inline constexpr std::size_t kValues<Flag> = kFlagWords.size();
template <>
inline constexpr std::size_t kValues<Wish> = kWishWords.size();
template <>
inline constexpr std::size_t kValues<StepKind> = kStepWords.size();
template <>
inline constexpr std::size_t kValues<SessionAct> = kSessionActWords.size();

/// The value a word stands for.
template <class E, std::size_t N>
constexpr std::optional<E> from_word(const std::array<std::string_view, N>& words, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == wanted) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace earshot::protocol
