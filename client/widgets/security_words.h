// The words of a server's key, to be compared with the trainer's screen.
#pragma once

#include <span>
#include <string>

#include "client/widgets/draw.h"

namespace earshot::widgets {

/// A banner with a lock, a question and the words as tiles; 92 high.
void security_words(const Box& box, std::string_view title, std::string_view question, std::span<const std::string> words);

}  // namespace earshot::widgets
