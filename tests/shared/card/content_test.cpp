// What the first cards must have to teach what they are for.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "shared/card/limits.h"
#include "shared/card/shelf.h"
#include "shared/card/texts.h"
#include "shared/rubric/rubric.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

namespace {

FolderOutcome content() { return load_folder(EARSHOT_SOURCE_DIR "/content/cards"); }

/// The cards that are there to be played, not to warm up.
std::vector<Card> role_plays() {
  auto cards = content().cards;
  std::erase_if(cards, [](const Card& card) { return card.warm_up; });
  return cards;
}

int count(const CustomerSide& side, Rule rule) {
  return static_cast<int>(std::count_if(side.facts.begin(), side.facts.end(),
                                        [&](const Fact& fact) { return fact.rule == rule; }));
}

}  // namespace

TEST_CASE("the content loads without a problem or a piece of advice") {
  const auto outcome = content();
  CHECK_MESSAGE(outcome.problems.empty(), samples::all(outcome.problems));
  std::set<std::string> ids;
  for (const Card& card : outcome.cards) ids.insert(card.id);
  for (const char* id : {"wedding-order", "third-outage", "second-technician"})
    CHECK_MESSAGE(ids.contains(id), id);
}

TEST_CASE("the worked example of the guide is a card") {
  const std::string guide = samples::read_text("docs/writing-cards.md");
  const std::string fence = "```yaml\n";
  const auto begin = guide.find(fence) + fence.size();
  const auto outcome = load(guide.substr(begin, guide.find("```", begin) - begin), "example.yaml");
  REQUIRE_MESSAGE(outcome.card.has_value(), samples::all(outcome.problems));
  CHECK(outcome.problems.size() == 1);  // it is short, and the guide says so
}

TEST_CASE("each variant of each card is full of life") {
  for (const Card& card : role_plays()) {
    REQUIRE(card.variants.size() >= 3);
    for (std::size_t i = 0; i < card.variants.size(); ++i) {
      const Card played = resolve(card, i);
      const CustomerSide& side = played.customer;
      CAPTURE(card.id);
      CAPTURE(played.variant);
      CHECK(side.facts.size() >= 9);
      CHECK(count(side, Rule::at_once) >= 1);
      CHECK(count(side, Rule::if_asked) >= 3);
      CHECK(count(side, Rule::if_heard) >= 1);
      CHECK(side.beats.size() >= 3);
      CHECK(std::any_of(side.beats.begin(), side.beats.end(),
                        [](const Beat& beat) { return !beat.time_jump.empty(); }));
      CHECK(side.feelings.size() >= 3);
      CHECK(side.resolution.size() >= 2);
      CHECK(side.prevention.size() >= 2);
      CHECK_FALSE(side.stake.empty());
      CHECK_FALSE(played.agent.history.empty());
      CHECK(played.modifiers.distraction.size() >= 1);
      CHECK(played.modifiers.bias.has_value());
      CHECK(played.modifiers.pressure.has_value());
      CHECK(played.modifiers.handover.has_value());
    }
  }
}

TEST_CASE("warm-ups take two minutes") {
  for (const Card& card : content().cards) {
    if (!card.warm_up) continue;
    CAPTURE(card.id);
    CHECK(card.minutes.talk == Seconds{120});
    CHECK(card.minutes.brief <= Seconds{60});
  }
}

TEST_CASE("the shelf is wide: sectors, difficulties, episodes, warm-ups, each more than once") {
  std::set<std::string> sectors, played;
  std::map<int, int> of_difficulty;
  int episodes = 0, warm_ups = 0;
  for (const Card& card : content().cards) {
    if (card.language != kFirstLanguage) continue;
    if (card.warm_up) {
      ++warm_ups;
      continue;
    }
    played.insert(card.id);
    sectors.insert(card.sector);
    ++of_difficulty[card.difficulty];
    episodes += card.follows.has_value();
  }
  CHECK(played.size() >= 30);
  CHECK(sectors.size() >= 10);
  CHECK(episodes >= 4);
  CHECK(warm_ups >= 5);
  for (int difficulty = 1; difficulty <= 5; ++difficulty) CHECK(of_difficulty[difficulty] >= 2);
}

TEST_CASE("a class in another language has six role-plays and every warm-up") {
  std::map<std::string, int> role_play, warm_up;
  for (const Card& card : content().cards) ++(card.warm_up ? warm_up : role_play)[card.language];
  for (const char* language : {"de", "es", "fr"}) {
    CAPTURE(language);
    CHECK(role_play[language] >= 6);
    CHECK(warm_up[language] == warm_up[std::string(kFirstLanguage)]);
  }
}

TEST_CASE("no fact of the customer stands in the agent's texts") {
  for (const Card& card : content().cards) {
    for (std::size_t i = 0; i < card.variants.size(); ++i) {
      const Card played = resolve(card, i);
      std::string agent;
      for_each_agent_text(played.agent, [&](const std::string& text) { agent += text + "\n"; });
      for_each_modifier_text(played.modifiers, [&](const std::string& text) { agent += text + "\n"; });
      for (const Fact& fact : played.customer.facts) {
        CHECK_MESSAGE(agent.find(fact.text) == std::string::npos, fact.text);
        CHECK_MESSAGE(agent.find(fact.label) == std::string::npos, fact.label);
      }
    }
  }
}

TEST_CASE("two variants of a card never show the same customer") {
  for (const Card& card : role_plays()) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < card.variants.size(); ++i) names.insert(resolve(card, i).customer.name);
    CHECK(names.size() == card.variants.size());
  }
}

}  // namespace earshot::card
