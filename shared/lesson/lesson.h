// A lesson plan as a trainer writes it: ordered steps on the cards of this server.
#pragma once

#include <cstdint>
#include <string>

#include "shared/card/card.h"
#include "shared/protocol/lesson.h"

namespace earshot::lesson {

struct Lesson {
  protocol::Plan plan;        ///< with its id
  std::string about;          ///< one or two sentences, for the trainer who picks it
  std::uint32_t minutes = 0;  ///< about how long it takes: what the file says, or the sum of its steps
  friend bool operator==(const Lesson&, const Lesson&) = default;
};

/// True if the card has texts for this challenge; a tighter clock needs none and fits every role-play.
bool offers(const card::Card& card, protocol::Modifier modifier);

}  // namespace earshot::lesson
