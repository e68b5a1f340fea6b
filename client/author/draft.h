// A card while it is being written: a tree of texts and lists that need not be right yet, addressed by paths.
//
// Plain data: copy and compare as you like. What a form shows and what is stored are the same tree; `yaml()` is the file
// that it makes, without what is empty. Comments of a file that was read are gone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/author/path.h"
#include "shared/yaml/document.h"

namespace earshot::author {

class Draft {
 public:
  Draft();
  /// A small card to begin with, in one of the interface's languages: see card::start.
  static Draft start(std::string_view id, std::string_view language, std::string_view title);

  struct Read;
  /// What cannot be parsed gives problems and no draft; what is only wrong in a card is kept as it stands.
  static Read from_yaml(std::string_view text);

  const yaml::Node* find(const Path& path) const;
  bool has(const Path& path) const { return find(path) != nullptr; }
  /// Empty where there is no text.
  std::string text(const Path& path) const;
  /// Items of a list; 0 where there is none.
  std::size_t count(const Path& list) const;
  /// Whether a list of words or ids holds this one.
  bool holds(const Path& list, std::string_view word) const;

  /// Takes over all that another one holds, as one change.
  void replace(const Draft& other);
  /// Makes the groups and lists on the way, where the card language has them.
  void set(const Path& path, std::string text);
  /// Adds one item at the end: an empty group of keys, or a text.
  void add(const Path& list, std::string text = {});
  void toggle(const Path& list, std::string_view word);
  void move(const Path& list, std::size_t from, std::size_t to);
  /// Takes out an item or a key; `undo_removal` brings it back.
  void remove(const Path& path);
  /// What would come back.
  const Path* last_removal() const;
  void undo_removal();

  /// The rule of a fact, without what the rules before needed.
  void set_rule(const Path& fact, std::string_view rule);
  /// What a beat waits for: "after", "agent_messages", "felt_heard", "pressed", or "" for the phase alone.
  void wait_for(const Path& beat, std::string_view kind);
  std::string waits_for(const Path& beat) const;

  /// Names in braces that its texts use or its variants fill in, in order of first use.
  std::vector<std::string> placeholders() const;
  /// Takes the name out of the values of all variants.
  void remove_placeholder(std::string_view name);

  /// Gives every item that lacks one an id made from its words; `yaml` writes such ids, but they change with the words
  /// until they are kept.
  void keep_ids();

  /// The card as a file.
  std::string yaml() const;
  /// Places in the draft of the items that a list has in `yaml()`.
  std::vector<std::size_t> written_items(const Path& list) const;

  /// Counts up with every change.
  std::uint64_t revision() const { return revision_; }

 private:
  struct Removal {
    Path path;
    yaml::Node key, node;
  };

  yaml::Node* reach(const Path& path);
  yaml::Node& make(const Path& path);
  void changed() { ++revision_; }

  yaml::Node root_;
  std::vector<Removal> removals_;
  std::uint64_t revision_ = 0;
};

struct Draft::Read {
  std::optional<Draft> draft;
  std::vector<yaml::Problem> problems;
};

/// Small letters, digits, - and _, a letter first, as the card language wants it.
bool is_id(std::string_view word);
/// An id out of words: "Größe S, nicht M" is "grosse-s-nicht-m". Not among `taken`, and never empty: `otherwise` stands in.
std::string id_from(std::string_view words, std::string_view otherwise, const std::vector<std::string>& taken);

}  // namespace earshot::author
