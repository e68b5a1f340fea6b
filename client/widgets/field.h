// Text fields, of one line or of several that wrap at words. One implementation for all text that is typed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "client/widgets/control.h"
#include "client/widgets/draw.h"

namespace earshot::widgets {

struct FieldOptions {
  std::string_view hint{};         ///< shown while it is empty
  std::string_view aside{};        ///< shown at the right end of the last line
  const char* icon = nullptr;
  bool enabled = true;
  bool invalid = false;            ///< draws the border that goes with a field error
  bool lines = false;              ///< several lines, wrapped
  bool enter_submits = false;      ///< on several lines: Enter submits, Shift+Enter breaks the line
  std::size_t most_characters = 0; ///< 0: any number
  Tone tone = Tone::neutral;       ///< a role's field has a border in its colour instead of the ring
  TypeStyle type = theme::kBody;
};

struct FieldResponse {
  bool changed = false;
  bool submitted = false;  ///< Enter on one line, or with `enter_submits`
  bool active = false;     ///< has the keyboard
};

/// Edits `text`, which is valid UTF-8 and stays so. `label` names it among its siblings and in the record, and for `Kit::focus`.
FieldResponse field(std::string_view label, std::string& text, const Box& box, const FieldOptions& options = {});

/// How high a field of several lines has to be to show all of `text`, at least `lines` of it.
float field_height(const std::string& text, float width, const TypeStyle& type, int lines);

void copy_to_clipboard(const std::string& text);

/// The label above a field; 28 high.
void field_label(ImVec2 at, std::string_view label);
/// The refusal below a field: octagon and sentence. Returns its height, 0 for an empty text.
float field_error(const Box& below, std::string_view error);

}  // namespace earshot::widgets
