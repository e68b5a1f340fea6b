// The two sides of the recap: the agent writes it, the customer marks it.
#pragma once

#include "client/views/view.h"

namespace earshot::views {

void recap_of_agent(const PlayView& view, PlayState& state);
void recap_of_customer(const PlayView& view, PlayState& state);

/// The text of a recap as a bubble as wide as `box`, with the feelings it names marked; returns its height.
float recap_bubble(const Box& box, const protocol::Recap& recap);

/// How many lines of a recap were confirmed and how many were not.
struct MarkCount {
  std::size_t right = 0, not_quite = 0;
};
MarkCount count_marks(const protocol::Mark& marks);
/// Three numbers: right, not quite, missed.
void mark_counts(const Box& box, const MarkCount& count, std::size_t missed);

}  // namespace earshot::views
