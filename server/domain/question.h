// Whether a line holds a question, in any script: what can be told without understanding it.
#pragma once

#include <string_view>

namespace earshot::domain {

inline bool holds_question(std::string_view text) {
  for (const std::string_view mark : {"?", "？", "؟"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  return text.ends_with(';');  // the Greek question mark, as NFC writes it
}

}  // namespace earshot::domain
