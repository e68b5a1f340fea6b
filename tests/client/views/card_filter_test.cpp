#include "client/views/card_filter.h"

#include <doctest/doctest.h>

using namespace earshot;
using protocol::CardSummary;
using views::CardFilter;

namespace {

CardSummary card() {
  CardSummary out;
  out.id = "wedding-order";
  out.title = "Größe S, nicht M";
  out.sector = "Online shop";
  out.difficulty = 2;
  out.languages = {"de", "en"};
  out.tags = {"delivery", "deadline"};
  out.skills = {"empathy"};
  return out;
}

CardFilter searching(const char* words) {
  CardFilter out;
  out.search = words;
  return out;
}

}  // namespace

TEST_CASE("a card is found by the beginnings of its words, in any order, however they are written") {
  for (const char* words : {"", "  ", "grosse", "GRÖSSE", "nicht größe", "shop onl", "delivery", "empat", "wedding order"}) {
    CAPTURE(words);
    CHECK(views::fits(card(), searching(words)));
  }
  for (const char* words : {"roesse", "klein", "shop bank"}) {
    CAPTURE(words);
    CHECK_FALSE(views::fits(card(), searching(words)));
  }
}

TEST_CASE("each chip narrows what is found") {
  CardFilter filter;
  CHECK(filter.any());
  filter.sector = "Online shop";
  filter.difficulty = 2;
  filter.language = "de";
  CHECK(views::fits(card(), filter));
  CardFilter other = filter;
  other.sector = "Banking";
  CHECK_FALSE(views::fits(card(), other));
  other = filter;
  other.difficulty = 3;
  CHECK_FALSE(views::fits(card(), other));
  other = filter;
  other.language = "fr";
  CHECK_FALSE(views::fits(card(), other));
}

TEST_CASE("sectors and languages are listed once, and warm-ups have no sector to look for") {
  CardSummary warm = card();
  warm.warm_up = true;
  warm.sector = "Warm-up";
  const std::vector<CardSummary> cards{card(), card(), warm};
  CHECK(views::sectors_of(cards) == std::vector<std::string>{"Online shop"});
  CHECK(views::languages_of(cards) == std::vector<std::string>{"de", "en"});
}
