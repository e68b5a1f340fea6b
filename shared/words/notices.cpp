#include "shared/words/notices.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace earshot::words {
namespace {

constexpr std::string_view kContext = "notice\4";
constexpr std::string_view kHole = "{}";

std::uint32_t number(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  if (at + sizeof out <= bytes.size()) std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

/// The text that a row of a catalogue's table points to: its length, then where it begins.
std::string_view text_at(std::string_view catalogue, std::size_t row) {
  const std::size_t begin = number(catalogue, row + 4);
  return begin > catalogue.size() ? std::string_view{} : catalogue.substr(begin, number(catalogue, row));
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t hole = text.find(kHole); hole != std::string_view::npos; hole = text.find(kHole)) {
    out.push_back(text.substr(0, hole));
    text.remove_prefix(hole + kHole.size());
  }
  out.push_back(text);
  return out;
}

std::optional<std::vector<Notices::Part>> fit(const std::vector<std::string_view>& pieces, std::string_view text) {
  if (!text.starts_with(pieces.front()) || !text.ends_with(pieces.back())) return std::nullopt;
  std::vector<Notices::Part> parts;
  std::size_t at = pieces.front().size();
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    const std::size_t end = last ? text.size() - pieces[i].size() : text.find(pieces[i], at);
    if (end == std::string_view::npos || end < at) return std::nullopt;
    parts.push_back({text.substr(at, end - at), pieces[i - 1].ends_with('\'') || pieces[i - 1].ends_with('"')});
    at = end + pieces[i].size();
  }
  return parts;
}

}  // namespace

Notices::Notices(std::string_view catalogue) {
  // The layout is in gettext's manual: how many, where the table of texts is, where that of translations.
  const std::size_t count = number(catalogue, 8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view key = text_at(catalogue, number(catalogue, 12) + 8 * i);
    if (!key.starts_with(kContext) || key.find(kHole) == std::string_view::npos) continue;
    Notice notice{split(key.substr(kContext.size())), text_at(catalogue, number(catalogue, 16) + 8 * i)};
    // A piece that is empty between two holes says nothing of where one ends.
    const bool clear = std::none_of(notice.pieces.begin() + 1, notice.pieces.end() - 1, [](auto piece) { return piece.empty(); });
    if (!clear || notice.translation.empty()) continue;
    for (const std::string_view piece : notice.pieces) notice.letters += piece.size();
    notices_.push_back(std::move(notice));
  }
  std::ranges::stable_sort(notices_, std::greater{}, &Notice::letters);
}

std::optional<Notices::Found> Notices::find(std::string_view text) const {
  for (const Notice& notice : notices_) {
    if (auto parts = fit(notice.pieces, text)) return Found{notice.translation, std::move(*parts)};
  }
  return std::nullopt;
}

}  // namespace earshot::words
