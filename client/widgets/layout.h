// Words wrapped into lines: laid out once for a text, a style and a width, then drawn, underlined and hit-tested.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/theme/type.h"

namespace earshot::widgets {

/// Bytes of a text, `end` past the last.
struct Span {
  std::size_t begin = 0, end = 0;
  bool empty() const { return end <= begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// A piece of text in one style.
struct Run {
  std::string_view text;
  theme::TypeStyle style;
};

struct Word {
  Span bytes;      ///< in the text of all runs joined
  std::size_t run;
  float x, width;  ///< from the left edge of the paragraph
  int line;
};

struct Layout {
  std::vector<Word> words;
  int lines = 1;
  float width = 0;        ///< of the widest line
  float line_height = 0;  ///< of every line
  float height() const { return line_height * static_cast<float>(lines); }

  /// The word under (x, y) counted from the top left corner; the nearest of its line, none outside all lines.
  std::optional<std::size_t> word_at(float x, float y) const;
};

/// Width of one line of text.
float text_width(const theme::TypeStyle& style, std::string_view text);
/// How many bytes of `text` fit into `width`, whole characters, at least one.
std::size_t fitting(const theme::TypeStyle& style, std::string_view text, float width);

Layout lay_out(std::span<const Run> runs, float width);

/// Keeps layouts while they are drawn. A layout stays valid until the end of the frame.
class LayoutCache {
 public:
  const Layout& get(std::span<const Run> runs, float width);
  void end_frame();
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Layout layout;
    int used;
  };
  std::unordered_map<std::string, Entry> entries_;
  int frame_ = 0;
};

}  // namespace earshot::widgets
