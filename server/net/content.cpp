#include "server/net/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "server/domain/project.h"
#include "shared/base/text.h"
#include "shared/lesson/load.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::net {
namespace {

bool fits_message(const protocol::ServerMessage& message) {
  protocol::Bytes bytes;
  protocol::encode(message, bytes);
  return bytes.size() <= protocol::limits::kMessageBytes;
}

constexpr std::size_t kMeanwhileBytes = 16 * 1024;
constexpr std::size_t kMeanwhileCharacters = 300;

/// A list of texts under `meanwhile`; what cannot be used is left out and named. Nothing if the file is broken.
std::optional<std::vector<std::string>> load_meanwhile(const std::filesystem::path& path, std::vector<yaml::Problem>& problems) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::vector<std::string>{};
  const auto bytes = yaml::read_file(path.string(), kMeanwhileBytes, problems);
  if (!bytes) return {};
  auto parsed = yaml::parse(*bytes, path.string(), kMeanwhileBytes);
  std::ranges::move(parsed.problems, std::back_inserter(problems));
  if (!parsed.root) return {};
  const yaml::Node* list = parsed.root->kind == yaml::Node::Kind::map ? parsed.root->find("meanwhile") : nullptr;
  if (!list || list->kind != yaml::Node::Kind::list) {
    problems.push_back({path.string(), 1, 1, "there is no list of exercises", "write them as a list under 'meanwhile:'", yaml::Severity::error});
    return {};
  }
  std::vector<std::string> texts;
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

/// What a draft calls itself, as far as it can be read.
std::string title_of(const store::AuthoredCard& card) {
  const auto parsed = yaml::parse(card.source, card.id, protocol::limits::kCardBytes);
  const yaml::Node* title = parsed.root && parsed.root->kind == yaml::Node::Kind::map ? parsed.root->find("title") : nullptr;
  if (!title || title->kind != yaml::Node::Kind::text) return card.id;
  const std::string line = yaml::one_line(title->text);
  return line.empty() ? card.id : std::string(text::first(line, protocol::limits::kClassNameCharacters));
}

/// Ids, focus and order are those of the original: a rating does not depend on the language it was given in.
bool matches(const rubric::Rubric& original, const rubric::Rubric& translation) {
  const auto ids = [](const std::vector<rubric::Criterion>& criteria) {
    std::vector<std::string> all;
    for (const auto& criterion : criteria) all.push_back(criterion.id);
    return all;
  };
  const auto focus = [](const rubric::Rubric& rubric) {
    std::vector<std::vector<std::string>> all;
    for (const auto& set : rubric.focus_sets) all.push_back(set.criteria);
    return all;
  };
  return ids(original.criteria) == ids(translation.criteria) && ids(original.customer_criteria) == ids(translation.customer_criteria) &&
         focus(original) == focus(translation);
}

std::string all_of(const std::vector<yaml::Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += "\n  " + problem.to_string();
  return text;
}

}  // namespace

Result<ContentLibrary::Loaded> ContentLibrary::load(const std::filesystem::path& folder) {
  Loaded loaded{std::make_shared<ContentLibrary>(), {}};
  ContentLibrary& library = *loaded.library;
  library.folder_ = folder;
  if (!library.read_rubrics(loaded.problems)) {
    return fail("the rubric cannot be used" + all_of(loaded.problems), (folder / "rubrics" / "listening.yaml").string());
  }
  library.read_cards(library.look().value_or(Files{}), loaded.problems);
  if (!library.can_be_played()) {
    return fail("there is no card that can be played" + all_of(loaded.problems), (folder / "cards").string());
  }
  library.read_the_rest(loaded.problems);
  return loaded;
}

ContentLibrary::Refreshed ContentLibrary::refresh() {
  Refreshed refreshed;
  auto found = look();
  if (!found) {
    // Perhaps it is being replaced just now. What cannot be seen is not gone.
    if (!std::exchange(unreadable_, true)) {
      refreshed.problems.push_back({folder_.string(), 0, 0, "the folder cannot be read, so all stays as it was", "check its name and its rights", yaml::Severity::error});
    }
    return refreshed;
  }
  unreadable_ = false;
  if (*found == seen_) return refreshed;
  refreshed.changed = true;
  read_rubrics(refreshed.problems);
  read_cards(std::move(*found), refreshed.problems);
  read_the_rest(refreshed.problems);
  return refreshed;
}

/// The files there are and how they look from outside; nothing if not all could be looked at.
std::optional<ContentLibrary::Files> ContentLibrary::look() const {
  Files files;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != ".yaml") continue;
    std::error_code gone;  // it may go while we look
    File file;
    file.changed = entry->last_write_time(gone);
    if (!gone) file.size = entry->file_size(gone);
    if (!gone) files.emplace(entry->path(), std::move(file));
  }
  if (error) return std::nullopt;
  return files;
}

bool ContentLibrary::can_be_played() const {
  return std::ranges::any_of(in_force_, [](const auto& card) { return !card->warm_up; });
}

void ContentLibrary::read_cards(Files found, std::vector<yaml::Problem>& problems) {
  const auto folder = folder_ / "cards";
  const Files before = files_;
  seen_ = found;
  for (const auto& path : card::card_files(folder, problems)) {
    const auto file = found.find(path);
    if (file == found.end()) continue;  // it came just now: the next look finds it
    const auto known = files_.find(path);
    if (known != files_.end() && known->second == file->second) {
      file->second.card = std::move(known->second.card);
      continue;
    }
    auto outcome = card::load_file(path);
    std::ranges::move(outcome.problems, std::back_inserter(problems));
    if (outcome.card) {
      std::ranges::move(card::check_place(*outcome.card, path, folder), std::back_inserter(problems));
      file->second.card = std::move(outcome.card);
    } else if (known != files_.end()) {
      file->second.card = std::move(known->second.card);  // the old version stays
    }
  }
  files_ = std::move(found);
  settle(problems);
  if (can_be_played() || before.empty()) return;
  problems.push_back({folder.string(), 0, 0, "no card is left that can be played, so all stays as it was", "put the cards back", yaml::Severity::error});
  files_ = before;
  std::vector<yaml::Problem> said_before;
  settle(said_before);
}

bool ContentLibrary::read_rubrics(std::vector<yaml::Problem>& problems) {
  const auto keep = [&](rubric::Rubric&& rubric) {
    auto shared = std::make_shared<const rubric::Rubric>(std::move(rubric));
    rubrics_by_hash_[shared->hash] = shared;
    return shared;
  };
  const auto file = folder_ / "rubrics" / "listening.yaml";
  auto original = rubric::load_file(file);
  std::ranges::move(original.problems, std::back_inserter(problems));
  if (original.rubric && !fits_message(domain::rubric_shown(*original.rubric))) {
    problems.push_back({file.string(), 0, 0, "the rubric's texts do not fit one message", "shorten the levels", yaml::Severity::error});
    original.rubric.reset();
  }
  if (!original.rubric) return false;
  rubric_ = keep(std::move(*original.rubric));

  const auto before = std::exchange(rubrics_by_language_, {});
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_ / "rubrics", error), end; !error && entry != end; entry.increment(error)) {
    const auto translated = entry->path() / "listening.yaml";
    std::error_code gone;
    if (!entry->is_directory(gone) || !std::filesystem::exists(translated, gone)) continue;
    const std::string language = entry->path().filename().string();
    auto outcome = rubric::load_file(translated);
    std::ranges::move(outcome.problems, std::back_inserter(problems));
    if (outcome.rubric && matches(*rubric_, *outcome.rubric) && fits_message(domain::rubric_shown(*outcome.rubric))) {
      rubrics_by_language_[language] = keep(std::move(*outcome.rubric));
      continue;
    }
    if (outcome.rubric) {
      problems.push_back({translated.string(), 0, 0, "this translation has other criteria or focus sets than the original, or does not fit one message",
                          "bring both to the same ids and order", yaml::Severity::error});
    }
    const auto old = before.find(language);
    if (old != before.end() && matches(*rubric_, *old->second)) rubrics_by_language_.insert(*old);
  }
  return true;
}

void ContentLibrary::read_the_rest(std::vector<yaml::Problem>& problems) {
  lesson::Known known{{}, rubric_.get()};
  for (const auto& card : in_force_) known.cards.push_back(card.get());
  auto read = lesson::load_folder(folder_ / "lessons", known);
  // A lesson that broke stays as it was while its file is there.
  for (lesson::Lesson& old : lessons_) {
    const bool there = std::ranges::any_of(read.lessons, [&](const lesson::Lesson& lesson) { return lesson.plan.id == old.plan.id; });
    const bool broken = std::ranges::any_of(read.problems, [&](const yaml::Problem& problem) {
      return problem.severity == yaml::Severity::error && problem.file == lesson_files_[old.plan.id];
    });
    if (there || !broken) continue;
    read.files[old.plan.id] = lesson_files_[old.plan.id];
    read.lessons.push_back(std::move(old));
  }
  std::ranges::sort(read.lessons, {}, [](const lesson::Lesson& lesson) { return lesson.plan.id; });
  std::ranges::move(read.problems, std::back_inserter(problems));
  lessons_ = std::move(read.lessons);
  lesson_files_ = std::move(read.files);
  if (auto texts = load_meanwhile(folder_ / "meanwhile.yaml", problems)) meanwhile_ = std::move(*texts);
  if (std::error_code error; std::filesystem::exists(folder_ / "game.yaml", error)) {
    auto outcome = game::load_file(folder_ / "game.yaml");
    std::ranges::move(outcome.problems, std::back_inserter(problems));
    if (outcome.rules) game_ = std::move(*outcome.rules);
  }
  read_transcripts(problems);
}

void ContentLibrary::read_transcripts(std::vector<yaml::Problem>& problems) {
  if (!rubric_) return;  // nothing to rate a talk by
  auto read = transcript::load_folder(folder_ / "transcripts", *rubric_);
  // One that broke stays as it was while its file is there.
  for (const auto& old : transcripts_) {
    const std::string& file = transcript_files_.at(old->hash);
    const bool there = std::ranges::any_of(read.transcripts, [&](const transcript::Transcript& other) { return other.id == old->id && other.language == old->language; });
    const bool broken = std::ranges::any_of(read.problems, [&](const yaml::Problem& problem) { return problem.severity == yaml::Severity::error && problem.file == file; });
    if (there || !broken) continue;
    read.files[old->hash] = file;
    read.transcripts.push_back(*old);
  }
  transcript::in_order(read.transcripts);
  std::ranges::move(read.problems, std::back_inserter(problems));
  transcript_files_ = std::move(read.files);
  transcripts_.clear();
  for (transcript::Transcript& transcript : read.transcripts) {
    // A class that rates one holds it, so an unchanged one stays the same object.
    auto& known = transcripts_by_hash_[transcript.hash];
    if (!known) known = std::make_shared<const transcript::Transcript>(std::move(transcript));
    transcripts_.push_back(known);
  }
  std::erase_if(transcripts_by_hash_, [&](const auto& entry) { return entry.second.use_count() == 1 && !stored_.contains(entry.first); });
}

/// Everything that is to be settled: the files, but what trainers have published goes before the file it replaces.
std::vector<card::Shelved> ContentLibrary::shelf() const {
  std::vector<card::Shelved> shelf;
  for (const auto& [key, card] : published_) shelf.push_back({card, fmt::format("published {}/{}", key.second, key.first)});
  for (const auto& [path, file] : files_) {
    if (file.card && !published_.contains({file.card->id, file.card->language})) shelf.push_back({*file.card, path.string()});
  }
  return shelf;
}

void ContentLibrary::settle(std::vector<yaml::Problem>& problems) {
  auto settled = card::settle(shelf());
  std::ranges::move(settled.problems, std::back_inserter(problems));
  in_force_.clear();
  translations_.clear();
  for (card::Card& card : settled.cards) {
    // Sessions hold the card itself, so an unchanged one stays the same object.
    auto& known = cards_by_hash_[card.hash];
    if (!known) known = std::make_shared<const card::Card>(std::move(card));
    const bool first = in_force_.empty() || in_force_.back()->id != known->id;
    (first ? in_force_ : translations_).push_back(known);
  }
  // Lists show role-plays first: whoever takes the first card does not mean one to warm up.
  std::ranges::stable_partition(in_force_, [](const auto& card) { return !card->warm_up; });
  // What was never played and is in force no more is nobody's.
  std::erase_if(cards_by_hash_, [&](const auto& entry) { return entry.second.use_count() == 1 && !stored_.contains(entry.first); });
  std::erase_if(resolved_, [&](const auto& entry) { return entry.second.use_count() == 1 && !cards_by_hash_.contains(entry.first.first); });
}

std::shared_ptr<const rubric::Rubric> ContentLibrary::rubric_in(std::string_view language) const {
  auto found = rubrics_by_language_.find(language);
  if (found == rubrics_by_language_.end()) found = rubrics_by_language_.find(card::main_language(language));
  return found == rubrics_by_language_.end() ? rubric_ : found->second;
}

// --- What trainers write --------------------------------------------------------------------------------------------

void ContentLibrary::remember(const std::vector<store::AuthoredCard>& authored) {
  for (const store::AuthoredCard& card : authored) {
    authored_[{card.id, card.language, card.draft}] = {card, title_of(card)};
    if (card.draft || card.source.empty()) continue;
    if (auto outcome = card::load(card.source, card.id); outcome.card) published_[{card.id, card.language}] = std::move(*outcome.card);
  }
  std::vector<yaml::Problem> said_when_published;
  settle(said_when_published);
  read_the_rest(said_when_published);  // lessons name cards
}

std::vector<yaml::Problem> ContentLibrary::put(store::AuthoredCard card) {
  const std::pair key{card.id, card.language};
  const bool draft = card.draft;
  const std::string source = card.source;
  Authored& kept = authored_[{card.id, card.language, draft}];
  kept.title = title_of(card);
  kept.card = std::move(card);
  if (draft) return {};
  published_.erase(key);
  if (!source.empty()) {
    if (auto outcome = card::load(source, key.first); outcome.card) published_[key] = std::move(*outcome.card);
  }
  std::vector<yaml::Problem> problems;
  settle(problems);
  read_the_rest(problems);  // lessons name cards
  std::erase_if(problems, [](const yaml::Problem& problem) { return problem.severity == yaml::Severity::advice; });
  return problems;
}

std::string ContentLibrary::title(std::string_view id, std::string_view language) const {
  for (const bool draft : {true, false}) {
    const auto found = authored_.find({std::string(id), std::string(language), draft});
    if (found != authored_.end() && !found->second.card.source.empty()) return found->second.title;
  }
  return std::string(id);
}

const store::AuthoredCard* ContentLibrary::authored(std::string_view id, std::string_view language, bool draft) const {
  const auto found = authored_.find({std::string(id), std::string(language), draft});
  return found == authored_.end() || found->second.card.source.empty() ? nullptr : &found->second.card;
}

std::vector<const store::AuthoredCard*> ContentLibrary::authored() const {
  std::vector<const store::AuthoredCard*> all;
  for (const auto& [key, authored] : authored_) {
    if (!authored.card.source.empty()) all.push_back(&authored.card);
  }
  return all;
}

const store::AuthoredCard* ContentLibrary::latest(std::string_view id, std::string_view language) const {
  const store::AuthoredCard* latest = nullptr;
  // Publishing a draft drops it under the same version: then the published one is the latest.
  for (const bool draft : {false, true}) {
    const auto found = authored_.find({std::string(id), std::string(language), draft});
    if (found != authored_.end() && (!latest || found->second.card.version > latest->version)) latest = &found->second.card;
  }
  return latest;
}

std::uint32_t ContentLibrary::version(std::string_view id, std::string_view language) const {
  const store::AuthoredCard* found = latest(id, language);
  return found ? found->version : 0;
}

std::optional<std::string> ContentLibrary::source_of(std::string_view id, std::string_view language) const {
  for (const bool draft : {true, false}) {
    if (const auto* found = authored(id, language, draft)) return found->source;
  }
  for (const auto& [path, file] : files_) {
    if (file.card && file.card->id == id && file.card->language == language) return file.card->source;
  }
  return {};
}

std::vector<yaml::Problem> ContentLibrary::check(const std::string& source, const std::string& id, const std::string& language) const {
  auto outcome = card::load(source, id);
  auto& problems = outcome.problems;
  if (outcome.card && (outcome.card->id != id || outcome.card->language != language)) {
    problems.push_back({id, 1, 1, fmt::format("the text is of {}/{}", outcome.card->language, outcome.card->id),
                        fmt::format("give it the id '{}' and the language '{}'", id, language), yaml::Severity::error});
  } else if (outcome.card) {
    auto all = shelf();
    std::erase_if(all, [&](const card::Shelved& shelved) { return shelved.card.id == id && shelved.card.language == language; });
    all.push_back({std::move(*outcome.card), id});
    for (yaml::Problem& problem : card::settle(std::move(all)).problems) {
      if (problem.file == id) problems.push_back(std::move(problem));
    }
  }
  std::erase_if(problems, [](const yaml::Problem& problem) { return problem.severity == yaml::Severity::advice; });
  return problems;
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
  // Their criteria are those of a rubric that may be another one by now.
  for (const store::ContentRecord& record : stored) {
    if (record.kind != "transcript" || transcripts_by_hash_.contains(record.hash)) continue;
    for (const auto& [hash, rubric] : rubrics_by_hash_) {
      auto outcome = transcript::load(record.source, record.id, *rubric);
      if (!outcome.transcript) continue;
      transcripts_by_hash_[record.hash] = std::make_shared<const transcript::Transcript>(std::move(*outcome.transcript));
      break;
    }
  }
}

std::optional<store::ContentRecord> ContentLibrary::unstored(const std::string& hash) {
  if (!stored_.insert(hash).second) return {};
  if (const auto card = cards_by_hash_.find(hash); card != cards_by_hash_.end()) {
    return store::ContentRecord{hash, "card", card->second->id, card->second->source};
  }
  if (const auto found = transcripts_by_hash_.find(hash); found != transcripts_by_hash_.end()) {
    return store::ContentRecord{hash, "transcript", found->second->id, found->second->source};
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

std::shared_ptr<const transcript::Transcript> ContentLibrary::transcript(const std::string& hash) const {
  const auto found = transcripts_by_hash_.find(hash);
  if (found == transcripts_by_hash_.end()) throw std::runtime_error(fmt::format("no stored transcript has the hash {}", hash));
  return found->second;
}

std::shared_ptr<const rubric::Rubric> ContentLibrary::rubric(const std::string& hash) const {
  const auto found = rubrics_by_hash_.find(hash);
  if (found == rubrics_by_hash_.end()) throw std::runtime_error(fmt::format("no stored rubric has the hash {}", hash));
  return found->second;
}

}  // namespace earshot::net
