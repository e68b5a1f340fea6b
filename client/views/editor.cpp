#include "client/views/editor.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "client/views/editor_names.h"
#include "client/views/editor_store.h"
#include "client/views/page.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/kit.h"
#include "client/widgets/logo.h"
#include "client/widgets/panel.h"
#include "client/widgets/tabs.h"
#include "client/widgets/toast.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

constexpr float kForm = 820;
constexpr float kProblems = 168;

/// In the bar: somebody of the class asks for help meanwhile.
void help_note(const View& view, Box& row, float middle, State& state) {
  if (view.model.help.empty()) return;
  const std::string words = view.folded ? std::to_string(view.model.help.size()) : trf("Help: {}", view.model.help.size());
  const std::string label = fmt::format("{}##somebody asks for help", words);
  const float width = choice_width(label, true);
  const Box cell = row.cut_right(width, 12);
  if (answer(label, {cell.x, middle - theme::kChoice / 2, width, theme::kChoice}, true, icon::kBellRing, Tone::warning)) state.place = Place::home;
}

void bar_button(Box& row, float middle, std::string_view label, const char* glyph, ButtonLook look, bool enabled, bool small, bool& pressed) {
  const float width = small ? theme::kButtonSmall + 4 : button_width(label, theme::kButtonSmall, true);
  const Box cell = row.cut_right(width, 8);
  const Box place{cell.x, middle - theme::kButtonSmall / 2, width, theme::kButtonSmall};
  const ButtonOptions options{.icon = glyph, .look = look, .enabled = enabled};
  pressed = small ? icon_button(label, place, glyph, options) : button(label, place, options);
}

void editor_bar(const EditView& view, const Box& bar, State& state) {
  auto& editor = view.state;
  fill(bar, palette().panel);
  const float middle = bar.centre().y;
  Box row = bar.inset(view.folded ? 14.0F : theme::kMargin, 0);
  const std::string_view back = tr("Back to the cards");
  if (icon_button(back, {row.x - 6, middle - 18, 40, 36}, icon::kArrowLeft, {.look = ButtonLook::ghost})) {
    editor.leaving = editor.dirty() || editor.mine;
    editor.close = !editor.leaving;
  }
  row.cut_left(44);
  if (!view.folded) {
    logo({row.x, middle}, 32);
    text_in({row.x + 40, bar.y, 100, bar.h}, TypeStyle{18, 26, theme::Weight::bold}, palette().text1, "Earshot");
    const std::string_view where = tr("Card editor");
    text_in({row.x + 122, bar.y, 130, bar.h}, theme::kMeta, palette().text3, where);
    row.cut_left(230);
    avatar(row.cut_right(36, 12).centre(), 36, view.model.self.name, Tone::neutral);
  }
  const std::string why = why_not_publish(view, editor);
  bool publish = false, attempt = false, keep = false, files = false;
  bar_button(row, middle, tr("Publish"), icon::kCheck, ButtonLook::filled, why.empty() && editor.sent == EditorState::Sent::nothing, false, publish);
  bar_button(row, middle, tr("Try it"), icon::kPlay, ButtonLook::outline, view.checked.playable(), view.folded, attempt);
  const bool can_save = editor.dirty() && editor.sent == EditorState::Sent::nothing && !editor.mine && !editor.conflict;
  bar_button(row, middle, tr("Save"), icon::kContentSave, ButtonLook::outline, can_save, view.folded, keep);
  bar_button(row, middle, tr("Export or import"), icon::kExport, ButtonLook::outline, true, true, files);
  row.cut_right(4);
  help_note(view, row, middle, state);
  const bool by_key = ImGui::GetIO().KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_S, false);
  if (publish) {
    editor.draft.keep_ids();
    save(view, editor, true);
  }
  if ((keep || by_key) && can_save) {
    editor.draft.keep_ids();
    save(view, editor, false);
  }
  if (files) {
    editor.files_open = true;
    if (editor.file_path.empty()) editor.file_path = fmt::format("~/{}.yaml", editor.card);
  }
  if (attempt) {
    editor.rehearsal = RehearsalState{author::Rehearsal(card::resolve(view.checked.card, editor.preview_variant), view.now), {}, {}};
    kit().focus(std::string(tr("As the agent")));
  }
  const std::string saved = saved_words(view, editor);
  const float saved_room = text_width(theme::kMeta, saved);
  std::string title = editor.draft.text("title");
  if (title.empty()) title = tr("A card without a title");
  const float title_room = std::min(text_width(theme::kChatStrong, title), row.w - saved_room - 12);
  const float x = view.folded ? row.x : std::max(row.x, std::min(bar.centre().x - (title_room + saved_room) / 2 - 40, row.right() - title_room - saved_room - 12));
  if (title_room > 60) text_in({x, bar.y, title_room + 1, bar.h}, theme::kChatStrong, palette().text1, title);
  text_in({x + std::max(0.0F, title_room) + 10, bar.y + 1, saved_room + 2, bar.h}, theme::kMeta, palette().text3, saved);
}

/// Something that has to be said above the form, and perhaps decided.
void notices(const EditView& view, Box& content) {
  auto& editor = view.state;
  if (editor.mine) {
    Box row = content.cut_top(56, view.gap);
    fill(row, palette()[Tone::warning].soft, theme::kRadiusButton);
    Box inner = row.inset(16, 0);
    const float middle = row.centre().y - theme::kButtonSmall / 2;
    const std::string_view theirs = tr("Go on with theirs"), mine = tr("Back to mine");
    const Box take = inner.cut_right(button_width(theirs, theme::kButtonSmall), 8);
    const Box back = inner.cut_right(button_width(mine, theme::kButtonSmall), 12);
    const bool given_up = button(theirs, {take.x, middle, take.w, theme::kButtonSmall}, {.look = ButtonLook::outline});
    const bool returned = button(mine, {back.x, middle, back.w, theme::kButtonSmall}, {});
    label_in(inner, theme::kBody, palette().text1, trf("This is what {} has saved. Yours is put aside.", editor.conflict && !editor.conflict->by.empty() ? editor.conflict->by : std::string(tr("somebody else"))));
    if (given_up) take_theirs(editor);
    if (returned) back_to_mine(editor);
    return;
  }
  if (editor.conflict) {
    const auto& conflict = *editor.conflict;
    Box row = content.cut_top(56, view.gap);
    fill(row, palette()[Tone::warning].soft, theme::kRadiusButton);
    Box inner = row.inset(16, 0);
    const float middle = row.centre().y - theme::kButtonSmall / 2;
    const std::string_view keep = tr("Keep mine"), look = tr("Look at theirs");
    const Box mine = inner.cut_right(button_width(keep, theme::kButtonSmall), 8);
    if (button(keep, {mine.x, middle, mine.w, theme::kButtonSmall}, {.look = ButtonLook::outline})) keep_mine(view, editor);
    if (!editor.conflict) return;
    if (!conflict.by.empty()) {
      const Box theirs = inner.cut_right(button_width(look, theme::kButtonSmall), 12);
      if (button(look, {theirs.x, middle, theirs.w, theme::kButtonSmall}, {.enabled = !editor.fetching_theirs})) look_at_theirs(view, editor);
    }
    draw_icon({inner.x + 10, row.centre().y}, 22, palette()[Tone::warning].text, icon::kAccountMultiple);
    inner.cut_left(32);
    const std::string words = conflict.by.empty() ? std::string(tr("Somebody has dropped this card since you opened it."))
                                                  : trf("{0} has saved this card at {1}, since you opened it.", conflict.by, time_of_day(conflict.at));
    text_in(inner, theme::kBody, palette().text1, words);
    return;
  }
  if (!editor.save_error.empty()) {
    const std::string words = editor.save_error;
    if (banner(content.cut_top(52, view.gap), Tone::danger, icon::kCloseOctagon, tr("Not saved."), words, tr("Put away"))) editor.save_error.clear();
  }
}

/// `reserved`: at the right end of the tabs.
void form_panel(const EditView& view, const Box& box, float reserved = 0) {
  auto& state = view.state;
  const float side = view.folded ? 14 : 20;
  Box inner = panel(box, 0).inset(side, 0);
  const float line_height = view.folded ? 46 : 52;
  fill({box.x, box.y + line_height - 1, box.w, 1}, palette().line);
  constexpr const char* kIcons[kEditorTabs] = {icon::kFormatText, icon::kCommentAccount, icon::kHeadset, icon::kCardsOutline, icon::kAccountMultiple};
  Tab all[kEditorTabs];
  const Box line = inner.cut_top(line_height, 8);
  inner.cut_bottom(8);
  for (std::size_t i = 0; i < kEditorTabs; ++i) {
    const bool wrong = std::ranges::any_of(view.checked.findings, [&](const auto& finding) { return finding.error && editor_tab_of(finding.path) == i; });
    all[i] = {editor_tab_word(i), view.folded ? nullptr : kIcons[i], wrong};
  }
  const std::size_t before = std::exchange(state.tab, tabs(line, all, state.tab));
  if (state.tab != before) kit().draw_again_in(Milliseconds{0});
  if (const auto* removed = state.draft.last_removal()) {
    const std::string label = std::string(tr("Undo"));
    const float width = button_width(label, theme::kButtonSmall, true);
    const Box place{line.right() - reserved - width, line.centre().y - theme::kButtonSmall / 2, width, theme::kButtonSmall};
    const auto path = *removed;
    if (button(label, place, {.icon = icon::kUndo, .look = ButtonLook::ghost})) {
      state.draft.undo_removal();
      show_field(state, path);
    }
  }
  constexpr const char* kIds[kEditorTabs] = {"basics", "customer", "agent", "challenges", "variants"};
  Form form(view, fmt::format("{} {}", kIds[state.tab], state.serial).c_str(), inner);
  switch (state.tab) {
    case 0: basics_form(form); break;
    case 1: customer_form(form); break;
    case 2: agent_form(form); break;
    case 3: challenges_form(form); break;
    default: variants_form(form); break;
  }
}

/// A file that was read takes the place of what is here, under the same id.
void take_file(State& state) {
  auto& files = state.files;
  if (files.reading != FileReader::editor || !files.answer || files.failed()) return;
  files.reading = FileReader::nobody;
  auto read = author::Draft::from_yaml(files.answer->text);
  if (!read.draft) {
    files.answer->error = trf("Line {0}: {1}", read.problems.front().line, read.problems.front().what);
    return;
  }
  EditorState& editor = state.editor;
  read.draft->set("id", editor.card);
  read.draft->set("language", editor.language);
  editor.draft.replace(*read.draft);
  editor.files_open = false;
  files = {};
}

void folded_body(const EditView& view, Box rest) {
  auto& state = view.state;
  if (state.problems_open) return problems_panel(view, rest);
  const Box below = rest.cut_bottom(48, view.gap);
  const std::string_view label = state.preview_open ? tr("Form") : tr("Preview");
  const float width = button_width(label, theme::kButtonSmall, true);
  state.preview_open ? preview_panel(view, rest, width + 12) : form_panel(view, rest, width + 12);
  const bool turn = button(label, {rest.right() - width - (state.preview_open ? 0.0F : 14.0F), rest.y + (state.preview_open ? 0.0F : 5.0F), width, theme::kButtonSmall},
                           {.icon = state.preview_open ? icon::kPencil : icon::kEye, .look = ButtonLook::outline});
  problems_line(view, below);
  if (turn) state.preview_open = !state.preview_open;
}

}  // namespace

void editor_screen(const View& view, const Box& bar, const Box& window, State& state) {
  EditorState& editor = state.editor;
  if (!editor.open) {
    state.place = Place::library;
    return;
  }
  take_file(state);
  if (editor.close_when_saved && editor.sent == EditorState::Sent::nothing) {
    editor.close_when_saved = false;
    editor.close = !editor.dirty() && !editor.conflict;
  }
  if (editor.close) {
    close(editor);
    state.place = Place::library;
    return;
  }
  if (editor.rehearsal) {
    plain_bar(view, bar, tr("Trying a card"));
    return rehearsal_screen(view, editor);
  }
  const EditView edit{view, editor, *editor.checked};
  editor_bar(edit, bar, state);
  EditView inside = edit;
  notices(inside, inside.content);
  Box rest = inside.content;
  if (view.folded) {
    folded_body(inside, rest);
  } else {
    const Box below = rest.cut_bottom(kProblems, view.gap);
    form_panel(inside, rest.cut_left(kForm, view.gap));
    preview_panel(inside, rest);
    problems_panel(inside, below);
  }
  // What was typed in this frame is checked and shown in the next.
  if (editor.draft.revision() != editor.checked_revision) kit().draw_again_in(Milliseconds{0});
  leave_dialog(view, window, state);
  files_dialog(view, window, state);
}

}  // namespace earshot::views
