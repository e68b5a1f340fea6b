#include "client/views/notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/field.h"
#include "client/widgets/keycap.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::NoteKind;
using words::mark;
using words::tr;
using words::trf;

struct Kind {
  NoteKind kind;
  const char *name, *one;
  std::string_view key;  ///< as it is written on the keyboard
  const char* icon;
  ImGuiKey pressed;
};
constexpr Kind kKinds[] = {
    {NoteKind::fact, mark("Facts"), mark("Fact"), "F", icon::kCheckCircleOutline, ImGuiKey_F},
    {NoteKind::feeling, mark("Feelings"), mark("Feeling"), "G", icon::kHeartOutline, ImGuiKey_G},
    {NoteKind::key_point, mark("Key points"), mark("Key point"), "K", icon::kStarOutline, ImGuiKey_K},
};

/// `by`: who wrote it, if it was handed over; null: an own one.
void note_row(Box& area, const protocol::NoteShown& note, const model::Seat* by) {
  const float words = paragraph_height(theme::kBody, note.text, area.w - 74);
  const Box box = area.cut_top(words + 14 + (by ? 22 : 0), 8);
  well(box, theme::kRadiusSmall);
  paragraph({box.x + 12, box.y + 7, box.w - 74, words}, theme::kBody, palette().text1, note.text);
  text_in({box.right() - 56, box.y + 7, 46, 22}, theme::kMeta, palette().text3, time_of_day(note.at.point()), Align::right);
  if (by) label_in({box.x + 12, box.bottom() - 26, box.w - 24, 20}, theme::kMetaStrong, palette()[Tone::agent].text, trf("From {}", first_name(by->name)));
}

void group(const PlayView& view, Box& area, const Kind& kind) {
  const Box head = area.cut_top(28, 6);
  const Tone tone = view.session.watching ? Tone::observer : tone_of(view.session.role);
  draw_icon({head.x + 10, head.centre().y}, 20, palette()[tone].text, kind.icon);
  label_in({head.x + 28, head.y, head.w - 60, head.h}, theme::kBodyStrong, palette().text1, tr(kind.name));
  keycap({head.right() - 24, head.y + 2}, kind.key);
  for (const auto& note : view.session.notes) {
    const bool theirs = note.by && note.by != view.self();
    if (note.kind == kind.kind) note_row(area, note, theirs ? view.session.seat(note.by) : nullptr);
  }
  area.cut_top(8);
}

void file(const PlayView& view, TalkState& state, NoteKind kind) {
  const auto& lines = view.session.lines;
  const auto line = std::ranges::find(lines, state.selection->message, &protocol::Line::id);
  if (line != lines.end()) {
    const auto span = state.selection->bytes;
    std::string words = line->text.substr(span.begin, std::min(span.end, line->text.size()) - span.begin);
    view.out.send(protocol::TakeNote{kind, std::move(words), line->id});
  }
  state.selection.reset();
}

}  // namespace

std::vector<Span> filed_words(const model::Session& session, const protocol::Line& line) {
  std::vector<Span> out;
  for (const auto& note : session.notes) {
    if (note.source != line.id) continue;
    const auto at = line.text.find(note.text);
    if (at != std::string::npos) out.push_back({at, at + note.text.size()});
  }
  std::ranges::sort(out, {}, &Span::begin);
  return out;
}

void file_bar(const PlayView& view, Box box, TalkState& state) {
  const bool typing = ImGui::GetIO().WantTextInput;
  const auto title = tr("File the words as");
  text_in(box.cut_left(std::max(118.0F, text_width(theme::kMeta, title) + 8)), theme::kMeta, palette().text3, title);
  for (const auto& kind : kKinds) {
    const float width = choice_width(tr(kind.one), true);
    const Box place = box.cut_left(width, 8);
    const bool pressed = choice(tr(kind.one), {place.x, place.centre().y - 17, width, 34}, false, kind.icon);
    if (pressed || (!typing && ImGui::IsKeyPressed(kind.pressed, false))) return file(view, state, kind.kind);
  }
  if (icon_button(tr("Forget the selection"), {box.x, box.centre().y - 17, 34, 34}, icon::kClose, {.look = ButtonLook::ghost})) state.selection.reset();
}

void notes_column(const PlayView& view, Box inner, TalkState& state) {
  Box add = inner.cut_bottom(theme::kField, 8);
  const auto refusal = refused_elsewhere<protocol::TakeNote>(view.model, {});
  if (!refusal.empty()) field_error(inner.cut_bottom(24, 4), refusal);
  Box kinds = inner.cut_bottom(theme::kChoice, 8);
  const Box plus = add.cut_right(48, 8);
  float wanted = 6 * (std::size(kKinds) - 1);
  for (const auto& kind : kKinds) wanted += choice_width(tr(kind.one), false);
  const float part = std::min(1.0F, (kinds.w + 8) / wanted);  // a little of the padding is theirs
  for (const auto& kind : kKinds) {
    const float width = part * choice_width(tr(kind.one), false);
    if (choice(tr(kind.one), kinds.cut_left(width, 6 * part), state.note_kind == kind.kind)) state.note_kind = kind.kind;
  }
  const auto typed = field(tr("Add a note"), state.note, add, {.hint = tr("Add a note"), .most_characters = protocol::limits::kNoteCharacters});
  const bool pressed = icon_button(tr("Keep the note"), plus, icon::kPlus, {.look = ButtonLook::outline, .enabled = !state.note.empty()});
  if ((typed.submitted || pressed) && !state.note.empty()) {
    view.out.send(protocol::TakeNote{state.note_kind, state.note, {}});
    state.note.clear();
  }
  Scroll scroll("notes", inner, true);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (const auto& kind : kKinds) group(view, area, kind);
  scroll.set_height(area.y - top);
}

void notes_panel(const PlayView& view, const Box& box, TalkState& state) {
  Box inner = panel(box);
  const bool handed_over = std::ranges::any_of(view.session.notes, [&](const auto& note) { return note.by && note.by != view.self(); });
  heading(inner.cut_top(28, 10), tr("Notes"), icon::kNoteText, handed_over ? tr("Handed over to you") : tr("Only you see these"));
  notes_column(view, inner, state);
}

}  // namespace earshot::views
