#include "client/widgets/layout.h"

#include <doctest/doctest.h>

#include <string>

#include "client/widgets/avatar.h"
#include "tests/client/widgets/headless.h"

using namespace earshot;
using namespace earshot::widgets;

namespace {

Layout lay(std::string_view text, float width) {
  const Run run{text, theme::kChat};
  return lay_out({&run, 1}, width);
}

}  // namespace

TEST_CASE("every word of a wrapped text stays inside its width") {
  Headless headless;
  const std::string text = "Opening the wrong box two days before a wedding: I can hear how heavy that is.";
  for (const float width : {90.0F, 200.0F, 480.0F, 2'000.0F}) {
    const Layout layout = lay(text, width);
    std::string joined;
    for (const auto& word : layout.words) {
      CHECK(word.x + word.width <= width);
      joined += text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin) + " ";
    }
    CHECK(joined == text + " ");
  }
  CHECK(lay(text, 2'000).lines == 1);
  CHECK(lay(text, 90).lines > 8);
}

TEST_CASE("a word wider than the line is cut between characters, not inside one") {
  Headless headless;
  const std::string text = "ääääääääääääääääääääääää";
  const Layout layout = lay(text, 60);
  CHECK(layout.lines > 2);
  for (const auto& word : layout.words) {
    CHECK(word.bytes.begin % 2 == 0);
    CHECK(word.bytes.end % 2 == 0);
  }
}

TEST_CASE("a line feed begins a new line, and an empty line keeps its height") {
  Headless headless;
  const Layout layout = lay("one\n\nthree", 400);
  CHECK(layout.lines == 3);
  CHECK(layout.words.back().line == 2);
  CHECK(layout.height() == 3 * theme::kChat.line);
}

TEST_CASE("a press finds the word under it, or the nearest of its line") {
  Headless headless;
  const Layout layout = lay("Silver. I ordered brass.", 1'000);
  const Word& brass = layout.words.back();
  CHECK(layout.word_at(brass.x + 2, 10) == layout.words.size() - 1);
  CHECK(layout.word_at(900, 10) == layout.words.size() - 1);
  CHECK(layout.word_at(-5, 10) == 0U);
  CHECK_FALSE(layout.word_at(0, 100).has_value());
}

TEST_CASE("a layout is kept while it is drawn, and forgotten when it is not") {
  Headless headless;
  const Run run{"kept", theme::kBody};
  headless.kit.layouts.get({&run, 1}, 100);
  CHECK(headless.kit.layouts.size() == 1);
  for (int frame = 0; frame < 300; ++frame) headless.next();
  CHECK(headless.kit.layouts.size() == 0);
}

TEST_CASE("initials are the first letters of the first and the last name") {
  CHECK(initials("Sam Reyes") == "SR");
  CHECK(initials("  ola   van der berg ") == "OB");
  CHECK(initials("Priya") == "P");
  CHECK(initials("łukasz Żak") == "ŁŻ");
  CHECK(initials("   ") == "");
}
