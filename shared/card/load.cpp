#include "shared/card/load.h"

#include "shared/card/check.h"
#include "shared/card/limits.h"
#include "shared/card/language.h"
#include "shared/yaml/document.h"

namespace earshot::card {

LoadOutcome load(std::string_view bytes, const std::string& file) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};

  yaml::Report report(file);
  Reading reading(report);
  read(*parsed.root, reading);
  check(reading, *parsed.root, report);
  LoadOutcome outcome{std::nullopt, report.take()};
  if (yaml::has_errors(outcome.problems)) return outcome;

  reading.card.hash = yaml::content_hash(bytes);
  reading.card.source = bytes;
  outcome.card = std::move(reading.card);
  return outcome;
}

LoadOutcome load_file(const std::filesystem::path& path) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string()) : outcome;
}

}  // namespace earshot::card
