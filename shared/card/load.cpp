#include "shared/card/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "shared/card/check.h"
#include "shared/card/limits.h"
#include "shared/card/read.h"
#include "shared/yaml/document.h"

namespace earshot::card {

LoadOutcome load(std::string_view bytes, const std::string& file) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};

  yaml::Report report(file);
  Reading reading = read(*parsed.root, report);
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

FolderOutcome load_folder(const std::filesystem::path& folder) {
  FolderOutcome outcome;
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  }
  if (error) {
    outcome.problems.push_back({folder.string(), 0, 0, "the folder cannot be read: " + error.message(),
                                "check its name and its rights", Severity::error});
  }
  std::sort(files.begin(), files.end());

  std::map<std::string, std::string> file_of;  // by card id
  for (const auto& file : files) {
    LoadOutcome loaded = load_file(file);
    outcome.problems.insert(outcome.problems.end(), loaded.problems.begin(), loaded.problems.end());
    if (!loaded.card) continue;
    if (const auto [first, fresh] = file_of.emplace(loaded.card->id, file.string()); !fresh) {
      outcome.problems.push_back(
          {file.string(), 1, 1, fmt::format("the card '{}' is in {} already", loaded.card->id, first->second),
           "give one of them another id", Severity::error});
      continue;
    }
    outcome.cards.push_back(*std::move(loaded.card));
  }
  std::sort(outcome.cards.begin(), outcome.cards.end(),
            [](const Card& a, const Card& b) { return a.id < b.id; });
  return outcome;
}

}  // namespace earshot::card
