#include "client/views/dialog.h"
#include "client/views/editor.h"
#include "client/views/editor_store.h"
#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {

using namespace widgets;
using words::tr;
using words::trf;

void leave_dialog(const View& view, const Box& window, State& state) {
  EditorState& editor = state.editor;
  const std::string save_first = std::string(tr("Save as a draft"));
  Dialog dialog("Leave the card", editor.leaving, window, 580, 220, save_first.c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  label_in(inner.cut_top(32, 6), theme::kTitle, palette().text1, tr("Leave the card?"));
  const bool aside = editor.mine || editor.conflict;
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2,
                          aside ? tr("Somebody else has saved it as well. What you wrote is lost if you leave now.")
                                : tr("What you wrote since it was saved last is lost if you throw it away.")),
                20);
  Box row = inner.cut_bottom(theme::kButton);
  const std::string_view stay = tr("Stay"), drop = tr("Throw it away");
  if (!aside && button(save_first, row.cut_left(button_width(save_first, theme::kButton, true), 10), {.icon = icon::kContentSave, .enabled = editor.sent == EditorState::Sent::nothing})) {
    save(view, editor, false);
    editor.leaving = false;
    editor.close_when_saved = true;
  }
  if (button(stay, row.cut_left(button_width(stay, theme::kButton), 10), {.look = ButtonLook::outline})) editor.leaving = false;
  if (!button(drop, row.cut_right(button_width(drop, theme::kButton)), {.look = ButtonLook::outline, .tone = Tone::danger})) return;
  close(editor);
  state.place = Place::library;
}

void files_dialog(const View& view, const Box& window, State& state) {
  EditorState& editor = state.editor;
  const std::string path_label = std::string(tr("Path of the file"));
  Dialog dialog("Files of the card", editor.files_open, window, 640, 350, path_label.c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  auto& files = state.files;
  label_in(inner.cut_top(32, 6), theme::kTitle, palette().text1, tr("Export or import"));
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2,
                          tr("The file is YAML, as docs/writing-cards.md describes it. Comments in a file are not kept: neither when it is imported nor when it is exported.")),
                16);
  field_label(inner.cut_top(24, 2).min(), path_label);
  if (field(path_label, editor.file_path, inner.cut_top(theme::kField, 8), {.invalid = files.failed(), .most_characters = 400}).changed) files.answer.reset();
  if (files.failed()) {
    inner.cut_top(field_error(inner, sentence(files.answer->error)), 8);
  } else if (files.answer && files.answer->wrote) {
    inner.cut_top(paragraph(inner, theme::kBody, palette()[Tone::success].text, trf("Written to {}.", files.answer->path)), 8);
  }
  Box row = inner.cut_bottom(theme::kButton);
  const bool exists = files.answer && files.answer->exists;
  const std::string_view out = exists ? tr("Replace that file") : tr("Export to it");
  const std::string_view in = tr("Import from it"), close = tr("Close");
  if (button(out, row.cut_left(button_width(out, theme::kButton, true), 10), {.icon = icon::kExport})) {
    view.out.add(WriteFile{editor.file_path, editor.draft.yaml(), exists});
    files.answer.reset();
  }
  if (button(in, row.cut_left(button_width(in, theme::kButton, true), 10), {.icon = icon::kImport, .look = ButtonLook::outline})) {
    view.out.add(ReadFile{editor.file_path});
    files.answer.reset();
    files.reading = FileReader::editor;
  }
  if (button(close, row.cut_right(button_width(close, theme::kButton)), {.look = ButtonLook::ghost})) editor.files_open = false;
  if (!editor.files_open) files = {};
}

}  // namespace earshot::views
