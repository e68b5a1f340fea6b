// Deeds as they are kept.
#include "shared/game/deed.h"

#include <cereal/archives/json.hpp>
#include <regex>
#include <sstream>

#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;

std::string written(Deed deed) {
  std::ostringstream out;
  {
    cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options::NoIndent());
    deed.serialize(archive);
  }
  std::string json = out.str();
  std::erase_if(json, [](char c) { return c == '\n' || c == ' '; });
  return json;
}

Deed read(const std::string& json) {
  std::istringstream in(json);
  cereal::JSONInputArchive archive(in);
  Deed deed;
  deed.serialize(archive);
  return deed;
}

/// Nothing in it has its initial value.
Deed full() {
  Deed deed = rated(recap(10, 3, 7));
  deed.kind = DeedKind::excused;
  deed.class_id = ClassId{4};
  deed.round = RoundId{2};
  deed.mode = protocol::Mode::spoken;
  deed.partner = Partner::chosen;
  deed.first_time = true;
  deed.modifiers = {Modifier::bias, Modifier::pressure};
  deed.invented = 1;
  deed.if_asked_earned = deed.if_heard_earned = deed.resolution_named = deed.prevention_named = 1;
  deed.if_asked_of = deed.if_heard_of = deed.resolution_of = deed.prevention_of = 2;
  deed.told_again = 3;
  deed.handed_over = deed.recap_confirmed = deed.mended = deed.breath = deed.intention_brought = true;
  deed.open_questions = 4;
  deed.pings_seen = 5;
  deed.pings_opened = 1;
  deed.pressure_rose = 2;
  deed.part_mean = 433;
  deed.tasks_tapped = 2;
  deed.comments = 4;
  deed.calibration_distance = 55;
  deed.intention_kept = 4;
  deed.felt_start = 2;
  deed.felt_end = 5;
  return deed;
}

}  // namespace

TEST_CASE("a deed comes back as it was written") {
  CHECK(read(written(full())) == full());
  CHECK(read(written(Deed{})) == Deed{});
}

TEST_CASE("a row from before a field was kept is read, whichever it is") {
  const std::string json = written(full());
  // A top-level field with its value: a number, a text, a list, or an object of an optional.
  const std::regex field(R"re("([a-z_]+)":("[^"]*"|\[[^\]]*\]|\{[^}]*\}|[-0-9a-z.]+),?)re");
  int fields = 0;
  for (std::sregex_iterator found(json.begin(), json.end(), field), end; found != end; ++found) {
    std::string without = json;
    without.erase(static_cast<std::size_t>(found->position()), static_cast<std::size_t>(found->length()));
    if (const auto comma = without.rfind(",}"); comma == without.size() - 2) without.erase(comma, 1);
    CAPTURE(found->str());
    // The field has its initial value, and all else is as it was.
    const std::string back = written(read(without));
    CHECK(back != json);
    std::string initial;
    const std::string name = (*found)[1];
    const std::string empty = written(Deed{});
    for (std::sregex_iterator other(empty.begin(), empty.end(), field); other != end; ++other) {
      if ((*other)[1] == name) initial = (*other)[2];
    }
    std::string expected = json;
    expected.replace(static_cast<std::size_t>(found->position(2)), static_cast<std::size_t>(found->length(2)), initial);
    CHECK(back == expected);
    ++fields;
  }
  CHECK(fields == 50);
  CHECK(read("{}") == Deed{});
}

TEST_CASE("a row with a field from later on is read") {
  std::string json = written(full());
  json.insert(1, "\"from_later\":{\"a\":[1,2]},");
  CHECK(read(json) == full());
}

TEST_CASE("a deed holds no length and no level given: its fields are these") {
  // Whoever adds a field reads this first: nothing that grows with writing more or rating higher may earn anything.
  const std::string json = written(full());
  for (const char* word : {"word", "char", "length", "lines", "bytes", "level"}) CHECK_MESSAGE(json.find(word) == std::string::npos, word);
}

}  // namespace earshot::game
