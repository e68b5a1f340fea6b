// Private notes by kind, and words out of a bubble that become one.
#pragma once

#include <vector>

#include "client/views/view.h"
#include "client/widgets/layout.h"

namespace earshot::views {

/// The notes of one kind after the other, and a field for the next below.
void notes_panel(const PlayView& view, const Box& box, TalkState& state);
/// The same without a panel around it.
void notes_column(const PlayView& view, Box inner, TalkState& state);

/// Above the composer while words are selected: what to file them as. Keys F, G and K do the same.
void file_bar(const PlayView& view, Box box, TalkState& state);

/// The parts of a line that were filed as notes, in order.
std::vector<widgets::Span> filed_words(const model::Session& session, const protocol::Line& line);

}  // namespace earshot::views
