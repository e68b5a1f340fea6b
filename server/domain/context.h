// What a decision may look at beside the state: the time, the content, who is connected, and chance.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/domain/events.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/random.h"
#include "shared/card/card.h"
#include "shared/game/rules.h"
#include "shared/lesson/lesson.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/validate.h"
#include "shared/rubric/rubric.h"
#include "shared/transcript/transcript.h"
#include <tl/expected.hpp>

namespace earshot::domain {

using protocol::Refusal;

/// Events, or why not. An intent that changes nothing (said before, or too late to matter) gives no events.
using Decision = tl::expected<Events, Refusal>;

inline tl::unexpected<Refusal> refuse(Why why, std::string text, std::string field = {}) {
  return tl::unexpected<Refusal>(Refusal{why, std::move(text), std::move(field)});
}

/// The cards and rubrics in force, and those that a running session was started with.
class Content {
 public:
  virtual ~Content() = default;
  /// Cards in force, by id, each in its original language.
  virtual const std::vector<std::shared_ptr<const card::Card>>& cards() const = 0;
  /// Cards in force in other languages.
  virtual const std::vector<std::shared_ptr<const card::Card>>& translations() const {
    static const std::vector<std::shared_ptr<const card::Card>> none;
    return none;
  }
  /// The rubric in force.
  virtual std::shared_ptr<const rubric::Rubric> rubric() const = 0;
  /// The same in this language, or as it is where it is not translated. Ids are the same.
  virtual std::shared_ptr<const rubric::Rubric> rubric_in([[maybe_unused]] std::string_view language) const { return rubric(); }
  /// By content hash, with a variant filled in (`variant` counts from 0). Never null for a hash the journal names;
  /// throws std::runtime_error if the store has lost it.
  virtual std::shared_ptr<const card::Card> resolved(const std::string& hash, std::uint32_t variant) const = 0;
  virtual std::shared_ptr<const rubric::Rubric> rubric(const std::string& hash) const = 0;

  /// The lessons that a trainer can pick, by id.
  virtual const std::vector<lesson::Lesson>& lessons() const {
    static const std::vector<lesson::Lesson> none;
    return none;
  }
  /// What the game pays and wants; empty where there is no game.yaml.
  virtual const game::Rules& game() const {
    static const game::Rules none;
    return none;
  }
  /// Recorded talks to rate together, by id, each original before its translations.
  virtual const std::vector<std::shared_ptr<const transcript::Transcript>>& transcripts() const {
    static const std::vector<std::shared_ptr<const transcript::Transcript>> none;
    return none;
  }
  /// By content hash, as `resolved`: never null for a hash the journal names; throws std::runtime_error if it is lost.
  virtual std::shared_ptr<const transcript::Transcript> transcript(const std::string& hash) const = 0;
  /// Short exercises for people who wait.
  virtual const std::vector<std::string>& meanwhile() const = 0;

  /// The card in force with this id, or null.
  std::shared_ptr<const card::Card> find(std::string_view id) const {
    for (const auto& card : cards()) {
      if (card->id == id) return card;
    }
    return nullptr;
  }
  /// The same in this language, else in another country's form of it ("de-AT" finds "de"), else as it is. A translation
  /// has the same facts, beats and variants.
  std::shared_ptr<const card::Card> find(std::string_view id, std::string_view language) const {
    auto card = find(id);
    if (!card || card->language == language) return card;
    const std::string_view main = card::main_language(language);
    for (const auto& translation : translations()) {
      if (translation->id != id) continue;
      if (translation->language == language) return translation;
      if (card::main_language(translation->language) == main && card::main_language(card->language) != main) card = translation;
    }
    return card;
  }
  /// The talk in force with this id, in this language as with cards, else as it is; null if there is none.
  std::shared_ptr<const transcript::Transcript> find_transcript(std::string_view id, std::string_view language = {}) const {
    std::shared_ptr<const transcript::Transcript> found;
    const std::string_view main = card::main_language(language);
    for (const auto& transcript : transcripts()) {
      if (transcript->id != id) continue;
      if (transcript->language == language) return transcript;
      const bool nearer = found && card::main_language(transcript->language) == main && card::main_language(found->language) != main;
      if (!found || nearer) found = transcript;
    }
    return found;
  }
  const lesson::Lesson* find_lesson(std::string_view id) const {
    for (const lesson::Lesson& lesson : lessons()) {
      if (lesson.plan.id == id) return &lesson;
    }
    return nullptr;
  }
};

/// Names are kept apart from the journal, so that a person can be forgotten.
class People {
 public:
  virtual ~People() = default;
  virtual std::string_view name(PersonId person) const = 0;
  /// What this person reads, as far as it is known: "de". A fact of the moment, not of the journal.
  virtual std::string_view language([[maybe_unused]] PersonId person) const { return {}; }
};

struct Settings {
  Seconds seat_held{90};  ///< where the class has not set its own
  Seconds breath{20};
  std::size_t class_members = protocol::limits::kClassMembers;
};

/// When somebody's sign of typing came last, until their next line. A fact of the moment, as a connection is.
using Typists = std::unordered_map<PersonId, TimePoint>;

/// A sign of typing counts for this long, as the client shows it.
inline constexpr Seconds kTypingLasts{4};

inline const Typists& nobody_types() {
  static const Typists none;
  return none;
}

struct Context {
  TimePoint now;
  const Content& content;
  const People& people;
  Random& random;
  const std::unordered_set<PersonId>& present;  ///< who is connected, in this class
  const Settings& settings;
  const Typists& typists = nobody_types();

  bool is_typing(PersonId person) const {
    const auto found = typists.find(person);
    return found != typists.end() && now < found->second + kTypingLasts;
  }
};

}  // namespace earshot::domain
