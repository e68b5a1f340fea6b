#include "shared/rubric/rubric.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::rubric {

namespace {

using yaml::Keys;
using yaml::Map;
using yaml::Node;
using yaml::Report;

constexpr std::array<std::string_view, 3> kSteps = {"listen", "extract", "return"};

class RubricReader {
 public:
  RubricReader(const Node& root, Report& report) : root_(root), report_(report) {}

  Rubric read() {
    const Map map(&root_, "a rubric",
                  Keys{.required = {"id", "title", "criteria", "customer_criteria", "focus_sets"}}, report_);
    Rubric rubric;
    rubric.id = yaml::id(map["id"], "id", kMaxId, report_);
    rubric.title = yaml::text(map["title"], "title", kMaxName, report_);
    for (const Node& item : yaml::list(map["criteria"], "criteria", kCriteria, kCriteria, report_)) {
      rubric.criteria.push_back(criterion(item, true));
    }
    for (const Node& item : yaml::list(map["customer_criteria"], "customer_criteria", kCustomerCriteria,
                                       kCustomerCriteria, report_)) {
      rubric.customer_criteria.push_back(criterion(item, false));
    }
    yaml::check_unique(nodes_, ids_, "criteria", report_);
    read_focus_sets(map["focus_sets"], rubric);
    return rubric;
  }

 private:
  Criterion criterion(const Node& item, bool of_agent) {
    const Keys keys = of_agent ? Keys{.required = {"id", "name", "step", "levels"}}
                               : Keys{.required = {"id", "name", "levels"}};
    const Map map(&item, "a criterion", keys, report_);
    Criterion read;
    read.id = yaml::id(map["id"], "id", kMaxId, report_);
    read.name = yaml::text(map["name"], "name", kMaxName, report_);
    if (const auto step = of_agent ? yaml::one_of(map["step"], "step", kSteps, report_) : std::nullopt) {
      read.step = static_cast<Step>(*step);
    }
    std::size_t level = 0;
    for (const Node& text : yaml::list(map["levels"], "levels", kLevels, kLevels, report_)) {
      read.levels[level++] = yaml::text(&text, fmt::format("level {}", level), kMaxText, report_);
    }
    nodes_.push_back(item.find("id"));
    ids_.push_back(read.id);
    return read;
  }

  void read_focus_sets(const Node* node, Rubric& rubric) {
    std::vector<std::string_view> known;
    for (const Criterion& criterion : rubric.criteria) known.push_back(criterion.id);

    std::vector<const Node*> nodes;
    std::vector<std::string> names;
    for (const Node& item : yaml::list(node, "focus_sets", 1, kMaxFocusSets, report_)) {
      const Map map(&item, "a focus set", Keys{.required = {"name", "criteria"}}, report_);
      FocusSet set;
      set.name = yaml::id(map["name"], "name", kMaxId, report_);
      nodes.push_back(map["name"]);
      names.push_back(set.name);
      std::vector<bool> chosen(known.size());
      for (const Node& id : yaml::list(map["criteria"], "criteria", 1, kCriteria, report_)) {
        const auto index = yaml::one_of(&id, "criteria", known, report_);
        if (!index) continue;
        if (chosen[*index]) {
          report_.error(id, fmt::format("'{}' stands twice in this focus set", id.text),
                        "keep one of the two");
        }
        chosen[*index] = true;
      }
      for (std::size_t i = 0; i < known.size(); ++i) {
        if (chosen[i]) set.criteria.emplace_back(known[i]);
      }
      rubric.focus_sets.push_back(std::move(set));
    }
    yaml::check_unique(nodes, names, "focus sets", report_);
  }

  const Node& root_;
  Report& report_;
  std::vector<const Node*> nodes_;  // of the ids, beside ids_
  std::vector<std::string> ids_;
};

}  // namespace

const Criterion* find_criterion(const Rubric& rubric, std::string_view id) {
  for (const auto* group : {&rubric.criteria, &rubric.customer_criteria}) {
    const auto found =
        std::find_if(group->begin(), group->end(), [&](const Criterion& c) { return c.id == id; });
    if (found != group->end()) return &*found;
  }
  return nullptr;
}

const FocusSet* find_focus(const Rubric& rubric, std::string_view name) {
  const auto found = std::find_if(rubric.focus_sets.begin(), rubric.focus_sets.end(),
                                  [&](const FocusSet& set) { return set.name == name; });
  return found == rubric.focus_sets.end() ? nullptr : &*found;
}

LoadOutcome load(std::string_view bytes, const std::string& file) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};

  Report report(file);
  Rubric rubric = RubricReader(*parsed.root, report).read();
  LoadOutcome outcome{std::nullopt, report.take()};
  if (yaml::has_errors(outcome.problems)) return outcome;

  rubric.hash = yaml::content_hash(bytes);
  rubric.source = bytes;
  outcome.rubric = std::move(rubric);
  return outcome;
}

LoadOutcome load_file(const std::filesystem::path& path) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string()) : outcome;
}

}  // namespace earshot::rubric
