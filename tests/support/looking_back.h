// A made-up class with all that can be looked back at: boards, an audit, progress, a trainer's reports.
#pragma once

#include <cstddef>
#include <vector>

#include "client/model/model.h"
#include "shared/base/clock.h"

namespace earshot::looking_back {

inline constexpr TimePoint kNow{Seconds{1'764'500'000}};

/// A trainee, Sam Reyes, in a class of three teams; in the middle of the second season.
model::Model a_class();
/// The same model for its trainer, with what only trainers are told.
void as_trainer(model::Model& model);
/// The server's own class, without a trainer; with a weekly letter and a first recap to rate again.
void in_practice(model::Model& model);
/// Boards on which everybody is provisional still.
void unranked(model::Model& model);
/// Rows of `count` people in tiers of six, of whom the 17th is oneself.
std::vector<protocol::BoardRow> many_rows(std::size_t count);

}  // namespace earshot::looking_back
