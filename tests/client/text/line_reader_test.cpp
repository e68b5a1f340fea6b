#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "client/text/line_reader.h"

namespace earshot::text_client {
namespace {

struct Read {
  LineReader reader;
  std::vector<std::string> lines;
  int too_long = 0;

  void feed(std::string_view bytes) {
    reader.feed(bytes, [&](std::string_view line) { lines.emplace_back(line); }, [&] { ++too_long; });
  }
};

}  // namespace

TEST_CASE("lines come whole, however the bytes are cut") {
  Read read;
  for (const char c : std::string("one\ntwo\r\n\nthree")) read.feed({&c, 1});
  CHECK(read.lines == std::vector<std::string>{"one", "two", ""});
  read.reader.finish([&](std::string_view line) { read.lines.emplace_back(line); });
  CHECK(read.lines.back() == "three");
}

TEST_CASE("a line without end is dropped once and does not grow") {
  Read read;
  const std::string piece(100'000, 'x');
  for (int i = 0; i < 50; ++i) read.feed(piece);
  CHECK(read.too_long == 1);
  CHECK(read.lines.empty());
  read.feed("\nnext\n");
  CHECK(read.lines == std::vector<std::string>{"next"});
}

}  // namespace earshot::text_client
