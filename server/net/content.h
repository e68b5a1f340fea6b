// The cards and the rubric in force, and the versions that sessions were started with.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/domain/context.h"
#include "server/store/records.h"
#include "shared/base/result.h"
#include "shared/yaml/problem.h"

namespace earshot::net {

class ContentLibrary final : public domain::Content {
 public:
  struct Loaded {
    std::shared_ptr<ContentLibrary> library;
    std::vector<yaml::Problem> problems;  ///< of cards that were left out, and advice
  };
  /// Reads `folder`/cards, `folder`/lessons, `folder`/rubrics/listening.yaml and `folder`/meanwhile.yaml, which may be
  /// missing. A broken card or lesson is left out and named; a missing or broken rubric, or no card at all, is an error:
  /// the server does not start.
  static Result<Loaded> load(const std::filesystem::path& folder);

  /// Knows these versions too, for sessions that are still open. What no longer loads is skipped.
  void remember(const std::vector<store::ContentRecord>& stored);

  /// The source of a version in force, to be stored with what uses it; nothing if it was given before or remembered.
  std::optional<store::ContentRecord> unstored(const std::string& hash);

  const std::vector<std::shared_ptr<const card::Card>>& cards() const override { return in_force_; }
  std::shared_ptr<const rubric::Rubric> rubric() const override { return rubric_; }
  std::shared_ptr<const card::Card> resolved(const std::string& hash, std::uint32_t variant) const override;
  std::shared_ptr<const rubric::Rubric> rubric(const std::string& hash) const override;
  const std::vector<lesson::Lesson>& lessons() const override { return lessons_; }
  const std::vector<std::string>& meanwhile() const override { return meanwhile_; }

 private:
  std::vector<lesson::Lesson> lessons_;
  std::vector<std::shared_ptr<const card::Card>> in_force_;
  std::shared_ptr<const rubric::Rubric> rubric_;
  std::map<std::string, std::shared_ptr<const card::Card>> cards_by_hash_;
  std::map<std::string, std::shared_ptr<const rubric::Rubric>> rubrics_by_hash_;
  std::vector<std::string> meanwhile_;
  std::set<std::string> stored_;
  /// Filled in once per version and variant: sessions share one card.
  mutable std::map<std::pair<std::string, std::uint32_t>, std::shared_ptr<const card::Card>> resolved_;
};

}  // namespace earshot::net
