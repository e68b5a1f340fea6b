#include "shared/card/schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

#include "shared/card/language.h"

namespace earshot::card {

namespace {

using Json = nlohmann::ordered_json;
using yaml::FieldShape;
using yaml::Need;
using yaml::RecordShape;
using yaml::Shape;

constexpr std::string_view kIdPattern = "^[a-z][a-z0-9_-]*$";
constexpr std::string_view kMinutesPattern = R"(^\d+(:[0-5]\d|\.\d{1,2})?$)";

std::string clock(std::size_t seconds) { return yaml::clock_text(Seconds{static_cast<std::int64_t>(seconds)}); }

/// "the customer" → "customer", "an item of resolution" → "resolution".
std::string name_of(const RecordShape& record) {
  std::string name(record.what);
  for (const std::string_view article : {"an item of ", "the ", "an ", "a "}) {
    if (!name.starts_with(article)) continue;
    name.erase(0, article.size());
    break;
  }
  return name;
}

Json of_text(std::size_t min, std::size_t max, bool placeholders = false) {
  // YAML reads 12 and yes as no texts where quotes are left out; the loader takes them as they stand.
  Json json = {{"type", {"string", "number", "boolean"}}};
  if (min > 0) json["minLength"] = min;
  if (placeholders) {  // it may get shorter once they are filled in
    json["anyOf"] = {{{"maxLength", max}}, {{"pattern", "[{]"}}};
  } else {
    json["maxLength"] = max;
  }
  return json;
}

Json of_record(const RecordShape& record);

Json of_shape(const Shape& shape) {
  const auto list = [&](Json item) {
    Json json = {{"type", "array"}, {"items", std::move(item)}};
    if (shape.min > 0) json["minItems"] = shape.min;
    if (shape.max > 0) json["maxItems"] = shape.max;
    return json;
  };
  switch (shape.kind) {
    case Shape::Kind::text: return of_text(shape.min, shape.max, shape.placeholders);
    case Shape::Kind::id: return {{"type", "string"}, {"pattern", kIdPattern}, {"maxLength", shape.max}};
    case Shape::Kind::word: return {{"enum", shape.words}};
    case Shape::Kind::whole: return {{"type", "integer"}, {"minimum", shape.min}, {"maximum", shape.max}};
    case Shape::Kind::minutes: return {{"type", {"number", "string"}}, {"pattern", kMinutesPattern}, {"exclusiveMinimum", 0}};
    case Shape::Kind::yes: return {{"enum", {true, false, "yes", "no"}}};
    case Shape::Kind::texts: return list(of_text(1, shape.max_length, shape.placeholders));
    case Shape::Kind::ids: return list({{"type", "string"}, {"pattern", kIdPattern}, {"maxLength", shape.max_length}});
    case Shape::Kind::words: return list({{"enum", shape.words}});
    case Shape::Kind::record: return of_record(*shape.record);
    case Shape::Kind::records: return list(of_record(*shape.record));
    case Shape::Kind::values:
      return {{"type", "object"}, {"maxProperties", shape.max}, {"propertyNames", {{"pattern", "^[a-z0-9_]+$"}}}, {"additionalProperties", of_text(1, shape.max_length)}};
  }
  return {};
}

Json of_record(const RecordShape& record) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const FieldShape& field : record.fields) {
    Json property = of_shape(field.shape);
    if (!field.about.empty()) property["description"] = field.about;
    if (!field.otherwise.empty()) property["default"] = field.otherwise;
    properties[std::string(field.key)] = std::move(property);
    if (field.need == Need::always) required.push_back(field.key);
  }
  Json json = {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) json["required"] = std::move(required);
  return json;
}

/// What only a card to warm up may leave out.
Json of_full(const RecordShape& record) {
  Json properties = Json::object();
  for (const FieldShape& field : record.fields) {
    if (field.shape.kind != Shape::Kind::record) continue;
    Json required = Json::array();
    for (const FieldShape& inner : field.shape.record->fields) {
      if (inner.need == Need::in_full) required.push_back(inner.key);
    }
    if (!required.empty()) properties[std::string(field.key)] = {{"required", std::move(required)}};
  }
  return {{"properties", std::move(properties)}};
}

std::string bounds(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::text: return fmt::format("text, {}", shape.max);
    case Shape::Kind::id: return "id";
    case Shape::Kind::word: return fmt::format("`{}`", fmt::join(shape.words, "` `"));
    case Shape::Kind::whole: return fmt::format("{} to {}", shape.min, shape.max);
    case Shape::Kind::minutes: return fmt::format("minutes, {} to {}", clock(shape.min), clock(shape.max));
    case Shape::Kind::yes: return "`yes` `no`";
    case Shape::Kind::texts: return fmt::format("{} to {} texts of {}", shape.min, shape.max, shape.max_length);
    case Shape::Kind::ids: return fmt::format("up to {} ids", shape.max);
    case Shape::Kind::words: return fmt::format("some of `{}`", fmt::join(shape.words, "` `"));
    case Shape::Kind::record: return fmt::format("[{0}](#{0})", name_of(*shape.record));
    case Shape::Kind::records: return fmt::format("{1} to {2} of [{0}](#{0})", name_of(*shape.record), shape.min, shape.max);
    case Shape::Kind::values: return fmt::format("up to {} texts of {}", shape.max, shape.max_length);
  }
  return {};
}

std::string_view need(Need need) {
  switch (need) {
    case Need::always: return "needed";
    case Need::in_full: return "needed, but not of a warm-up";
    case Need::never: return "";
  }
  return {};
}

void table(const RecordShape& record, std::string& out, std::set<std::string>& done) {
  const std::string name = name_of(record);
  if (!done.insert(name).second) return;
  fmt::format_to(std::back_inserter(out), "### {}\n\n| key | what | bounds | | who sees it |\n| --- | --- | --- | --- | --- |\n", name);
  for (const FieldShape& field : record.fields) {
    const std::string given = field.otherwise.empty() ? std::string(need(field.need)) : "else " + field.otherwise;
    fmt::format_to(std::back_inserter(out), "| `{}` | {} | {} | {} | {} |\n", field.key, field.about, bounds(field.shape), given, field.seen);
  }
  out += '\n';
  for (const FieldShape& field : record.fields) {
    if (field.shape.record) table(*field.shape.record, out, done);
  }
}

}  // namespace

std::string json_schema() {
  Json json = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "A scenario card of Earshot"}};
  json.update(of_record(shape()));
  json["if"] = {{"required", {"warm_up"}}, {"properties", {{"warm_up", {{"enum", {true, "yes"}}}}}}};
  json["then"] = Json::object();
  json["else"] = of_full(shape());
  return json.dump(1) + "\n";
}

std::string reference() {
  std::string out;
  std::set<std::string> done;
  table(shape(), out, done);
  return out;
}

}  // namespace earshot::card
