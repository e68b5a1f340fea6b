#include <fmt/format.h>

#include <algorithm>

#include "client/views/card_list.h"
#include "client/views/dialog.h"
#include "client/views/editor.h"
#include "client/views/editor_store.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/toast.h"
#include "shared/words/words.h"
#include "shared/card/card.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::DropCard;
using protocol::ShelfEntry;
using words::tr;
using words::tr_dynamic;
using words::trf;
using words::trf_count;

constexpr float kTools = 44;

/// Among the languages of a card the one of the person, else English, else the first.
std::string language_to_open(const protocol::CardSummary& card) {
  for (const std::string_view wanted : {std::string_view(words::language()), std::string_view("en")}) {
    for (const auto& language : card.languages) {
      if (card::main_language(language) == card::main_language(wanted)) return language;
    }
  }
  return card.languages.empty() ? std::string("en") : card.languages.front();
}

const ShelfEntry* entry_of(const model::Model& model, const std::string& card, const std::string& language) {
  const auto found = model.shelf.find({card, language});
  return found == model.shelf.end() ? nullptr : &found->second;
}

void open(const View& view, State& state, std::string_view card, std::string_view language) {
  // What is being written is still there.
  if (state.editor.open && state.editor.card == card && state.editor.language == language) {
    state.place = Place::editor;
    return;
  }
  open_card(view, state.library, card, language);
}

std::string about_entry(const View& view, const ShelfEntry& entry) {
  const bool today = view.now - entry.at.point() < std::chrono::hours{20};
  const std::string when = today ? trf("at {}", time_of_day(entry.at.point())) : day_of(entry.at.point());
  const std::string what = entry.draft ? trf("Draft by {0}, {1}", entry.by, when) : trf("Published by {0}, {1}", entry.by, when);
  return trf("{0}. {1}, version {2}", what, language_name(entry.language), entry.version);
}

/// A row of the shelf: a press opens it, the cross asks whether to drop it.
void entry_row(const View& view, Box& area, State& state, const ShelfEntry& entry) {
  Box place;
  const std::string id = entry.language + "/" + entry.card;
  const bool both = entry.draft && entry.published;
  const std::string_view word = both ? tr("Draft over a published one") : entry.draft ? tr("Draft") : tr("Published here");
  if (card_row(area, {.id = id, .title = entry.title, .about = about_entry(view, entry), .word = word, .word_icon = entry.draft ? icon::kPencil : icon::kCheckCircle,
                      .word_tone = entry.draft ? Tone::warning : Tone::success, .room_right = kTools}, &place)) {
    open(view, state, entry.card, entry.language);
  }
  const Box tool{place.right() - kTools, place.centre().y - 18, 36, 36};
  if (!icon_button(fmt::format("{}##{}", trf("Drop {}", entry.title), id), tool, icon::kDelete, {.look = ButtonLook::ghost})) return;
  state.library.drop_open = true;
  state.library.drop_card = entry.card;
  state.library.drop_language = entry.language;
}

/// A card of the server; with several languages a press asks for one.
void library_row(const View& view, Box& area, State& state, const protocol::CardSummary& card) {
  std::string about = about_card(card);
  if (card.languages.size() > 1) {
    std::string all;
    for (const auto& language : card.languages) all += (all.empty() ? "" : ", ") + language_name(language);
    about = trf("{0}. {1}", about, all);
  }
  auto& library = state.library;
  if (card_row(area, {.id = card.id, .title = card.title, .about = about, .word = difficulty_word(card.difficulty)})) {
    if (card.languages.size() > 1 && library.filter.language.empty()) {
      library.menu_card = card.id;
      ImGui::OpenPopup("languages of the card");
    } else {
      open(view, state, card.id, library.filter.language.empty() ? language_to_open(card) : library.filter.language);
    }
  }
}

void language_menu(const View& view, State& state) {
  const auto* card = model::find_card(view.model, state.library.menu_card);
  if (!card) return;
  std::vector<Option> options;
  for (const auto& language : card->languages) options.push_back({language, language_name(language)});
  if (const auto picked = option_list("languages of the card", options, 220)) open(view, state, card->id, *picked);
}

bool fits(const ShelfEntry& entry, const CardFilter& filter) {
  if (!filter.language.empty() && entry.language != filter.language) return false;
  if (!filter.sector.empty() || filter.difficulty != 0) return false;  // the shelf does not know them
  return has_words(entry.title + ' ' + entry.card, filter.search);
}

void list(const View& view, Box inner, State& state) {
  const auto& model = view.model;
  auto& filter = state.library.filter;
  card_search(view, inner, filter);
  Scroll scroll("library", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  std::vector<const ShelfEntry*> own;
  for (const auto& [key, entry] : model.shelf) {
    if (fits(entry, filter)) own.push_back(&entry);
  }
  std::ranges::stable_sort(own, [](const auto* a, const auto* b) { return std::pair(!a->draft, b->at.point()) < std::pair(!b->draft, a->at.point()); });
  if (!own.empty()) choice_label(area, tr("Written on this server, drafts first"));
  for (const auto* entry : own) entry_row(view, area, state, *entry);
  if (!own.empty()) area.cut_top(10);
  std::size_t shown = 0;
  for (const bool warm_ups : {false, true}) {
    const auto cards = cards_found(model, filter, warm_ups);
    if (!cards.empty()) choice_label(area, warm_ups ? tr("Warm-ups") : tr("Cards to play"));
    for (const auto* card : cards) library_row(view, area, state, *card);
    shown += cards.size();
  }
  if (model.cards.empty()) {
    area.cut_top(paragraph(area, theme::kBody, palette().text3, tr("The server's own cards are listed here once you are in a class.")), 10);
  } else if (shown == 0 && own.empty()) {
    no_card_fits(area, filter);
  }
  language_menu(view, state);
  scroll.set_height(area.y - top);
}

/// What an earlier run of this program has not brought to the server.
void kept_banner(const View& view, Box& area, State& state) {
  if (state.kept_card.empty() || state.editor.open) return;
  Box row = area.cut_top(52, view.gap);
  fill(row, palette()[Tone::warning].soft, theme::kRadiusButton);
  Box inner = row.inset(16, 0);
  const float y = row.centre().y - theme::kButtonSmall / 2;
  const std::string_view go_on = tr("Go on with it"), drop = tr("Throw it away");
  const Box away = inner.cut_right(button_width(drop, theme::kButtonSmall), 8);
  const Box on = inner.cut_right(button_width(go_on, theme::kButtonSmall), 12);
  label_in(inner, theme::kBody, palette().text1, trf("This device has kept what you wrote on \"{}\" and did not save.", state.kept_card.card));
  if (button(drop, {away.x, y, away.w, theme::kButtonSmall}, {.look = ButtonLook::ghost})) state.kept_card = {};
  if (!button(go_on, {on.x, y, on.w, theme::kButtonSmall}, {})) return;
  if (auto read = author::Draft::from_yaml(state.kept_card.text); read.draft) {
    edit(state.editor, std::move(*read.draft), state.kept_card.card, state.kept_card.language, state.kept_card.base, view.now);
    state.editor.mark_unsaved();
    state.place = Place::editor;
  }
  state.kept_card = {};
}

void new_dialog(const View& view, const Box& window, State& state) {
  auto& library = state.library;
  const std::string title = std::string(tr("Title of the card"));
  Dialog dialog("New card", library.new_open, window, 560, 390, title.c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  label_in(inner.cut_top(32, 6), theme::kTitle, palette().text1, tr("A new card"));
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("It begins as a small card that can be played; you put your own words in.")), 14);
  field_label(inner.cut_top(24, 2).min(), title);
  const bool submitted = field(title, library.new_title, inner.cut_top(theme::kField, 12), {.hint = tr("The parcel that came too early"), .most_characters = 80}).submitted;
  choice_label(inner, tr("Language of the card"));
  const auto& languages = words::languages();
  choices(inner, languages.size(), [&](std::size_t i, const auto& place) {
    if (choice(languages[i].name, place(choice_width(languages[i].name, false)), library.new_language == languages[i].code)) library.new_language = languages[i].code;
  });
  Box row = inner.cut_bottom(theme::kButton);
  const std::string_view begin = tr("Begin"), cancel = tr("Cancel");
  const bool can = library.new_title.find_first_not_of(' ') != std::string::npos && !library.new_language.empty();
  const bool begun = button(begin, row.cut_left(button_width(begin, theme::kButton, true), 10), {.icon = icon::kArrowRight, .enabled = can, .icon_right = true});
  if (button(cancel, row.cut_left(button_width(cancel, theme::kButton)), {.look = ButtonLook::ghost})) library.new_open = false;
  if (!can || !(begun || submitted)) return;
  std::vector<std::string> taken;
  for (const auto& card : view.model.cards) taken.push_back(card.id);
  for (const auto& [key, entry] : view.model.shelf) taken.push_back(key.first);
  const std::string id = author::id_from(library.new_title, "card", taken);
  edit(state.editor, author::Draft::start(id, library.new_language, library.new_title), id, library.new_language, 0, view.now);
  state.editor.mark_unsaved();
  library.new_open = false;
  library.new_title.clear();
  state.place = Place::editor;
}

void import_dialog(const View& view, const Box& window, State& state) {
  auto& library = state.library;
  auto& files = state.files;
  const std::string label = std::string(tr("Path of the file"));
  Dialog dialog("Import a card", library.import_open, window, 600, 330, label.c_str());
  if (!dialog) return;
  Box inner = dialog.inner;
  label_in(inner.cut_top(32, 6), theme::kTitle, palette().text1, tr("Import a card"));
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, tr("A YAML file, as docs/writing-cards.md describes it. Comments in it are not kept.")), 14);
  field_label(inner.cut_top(24, 2).min(), label);
  const auto typed = field(label, library.import_path, inner.cut_top(theme::kField, 8), {.hint = "~/my-card.yaml", .invalid = files.failed(), .most_characters = 400});
  if (typed.changed) files = {};
  if (files.failed()) field_error(inner, sentence(files.answer->error));
  Box row = inner.cut_bottom(theme::kButton);
  const std::string_view in = tr("Import"), cancel = tr("Cancel");
  const bool can = !library.import_path.empty();
  if ((button(in, row.cut_left(button_width(in, theme::kButton, true), 10), {.icon = icon::kImport, .enabled = can}) || typed.submitted) && can) {
    files = {std::nullopt, FileReader::library};
    view.out.add(ReadFile{library.import_path});
  }
  if (button(cancel, row.cut_left(button_width(cancel, theme::kButton)), {.look = ButtonLook::ghost})) library.import_open = false;
}

/// A file that was read becomes the draft of the card that it names.
void take_file(const View& view, State& state) {
  auto& files = state.files;
  if (files.reading != FileReader::library || !files.answer || files.failed()) return;
  files.reading = FileReader::nobody;
  auto read = author::Draft::from_yaml(files.answer->text);
  if (!read.draft) {
    files.answer->error = trf("Line {0}: {1}", read.problems.front().line, read.problems.front().what);
    return;
  }
  std::string language = read.draft->text("language");
  if (language.empty()) language = "en";
  std::string id = read.draft->text("id");
  if (!author::is_id(id)) {
    id = author::id_from(read.draft->text("title"), "card", {});
    read.draft->set("id", id);
  }
  const auto* entry = entry_of(view.model, id, language);
  edit(state.editor, std::move(*read.draft), id, language, entry ? entry->version : 0, view.now);
  state.editor.mark_unsaved();
  state.library.import_open = false;
  state.place = Place::editor;
  files = {};
}

void drop_dialog(const View& view, const Box& window, State& state) {
  auto& library = state.library;
  const std::string keep = std::string(tr("Keep it"));
  Dialog dialog("Drop a card", library.drop_open, window, 540, 236, keep.c_str());
  if (!dialog) return;
  const auto* entry = entry_of(view.model, library.drop_card, library.drop_language);
  if (!entry) {
    library.drop_open = false;
    return;
  }
  Box inner = dialog.inner;
  label_in(inner.cut_top(32, 6), theme::kTitle, palette().text1, entry->draft ? tr("Throw the draft away?") : tr("Take the card back?"));
  const std::string words = entry->draft ? entry->published ? trf("What is published of \"{}\" stays.", entry->title) : trf("Nothing else is left of \"{}\".", entry->title)
                                         : trf("\"{}\" is dealt no more as it was written here; the server's own file counts again, if there is one.", entry->title);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, words), 10);
  Box row = inner.cut_bottom(theme::kButton);
  const std::string_view drop = entry->draft ? tr("Throw it away") : tr("Take it back");
  if (button(keep, row.cut_left(button_width(keep, theme::kButton), 10), {.look = ButtonLook::outline})) library.drop_open = false;
  if (!button(drop, row.cut_left(button_width(drop, theme::kButton, true)), {.icon = icon::kDelete, .look = ButtonLook::outline, .tone = Tone::danger})) return;
  view.out.send(DropCard{entry->card, entry->language, entry->version});
  library.drop_open = false;
}

void head(const View& view, Box row, State& state) {
  auto& library = state.library;
  const std::string_view fresh = tr("New card"), import = tr("Import a file"), back = tr("Back to the class");
  const float y = row.centre().y - theme::kButton / 2;
  const Box make = row.cut_right(button_width(fresh, theme::kButton, true), 10);
  if (button(fresh, {make.x, y, make.w, theme::kButton}, {.icon = icon::kPlus})) {
    library.new_open = true;
    library.new_language = words::language();
  }
  const Box file = row.cut_right(button_width(import, theme::kButton, true), 10);
  if (button(import, {file.x, y, file.w, theme::kButton}, {.icon = icon::kImport, .look = ButtonLook::outline})) {
    library.import_open = true;
    state.files = {};
  }
  if (state.editor.open) {
    const std::string_view go_on = tr("Back to the editor");
    const Box on = row.cut_right(button_width(go_on, theme::kButton, true), 10);
    if (button(go_on, {on.x, y, on.w, theme::kButton}, {.icon = icon::kPencil, .look = ButtonLook::outline})) state.place = Place::editor;
  }
  const Box home = row.cut_left(view.folded ? 44.0F : button_width(back, theme::kButton, true), 14);
  const ButtonOptions options{.icon = icon::kArrowLeft, .look = ButtonLook::ghost};
  const Box place{home.x, y, home.w, theme::kButton};
  if (view.folded ? icon_button(back, place, icon::kArrowLeft, options) : button(back, place, options)) state.place = Place::home;
  label_in(row, theme::kTitle, palette().text1, tr("Cards"));
}

}  // namespace

void library_screen(const View& view, const Box& bar, const Box& window, State& state) {
  plain_bar(view, bar, tr("Cards of this server"));
  if (follow_opening(view, state.library, state.editor)) state.place = Place::editor;
  take_file(view, state);
  Box rest = view.content;
  kept_banner(view, rest, state);
  head(view, rest.cut_top(theme::kButton, view.gap), state);
  const auto* refusal = model::refusal_of<DropCard>(view.model);
  const std::string error = !state.library.error.empty() ? state.library.error : refusal ? sentence(tr_dynamic(refusal->text)) : std::string();
  if (!error.empty()) rest.cut_top(field_error(rest, error), 10);
  list(view, panel(rest, view.folded ? 14.0F : 20.0F), state);
  new_dialog(view, window, state);
  import_dialog(view, window, state);
  drop_dialog(view, window, state);
}

}  // namespace earshot::views
