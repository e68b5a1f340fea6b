// What can only be said of a card as a whole.
#pragma once

#include "shared/card/language.h"

namespace earshot::card {

/// Adds to the report: placeholders that no variant fills or no text uses, texts and sides that get too long once
/// they are filled in, phases out of proportion, and advice on what would make the card play better.
void check(const Reading& reading, const yaml::Node& root, yaml::Report& report);

}  // namespace earshot::card
