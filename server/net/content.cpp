#include "server/net/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "server/domain/project.h"
#include "shared/base/text.h"
#include "shared/card/shelf.h"
#include "shared/lesson/load.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "shared/yaml/document.h"

namespace earshot::net {
namespace {

bool fits_message(const protocol::ServerMessage& message) {
  protocol::Bytes bytes;
  protocol::encode(message, bytes);
  return bytes.size() <= protocol::limits::kMessageBytes;
}

constexpr std::size_t kMeanwhileBytes = 16 * 1024;
constexpr std::size_t kMeanwhileCharacters = 300;

/// A list of texts under `meanwhile`; what cannot be used is left out and named.
std::vector<std::string> load_meanwhile(const std::filesystem::path& path, std::vector<yaml::Problem>& problems) {
  if (!std::filesystem::exists(path)) return {};
  const auto bytes = yaml::read_file(path.string(), kMeanwhileBytes, problems);
  if (!bytes) return {};
  auto parsed = yaml::parse(*bytes, path.string(), kMeanwhileBytes);
  std::ranges::move(parsed.problems, std::back_inserter(problems));
  const yaml::Node* list = parsed.root ? parsed.root->find("meanwhile") : nullptr;
  std::vector<std::string> texts;
  if (!list) return texts;
  for (const yaml::Node& item : list->items) {
    if (item.kind == yaml::Node::Kind::text && text::length(item.text) <= kMeanwhileCharacters) {
      texts.push_back(item.text);
    } else {
      problems.push_back({path.string(), item.line, item.column, "this exercise is left out",
                          fmt::format("write a text of at most {} characters", kMeanwhileCharacters), yaml::Severity::advice});
    }
  }
  return texts;
}

}  // namespace

Result<ContentLibrary::Loaded> ContentLibrary::load(const std::filesystem::path& folder) {
  const auto rubric_file = folder / "rubrics" / "listening.yaml";
  auto rubric_loaded = rubric::load_file(rubric_file);
  Loaded loaded{std::make_shared<ContentLibrary>(), std::move(rubric_loaded.problems)};
  ContentLibrary& library = *loaded.library;
  if (!rubric_loaded.rubric) {
    std::string text = "the rubric cannot be used";
    for (const auto& problem : loaded.problems) text += "\n  " + problem.to_string();
    return fail(text, rubric_file.string());
  }
  library.rubric_ = std::make_shared<const rubric::Rubric>(std::move(*rubric_loaded.rubric));
  library.rubrics_by_hash_[library.rubric_->hash] = library.rubric_;
  if (!fits_message(domain::rubric_shown(*library.rubric_))) {
    return fail("the rubric's texts do not fit one message; shorten the levels", rubric_file.string());
  }

  auto cards = card::load_folder(folder / "cards");
  std::ranges::move(cards.problems, std::back_inserter(loaded.problems));
  for (card::Card& card : cards.cards) {
    auto shared = std::make_shared<const card::Card>(std::move(card));
    library.cards_by_hash_[shared->hash] = shared;
    library.in_force_.push_back(std::move(shared));
  }
  if (std::ranges::all_of(library.in_force_, [](const auto& card) { return card->warm_up; })) {
    std::string text = "there is no card that can be played";
    for (const auto& problem : loaded.problems) text += "\n  " + problem.to_string();
    return fail(text, (folder / "cards").string());
  }
  // Lists show role-plays first: whoever takes the first card does not mean one to warm up.
  std::ranges::stable_partition(library.in_force_, [](const auto& card) { return !card->warm_up; });
  lesson::Known known{{}, library.rubric_.get()};
  for (const auto& card : library.in_force_) known.cards.push_back(card.get());
  auto lessons = lesson::load_folder(folder / "lessons", known);
  std::ranges::move(lessons.problems, std::back_inserter(loaded.problems));
  library.lessons_ = std::move(lessons.lessons);
  library.meanwhile_ = load_meanwhile(folder / "meanwhile.yaml", loaded.problems);
  return loaded;
}

void ContentLibrary::remember(const std::vector<store::ContentRecord>& stored) {
  for (const store::ContentRecord& record : stored) {
    stored_.insert(record.hash);
    if (record.kind == "card" && !cards_by_hash_.contains(record.hash)) {
      if (auto outcome = card::load(record.source, record.id); outcome.card) {
        cards_by_hash_[record.hash] = std::make_shared<const card::Card>(std::move(*outcome.card));
      }
    } else if (record.kind == "rubric" && !rubrics_by_hash_.contains(record.hash)) {
      if (auto outcome = rubric::load(record.source, record.id); outcome.rubric) {
        rubrics_by_hash_[record.hash] = std::make_shared<const rubric::Rubric>(std::move(*outcome.rubric));
      }
    }
  }
}

std::optional<store::ContentRecord> ContentLibrary::unstored(const std::string& hash) {
  if (!stored_.insert(hash).second) return {};
  if (const auto card = cards_by_hash_.find(hash); card != cards_by_hash_.end()) {
    return store::ContentRecord{hash, "card", card->second->id, card->second->source};
  }
  const auto found = rubric(hash);
  return store::ContentRecord{hash, "rubric", found->id, found->source};
}

std::shared_ptr<const card::Card> ContentLibrary::resolved(const std::string& hash, std::uint32_t variant) const {
  auto& entry = resolved_[{hash, variant}];
  if (!entry) {
    const auto found = cards_by_hash_.find(hash);
    if (found == cards_by_hash_.end()) throw std::runtime_error(fmt::format("no stored card has the hash {}", hash));
    entry = std::make_shared<const card::Card>(card::resolve(*found->second, variant));
  }
  return entry;
}

std::shared_ptr<const rubric::Rubric> ContentLibrary::rubric(const std::string& hash) const {
  const auto found = rubrics_by_hash_.find(hash);
  if (found == rubrics_by_hash_.end()) throw std::runtime_error(fmt::format("no stored rubric has the hash {}", hash));
  return found->second;
}

}  // namespace earshot::net
