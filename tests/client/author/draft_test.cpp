#include "client/author/draft.h"

#include <algorithm>

#include "client/author/check.h"
#include "shared/card/load.h"
#include "tests/client/author/cards.h"

using namespace earshot;
using author::Draft;
using author::Path;

namespace {

card::Card loaded(const Draft& draft) {
  const auto outcome = card::load(draft.yaml(), "draft");
  REQUIRE_MESSAGE(outcome.card, (outcome.problems.empty() ? "" : outcome.problems[0].to_string()));
  auto card = *outcome.card;
  card.hash.clear();
  card.source.clear();
  return card;
}

}  // namespace

TEST_CASE("a card that is opened and written again is the same card") {
  for (const char* id : {"wedding-order", "third-outage", "mirror-a-sentence"}) {
    CAPTURE(id);
    const auto read = Draft::from_yaml(author::library_card(id));
    REQUIRE(read.draft);
    auto original = *card::load(author::library_card(id), id).card;
    original.hash.clear();
    original.source.clear();
    CHECK(loaded(*read.draft) == original);
  }
}

TEST_CASE("a text over several lines is one line in the form, as the loader reads it") {
  CHECK(author::wedding().text("agent/about").ends_with("one packing table."));
  CHECK(author::wedding().text("customer/situation").find('\n') == std::string::npos);
}

TEST_CASE("the card to begin with can be played, and has the title it was given") {
  const Draft draft = Draft::start("late-parcel", "en", "The parcel that was early");
  const auto card = loaded(draft);
  CHECK(card.id == "late-parcel");
  CHECK(card.title == "The parcel that was early");
}

TEST_CASE("what is empty is left out when the card is written") {
  Draft draft = author::wedding();
  draft.set("content_note", "  ");
  draft.add("customer/resolution");
  draft.add("debrief");
  const auto before = loaded(author::wedding());
  const auto after = loaded(draft);
  CHECK(after.content_note.empty());
  CHECK(after.customer.resolution == before.customer.resolution);
  CHECK(after.debrief == before.debrief);
}

TEST_CASE("a new fact gets an id from its label, else from its words, and no two share one") {
  Draft draft = author::wedding();
  for (const char* words : {"The saturday bus", "Saturday", "Größe S, nicht M, und das schon zum dritten Mal in einem Jahr"}) {
    draft.add("customer/facts");
    const Path fact = Path("customer/facts") / (draft.count("customer/facts") - 1);
    draft.set(fact / "text", words);
    draft.set_rule(fact, "at_once");
  }
  draft.set("customer/facts/13/label", "Größe S");
  CHECK(draft.text("customer/facts/11/id").empty());
  draft.keep_ids();
  CHECK(draft.text("customer/facts/11/id") == "the-saturday-bus");
  CHECK(draft.text("customer/facts/12/id") == "saturday-2");
  CHECK(draft.text("customer/facts/13/id") == "grosse-s");
  CHECK(loaded(draft).customer.facts.size() == 14);
}

TEST_CASE("an id is never that of a beat, since feelings name facts and beats alike") {
  Draft draft = author::wedding();
  draft.add("customer/facts");
  draft.set("customer/facts/11/text", "Florist");
  draft.keep_ids();
  CHECK(draft.text("customer/facts/11/id") == "florist-2");
}

TEST_CASE("words that make no id get one all the same") {
  CHECK(author::id_from("結婚式", "fact", {}) == "fact");
  CHECK(author::id_from("2 days", "fact", {}) == "days");
  CHECK(author::id_from("", "fact", {"fact", "fact-2"}) == "fact-3");
  CHECK(author::id_from("It's over", "fact", {}) == "its-over");
}

TEST_CASE("a new key stands where the card language has it") {
  Draft draft = author::wedding();
  draft.set("content_note", "");
  draft.set("customer/goal", "Be fair.");
  const std::string text = draft.yaml();
  CHECK(text.find("goal: Be fair.") > text.find("opening: "));
  CHECK(text.find("goal: Be fair.") < text.find("felt_start: "));
}

TEST_CASE("items move and are taken out, and what was taken out comes back where it was") {
  Draft draft = author::wedding();
  draft.move("customer/facts", 0, 3);
  CHECK(draft.text("customer/facts/3/id") == "wrong_metal");
  CHECK(draft.text("customer/facts/0/id") == "saturday");
  draft.remove("customer/facts/3");
  CHECK(draft.count("customer/facts") == 10);
  CHECK_FALSE(draft.holds("skills", "wrong_metal"));
  REQUIRE(draft.last_removal());
  CHECK(*draft.last_removal() == Path("customer/facts/3"));
  draft.remove("modifiers/bias");
  CHECK_FALSE(draft.has("modifiers/bias"));
  draft.undo_removal();
  draft.undo_removal();
  CHECK(draft.text("customer/facts/3/id") == "wrong_metal");
  CHECK(draft.text("modifiers/bias/note/by") == "J.B.");
  CHECK_FALSE(draft.last_removal());
}

TEST_CASE("a fact keeps of its rule's words only what the rule uses") {
  Draft draft = author::wedding();
  draft.set_rule("customer/facts/10", "if_asked");
  CHECK(draft.text("customer/facts/10/level").empty());
  draft.set("customer/facts/10/topic", "the guests");
  CHECK(loaded(draft).customer.facts[10].topic == "the guests");
}

TEST_CASE("a beat waits for one thing") {
  Draft draft = author::wedding();
  const Path beat("customer/beats/0");
  CHECK(draft.waits_for(beat) == "after");
  draft.wait_for(beat, "pressed");
  CHECK(draft.waits_for(beat) == "pressed");
  CHECK(loaded(draft).customer.beats[0].when.kind == card::Trigger::Kind::pressed);
  draft.wait_for(beat, "");
  CHECK(draft.waits_for(beat).empty());
  CHECK(loaded(draft).customer.beats[0].when.kind == card::Trigger::Kind::phase);
}

TEST_CASE("a name in braces is a placeholder as soon as a text uses it") {
  Draft draft = Draft::start("a", "en", "");
  CHECK(draft.placeholders() == std::vector<std::string>{"name", "number"});
  draft.set("customer/want", "The parcel in {city}");
  const auto names = draft.placeholders();
  CHECK(std::ranges::find(names, "city") != names.end());
  draft.remove_placeholder("number");
  CHECK(draft.text("variants/0/values/number").empty());
}

TEST_CASE("what is no YAML gives its problems and no draft") {
  const auto read = Draft::from_yaml("title: [a\n");
  CHECK_FALSE(read.draft);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].line > 0);
  CHECK_FALSE(Draft::from_yaml("just words").draft);
}

TEST_CASE("a draft with parts of the wrong kind can be mended in the form") {
  Draft draft = *Draft::from_yaml("id: a\ncustomer: somebody\nvariants: one\n").draft;
  CHECK(draft.count("customer/facts") == 0);
  CHECK(draft.text("customer/name").empty());
  draft.set("customer/name", "Ana");
  draft.add("variants");
  CHECK(draft.text("customer/name") == "Ana");
  CHECK(draft.count("variants") == 1);
}

TEST_CASE("paths know their place in the card language") {
  CHECK(author::field_at("customer/facts/3/text")->shape.max == 240);
  CHECK(author::most_at("debrief/2") == 240);
  CHECK(author::most_at("debrief") == 8);
  CHECK(author::most_at("variants/0/values/name") == 240);
  CHECK(author::most_at("variants/1/fact/label") == 40);
  CHECK(author::field_at("nowhere") == nullptr);
  CHECK(author::record_at("customer/facts/3").what == "a fact");
  CHECK(author::record_at("customer/facts").what == "the customer");
  CHECK(Path("customer/facts/3/text").within("customer/facts/3"));
  CHECK_FALSE(Path("customer/facts/31").within("customer/facts/3"));
}
