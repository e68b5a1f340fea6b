// The card language told to machines and to people, from the definitions that cards are read with (language.h).
#pragma once

#include <string>

namespace earshot::card {

/// A JSON Schema (draft 2020-12) for editors that check YAML while it is typed. What only the checker can see, such as
/// beats that never play, is not in it.
std::string json_schema();

/// Every field in Markdown tables: key, what, bounds, default, who sees it when.
std::string reference();

}  // namespace earshot::card
