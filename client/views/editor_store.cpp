#include "client/views/editor_store.h"

#include <algorithm>
#include <utility>

#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using protocol::OpenCard;
using protocol::SaveCard;
using words::tr;
using words::tr_dynamic;
using words::trf;
using words::trf_count;

const protocol::ShelfEntry* on_shelf(const model::Model& model, const std::string& card, const std::string& language) {
  const auto found = model.shelf.find({card, language});
  return found == model.shelf.end() ? nullptr : &found->second;
}

bool connected(const View& view) { return view.model.connection.state == model::ConnectionState::ready; }

/// The card that was asked for, once it is there whole and not an older one of the same name.
const model::OpenedCard* arrived(const View& view, const std::string& card, const std::string& language) {
  const auto& opened = view.model.opened_card;
  if (model::is_pending<OpenCard>(view.model) || !opened || opened->card != card || opened->language != language || opened->parts_left > 0) return nullptr;
  const auto* entry = on_shelf(view.model, card, language);
  return entry && opened->version < entry->version ? nullptr : &*opened;
}

void take_answer(const View& view, EditorState& editor) {
  if (editor.sent == EditorState::Sent::nothing || model::is_pending<SaveCard>(view.model)) return;
  const bool published = std::exchange(editor.sent, EditorState::Sent::nothing) == EditorState::Sent::published;
  if (const auto* refusal = model::refusal_of<SaveCard>(view.model)) {
    if (refusal->why != protocol::Why::changed) {
      editor.save_error = sentence(tr_dynamic(refusal->text));
      editor.changed_at = view.now;
      return;
    }
    const auto* entry = on_shelf(view.model, editor.card, editor.language);
    editor.conflict = entry ? CardConflict{entry->by, entry->at.point(), entry->version} : CardConflict{{}, view.now, editor.base + 1};
    return;
  }
  const auto* entry = on_shelf(view.model, editor.card, editor.language);
  // The same text once more makes no new version.
  if (!entry || entry->version > editor.base) ++editor.base;
  editor.saved_revision = editor.sent_revision;
  editor.saved_at = view.now;
  editor.changed_at = view.now;
  editor.published = published;
  editor.save_error.clear();
}

/// Somebody else's newer version, seen on the shelf.
void notice_others(const View& view, EditorState& editor) {
  if (editor.sent != EditorState::Sent::nothing || editor.mine || editor.conflict) return;
  const auto* entry = on_shelf(view.model, editor.card, editor.language);
  if (entry && entry->version > editor.base) editor.conflict = CardConflict{entry->by, entry->at.point(), entry->version};
}

void fetch_theirs(const View& view, EditorState& editor) {
  if (!editor.fetching_theirs) return;
  if (model::is_pending<OpenCard>(view.model)) return;
  if (const auto* refusal = model::refusal_of<OpenCard>(view.model)) {
    editor.fetching_theirs = false;
    editor.save_error = sentence(tr_dynamic(refusal->text));
    return;
  }
  const auto* theirs = arrived(view, editor.card, editor.language);
  if (!theirs) return;
  editor.fetching_theirs = false;
  auto read = author::Draft::from_yaml(theirs->text);
  if (!read.draft) {
    editor.save_error = std::string(tr("What they saved cannot be read as a card."));
    return;
  }
  editor.mine = AsideDraft{std::move(editor.draft), editor.base};
  editor.draft = std::move(*read.draft);
  editor.base = theirs->version;
  editor.saved_revision = editor.draft.revision();
  editor.check_again = true;
}

void check_anew(EditorState& editor) {
  if (editor.checked && !editor.check_again && editor.checked_revision == editor.draft.revision()) return;
  editor.check_again = false;
  editor.checked = author::check(editor.draft);
  editor.checked_revision = editor.draft.revision();
}

void save_by_itself(const View& view, EditorState& editor) {
  if (!editor.dirty()) {
    editor.changed_at = view.now;
    return;
  }
  if (editor.conflict || editor.mine || editor.sent != EditorState::Sent::nothing) return;
  const Milliseconds left = Milliseconds{editor.changed_at + kSaveEvery - view.now};
  if (left.count() > 0) return widgets::kit().draw_again_in(left);
  if (connected(view)) save(view, editor, false);
}

}  // namespace

std::vector<std::string> card_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), protocol::limits::kCardPartBytes);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    parts.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return parts;
}

void open_card(const View& view, LibraryState& library, std::string_view card, std::string_view language) {
  library.opening_card = card;
  library.opening_language = language;
  library.error.clear();
  view.out.send(OpenCard{std::string(card), std::string(language)});
}

bool follow_opening(const View& view, LibraryState& library, EditorState& editor) {
  if (library.opening_card.empty() || model::is_pending<OpenCard>(view.model)) return false;
  if (const auto* refusal = model::refusal_of<OpenCard>(view.model)) {
    library.error = sentence(tr_dynamic(refusal->text));
    library.opening_card.clear();
    return false;
  }
  const auto* opened = arrived(view, library.opening_card, library.opening_language);
  if (!opened) return false;
  library.opening_card.clear();
  auto read = author::Draft::from_yaml(opened->text);
  if (!read.draft) {
    library.error = trf("Its text is no card: line {0}: {1}", read.problems.front().line, read.problems.front().what);
    return false;
  }
  edit(editor, std::move(*read.draft), opened->card, opened->language, opened->version, view.now);
  editor.published = !opened->draft;
  if (const auto* entry = on_shelf(view.model, opened->card, opened->language)) editor.saved_at = entry->at.point();
  return true;
}

void edit(EditorState& editor, author::Draft draft, std::string card, std::string language, std::uint32_t base, TimePoint now) {
  close(editor);
  editor.open = true;
  editor.card = std::move(card);
  editor.language = std::move(language);
  editor.base = base;
  editor.draft = std::move(draft);
  editor.saved_revision = editor.draft.revision();
  editor.saved_at = now;
  editor.changed_at = now;
}

void close(EditorState& editor) {
  const int serial = editor.serial + 1;
  editor = {};
  editor.serial = serial;
}

void save(const View& view, EditorState& editor, bool publish) {
  if (editor.sent != EditorState::Sent::nothing || !connected(view) || model::is_pending<SaveCard>(view.model)) return;
  const std::string text = editor.draft.yaml();
  const auto parts = card_parts(text);
  if (text.size() > protocol::limits::kCardBytes || parts.size() > protocol::limits::kCardParts) {
    editor.save_error = std::string(tr("The card is too long to be saved. Take something out."));
    return;
  }
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    view.out.send(SaveCard{editor.card, editor.language, editor.base, publish, i, static_cast<std::uint32_t>(parts.size()), parts[i]});
  }
  editor.sent = publish ? EditorState::Sent::published : EditorState::Sent::draft;
  editor.sent_revision = editor.draft.revision();
  widgets::kit().draw_again_in(Milliseconds{0});
}

void follow(const View& view, EditorState& editor) {
  take_answer(view, editor);
  fetch_theirs(view, editor);
  notice_others(view, editor);
  check_anew(editor);
  save_by_itself(view, editor);
}

void keep_mine(const View& view, EditorState& editor) {
  if (!editor.conflict) return;
  editor.base = editor.conflict->version;
  // Seen since then, it would be another one's again.
  if (const auto* entry = on_shelf(view.model, editor.card, editor.language); entry) editor.base = std::max(editor.base, entry->version);
  editor.conflict.reset();
  save(view, editor, false);
}

void look_at_theirs(const View& view, EditorState& editor) {
  editor.fetching_theirs = true;
  editor.save_error.clear();
  view.out.send(OpenCard{editor.card, editor.language});
}

void back_to_mine(EditorState& editor) {
  if (!editor.mine) return;
  editor.draft = std::move(editor.mine->draft);
  editor.base = editor.mine->base;
  editor.mine.reset();
  editor.mark_unsaved();
  editor.check_again = true;
}

void take_theirs(EditorState& editor) {
  editor.mine.reset();
  editor.conflict.reset();
}

std::string why_not_publish(const View& view, const EditorState& editor) {
  if (!connected(view)) return std::string(tr("There is no connection to the server."));
  if (editor.mine || editor.conflict) return std::string(tr("Somebody else has saved this card. Decide whose is kept first."));
  if (editor.published && !editor.dirty()) return std::string(tr("Nothing has changed since it was published."));
  const std::size_t errors = editor.checked ? editor.checked->errors() : 0;
  if (errors > 0) return trf_count("{} problem has to be mended first.", "{} problems have to be mended first.", errors, errors);
  return {};
}

std::string saved_words(const View& view, const EditorState& editor) {
  using Sent = EditorState::Sent;
  if (editor.sent != Sent::nothing) return std::string(editor.sent == Sent::published ? tr("Publishing") : tr("Saving"));
  if (editor.mine) return trf("Theirs, version {}", editor.base);
  if (editor.dirty()) return std::string(tr("Draft, not saved yet"));
  if (editor.base == 0) return std::string(tr("As the server has it"));
  const auto seconds = std::chrono::floor<Seconds>(view.now - editor.saved_at).count();
  if (seconds >= 12 * 3600) {
    return editor.published ? trf("Version {0}, published on {1}", editor.base, day_of(editor.saved_at)) : trf("Draft, saved on {}", day_of(editor.saved_at));
  }
  const bool published = editor.published;
  widgets::kit().draw_again_in(Milliseconds{10'000});
  if (seconds < 10) return published ? trf("Version {}, published just now", editor.base) : std::string(tr("Draft, saved just now"));
  if (seconds < 60) {
    const auto tens = seconds / 10 * 10;
    return published ? trf("Version {0}, published {1} s ago", editor.base, tens) : trf("Draft, saved {} s ago", tens);
  }
  return published ? trf("Version {0}, published {1} min ago", editor.base, seconds / 60) : trf("Draft, saved {} min ago", seconds / 60);
}

KeptDraft to_keep(const EditorState& editor) {
  if (editor.mine) return {editor.card, editor.language, editor.mine->base, editor.mine->draft.yaml()};
  if (!editor.dirty()) return {};
  return {editor.card, editor.language, editor.base, editor.draft.yaml()};
}

}  // namespace earshot::views
