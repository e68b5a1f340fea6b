// The small good card of the golden files, and ways to bend it.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "shared/card/load.h"

namespace earshot::card::samples {

inline std::string read_text(const std::string& path) {
  std::ifstream in(std::string(EARSHOT_SOURCE_DIR "/") + path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string good_yaml() { return read_text("tests/golden/card-faults/good.yaml"); }

/// The text with its only `from` turned into `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  REQUIRE_MESSAGE(text.find(from, at + 1) == std::string::npos, from);
  return text.replace(at, from.size(), to);
}

inline std::string all(const std::vector<Problem>& problems) {
  std::string lines;
  for (const Problem& problem : problems) lines += problem.to_string() + "\n";
  return lines;
}

inline Card good_card(const std::string& yaml = good_yaml()) {
  auto outcome = load(yaml, "good.yaml");
  REQUIRE_MESSAGE(outcome.card.has_value(), all(outcome.problems));
  return *outcome.card;
}

}  // namespace earshot::card::samples
