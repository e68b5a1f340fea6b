// A YAML file as a tree in which every node knows its place. Only what hand-written content needs: one document of
// texts, lists and maps. Anchors, aliases, tags and deep nesting are refused while they are read, so that the tree
// is never larger than the file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/yaml/problem.h"

namespace earshot::yaml {

inline constexpr std::size_t kMaxDepth = 12;
inline constexpr std::size_t kMaxKeys = 64;  ///< of one map

struct Node {
  enum class Kind { nothing, text, list, map };
  Kind kind = Kind::nothing;
  int line = 1;    ///< from 1
  int column = 1;  ///< from 1, in characters
  std::string text;
  std::vector<Node> keys;   ///< of a map, each a text; no two alike
  std::vector<Node> items;  ///< of a list, or of a map beside its keys

  const Node* find(std::string_view key) const;
};

/// "a text", "a list", …, for problems.
std::string_view name_of(Node::Kind kind);

struct ParseOutcome {
  std::optional<Node> root;  ///< absent if there is a problem
  std::vector<Problem> problems;
};

/// Reads one file of at most `max_bytes` UTF-8 bytes. Never throws on bad input.
ParseOutcome parse(std::string_view bytes, const std::string& file, std::size_t max_bytes);

/// The bytes of a file, or what kept them from being read; more than `max_bytes` are not read.
std::optional<std::string> read_file(const std::string& file, std::size_t max_bytes,
                                     std::vector<Problem>& problems);

/// BLAKE2b-128 in 32 hex digits: names a content file in the journal.
std::string content_hash(std::string_view bytes);

}  // namespace earshot::yaml
