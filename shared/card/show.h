// A card as plain text, for people who write cards.
#pragma once

#include <string>

#include "shared/card/card.h"

namespace earshot::card {

/// Both sides of a resolved card, as the two people read them.
std::string show(const Card& played);

}  // namespace earshot::card
