// A class that does what a seed says: sensible and senseless intents of everybody, lost connections, restarts, time.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "tests/support/world.h"

namespace earshot::testing {

/// One step of a random play. Any three numbers are a step.
struct Step {
  std::uint8_t who = 0;
  std::uint8_t what = 0;
  std::uint8_t how = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step);

/// Plays of up to some hundred steps.
rc::Gen<std::vector<Step>> any_play();

/// Does the step; refusals are part of the play.
void play(World& world, const Step& step);

/// People who join with a wish for a team or without one.
void fill(World& world, std::size_t people);

/// A random play of a class with a trainer, or of Practice. `world` is new and has no people yet.
void play_class(World& world);
void play_practice(World& world);

}  // namespace earshot::testing
