#include <doctest/doctest.h>

#include "shared/card/card.h"
#include "shared/card/texts.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

using samples::good_card;

TEST_CASE("a variant fills in every placeholder") {
  const Card card = good_card();
  for (std::size_t i = 0; i < card.variants.size(); ++i) {
    Card played = resolve(card, i);
    CHECK(played.variant == card.variants[i].id);
    for_each_text(played, [](const std::string& text) { CHECK_MESSAGE(placeholders(text).empty(), text); });
  }
  CHECK(resolve(card, 0).customer.name == "Eva");
  CHECK(resolve(card, 1).customer.name == "Finn");
  CHECK(resolve(card, 0).customer.facts.at(1).text == "I changed the bulb, a 60 W one.");
  CHECK(resolve(card, 0).title == "A small card");
}

TEST_CASE("a variant's fact takes the place of the one with its id") {
  const Card card = good_card();
  CHECK(resolve(card, 0).customer.facts.at(2).text == "It was a gift.");
  CHECK(resolve(card, 1).customer.facts.at(2).text == "I won it.");
  CHECK(resolve(card, 1).customer.facts.at(2).level == 3);
  CHECK(resolve(card, 1).customer.facts.size() == 6);
}

TEST_CASE("a variant's fact with a new id comes on top") {
  const Card card = good_card(samples::with(samples::good_yaml(), "fact: {id: gift,", "fact: {id: luck,"));
  CHECK(resolve(card, 1).customer.facts.size() == 7);
  CHECK(find_fact(resolve(card, 1), "luck") != nullptr);
  CHECK(find_fact(resolve(card, 0), "luck") == nullptr);
}

TEST_CASE("a variant's stake takes the place of the card's") {
  const Card card = good_card(
      samples::with(samples::good_yaml(), "  manner: Calm.\n", "  manner: Calm.\n  stake: The evening.\n"));
  CHECK(resolve(card, 0).customer.stake == "The evening.");
  CHECK(resolve(card, 1).customer.stake == "Exams tomorrow.");
}

TEST_CASE("variants are counted round") {
  const Card card = good_card();
  CHECK(resolve(card, 2) == resolve(card, 0));
  CHECK(resolve(card, 7) == resolve(card, 1));
}

TEST_CASE("a resolved card keeps the hash of its file and leaves out what was not dealt") {
  const Card card = good_card();
  const Card played = resolve(card, 1);
  CHECK(played.hash == card.hash);
  CHECK(played.variants.empty());
  CHECK(played.source.empty());
}

TEST_CASE("only a name in braces is a placeholder") {
  CHECK(placeholders("{a} and {b_2}").size() == 2);
  CHECK(placeholders("{A} {} { a } {a").empty());
  CHECK(stray_brace("all {good}") == std::string::npos);
  CHECK(stray_brace("not {good") == 4);
  CHECK(stray_brace("not good}") == 8);
  CHECK(stray_brace("{a}{B}") == 3);
  CHECK(fill_in("{a}{b}{a}", {{"a", "1"}}) == "1{b}1");
}

}  // namespace earshot::card
