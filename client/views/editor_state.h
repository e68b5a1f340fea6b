// What the trainer's shelf of cards and the card editor hold of their own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "client/author/check.h"
#include "client/author/draft.h"
#include "client/author/rehearsal.h"
#include "client/views/card_filter.h"
#include "shared/base/clock.h"

namespace earshot::views {

/// What this device knows of a file that was read or written for a person; put here by whoever carries out the action.
struct FileAnswer {
  std::string path;
  std::string text;   ///< that was read
  std::string error;  ///< why it was not done; empty: it was
  bool exists = false;  ///< it was not written, since there is one already
  bool wrote = false;
};

enum class FileReader : std::uint8_t { nobody, library, editor };
struct FileState {
  std::optional<FileAnswer> answer;
  FileReader reading = FileReader::nobody;  ///< for whom a file is being read
  bool failed() const { return answer && !answer->error.empty(); }
};

/// A draft as this device keeps it between runs, until the server has it.
struct KeptDraft {
  std::string card, language;
  std::uint32_t base = 0;
  std::string text;
  bool empty() const { return text.empty(); }
  friend bool operator==(const KeptDraft&, const KeptDraft&) = default;
};

struct LibraryState {
  CardFilter filter;
  std::string opening_card, opening_language;  ///< asked for, and awaited
  std::string error;
  bool new_open = false;
  std::string new_title, new_language;
  bool import_open = false;
  std::string import_path;
  bool drop_open = false;
  std::string drop_card, drop_language;
  std::string menu_card;  ///< whose languages are offered
};

/// Two trainers work on one card: what is known of the other one's.
struct CardConflict {
  std::string by;   ///< empty: the card was dropped
  TimePoint at{};
  std::uint32_t version = 0;
};

/// A card put aside while another version of it is looked at.
struct AsideDraft {
  author::Draft draft;
  std::uint32_t base = 0;
};

struct RehearsalState {
  author::Rehearsal rehearsal;
  std::string customer, agent;  ///< being typed
};

struct EditorState {
  bool open = false;
  int serial = 0;              ///< of cards that were opened, so that each begins at its top
  std::string card, language;  ///< under which it is stored
  std::uint32_t base = 0;      ///< the server's version it was made from
  author::Draft draft;

  std::uint64_t checked_revision = 0;
  bool check_again = false;  ///< it is another draft now
  std::optional<author::Checked> checked;

  // Saving.
  std::uint64_t saved_revision = 0;  ///< of the draft, as the server has it
  TimePoint saved_at{};              ///< when it was saved or opened last
  TimePoint changed_at{};            ///< first change since
  bool published = false;            ///< what was saved last was published
  enum class Sent : std::uint8_t { nothing, draft, published };
  Sent sent = Sent::nothing;  ///< its answer is awaited
  std::uint64_t sent_revision = 0;
  std::string save_error;
  std::optional<CardConflict> conflict;
  std::optional<AsideDraft> mine;  ///< while theirs is looked at
  bool fetching_theirs = false;

  // Looking.
  std::size_t tab = 0;
  std::string open_item;  ///< path of the item whose details are shown
  std::optional<std::size_t> feeling;  ///< whose details are shown
  std::size_t variant_tab = 0;
  CardFilter first_card;  ///< while the card before a follow-up is chosen
  std::map<std::string, std::string> new_words;  ///< typed and not added yet, by list
  std::size_t preview_side = 0, preview_variant = 0;
  bool preview_open = false;   ///< on a folded screen, in place of the form
  bool problems_open = false;  ///< on a folded screen
  std::optional<author::Path> show;  ///< a field to go to
  int show_frames = 0;

  bool leaving = false;  ///< the question is open
  bool close_when_saved = false;
  bool close = false;  ///< with the next frame
  bool files_open = false;
  std::string file_path;
  std::optional<RehearsalState> rehearsal;

  /// The server does not have what the draft holds.
  void mark_unsaved() { saved_revision = draft.revision() - 1; }
  bool dirty() const { return open && draft.revision() != saved_revision; }
};

}  // namespace earshot::views
