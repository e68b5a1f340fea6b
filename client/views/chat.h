// The transcript and the composer, wherever a role-play is read or written.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "client/views/view.h"
#include "client/widgets/layout.h"

namespace earshot::views {

struct ChatOptions {
  std::string_view hint{};             ///< of the composer
  std::optional<protocol::Phase> only{};  ///< shows the lines of this phase alone
  bool writes = true;                  ///< a composer below
  bool authors = false;                ///< names above the bubbles
  bool selects = false;                ///< words can be selected, to be filed as notes
  bool bare = false;                   ///< stands on a panel that is there already
};

/// A panel with the transcript and the composer.
void chat_panel(const PlayView& view, const Box& box, TalkState& state, const ChatOptions& options);
/// In a spoken round: the panel that says to talk, with the clock in the middle.
void spoken_panel(const PlayView& view, const Box& box, std::string_view what);

/// Puts a prompt where the composer's text ends, and the keyboard with it.
void add_to_composer(TalkState& state, std::string_view words);

}  // namespace earshot::views
