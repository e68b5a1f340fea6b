#include "client/widgets/editing.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "shared/base/text.h"

namespace earshot::widgets {
namespace {

/// The text as stb_textedit sees it.
struct Rows {
  std::string* text = nullptr;
  theme::TypeStyle style{};
  float width = 0;
  std::size_t most = 0;
  std::vector<Span> spans;

  void wrap() { spans = wrap_rows(*text, style, width); }
  int size() const { return static_cast<int>(text->size()); }
  char at(int index) const { return (*text)[static_cast<std::size_t>(index)]; }
};

enum Key : int {
  kKeyLeft = 1,
  kKeyRight,
  kKeyUp,
  kKeyDown,
  kKeyLineStart,
  kKeyLineEnd,
  kKeyTextStart,
  kKeyTextEnd,
  kKeyDelete,
  kKeyBackspace,
  kKeyUndo,
  kKeyRedo,
  kKeyWordLeft,
  kKeyWordRight,
  kKeyPageUp,
  kKeyPageDown,
  kKeyShift = 0x100,
};

int next_character(Rows* rows, int at) {
  if (at >= rows->size()) return rows->size() + 1;
  unsigned int character = 0;
  const char* begin = rows->text->data();
  return at + ImTextCharFromUtf8(&character, begin + at, begin + rows->size());
}

int previous_character(Rows* rows, int at) {
  if (at <= 0) return -1;
  const char* begin = rows->text->data();
  return static_cast<int>(ImTextFindPreviousUtf8Codepoint(begin, begin + at) - begin);
}

bool separates(char c) { return c == ' ' || c == '\n' || c == '\t'; }

int word_left(Rows* rows, int at) {
  while (at > 0 && separates(rows->at(at - 1))) --at;
  while (at > 0 && !separates(rows->at(at - 1))) --at;
  return at;
}

int word_right(Rows* rows, int at) {
  while (at < rows->size() && !separates(rows->at(at))) ++at;
  while (at < rows->size() && separates(rows->at(at))) ++at;
  return at;
}

constexpr float kNewlineWidth = -1;

float character_width(Rows* rows, int row, int index) {
  const int at = row + index;
  if (rows->at(at) == '\n') return kNewlineWidth;
  return text_width(rows->style, std::string_view(*rows->text).substr(static_cast<std::size_t>(at),
                                                                      static_cast<std::size_t>(next_character(rows, at) - at)));
}

void delete_bytes(Rows* rows, int at, int count) {
  rows->text->erase(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
  rows->wrap();
}

bool insert_bytes(Rows* rows, int at, const char* bytes, int count) {
  rows->text->insert(static_cast<std::size_t>(at), bytes, static_cast<std::size_t>(count));
  rows->wrap();
  return true;
}

}  // namespace

namespace stb {
namespace {

// imgui_internal.h configures it for ImGui's own fields; character type and undo sizes are kept.
#undef IMSTB_TEXTEDIT_STRING
#undef IMSTB_TEXTEDIT_GETWIDTH_NEWLINE
#include <imstb_textedit.h>

void layout_row(StbTexteditRow* row, Rows* rows, int start) {
  row->x0 = row->x1 = row->ymin = 0;
  row->num_chars = 0;
  row->baseline_y_delta = row->ymax = rows->style.line;
  const auto at = static_cast<std::size_t>(start);
  const auto span = std::find_if(rows->spans.begin(), rows->spans.end(), [at](Span s) { return at < s.end; });
  if (span == rows->spans.end()) return;
  auto words = std::string_view(*rows->text).substr(at, span->end - at);
  row->num_chars = static_cast<int>(words.size());
  if (words.ends_with('\n')) words.remove_suffix(1);
  row->x1 = text_width(rows->style, words);
}

#define IMSTB_TEXTEDIT_STRING Rows
#define IMSTB_TEXTEDIT_GETWIDTH_NEWLINE kNewlineWidth
#define STB_TEXTEDIT_STRINGLEN(rows) ((rows)->size())
#define STB_TEXTEDIT_LAYOUTROW layout_row
#define STB_TEXTEDIT_GETWIDTH character_width
#define STB_TEXTEDIT_GETCHAR(rows, index) ((rows)->at(index))
#define STB_TEXTEDIT_NEWLINE '\n'
#define IMSTB_TEXTEDIT_GETNEXTCHARINDEX next_character
#define IMSTB_TEXTEDIT_GETPREVCHARINDEX previous_character
#define STB_TEXTEDIT_MOVEWORDLEFT word_left
#define STB_TEXTEDIT_MOVEWORDRIGHT word_right
#define STB_TEXTEDIT_DELETECHARS delete_bytes
#define STB_TEXTEDIT_INSERTCHARS insert_bytes
#define STB_TEXTEDIT_K_SHIFT kKeyShift
#define STB_TEXTEDIT_K_LEFT kKeyLeft
#define STB_TEXTEDIT_K_RIGHT kKeyRight
#define STB_TEXTEDIT_K_UP kKeyUp
#define STB_TEXTEDIT_K_DOWN kKeyDown
#define STB_TEXTEDIT_K_LINESTART kKeyLineStart
#define STB_TEXTEDIT_K_LINEEND kKeyLineEnd
#define STB_TEXTEDIT_K_TEXTSTART kKeyTextStart
#define STB_TEXTEDIT_K_TEXTEND kKeyTextEnd
#define STB_TEXTEDIT_K_DELETE kKeyDelete
#define STB_TEXTEDIT_K_BACKSPACE kKeyBackspace
#define STB_TEXTEDIT_K_UNDO kKeyUndo
#define STB_TEXTEDIT_K_REDO kKeyRedo
#define STB_TEXTEDIT_K_WORDLEFT kKeyWordLeft
#define STB_TEXTEDIT_K_WORDRIGHT kKeyWordRight
#define STB_TEXTEDIT_K_PGUP kKeyPageUp
#define STB_TEXTEDIT_K_PGDOWN kKeyPageDown
#define IMSTB_TEXTEDIT_IMPLEMENTATION
#include <imstb_textedit.h>

}  // namespace
}  // namespace stb

struct Editing::Impl {
  mutable Rows rows;
  stb::STB_TexteditState state{};

  void key(int which) { stb::stb_textedit_key(&rows, &state, which); }

  /// The offset nearest to a point. Behind the last character of a row that wraps comes the next row, so a point at its
  /// end means the place before that character, which is a space.
  int locate(float x, float y) {
    const int found = stb::stb_text_locate_coord(&rows, x, std::max(y, 0.0F));
    const auto row = std::find_if(rows.spans.begin(), rows.spans.end(),
                                  [found](Span span) { return static_cast<int>(span.end) == found; });
    const bool wraps = row != rows.spans.end() && std::next(row) != rows.spans.end() && rows.at(found - 1) != '\n';
    const float top = static_cast<float>(row - rows.spans.begin()) * rows.style.line;
    return wraps && y < top + rows.style.line ? previous_character(&rows, found) : found;
  }

  void go_to(int offset, bool select) {
    if (!select) {
      state.select_start = offset;
    } else if (state.select_start == state.select_end) {
      state.select_start = state.cursor;
    }
    state.cursor = state.select_end = offset;
  }

  /// Up and down and to the end of a row: stb_textedit takes a row that wraps for the last one.
  bool move_by_place(Motion motion, bool select, Editing::Place from) {
    const float line = rows.style.line;
    const bool vertical = motion == Motion::up || motion == Motion::down;
    if (state.single_line || (!vertical && motion != Motion::line_end)) return false;
    if (!vertical) {
      go_to(locate(std::numeric_limits<float>::max(), from.y + line / 2), select);
      return true;
    }
    const float y = from.y + (motion == Motion::up ? -line / 2 : line * 1.5F);
    const float x = wanted_x.value_or(from.x);
    if (y < 0) {
      go_to(0, select);
    } else {
      go_to(locate(x, y), select);
    }
    wanted_x = x;
    return true;
  }

  std::optional<float> wanted_x;  ///< where the caret wants to be along x while it moves up and down
};

std::vector<Span> wrap_rows(std::string_view text, const theme::TypeStyle& style, float width) {
  std::vector<Span> rows;
  const float limit = width > 0 ? width : std::numeric_limits<float>::max();
  std::size_t start = 0;
  std::size_t after_space = 0;
  float x = 0;
  for (std::size_t at = 0; at < text.size();) {
    unsigned int character = 0;
    const auto bytes = static_cast<std::size_t>(ImTextCharFromUtf8(&character, text.data() + at, text.data() + text.size()));
    if (character == '\n') {
      rows.push_back({start, at + 1});
      start = after_space = at + 1;
      x = 0;
    } else if (const float step = text_width(style, text.substr(at, bytes)); character == ' ') {
      x += step;
      after_space = at + 1;
    } else {
      if (x + step > limit && at > start) {
        const std::size_t cut = after_space > start ? after_space : at;
        rows.push_back({start, cut});
        start = after_space = cut;
        x = text_width(style, text.substr(start, at - start));
      }
      x += step;
    }
    at += bytes;
  }
  if (start < text.size()) rows.push_back({start, text.size()});
  return rows;
}

Editing::Editing() : impl_(std::make_unique<Impl>()) {}
Editing::~Editing() = default;

void Editing::attach(std::string& text, const theme::TypeStyle& style, float width, std::size_t most_characters) {
  impl_->rows.text = &text;
  impl_->rows.style = style;
  impl_->rows.width = width;
  impl_->rows.most = most_characters;
  impl_->rows.wrap();
  impl_->state.single_line = width <= 0;
  stb::stb_textedit_clamp(&impl_->rows, &impl_->state);
}

void Editing::restart() {
  stb::stb_textedit_initialize_state(&impl_->state, impl_->rows.width <= 0);
  impl_->state.cursor = impl_->state.select_start = impl_->state.select_end = impl_->rows.size();
}

void Editing::click(float x, float y) {
  impl_->wanted_x.reset();
  impl_->go_to(impl_->locate(x, impl_->state.single_line ? 0 : y), false);
}

void Editing::drag(float x, float y) {
  impl_->wanted_x.reset();
  impl_->go_to(impl_->locate(x, impl_->state.single_line ? 0 : y), true);
}

void Editing::select_word(float x, float y) {
  click(x, y);
  auto& state = impl_->state;
  const int size = impl_->rows.size();
  int begin = state.cursor;
  int end = state.cursor;
  while (begin > 0 && !separates(impl_->rows.at(begin - 1))) --begin;
  while (end < size && !separates(impl_->rows.at(end))) ++end;
  state.select_start = begin;
  state.cursor = state.select_end = end;
}

void Editing::select_all() {
  impl_->state.select_start = 0;
  impl_->state.cursor = impl_->state.select_end = impl_->rows.size();
}

void Editing::move(Motion motion, bool select) {
  if (impl_->move_by_place(motion, select, place_of(caret()))) return;
  impl_->wanted_x.reset();
  constexpr int kKeys[] = {kKeyLeft,     kKeyRight,     kKeyUp,      kKeyDown,     kKeyWordLeft,
                           kKeyWordRight, kKeyLineStart, kKeyLineEnd, kKeyTextStart, kKeyTextEnd};
  impl_->key(kKeys[static_cast<std::size_t>(motion)] | (select ? kKeyShift : 0));
}

void Editing::insert(std::string_view utf8) {
  auto& rows = impl_->rows;
  if (rows.most > 0) {
    const auto kept = text::length(*rows.text) - text::length(selected());
    utf8 = text::first(utf8, rows.most > kept ? rows.most - kept : 0);
  }
  if (utf8.empty()) return;
  impl_->wanted_x.reset();
  stb::stb_textedit_paste(&rows, &impl_->state, utf8.data(), static_cast<int>(utf8.size()));
}

void Editing::erase(bool forward, bool word) {
  if (word && selection().empty()) move(forward ? Motion::word_right : Motion::word_left, true);
  impl_->key(forward ? kKeyDelete : kKeyBackspace);
}

void Editing::undo() { impl_->key(kKeyUndo); }
void Editing::redo() { impl_->key(kKeyRedo); }

Span Editing::selection() const {
  const auto [low, high] = std::minmax(impl_->state.select_start, impl_->state.select_end);
  return {static_cast<std::size_t>(low), static_cast<std::size_t>(high)};
}

std::string_view Editing::selected() const {
  const Span span = selection();
  return std::string_view(*impl_->rows.text).substr(span.begin, span.end - span.begin);
}

std::size_t Editing::caret() const { return static_cast<std::size_t>(impl_->state.cursor); }

Editing::Place Editing::place_of(std::size_t offset) const {
  if (impl_->rows.size() == 0) return {0, 0};
  stb::StbFindState found;
  stb::stb_textedit_find_charpos(&found, &impl_->rows, static_cast<int>(offset), impl_->state.single_line);
  return {found.x, found.y};
}

const std::vector<Span>& Editing::rows() const { return impl_->rows.spans; }

}  // namespace earshot::widgets
