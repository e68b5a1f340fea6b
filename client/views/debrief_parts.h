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
/// The agent's ratings side by side, each level with its line where one was chosen: a press leads there.
void ratings_panel(const PlayView& view, Box& area, DebriefState& state);
void facts_captured_panel(const PlayView& view, Box& area, DebriefState& state);
/// What worked, what to try. `others`: not one's own words alone.
void comments_panel(const PlayView& view, Box& area, bool others);
/// The button that unfolds what others said; waits for the person's own word.
void read_others_panel(const PlayView& view, Box& area, DebriefState& state);
void questions_panel(const PlayView& view, Box& area);

/// What a line did: a chip each.
struct Tag {
  std::string words;
  const char* icon;
  Tone tone;
};
/// `read_others`: with what others chose as their evidence.
std::vector<Tag> tags_of(const PlayView& view, const protocol::Line& line, bool read_others);

/// A change of the curve, and the line before it: the one that moved it, if any.
struct Move {
  Milliseconds at;
  int from, to;
  MessageId line;
};
std::vector<Move> moves_of(const PlayView& view);

}  // namespace earshot::views
