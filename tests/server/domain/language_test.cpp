// Which language a card is dealt in, and what becomes of a session when content changes under it.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::Session;

/// "lamp" in English, German and the French of Canada; "kettle" in English alone.
std::vector<card::Card> cards() {
  return {scene_card(), scene_card("kettle"), translated(scene_card(), "de"), translated(scene_card(), "fr-CA")};
}

struct Languages : World {
  Languages() : World({1, {}, false, cards()}) {}
  PersonId join(const std::string& name, const std::string& language) {
    const PersonId person = World::join(name);
    reads(person, language);
    return person;
  }
  std::string language_of(PersonId person) const {
    const Session* session = klass().session_of(person);
    REQUIRE(session);
    return session->card->language;
  }
  /// Ends the round and plays the next one on this card.
  void next_round(const std::string& card = "lamp") {
    if (klass().round && klass().round->running) must(trainer(), protocol::EndRound{});
    protocol::StartRound round = lamp_round();
    round.card = card;
    start_round(round);
  }
};

/// The language that a pair is dealt the lamp in.
std::string dealt(const std::string& one, const std::string& other) {
  Languages world;
  const PersonId ann = world.join("Ann", one);
  world.join("Ben", other);
  world.start_round();
  return world.language_of(ann);
}

}  // namespace

TEST_CASE("a pair that both read German gets the German card, and any other pair the original") {
  CHECK(dealt("de", "de") == "de");
  CHECK(dealt("de", "en") == "en");
  CHECK(dealt("en", "en") == "en");
  CHECK(dealt("de", "fr") == "en");
  CHECK(dealt("de", "") == "en");  // nobody knows what Ben reads
  CHECK(dealt("", "") == "en");
}

TEST_CASE("a country's language finds the language, and the other way round") {
  CHECK(dealt("de-AT", "de") == "de");
  CHECK(dealt("de-AT", "de-CH") == "de");
  CHECK(dealt("fr", "fr-BE") == "fr-CA");
  CHECK(dealt("es", "es") == "en");  // translated into no Spanish
}

TEST_CASE("of two translations into one language, that of the own country is dealt") {
  Languages world;
  world.content().put(translated(scene_card(), "pt-BR"));
  world.content().put(translated(scene_card(), "pt-PT"));
  const PersonId ann = world.join("Ann", "pt-PT");
  world.join("Ben", "pt-PT");
  world.start_round();
  CHECK(world.language_of(ann) == "pt-PT");
}

TEST_CASE("an original goes before a translation into another country's form of its language") {
  Languages world;
  world.content().put(translated(scene_card(), "en-GB"));
  const PersonId ann = world.join("Ann", "en");
  const PersonId ben = world.join("Ben", "en");
  world.start_round();
  CHECK(world.language_of(ann) == "en");
  world.reads(ann, "en-GB");
  world.reads(ben, "en-GB");
  world.next_round();
  CHECK(world.language_of(ann) == "en-GB");
}

TEST_CASE("in one round each pair is dealt the card in its own language") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  const PersonId ben = world.join("Ben", "de");
  const PersonId cleo = world.join("Cleo", "en");
  const PersonId dan = world.join("Dan", "de");
  world.happen({domain::WishSet{{ann, ben, protocol::Wish::together}}, domain::WishSet{{cleo, dan, protocol::Wish::together}}});
  world.start_round();
  CHECK(world.language_of(ann) == "de");
  CHECK(world.language_of(cleo) == "en");
  CHECK(world.model(ann).session->title == "The dark lamp (de)");
  CHECK(world.model(dan).session->title == "The dark lamp");
  CHECK(world.model(world.trainer()).round->card == "lamp");
}

TEST_CASE("who observes has to read it too") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  world.join("Ben", "de");
  world.join("Cleo", "fr");
  world.start_round();
  CHECK(world.language_of(ann) == "en");
}

TEST_CASE("the language that is set for the class wins over what people read") {
  Languages world;
  const PersonId ann = world.join("Ann", "en");
  world.join("Ben", "en");
  world.must(world.trainer(), protocol::SetClass{{.language = "de"}});
  world.start_round();
  CHECK(world.language_of(ann) == "de");
  world.must(world.trainer(), protocol::SetClass{{.language = "fr"}});
  world.next_round();
  CHECK(world.language_of(ann) == "fr-CA");
}

TEST_CASE("a card that is not translated is dealt as it is, whatever was set") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  world.join("Ben", "de");
  world.next_round("kettle");
  CHECK(world.language_of(ann) == "en");
  world.must(world.trainer(), protocol::EndRound{});
  world.must(world.trainer(), protocol::SetClass{{.language = "de"}});
  world.next_round("kettle");
  CHECK(world.language_of(ann) == "en");
}

TEST_CASE("who comes late is dealt the card in their own language, not in that of those who began") {
  Languages world;
  world.must(world.trainer(), protocol::SetClass{{.late = protocol::LateJoin::next_round}});
  world.join("Ann", "de");
  world.join("Ben", "de");
  world.start_round();
  const PersonId cleo = world.join("Cleo", "en");
  const PersonId dan = world.join("Dan", "en");
  REQUIRE_FALSE(world.klass().seated.contains(cleo));
  world.happen({domain::WishSet{{cleo, PersonId{2}, protocol::Wish::apart}}, domain::WishSet{{dan, PersonId{2}, protocol::Wish::apart}}});
  world.must(world.trainer(), protocol::SetClass{{.late = protocol::LateJoin::at_once}});
  REQUIRE(world.klass().session_of(cleo) == world.klass().session_of(dan));
  CHECK(world.language_of(PersonId{2}) == "de");
  CHECK(world.language_of(cleo) == "en");
}

TEST_CASE("who is paired anew is dealt the card in the language of the new pair") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  const PersonId ben = world.join("Ben", "de");
  world.start_round();
  REQUIRE(world.language_of(ann) == "de");
  world.reads(ben, "en");  // they found out that they would rather
  world.must(world.trainer(), protocol::ControlSession{world.session().id, protocol::SessionAct::re_pair, 0});
  CHECK(world.language_of(ann) == "en");
}

TEST_CASE("a pair out of the practice queue is dealt the card in its language") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  const PersonId ben = world.join("Ben", "de-CH");
  world.must(ann, protocol::Queue{"lamp", {}});
  world.must(ben, protocol::Queue{"lamp", {}});
  CHECK(world.language_of(ann) == "de");
}

TEST_CASE("lists come in the language of whoever reads them, and name the languages of each card") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  world.lose(ann);
  world.regain(ann);
  const auto& cards = world.model(ann).cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].title == "The dark lamp (de)");
  CHECK(cards[0].languages == std::vector<std::string>{"en", "de", "fr-CA"});
  CHECK(cards[1].title == "The dark kettle");
  CHECK(cards[1].languages == std::vector<std::string>{"en"});
  CHECK(world.model(world.trainer()).cards[0].title == "The dark lamp");
}

TEST_CASE("every page of cards fits a message, however long their texts are") {
  std::vector<card::Card> many;
  const auto wide = [](std::size_t characters) {
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) text += "\xF0\x9F\x91\x82";
    return text;
  };
  for (int i = 0; i < 12; ++i) {
    card::Card card = scene_card(std::to_string(i) + std::string(38, 'c'));
    card.title = wide(80);
    card.sector = wide(40);
    card.content_note = wide(600);
    card.tags.assign(12, wide(40));
    card.skills.assign(12, "prevention");
    card.follows = card::Follows{std::string(40, 'f'), wide(40)};
    card.modifiers = challenge_card().modifiers;
    many.push_back(std::move(card));
  }
  many.push_back(scene_card());
  const World world({1, {}, false, many});  // it checks the size of everything that leaves
  CHECK(world.model(world.trainer()).cards.size() == 13);
  CHECK(world.model(world.trainer()).cards_complete);
}

// --- Content that changes while people play -------------------------------------------------------------------------

namespace {

/// The lamp as an author has changed it, in this language.
card::Card changed(const std::string& language = "en") {
  card::Card card = scene_card();
  if (language != "en") card = translated(card, language);
  card.title = "The bright lamp";
  card.customer.facts.front().text = "It is bright";
  card.hash += "-2";
  return card;
}

}  // namespace

TEST_CASE("a running session keeps its card to the last, and the next round plays the new one") {
  Scene scene;
  scene.content().put(changed());
  scene.go_to(Phase::talk);
  scene.must(scene.customer(), protocol::Reveal{kDark, true});
  CHECK(scene.session().lines.back().text == "~text fact:dark~");
  scene.go_to(Phase::debrief);
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->title == "The dark lamp");
    CHECK(scene.model(person).session->customer->facts.front().text == "~text fact:dark~");
  }
  scene.lose(scene.agent());
  scene.regain(scene.agent());
  CHECK(scene.model(scene.agent()).session->customer->facts.front().text == "~text fact:dark~");

  scene.must(scene.trainer(), protocol::EndRound{});
  scene.start_round();
  CHECK(scene.session().card->title == "The bright lamp");
  CHECK(scene.model(scene.trainer()).round->title == "The bright lamp");
}

TEST_CASE("who comes into a running round plays the version that the round is played with") {
  Scene scene(3);
  scene.content().put(changed());
  const PersonId dan = scene.join("Dan");
  const PersonId eve = scene.join("Eve");
  REQUIRE(scene.klass().session_of(dan) == scene.klass().session_of(eve));
  CHECK(scene.klass().session_of(dan)->card->title == "The dark lamp");
}

TEST_CASE("a card that is gone is played to the end, and is refused to the next round") {
  Scene scene(2);
  scene.content().remove("lamp", "en");
  scene.go_to(Phase::debrief);
  CHECK(scene.session().card->title == "The dark lamp");
  scene.must(scene.trainer(), protocol::EndRound{});
  const auto refused = scene.attempt(scene.trainer(), lamp_round());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().why == Why::unknown);
  CHECK(refused.error().field == "card");
}

TEST_CASE("without any card left a round is refused, and so is what a lesson would play") {
  World world;
  world.join("Ann");
  world.join("Ben");
  world.must(world.trainer(), protocol::SetPlan{protocol::Plan{{}, "Plan", {protocol::PlanStep{protocol::StepKind::round, "", {"lamp"}, {}, 5, {}}}}});
  for (const char* id : {"lamp", "kettle"}) world.content().remove(id, "en");
  const auto refused = world.attempt(world.trainer(), protocol::StartRound{});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().why == Why::unknown);
  CHECK_FALSE(world.attempt(world.trainer(), protocol::BeginStep{0}));
}

TEST_CASE("a new version in another language reaches a pair only with the next session") {
  Languages world;
  const PersonId ann = world.join("Ann", "de");
  world.join("Ben", "de");
  world.start_round();
  world.content().put(changed("de"));
  CHECK(world.model(ann).session->title == "The dark lamp (de)");
  world.next_round();
  CHECK(world.language_of(ann) == "de");
  CHECK(world.model(ann).session->title == "The bright lamp");
}

}  // namespace earshot::testing
