#include "client/views/card_filter.h"

#include <algorithm>
#include <set>

#include "shared/base/text.h"

namespace earshot::views {
namespace {

/// Letters and digits of any script stay, everything else parts words.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text::without_marks(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool in_word = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (in_word) {
      out.back() += c;
    } else if (!out.back().empty()) {
      out.emplace_back();
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

}  // namespace

bool has_words(std::string_view text, std::string_view search) {
  const auto there = words_of(text);
  return std::ranges::all_of(words_of(search), [&](const std::string& wanted) {
    return std::ranges::any_of(there, [&](const std::string& word) { return word.starts_with(wanted); });
  });
}

bool fits(const protocol::CardSummary& card, const CardFilter& filter) {
  if (!filter.sector.empty() && card.sector != filter.sector) return false;
  if (filter.difficulty != 0 && card.difficulty != filter.difficulty) return false;
  if (!filter.language.empty() && std::ranges::find(card.languages, filter.language) == card.languages.end()) return false;
  if (filter.search.empty()) return true;
  std::string text = card.title + ' ' + card.sector + ' ' + card.id;
  for (const auto* list : {&card.tags, &card.skills}) {
    for (const auto& word : *list) text += ' ' + word;
  }
  return has_words(text, filter.search);
}

std::vector<std::string> sectors_of(std::span<const protocol::CardSummary> cards) {
  std::set<std::string> all;
  for (const auto& card : cards) {
    if (!card.warm_up) all.insert(card.sector);
  }
  return {all.begin(), all.end()};
}

std::vector<std::string> languages_of(std::span<const protocol::CardSummary> cards) {
  std::set<std::string> all;
  for (const auto& card : cards) all.insert(card.languages.begin(), card.languages.end());
  return {all.begin(), all.end()};
}

}  // namespace earshot::views
