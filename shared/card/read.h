// From the YAML tree to a card, field by field.
#pragma once

#include <string>
#include <vector>

#include "shared/card/card.h"
#include "shared/yaml/reader.h"

namespace earshot::card {

/// A text that stands in the card, where it stands, and how long it may get once its placeholders are filled in.
struct WrittenText {
  const yaml::Node* node = nullptr;
  std::string text;
  std::string what;
  std::size_t max = 0;
};

/// A card as far as it could be read, and what the checks that look at it as a whole need.
struct Reading {
  Card card;
  std::vector<WrittenText> texts;
  std::vector<const yaml::Node*> variant_values;  ///< beside card.variants; null where there are none
  const yaml::Node* customer = nullptr;
  const yaml::Node* agent = nullptr;
  const yaml::Node* facts = nullptr;
  const yaml::Node* variants = nullptr;
  const yaml::Node* minutes = nullptr;
  const yaml::Node* warm_up = nullptr;
};

/// The nodes in the reading belong to `root`.
Reading read(const yaml::Node& root, yaml::Report& report);

}  // namespace earshot::card
