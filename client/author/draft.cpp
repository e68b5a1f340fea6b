#include "client/author/draft.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/author/tidy.h"
#include "shared/card/limits.h"
#include "shared/card/start.h"
#include "shared/card/texts.h"
#include "shared/yaml/write.h"

namespace earshot::author {

using yaml::FieldShape;
using yaml::Node;
using yaml::RecordShape;
using Kind = yaml::Shape::Kind;

namespace {

constexpr std::size_t kMostRemovals = 20;

Node text_node(std::string text) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = std::move(text);
  return node;
}

bool is_list(const FieldShape& field) {
  return field.shape.kind == Kind::records || field.shape.kind == Kind::texts || field.shape.kind == Kind::ids || field.shape.kind == Kind::words;
}

void become(Node& node, Node::Kind kind) {
  if (node.kind == kind) return;
  node = {};
  node.kind = kind;
}

/// The value of a key, put where the card language has it among its sisters.
Node& value_of(Node& map, std::string_view key, const RecordShape* record) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].text == key) return map.items[i];
  }
  const auto place = [&](std::string_view of) {
    for (std::size_t i = 0; record && i < record->fields.size(); ++i) {
      if (record->fields[i].key == of) return i;
    }
    return record ? record->fields.size() : 0;
  };
  std::size_t at = 0;
  while (at < map.keys.size() && (!record || place(map.keys[at].text) <= place(key))) ++at;
  map.keys.insert(map.keys.begin() + static_cast<std::ptrdiff_t>(at), text_node(std::string(key)));
  return *map.items.insert(map.items.begin() + static_cast<std::ptrdiff_t>(at), Node{});
}

void collect(const Node& node, std::vector<std::string>& names) {
  if (node.kind == Node::Kind::text) {
    for (const auto& placeholder : card::placeholders(node.text)) {
      if (std::ranges::find(names, placeholder.name) == names.end()) names.push_back(placeholder.name);
    }
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const bool values = i < node.keys.size() && node.keys[i].text == "values";
    if (!values) collect(node.items[i], names);
  }
}

}  // namespace

Draft::Draft() { root_.kind = Node::Kind::map; }

Draft Draft::start(std::string_view id, std::string_view language, std::string_view title) {
  Draft out = *from_yaml(card::start(id, language)).draft;
  if (!title.empty()) out.set("title", std::string(title));
  return out;
}

Draft::Read Draft::from_yaml(std::string_view text) {
  auto parsed = yaml::parse(text, "", card::kMaxFileBytes);
  Read out{std::nullopt, std::move(parsed.problems)};
  if (!parsed.root) return out;
  if (parsed.root->kind != Node::Kind::map) {
    out.problems.push_back({"", 1, 1, "this is no card", "a card is a file of keys such as 'title: …'", yaml::Severity::error});
    return out;
  }
  fold_lines(*parsed.root);
  out.draft.emplace();
  out.draft->root_ = std::move(*parsed.root);
  return out;
}

const Node* Draft::find(const Path& path) const {
  const Node* node = &root_;
  for (const auto part : path.parts()) {
    if (node->kind == Node::Kind::list) {
      const std::size_t index = (Path(std::string(part))).index();
      node = index < node->items.size() ? &node->items[index] : nullptr;
    } else {
      node = node->kind == Node::Kind::map ? node->find(part) : nullptr;
    }
    if (!node) return nullptr;
  }
  return node;
}

Node* Draft::reach(const Path& path) { return const_cast<Node*>(std::as_const(*this).find(path)); }

Node& Draft::make(const Path& path) {
  Node* node = &root_;
  Path here;
  for (const auto part : path.parts()) {
    const FieldShape* field = field_at(here);
    // An item of a list is named by its place; what the list itself is called was the step before.
    if (field && is_list(*field) && here.last() == field->key) {
      become(*node, Node::Kind::list);
      const std::size_t index = Path(std::string(part)).index();
      if (index >= node->items.size()) node->items.resize(index + 1);
      node = &node->items[index];
    } else {
      become(*node, Node::Kind::map);
      node = &value_of(*node, part, field && field->shape.kind == Kind::values ? nullptr : &record_at(here));
    }
    here = here / part;
  }
  return *node;
}

std::string Draft::text(const Path& path) const {
  const Node* node = find(path);
  return node && node->kind == Node::Kind::text ? node->text : std::string();
}

std::size_t Draft::count(const Path& list) const {
  const Node* node = find(list);
  return node && node->kind == Node::Kind::list ? node->items.size() : 0;
}

bool Draft::holds(const Path& list, std::string_view word) const {
  const Node* node = find(list);
  return node && node->kind == Node::Kind::list && std::ranges::find(node->items, word, &Node::text) != node->items.end();
}

void Draft::replace(const Draft& other) {
  root_ = other.root_;
  removals_.clear();
  changed();
}

void Draft::set(const Path& path, std::string text) {
  if (const Node* node = find(path); node ? node->kind == Node::Kind::text && node->text == text : text.empty()) return;
  make(path) = text_node(std::move(text));
  changed();
}

void Draft::add(const Path& list, std::string text) {
  Node& node = make(list);
  become(node, Node::Kind::list);
  const FieldShape* field = field_at(list);
  Node item = text_node(std::move(text));
  if (field && field->shape.kind == Kind::records) become(item, Node::Kind::map);
  node.items.push_back(std::move(item));
  changed();
}

void Draft::toggle(const Path& list, std::string_view word) {
  if (!holds(list, word)) return add(list, std::string(word));
  std::erase_if(reach(list)->items, [&](const Node& item) { return item.text == word; });
  changed();
}

void Draft::move(const Path& list, std::size_t from, std::size_t to) {
  Node* node = reach(list);
  if (!node || from >= node->items.size() || to >= node->items.size() || from == to) return;
  Node item = std::move(node->items[from]);
  node->items.erase(node->items.begin() + static_cast<std::ptrdiff_t>(from));
  node->items.insert(node->items.begin() + static_cast<std::ptrdiff_t>(to), std::move(item));
  changed();
}

void Draft::remove(const Path& path) {
  Node* from = reach(path.parent());
  if (!from || !reach(path)) return;
  Removal removal{path, {}, {}};
  std::size_t at = path.index();
  if (from->kind == Node::Kind::map) {
    at = static_cast<std::size_t>(std::ranges::find(from->keys, path.last(), &Node::text) - from->keys.begin());
    removal.key = std::move(from->keys[at]);
    from->keys.erase(from->keys.begin() + static_cast<std::ptrdiff_t>(at));
  }
  removal.node = std::move(from->items[at]);
  from->items.erase(from->items.begin() + static_cast<std::ptrdiff_t>(at));
  if (removals_.size() >= kMostRemovals) removals_.erase(removals_.begin());
  removals_.push_back(std::move(removal));
  changed();
}

const Path* Draft::last_removal() const { return removals_.empty() ? nullptr : &removals_.back().path; }

void Draft::undo_removal() {
  if (removals_.empty()) return;
  Removal removal = std::move(removals_.back());
  removals_.pop_back();
  if (removal.key.kind == Node::Kind::text) {
    make(removal.path) = std::move(removal.node);
  } else {
    Node& list = make(removal.path.parent());
    become(list, Node::Kind::list);
    const std::size_t at = std::min(removal.path.index(), list.items.size());
    list.items.insert(list.items.begin() + static_cast<std::ptrdiff_t>(at), std::move(removal.node));
  }
  changed();
}

void Draft::set_rule(const Path& fact, std::string_view rule) {
  set(fact / "rule", std::string(rule));
  if (rule != "if_asked") set(fact / "topic", "");
  if (rule != "if_heard") set(fact / "level", "");
}

void Draft::wait_for(const Path& beat, std::string_view kind) {
  struct Trigger {
    std::string_view key, value;
  };
  constexpr std::array<Trigger, 4> kTriggers = {{{"after", "2:00"}, {"agent_messages", "3"}, {"felt_heard", "4"}, {"pressed", "yes"}}};
  const Path when = beat / "when";
  if (text(when / "in").empty()) set(when / "in", "talk");
  for (const auto& [key, value] : kTriggers) {
    if (key == kind && text(when / key).empty()) set(when / key, std::string(value));
    if (key != kind) set(when / key, "");
  }
}

std::string Draft::waits_for(const Path& beat) const {
  for (const std::string_view key : {"after", "agent_messages", "felt_heard", "pressed"}) {
    if (!text(beat / "when" / key).empty()) return std::string(key);
  }
  return {};
}

std::vector<std::string> Draft::placeholders() const {
  std::vector<std::string> names;
  collect(root_, names);
  for (std::size_t i = 0; i < count("variants"); ++i) {
    const Node* values = find(Path("variants") / i / "values");
    for (const Node& key : values ? values->keys : std::vector<Node>{}) {
      if (std::ranges::find(names, key.text) == names.end()) names.push_back(key.text);
    }
  }
  return names;
}

void Draft::remove_placeholder(std::string_view name) {
  for (std::size_t i = 0; i < count("variants"); ++i) {
    const Path value = Path("variants") / i / "values" / name;
    if (has(value)) set(value, "");
  }
}

void Draft::keep_ids() {
  if (give_ids(root_)) changed();
}

std::string Draft::yaml() const {
  Node written = root_;
  give_ids(written);
  drop_empty(written);
  return yaml::write(written);
}

std::vector<std::size_t> Draft::written_items(const Path& list) const {
  std::vector<std::size_t> out;
  const Node* node = find(list);
  for (std::size_t i = 0; node && i < node->items.size(); ++i) {
    if (!is_empty(node->items[i])) out.push_back(i);
  }
  return out;
}

}  // namespace earshot::author
