// The cards of a folder, and what can only be said of them together: ids, translations, follow-up episodes.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "shared/card/load.h"

namespace earshot::card {

/// The language whose cards the others are translations of, where there is one.
inline constexpr std::string_view kFirstLanguage = "en";

struct FolderOutcome {
  std::vector<Card> cards;  ///< by id, the original before its translations
  std::vector<Problem> problems;
};

/// A loaded card, and what problems call the place it came from.
struct Shelved {
  Card card;
  std::string file;
};

/// What of these can stand side by side: leaves out the second of two cards with one id and language, a translation that
/// does not match its original, and a follow-up episode of a card that is not there.
FolderOutcome settle(std::vector<Shelved> shelf);

/// All *.yaml of a folder and of the folders in it, one for each language (`cards/en/x.yaml`). A broken card is left
/// out and its problems say so; what is left is settled.
FolderOutcome load_folder(const std::filesystem::path& folder);

/// The files that load_folder reads, in order.
std::vector<std::filesystem::path> card_files(const std::filesystem::path& folder, std::vector<Problem>& problems);

/// Whether the file stands where the card's language and id say; `folder` is that of all cards.
std::vector<Problem> check_place(const Card& card, const std::filesystem::path& file, const std::filesystem::path& folder);

/// What a translation and its original must have in common: ids, rules, triggers, counts, minutes. Errors where play
/// would differ; advice on texts that still are the original's. Placed in the translation, whose `source` it reads.
std::vector<Problem> compare(const Card& original, const Card& translation, const std::string& file);

/// A follow-up and the card it continues: the same variants. Placed in the follow-up.
std::vector<Problem> compare_episode(const Card* first, const Card& follow_up, const std::string& file);

/// The card to play with this id: in the language, else the original; null if there is none.
const Card* find(std::span<const Card> cards, std::string_view id, std::string_view language = {});

}  // namespace earshot::card
