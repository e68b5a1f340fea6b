// A talk that a class rates, through the server: read from its folder, stored with what was rated, back after a restart.
#include <algorithm>

#include "tests/server/net/content_folder.h"
#include "tests/server/net/hub_fixture.h"

namespace earshot::net::testing {
namespace {

using namespace protocol;

RateTranscript all_at(const CalibrationShown& shown, std::uint8_t level) {
  RateTranscript rating;
  for (const std::string& criterion : shown.focus) rating.levels.push_back({criterion, level});
  return rating;
}

std::string talk() { return read_text(EARSHOT_SOURCE_DIR "/content/transcripts/en/two-days-at-home.yaml"); }
std::string german() { return read_text(EARSHOT_SOURCE_DIR "/content/transcripts/de/two-days-at-home.yaml"); }

/// Small content with one talk in two languages.
struct Talks {
  Talks() {
    folder.write("transcripts/en/two-days-at-home.yaml", talk());
    folder.write("transcripts/de/two-days-at-home.yaml", german());
    auto loaded = ContentLibrary::load(folder.path());
    REQUIRE(loaded);
    content = loaded->library;
  }
  bool refresh() {
    const auto refreshed = content->refresh();
    return !yaml::has_errors(refreshed.problems);
  }
  ContentFolder folder;
  std::shared_ptr<ContentLibrary> content;
};

}  // namespace

TEST_CASE("a class rates a talk, and after a crash in the middle it goes on where it stood") {
  Fixture f;
  auto trainer = f.trainer();
  const auto ann = f.trainee("Ann");
  auto ben = f.trainee("Ben");
  const std::string trainers_token = f.last<Welcome>(trainer).resume;
  const std::string bens_token = f.last<Welcome>(ben).resume;

  f.tell(trainer, 2, Calibrate{"two-days-at-home"});
  REQUIRE(f.last<CalibrationShown>(ann).on);
  CHECK(f.last<CalibrationShown>(ann).lines.size() == 18);
  f.tell(ann, 1, all_at(f.last<CalibrationShown>(ann), 2));
  CHECK(f.last<CalibrationShown>(ben).rated == 1);
  CHECK(f.last<CalibrationShown>(ben).own.empty());
  f.tell(trainer, 3, StartRound{});
  CHECK(f.last<Refused>(trainer).text == "the class is rating a transcript; show how it was rated first");

  f.restart(f.now + Seconds{30});
  ben = f.connect();
  f.tell(ben, 0, Resume{bens_token});
  REQUIRE(f.last<CalibrationShown>(ben).on);
  CHECK(f.last<CalibrationShown>(ben).rated == 1);
  f.tell(ben, 1, all_at(f.last<CalibrationShown>(ben), 5));
  trainer = f.connect();
  f.tell(trainer, 0, Resume{trainers_token});
  f.tell(trainer, 4, all_at(f.last<CalibrationShown>(trainer), 3));
  f.tell(trainer, 5, EndCalibration{});
  const auto result = f.last<CalibrationResult>(ben);
  REQUIRE(result.criteria.size() == 4);
  for (const auto& criterion : result.criteria) {
    CHECK(criterion.counts == std::array<std::uint32_t, 5>{0, 1, 0, 0, 1});
    CHECK(criterion.anchor == 3);
    CHECK(criterion.own == 5);
    CHECK_FALSE(criterion.why.empty());
  }
  CHECK_FALSE(f.last<CalibrationShown>(ben).on);

  f.restart(f.now + Seconds{30});
  ben = f.connect();
  f.tell(ben, 0, Resume{bens_token});
  CHECK(f.last<CalibrationResult>(ben) == result);
}

TEST_CASE("a talk that was rated is there after a restart, though its file is gone or has changed") {
  ContentFolder folder;
  folder.write("transcripts/en/two-days-at-home.yaml", talk());
  Fixture f({}, folder.path());
  f.trainer();
  const auto ann = f.trainee("Ann");
  const std::string token = f.last<Welcome>(ann).resume;
  const auto second = f.connect();
  f.tell(second, 0, SignIn{f.trainer_token, "Ngozi"});
  f.tell(second, 1, Calibrate{"two-days-at-home"});
  REQUIRE(f.last<CalibrationShown>(ann).on);
  const auto lines = f.last<CalibrationShown>(ann).lines;
  folder.remove("transcripts/en/two-days-at-home.yaml");
  f.restart(f.now + Seconds{30});
  const auto back = f.connect();
  f.tell(back, 0, Resume{token});
  CHECK(f.last<CalibrationShown>(back).lines == lines);
}

TEST_CASE("each reads the talk in their own language, also when they change it meanwhile") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto ann = f.trainee("Ann");
  f.tell(trainer, 2, Calibrate{"charged-twice"});
  CHECK(f.last<CalibrationShown>(ann).title == "Charged twice before the holiday");
  f.tell(ann, 1, all_at(f.last<CalibrationShown>(ann), 4));
  f.tell(ann, 2, UseLanguage{"de"});
  CHECK(f.last<CalibrationShown>(ann).title == "Zweimal abgebucht vor dem Urlaub");
  CHECK(f.last<CalibrationShown>(ann).own.size() == 6);
  CHECK(f.last<CalibrationShown>(ann).lines.size() == 18);
}

TEST_CASE("a changed talk is in force at the next look, and the old one stays for who rates it") {
  Talks talks;
  const auto old = talks.content->find_transcript("two-days-at-home");
  REQUIRE(old);
  REQUIRE(talks.content->unstored(old->hash));
  CHECK(talks.content->find_transcript("two-days-at-home", "de")->language == "de");
  CHECK(talks.content->find_transcript("two-days-at-home", "fr") == old);
  talks.folder.write("transcripts/en/two-days-at-home.yaml", with(talk(), "title: Two days at home for a parcel", "title: Two days lost"));
  CHECK(talks.refresh());
  CHECK(talks.content->find_transcript("two-days-at-home")->title == "Two days lost");
  CHECK(talks.content->transcript(old->hash) == old);
  CHECK_THROWS(talks.content->transcript("no such hash"));
}

TEST_CASE("a broken talk stays as it was, and is named; one that is taken away is gone") {
  Talks talks;
  talks.folder.write("transcripts/en/two-days-at-home.yaml", "id: two-days-at-home\n");
  CHECK_FALSE(talks.refresh());
  REQUIRE(talks.content->find_transcript("two-days-at-home"));
  CHECK(talks.content->find_transcript("two-days-at-home")->lines.size() == 18);
  talks.folder.remove("transcripts/en/two-days-at-home.yaml");
  talks.folder.remove("transcripts/de/two-days-at-home.yaml");
  CHECK(talks.refresh());
  CHECK(talks.content->transcripts().empty());
}

TEST_CASE("trainers are shown a new talk as soon as it is there") {
  ContentFolder folder;
  Fixture f({}, folder.path());
  const auto trainer = f.trainer();
  CHECK(f.last<CalibrationShown>(trainer).choices.empty());
  folder.write("transcripts/en/two-days-at-home.yaml", talk());
  REQUIRE(f.content->refresh().changed);
  f.hub->content_changed();
  f.settle();
  CHECK(f.last<CalibrationShown>(trainer).choices == std::vector<std::string>{"two-days-at-home"});
}

}  // namespace earshot::net::testing
