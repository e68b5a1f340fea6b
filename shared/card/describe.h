// The rules of a card in words, for people who read it on paper or in a terminal: in the language that is in force
// (shared/words).
#pragma once

#include <string>

#include "shared/card/card.h"

namespace earshot::card {

/// "if asked: the order number".
std::string describe(const Fact& fact);
/// "Talk, after 2:00".
std::string describe(const Trigger& when);
/// "2:30".
std::string clock(Seconds time);

}  // namespace earshot::card
