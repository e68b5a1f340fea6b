// Pieces that several screens are made of.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/views/view.h"

namespace earshot::views {

/// The sign of a team, the same for the same name everywhere.
const char* team_icon(std::string_view team);
/// "Easy" to "Very hard".
std::string_view difficulty_word(std::uint8_t difficulty);
std::string_view tally_word(protocol::Tally tally);
/// A sign for a feeling or a mood, by its place in a list.
const char* feeling_icon(std::size_t index);

/// A button that shows what is chosen and opens a list; true when it was pressed.
bool picker(std::string_view label, std::string_view chosen, const Box& box);
struct Option {
  std::string id, text;
};
/// The list, once ImGui::OpenPopup was called with its name; returns the id that was chosen.
std::optional<std::string> option_list(const char* popup, const std::vector<Option>& options, float width);

/// The words above a group of choices; takes its room off `area`.
void choice_label(Box& area, std::string_view words);
/// Choices in a line, wrapped. `visit(i, place)` draws the i-th where `place(width)` says; takes their room off `area`.
template <class Visit>
void choices(Box& area, std::size_t count, const Visit& visit) {
  float x = area.x;
  float y = area.y;
  for (std::size_t i = 0; i < count; ++i) {
    visit(i, [&](float width) {
      if (x + width > area.right() && x > area.x) {
        x = area.x;
        y += theme::kChoice + 8;
      }
      const Box box{x, y, width, theme::kChoice};
      x += width + 8;
      return box;
    });
  }
  area.cut_top(y - area.y + theme::kChoice, 16);
}
/// The same for marked words of which one is chosen; returns the one that is chosen now.
std::size_t one_of(Box& area, std::span<const char* const> words, std::size_t chosen);

/// "Hand-over" and its like.
std::string_view modifier_word(protocol::Modifier modifier);

/// The width of a button that holds its words, and is `least` wide.
float room_for(std::string_view label, float least, float height, bool has_icon = false);

/// Escape was pressed, and nothing that hangs over the screen takes it first. Once a frame.
bool leaves();

/// A refusal with the gap below it; 0 without one.
float field_refusal(const Box& below, std::string_view text);

/// A line with a box to tick; true when it was pressed. The row is as high as its text needs.
bool tick_row(std::string_view label, const Box& box, bool ticked, Tone tone);
float tick_row_height(std::string_view label, float width);

}  // namespace earshot::views
