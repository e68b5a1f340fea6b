// Every limit on what may cross the wire, in one place. "Characters" are code points.
#pragma once

#include <cstddef>
#include <cstdint>

namespace earshot::protocol::limits {

/// The largest message either way, before sealing.
inline constexpr std::size_t kMessageBytes = 16 * 1024;
/// The largest intent: smaller, so that a message which hands its text on still fits.
inline constexpr std::size_t kIntentBytes = 15 * 1024;
/// Pages (members, transcripts, boards) are cut before they pass this size.
inline constexpr std::size_t kPageBytes = 12 * 1024;

inline constexpr std::size_t kChatCharacters = 2'000;
inline constexpr std::size_t kNameCharacters = 40;
inline constexpr std::size_t kTeamCharacters = 40;
inline constexpr std::size_t kClassNameCharacters = 80;
inline constexpr std::size_t kCodeCharacters = 16;
inline constexpr std::size_t kTokenCharacters = 80;
inline constexpr std::size_t kIdCharacters = 40;  ///< ids of cards, facts, beats, criteria
inline constexpr std::size_t kTeams = 12;
inline constexpr std::size_t kClassMembers = 200;

inline constexpr std::size_t kRecapCharacters = 1'000;
inline constexpr std::size_t kRecapWords = 120;
inline constexpr std::size_t kRecapFacts = 20;
inline constexpr std::size_t kRecapFactCharacters = 120;
inline constexpr std::size_t kRecapFeelings = 8;
inline constexpr std::size_t kRecapFeelingCharacters = 60;
/// What a customer can name in one list of marks or outcomes: a card holds no more.
inline constexpr std::size_t kMarkedIds = 40;
inline constexpr std::size_t kCorrectionCharacters = 80;

inline constexpr std::size_t kNoteCharacters = 200;
inline constexpr std::size_t kCommentCharacters = 300;  ///< keep doing, try next
inline constexpr std::size_t kWordCharacters = 40;
inline constexpr std::size_t kIntentionCharacters = 200;
inline constexpr std::size_t kHelpCharacters = 200;
inline constexpr std::size_t kWhisperCharacters = 500;
inline constexpr std::size_t kCriteria = 20;
inline constexpr std::size_t kNoOpportunity = 3;  ///< 'no opportunity' in one rating, at most

inline constexpr std::size_t kSeasonNameCharacters = 60;
inline constexpr std::size_t kAliasCharacters = 24;
inline constexpr std::size_t kPromiseCharacters = 200;
inline constexpr std::size_t kQuotes = 30;            ///< lines of a class that its people let the trainer show
inline constexpr std::size_t kTranscriptBytes = 10 * 1024;  ///< of a recorded talk, all its lines: it fits one message
inline constexpr std::size_t kSeasons = 60;

inline constexpr std::size_t kSessionLines = 1'000;
/// All lines together, so that a resume can hand the whole transcript over at once.
inline constexpr std::size_t kSessionLineBytes = 256 * 1024;
inline constexpr std::size_t kSessionNotes = 100;  ///< of one person
inline constexpr std::size_t kSessionFelt = 300;
inline constexpr std::size_t kSessionTaps = 300;  ///< observer's tallies
inline constexpr std::size_t kSessionHeated = 100;

inline constexpr std::size_t kPlanSteps = 16;
inline constexpr std::size_t kStepTitleCharacters = 60;
inline constexpr std::size_t kStepCards = 6;  ///< so that a whole plan fits one message
inline constexpr std::size_t kModifiers = 5;
inline constexpr std::size_t kWishes = 100;
inline constexpr std::size_t kHelpWaiting = 40;  ///< calls of one class that wait at once
inline constexpr std::size_t kSessionRetakes = 20;
inline constexpr std::uint32_t kMinSeatHeldSeconds = 5;
inline constexpr std::uint32_t kMaxSeatHeldSeconds = 15 * 60;

inline constexpr std::size_t kLanguageCharacters = 10;
inline constexpr std::size_t kCardBytes = 64 * 1024;      ///< of a card's text, all parts together
inline constexpr std::size_t kCardPartBytes = 12 * 1024;  ///< of one part
inline constexpr std::size_t kCardParts = 8;
inline constexpr std::size_t kShelfCards = 500;  ///< that trainers of one server have worked on

inline constexpr std::uint32_t kMinMinutes = 1;
inline constexpr std::uint32_t kMaxMinutes = 60;
inline constexpr std::uint32_t kMaxExtendSeconds = 30 * 60;

}  // namespace earshot::protocol::limits
