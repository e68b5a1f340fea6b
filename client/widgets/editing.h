// Editing text that wraps: caret, selection, words, undo, over Dear ImGui's copy of stb_textedit. Draws nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client/theme/type.h"
#include "client/widgets/layout.h"

namespace earshot::widgets {

enum class Motion : std::uint8_t {
  left,
  right,
  up,
  down,
  word_left,
  word_right,
  line_start,
  line_end,
  text_start,
  text_end
};

/// Breaks `text` into rows at line feeds and, between words, at `width`. The rows cover every byte; a row's line feed
/// is its last byte. An empty text has no row.
std::vector<Span> wrap_rows(std::string_view text, const theme::TypeStyle& style, float width);

/// Edits one text at a time. Offsets are bytes of valid UTF-8, coordinates count from the text's top left corner.
class Editing {
 public:
  Editing();
  ~Editing();

  /// How the text is shown; `width` 0 keeps it on one row. Call before anything else, every frame.
  void attach(std::string& text, const theme::TypeStyle& style, float width, std::size_t most_characters);
  /// Forgets selection and undo; the caret goes to the end.
  void restart();

  void click(float x, float y);
  void drag(float x, float y);
  void select_word(float x, float y);
  void select_all();
  void move(Motion motion, bool select);
  void insert(std::string_view utf8);
  /// Deletes the selection, or else one character or word before or behind the caret.
  void erase(bool forward, bool word);
  void undo();
  void redo();

  Span selection() const;
  std::string_view selected() const;
  std::size_t caret() const;
  /// Where the caret stands: the top of its row.
  struct Place {
    float x, y;
  };
  Place place_of(std::size_t offset) const;
  const std::vector<Span>& rows() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace earshot::widgets
