#include "client/views/match.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace earshot::views {
namespace {

constexpr std::size_t kStem = 5;
constexpr std::array<std::string_view, 26> kCommon{"about", "after", "again", "also", "back", "been",  "could", "from", "have",
                                                   "here",  "into",  "only",  "over", "said",  "that",  "their", "them",
                                                   "there", "they",  "this",  "want",  "were", "what",  "when",  "with", "your"};

/// The telling words of a text: numbers, and words of four letters or more, cut to their stem.
std::set<std::string> telling(std::string_view text) {
  std::set<std::string> out;
  std::string word;
  const auto finish = [&] {
    const bool number = std::ranges::any_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
    const bool common = std::ranges::find(kCommon, word) != kCommon.end();
    if (number || (word.size() >= 4 && !common)) out.insert(number ? word : word.substr(0, kStem));
    word.clear();
  };
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    if (c >= 0x80 || std::isalnum(c) != 0) {
      word += static_cast<char>(std::tolower(c));
    } else if (!word.empty()) {
      finish();
    }
  }
  if (!word.empty()) finish();
  return out;
}

double weight(const std::string& word) { return std::isdigit(static_cast<unsigned char>(word.back())) != 0 ? 2 : 1; }

}  // namespace

std::optional<std::size_t> best_match(std::string_view line, std::span<const Candidate> candidates) {
  const auto given = telling(line);
  std::optional<std::size_t> best;
  double best_score = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto words = telling(candidates[i].words);
    double shared = 0;
    for (const auto& word : words) {
      if (given.contains(word)) shared += weight(word);
    }
    // Of two that share as much, the shorter one is meant.
    const double score = shared - 0.01 * static_cast<double>(words.size());
    if (shared > 0 && (!best || score > best_score)) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

}  // namespace earshot::views
