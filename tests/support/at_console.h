// The trainer's console over a made-up class of thirty, screen by screen.
#pragma once

#include <string_view>
#include <vector>

#include "client/model/model.h"
#include "client/views/state.h"
#include "shared/base/clock.h"

namespace earshot::at_console {

inline constexpr TimePoint kNow{Seconds{1'760'000'000}};

/// The names that show() knows.
std::vector<std::string_view> scenes();
/// Makes `model` and `state` anew, as the trainer has them on this screen; false: there is no such scene.
bool show(std::string_view scene, model::Model& model, views::State& state);

}  // namespace earshot::at_console
