#include "client/widgets/editing.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/client/widgets/headless.h"

using namespace earshot;
using namespace earshot::widgets;

namespace {

/// A text that is edited in a field 200 pixels wide.
struct Typing {
  explicit Typing(std::string begin = {}, float width = 200, std::size_t most = 0) : text(std::move(begin)) {
    editing.attach(text, theme::kChat, width, most);
    editing.restart();
  }
  Headless headless;
  std::string text;
  Editing editing;
};

}  // namespace

TEST_CASE("rows cover every byte of a text, and break between words") {
  Headless headless;
  const std::string text = "What would make Saturday feel right for you?\nAnd for her?";
  const auto rows = wrap_rows(text, theme::kChat, 180);
  REQUIRE(rows.size() > 2);
  CHECK(rows.front().begin == 0);
  CHECK(rows.back().end == text.size());
  for (std::size_t i = 1; i < rows.size(); ++i) {
    CHECK(rows[i].begin == rows[i - 1].end);
    const char before = text[rows[i].begin - 1];
    CHECK((before == ' ' || before == '\n'));
  }
}

TEST_CASE("typing, deleting by word, undo and redo") {
  Typing typing;
  typing.editing.insert("The top table. ");
  typing.editing.insert("Those twelve");
  typing.editing.erase(false, true);
  CHECK(typing.text == "The top table. Those ");
  typing.editing.undo();
  CHECK(typing.text == "The top table. Those twelve");
  typing.editing.redo();
  CHECK(typing.text == "The top table. Those ");
}

TEST_CASE("one press of backspace takes a whole character") {
  Typing typing("Żółw");
  typing.editing.move(Motion::left, false);
  typing.editing.erase(false, false);
  CHECK(typing.text == "Żów");
  typing.editing.erase(true, false);
  CHECK(typing.text == "Żó");
}

TEST_CASE("the caret moves down a wrapped row and comes back up to where it was") {
  Typing typing("What would make Saturday feel right for you and for your sister?");
  typing.editing.move(Motion::text_start, false);
  typing.editing.move(Motion::word_right, false);
  const auto before = typing.editing.caret();
  typing.editing.move(Motion::down, false);
  CHECK(typing.editing.place_of(typing.editing.caret()).y == theme::kChat.line);
  typing.editing.move(Motion::up, false);
  CHECK(typing.editing.caret() == before);
}

TEST_CASE("the end of a wrapped row is on that row") {
  Typing typing("What would make Saturday feel right for you and for your sister?");
  typing.editing.move(Motion::text_start, false);
  typing.editing.move(Motion::line_end, false);
  CHECK(typing.editing.place_of(typing.editing.caret()).y == 0);
  CHECK(typing.editing.caret() > 0);
  typing.editing.click(10'000, theme::kChat.line + 3);
  CHECK(typing.editing.place_of(typing.editing.caret()).y == theme::kChat.line);
  typing.editing.move(Motion::text_end, true);
  CHECK(typing.editing.selection().end == typing.text.size());
}

TEST_CASE("a selection is replaced by what is typed, and can be taken whole") {
  Typing typing("silver");
  typing.editing.select_all();
  CHECK(typing.editing.selected() == "silver");
  typing.editing.insert("brass");
  CHECK(typing.text == "brass");
  typing.editing.move(Motion::line_start, true);
  CHECK(typing.editing.selected() == "brass");
}

TEST_CASE("a press puts the caret between the characters under it, and a double press takes the word") {
  Typing typing("Silver. I ordered brass.", 1'000);
  typing.editing.click(0, 5);
  CHECK(typing.editing.caret() == 0);
  typing.editing.click(10'000, 5);
  CHECK(typing.editing.caret() == typing.text.size());
  typing.editing.select_word(4, 5);
  CHECK(typing.editing.selected() == "Silver.");
}

TEST_CASE("a field that is full takes no more characters, and counts them, not bytes") {
  Typing typing("", 200, 4);
  typing.editing.insert("äöüß");
  typing.editing.insert("x");
  CHECK(typing.text == "äöüß");
  typing.editing.select_all();
  typing.editing.insert("abcdef");
  CHECK(typing.text == "abcd");
}

TEST_CASE("an empty text has its caret at the start") {
  Typing typing;
  CHECK(typing.editing.place_of(0).x == 0);
  CHECK(typing.editing.place_of(0).y == 0);
  typing.editing.move(Motion::down, false);
  typing.editing.erase(false, true);
  CHECK(typing.text.empty());
}
