#include "shared/yaml/document.h"

#include <fmt/format.h>
#include <sodium.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <tuple>
#include <utility>

#include "shared/base/text.h"

namespace earshot::yaml {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::string_view kQuoteMend =
    "check the indentation, and put a text in quotes that starts with { or [, holds ': ' or ' #', or has a "
    "comma, a "
    "bracket or a question mark inside { } or [ ]";

// What yaml-cpp says, and what somebody who has never met YAML can do with.
struct Wording {
  std::string_view theirs;  ///< how the message begins
  std::string_view what;
  std::string_view mend = kQuoteMend;
};
constexpr std::string_view kBackslash = "a backslash in double quotes stands for something else";
constexpr std::string_view kBackslashMend = "write it twice, or use single quotes";
constexpr std::array kWordings = {
    Wording{"illegal map value", "this colon belongs to no key",
            "look whether the line before lacks its ': ', check the indentation, and put a text that holds ': ' in quotes"},
    Wording{"end of map not found", "this does not fit to what stands before it",
            "indent it like the lines it belongs to, and put a text in quotes that starts with a comma or a bracket"},
    Wording{"end of map flow not found", "inside { } the text before this ends here", "put the whole text in quotes"},
    Wording{"end of sequence flow not found", "inside [ ] the text before this ends here", "put the whole text in quotes"},
    Wording{"end of sequence not found", "this line belongs to no item of the list above", "start it with '- ', or check its indentation"},
    Wording{"illegal block entry", "no list item can start here", "write it on a line of its own, indented like the other items"},
    Wording{"illegal flow end", "this bracket closes none that is open", "take it out, or put the text in quotes"},
    Wording{"unknown token", "no text can start with this character", "put the text in quotes"},
    Wording{"unexpected character in block scalar", "nothing can follow > or | on its line", "start the text on the next line, or put it in quotes"},
    Wording{"cannot set zero indentation", "nothing can follow > or | on its line", "start the text on the next line, or put it in quotes"},
    Wording{"illegal document indicator in scalar", "a line of --- or ... stands inside quotes", "close the quotes before it"},
    Wording{"unknown escape character", kBackslash, kBackslashMend},
    Wording{"bad character found while scanning hex", kBackslash, kBackslashMend},
    Wording{"invalid unicode", kBackslash, kBackslashMend},
};

// Leaves the parser from within an event.
struct Refused {
  YAML::Mark at;
  std::string what;
  std::string mend;
};

// yaml-cpp counts columns in bytes; people count characters.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') starts_.push_back(at + 1);
    }
  }

  // Whether a closed quote or bracket stands before it on its line.
  bool goes_on(const YAML::Mark& mark) const {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) return false;
    const std::string_view before = line(static_cast<std::size_t>(mark.line)).substr(0, static_cast<std::size_t>(std::max(mark.column, 0)));
    const auto last = before.find_last_not_of(' ');
    return last != std::string_view::npos && std::string_view("}]\"'").find(before[last]) != std::string_view::npos;
  }

  // The { or [ nearest before this line that no line up to it closes: yaml-cpp trips only at what follows.
  std::optional<YAML::Mark> open_bracket(const YAML::Mark& before) const {
    int open = 0;
    for (int number = std::min(before.line, static_cast<int>(starts_.size())) - 1; number >= 0; --number) {
      std::vector<std::size_t> unclosed;
      bool first_in_word = true;
      char quote = '\0';
      const std::string_view line = without_comment(this->line(static_cast<std::size_t>(number)));
      for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != '\0') {
          if (c == quote) quote = '\0';
        } else if (first_in_word && (c == '"' || c == '\'')) {
          quote = c;
        } else if (c == '{' || c == '[') {
          unclosed.push_back(at);
        } else if (c == '}' || c == ']') {
          if (unclosed.empty()) --open;
          else unclosed.pop_back();
        }
        first_in_word = c == ' ' || c == '{' || c == '[';
      }
      open += static_cast<int>(unclosed.size());
      if (open <= 0 || unclosed.empty()) continue;
      YAML::Mark mark;
      mark.line = number;
      mark.column = static_cast<int>(unclosed.front());
      return mark;
    }
    return std::nullopt;
  }

  // Whether the quote that opens at `mark` closes before the text ends. yaml-cpp takes the end for a closing quote.
  bool quote_closes(const YAML::Mark& mark) const {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) return true;
    std::size_t at = starts_[static_cast<std::size_t>(mark.line)] + static_cast<std::size_t>(mark.column);
    const char quote = at < text_.size() ? text_[at] : '\0';
    if (quote != '"' && quote != '\'') return true;
    while (++at < text_.size()) {
      if (quote == '"' && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote == '"' || at + 1 >= text_.size() || text_[at + 1] != quote) return true;
        ++at;  // '' stands for one '
      }
    }
    return false;
  }

  std::pair<int, int> place(const YAML::Mark& mark) {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) return {0, 0};
    const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
    // Marks come in order, so a long line is counted once and not from its start for each node.
    if (mark.line != counted_line_ || column < counted_bytes_) {
      counted_line_ = mark.line;
      counted_bytes_ = 0;
      counted_characters_ = 0;
    }
    const std::string_view line = text_.substr(starts_[static_cast<std::size_t>(mark.line)]);
    for (; counted_bytes_ < std::min(column, line.size()); ++counted_bytes_) {
      if ((static_cast<unsigned char>(line[counted_bytes_]) & 0xC0) != 0x80) ++counted_characters_;
    }
    return {mark.line + 1, counted_characters_ + 1};
  }

  // An empty list item is told where the next token stands. This is its dash, if it can be found.
  std::optional<std::pair<int, int>> dash_before(const YAML::Mark& mark) const {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) return std::nullopt;
    auto number = static_cast<std::size_t>(mark.line);
    std::string_view line = text_.substr(starts_[number], static_cast<std::size_t>(std::max(mark.column, 0)));
    // A file that ends with the dash itself has no next token.
    if (number + 1 == starts_.size() && without_comment(this->line(number)).ends_with('-')) line = this->line(number);
    while (without_comment(line).empty() && number > 0) {
      --number;
      line = this->line(number);
    }
    line = without_comment(line);
    if (!line.ends_with('-')) return std::nullopt;
    return std::pair{static_cast<int>(number) + 1, static_cast<int>(text::length(line))};
  }

 private:
  std::string_view line(std::size_t number) const {
    const auto end = number + 1 < starts_.size() ? starts_[number + 1] - 1 : text_.size();
    return text_.substr(starts_[number], end - starts_[number]);
  }

  static std::string_view without_comment(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') return {};
    line = line.substr(0, line.find(" #"));
    return line.substr(0, line.find_last_not_of(" \t\r") + 1);
  }

  std::string_view text_;
  std::vector<std::size_t> starts_{0};
  int counted_line_ = -1;
  std::size_t counted_bytes_ = 0;
  int counted_characters_ = 0;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Places& places) : places_(places) {}

  std::optional<Node> take() {
    if (last_quoted_ && !places_.quote_closes(*last_quoted_)) {
      throw Refused{*last_quoted_, "the quote that opens here is never closed",
                    "add the same quote at the end of the text"};
    }
    return std::move(root_);
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    Node node = make(Node::Kind::nothing, mark);
    if (!open_.empty() && open_.back().node.kind == Node::Kind::list) {
      if (const auto dash = places_.dash_before(mark)) std::tie(node.line, node.column) = *dash;
    }
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_reference(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    Node node = make(Node::Kind::text, mark);
    node.text = value;
    if (tag == "!") last_quoted_ = mark;
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::Mark mark;
  };

  Node make(Node::Kind kind, const YAML::Mark& mark) {
    Node node;
    node.kind = kind;
    std::tie(node.line, node.column) = places_.place(mark);
    last_ = mark;
    return node;
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= kMaxDepth) {
      throw Refused{mark, "lists and maps are nested too deep", "nothing here goes deeper than a few levels"};
    }
    open_.push_back({make(kind, mark), mark});
  }

  void close() {
    Node done = std::move(open_.back().node);
    last_ = open_.back().mark;
    open_.pop_back();
    add(std::move(done));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Node& parent = open_.back().node;
    const bool is_key = parent.kind == Node::Kind::map && parent.keys.size() == parent.items.size();
    if (!is_key) {
      parent.items.push_back(std::move(node));
      return;
    }
    if (node.kind != Node::Kind::text) {
      throw Refused{last_, "the key before the colon is no plain word",
                    "put one word there, and texts with braces in quotes"};
    }
    if (parent.find(node.text)) {
      throw Refused{last_, fmt::format("'{}' is given twice", text::first(node.text, 40)),
                    "keep one of the two"};
    }
    if (parent.keys.size() >= kMaxKeys) {
      throw Refused{last_, fmt::format("there are more than {} keys here", kMaxKeys),
                    "remove those that are not needed"};
    }
    parent.keys.push_back(std::move(node));
  }

  static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse_reference(mark);
  }

  [[noreturn]] static void refuse_reference(const YAML::Mark& mark) {
    throw Refused{mark, "'&' and '*' at the start of a text stand for references, which are not used here",
                  "write the text out, or put it in quotes"};
  }

  // "?" is a plain text, "!" a quoted one.
  static void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refused{mark, "'!' at the start of a text stands for a type, which is not used here",
                  "remove it, or put the text in quotes"};
  }

  Places& places_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::optional<YAML::Mark> last_quoted_;
  YAML::Mark last_;
};

Problem whole_file(const std::string& file, std::string what, std::string mend) {
  return {file, 0, 0, std::move(what), std::move(mend), Severity::error};
}

Problem not_utf8(std::string_view bytes, const std::string& file) {
  int number = 1;
  for (std::size_t at = 0; at < bytes.size(); ++number) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    if (!text::is_utf8(line)) {
      std::size_t good = line.size() - 1;
      while (!text::is_utf8(line.substr(0, good))) --good;
      return {file,
              number,
              static_cast<int>(text::length(line.substr(0, good))) + 1,
              "the file is not UTF-8 here",
              "save it again as UTF-8",
              Severity::error};
    }
    at = end + 1;
  }
  return whole_file(file, "the file is not UTF-8", "save it again as UTF-8");
}

// What yaml-cpp would end the file at, trip over with a riddle, or leave hidden in a text.
std::optional<Problem> find_odd_character(std::string_view text, const std::string& file) {
  int line = 1;
  int column = 1;
  bool indenting = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const auto here = [&](std::string what, std::string mend) {
      return Problem{file, line, column, std::move(what), std::move(mend), Severity::error};
    };
    if (c == '\n') {
      ++line;
      column = 1;
      indenting = true;
      continue;
    }
    if (c == '\t' && indenting) return here("a tab indents this line", "indent with spaces");
    if ((byte < 0x20 && c != '\t' && c != '\r') || byte == 0x7F) {
      return here("there is a control character here", "delete it and type the text again");
    }
    indenting = indenting && c == ' ';
    if ((byte & 0xC0) != 0x80) ++column;
  }
  return std::nullopt;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const Node& node) { return node.text == key; });
  if (found == keys.end()) return nullptr;
  const auto index = static_cast<std::size_t>(found - keys.begin());
  return index < items.size() ? &items[index] : nullptr;
}

std::string_view name_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::nothing:
      return "empty";
    case Node::Kind::text:
      return "a text";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a group of keys";
  }
  return "";
}

ParseOutcome parse(std::string_view bytes, const std::string& file, std::size_t max_bytes) {
  ParseOutcome outcome;
  const auto refuse = [&](Problem problem) {
    outcome.root.reset();
    outcome.problems.push_back(std::move(problem));
    return outcome;
  };

  if (bytes.size() > max_bytes) {
    return refuse(whole_file(file, fmt::format("the file is larger than {} KiB", max_bytes / 1024),
                             "shorten its texts or make two files of it"));
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (!text::is_utf8(bytes)) return refuse(not_utf8(bytes, file));
  if (auto problem = find_odd_character(bytes, file)) return refuse(*std::move(problem));

  Places places(bytes);
  const auto at = [&](const YAML::Mark& mark, std::string what, std::string mend) {
    const auto [line, column] = places.place(mark);
    return Problem{file, line, column, std::move(what), std::move(mend), Severity::error};
  };
  try {
    std::istringstream in{std::string(bytes)};
    YAML::Parser parser(in);
    TreeBuilder builder(places);
    parser.HandleNextDocument(builder);
    outcome.root = builder.take();
    if (TreeBuilder second(places); parser.HandleNextDocument(second)) {
      return refuse(whole_file(file, "a line of '---' starts a second document", "make two files of it"));
    }
  } catch (const Refused& refused) {
    return refuse(at(refused.at, refused.what, refused.mend));
  } catch (const YAML::Exception& error) {
    if (error.msg.find("flow not found") != std::string::npos || error.msg == "illegal block entry") {
      if (const auto bracket = places.open_bracket(error.mark)) {
        return refuse(at(*bracket, "the bracket that opens here is never closed", "close it, or put the text in quotes"));
      }
    }
    if (error.msg.starts_with("end of") && places.goes_on(error.mark)) {
      return refuse(at(error.mark, "a text goes on after a closing quote or bracket", "put the whole text in quotes"));
    }
    for (const Wording& wording : kWordings) {
      if (error.msg.starts_with(wording.theirs)) return refuse(at(error.mark, std::string(wording.what), std::string(wording.mend)));
    }
    return refuse(at(error.mark, "this is not YAML: " + error.msg, std::string(kQuoteMend)));
  } catch (const std::exception& error) {
    return refuse(
        whole_file(file, fmt::format("this is not YAML: {}", error.what()), "check it from the top"));
  }
  if (!outcome.root || outcome.root->kind == Node::Kind::nothing) {
    return refuse(whole_file(file, "the file is empty", "start from one of the files beside it"));
  }
  return outcome;
}

std::optional<std::string> read_file(const std::string& file, std::size_t max_bytes,
                                     std::vector<Problem>& problems) {
  std::ifstream in(file, std::ios::binary);
  // One byte more than allowed is enough for `parse` to refuse the file.
  std::string bytes(max_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    problems.push_back(whole_file(file, "the file cannot be read", "check its name and its rights"));
    return std::nullopt;
  }
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

std::string content_hash(std::string_view bytes) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  std::string hex;
  for (const unsigned char byte : hash) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace earshot::yaml
