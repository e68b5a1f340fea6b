// Bounds of everything a card may hold. Lengths are in characters, of the text with its placeholders filled in.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace earshot::card {

inline constexpr std::size_t kMaxFileBytes = 64 * 1024;

/// The texts of one side together, in bytes. A brief goes out as one message of at most 16 KiB.
inline constexpr std::size_t kMaxSideBytes = 12 * 1024;
/// Beats and questions go out together in the debrief, beside what was felt, told and marked.
inline constexpr std::size_t kMaxDebriefBytes = 10'000;

inline constexpr std::size_t kMaxId = 40;
inline constexpr std::size_t kMaxName = 40;      ///< names, companies, sectors, tags
inline constexpr std::size_t kMaxTitle = 80;     ///< card titles, subtitles, offer titles
inline constexpr std::size_t kMaxLabel = 40;     ///< fact labels, topics, feelings, moods, time jumps
inline constexpr std::size_t kMaxLine = 240;     ///< facts, beats, options, notes, questions, opening lines
inline constexpr std::size_t kMaxPassage = 600;  ///< situation, want, about, success, policy, content note

inline constexpr std::size_t kMaxFacts = 20;
inline constexpr std::size_t kMaxFeelings = 5;
inline constexpr std::size_t kMaxBeats = 16;
inline constexpr std::size_t kMaxOptions = 8;  ///< of resolution and of prevention each
inline constexpr std::size_t kMaxOffers = 6;   ///< of each of the three groups
inline constexpr std::size_t kMaxHistory = 8;
inline constexpr std::size_t kMaxBaits = 4;
inline constexpr std::size_t kMaxPressureLines = 5;
inline constexpr std::size_t kMaxQuestions = 8;
inline constexpr std::size_t kMaxSources = 8;
inline constexpr std::size_t kMaxTags = 12;
inline constexpr std::size_t kMaxLanguage = 10;  ///< "pt-BR"
inline constexpr std::size_t kMaxShownIn = 6;
inline constexpr std::size_t kMaxVariants = 12;
inline constexpr std::size_t kMaxValues = 24;  ///< placeholders
inline constexpr int kMaxAgentMessages = 30;   ///< a beat that waits for more never plays

inline constexpr int kMinPhaseSeconds = 30;
inline constexpr int kMaxPhaseSeconds = 60 * 60;

inline constexpr int kMinScale = 1;  ///< felt-heard levels, intensities and difficulties run from here
inline constexpr int kMaxScale = 5;

/// The twelve skills of the training, by id.
inline constexpr std::array<std::string_view, 12> kSkills = {
    "attention", "facts",    "feelings",   "clarify",   "reflect", "empathy",
    "recap",     "solution", "prevention", "follow_up", "self",    "continuity"};

}  // namespace earshot::card
