#include "server/ability/csv.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "shared/base/text.h"

namespace earshot::ability {
namespace {

enum Column : std::size_t { trainee, rater, criterion, level, scenario, session, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{"trainee", "rater",    "criterion",
                                                        "level",   "scenario", "session"};
constexpr std::size_t kNeeded = 4;  ///< the first so many of them
constexpr std::size_t kShown = 40;  ///< characters

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// As much of a wrong value as a message should repeat.
std::string shown(std::string_view value) {
  const std::string_view part = text::first(value, kShown);
  std::string result;
  for (const char c : part) result += static_cast<unsigned char>(c) < ' ' || c == 127 ? '?' : c;
  return part.size() < value.size() ? result + "..." : result;
}

/// Reads a line without its end, of at most kMostLine bytes; what is longer is cut off there, and noticed by its length.
bool next_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& bytes = *in.rdbuf();
  int c = bytes.sbumpc();
  if (c == std::char_traits<char>::eof()) return false;
  for (; c != std::char_traits<char>::eof() && c != '\n'; c = bytes.sbumpc()) {
    if (line.size() > kMostLine) return true;
    line += static_cast<char>(c);
  }
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

Result<void> split(std::string_view line, std::vector<std::string>& fields) {
  fields.clear();
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    if (at < line.size() && line[at] == '"') {
      std::string field;
      for (++at;; ++at) {
        if (at >= line.size()) return fail("a quote is not closed on its line; add a \" or remove the first");
        if (line[at] != '"') {
          field += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          field += line[at++];
        } else {
          break;
        }
      }
      ++at;
      while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
      if (at < line.size() && line[at] != ',')
        return fail("there is text after a closing quote; write a quote inside quotes twice");
      fields.push_back(std::move(field));
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      const std::string_view field = trimmed(line.substr(at, end - at));
      if (field.find('"') != std::string_view::npos) {
        return fail(
            "there is a quote inside a field; put the whole field in quotes and write the quote twice");
      }
      fields.emplace_back(field);
      at = end;
    }
    if (at >= line.size()) return {};
    ++at;
  }
}

/// Numbers names as they come.
class Names {
 public:
  explicit Names(std::vector<std::string>& list) : list_(list) {}
  Index number(const std::string& name) {
    const auto [found, fresh] = index_.try_emplace(name, static_cast<Index>(list_.size()));
    if (fresh) list_.push_back(name);
    return found->second;
  }

 private:
  std::vector<std::string>& list_;
  std::unordered_map<std::string, Index> index_;
};

class Reader {
 public:
  Reader(std::istream& in, const std::string& name) : in_(in), name_(name) {}

  Result<Ratings> read() {
    if (!in_) return fail("the file cannot be read; check its name and its rights", name_);
    if (const auto header = read_header(); !header) return tl::unexpected(header.error());
    while (true) {
      const auto more = next_fields();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (ratings_.ratings.size() == kMostRatings) {
        return here(fmt::format("more than {} ratings; split the file, for example by season", kMostRatings));
      }
      if (const auto added = add(); !added) return tl::unexpected(added.error());
    }
    if (in_.bad()) return fail("the file cannot be read to its end; check the disk", name_);
    if (ratings_.ratings.empty()) return here("there is no rating below the header; add one a line");
    return std::move(ratings_);
  }

 private:
  tl::unexpected<Error> here(std::string text) const {
    return fail(std::move(text), fmt::format("{}:{}", name_, line_));
  }

  /// False at the end of the file.
  Result<bool> next_fields() {
    std::string line;
    do {
      if (!next_line(in_, line)) return false;
      ++line_;
      if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (line.size() > kMostLine)
        return here(fmt::format("the line has more than {} bytes; check the line ends", kMostLine));
      if (line.find('\0') != std::string::npos)
        return here("there is a zero byte; save the file as UTF-8 text");
      if (!text::is_utf8(line)) return here("the line is not UTF-8; save the file as UTF-8 text");
    } while (trimmed(line).empty());
    if (const auto good = split(line, fields_); !good) return here(good.error().text);
    return true;
  }

  Result<void> read_header() {
    const auto more = next_fields();
    if (!more) return tl::unexpected(more.error());
    line_ = std::max<std::size_t>(line_, 1);
    if (!*more)
      return here("the file is empty; its first line names the columns: trainee,rater,criterion,level");
    width_ = fields_.size();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto known = std::ranges::find(kNames, fields_[i]);
      if (known == kNames.end()) {
        return here(fmt::format("unknown column '{}'; use {}", shown(fields_[i]), fmt::join(kNames, ", ")));
      }
      auto& place = place_[static_cast<std::size_t>(known - kNames.begin())];
      if (place) return here(fmt::format("column '{}' stands there twice; keep one", fields_[i]));
      place = i;
    }
    for (std::size_t c = 0; c < kNeeded; ++c) {
      if (!place_[c]) return here(fmt::format("there is no column '{}'; add it", kNames[c]));
    }
    ratings_.with_sessions = place_[session].has_value();
    return {};
  }

  Result<Index> id(Column column, Names& names) {
    if (!place_[column]) return names.number("");
    const std::string& value = fields_[*place_[column]];
    if (value.empty())
      return here(fmt::format("the {} is empty; name it, or remove the line", kNames[column]));
    if (value.size() > kMostIdBytes) {
      return here(fmt::format("the {} '{}' has {} bytes; use at most {}", kNames[column], shown(value),
                              value.size(), kMostIdBytes));
    }
    return names.number(value);
  }

  Result<std::uint8_t> level_of() const {
    const std::string& field = fields_[*place_[level]];
    if (field.empty()) {
      return here(fmt::format(
          "the level is empty; write 1 to {}, or remove the line if there was no opportunity", kLevels));
    }
    int value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    const bool whole = end == field.data() + field.size();
    if (whole && error == std::errc::result_out_of_range) value = kLevels + 1;
    if (!whole || error == std::errc::invalid_argument) {
      return here(fmt::format("the level '{}' is no whole number; write 1 to {}", shown(field), kLevels));
    }
    if (value < 1 || value > kLevels)
      return here(fmt::format("the level {} is out of range; write 1 to {}", shown(field), kLevels));
    return static_cast<std::uint8_t>(value);
  }

  Result<void> add() {
    if (fields_.size() != width_) {
      return here(
          fmt::format("{} fields, but the header names {}; check commas and quotes", fields_.size(), width_));
    }
    Rating rating;
    const std::tuple<Column, Names&, Index&> ids[] = {{trainee, trainees_, rating.trainee},
                                                      {rater, raters_, rating.rater},
                                                      {criterion, criteria_, rating.criterion},
                                                      {scenario, scenarios_, rating.scenario},
                                                      {session, sessions_, rating.session}};
    for (const auto& [column, names, index] : ids) {
      const auto number = id(column, names);
      if (!number) return tl::unexpected(number.error());
      index = *number;
    }
    const auto given = level_of();
    if (!given) return tl::unexpected(given.error());
    rating.level = *given;
    ratings_.ratings.push_back(rating);
    return {};
  }

  std::istream& in_;
  const std::string& name_;
  std::size_t line_ = 0;
  std::size_t width_ = 0;
  std::array<std::optional<std::size_t>, kColumns> place_;
  std::vector<std::string> fields_;
  Ratings ratings_;
  Names trainees_{ratings_.trainees}, raters_{ratings_.raters}, criteria_{ratings_.criteria};
  Names scenarios_{ratings_.scenarios}, sessions_{ratings_.sessions};
};

}  // namespace

Result<Ratings> read_csv(std::istream& in, const std::string& name) { return Reader(in, name).read(); }

}  // namespace earshot::ability
