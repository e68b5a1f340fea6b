#include "server/domain/content_words.h"

#include <cctype>

#include "shared/base/text.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kLetters = 5;

/// A byte of a word: letters and digits, and everything beyond ASCII.
bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Dashes, quotation marks and the like, U+2000 to U+203F: they stand between words too.
bool is_general_punctuation(std::string_view at) {
  return at.size() >= 3 && at[0] == '\xE2' && at[1] == '\x80';
}

}  // namespace

Words content_words(std::string_view utf8) {
  const std::string folded = text::fold(utf8);
  Words words;
  std::string word;
  const auto end_word = [&] {
    if (text::length(word) >= kLetters) words.insert(word);
    word.clear();
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (is_general_punctuation(std::string_view(folded).substr(i))) {
      end_word();
      i += 2;
    } else if (is_word_byte(folded[i])) {
      word.push_back(folded[i]);
    } else {
      end_word();
    }
  }
  end_word();
  return words;
}

}  // namespace earshot::domain
