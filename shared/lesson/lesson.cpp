#include "shared/lesson/lesson.h"

namespace earshot::lesson {

bool offers(const card::Card& card, protocol::Modifier modifier) {
  using protocol::Modifier;
  switch (modifier) {
    case Modifier::distraction: return !card.modifiers.distraction.empty();
    case Modifier::bias: return card.modifiers.bias.has_value();
    case Modifier::pressure: return card.modifiers.pressure.has_value();
    case Modifier::handover: return card.modifiers.handover.has_value();
    case Modifier::short_time: return !card.warm_up;
  }
  return false;
}

}  // namespace earshot::lesson
