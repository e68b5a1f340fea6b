// Which values an intent may hold, apart from any state: lengths, ranges, UTF-8.
#pragma once

#include <optional>
#include <string>

#include "shared/protocol/intents.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

/// Why an intent was refused: what kind, what to read and do, and the field it belongs to (empty if none).
struct Refusal {
  Why why{};
  std::string text;
  std::string field{};
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Checks every field and cleans every text in place (NFC, no control characters, trimmed).
/// Nothing if all is allowed.
std::optional<Refusal> validate(Intent& intent);

}  // namespace earshot::protocol
