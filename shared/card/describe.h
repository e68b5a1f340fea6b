// The rules of a card in words, for people who read it on paper or in a terminal.
#pragma once

#include <string>

#include "shared/card/card.h"

namespace earshot::card {

/// "if asked about the order number".
std::string describe(const Fact& fact);
/// "2:00 into the talk".
std::string describe(const Trigger& when);
/// "2:30".
std::string clock(Seconds time);

inline const char* tr(const char* text) { return text; }

}  // namespace earshot::card
