#include "shared/card/shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/language.h"
#include "shared/card/limits.h"
#include "shared/card/texts.h"
#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::card {

namespace {

namespace fs = std::filesystem;
using yaml::Node;
using yaml::Report;

constexpr std::size_t kTranslatedWords = 4;  // shorter texts may be alike in two languages

/// Places in a card that was loaded from `source`.
class Places {
 public:
  explicit Places(const Card& card) {
    if (auto parsed = yaml::parse(card.source, {}, kMaxFileBytes); parsed.root) root_ = *std::move(parsed.root);
  }

  const Node& root() const { return root_; }

  /// The node at the end of the path, or the deepest on the way.
  const Node& at(std::initializer_list<std::string_view> path) const {
    const Node* node = &root_;
    for (const std::string_view key : path) {
      const Node* next = node->kind == Node::Kind::map ? node->find(key) : nullptr;
      if (!next) break;
      node = next;
    }
    return *node;
  }

  /// The item with this id in the list at the path, or the list.
  const Node& item(std::initializer_list<std::string_view> path, std::string_view id) const {
    const Node& list = at(path);
    for (const Node& item : list.items) {
      const Node* named = item.kind == Node::Kind::map ? item.find("id") : nullptr;
      if (named && named->text == id) return item;
    }
    return list;
  }

  bool has(std::string_view group, std::string_view key) const {
    const Node* found = root_.find(group);
    return found && found->kind == Node::Kind::map && found->find(key);
  }

  /// The first node that is read as this text, or null.
  const Node* of_text(std::string_view text) const { return find_text(root_, text); }

 private:
  static const Node* find_text(const Node& node, std::string_view text) {
    if (node.kind == Node::Kind::text && yaml::one_line(node.text) == text) return &node;
    for (const Node& item : node.items) {
      if (const Node* found = find_text(item, text)) return found;
    }
    return nullptr;
  }

  Node root_;
};

std::string shortened(std::string_view text) { return fmt::format("'{}'", text::first(text, kMaxLabel)); }

/// Compares a translation with its original part by part.
class Comparison {
 public:
  Comparison(const Card& original, const Card& translation, const std::string& file)
      : original_(original), translation_(translation), original_places_(original), places_(translation), report_(file) {}

  std::vector<Problem> run() {
    same(original_.difficulty, translation_.difficulty, {"difficulty"});
    same(original_.minutes, translation_.minutes, {"minutes"});
    same(original_.skills, translation_.skills, {"skills"});
    same(original_.warm_up, translation_.warm_up, {"warm_up"});
    same(original_.follows.has_value() ? original_.follows->card : "", translation_.follows ? translation_.follows->card : "", {"follows"});
    const CustomerSide& from = original_.customer;
    const CustomerSide& to = translation_.customer;
    same(from.felt_start, to.felt_start, {"customer", "felt_start"});
    items(from.feelings, to.feelings, "feeling", {"customer", "feelings"},
          [](const Feeling& a, const Feeling& b) { return a.intensity == b.intensity && a.shown_in == b.shown_in; });
    items(from.facts, to.facts, "fact", {"customer", "facts"}, same_fact);
    items(from.beats, to.beats, "beat", {"customer", "beats"},
          [](const Beat& a, const Beat& b) { return a.when == b.when && a.time_jump.empty() == b.time_jump.empty() && a.mood.empty() == b.mood.empty(); });
    const auto any = [](const auto&, const auto&) { return true; };
    items(from.resolution, to.resolution, "resolution", {"customer", "resolution"}, any);
    items(from.prevention, to.prevention, "prevention", {"customer", "prevention"}, any);
    items(original_.variants, translation_.variants, "variant", {"variants"}, same_variant);
    variants_in_order();
    agent();
    modifiers();
    count(original_.debrief.size(), translation_.debrief.size(), {"debrief"});
    given(original_.content_note, translation_.content_note, "content_note", {});
    given(from.stake, to.stake, "stake", {"customer"});
    const auto goal = [](const Places& places, const CustomerSide& side) { return places.has("customer", "goal") ? side.goal : ""; };
    given(goal(original_places_, from), goal(places_, to), "goal", {"customer"});
    untranslated();
    return report_.take();
  }

 private:
  using Path = std::initializer_list<std::string_view>;

  static bool same_fact(const Fact& a, const Fact& b) { return a.rule == b.rule && (a.rule != Rule::if_heard || a.level == b.level); }

  static bool same_variant(const Variant& a, const Variant& b) {
    const auto key = [](const auto& value) { return value.first; };
    std::set<std::string> keys_a, keys_b;
    std::ranges::transform(a.values, std::inserter(keys_a, keys_a.end()), key);
    std::ranges::transform(b.values, std::inserter(keys_b, keys_b.end()), key);
    if (keys_a != keys_b || a.stake.empty() != b.stake.empty() || a.fact.has_value() != b.fact.has_value()) return false;
    return !a.fact || (a.fact->id == b.fact->id && same_fact(*a.fact, *b.fact));
  }

  /// A session names its variant by its place.
  void variants_in_order() {
    const auto& from = original_.variants;
    const auto& to = translation_.variants;
    if (from.size() != to.size() || std::ranges::equal(from, to, {}, &Variant::id, &Variant::id)) return;
    report_.error(places_.at({"variants"}), fmt::format("the variants stand in another order than in {}", original_name()), "bring them into the same order");
  }

  std::string original_name() const { return fmt::format("{}/{}", original_.language, original_.id); }

  template <class T>
  void same(const T& original, const T& translation, Path path) {
    if (original == translation) return;
    report_.error(places_.at(path), fmt::format("'{}' is not as in {}", *(path.end() - 1), original_name()), "copy it from there");
  }

  void given(const std::string& original, const std::string& translation, std::string_view key, Path path) {
    if (original.empty() == translation.empty()) return;
    if (translation.empty()) {
      report_.error(places_.at(path), fmt::format("the translation lacks '{}' of {}", key, original_name()), "translate it");
    } else {
      report_.error(places_.at(path), fmt::format("{} has no '{}'", original_name(), key), "take it out, or give it to the original");
    }
  }

  template <class T, class Alike>
  void items(const std::vector<T>& original, const std::vector<T>& translation, std::string_view what, Path path, Alike alike) {
    for (const T& item : original) {
      const auto found = std::ranges::find(translation, item.id, &T::id);
      if (found == translation.end()) {
        report_.error(places_.at(path), fmt::format("the translation lacks the {} '{}' of {}", what, item.id, original_name()), "translate it");
      } else if (!alike(item, *found)) {
        report_.error(places_.item(path, item.id), fmt::format("the {} '{}' does not play as in {}", what, item.id, original_name()),
                      "copy all but its texts from there");
      }
    }
    for (const T& item : translation) {
      if (std::ranges::find(original, item.id, &T::id) == original.end()) {
        report_.error(places_.item(path, item.id), fmt::format("{} has no {} '{}'", original_name(), what, item.id),
                      "take it out, or give it to the original");
      }
    }
  }

  void count(std::size_t original, std::size_t translation, Path path) {
    if (original == translation) return;
    report_.error(places_.at(path), fmt::format("'{}' has {} items, in {} it has {}", *(path.end() - 1), translation, original_name(), original),
                  "translate each, in the same order");
  }

  /// Whether both have it.
  bool both(bool original, bool translation, std::string_view key, Path path) {
    given(original ? "there" : "", translation ? "there" : "", key, path);
    return original && translation;
  }

  void agent() {
    const AgentSide& from = original_.agent;
    const AgentSide& to = translation_.agent;
    given(from.policy, to.policy, "policy", {"agent"});
    count(from.you_decide.size(), to.you_decide.size(), {"agent", "you_decide"});
    count(from.ask_first.size(), to.ask_first.size(), {"agent", "ask_first"});
    count(from.not_yours.size(), to.not_yours.size(), {"agent", "not_yours"});
    count(from.history.size(), to.history.size(), {"agent", "history"});
  }

  void modifiers() {
    const Modifiers& from = original_.modifiers;
    const Modifiers& to = translation_.modifiers;
    const auto times = [](const Modifiers& modifiers) {
      std::vector<Seconds> read;
      for (const Bait& bait : modifiers.distraction) read.push_back(bait.after);
      return read;
    };
    if (both(!from.distraction.empty(), !to.distraction.empty(), "distraction", {"modifiers"})) same(times(from), times(to), {"modifiers", "distraction"});
    both(from.bias.has_value(), to.bias.has_value(), "bias", {"modifiers"});
    both(from.handover.has_value(), to.handover.has_value(), "handover", {"modifiers"});
    if (both(from.pressure.has_value(), to.pressure.has_value(), "pressure", {"modifiers"})) {
      const auto heat = [](const Pressure& pressure) { return std::pair{pressure.within, pressure.lines.size()}; };
      same(heat(*from.pressure), heat(*to.pressure), {"modifiers", "pressure"});
    }
  }

  template <class F>
  static void for_each_written(const Card& card, F f) {
    for_each_text(card, f);
    for (const Variant& variant : card.variants) {
      f(variant.stake);
      if (variant.fact) f(variant.fact->text), f(variant.fact->label), f(variant.fact->topic);
    }
  }

  void untranslated() {
    std::set<std::string> original;
    for_each_written(original_, [&](const std::string& text) { original.insert(text); });
    // Who people are and where they work may be called the same in two languages.
    std::set<std::string> done = {translation_.customer.name, translation_.agent.name, translation_.agent.company};
    for_each_written(translation_, [&](const std::string& text) {
      if (text::count_words(text) < kTranslatedWords || !original.contains(text) || !done.insert(text).second) return;
      const Node* place = places_.of_text(text);
      if (!place) return;  // the general goal, which is not written here
      report_.advise(*place, fmt::format("{} still is the text of {}", shortened(text), original_name()), "translate it");
    });
  }

  const Card& original_;
  const Card& translation_;
  Places original_places_;
  Places places_;
  Report report_;
};

void append(std::vector<Problem>& all, std::vector<Problem> more) { std::ranges::move(more, std::back_inserter(all)); }

/// Refuses episodes that lead back to themselves by way of others: none of them could be the first.
template <class OriginalOf>
std::vector<Problem> check_circle(const Shelved& shelved, OriginalOf original_of) {
  std::set<std::string> passed = {shelved.card.id};
  std::string before = shelved.card.follows->card;
  for (const Card* card = original_of(before); card && card->follows && passed.insert(card->id).second; card = original_of(card->follows->card)) {
    if (card->follows->card != shelved.card.id) continue;
    Report report(shelved.file);
    report.error(Places(shelved.card).at({"follows", "card"}), fmt::format("'{}' leads back here, so no episode is the first", before),
                 "take 'follows' out of the card that comes first");
    return report.take();
  }
  return {};
}

/// Leaves out each second card with an id and language; one that stands where they say comes first.
void leave_out_doubles(std::vector<Shelved>& shelf, std::vector<Problem>& problems) {
  std::ranges::stable_sort(shelf, {}, [](const Shelved& shelved) {
    const fs::path file = shelved.file;
    const std::string folder = file.parent_path().filename().string();
    return std::pair(is_language(folder) && folder != shelved.card.language, file.stem() != shelved.card.id);
  });
  std::map<std::pair<std::string, std::string>, std::string> first;
  std::erase_if(shelf, [&](const Shelved& shelved) {
    const auto [known, fresh] = first.emplace(std::pair{shelved.card.id, shelved.card.language}, shelved.file);
    if (!fresh) {
      Report report(shelved.file);
      report.error(Places(shelved.card).at({"id"}), fmt::format("the card '{}' is in {} already", shelved.card.id, known->second),
                   "give one of them another id, or another language");
      append(problems, report.take());
    }
    return !fresh;
  });
}

}  // namespace

std::vector<Problem> check_place(const Card& card, const fs::path& file, const fs::path& folder) {
  Report report(file.string());
  const Places places(card);
  if (file.stem().string() != card.id) {
    report.advise(places.at({"id"}), fmt::format("the file is called {}, the card '{}'", file.filename().string(), card.id),
                  fmt::format("rename the file to {}.yaml", card.id));
  }
  const fs::path parent = file.parent_path();
  if (parent != folder && parent.filename().string() != card.language) {
    report.advise(places.at({"language"}), fmt::format("a card in '{}' stands in the folder {}", card.language, parent.filename().string()),
                  fmt::format("write 'language: {}', or move it to {}/", parent.filename().string(), card.language));
  }
  return report.take();
}

std::vector<Problem> compare(const Card& original, const Card& translation, const std::string& file) {
  return Comparison(original, translation, file).run();
}

std::vector<Problem> compare_episode(const Card* first, const Card& follow_up, const std::string& file) {
  Report report(file);
  const Places places(follow_up);
  const Node& place = places.at({"follows", "card"});
  if (!first) {
    report.error(place, fmt::format("there is no card '{}' to follow", follow_up.follows->card), "name a card of this folder, and mend that one first if it has problems");
    return report.take();
  }
  if (first->id == follow_up.id) {
    report.error(place, "the card follows itself", "name the card whose people meet again");
    return report.take();
  }
  for (const Variant& variant : first->variants) {
    if (std::ranges::find(follow_up.variants, variant.id, &Variant::id) == follow_up.variants.end()) {
      report.error(places.at({"variants"}), fmt::format("the people of '{}' in {} do not meet again: there is no such variant", variant.id, first->id),
                   fmt::format("add a variant with the id '{}'", variant.id));
    }
  }
  return report.take();
}

const Card* find(std::span<const Card> cards, std::string_view id, std::string_view language) {
  const Card* original = nullptr;
  for (const Card& card : cards) {
    if (card.id != id) continue;
    if (card.language == language) return &card;
    if (!original) original = &card;
  }
  return original;
}

std::vector<fs::path> card_files(const fs::path& folder, std::vector<Problem>& problems) {
  std::vector<fs::path> files;
  std::error_code error;
  const auto take = [&](const fs::path& from, auto&& on_folder) {
    for (fs::directory_iterator entry(from, error), end; !error && entry != end; entry.increment(error)) {
      std::error_code gone;  // a link that leads nowhere, or in a circle, is a file that cannot be read
      if (entry->is_directory(gone)) {
        on_folder(entry->path());
      } else if (entry->path().extension() == ".yaml") {
        files.push_back(entry->path());
      } else if (entry->path().extension() == ".yml") {
        problems.push_back({entry->path().string(), 0, 0, "this file is not read", "end its name in .yaml", Severity::advice});
      }
    }
    if (error) {
      problems.push_back({from.string(), 0, 0, "the folder cannot be read: " + error.message(), "check its name and its rights", Severity::error});
    }
  };
  take(folder, [&](const fs::path& language) { take(language, [](const fs::path&) {}); });
  std::ranges::sort(files);
  return files;
}

FolderOutcome load_folder(const fs::path& folder) {
  std::vector<Problem> problems;
  std::vector<Shelved> shelf;
  for (const auto& file : card_files(folder, problems)) {
    LoadOutcome loaded = load_file(file);
    append(problems, std::move(loaded.problems));
    if (!loaded.card) continue;
    append(problems, check_place(*loaded.card, file, folder));
    shelf.push_back({*std::move(loaded.card), file.string()});
  }
  FolderOutcome outcome = settle(std::move(shelf));
  problems.insert(problems.end(), outcome.problems.begin(), outcome.problems.end());
  outcome.problems = std::move(problems);
  return outcome;
}

FolderOutcome settle(std::vector<Shelved> shelf) {
  FolderOutcome outcome;
  leave_out_doubles(shelf, outcome.problems);
  std::ranges::sort(shelf, {}, [](const Shelved& shelved) {
    return std::tuple(shelved.card.id, shelved.card.language != kFirstLanguage, shelved.card.language);
  });

  // What is left out of the shelf can leave others without what they refer to, so this is gone through until it rests.
  const auto original_of = [&](const std::string& id) -> const Card* {
    const auto found = std::ranges::find(shelf, id, [](const Shelved& shelved) -> const std::string& { return shelved.card.id; });
    return found == shelf.end() ? nullptr : &found->card;
  };
  std::set<std::string> said;
  for (bool changed = true; changed;) {
    std::set<std::string> unfit;
    for (const Shelved& shelved : shelf) {
      std::vector<Problem> found;
      const Card* original = original_of(shelved.card.id);
      if (original != &shelved.card) append(found, compare(*original, shelved.card, shelved.file));
      if (shelved.card.follows) append(found, check_circle(shelved, original_of));
      if (shelved.card.follows) append(found, compare_episode(original_of(shelved.card.follows->card), shelved.card, shelved.file));
      if (yaml::has_errors(found)) unfit.insert(shelved.file);
      std::ranges::copy_if(found, std::back_inserter(outcome.problems), [&](const Problem& problem) { return said.insert(problem.to_string()).second; });
    }
    changed = std::erase_if(shelf, [&](const Shelved& shelved) { return unfit.contains(shelved.file); }) > 0;
  }
  for (Shelved& shelved : shelf) outcome.cards.push_back(std::move(shelved.card));
  return outcome;
}

}  // namespace earshot::card
