// earshot-card, as a card author runs it.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/shared/card/samples.h"
#include "tests/support/temporary_folder.h"

namespace {

struct Ran {
  int status = -1;
  std::string output;  ///< both streams
};

Ran run(const std::string& arguments, const std::string& folder = EARSHOT_SOURCE_DIR) {
  const std::string command =
      "cd '" + folder + "' && '" EARSHOT_BIN_DIR "/earshot-card' " + arguments + " 2>&1";
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const auto read = fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), read);
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A folder of cards in two languages, empty.
struct Shelf {
  Shelf() {
    std::filesystem::create_directories(folder.path() / "cards/en");
    std::filesystem::create_directories(folder.path() / "cards/de");
  }
  Ran run(const std::string& arguments) const { return ::run(arguments, folder.path().string()); }
  bool has(const std::string& name) const { return std::filesystem::exists(folder.path() / name); }
  /// How many files there are in all.
  int files() const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  earshot::testing::TemporaryFolder folder;
};

}  // namespace

TEST_CASE("check says what is good and leaves with 0") {
  const Ran ran = run("check content/cards/en/wedding-order.yaml tests/golden/card-faults/good.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("wedding-order.yaml: good, 11 facts, 3 variants") != std::string::npos);
}

TEST_CASE("check names each fault and leaves with 1") {
  const Ran ran = run("check tests/golden/card-faults/good.yaml tests/golden/card-faults/short-debrief.yaml");
  CHECK(ran.status == 1);
  CHECK(ran.output.find(
            "tests/golden/card-faults/short-debrief.yaml:6:54: the debrief is shorter than the talk; give") !=
        std::string::npos);
}

TEST_CASE("check takes lessons too, by their folder or by their steps") {
  const Ran good = run("check content/lessons/first-hour.yaml content/cards/en/mirror-a-sentence.yaml");
  CHECK(good.status == 0);
  CHECK(good.output.find("first-hour.yaml: good, 5 steps, about 64 minutes") != std::string::npos);
  const Ran broken = run("check tests/golden/lessons/twice.yaml");
  CHECK(broken.status == 1);
  CHECK(broken.output.find("twice.yaml:9:11: there is no round before this one") != std::string::npos);
}

TEST_CASE("check takes rubrics too, by their folder or by the customer's criteria") {
  const Ran good = run("check content/rubrics/listening.yaml content/rubrics/de/listening.yaml");
  CHECK(good.status == 0);
  CHECK(holds(good.output, "rubrics/listening.yaml: good, 10 criteria, 4 focus sets"));
  CHECK(holds(good.output, "rubrics/de/listening.yaml: good, 10 criteria, 4 focus sets"));
  const Shelf shelf;
  std::string text = earshot::card::samples::read_text("content/rubrics/listening.yaml");
  const auto step = text.find("step: return");
  REQUIRE(step != std::string::npos);
  text.replace(step, 12, "step: retrun");
  shelf.folder.write("mine.yaml", text);
  std::filesystem::create_directories(shelf.folder.path() / "rubrics");
  shelf.folder.write("rubrics/begun.yaml", "id: begun\n");
  const Ran broken = shelf.run("check mine.yaml");
  CHECK(broken.status == 1);
  CHECK(holds(broken.output, "mine.yaml:17:11: 'step' cannot be 'retrun'; did you mean 'return'?"));
  const Ran begun = shelf.run("check rubrics/begun.yaml");
  CHECK(begun.status == 1);
  CHECK(holds(begun.output, "rubrics/begun.yaml:1:1: a rubric lacks 'title'; add a line 'title: …'"));
}

TEST_CASE("check takes the rules of the game too, by their badges") {
  const Ran good = run("check content/game.yaml");
  CHECK(good.status == 0);
  CHECK(holds(good.output, "content/game.yaml: good, 22 badges, 5 quests, 3 goals, 3 translations"));
  const Ran broken = run("check content/game.yaml tests/golden/game/against-each-other.yaml");
  CHECK(broken.status == 1);
  CHECK(holds(broken.output, "content/game.yaml: good"));
  CHECK(holds(broken.output, "against-each-other.yaml:16:108: silver is no more than bronze; give it a number above 1"));
}

TEST_CASE("advice alone does not fail a check") {
  const Ran ran = run("check tests/golden/card-faults/advice.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("advice: ") != std::string::npos);
}

TEST_CASE("show prints both sides of the variant asked for") {
  const Ran ran = run("show content/cards/en/wedding-order.yaml --variant garden");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("Customer: Joris van Dam") != std::string::npos);
  CHECK(ran.output.find("Agent: Noor at Fernleaf") != std::string::npos);
  CHECK(ran.output.find('{') == std::string::npos);
}

TEST_CASE("show names the variants there are when asked for another") {
  const Ran ran = run("show content/cards/en/wedding-order.yaml --variant beach");
  CHECK(ran.status == 1);
  CHECK(ran.output.find("no variant 'beach'; use one of brass garden town-hall") != std::string::npos);
}

TEST_CASE("check looks at a card beside the others of its folder") {
  const Ran lacking = run("check tests/golden/shelf-faults/translation-lacks-offers/de/lamp.yaml");
  CHECK(lacking.status == 0);  // that folder is not called cards, so the file stands alone
  const Shelf shelf;
  for (const char* language : {"en", "de"}) {
    const std::string file = std::string(language) + "/lamp.yaml";
    shelf.folder.write("cards/" + file, earshot::card::samples::read_text("tests/golden/shelf-faults/translation-lacks-offers/" + file));
  }
  const Ran ran = shelf.run("check cards/de/lamp.yaml");
  CHECK(ran.status == 1);
  CHECK(holds(ran.output, "cards/de/lamp.yaml:47:5: 'you_decide' has 2 items, in en/lamp it has 1; translate each, in the same order"));
  CHECK(shelf.run("check cards/en/lamp.yaml").status == 0);
}

TEST_CASE("check names a fault of a card in a folder once") {
  const Shelf shelf;
  shelf.folder.write("cards/en/small-card.yaml", earshot::card::samples::read_text("tests/golden/card-faults/advice.yaml"));
  const Ran ran = shelf.run("check cards/en/small-card.yaml");
  CHECK(ran.status == 0);
  const std::string advice = "no fact is at_once";
  CHECK(ran.output.find(advice) == ran.output.rfind(advice));
}

TEST_CASE("check names the second of two files with one id where they stand in no folder of cards") {
  const Shelf shelf;
  for (const char* name : {"small-card.yaml", "twin.yaml"}) shelf.folder.write(name, earshot::card::samples::good_yaml());
  const Ran ran = shelf.run("check small-card.yaml twin.yaml");
  CHECK(ran.status == 1);
  CHECK(holds(ran.output, "twin.yaml:1:1: the card 'small-card' is in small-card.yaml already; give one of them another id"));
}

TEST_CASE("check looks at a transcript beside its rubric and its translations") {
  const Ran good = run("check content/transcripts/en/two-days-at-home.yaml content/transcripts/de/two-days-at-home.yaml");
  CHECK(good.status == 0);
  CHECK(holds(good.output, "content/transcripts/de/two-days-at-home.yaml: good, 18 lines, 4 criteria\n"));
  const Ran missing = run("check content/transcripts/en/gone.yaml");
  CHECK(missing.status == 1);
  CHECK(holds(missing.output, "content/transcripts/en/gone.yaml: "));
}

TEST_CASE("new writes a card that passes the check where it stands, and says what is still to be written") {
  const Shelf shelf;
  const Ran made = shelf.run("new cards/en/my-card.yaml");
  CHECK(made.status == 0);
  CHECK(made.output == "cards/en/my-card.yaml: write on there, and run 'earshot-card check cards/en/my-card.yaml' as you go\n");
  const Ran checked = shelf.run("check cards/en/my-card.yaml");
  CHECK(checked.status == 0);
  CHECK(holds(checked.output, "advice: 4 facts make a short talk"));
  CHECK(holds(checked.output, "my-card.yaml: good, 4 facts, 2 variants"));
  CHECK(shelf.run("show cards/en/my-card.yaml --variant second").status == 0);
}

TEST_CASE("new takes the language of the folder, unless it is told another") {
  const Shelf shelf;
  CHECK(shelf.run("new cards/de/karte.yaml").status == 0);
  const Ran checked = shelf.run("check cards/de/karte.yaml");
  CHECK(checked.status == 0);
  CHECK_FALSE(holds(checked.output, "stands in the folder"));
  CHECK(shelf.run("new karte.yaml --language pt-BR").status == 0);
  CHECK(holds(shelf.run("show karte.yaml").output, "Retail, difficulty 2 of 5, pt-BR"));
}

TEST_CASE("new never overwrites, and leaves no file where it refuses") {
  const Shelf shelf;
  shelf.folder.write("cards/en/mine.yaml", "mine");
  const auto refused = [&](const std::string& arguments, const std::string& message) {
    const Ran ran = shelf.run("new " + arguments);
    CAPTURE(ran.output);
    CHECK(ran.status == 1);
    CHECK(holds(ran.output, message));
    CHECK(shelf.files() == 1);
  };
  refused("cards/en/mine.yaml", "cards/en/mine.yaml: this file is there already; choose another name, or move it away\n");
  refused("'cards/en/My Card.yaml'", "My Card.yaml: 'My Card' is no id; use small letters, digits, - and _, a letter first, at most 40 of them");
  refused("'cards/en/a: b.yaml'", "a: b.yaml: 'a: b' is no id; use small letters");
  refused("cards/en/" + std::string(41, 'a') + ".yaml", "is no id; use small letters");
  refused("cards/en/1st.yaml", "'1st' is no id");
  refused("cards/en/card", "cards/en/card: a card's file ends in .yaml; add it to the name\n");
  refused("cards/en/card.yml", "a card's file ends in .yaml");
  refused("cards/en/card.yaml --language klingon", "'klingon' is no language code; use a code such as en, de or pt-BR\n");
  refused("cards/en/card.yaml --language 'en # x'", "is no language code");
  refused("nowhere/card.yaml", "nowhere/card.yaml: the file cannot be written; check its folder and its rights\n");
  refused("cards/de/mine.yaml", "this card is there in another language; copy ");
  std::ifstream kept(shelf.folder.path() / "cards/en/mine.yaml");
  std::string text;
  std::getline(kept, text);
  CHECK(text == "mine");
}

TEST_CASE("print writes a page with the variants that were asked for") {
  const Ran first = run("print content/cards/en/wedding-order.yaml");
  CHECK(first.status == 0);
  CHECK(holds(first.output, "Amara Okafor"));
  CHECK_FALSE(holds(first.output, "Joris van Dam"));
  CHECK(holds(run("print content/cards/en/wedding-order.yaml --variant garden").output, "Joris van Dam"));
  const Ran all = run("print content/cards/en/wedding-order.yaml content/cards/en/mirror-a-sentence.yaml --all");
  for (const char* name : {"Amara Okafor", "Joris van Dam", "Your partner"}) CHECK_MESSAGE(holds(all.output, name), name);
  CHECK(run("print content/cards/en/wedding-order.yaml --all --variant garden").status != 0);
  const Ran missing = run("print content/cards/en/wedding-order.yaml content/cards/en/gone.yaml");
  CHECK(missing.status == 1);
  CHECK_FALSE(holds(missing.output, "<html"));
}

TEST_CASE("schema and fields print what stands in the repository") {
  using earshot::card::samples::read_text;
  CHECK(run("schema").output == read_text("content/cards/card.schema.json"));
  const Ran fields = run("fields");
  CHECK(fields.status == 0);
  CHECK(holds(read_text("docs/writing-cards.md"), "<!-- fields -->\n\n" + fields.output + "<!-- /fields -->"));
}

TEST_CASE("without a command, or with one that it does not know, the program says how it is used") {
  for (const char* arguments : {"", "chekc x.yaml", "check", "show a.yaml b.yaml"}) {
    const Ran ran = run(arguments);
    CHECK(ran.status != 0);
    CHECK_MESSAGE(holds(ran.output, "--help"), arguments);
  }
}
