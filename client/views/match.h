// A guess at which fact of the card a line of the recap is about, for the customer to correct.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earshot::views {

struct Candidate {
  std::string id;
  std::string words;  ///< all words that speak for it
};

/// The candidate that shares most of its telling words with `line`; none where nothing speaks for one. Words count as
/// the same from their first five letters on, so that "names" meets "named"; numbers count double.
std::optional<std::size_t> best_match(std::string_view line, std::span<const Candidate> candidates);

}  // namespace earshot::views
