// The record of what a frame shows, for the UI tests: every control with its rectangle, and every line of text.
// Off until a file is named; a build without EARSHOT_UI_RECORDER has none of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/widgets/box.h"

namespace earshot::widgets {

class Recorder {
 public:
  /// Writes the record to `path` whenever it changes, whole, by renaming a finished file.
  void write_to(std::string path) { path_ = std::move(path); }

  void begin_frame();
  /// `value`: what a field or a choice holds.
  void control(std::string_view label, const Box& box, bool enabled, std::string_view value = {});
  void text(std::string_view text, const Box& box);
  /// After the frame is on screen.
  void shown();

 private:
  struct Item {
    std::string kind, label, value;
    Box box;
    bool enabled;
  };
  void add(Item item);

  std::string path_;
  std::vector<Item> items_;
  std::string written_;
};

}  // namespace earshot::widgets
