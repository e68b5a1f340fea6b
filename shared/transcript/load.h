// Reading transcripts from YAML. As with cards, nothing throws on bad input; every fault is named with its place and its
// remedy.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/rubric/rubric.h"
#include "shared/transcript/transcript.h"
#include "shared/yaml/problem.h"

namespace earshot::transcript {

inline constexpr std::size_t kMaxFileBytes = 64 * 1024;
inline constexpr std::size_t kMost = 30;  ///< of a server, translations not counted: a trainer's choice fits one message

struct LoadOutcome {
  std::optional<Transcript> transcript;  ///< absent if any problem is an error
  std::vector<yaml::Problem> problems;   ///< in the order of the file
};

/// Reads one transcript; `file` is what problems call it. More than kMaxFileBytes are refused unread. Criteria are those
/// of `rubric`; a transcript without a focus is rated on the rubric's first focus set.
LoadOutcome load(std::string_view bytes, const std::string& file, const rubric::Rubric& rubric);
LoadOutcome load_file(const std::filesystem::path& path, const rubric::Rubric& rubric);

struct FolderOutcome {
  std::vector<Transcript> transcripts;  ///< by id, the original before its translations: the English one where there is one
  std::vector<yaml::Problem> problems;
  std::map<std::string, std::string> files;  ///< where each came from, by its hash
};

/// All *.yaml of a folder and of the languages' folders in it. What is broken is left out and its problems say so, and so
/// are the second of two with one id and language, a translation that is another talk than its original, and what goes
/// beyond kMost. A folder that is not there holds none.
FolderOutcome load_folder(const std::filesystem::path& folder, const rubric::Rubric& rubric);

/// By id, the original before its translations.
void in_order(std::vector<Transcript>& transcripts);

}  // namespace earshot::transcript
