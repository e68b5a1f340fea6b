// A card with a content note can be put back while it is being read: the same people get another one.
#pragma once

#include "server/domain/class.h"

namespace earshot::domain {

/// Ends the person's session and starts another with the same people, places, round, mode, focus and lengths, on a
/// card in force without a content note, if possible one that none of them has met; its challenges are those that the
/// new card offers. Refuses after Brief, for a card without a content note, and if there is no other card.
Decision swap_card(const Class& klass, PersonId who, const Context& context);

}  // namespace earshot::domain
