#include "shared/yaml/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>
#include <tuple>

#include "shared/base/text.h"

namespace earshot::yaml {

namespace {

// Enough to mend a file by; a hostile file does not get to grow the list.
constexpr std::size_t kMaxProblems = 100;

constexpr std::size_t kQuoted = 40;  // characters of a text that a problem quotes

std::string_view shown(std::string_view text) { return text::first(text, kQuoted); }

// Slips from one word to the other; two letters that changed places are one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last, row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    before = std::exchange(last, row);
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = std::min({last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
    }
  }
  return row[b.size()];
}

std::string choice(std::string_view word, std::span<const std::string_view> names) {
  if (const auto near = nearest(word, names)) return fmt::format("did you mean '{}'?", *near);
  return fmt::format("use one of {}", fmt::join(names, ", "));
}

// What should be a text, as it stands in the file.
const std::string* scalar(const Node* node, std::string_view what, Report& report) {
  if (!node || node->kind == Node::Kind::nothing) return nullptr;
  if (node->kind == Node::Kind::text) return &node->text;
  report.error(*node, fmt::format("'{}' is {}, not a text", what, name_of(node->kind)),
               node->kind == Node::Kind::map ? "write one text here, in quotes if it starts with { or holds a colon"
                                             : "write one text here, in quotes if it starts with [");
  return nullptr;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.starts_with('-')) return std::nullopt;
  return value;
}

std::optional<Seconds> parse_minutes(std::string_view text) {
  constexpr int kMostMinutes = 24 * 60;
  const auto mark = text.find_first_of(":.");
  const auto whole_minutes = digits(text.substr(0, mark));
  if (!whole_minutes || *whole_minutes > kMostMinutes) return std::nullopt;
  Seconds total{*whole_minutes * 60};
  if (mark == std::string_view::npos) return total;

  const std::string_view rest = text.substr(mark + 1);
  const auto part = digits(rest);
  if (!part) return std::nullopt;
  if (text[mark] == ':') {
    if (rest.size() != 2 || *part >= 60) return std::nullopt;
    return total + Seconds{*part};
  }
  if (rest.size() > 2) return std::nullopt;
  return total + Seconds{*part * 60 / (rest.size() == 1 ? 10 : 100)};
}

std::string fold_white_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!white) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

void Report::error(const Node& at, std::string what, std::string mend) {
  if (problems_.size() < kMaxProblems) {
    problems_.push_back({file_, at.line, at.column, std::move(what), std::move(mend), Severity::error});
  }
}

void Report::advise(const Node& at, std::string what, std::string mend) {
  if (problems_.size() < kMaxProblems) {
    problems_.push_back({file_, at.line, at.column, std::move(what), std::move(mend), Severity::advice});
  }
}

std::vector<Problem> Report::take() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(problems_);
}

Map::Map(const Node* node, std::string_view what, const Keys& keys, Report& report) : node_(node) {
  if (!node_ || node_->kind == Node::Kind::nothing) {
    node_ = nullptr;
    return;
  }
  std::vector<std::string_view> known = keys.required;
  known.insert(known.end(), keys.optional.begin(), keys.optional.end());
  if (node_->kind != Node::Kind::map) {
    report.error(*node_, fmt::format("{} is {} here", what, name_of(node_->kind)),
                 fmt::format("give it the keys {}", fmt::join(known, ", ")));
    node_ = nullptr;
    return;
  }
  for (std::size_t i = 0; i < node_->keys.size(); ++i) {
    const Node& key = node_->keys[i];
    const bool empty = i < node_->items.size() && node_->items[i].kind == Node::Kind::nothing;
    if (std::find(known.begin(), known.end(), key.text) == known.end()) {
      // Inside { } a comma ends a text, and what follows it reads as one more key.
      report.error(key, fmt::format("{} has no '{}'", what, shown(key.text)),
                   empty ? "put the text before it in quotes if it goes on here" : choice(key.text, known));
    } else if (empty) {
      report.error(key, fmt::format("'{}' is empty", key.text),
                   "write it, or remove the key if it is optional");
    }
  }
  for (const std::string_view key : keys.required) {
    if (!node_->find(key)) {
      report.error(*node_, fmt::format("{} lacks '{}'", what, key), fmt::format("add a line '{}: …'", key));
    }
  }
}

const Node* Map::operator[](std::string_view key) const { return node_ ? node_->find(key) : nullptr; }

std::span<const Node> list(const Node* node, std::string_view what, std::size_t min, std::size_t max,
                           Report& report) {
  if (!node || node->kind == Node::Kind::nothing) return {};
  if (node->kind != Node::Kind::list) {
    report.error(*node, fmt::format("'{}' is {}, not a list", what, name_of(node->kind)),
                 "start each item on a line of its own with '- '");
    return {};
  }
  const std::size_t count = node->items.size();
  if (count < min) {
    report.error(*node, fmt::format("'{}' has {} of at least {} items", what, count, min),
                 "add what is missing");
  }
  if (count > max) {
    report.error(node->items[max], fmt::format("'{}' has {} items, at most {} fit", what, count, max),
                 "keep the ones that matter most");
  }
  const auto items = std::span(node->items).first(std::min(count, max));
  for (const Node& item : items) {
    if (item.kind == Node::Kind::nothing) report.error(item, fmt::format("an item of '{}' is empty", what), "write it, or take it out");
  }
  return items;
}

std::string one_line(std::string_view written) {
  const auto cleaned = text::clean(written);
  return cleaned ? fold_white_space(*cleaned) : std::string{};
}

std::string text(const Node* node, std::string_view what, std::size_t max, Report& report) {
  const std::string* written = scalar(node, what, report);
  if (!written) return {};
  std::string folded = one_line(*written);
  if (folded.empty()) {
    report.error(*node, fmt::format("'{}' is empty", what), "write it, or remove the key if it is optional");
  }
  if (const auto length = text::length(folded); length > max) {
    report.error(*node, fmt::format("'{}' has {} characters", what, length),
                 fmt::format("shorten it to at most {}", max));
  }
  return folded;
}

std::string id(const Node* node, std::string_view what, std::size_t max, Report& report) {
  const std::string* written = scalar(node, what, report);
  if (!written) return {};
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool fits = !written->empty() && written->size() <= max && letter(written->front()) &&
                    std::all_of(written->begin(), written->end(), [&](char c) {
                      return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
                    });
  if (!fits) {
    report.error(*node, fmt::format("'{}' is no id", shown(*written)),
                 fmt::format("use small letters, digits, - and _, a letter first, at most {} of them", max));
  }
  return std::string(text::first(*written, max));  // problems quote ids
}

int whole(const Node* node, std::string_view what, int min, int max, int otherwise, Report& report) {
  const std::string* written = scalar(node, what, report);
  if (!written) return otherwise;
  const auto value = digits(*written);
  if (value && *value >= min && *value <= max) return *value;
  report.error(*node, fmt::format("'{}' is {}", what, shown(*written)),
               fmt::format("use a whole number from {} to {}", min, max));
  return otherwise;
}

Seconds minutes(const Node* node, std::string_view what, Seconds min, Seconds max, Seconds otherwise,
                Report& report) {
  const std::string* written = scalar(node, what, report);
  if (!written) return otherwise;
  const auto value = parse_minutes(*written);
  if (value && *value >= min && *value <= max) return *value;
  report.error(
      *node, fmt::format("'{}' is {}", what, shown(*written)),
      fmt::format("use minutes from {} to {}, written as 2, 1.5 or 1:30", clock_text(min), clock_text(max)));
  return otherwise;
}

std::string clock_text(Seconds time) { return fmt::format("{}:{:02}", time.count() / 60, time.count() % 60); }

std::optional<std::size_t> one_of(const Node* node, std::string_view what,
                                  std::span<const std::string_view> names, Report& report) {
  const std::string* written = scalar(node, what, report);
  if (!written) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), *written);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  report.error(*node, fmt::format("'{}' cannot be '{}'", what, shown(*written)), choice(*written, names));
  return std::nullopt;
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kLongest = 40;
  if (word.size() > kLongest) return std::nullopt;
  std::optional<std::string_view> best;
  const std::size_t slips = word.size() < 5 ? 1 : std::max<std::size_t>(2, word.size() / 3);
  std::size_t best_distance = slips + 1;
  for (const std::string_view name : names) {
    if (const auto d = distance(word, name); d < best_distance) {
      best = name;
      best_distance = d;
    }
  }
  return best;
}

void check_unique(std::span<const Node* const> nodes, std::span<const std::string> ids, std::string_view what,
                  Report& report) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].empty() && nodes[i] && !seen.insert(ids[i]).second) {
      report.error(*nodes[i], fmt::format("two {} are called '{}'", what, shown(ids[i])),
                   "rename one of them");
    }
  }
}

}  // namespace earshot::yaml
