// The way of a card between the editor and the server: opening, saving by itself, publishing, and what others save meanwhile.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/views/view.h"

namespace earshot::views {

inline constexpr Seconds kSaveEvery{20};

/// The text in parts that one message can carry, cut between characters.
std::vector<std::string> card_parts(std::string_view text);

/// Asks for a card and opens it in the editor once it has come; `follow_opening` does that.
void open_card(const View& view, LibraryState& library, std::string_view card, std::string_view language);
/// True when the editor has opened.
bool follow_opening(const View& view, LibraryState& library, EditorState& editor);

/// Puts a draft into the editor. `base` 0: the server has no version of it.
void edit(EditorState& editor, author::Draft draft, std::string card, std::string language, std::uint32_t base, TimePoint now);

/// Forgets the card that is open.
void close(EditorState& editor);

/// Stores it as a draft, or publishes it. Does nothing while an answer is awaited or without a connection.
void save(const View& view, EditorState& editor, bool publish);
/// Takes in answers and what others have saved, checks the draft where it has changed, and saves by itself.
void follow(const View& view, EditorState& editor);

/// Saves over what somebody else has saved.
void keep_mine(const View& view, EditorState& editor);
void look_at_theirs(const View& view, EditorState& editor);
void back_to_mine(EditorState& editor);
/// Goes on with the other one's; what was put aside is given up.
void take_theirs(EditorState& editor);

/// Why it cannot be published now; empty: it can.
std::string why_not_publish(const View& view, const EditorState& editor);
/// "Draft, saved 10 s ago".
std::string saved_words(const View& view, const EditorState& editor);

/// What this device has to keep in case the window closes now; empty: the server has it all.
KeptDraft to_keep(const EditorState& editor);

}  // namespace earshot::views
