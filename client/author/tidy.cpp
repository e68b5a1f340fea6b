#include "client/author/tidy.h"

#include <algorithm>
#include <utility>

#include "client/author/draft.h"
#include "shared/card/language.h"

namespace earshot::author {

using yaml::Node;
using yaml::RecordShape;
using Kind = yaml::Shape::Kind;

namespace {

/// What an item is called where its words make no id.
constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"feelings", "feeling"}, {"facts", "fact"}, {"beats", "beat"}, {"resolution", "solved"}, {"prevention", "prevented"}, {"variants", "variant"}};

const Node* key_of(const Node& map, std::string_view key) { return map.kind == Node::Kind::map ? map.find(key) : nullptr; }

std::string words_of(const Node& item) {
  for (const std::string_view key : {"label", "name", "title", "text"}) {
    if (const Node* node = key_of(item, key); node && !is_empty(*node)) return node->text;
  }
  return {};
}

class IdGiver {
 public:
  explicit IdGiver(const Node& card) {
    // Feelings name facts and beats alike, so no two of these share one.
    if (const Node* customer = key_of(card, "customer")) {
      for (const std::string_view list : {"facts", "beats"}) take_ids(key_of(*customer, list));
    }
  }

  void record(Node& node, const RecordShape& shape, std::string_view name) {
    if (node.kind != Node::Kind::map) return;
    if (!name.empty() && shape.find("id")) give(node, name);
    for (const auto& field : shape.fields) {
      const auto at = std::ranges::find(node.keys, field.key, &Node::text);
      if (at == node.keys.end()) continue;
      Node& value = node.items[static_cast<std::size_t>(at - node.keys.begin())];
      if (field.shape.kind == Kind::record) record(value, *field.shape.record, field.key == "fact" ? field.key : std::string_view{});
      if (field.shape.kind != Kind::records || value.kind != Node::Kind::list) continue;
      const auto known = std::ranges::find(kNames, field.key, &std::pair<std::string_view, std::string_view>::first);
      if (known == std::end(kNames)) continue;
      const bool shared = field.key == "facts" || field.key == "beats";
      const auto before = taken_;
      if (!shared) taken_.clear(), take_ids(&value);
      for (Node& item : value.items) record(item, *field.shape.record, known->second);
      if (!shared) taken_ = before;
    }
  }

  bool gave() const { return gave_; }

 private:
  void take_ids(const Node* list) {
    for (const Node& item : list ? list->items : std::vector<Node>{}) {
      if (const Node* id = key_of(item, "id")) taken_.push_back(id->text);
    }
  }

  void give(Node& item, std::string_view name) {
    if (is_empty(item)) return;
    Node id;
    id.kind = Node::Kind::text;
    const auto at = std::ranges::find(item.keys, "id", &Node::text);
    if (at != item.keys.end() && !is_empty(item.items[static_cast<std::size_t>(at - item.keys.begin())])) return;
    id.text = id_from(words_of(item), name, taken_);
    taken_.push_back(id.text);
    gave_ = true;
    if (at != item.keys.end()) {
      item.items[static_cast<std::size_t>(at - item.keys.begin())] = std::move(id);
      return;
    }
    Node key;
    key.kind = Node::Kind::text;
    key.text = "id";
    item.keys.insert(item.keys.begin(), std::move(key));
    item.items.insert(item.items.begin(), std::move(id));
  }

  std::vector<std::string> taken_;
  bool gave_ = false;
};

}  // namespace

bool is_empty(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing: return true;
    case Node::Kind::text: return node.text.find_first_not_of(" \t\r\n") == std::string::npos;
    case Node::Kind::list:
    case Node::Kind::map: return std::ranges::all_of(node.items, is_empty);
  }
  return true;
}

void fold_lines(Node& node) {
  std::string folded;
  for (const char c : node.text) {
    const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!white) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (folded.ends_with(' ')) folded.pop_back();
  node.text = std::move(folded);
  for (Node& item : node.items) fold_lines(item);
}

void drop_empty(Node& node) {
  for (std::size_t i = node.items.size(); i > 0; --i) {
    if (!is_empty(node.items[i - 1])) {
      drop_empty(node.items[i - 1]);
      continue;
    }
    node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(i - 1));
    if (node.kind == Node::Kind::map) node.keys.erase(node.keys.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
}

bool give_ids(Node& card) {
  IdGiver giver(card);
  giver.record(card, card::shape(), {});
  return giver.gave();
}

}  // namespace earshot::author
