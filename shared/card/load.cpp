#include "shared/card/load.h"

#include "shared/card/check.h"
#include "shared/card/limits.h"
#include "shared/card/language.h"

namespace earshot::card {

Inspection inspect(std::string_view bytes, const std::string& file) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {{}, std::nullopt, std::move(parsed.problems)};

  yaml::Report report(file);
  Reading reading(report);
  read(*parsed.root, reading);
  check(reading, *parsed.root, report);
  return {std::move(reading.card), std::move(parsed.root), report.take()};
}

LoadOutcome load(std::string_view bytes, const std::string& file) {
  Inspection inspection = inspect(bytes, file);
  LoadOutcome outcome{std::nullopt, std::move(inspection.problems)};
  if (yaml::has_errors(outcome.problems)) return outcome;

  inspection.card.hash = yaml::content_hash(bytes);
  inspection.card.source = bytes;
  outcome.card = std::move(inspection.card);
  return outcome;
}

LoadOutcome load_file(const std::filesystem::path& path) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string()) : outcome;
}

}  // namespace earshot::card
