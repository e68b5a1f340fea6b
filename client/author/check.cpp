#include "client/author/check.h"

#include <algorithm>

#include "shared/card/load.h"

namespace earshot::author {

using yaml::Node;

namespace {

/// Walks what was written beside the draft that it was written from, until the place of a problem comes.
class Finder {
 public:
  Finder(const Draft& draft, int line, int column) : draft_(draft), line_(line), column_(column) {}

  /// The outermost part that begins there: a group begins with its first key.
  bool look(const Node& node, const Path& path) {
    if (node.line == line_ && node.column == column_) return found(path);
    const auto items = node.kind == Node::Kind::list ? draft_.written_items(path) : std::vector<std::size_t>{};
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (node.kind == Node::Kind::map) {
        const Path inner = path / node.keys[i].text;
        if (node.keys[i].line == line_ && node.keys[i].column == column_) return found(inner);
        if (look(node.items[i], inner)) return true;
      } else if (i < items.size() && look(node.items[i], path / items[i])) {
        return true;
      }
    }
    return false;
  }

  Path place;

 private:
  bool found(const Path& here) {
    place = here;
    return true;
  }

  const Draft& draft_;
  int line_, column_;
};

/// The key of "add a line 'topic: …'", or nothing.
std::string_view key_to_add(std::string_view mend) {
  constexpr std::string_view kStart = "add a line '";
  if (!mend.starts_with(kStart)) return {};
  mend.remove_prefix(kStart.size());
  return mend.substr(0, std::min(mend.find(':'), mend.size()));
}

/// The group of keys that a path leads to, or that its list or text stands in.
Path group_of(const Draft& draft, Path path) {
  for (;; path = path.parent()) {
    const Node* node = draft.find(path);
    if (path.empty() || (node && node->kind == Node::Kind::map)) return path;
  }
}

Finding place(const Draft& draft, const Node& root, const yaml::Problem& problem) {
  Finder finder(draft, problem.line, problem.column);
  finder.look(root, Path());
  Finding out{finder.place, problem.severity == yaml::Severity::error, false, problem.what, problem.mend};
  if (const auto key = key_to_add(problem.mend); !key.empty()) {
    out.path = group_of(draft, out.path) / key;
    out.empty = true;
  }
  return out;
}

}  // namespace

std::size_t Checked::errors() const {
  return static_cast<std::size_t>(std::ranges::count(findings, true, &Finding::error));
}

const Finding* Checked::at(const Path& path) const {
  const auto found = std::ranges::find_if(findings, [&](const Finding& finding) { return finding.path.within(path); });
  return found == findings.end() ? nullptr : &*found;
}

Checked check(const Draft& draft) {
  auto inspection = card::inspect(draft.yaml(), "");
  Checked out;
  out.card = std::move(inspection.card);
  out.variants = draft.written_items("variants");
  for (const auto& problem : inspection.problems) {
    Finding finding = inspection.root ? place(draft, *inspection.root, problem) : Finding{{}, true, false, problem.what, problem.mend};
    // What is said of each variant in the same words is said once.
    const auto same = [&](const Finding& other) { return !finding.error && !other.error && other.what == finding.what; };
    if (std::ranges::none_of(out.findings, same)) out.findings.push_back(std::move(finding));
  }
  std::ranges::stable_partition(out.findings, &Finding::error);
  return out;
}

}  // namespace earshot::author
