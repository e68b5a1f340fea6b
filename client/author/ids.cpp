#include <algorithm>

#include "client/author/draft.h"
#include "shared/base/text.h"
#include "shared/card/limits.h"

namespace earshot::author {

namespace {

constexpr std::size_t kMost = 28;  // leaves room for a number, and reads well

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Small letters, digits, and one '-' between words; as many whole words as fit.
std::string plain(std::string_view words) {
  std::string out;
  bool gap = false;
  for (const char c : text::without_marks(words)) {
    if (!is_letter(c) && !is_digit(c)) {
      gap = c != '\'';
      continue;
    }
    if (out.empty() && is_digit(c)) continue;
    if (gap && !out.empty()) {
      if (out.size() >= kMost) break;
      out += '-';
    }
    gap = false;
    out += c;
  }
  if (out.size() <= kMost) return out;
  const auto cut = out.rfind('-', kMost);
  return out.substr(0, cut == std::string::npos ? kMost : cut);
}

}  // namespace

bool is_id(std::string_view word) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return !word.empty() && word.size() <= card::kMaxId && is_letter(word.front()) && std::ranges::all_of(word, fits);
}

std::string id_from(std::string_view words, std::string_view otherwise, const std::vector<std::string>& taken) {
  std::string base = plain(words);
  if (base.empty()) base = otherwise;
  std::string out = base;
  for (int i = 2; std::ranges::find(taken, out) != taken.end(); ++i) out = base + '-' + std::to_string(i);
  return out;
}

}  // namespace earshot::author
