// What the fields of a card are called for the person who writes it.
#pragma once

#include <string>
#include <string_view>

#include "client/author/path.h"

namespace earshot::views {

/// "Fact 5", "Name on the card": also where it stands alone, as in a list of problems.
std::string field_name(const author::Path& path);
/// Above the field, beside its sisters: "Short form".
std::string_view field_caption(const author::Path& path);
/// In the empty field.
std::string_view field_hint(const author::Path& path);

inline constexpr std::size_t kEditorTabs = 5;
std::string_view editor_tab_word(std::size_t tab);
/// The tab of the form that a path belongs to.
std::size_t editor_tab_of(const author::Path& path);
/// "Customer, facts".
std::string place_word(const author::Path& path);

/// "Empathy" for "empathy".
std::string_view skill_word(std::string_view id);

}  // namespace earshot::views
