#include "shared/yaml/write.h"

#include <yaml-cpp/emitter.h>

#include <algorithm>

namespace earshot::yaml {

namespace {

constexpr char kDelete = 0x7F;

/// What yaml-cpp would write plain and this reader refuses, or reads as something else.
bool needs_quotes(std::string_view text) {
  const auto odd = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  const bool document_mark = text.starts_with("---") || text.starts_with("...");
  return text.empty() || text.front() == ' ' || text.back() == ' ' || document_mark || std::ranges::any_of(text, odd);
}

void put_text(std::string text, YAML::Emitter& out) {
  std::erase(text, kDelete);  // the emitter does not escape it
  if (needs_quotes(text)) out << YAML::DoubleQuoted;
  out << text;
}

void put(const Node& node, YAML::Emitter& out) {
  switch (node.kind) {
    case Node::Kind::nothing:
      out << YAML::Null;
      break;
    case Node::Kind::text:
      put_text(node.text, out);
      break;
    case Node::Kind::list:
      if (node.items.empty()) out << YAML::Flow;
      out << YAML::BeginSeq;
      for (const Node& item : node.items) put(item, out);
      out << YAML::EndSeq;
      break;
    case Node::Kind::map:
      if (node.keys.empty()) out << YAML::Flow;
      out << YAML::BeginMap;
      for (std::size_t i = 0; i < node.keys.size(); ++i) {
        out << YAML::Key;
        put_text(node.keys[i].text, out);
        out << YAML::Value;
        put(node.items[i], out);
      }
      out << YAML::EndMap;
      break;
  }
}

}  // namespace

std::string write(const Node& tree) {
  YAML::Emitter out;
  out.SetIndent(2);
  put(tree, out);
  return std::string(out.c_str(), out.size()) + '\n';
}

bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && std::ranges::equal(a.keys, b.keys, same) && std::ranges::equal(a.items, b.items, same);
}

}  // namespace earshot::yaml
