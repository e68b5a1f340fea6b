// What is printed from the card language and stands in the repository, and that it is what the loader takes.
#include "shared/card/schema.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "shared/card/language.h"
#include "shared/card/limits.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

namespace {

using Json = nlohmann::json;

template <class F>
void for_each_record(const yaml::RecordShape& record, F f) {
  f(record);
  for (const yaml::FieldShape& field : record.fields) {
    if (field.shape.record) for_each_record(*field.shape.record, f);
  }
}

}  // namespace

TEST_CASE("the guide holds the reference that is printed from the language") {
  const std::string guide = samples::read_text("docs/writing-cards.md");
  const std::string opening = "<!-- fields -->\n\n", closing = "<!-- /fields -->";
  const auto begin = guide.find(opening);
  const auto end = guide.find(closing);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const auto from = begin + opening.size();
  CHECK_MESSAGE(guide.substr(from, end - from) == reference(), "paste what 'earshot-card fields' prints between the markers of docs/writing-cards.md");
}

TEST_CASE("the schema beside the cards is the one that is printed from the language") {
  CHECK_MESSAGE(samples::read_text("content/cards/card.schema.json") == json_schema(), "run 'earshot-card schema > content/cards/card.schema.json'");
}

TEST_CASE("every field says who sees it or holds fields that do, and is in the guide under its record") {
  const std::string text = reference();
  for_each_record(shape(), [&](const yaml::RecordShape& record) {
    std::set<std::string_view> keys;
    for (const yaml::FieldShape& field : record.fields) {
      CAPTURE(record.what);
      CAPTURE(field.key);
      CHECK(keys.insert(field.key).second);
      const bool told = !field.seen.empty() || field.shape.record != nullptr;
      CHECK(told);
      CHECK(text.find("| `" + std::string(field.key) + "` |") != std::string::npos);
      CHECK(record.find(field.key) == &field);
    }
    CHECK(record.find("no such key") == nullptr);
  });
}

TEST_CASE("the schema has each field with its bounds, and takes no other") {
  const Json schema = Json::parse(json_schema());
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["properties"].size() == shape().fields.size());
  const Json& customer = schema["properties"]["customer"];
  CHECK(customer["additionalProperties"] == false);
  CHECK(customer["properties"]["facts"]["maxItems"] == kMaxFacts);
  CHECK(customer["properties"]["facts"]["items"]["properties"]["text"]["anyOf"][0]["maxLength"] == kMaxLine);
  CHECK(schema["properties"]["title"]["maxLength"] == kMaxTitle);
  CHECK(customer["properties"]["felt_start"]["maximum"] == kMaxScale);
  CHECK(schema["properties"]["skills"]["items"]["enum"].size() == kSkills.size());
  CHECK(schema["properties"]["variants"]["minItems"] == 1);
}

}  // namespace earshot::card
