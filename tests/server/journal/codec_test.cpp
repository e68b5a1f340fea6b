#include "server/journal/codec.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/server/journal/examples.h"

namespace earshot::journal {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(EARSHOT_SOURCE_DIR) / "tests/golden/journal";
/// Bodies as they were written before their kind gained a field.
const fs::path kOlder = fs::path(EARSHOT_SOURCE_DIR) / "tests/golden/journal-older";

std::string read_text(const fs::path& path) {
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

class DrawnValues final : public Values {
 public:
  std::uint64_t below(std::uint64_t bound) override { return *rc::gen::inRange<std::uint64_t>(0, bound); }
  std::uint64_t number() override { return *rc::gen::arbitrary<std::uint64_t>(); }
  /// Texts were cleaned at the door: UTF-8 without NUL.
  std::string text(const std::string&) override {
    const auto part = rc::gen::element<std::string>("a", " ", ":", ",", "{", "\"", "\\", "\n", "/", "ü", "—",
                                                    "👂", "\u2028", "\x7f", "\\\"");
    std::string text;
    for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(part)) text += piece;
    return text;
  }
  std::size_t length() override { return *rc::gen::inRange<std::size_t>(0, 4); }
  bool none() override { return *rc::gen::arbitrary<bool>(); }
};

domain::Event said(std::string text) {
  return domain::Said{.session = {7}, .message = {3}, .from = {9}, .text = std::move(text)};
}

std::string type_of(const domain::Event& event) {
  return std::visit([](const auto& e) { return std::string(e.kType); }, event);
}

}  // namespace

TEST_CASE("a body is compact JSON with the fields at the top") {
  std::string type;
  std::string body;
  encode(said("yes: \"one, two\"\nthree"), type, body);
  CHECK(type == "Said");
  CHECK(body == R"({"session":7,"message":3,"from":9,"text":"yes: \"one, two\"\nthree","over":false})");
}

TEST_CASE("every kind of event has a golden body, written and read alike") {
  // EARSHOT_WRITE_GOLDEN=1 adds the files that are missing; it never changes one, since stores hold such
  // bodies.
  const bool may_add = std::getenv("EARSHOT_WRITE_GOLDEN") != nullptr;
  std::string type;
  std::string body;
  for (const domain::Event& event : fill_all<FixedValues>()) {
    encode(event, type, body);
    CAPTURE(type);
    const fs::path file = kGolden / (type + ".json");
    if (may_add && !fs::exists(file)) std::ofstream(file) << body << '\n';
    REQUIRE(fs::exists(file));
    CHECK(body == read_text(file));
    CHECK(decode(type, read_text(file), ClassId{1}, 1) == event);
  }
}

TEST_CASE("no golden body is of a kind that is gone") {
  std::vector<std::string> kinds;
  for (const domain::Event& event : fill_all<FixedValues>()) kinds.push_back(type_of(event) + ".json");
  for (const auto& entry : fs::directory_iterator(kGolden)) {
    CAPTURE(entry.path());
    CHECK(std::ranges::find(kinds, entry.path().filename().string()) != kinds.end());
  }
}

TEST_CASE("whatever is written is read again") {
  CHECK(rc::check("decode(encode(e)) == e", [] {
    std::string type;
    std::string body;
    for (const domain::Event& event : fill_all<DrawnValues>()) {
      encode(event, type, body);
      const auto read = decode(type, body, ClassId{1}, 1);
      RC_ASSERT(read.has_value());
      RC_ASSERT(*read == event);
      RC_ASSERT(nlohmann::ordered_json::parse(body).dump() == body);
    }
  }));
}

TEST_CASE("a body that is cut short, or is of another kind, is an error that names its place") {
  std::string type;
  std::string body;
  for (const domain::Event& event : fill_all<FixedValues>()) {
    encode(event, type, body);
    CAPTURE(body);
    for (std::size_t length = 0; length < body.size(); ++length) {
      const auto read = decode(type, std::string_view(body).substr(0, length), ClassId{4}, 12);
      REQUIRE_FALSE(read.has_value());
      CHECK(read.error().where == "journal 4:12");
    }
    CHECK_FALSE(decode(type, R"({"other":1})", ClassId{4}, 12).has_value());
  }
}

namespace {

/// Everything that is in `before` is in `now`, which may have more fields.
bool still_says(const nlohmann::json& now, const nlohmann::json& before) {
  if (before.is_object()) {
    return std::ranges::all_of(before.items(), [&](const auto& item) { return now.contains(item.key()) && still_says(now.at(item.key()), item.value()); });
  }
  return before.is_array() ? std::ranges::equal(now, before, still_says) : now == before;
}

/// "/list/*/field" of the first element.
std::string first_of_lists(std::string_view field) {
  std::string place(field);
  for (auto star = place.find('*'); star != std::string::npos; star = place.find('*')) place[star] = '0';
  return place;
}

}  // namespace

TEST_CASE("a body from before its kind gained a field is read with what it meant then") {
  std::size_t count = 0;
  std::string type;
  std::string body;
  for (const auto& entry : fs::directory_iterator(kOlder)) {
    CAPTURE(entry.path());
    const auto event = decode(entry.path().stem().string(), read_text(entry.path()), ClassId{1}, 1);
    REQUIRE(event.has_value());
    encode(*event, type, body);
    const auto now = nlohmann::json::parse(body);
    auto before = nlohmann::json::parse(read_text(entry.path()));
    if (type == "Rated") before["rating"].erase("evidence");  // it has another form now: see below
    CHECK(still_says(now, before));
    for (const Addition& addition : kAdditions) {
      if (addition.type != type) continue;
      ++count;
      const nlohmann::json::json_pointer field{first_of_lists(addition.field)};
      // A rating's moments come from what it had before.
      if (type != "Rated") CHECK(now.at(field) == nlohmann::json::parse(addition.value));
      CHECK_FALSE(before.contains(field));
    }
  }
  CHECK(count == kAdditions.size());
}

TEST_CASE("the line that an older rating named speaks for the rating as a whole") {
  const auto event = decode("Rated", read_text(kOlder / "Rated.json"), ClassId{1}, 1);
  REQUIRE(event.has_value());
  CHECK(std::get<domain::Rated>(*event).rating.moments == std::vector<protocol::CriterionMoment>{{"", MessageId{10}}});
  const auto without = decode("Rated", R"({"session":7,"by":9,"rating":{"of":8,"levels":[],"keep":"","next":"","evidence":{"nullopt":true}}})", ClassId{1}, 1);
  REQUIRE(without.has_value());
  CHECK(std::get<domain::Rated>(*without).rating.moments.empty());
}

TEST_CASE("each field must be there that was always there") {
  std::string type;
  std::string body;
  for (const domain::Event& event : fill_all<FixedValues>()) {
    encode(event, type, body);
    const auto whole = nlohmann::json::parse(body);
    for (const auto& [field, value] : whole.items()) {
      CAPTURE(type);
      CAPTURE(field);
      auto without = whole;
      without.erase(field);
      const bool added = std::ranges::any_of(kAdditions, [&](const Addition& one) {
        return one.type == type && one.field.substr(1) == field;
      });
      CHECK(decode(type, without.dump(), ClassId{1}, 1).has_value() == added);
    }
  }
}

TEST_CASE("fields of other versions are skipped, in any order") {
  CHECK(decode("Said", R"({"mood":{"a":[1]},"text":"hi","from":9,"session":7,"colour":"red","message":3})",
               ClassId{1}, 1) == said("hi"));
}

TEST_CASE("an unknown kind, a wrong type and a number beyond an enum are errors") {
  const auto unknown = decode("Teleported", "{}", ClassId{2}, 5);
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().to_string() ==
        "journal 2:5: no kind of event is called 'Teleported'; a newer Earshot may have written it");
  CHECK_FALSE(
      decode("Said", R"({"session":"7","message":3,"from":9,"text":"hi"})", ClassId{1}, 1).has_value());
  CHECK_FALSE(decode("Said", R"({"session":7,"message":3,"from":9,"text":null})", ClassId{1}, 1).has_value());
  CHECK_FALSE(decode("Said", R"([7,3,9,"hi"])", ClassId{1}, 1).has_value());
  CHECK(decode("PhaseBegan", R"({"session":7,"phase":5})", ClassId{1}, 1).has_value());
  CHECK_FALSE(decode("PhaseBegan", R"({"session":7,"phase":6})", ClassId{1}, 1).has_value());
}

TEST_CASE("a field that was added later has its listed value in older bodies") {
  const std::array additions{Addition{"Said", "/text", "\"…\""}, Addition{"Said", "/over", "false"}, Addition{"Rated", "/rating/keep", "\"\""}};
  CHECK(decode("Said", R"({"session":7,"message":3,"from":9})", ClassId{1}, 1, additions) == said("…"));
  CHECK(decode("Said", R"({"session":7,"message":3,"from":9,"text":"hi"})", ClassId{1}, 1, additions) ==
        said("hi"));
  CHECK_FALSE(decode("Said", R"({"session":7,"message":3)", ClassId{1}, 1, additions).has_value());

  const domain::Event rated =
      domain::Rated{.session = {7},
                    .by = {9},
                    .rating = {.of = {8}, .levels = {}, .keep = {}, .next = "n", .moments = {}}};
  const auto old =
      R"({"session":7,"by":9,"rating":{"of":8,"levels":[],"next":"n","moments":[]}})";
  CHECK(decode("Rated", old, ClassId{1}, 1, additions) == rated);
}

}  // namespace earshot::journal
