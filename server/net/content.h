// The cards, rubrics, lessons and transcripts in force, where they come from, and the versions that sessions were started with.
//
// The server's own files and what trainers have published here are settled into one shelf. Files are looked at again
// while the server runs: what changed counts from the next round on, and what broke leaves the old version in force.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/context.h"
#include "server/store/records.h"
#include "shared/base/result.h"
#include "shared/card/shelf.h"
#include "shared/transcript/load.h"
#include "shared/yaml/problem.h"

namespace earshot::net {

class ContentLibrary final : public domain::Content {
 public:
  struct Loaded {
    std::shared_ptr<ContentLibrary> library;
    std::vector<yaml::Problem> problems;  ///< of what was left out, and advice
  };
  /// Reads `folder`/cards, `folder`/lessons, `folder`/transcripts, `folder`/rubrics/listening.yaml with its translations,
  /// `folder`/meanwhile.yaml and `folder`/game.yaml, which may be missing. A broken card, lesson or transcript is left out and
  /// named; a missing or broken rubric, or no card at all, is an error: the server does not start.
  static Result<Loaded> load(const std::filesystem::path& folder);

  struct Refreshed {
    bool changed = false;
    std::vector<yaml::Problem> problems;
  };
  /// Reads the files that have changed since; cheap if none has.
  Refreshed refresh();

  /// Knows these versions too, for sessions that are still open. What no longer loads is skipped.
  void remember(const std::vector<store::ContentRecord>& stored);
  /// The source of a version in force, to be stored with what uses it; nothing if it was given before or remembered.
  std::optional<store::ContentRecord> unstored(const std::string& hash);

  // --- What trainers write ---

  /// What the store held: published cards come into force.
  void remember(const std::vector<store::AuthoredCard>& authored);
  /// A save or a drop; what is published comes into force at once. Gives what is left out of force for it: translations
  /// and episodes that no longer match.
  std::vector<yaml::Problem> put(store::AuthoredCard card);
  /// What the draft or the published one calls itself; the id if it cannot be read.
  std::string title(std::string_view id, std::string_view language) const;
  /// The draft or the published one, or null.
  const store::AuthoredCard* authored(std::string_view id, std::string_view language, bool draft) const;
  /// All of them that were not dropped, drafts and published ones, by id.
  std::vector<const store::AuthoredCard*> authored() const;
  /// The latest save or drop (its source is empty then), or null.
  const store::AuthoredCard* latest(std::string_view id, std::string_view language) const;
  /// Of the latest save or drop; 0 if there was none.
  std::uint32_t version(std::string_view id, std::string_view language) const;
  /// To work on: the draft, else the published one, else the file; nothing if there is none.
  std::optional<std::string> source_of(std::string_view id, std::string_view language) const;
  /// What keeps this text from being published as this card, beside the others of the shelf; advice is not in it.
  std::vector<yaml::Problem> check(const std::string& source, const std::string& id, const std::string& language) const;

  const std::vector<std::shared_ptr<const card::Card>>& cards() const override { return in_force_; }
  const std::vector<std::shared_ptr<const card::Card>>& translations() const override { return translations_; }
  std::shared_ptr<const rubric::Rubric> rubric() const override { return rubric_; }
  std::shared_ptr<const rubric::Rubric> rubric_in(std::string_view language) const override;
  std::shared_ptr<const card::Card> resolved(const std::string& hash, std::uint32_t variant) const override;
  std::shared_ptr<const rubric::Rubric> rubric(const std::string& hash) const override;
  const std::vector<lesson::Lesson>& lessons() const override { return lessons_; }
  const std::vector<std::shared_ptr<const transcript::Transcript>>& transcripts() const override { return transcripts_; }
  std::shared_ptr<const transcript::Transcript> transcript(const std::string& hash) const override;
  const std::vector<std::string>& meanwhile() const override { return meanwhile_; }
  const game::Rules& game() const override { return game_; }

 private:
  struct File {
    std::filesystem::file_time_type changed;
    std::uintmax_t size = 0;
    std::optional<card::Card> card;  ///< as it last was good
    friend bool operator==(const File& a, const File& b) { return a.changed == b.changed && a.size == b.size; }
  };
  using Files = std::map<std::filesystem::path, File>;
  using Key = std::tuple<std::string, std::string, bool>;

  struct Authored {
    store::AuthoredCard card;
    std::string title;
  };

  std::optional<Files> look() const;
  bool can_be_played() const;
  void read_cards(Files found, std::vector<yaml::Problem>& problems);
  bool read_rubrics(std::vector<yaml::Problem>& problems);
  void read_the_rest(std::vector<yaml::Problem>& problems);
  void read_transcripts(std::vector<yaml::Problem>& problems);
  std::vector<card::Shelved> shelf() const;
  void settle(std::vector<yaml::Problem>& problems);

  std::filesystem::path folder_;
  Files files_;                      ///< of all content, with the cards in them
  Files seen_;                       ///< as they looked last
  bool unreadable_ = false;          ///< at the last look
  std::map<Key, Authored> authored_;  ///< by id, language, draft
  std::map<std::pair<std::string, std::string>, card::Card> published_;
  std::vector<lesson::Lesson> lessons_;
  std::map<std::string, std::string> lesson_files_;  ///< by lesson id
  std::vector<std::shared_ptr<const card::Card>> in_force_;
  std::vector<std::shared_ptr<const card::Card>> translations_;
  std::shared_ptr<const rubric::Rubric> rubric_;
  std::map<std::string, std::shared_ptr<const rubric::Rubric>, std::less<>> rubrics_by_language_;
  std::map<std::string, std::shared_ptr<const card::Card>> cards_by_hash_;
  std::map<std::string, std::shared_ptr<const rubric::Rubric>> rubrics_by_hash_;
  std::vector<std::shared_ptr<const transcript::Transcript>> transcripts_;
  std::map<std::string, std::string> transcript_files_;  ///< of those in force, by hash
  std::map<std::string, std::shared_ptr<const transcript::Transcript>> transcripts_by_hash_;
  std::vector<std::string> meanwhile_;
  game::Rules game_;
  std::set<std::string> stored_;
  /// Filled in once per version and variant: sessions share one card.
  mutable std::map<std::pair<std::string, std::uint32_t>, std::shared_ptr<const card::Card>> resolved_;
};

}  // namespace earshot::net
