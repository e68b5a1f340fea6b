// Short talks before the first round, and as a step of a plan. Nobody scores them and they count for nothing.
#pragma once

#include <span>
#include <string>

#include "server/domain/class.h"

namespace earshot::domain {

/// Everybody who is here and free warms up: in twos, and one of three if the number is odd. `cards` as in a step.
Events warm_up_together(const Class& klass, std::span<const std::string> cards, const Context& context);

/// Two who are free begin a warm-up, if the class warms up now and one of them has not yet: until its first round where
/// the class is set so, and during a warm-up step.
Events warm_up_follows(const Class& klass, const Context& context);

}  // namespace earshot::domain
