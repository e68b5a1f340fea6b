// The words of a line that tell something, to see what one line has in common with another.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace earshot::domain {

using Words = std::set<std::string, std::less<>>;

/// Words of five letters or more, in folded case: short ones hold sentences together in nearly every language.
Words content_words(std::string_view utf8);

}  // namespace earshot::domain
