// One talk that all rate, as a trainee and a trainer meet it.
#include "client/views/calibration.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "client/views/presenter.h"
#include "shared/transcript/load.h"
#include "shared/words/words.h"
#include "tests/client/views/screen.h"

using namespace earshot;

namespace {

constexpr TimePoint kNow{Seconds{1'000'000}};
const std::vector<std::string> kFocus{"attention", "empathy"};

protocol::CalibrationShown talk() {
  protocol::CalibrationShown shown;
  shown.on = true;
  shown.transcript = "heater";
  shown.title = "The cold flat";
  shown.situation = "It is cold.";
  shown.focus = kFocus;
  shown.lines = {{protocol::Role::customer, "My heater is off."}, {protocol::Role::agent, "Since when?"}};
  shown.of = 3;
  return shown;
}

protocol::CalibrationResult result(std::optional<std::uint8_t> own, std::optional<std::uint8_t> anchor) {
  protocol::CalibrationResult shown{"heater", "The cold flat", {}};
  shown.criteria.push_back({"attention", {1, 0, 2, 0, 0}, 0, 3, 3, "The date is used."});
  shown.criteria.push_back({"empathy", {0, 1, 1, 0, 0}, 1, anchor, own, "No feeling is named."});
  return shown;
}

struct Person : looking_back::Screen {
  explicit Person(protocol::Standing standing = protocol::Standing::trainee, ImVec2 size = {1440, 900}) : Screen(size, {}, kNow) {
    model.self = {PersonId{1}, "Ana Lima", standing == protocol::Standing::trainer};
    model.connection.state = model::ConnectionState::ready;
    auto& klass = model.in_class.emplace();
    klass.code = "K7M4QX";
    klass.standing = standing;
    klass.members.push_back({PersonId{1}, "Ana Lima", "", standing, true, false});
    auto& rubric = model.rubric.emplace();
    for (const auto& id : kFocus) rubric.agent.push_back({id, id, {}, {"one", "two", "three", "four", "five"}});
    model.settings.emplace();
  }
};

}  // namespace

TEST_CASE("a trainee rates by keys alone, and hands in each criterion once") {
  Person person;
  person.model.insight.calibration = talk();
  person.key(ImGuiKey_4);
  person.press("Hand in");
  CHECK(person.all<protocol::RateTranscript>().empty());  // one is still open
  person.key(ImGuiKey_DownArrow);
  person.key(ImGuiKey_2);
  person.press("Hand in");
  REQUIRE(person.all<protocol::RateTranscript>().size() == 1);
  const std::vector<protocol::CriterionLevel> given{{"attention", 4}, {"empathy", 2}};
  CHECK(person.all<protocol::RateTranscript>()[0].levels == given);
}

TEST_CASE("what was handed in can be changed, and is sent again only then") {
  Person person;
  person.model.insight.calibration = talk();
  person.model.insight.calibration->own = {{"attention", 4}, {"empathy", std::nullopt}};
  person.press("Hand in again");
  CHECK(person.all<protocol::RateTranscript>().empty());
  person.key(ImGuiKey_5);
  person.press("Hand in again");
  REQUIRE(person.all<protocol::RateTranscript>().size() == 1);
  const std::vector<protocol::CriterionLevel> given{{"attention", 5}, {"empathy", std::nullopt}};
  CHECK(person.all<protocol::RateTranscript>()[0].levels == given);
}

TEST_CASE("the talk comes to a trainee wherever they are, and the result stays until it is put away") {
  Person person;
  person.state.place = views::Place::board;
  person.frame();
  person.model.insight.calibration = talk();
  person.frame();
  CHECK(person.state.place == views::Place::home);
  person.model.insight.calibration = protocol::CalibrationShown{};
  person.model.insight.calibration_result = result(2, 3);
  CHECK(views::shows_calibration(person.model, person.state.calibration));
  person.press("Back to the lobby");
  CHECK_FALSE(views::shows_calibration(person.model, person.state.calibration));
}

TEST_CASE("the next talk begins with clean fields, though it is the same one") {
  Person person;
  person.model.insight.calibration = talk();
  person.key(ImGuiKey_4);
  person.model.insight.calibration = protocol::CalibrationShown{};
  person.frame();
  person.model.insight.calibration = talk();
  person.frame();
  CHECK(person.state.calibration.levels.empty());
}

TEST_CASE("one sentence says where somebody stood furthest from their trainer") {
  Person person;
  CHECK(views::beside_trainer(person.model, result(2, 4)) == "You were 2 levels stricter than your trainer on empathy.");
  CHECK(views::beside_trainer(person.model, result(4, 3)) == "You were 1 level kinder than your trainer on empathy.");
  CHECK(views::beside_trainer(person.model, result(3, 3)) == "You gave the levels that your trainer gave.");
  auto without = result(4, std::nullopt);
  without.criteria[0].own.reset();
  CHECK(views::beside_trainer(person.model, without).empty());
  person.model.in_class->standing = protocol::Standing::trainer;
  CHECK(views::beside_trainer(person.model, result(2, 4)).empty());
}

TEST_CASE("a trainer chooses the talk beside the next round, and shows the class when it is time") {
  Person trainer(protocol::Standing::trainer);
  trainer.model.insight.calibration = protocol::CalibrationShown{};
  trainer.press("Next round");
  trainer.model.insight.calibration->choices = {"heater"};
  trainer.model.insight.calibration->choice_names = {"The cold flat"};
  trainer.press("Rate one talk");
  trainer.press("The cold flat");
  REQUIRE(trainer.all<protocol::Calibrate>().size() == 1);
  CHECK(trainer.all<protocol::Calibrate>()[0].transcript == "heater");
  trainer.window.kit.focus("");
  trainer.model.insight.calibration = talk();
  trainer.press("Show the class");
  CHECK(trainer.all<protocol::EndCalibration>().size() == 1);
}

TEST_CASE("the screens of every talk fit in both windows, in every language") {
  const auto rubric = rubric::load_file(EARSHOT_SOURCE_DIR "/content/rubrics/listening.yaml");
  REQUIRE(rubric.rubric);
  const auto talks = transcript::load_folder(EARSHOT_SOURCE_DIR "/content/transcripts", *rubric.rubric).transcripts;
  REQUIRE_FALSE(talks.empty());
  for (const ImVec2 size : {ImVec2{1440, 900}, ImVec2{1024, 640}}) {
    for (const auto& one : talks) {
      words::set_language(one.language);
      CAPTURE(one.language);
      CAPTURE(one.id);
      CAPTURE(size.x);
      Person person(protocol::Standing::trainee, size);
      person.window.kit.recorder.keep_cuts();
      auto& shown = person.model.insight.calibration.emplace(talk());
      shown.title = one.title;
      shown.situation = one.situation;
      shown.lines = one.lines;
      person.frame();
      person.frame();
      protocol::CalibrationResult rated{one.id, one.title, {}};
      for (const auto& note : one.notes) rated.criteria.push_back({note.criterion, {0, 3, 2, 1, 0}, 1, 3, 2, note.why});
      person.model.insight.calibration = protocol::CalibrationShown{};
      person.model.insight.calibration_result = rated;
      person.frame();
      std::set<std::string> texts{one.title, one.situation};
      for (const auto& line : one.lines) texts.insert(line.text);
      for (const auto& note : one.notes) texts.insert(note.why);
      for (const std::string& cut : person.window.kit.recorder.cuts()) CHECK_MESSAGE(!texts.contains(cut), cut);
    }
  }
  words::set_language("en");
}
