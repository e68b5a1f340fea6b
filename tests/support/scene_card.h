// A card and a rubric for tests. Every text and every id of the card is unlike any other and stands in '~', so that a
// test can look for each of them in what was sent.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/domain/context.h"
#include "shared/card/card.h"
#include "shared/rubric/rubric.h"

namespace earshot::testing {

// Facts, by their disclosure rule.
inline const std::string kDark = "~fact:dark~";    ///< at once
inline const std::string kBulb = "~fact:bulb~";    ///< if asked
inline const std::string kCord = "~fact:cord~";    ///< if asked
inline const std::string kGift = "~fact:gift~";    ///< if heard, at level 4
inline const std::string kChild = "~fact:child~";  ///< if heard, at level 5
inline const std::string kSad = "~feeling:sad~";
inline const std::string kAngry = "~feeling:angry~";
inline const std::string kNewLamp = "~resolution:new-lamp~";
inline const std::string kMoneyBack = "~resolution:money-back~";
inline const std::string kCheck = "~prevention:check~";

// Beats: one of each kind in Talk, and what else the phases can have.
inline const std::string kClick = "~beat:click~";    ///< talk, after 30 s
inline const std::string kStart = "~beat:start~";    ///< talk, as it begins
inline const std::string kSecond = "~beat:second~";  ///< talk, after two lines of the agent
inline const std::string kHeard = "~beat:heard~";    ///< talk, once felt-heard rises to 4
inline const std::string kOwn = "~beat:own~";        ///< talk, when pressed
inline const std::string kListen = "~beat:listen~";  ///< recap, as it begins
inline const std::string kLater = "~beat:later~";    ///< solve, after 60 s; a time jump
inline const std::string kLeft = "~beat:left~";      ///< solve, when pressed
inline const std::string kJump = "a week later";     ///< the label that everybody sees

inline constexpr Seconds kBriefTime{60};
inline constexpr Seconds kTalkTime{150};
inline constexpr Seconds kRecapTime{90};
inline constexpr Seconds kSolveTime{120};
inline constexpr Seconds kScoreTime{80};
inline constexpr Seconds kDebriefTime{200};

inline constexpr int kFeltStart = 2;

card::Card scene_card(const std::string& id = "lamp");
/// With texts for every challenge: baits 40 s and 100 s into the talk, pressure after two lines. "lamp" has a content
/// note.
card::Card challenge_card(const std::string& id = "lamp");
std::vector<card::Card> challenge_cards();
rubric::Rubric scene_rubric();
/// A talk that is rated on attention and empathy; every text says the language, and the title the id.
transcript::Transcript scene_transcript(const std::string& id = "heater", const std::string& language = "en");

/// The same card in another language: every text that both sides of a pair see says so.
card::Card translated(card::Card card, const std::string& language);

/// Cards and a rubric in memory. The first card with an id is the original, others with it are translations.
class Shelf final : public domain::Content {
 public:
  explicit Shelf(std::vector<card::Card> cards = {scene_card(), scene_card("kettle")}, rubric::Rubric rubric = scene_rubric(),
                 std::vector<lesson::Lesson> lessons = {});

  /// Comes into force, in place of the one with its id and language.
  void put(card::Card card);
  void remove(const std::string& id, const std::string& language);
  /// Comes into force beside the others, behind them.
  void put(transcript::Transcript transcript);
  void remove_transcripts() { transcripts_.clear(); }

  const std::vector<std::shared_ptr<const card::Card>>& cards() const override { return cards_; }
  const std::vector<std::shared_ptr<const card::Card>>& translations() const override { return translations_; }
  std::shared_ptr<const rubric::Rubric> rubric() const override { return rubric_; }
  std::shared_ptr<const card::Card> resolved(const std::string& hash, std::uint32_t variant) const override;
  std::shared_ptr<const rubric::Rubric> rubric(const std::string& hash) const override;
  const std::vector<lesson::Lesson>& lessons() const override { return lessons_; }
  const std::vector<std::string>& meanwhile() const override { return meanwhile_; }
  const std::vector<std::shared_ptr<const transcript::Transcript>>& transcripts() const override { return transcripts_; }
  std::shared_ptr<const transcript::Transcript> transcript(const std::string& hash) const override;

 private:
  std::vector<lesson::Lesson> lessons_;
  std::vector<std::shared_ptr<const card::Card>> cards_;
  std::vector<std::shared_ptr<const card::Card>> translations_;
  std::map<std::pair<std::string, std::uint32_t>, std::shared_ptr<const card::Card>> resolved_;
  std::vector<std::shared_ptr<const transcript::Transcript>> transcripts_;
  std::map<std::string, std::shared_ptr<const transcript::Transcript>> transcripts_by_hash_;
  std::shared_ptr<const rubric::Rubric> rubric_;
  std::vector<std::string> meanwhile_{"Listen to one sound.", "Ask one open question.", "Say back what you read last."};
};

}  // namespace earshot::testing
