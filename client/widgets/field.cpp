#include "client/widgets/field.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "client/widgets/editor_state.h"
#include "client/widgets/kit.h"

namespace earshot::widgets {
namespace {

constexpr float kPadding = 14;
constexpr float kPaddingLines = 12;
constexpr float kIcon = 20;
constexpr double kBlink = 0.6;
constexpr double kBlinkFor = 6;  // then the caret stands still, so that an idle window draws nothing

struct Place {
  Box text;  ///< where the text is shown
  float wrap;
};

Place place(const Box& box, const FieldOptions& options) {
  Box inner = box.inset(kPadding, 0);
  if (options.icon) inner.cut_left(kIcon, 10);
  if (!options.lines) {
    if (!options.aside.empty()) inner.cut_right(text_width(theme::kMeta, options.aside), 12);
    return {{inner.x, box.y + (box.h - options.type.line) / 2, inner.w, options.type.line}, 0};
  }
  // A single row stands in the middle of its box, several start at the top.
  const bool one_row = box.h < 2 * options.type.line + 2 * kPaddingLines - 2;
  const float top = one_row ? (box.h - options.type.line) / 2 : kPaddingLines;
  if (!options.aside.empty()) inner.cut_right(text_width(theme::kMeta, options.aside), 12);
  return {{inner.x, box.y + top, inner.w, box.h - 2 * top}, inner.w};
}

void claim_keys(ImGuiID id, bool lines) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Delete,
                             ImGuiKey_Backspace, ImGuiKey_Home, ImGuiKey_End, ImGuiKey_Space}) {
    ImGui::SetKeyOwner(key, id);
  }
  g.WantTextInputNextFrame = 1;
  // A press elsewhere is meant for what is there; only a drag is still ours.
  g.ActiveIdAllowOverlap = !g.IO.MouseDown[0];
  g.ActiveIdUsingNavDirMask |= (1 << ImGuiDir_Left) | (1 << ImGuiDir_Right);
  if (lines) {
    g.ActiveIdUsingNavDirMask |= (1 << ImGuiDir_Up) | (1 << ImGuiDir_Down);
    ImGui::SetKeyOwner(ImGuiKey_UpArrow, id);
    ImGui::SetKeyOwner(ImGuiKey_DownArrow, id);
  }
}

bool pressed(ImGuiKey key, ImGuiID id) { return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id); }

bool enter_pressed(ImGuiID id) {
  return ImGui::IsKeyPressed(ImGuiKey_Enter, ImGuiInputFlags_None, id) ||
         ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, ImGuiInputFlags_None, id);
}

std::string typed() {
  ImGuiIO& io = ImGui::GetIO();
  std::string out;
  if (!(io.KeyCtrl && !io.KeyAlt)) {
    for (const ImWchar raw : io.InputQueueCharacters) {
      const unsigned int character = raw;
      if (character < 0x20 || character == 0x7F) continue;
      char bytes[5] = {};
      ImTextCharToUtf8(bytes, character);
      out += bytes;
    }
  }
  io.InputQueueCharacters.resize(0);
  return out;
}

void paste(Editing& editing, const FieldOptions& options) {
  const char* clipboard = ImGui::GetClipboardText();
  if (clipboard == nullptr) return;
  std::string clean;
  for (const char* at = clipboard; *at != '\0';) {
    unsigned int character = 0;
    const int bytes = ImTextCharFromUtf8(&character, at, nullptr);
    if (character == '\n' || character == '\t') {
      clean += options.lines && character == '\n' ? '\n' : ' ';
    } else if (character >= 0x20 && character != 0x7F && character != IM_UNICODE_CODEPOINT_INVALID) {
      clean.append(at, static_cast<std::size_t>(bytes));
    }
    at += bytes;
  }
  editing.insert(clean);
}

/// The keys that move and delete.
void edit_keys(Editing& editing, ImGuiID id, bool lines) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool shift = io.KeyShift;
  if (pressed(ImGuiKey_LeftArrow, id)) editing.move(io.KeyCtrl ? Motion::word_left : Motion::left, shift);
  if (pressed(ImGuiKey_RightArrow, id)) editing.move(io.KeyCtrl ? Motion::word_right : Motion::right, shift);
  if (lines && pressed(ImGuiKey_UpArrow, id)) editing.move(Motion::up, shift);
  if (lines && pressed(ImGuiKey_DownArrow, id)) editing.move(Motion::down, shift);
  if (pressed(ImGuiKey_Home, id)) editing.move(io.KeyCtrl ? Motion::text_start : Motion::line_start, shift);
  if (pressed(ImGuiKey_End, id)) editing.move(io.KeyCtrl ? Motion::text_end : Motion::line_end, shift);
  if (pressed(ImGuiKey_Delete, id)) editing.erase(true, io.KeyCtrl);
  if (pressed(ImGuiKey_Backspace, id)) editing.erase(false, io.KeyCtrl);
}

void clipboard_keys(Editing& editing, ImGuiID id, const FieldOptions& options) {
  const auto chord = [id](ImGuiKeyChord key) { return ImGui::Shortcut(key, ImGuiInputFlags_Repeat, id); };
  if (chord(ImGuiMod_Ctrl | ImGuiKey_A)) editing.select_all();
  if (chord(ImGuiMod_Ctrl | ImGuiKey_Z)) editing.undo();
  if (chord(ImGuiMod_Ctrl | ImGuiKey_Y) || chord(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z)) editing.redo();
  if (chord(ImGuiMod_Ctrl | ImGuiKey_V)) paste(editing, options);
  const bool cut = chord(ImGuiMod_Ctrl | ImGuiKey_X);
  if ((cut || chord(ImGuiMod_Ctrl | ImGuiKey_C)) && !editing.selection().empty()) {
    ImGui::SetClipboardText(std::string(editing.selected()).c_str());
    if (cut) editing.erase(true, false);
  }
}

void mouse(EditorState& state, const Place& at, bool hovered, bool lines) {
  const ImGuiIO& io = ImGui::GetIO();
  const float x = io.MousePos.x - at.text.x + (lines ? 0 : state.scroll);
  const float y = io.MousePos.y - at.text.y + (lines ? state.scroll : 0);
  if (hovered && io.MouseClickedCount[0] >= 3) {
    state.editing.select_all();
  } else if (hovered && io.MouseClickedCount[0] == 2) {
    state.editing.select_word(x, y);
  } else if (hovered && io.MouseClicked[0]) {
    io.KeyShift ? state.editing.drag(x, y) : state.editing.click(x, y);
  } else if (io.MouseDown[0] && ImGui::IsMouseDragging(0)) {
    state.editing.drag(x, y);
    state.follow = true;
  }
}

/// Input for the field that has the keyboard; true on Enter that submits.
bool take_input(EditorState& state, const Place& at, bool hovered, const FieldOptions& options) {
  Editing& editing = state.editing;
  const auto before = editing.caret();
  const auto selected = editing.selection();
  const std::string text_before = state.seen;
  claim_keys(state.id, options.lines);
  mouse(state, at, hovered, options.lines);
  edit_keys(editing, state.id, options.lines);
  clipboard_keys(editing, state.id, options);
  if (const auto words = typed(); !words.empty()) editing.insert(words);
  bool submitted = false;
  if (enter_pressed(state.id)) {
    if (!options.lines || (options.enter_submits && !ImGui::GetIO().KeyShift)) {
      submitted = true;
    } else {
      editing.insert("\n");
    }
  }
  if (editing.caret() != before || !(editing.selection() == selected)) {
    state.caret_since = ImGui::GetTime();
    state.follow = true;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiInputFlags_None, state.id)) ImGui::ClearActiveID();
  return submitted;
}

void keep_caret_in_sight(EditorState& state, const Place& at, const TypeStyle& type, bool lines) {
  if (const float wheel = ImGui::GetIO().MouseWheel; lines && wheel != 0 && !state.follow) state.scroll -= wheel * type.line;
  const auto caret = state.editing.place_of(state.editing.caret());
  const float position = lines ? caret.y : caret.x;
  const float room = lines ? at.text.h - type.line : at.text.w - 2;
  if (state.follow) state.scroll = std::clamp(state.scroll, position - room, position);
  state.follow = false;
  float longest = 0;
  if (lines) {
    longest = state.editing.place_of(state.seen.size()).y;
  } else {
    longest = state.editing.place_of(state.seen.size()).x;
  }
  state.scroll = std::clamp(state.scroll, 0.0F, std::max(0.0F, longest - room));
}

void draw_rows(const std::string& all, const std::vector<Span>& rows, const Place& at, float dx, float dy,
               const TypeStyle& type, Colour colour) {
  float y = at.text.y - dy;
  for (const auto& row : rows) {
    auto words = std::string_view(all).substr(row.begin, row.end - row.begin);
    if (words.ends_with('\n')) words.remove_suffix(1);
    if (y + type.line > at.text.y - 1 && y < at.text.bottom() + 1) {
      text({at.text.x - dx, y}, type, colour, words);
    }
    y += type.line;
  }
}

void draw_selection(const EditorState& state, const Place& at, float dx, float dy, const TypeStyle& type) {
  const Span selected = state.editing.selection();
  if (selected.empty()) return;
  float y = at.text.y - dy;
  for (const auto& row : state.editing.rows()) {
    const std::size_t begin = std::max(row.begin, selected.begin);
    const std::size_t end = std::min(row.end, selected.end);
    if (begin < end) {
      const std::string_view all = state.seen;
      const float x = text_width(type, all.substr(row.begin, begin - row.begin));
      auto part = all.substr(begin, end - begin);
      if (part.ends_with('\n')) part.remove_suffix(1);
      fill({at.text.x - dx + x, y, std::max(4.0F, text_width(type, part)), type.line}, theme::fade(palette().edge, 0.5F), 3);
    }
    y += type.line;
  }
}

void draw_caret(const EditorState& state, const Place& at, float dx, float dy, const TypeStyle& type) {
  const double age = ImGui::GetTime() - state.caret_since;
  if (!kit().reduced_motion && age < kBlinkFor) kit().draw_again_in(Milliseconds{static_cast<int>(kBlink * 1000)});
  const bool shown = kit().reduced_motion || age > kBlinkFor || std::fmod(age, 2 * kBlink) < kBlink;
  if (!shown) return;
  const auto caret = state.editing.place_of(state.editing.caret());
  const float x = std::min(at.text.x - dx + caret.x, at.text.right() - 1);
  fill({std::round(x), at.text.y - dy + caret.y + 1, 2, type.line - 2}, palette().text1);
}

void draw_frame(const Box& box, bool active, bool hovered, const FieldOptions& options) {
  const auto& colours = palette();
  fill(box, colours.well, theme::kRadiusField);
  if (!options.enabled) {
    border(box, colours.line, 1.5F, theme::kRadiusField);
  } else if (options.invalid) {
    border(box, colours[Tone::danger].text, 2, theme::kRadiusField);
  } else if (active && options.tone != Tone::neutral) {
    border(box.grow(1.5F), colours[options.tone].text, 3, theme::kRadiusField + 2);
  } else {
    border(box, hovered ? colours.text2 : colours.edge, 1.5F, theme::kRadiusField);
  }
  if (options.icon) draw_icon({box.x + kPadding + kIcon / 2, box.centre().y}, kIcon, colours.text3, options.icon);
  if (!options.aside.empty()) {
    const float y = options.lines ? std::max(box.y, box.bottom() - 2 * kPaddingLines - theme::kMeta.line - 12) : box.y;
    text_in({box.x, y, box.w - kPadding, box.bottom() - y}, theme::kMeta, colours.text3, options.aside, Align::right);
  }
}

EditorState& begin_editing(ImGuiID id, const std::string& text, ImGuiWindow* window) {
  ImGui::SetActiveID(id, window);
  ImGui::SetFocusID(id, window);
  ImGui::FocusWindow(window);
  auto& state = kit().editor;
  if (!state || state->id != id) {
    state = std::make_unique<EditorState>();
    state->id = id;
    state->seen = text;
  }
  state->caret_since = ImGui::GetTime();
  state->follow = true;
  return *state;
}

}  // namespace

float field_height(const std::string& text, float width, const TypeStyle& type, int lines) {
  auto rows = static_cast<int>(wrap_rows(text, type, width - 2 * kPadding).size());
  if (text.ends_with('\n')) ++rows;
  return static_cast<float>(std::max(rows, lines)) * type.line + 2 * kPaddingLines;
}

FieldResponse field(std::string_view label, std::string& text, const Box& box, const FieldOptions& options) {
  FieldResponse out;
  Kit& shared = kit();
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImGuiID id = window->GetID(label.data(), label.data() + label.size());
  const ImRect bounds(box.min(), box.max());
  const bool wanted = options.enabled && shared.takes_focus(label);
  const int flags = int{ImGuiItemFlags_Inputable} | (options.enabled ? 0 : int{ImGuiItemFlags_Disabled});
  const bool visible = ImGui::ItemAdd(bounds, id, nullptr, flags);
  if (!visible && g.ActiveId != id) return out;
  const bool hovered = options.enabled && ImGui::ItemHoverable(bounds, id, g.LastItemData.ItemFlags);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const bool by_keyboard = g.NavActivateId == id && g.ActiveId != id;
  const bool fresh = wanted || by_keyboard || (hovered && ImGui::IsMouseClicked(0) && g.ActiveId != id);
  const Place at = place(box, options);
  bool restart = false;
  if (fresh) {
    restart = !shared.editor || shared.editor->id != id;
    begin_editing(id, text, window);
  }
  EditorState* state = shared.editor && shared.editor->id == id ? shared.editor.get() : nullptr;
  out.active = state != nullptr && g.ActiveId == id;
  if (state) {
    state->editing.attach(text, options.type, at.wrap, options.most_characters);
    if (restart || state->seen != text) {
      state->editing.restart();
      state->seen = text;
      state->follow = true;
    }
    if (by_keyboard && !options.lines) state->editing.select_all();
  }
  if (out.active) {
    out.submitted = take_input(*state, at, hovered, options);
    out.changed = state->seen != text;
    if (out.changed) ImGui::MarkItemEdited(id);
    state->seen = text;
    if (ImGui::IsMouseClicked(0) && !hovered && !fresh) ImGui::ClearActiveID();
  }
  shared.recorder.control(label, box, options.enabled, text, out.active);
  draw_frame(box, out.active, hovered, options);
  if (out.active && (options.tone == Tone::neutral || options.invalid)) shared.set_ring(box, theme::kRadiusField);
  if (state) keep_caret_in_sight(*state, at, options.type, options.lines);
  const float dx = state && !options.lines ? state->scroll : 0;
  const float dy = state && options.lines ? state->scroll : 0;
  const Clip clip(at.text.inset(-1, options.lines ? -2 : -4));
  if (text.empty() && !options.hint.empty()) {
    options.lines ? paragraph(at.text, options.type, palette().text3, options.hint)
                  : (label_in(at.text, options.type, palette().text3, options.hint), 0.0F);
  }
  if (out.active) draw_selection(*state, at, dx, dy, options.type);
  draw_rows(text, state ? state->editing.rows() : wrap_rows(text, options.type, at.wrap), at, dx, dy, options.type,
            options.enabled ? palette().text1 : palette().text3);
  if (out.active) draw_caret(*state, at, dx, dy, options.type);
  return out;
}

void copy_to_clipboard(const std::string& text) { ImGui::SetClipboardText(text.c_str()); }

void field_label(ImVec2 at, std::string_view label) { text(at, theme::kMetaStrong, palette().text2, label); }

float field_error(const Box& below, std::string_view error) {
  if (error.empty()) return 0;
  const Colour danger = palette()[Tone::danger].text;
  draw_icon({below.x + 8, below.y + theme::kMeta.line / 2}, 16, danger, icon::kCloseOctagon);
  Box words = below;
  words.cut_left(26);
  return std::max(theme::kMeta.line, paragraph(words, theme::kMeta, danger, error));
}

}  // namespace earshot::widgets
