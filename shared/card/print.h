// A card on paper, for a room without network: both halves, and a sheet for whoever observes or leads the talk.
#pragma once

#include <span>
#include <string>

#include "shared/card/card.h"

namespace earshot::card {

/// Puts the language of each card in force while it prints it, and leaves that of the last one. One HTML page, complete in itself, for these resolved cards; each half starts on a new sheet of A4 paper and says on
/// each page whose it is, so that nobody is handed the other's.
std::string print(std::span<const Card> played);

}  // namespace earshot::card
