#include "shared/yaml/write.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <filesystem>


using namespace earshot;
using yaml::Node;

namespace {

Node text(std::string words) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = std::move(words);
  return node;
}

/// What people type, and what YAML trips over.
const std::vector<std::string> kPieces = {"order", "Wrong item.", " ",    "  ",   ": ",   " #5",  "{name}", "[", "]",  "}",    "&",     "*",    "!",
                                          "%",     "@",           "`",    "\"",   "'",    "-",    "- ",     "?", "? ", ",",    "|",     ">",    "~",
                                          "null",  "yes",         "2:30", "0x1F", "1e5",  "\\",   "\n",     "\t", "é", "日本語", "😀",    "...",  "---",
                                          "=",     "<<",          "…",    "\u2028", "\u0085", "\u00A0", "true", "e\u0301", "\x01", "\uFEFF", "\r"};

std::string any_text() {
  std::string out;
  for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces))) out += piece;
  return out;
}

Node any_node(int depth) {
  Node node;
  switch (*rc::gen::inRange(0, depth > 0 ? 6 : 3)) {
    case 0: return node;
    case 1:
    case 2: return text(any_text());
    case 3:
      node.kind = Node::Kind::list;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) node.items.push_back(any_node(depth - 1));
      return node;
    default:
      node.kind = Node::Kind::map;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const std::string key = *rc::gen::elementOf(std::vector<std::string>{"id", "text", "when", "1", "yes", "{order}", "a key: with", "ü", ""});
        if (node.find(key)) continue;
        node.keys.push_back(text(key));
        node.items.push_back(any_node(depth - 1));
      }
      return node;
  }
}

}  // namespace

TEST_CASE("what is written is read as the same tree, whatever stands in it") {
  CHECK(rc::check([] {
    const Node tree = any_node(4);
    RC_PRE(tree.kind != Node::Kind::nothing);
    const std::string written = yaml::write(tree);
    const auto read = yaml::parse(written, "written", 1 << 20);
    RC_LOG(written);
    if (!read.problems.empty()) RC_LOG(read.problems[0].to_string());
    RC_ASSERT(read.root.has_value());
    RC_ASSERT(yaml::same(*read.root, tree));
  }));
}

TEST_CASE("the library's cards are written such that they are read as the same") {
  std::size_t cards = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(EARSHOT_SOURCE_DIR "/content/cards/en")) {
    if (entry.path().extension() != ".yaml") continue;
    CAPTURE(entry.path().string());
    std::vector<yaml::Problem> problems;
    const auto bytes = yaml::read_file(entry.path().string(), 1 << 20, problems);
    REQUIRE(bytes);
    const auto read = yaml::parse(*bytes, "card", 1 << 20);
    REQUIRE(read.root);
    const std::string written = yaml::write(*read.root);
    const auto again = yaml::parse(written, "written", 1 << 20);
    REQUIRE(again.root);
    CHECK(yaml::same(*read.root, *again.root));
    CHECK(yaml::write(*again.root) == written);
    ++cards;
  }
  CHECK(cards >= 30);
}

TEST_CASE("a text needs no quotes unless YAML would read it as something else") {
  Node tree;
  tree.kind = Node::Kind::map;
  for (const auto& [key, words] : {std::pair{"title", "Größe S, nicht M"}, std::pair{"name", "{name}"}, std::pair{"note", "order #5"}, std::pair{"empty", ""}}) {
    tree.keys.push_back(text(key));
    tree.items.push_back(text(words));
  }
  CHECK(yaml::write(tree) == "title: Größe S, nicht M\nname: \"{name}\"\nnote: \"order #5\"\nempty: \"\"\n");
}
