// Which cards of a server fit what somebody looks for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/protocol/content.h"

namespace earshot::views {

/// What is looked for; empty and 0 stand for any.
struct CardFilter {
  std::string search;
  std::string sector;
  std::string language;
  std::uint8_t difficulty = 0;

  bool any() const { return search.empty() && sector.empty() && language.empty() && difficulty == 0; }
};

/// Every word of the search begins a word of the card's title, sector, tags, skills or id, however it is written.
bool fits(const protocol::CardSummary& card, const CardFilter& filter);
/// The search alone, in any words.
bool has_words(std::string_view text, std::string_view search);

/// In alphabetical order, each once.
std::vector<std::string> sectors_of(std::span<const protocol::CardSummary> cards);
std::vector<std::string> languages_of(std::span<const protocol::CardSummary> cards);

}  // namespace earshot::views
