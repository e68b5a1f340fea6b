#include "client/widgets/layout.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>

#include "client/theme/fonts.h"
#include "client/theme/theme.h"

namespace earshot::widgets {
namespace {

constexpr int kKeepFrames = 120;

ImFontBaked& baked(const theme::TypeStyle& style) {
  return *theme::current().fonts[style.weight]->GetFontBaked(style.size);
}

/// What drawing will add: an advance that is asked for before its glyph was loaded is not rounded yet.
float advance(ImFontBaked& font, unsigned int character) { return font.FindGlyph(static_cast<ImWchar>(character))->AdvanceX; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Breaks the runs into words and places them, one call a word.
class Wrapper {
 public:
  Wrapper(Layout& out, float width) : out_(out), width_(width) {}

  void run(std::size_t index, const Run& run, std::size_t offset) {
    const float space = text_width(run.style, " ");
    std::size_t at = 0;
    while (at < run.text.size()) {
      const char c = run.text[at];
      if (c == '\n') {
        next_line();
        ++at;
      } else if (is_space(c)) {
        pending_space_ += space;
        ++at;
      } else {
        const std::size_t end = std::min(run.text.find_first_of(" \t\r\n", at), run.text.size());
        word(index, run, {at, end}, offset);
        at = end;
      }
    }
  }

 private:
  void next_line() {
    ++out_.lines;
    x_ = pending_space_ = 0;
  }

  void word(std::size_t index, const Run& run, Span bytes, std::size_t offset) {
    float size = text_width(run.style, run.text.substr(bytes.begin, bytes.end - bytes.begin));
    const bool glued = pending_space_ == 0 && x_ > 0;  // a run ended inside a word
    if (x_ > 0 && !glued && x_ + pending_space_ + size > width_) next_line();
    if (x_ > 0) x_ += pending_space_;
    pending_space_ = 0;
    // A word wider than the line is cut where it must be.
    while (x_ + size > width_ && !bytes.empty()) {
      const auto rest = run.text.substr(bytes.begin, bytes.end - bytes.begin);
      const std::size_t part = fitting(run.style, rest, width_ - x_);
      if (part >= rest.size()) break;
      place(index, {bytes.begin, bytes.begin + part}, text_width(run.style, rest.substr(0, part)), offset);
      next_line();
      bytes.begin += part;
      size = text_width(run.style, run.text.substr(bytes.begin, bytes.end - bytes.begin));
    }
    place(index, bytes, size, offset);
  }

  void place(std::size_t run, Span bytes, float size, std::size_t offset) {
    out_.words.push_back({{offset + bytes.begin, offset + bytes.end}, run, x_, size, out_.lines - 1});
    x_ += size;
    out_.width = std::max(out_.width, x_);
  }

  Layout& out_;
  float width_;
  float x_ = 0;
  float pending_space_ = 0;
};

}  // namespace

std::optional<std::size_t> Layout::word_at(float x, float y) const {
  if (y < 0 || y >= height() || words.empty()) return std::nullopt;
  const int line = static_cast<int>(y / line_height);
  std::optional<std::size_t> nearest;
  float best = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].line != line) continue;
    const float distance = std::max({words[i].x - x, x - (words[i].x + words[i].width), 0.0F});
    if (!nearest || distance < best) {
      nearest = i;
      best = distance;
    }
  }
  return nearest;
}

float text_width(const theme::TypeStyle& style, std::string_view text) {
  ImFontBaked& font = baked(style);
  float width = 0;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    unsigned int character = 0;
    at += ImTextCharFromUtf8(&character, at, end);
    width += advance(font, character);
  }
  return width;
}

std::size_t fitting(const theme::TypeStyle& style, std::string_view text, float width) {
  ImFontBaked& font = baked(style);
  const char* end = text.data() + text.size();
  const char* at = text.data();
  while (at < end) {
    unsigned int character = 0;
    const int bytes = ImTextCharFromUtf8(&character, at, end);
    width -= advance(font, character);
    if (width < 0 && at > text.data()) break;
    at += bytes;
  }
  return static_cast<std::size_t>(at - text.data());
}

Layout lay_out(std::span<const Run> runs, float width) {
  Layout out;
  Wrapper wrapper(out, width);
  std::size_t offset = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    out.line_height = std::max(out.line_height, runs[i].style.line);
    wrapper.run(i, runs[i], offset);
    offset += runs[i].text.size();
  }
  return out;
}

const Layout& LayoutCache::get(std::span<const Run> runs, float width) {
  std::string key(sizeof width, '\0');
  std::memcpy(key.data(), &width, sizeof width);
  for (const auto& run : runs) {
    key += static_cast<char>(run.style.weight);
    key += static_cast<char>(run.style.size);
    key += static_cast<char>(run.style.line);
    key += run.text;
    key += '\0';
  }
  const auto [entry, fresh] = entries_.try_emplace(std::move(key));
  if (fresh) entry->second.layout = lay_out(runs, width);
  entry->second.used = frame_;
  return entry->second.layout;
}

void LayoutCache::end_frame() {
  ++frame_;
  if (frame_ % kKeepFrames == 0) {
    std::erase_if(entries_, [this](const auto& entry) { return frame_ - entry.second.used > kKeepFrames; });
  }
}

}  // namespace earshot::widgets
