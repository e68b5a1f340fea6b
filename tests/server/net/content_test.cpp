// Content that changes while the server runs: what is good counts from here on, what is broken leaves the old in force.
#include "server/net/content.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tests/server/net/content_folder.h"

namespace earshot::net::testing {
namespace {

struct Library {
  ContentFolder folder;
  std::shared_ptr<ContentLibrary> content;

  Library() { load(); }
  void load() {
    auto loaded = ContentLibrary::load(folder.path());
    REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().to_string()));
    for (const auto& problem : loaded->problems) REQUIRE_MESSAGE(problem.severity != yaml::Severity::error, problem.to_string());
    content = loaded->library;
  }
  /// Errors that the server names after it looked again; it must have seen a change.
  std::vector<std::string> refresh() {
    const auto refreshed = content->refresh();
    CHECK(refreshed.changed);
    std::vector<std::string> errors;
    for (const auto& problem : refreshed.problems) {
      if (problem.severity == yaml::Severity::error) errors.push_back(problem.to_string());
    }
    return errors;
  }
  /// What the first fact of this card says.
  std::string fact(const std::string& id, const std::string& language = "en") const {
    const auto card = content->find(id, language);
    return card ? card->customer.facts.front().text : "";
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const auto& card : content->cards()) ids.push_back(card->id);
    return ids;
  }
};

}  // namespace

TEST_CASE("files that are as they were are no change, and are not read again") {
  Library library;
  const auto card = library.content->find("lamp");
  const auto before = library.content->refresh();
  CHECK_FALSE(before.changed);
  CHECK(before.problems.empty());
  library.folder.write("cards/en/kettle.yaml", small_card("kettle", "It hisses."));
  CHECK(library.refresh().empty());
  CHECK(library.content->find("lamp") == card);  // the very object
  CHECK_FALSE(library.content->refresh().changed);
}

TEST_CASE("a card that an author changes is in force at the next look") {
  Library library;
  const std::string old = library.content->find("lamp")->hash;
  library.folder.write("cards/en/lamp.yaml", small_card("lamp", "It is bright."));
  CHECK(library.fact("lamp") == "It is dark.");
  CHECK(library.refresh().empty());
  CHECK(library.fact("lamp") == "It is bright.");
  CHECK(library.content->resolved(old, 0)->customer.facts.front().text == "It is dark.");  // for those who play it
}

TEST_CASE("a broken card leaves the old version in force, as often as it is broken, until it is mended") {
  Library library;
  library.folder.write("cards/en/lamp.yaml", with(small_card("lamp"), "rule: at_once", "rule: at_twice"));
  const auto errors = library.refresh();
  REQUIRE_FALSE(errors.empty());
  CHECK(errors.front().find("lamp.yaml:") != std::string::npos);
  CHECK(library.fact("lamp") == "It is dark.");
  library.folder.write("cards/en/lamp.yaml", "");
  CHECK_FALSE(library.refresh().empty());
  CHECK(library.fact("lamp") == "It is dark.");
  CHECK(library.fact("lamp", "de") == "Sie ist dunkel.");  // it fits what is in force
  library.folder.write("cards/en/kettle.yaml", small_card("kettle", "It hisses."));
  CHECK(library.refresh().empty());  // a fault is named once, not at every look
  CHECK(library.fact("lamp") == "It is dark.");
  CHECK(library.fact("kettle") == "It hisses.");
  library.folder.write("cards/en/lamp.yaml", small_card("lamp", "It is bright."));
  CHECK(library.refresh().empty());
  CHECK(library.fact("lamp") == "It is bright.");
}

TEST_CASE("a new card is dealt, a removed one is no more, and a file may get another name") {
  Library library;
  library.folder.write("cards/en/stove.yaml", small_card("stove"));
  CHECK(library.refresh().empty());
  CHECK(library.ids() == std::vector<std::string>{"kettle", "lamp", "stove"});
  const std::string hash = library.content->find("stove")->hash;
  library.folder.remove("cards/en/stove.yaml");
  CHECK(library.refresh().empty());
  CHECK(library.ids() == std::vector<std::string>{"kettle", "lamp"});
  CHECK(library.content->resolved(hash, 1)->id == "stove");  // who plays it goes on
  std::filesystem::rename(library.folder / "cards/en/kettle.yaml", library.folder / "cards/en/tea.yaml");
  CHECK(library.refresh().empty());
  CHECK(library.ids() == std::vector<std::string>{"kettle", "lamp"});
}

TEST_CASE("a new card that is broken is left out and named") {
  Library library;
  library.folder.write("cards/en/stove.yaml", "id: stove\n");
  CHECK_FALSE(library.refresh().empty());
  CHECK(library.ids() == std::vector<std::string>{"kettle", "lamp"});
}

TEST_CASE("a removed card takes its broken successor with it") {
  Library library;
  library.folder.write("cards/en/lamp.yaml", "broken: [");
  CHECK_FALSE(library.refresh().empty());
  library.folder.remove("cards/de/lamp.yaml");
  library.folder.remove("cards/en/lamp.yaml");
  library.refresh();
  CHECK(library.ids() == std::vector<std::string>{"kettle"});
}

TEST_CASE("a translation that no longer fits its original is left out, and comes back once it fits") {
  Library library;
  const auto more_facts = [](const std::string& text, const std::string& fact) {
    return with(text, "    - {id: gift, text: It was a gift.", "    - {id: paid, text: " + fact + ", rule: at_once}\n    - {id: gift, text: It was a gift.");
  };
  library.folder.write("cards/en/lamp.yaml", more_facts(small_card("lamp"), "I paid 40."));
  const auto errors = library.refresh();
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].find("de/lamp.yaml") != std::string::npos);
  CHECK(errors[0].find("paid") != std::string::npos);
  CHECK(library.content->find("lamp", "de")->language == "en");
  library.folder.write("cards/de/lamp.yaml", more_facts(small_card("lamp", "Sie ist dunkel.", "de"), "Ich habe 40 bezahlt."));
  CHECK(library.refresh().empty());
  CHECK(library.content->find("lamp", "de")->language == "de");
}

TEST_CASE("a translation that breaks stays as it was") {
  Library library;
  library.folder.write("cards/de/lamp.yaml", "id: lamp\n");
  CHECK_FALSE(library.refresh().empty());
  CHECK(library.fact("lamp", "de") == "Sie ist dunkel.");
}

TEST_CASE("a broken rubric leaves the old one in force") {
  Library library;
  const std::string good = read_text(library.folder / "rubrics/listening.yaml");
  const std::string old = library.content->rubric()->hash;
  library.folder.write("rubrics/listening.yaml", "id: listening\ntitle: [\n");
  CHECK_FALSE(library.refresh().empty());
  CHECK(library.content->rubric()->hash == old);
  library.folder.write("rubrics/listening.yaml", with(good, "name: full attention", "name: whole attention"));
  CHECK(library.refresh().empty());
  CHECK(library.content->rubric()->criteria.front().name == "whole attention");
  CHECK(library.content->rubric(old)->criteria.front().name == "full attention");
}

TEST_CASE("a rubric comes in the language of whoever reads it; a broken translation stays as it was") {
  Library library;
  const std::string original = read_text(library.folder / "rubrics/listening.yaml");
  const std::string german = with(original, "name: full attention", "name: volle Aufmerksamkeit");
  library.folder.write("rubrics/de/listening.yaml", german);
  CHECK(library.refresh().empty());
  const auto name = [&](const std::string& language) { return library.content->rubric_in(language)->criteria.front().name; };
  CHECK(name("de") == "volle Aufmerksamkeit");
  CHECK(name("de-AT") == "volle Aufmerksamkeit");
  CHECK(name("fr") == "full attention");
  CHECK(name("") == "full attention");

  library.folder.write("rubrics/de/listening.yaml", "id: listening\n");
  CHECK_FALSE(library.refresh().empty());
  CHECK(name("de") == "volle Aufmerksamkeit");
  library.folder.write("rubrics/de/listening.yaml", with(german, "id: attention", "id: aufmerksam"));
  CHECK_FALSE(library.refresh().empty());  // ratings would not be of the same criteria
  CHECK(name("de") == "volle Aufmerksamkeit");
  library.folder.remove("rubrics/de/listening.yaml");
  CHECK(library.refresh().empty());
  CHECK(name("de") == "full attention");
}

TEST_CASE("a translated rubric whose original gets other criteria is left out") {
  Library library;
  const std::string original = read_text(library.folder / "rubrics/listening.yaml");
  library.folder.write("rubrics/de/listening.yaml", original);
  CHECK(library.refresh().empty());
  REQUIRE(library.content->rubric_in("de") != library.content->rubric());
  library.folder.write("rubrics/listening.yaml", with(original, "id: fairness", "id: honesty"));
  CHECK(library.refresh().size() == 1);
  CHECK(library.content->rubric_in("de") == library.content->rubric());
}

TEST_CASE("a lesson that changes is in force, and one that breaks stays as it was, whatever its file is called") {
  Library library;
  library.folder.write("lessons/number-two.yaml", small_lesson("morning", "A morning", "kettle"));
  CHECK(library.refresh().empty());
  REQUIRE(library.content->find_lesson("morning"));
  library.folder.write("lessons/number-two.yaml", "id: morning\ntitle: A broken morning\n");
  library.folder.write("lessons/evening.yaml", small_lesson("evening", "Another evening", "lamp"));
  CHECK_FALSE(library.refresh().empty());
  REQUIRE(library.content->find_lesson("morning"));
  CHECK(library.content->find_lesson("morning")->plan.title == "A morning");
  CHECK(library.content->find_lesson("evening")->plan.title == "Another evening");
  library.folder.write("cards/en/kettle.yaml", small_card("kettle", "It hisses."));
  library.refresh();
  REQUIRE(library.content->find_lesson("morning"));  // still broken, still there
  library.folder.remove("lessons/number-two.yaml");
  CHECK(library.refresh().empty());
  CHECK_FALSE(library.content->find_lesson("morning"));
}

TEST_CASE("what people can do meanwhile stays as it was while its file is broken") {
  Library library;
  REQUIRE(library.content->meanwhile() == std::vector<std::string>{"Listen to one sound."});
  for (const char* broken : {"meanwhile: [", "meantime:\n  - Sing.\n", "- Sing.\n"}) {
    library.folder.write("meanwhile.yaml", broken);
    CHECK_FALSE(library.refresh().empty());
    CHECK(library.content->meanwhile() == std::vector<std::string>{"Listen to one sound."});
  }
  library.folder.write("meanwhile.yaml", "meanwhile:\n  - Sing.\n");
  CHECK(library.refresh().empty());
  CHECK(library.content->meanwhile() == std::vector<std::string>{"Sing."});
}

TEST_CASE("files that are no content are no change") {
  Library library;
  library.folder.write("cards/en/lamp.yaml~", "an editor's copy");
  library.folder.write("cards/en/.lamp.yaml.swp", "another one");
  CHECK_FALSE(library.content->refresh().changed);
}

// --- Beside what trainers have published ----------------------------------------------------------------------------

namespace {

store::AuthoredCard published(const std::string& id, const std::string& source, std::uint32_t version = 1) {
  return {id, "en", false, version, PersonId{1}, {}, source};
}

}  // namespace

TEST_CASE("a published card stays in force whatever becomes of its file, and the file counts again once it is dropped") {
  Library library;
  library.content->put(published("lamp", small_card("lamp", "It is published.")));
  CHECK(library.fact("lamp") == "It is published.");
  library.folder.write("cards/en/lamp.yaml", small_card("lamp", "It is bright."));
  CHECK(library.refresh().empty());
  CHECK(library.fact("lamp") == "It is published.");
  library.content->put(published("lamp", "", 2));
  CHECK(library.fact("lamp") == "It is bright.");
}

TEST_CASE("a lesson may name a card that was published here, also after a restart") {
  Library library;
  const std::vector<store::AuthoredCard> stored{published("stove", small_card("stove"))};
  library.content->put(stored.front());
  library.folder.write("lessons/cooking.yaml", small_lesson("cooking", "Cooking", "stove"));
  CHECK(library.refresh().empty());
  CHECK(library.content->find_lesson("cooking"));

  auto again = ContentLibrary::load(library.folder.path());
  REQUIRE(again);
  again->library->remember(stored);
  CHECK(again->library->find_lesson("cooking"));
}

TEST_CASE("a text is checked as the file would be, beside the others of the shelf") {
  Library library;
  const auto check = [&](const std::string& source, const std::string& id, const std::string& language = "en") {
    std::string text;
    for (const auto& problem : library.content->check(source, id, language)) text += problem.to_string() + "\n";
    return text;
  };
  CHECK(check(small_card("lamp", "It is bright."), "lamp") == "");
  CHECK(check(small_card("stove"), "stove") == "");
  CHECK(check(small_card("stove"), "lamp").find("the text is of en/stove") != std::string::npos);
  CHECK(check(small_card("lamp"), "lamp", "de").find("the text is of en/lamp") != std::string::npos);
  CHECK(check("id: lamp\n", "lamp") != "");
  const std::string other_rule = with(small_card("lamp", "Sie ist dunkel.", "de"), "text: It was a gift., rule: if_heard", "text: It was a gift., rule: if_asked, topic: gifts");
  CHECK(check(other_rule, "lamp", "de").find("does not play as in en/lamp") != std::string::npos);
  const std::string orphan = "follows: {card: nobody, later: a day later}\n" + small_card("stove");
  CHECK(check(orphan, "stove").find("there is no card 'nobody' to follow") != std::string::npos);
}

}  // namespace earshot::net::testing
