// A tree as the text of a YAML file: keys and items in their order, every text such that `parse` reads it as it was.
#pragma once

#include <string>

#include "shared/yaml/document.h"

namespace earshot::yaml {

/// Block style, two blanks a level, UTF-8 as it is. parse(write(tree)) has the texts, keys and items of `tree`, whose
/// texts are valid UTF-8; lists and maps without anything in them are written as [] and {}. The one character that is
/// left out is DEL, which no text for people holds.
std::string write(const Node& tree);

/// The same texts, keys and items, wherever they stand.
bool same(const Node& a, const Node& b);

}  // namespace earshot::yaml
