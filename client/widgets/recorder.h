// The record of what a frame shows, for the UI tests: every control with its rectangle, every line of text, and what the
// pointer is on.
// Off until a file is named; a build without EARSHOT_UI_RECORDER has none of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/widgets/box.h"

namespace earshot::widgets {

class Recorder {
 public:
  /// Keeps the texts that were cut, frame by frame, for tests without a window.
  void keep_cuts() { keeps_cuts_ = true; }
  const std::vector<std::string>& cuts() const { return cuts_; }

  /// Writes the record to `path` whenever it changes, whole, by renaming a finished file.
  void write_to(std::string path) { path_ = std::move(path); }

  void begin_frame();
  /// `value`: what a field or a choice holds; `typed_into`: keys go there now.
  void control(std::string_view label, const Box& box, bool enabled, std::string_view value = {}, bool typed_into = false);
  void text(std::string_view text, const Box& box);
  /// A line that was cut with an ellipsis, since it did not fit its box.
  void cut(std::string_view text);
  /// After the frame is on screen.
  void shown();

 private:
  struct Item {
    std::string kind, label, value;
    Box box;
    bool enabled;
    bool typed_into = false;
    bool hovered = false;
  };
  void add(Item item);

  std::string path_;
  std::vector<Item> items_;
  bool keeps_cuts_ = false;
  std::vector<std::string> cuts_;
  std::string written_;
};

}  // namespace earshot::widgets
