// Made-up role-plays, one for each screen that a trainee sees from the brief to the debrief.
#pragma once

#include <string_view>
#include <vector>

#include "client/model/model.h"
#include "client/views/state.h"
#include "shared/base/clock.h"

namespace earshot::playing {

inline constexpr TimePoint kNow{Seconds{1'760'000'000}};

/// The names that show() knows, in the order of a role-play.
const std::vector<std::string_view>& scenes();
/// Makes `model` and `state` anew, as one person has them on this screen; false: there is no such scene.
bool show(std::string_view scene, model::Model& model, views::State& state);

}  // namespace earshot::playing
