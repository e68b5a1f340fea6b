// The panels of the debrief, in the order in which a pair goes through them.
#pragma once

#include <vector>

#include "client/views/view.h"
#include "client/widgets/curve.h"

namespace earshot::views {

/// How was it, one word each.
void reactions_panel(const PlayView& view, const Box& box, DebriefState& state, bool over);
/// Solved x satisfied.
void outcome_panel(const PlayView& view, const Box& box);
/// The felt-heard curve with the moments that moved it.
void curve_panel(const PlayView& view, const Box& box, DebriefState& state);
/// The lines that moved something, or all of them, with what each did.
void moments_list(const PlayView& view, const Box& box, DebriefState& state, bool over);

/// Each takes its room off `area`.
void ratings_panel(const PlayView& view, Box& area);
void facts_captured_panel(const PlayView& view, Box& area);
void comments_panel(const PlayView& view, Box& area);
void questions_panel(const PlayView& view, Box& area);

/// What a line did: a chip each.
struct Tag {
  std::string words;
  const char* icon;
  Tone tone;
};
std::vector<Tag> tags_of(const PlayView& view, const protocol::Line& line);

/// A change of the curve, and the line before it: the one that moved it, if any.
struct Move {
  Milliseconds at;
  int from, to;
  MessageId line;
};
std::vector<Move> moves_of(const PlayView& view);

}  // namespace earshot::views
