// What makes a draft's tree a file: ids for what lacks one, and nothing that is empty.
#pragma once

#include "shared/yaml/document.h"

namespace earshot::author {

/// Nothing but blanks in it, at any depth.
bool is_empty(const yaml::Node& node);
/// Makes each text one line, as the loader does.
void fold_lines(yaml::Node& node);
/// Takes out keys and items that are empty.
void drop_empty(yaml::Node& node);
/// True if there was something to give. What is empty gets none.
bool give_ids(yaml::Node& card);

}  // namespace earshot::author
