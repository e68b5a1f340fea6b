#include "shared/base/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace earshot::text {
namespace {

TEST_CASE("text loses white space at its ends and control characters, and keeps its lines") {
  CHECK(*clean("  it is \n urgent \n ") == "it is \n urgent");
  CHECK(*clean("tab\there\r\n") == "tab here");
  CHECK(*clean("bell\x07 and\x7f rubout") == "bell and rubout");
  CHECK(clean(" \n ")->empty());
  CHECK(clean("")->empty());
}

TEST_CASE("text comes out composed, and what is not UTF-8 is refused") {
  CHECK(*clean("cafe\xCC\x81 ") == "caf\xC3\xA9");
  CHECK_FALSE(clean("\xC3\x28"));
}

TEST_CASE("a first letter becomes a capital in every alphabet, and nothing else changes") {
  CHECK(capitalised("kept to the rules") == "Kept to the rules");
  CHECK(capitalised("\u00E9coute active") == "\u00C9coute active");
  CHECK(capitalised("8 minutes") == "8 minutes");
  CHECK(capitalised("").empty());
}

TEST_CASE("plain text comes out as it does beside a letter that is not plain") {
  const bool holds = rc::check("clean(text) is what clean(text + letter) keeps of it", [] {
    const auto plain = *rc::gen::container<std::string>(rc::gen::inRange<char>('\t', '\x7f'));
    const std::string guarded = "\xC3\xA9" + plain + "\xC3\xA9";
    const std::string inner = clean(guarded)->substr(2);
    const std::string again = inner.substr(0, inner.size() - 2);
    const auto begin = again.find_first_not_of(" \n");
    const std::string wanted = begin == std::string::npos ? "" : again.substr(begin, again.find_last_not_of(" \n") + 1 - begin);
    RC_ASSERT(*clean(plain) == wanted);
  });
  CHECK(holds);
}

TEST_CASE("without marks and capitals words are found however they are typed") {
  CHECK(without_marks("Größe") == "grosse");
  CHECK(without_marks("Café ÉTÉ") == "cafe ete");
}

}  // namespace
}  // namespace earshot::text
