// Reading lessons from YAML. As with cards, nothing throws on bad input; every fault is named with its place and its
// remedy.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/card/card.h"
#include "shared/lesson/lesson.h"
#include "shared/rubric/rubric.h"
#include "shared/yaml/problem.h"

namespace earshot::lesson {

inline constexpr std::size_t kMaxFileBytes = 32 * 1024;

/// What a lesson may name. The cards must outlive the reading; a null rubric checks no criteria.
struct Known {
  std::vector<const card::Card*> cards;
  const rubric::Rubric* rubric = nullptr;
};

struct LoadOutcome {
  std::optional<Lesson> lesson;         ///< absent if any problem is an error
  std::vector<yaml::Problem> problems;  ///< in the order of the file
};

/// Reads one lesson; `file` is what problems call it. More than kMaxFileBytes are refused unread.
LoadOutcome load(std::string_view bytes, const std::string& file, const Known& known);
LoadOutcome load_file(const std::filesystem::path& path, const Known& known);

struct FolderOutcome {
  std::vector<Lesson> lessons;  ///< by id
  std::vector<yaml::Problem> problems;
  std::map<std::string, std::string> files;  ///< where each lesson came from, by its id
};

/// All *.yaml of a folder. A broken lesson is left out and its problems say so, and so is the second of two with one id.
/// A folder that is not there holds no lessons.
FolderOutcome load_folder(const std::filesystem::path& folder, const Known& known);

/// The cards and the rubric that stand beside a lesson file in a content folder (`lessons/x.yaml`, `cards/`,
/// `rubrics/listening.yaml`). What is broken there is left out without a word: it has its own check.
class Beside {
 public:
  explicit Beside(const std::filesystem::path& lesson_file);
  Known known() const;

 private:
  std::vector<card::Card> cards_;
  std::optional<rubric::Rubric> rubric_;
};

}  // namespace earshot::lesson
