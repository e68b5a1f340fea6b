// A box in the middle of the window that has to be answered first.
#pragma once

#include <string_view>

#include "client/views/view.h"

namespace earshot::views {

/// Lives as long as the dialog is drawn into. Escape closes it, by setting `open` to false.
class Dialog {
 public:
  /// At most `width` x `height`, less where the window is smaller. `first` takes the keyboard as it opens.
  Dialog(const char* name, bool& open, const Box& window, float width, float height, std::string_view first = {});
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;

  /// True while there is something to draw into.
  explicit operator bool() const { return shown_; }
  /// Inside the panel's padding.
  Box inner;

 private:
  bool& open_;
  bool shown_ = false;
};

}  // namespace earshot::views
