#include "shared/transcript/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "shared/card/language.h"
#include "shared/protocol/limits.h"
#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::transcript {
namespace {

namespace fs = std::filesystem;
namespace limits = protocol::limits;
using protocol::Role;
using yaml::Keys;
using yaml::Map;
using yaml::Node;
using yaml::Report;

constexpr std::size_t kFewestLines = 4;
constexpr std::size_t kMostLines = 60;
constexpr std::size_t kSituationCharacters = 400;
constexpr std::size_t kLineCharacters = 600;
constexpr std::size_t kWhyCharacters = 300;
constexpr std::size_t kLineBytes = 8;  ///< that a line takes in a message beside its text
constexpr std::string_view kFirstLanguage = "en";
constexpr std::array<std::string_view, 2> kSpeakers = {"customer", "agent"};

class TranscriptReader {
 public:
  TranscriptReader(const rubric::Rubric& rubric, Report& report) : rubric_(rubric), report_(report) {}

  Transcript read(const Node& root) {
    const Map map(&root, "a transcript", Keys{.required = {"id", "title", "language", "situation", "lines", "notes"}, .optional = {"focus"}}, report_);
    Transcript read;
    read.id = yaml::id(map["id"], "id", limits::kIdCharacters, report_);
    read.title = yaml::text(map["title"], "title", limits::kClassNameCharacters, report_);
    read.language = yaml::text(map["language"], "language", limits::kLanguageCharacters, report_);
    if (!read.language.empty() && !card::is_language(read.language)) {
      report_.error(*map["language"], fmt::format("'{}' is no language code", read.language), "use a code such as en, de or pt-BR");
    }
    read.situation = yaml::text(map["situation"], "situation", kSituationCharacters, report_);
    read.focus = focus(map["focus"]);
    lines(map["lines"], read);
    notes(map["notes"], read);
    return read;
  }

 private:
  /// A focus set by its name, or a list of criteria.
  std::vector<std::string> focus(const Node* node) {
    if (!node || node->kind == Node::Kind::nothing) return rubric_.focus_sets.front().criteria;
    std::vector<std::string_view> names;
    if (node->kind == Node::Kind::text) {
      for (const auto& set : rubric_.focus_sets) names.push_back(set.name);
      const auto index = yaml::one_of(node, "focus", names, report_);
      return index ? rubric_.focus_sets[*index].criteria : std::vector<std::string>{};
    }
    for (const auto& criterion : rubric_.criteria) names.push_back(criterion.id);
    std::vector<bool> chosen(names.size());
    for (const Node& item : yaml::list(node, "focus", 1, names.size(), report_)) {
      const auto index = yaml::one_of(&item, "focus", names, report_);
      if (!index) continue;
      if (chosen[*index]) report_.error(item, fmt::format("'{}' stands twice in this focus", item.text), "keep one of the two");
      chosen[*index] = true;
    }
    std::vector<std::string> read;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (chosen[i]) read.emplace_back(names[i]);
    }
    return read;
  }

  /// Each line is a map of one key, which says who speaks.
  void lines(const Node* node, Transcript& read) {
    const auto items = yaml::list(node, "lines", kFewestLines, kMostLines, report_);
    std::set<Role> spoke;
    std::size_t bytes = read.title.size() + read.situation.size();
    for (const Node& item : items) {
      if (item.kind != Node::Kind::map || item.keys.size() != 1) {
        report_.error(item, "this line does not say who speaks", "write it as '- customer: …' or '- agent: …'");
        continue;
      }
      const auto who = yaml::one_of(&item.keys.front(), "lines", kSpeakers, report_);
      const std::string text = yaml::text(&item.items.front(), "line", kLineCharacters, report_);
      if (!who || text.empty()) continue;
      bytes += text.size() + kLineBytes;
      if (bytes > limits::kTranscriptBytes) {
        report_.error(item, fmt::format("title, situation and lines take more than {} bytes together", limits::kTranscriptBytes),
                      "leave out some of the talk: the class reads it in a few minutes");
        return;
      }
      spoke.insert(static_cast<Role>(*who));
      read.lines.push_back({static_cast<Role>(*who), text});
    }
    if (node && items.size() >= kFewestLines && read.lines.size() == items.size() && spoke.size() < kSpeakers.size()) {
      report_.error(*node, "only one of the two speaks", "write lines of the customer and of the agent");
    }
  }

  void notes(const Node* node, Transcript& read) {
    std::vector<std::string_view> names(read.focus.begin(), read.focus.end());
    if (names.empty()) return;  // the focus is what is to be mended first
    std::vector<Note> found;
    for (const Node& item : yaml::list(node, "notes", 1, limits::kCriteria, report_)) {
      const Map map(&item, "a note", Keys{.required = {"criterion", "why"}}, report_);
      const auto index = yaml::one_of(map["criterion"], "criterion", names, report_);
      std::string text = yaml::text(map["why"], "why", kWhyCharacters, report_);
      if (!index) continue;
      const std::string criterion(names[*index]);
      if (std::ranges::find(found, criterion, &Note::criterion) != found.end()) {
        report_.error(item, fmt::format("'{}' has two notes", criterion), "keep one of the two");
        continue;
      }
      found.push_back({criterion, std::move(text)});
    }
    std::size_t bytes = 0;
    for (const std::string& criterion : read.focus) {
      const auto note = std::ranges::find(found, criterion, &Note::criterion);
      if (note == found.end()) {
        if (node && node->kind == Node::Kind::list) {
          report_.error(*node, fmt::format("nothing says what there is to see of '{}'", criterion), "add a note with its 'criterion' and 'why'");
        }
        continue;
      }
      bytes += note->why.size();
      read.notes.push_back(std::move(*note));
    }
    if (node && bytes > limits::kTranscriptBytes) {
      report_.error(*node, fmt::format("the notes take more than {} bytes together", limits::kTranscriptBytes), "say it shorter");
    }
  }

  const rubric::Rubric& rubric_;
  Report& report_;
};

/// A good file of a folder.
struct Found {
  Transcript transcript;
  std::string file;
};

void check_place(const Found& found, const fs::path& folder, std::vector<yaml::Problem>& problems) {
  const fs::path file = found.file;
  const auto advise = [&](std::string what, std::string mend) {
    problems.push_back({found.file, 1, 1, std::move(what), std::move(mend), yaml::Severity::advice});
  };
  if (file.stem().string() != found.transcript.id) {
    advise(fmt::format("the file is called {}, the transcript '{}'", file.filename().string(), found.transcript.id),
           fmt::format("rename the file to {}.yaml", found.transcript.id));
  }
  const std::string parent = file.parent_path().filename().string();
  if (file.parent_path() != folder && parent != found.transcript.language) {
    advise(fmt::format("a transcript in '{}' stands in the folder {}", found.transcript.language, parent),
           fmt::format("write 'language: {}', or move it to {}/", parent, found.transcript.language));
  }
}

auto place_of(const Transcript& transcript) {
  return std::tuple(transcript.id, transcript.language != kFirstLanguage, transcript.language);
}

/// Why this one cannot stand beside those before it; empty if it can.
std::pair<std::string, std::string> unfit(const std::vector<Found>& before, const Found& found) {
  std::set<std::string> ids;
  for (const Found& other : before) {
    ids.insert(other.transcript.id);
    if (other.transcript.id != found.transcript.id) continue;
    if (other.transcript.language == found.transcript.language) {
      return {fmt::format("the transcript '{}' is in {} already", found.transcript.id, other.file), "give one of them another id"};
    }
    if (!same_talk(other.transcript, found.transcript)) {
      return {fmt::format("this is another talk than '{}' in {}: other criteria, or other people speak", found.transcript.id, other.file),
              "bring both to the same focus and the same speakers, line by line"};
    }
  }
  ids.insert(found.transcript.id);
  if (ids.size() > kMost) {
    return {fmt::format("there are {} transcripts before this one", kMost), "take away those that no class rates any more"};
  }
  return {};
}

}  // namespace

void in_order(std::vector<Transcript>& transcripts) { std::ranges::sort(transcripts, {}, place_of); }

LoadOutcome load(std::string_view bytes, const std::string& file, const rubric::Rubric& rubric) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};
  Report report(file);
  Transcript read = TranscriptReader(rubric, report).read(*parsed.root);
  LoadOutcome outcome{std::nullopt, report.take()};
  if (yaml::has_errors(outcome.problems)) return outcome;
  read.hash = yaml::content_hash(bytes);
  read.source = bytes;
  outcome.transcript = std::move(read);
  return outcome;
}

LoadOutcome load_file(const fs::path& path, const rubric::Rubric& rubric) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string(), rubric) : outcome;
}

FolderOutcome load_folder(const fs::path& folder, const rubric::Rubric& rubric) {
  FolderOutcome outcome;
  std::error_code error;
  if (!fs::exists(folder, error)) return outcome;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  }
  if (error) {
    outcome.problems.push_back({folder.string(), 0, 0, "the folder cannot be read: " + error.message(), "check its name and its rights", yaml::Severity::error});
  }
  std::ranges::sort(files);

  std::vector<Found> all;
  for (const fs::path& file : files) {
    LoadOutcome loaded = load_file(file, rubric);
    std::ranges::move(loaded.problems, std::back_inserter(outcome.problems));
    if (!loaded.transcript) continue;
    all.push_back({*std::move(loaded.transcript), file.string()});
    check_place(all.back(), folder, outcome.problems);
  }
  std::ranges::stable_sort(all, {}, [](const Found& found) { return place_of(found.transcript); });
  std::vector<Found> kept;
  for (Found& found : all) {
    auto [what, mend] = unfit(kept, found);
    if (what.empty()) {
      kept.push_back(std::move(found));
    } else {
      outcome.problems.push_back({found.file, 1, 1, std::move(what), std::move(mend), yaml::Severity::error});
    }
  }
  for (Found& found : kept) {
    outcome.files[found.transcript.hash] = found.file;
    outcome.transcripts.push_back(std::move(found.transcript));
  }
  return outcome;
}

}  // namespace earshot::transcript
