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

enum class BoardKind : std::uint8_t { people = 0, teams = 1 };
enum class BoardWindow : std::uint8_t { class_ = 0, week = 1, season = 2, all = 3 };

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
};

/// Why a session ended.
enum class Ending : std::uint8_t { finished = 0, round_ended = 1, stepped_out = 2, partner_gone = 3, class_closed = 4 };

// Each enum's words, in the order of its numbers: what the line client and the logs say.
inline constexpr std::array<std::string_view, kPhases> kPhaseWords{"brief", "talk", "recap", "solve", "score", "debrief"};
inline constexpr std::array<std::string_view, 3> kRoleWords{"customer", "agent", "observer"};
inline constexpr std::array<std::string_view, 2> kModeWords{"chat", "spoken"};
inline constexpr std::array<std::string_view, 2> kStandingWords{"trainee", "trainer"};
inline constexpr std::array<std::string_view, 3> kPresenceWords{"back", "away", "gone"};
inline constexpr std::array<std::string_view, 3> kNoteWords{"fact", "feeling", "key_point"};
inline constexpr std::array<std::string_view, 5> kTallyWords{"open_question", "feeling_named", "advice_early",
                                                             "interruption", "pause"};
inline constexpr std::array<std::string_view, 2> kBoardWords{"people", "teams"};
inline constexpr std::array<std::string_view, 4> kWindowWords{"class", "week", "season", "all"};
inline constexpr std::array<std::string_view, 3> kRuleWords{"at_once", "if_asked", "if_heard"};
inline constexpr std::array<std::string_view, 22> kWhyWords{
    "bad_message",  "wrong_code",  "name_taken",   "class_full",     "wrong_phase", "not_your_role", "not_allowed", "too_long",
    "not_text",     "out_of_range", "unknown",     "empty",          "wrong_token", "not_signed_in", "not_in_class",
    "not_in_session", "busy",      "too_few",      "too_many",       "already_done", "storage",      "too_fast"};
inline constexpr std::array<std::string_view, 5> kEndingWords{"finished", "round_ended", "stepped_out", "partner_gone",
                                                              "class_closed"};

constexpr std::string_view word(Phase v) { return kPhaseWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Role v) { return kRoleWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Mode v) { return kModeWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Standing v) { return kStandingWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(PresenceState v) { return kPresenceWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(NoteKind v) { return kNoteWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Tally v) { return kTallyWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(BoardKind v) { return kBoardWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(BoardWindow v) { return kWindowWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(FactRule v) { return kRuleWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Why v) { return kWhyWords[static_cast<std::size_t>(v)]; }
constexpr std::string_view word(Ending v) { return kEndingWords[static_cast<std::size_t>(v)]; }

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
inline constexpr std::size_t kValues<FactRule> = kRuleWords.size();
template <>
inline constexpr std::size_t kValues<Why> = kWhyWords.size();
template <>
inline constexpr std::size_t kValues<Ending> = kEndingWords.size();

/// The value a word stands for.
template <class E, std::size_t N>
constexpr std::optional<E> from_word(const std::array<std::string_view, N>& words, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == wanted) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace earshot::protocol
