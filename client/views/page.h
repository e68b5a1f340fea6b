// What surrounds every screen: the bar on top, the connection banner, news, and the question whether to step out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/views/view.h"

namespace earshot::views {

/// The measures of a window this wide.
struct Frame {
  Box bar, content;
  bool folded;
  float gap;
};
Frame frame_for(const Box& window);

/// The bar of screens outside of a role-play: where one is, and who one is.
void plain_bar(const View& view, const Box& bar, std::string_view where);
/// On a trainee's plain bar: the ways to the leaderboard and to one's own progress.
void place_links(const View& view, const Box& bar, State& state);
/// The bar of a role-play: phases, clock, role and 'Step out'.
void play_bar(const PlayView& view, const Box& bar, State& state);

/// Tells that the connection is lost or that something cannot be kept; takes its room off `content`.
void connection_banner(const View& view, Box& content);
/// A partner who is away, a pause: as long as it lasts; takes its room off `content`.
void standing_banner(const PlayView& view, Box& content);
/// The trainer's latest line, or a refusal without a field, for some seconds.
void news(const View& view, const Box& content);

/// The question whether to step out, over everything. `state.stepping_out` opens it.
void step_out_dialog(const PlayView& view, const Box& window, State& state);
/// The calm of a breath, over everything, while it lasts.
void breath_pause(const PlayView& view, const Box& window);

/// The partners, whether they are ready, and the button that says 'I am done here'.
void ready_bar(const PlayView& view, const Box& box, std::string_view button_label, std::string_view aside);

/// The same in a side column, 92 high: who is ready in one line, and the button.
void ready_small(const PlayView& view, const Box& box, std::string_view button_label);

}  // namespace earshot::views
