#include "client/author/check.h"

#include "tests/client/author/cards.h"

using namespace earshot;
using author::Draft;
using author::Path;

TEST_CASE("a good card has nothing to mend, and can be looked at") {
  const auto checked = author::check(author::wedding());
  CHECK(checked.findings.empty());
  CHECK(checked.playable());
  CHECK(checked.card.customer.facts.size() == 11);
  CHECK(checked.variants.size() == 3);
}

TEST_CASE("each problem stands at the field where it is mended, also beside items that are still empty") {
  Draft draft = author::wedding();
  draft.add("customer/facts");
  draft.move("customer/facts", 11, 0);  // empty, so it is not written
  SUBCASE("a text that is missing") {
    draft.set("customer/facts/3/text", "");
    const auto checked = author::check(draft);
    REQUIRE(checked.errors() == 1);
    CHECK(checked.findings[0].path == Path("customer/facts/3/text"));
    CHECK(checked.findings[0].empty);
  }
  SUBCASE("a text that is too long") {
    draft.set("customer/facts/5/topic", std::string(41, 'x'));
    const auto checked = author::check(draft);
    REQUIRE(checked.errors() == 1);
    CHECK(checked.findings[0].path == Path("customer/facts/5/topic"));
    CHECK_FALSE(checked.findings[0].empty);
  }
  SUBCASE("a label that a long text needs") {
    draft.set("customer/facts/1/label", "");
    const auto checked = author::check(draft);
    REQUIRE(checked.errors() == 1);
    CHECK(checked.findings[0].path == Path("customer/facts/1/label"));
  }
  SUBCASE("whom the agent asks") {
    draft.set("agent/ask_whom", "");
    CHECK(author::check(draft).findings.at(0).path == Path("agent/ask_whom"));
  }
  SUBCASE("a placeholder that one variant does not fill in") {
    draft.set("variants/1/values/order", "");
    CHECK(author::check(draft).findings.at(0).path == Path("variants/1/values/order"));
  }
  SUBCASE("a word in a list") {
    draft.set("customer/feelings/0/shown_in/1", "wrote-it");
    CHECK(author::check(draft).findings.at(0).path == Path("customer/feelings/0/shown_in/1"));
  }
  SUBCASE("the id of the card") {
    draft.set("id", "Wedding");
    CHECK(author::check(draft).findings.at(0).path == Path("id"));
  }
  SUBCASE("a whole side") {
    draft.remove("agent");
    CHECK(author::check(draft).findings.at(0).path == Path("agent"));
  }
}

TEST_CASE("errors come before what is worth a thought") {
  Draft draft = author::wedding();
  draft.toggle("customer/feelings/2/shown_in", "promise");  // advice, high up in the card
  draft.set("variants/2/values/name", "");
  const auto checked = author::check(draft);
  REQUIRE(checked.findings.size() == 2);
  CHECK(checked.findings[0].error);
  CHECK_FALSE(checked.findings[1].error);
  CHECK(checked.findings[1].path == Path("customer/feelings/2"));
  CHECK(checked.errors() == 1);
  REQUIRE(checked.at("customer"));
  CHECK(checked.at("customer") == &checked.findings[1]);
  CHECK(checked.at("agent") == nullptr);
}

TEST_CASE("what is true of every variant is said once") {
  Draft draft = author::wedding();
  draft.set("customer/name", "Amara");
  const auto checked = author::check(draft);
  REQUIRE(checked.findings.size() == 1);
  CHECK(checked.findings[0].path.within("variants/0/values"));
}

TEST_CASE("a card that is not right yet can be looked at as far as it goes") {
  Draft draft = author::wedding();
  draft.set("customer/want", "");
  draft.set("agent/name", std::string(60, 'n'));
  const auto checked = author::check(draft);
  CHECK_FALSE(checked.playable());
  CHECK(checked.card.customer.facts.size() == 11);
  CHECK(card::resolve(checked.card, 1).customer.name == "Joris van Dam");
}

TEST_CASE("an empty draft is a list of what to write, and nothing else happens") {
  const auto checked = author::check(Draft());
  CHECK_FALSE(checked.playable());
  CHECK(checked.card.variants.empty());
}
