// The card language: every field of a card, said once. The loader reads by it, and the schema, the reference in
// docs/writing-cards.md and the editor's forms are made from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/card/card.h"
#include "shared/yaml/reader.h"
#include "shared/yaml/shape.h"

namespace earshot::card {

/// A text that stands in the card, where it stands, and how long it may get once its placeholders are filled in.
struct WrittenText {
  const yaml::Node* node = nullptr;
  std::string text;
  std::string what;
  std::size_t max = 0;
};

/// A card while it is read: as far as it could be, and what the checks that look at it as a whole need.
class Reading {
 public:
  explicit Reading(yaml::Report& report) : report_(report) {}

  Card card;
  std::vector<WrittenText> texts;
  std::vector<WrittenText> labels;  ///< texts of facts that are their own labels; `what` is the fact's id

  yaml::Report& report() { return report_; }
  /// Of a card to warm up little is needed: nobody recaps, solves or scores it.
  bool full() const { return !card.warm_up; }
  void written(const yaml::Node& node, const std::string& text, std::string_view what, std::size_t max) {
    texts.push_back({&node, text, std::string(what), max});
  }
  /// Refuses braces in a text that is the same in all variants, or is read before one is dealt.
  void bare(const yaml::Node& node, const std::string& text, std::string_view what);

 private:
  yaml::Report& report_;
};

/// The nodes that the reading points at belong to `root`.
void read(const yaml::Node& root, Reading& reading);

/// "en", "pt-BR".
bool is_language(std::string_view code);

/// What a card may hold, from its top level down.
const yaml::RecordShape& shape();

}  // namespace earshot::card
