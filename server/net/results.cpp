#include "server/net/results.h"

#include <spdlog/spdlog.h>

#include <cereal/archives/json.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/journal/upgrade.h"

namespace earshot::net {
namespace {

using nlohmann::json;

void add(json& object, const char* field, json value) {
  if (object.is_object() && !object.contains(field)) object[field] = std::move(value);
}

/// Fields that were added since the first results were written.
json completed(json row) {
  json& result = row.at("result");
  add(result, "ranked", true);
  add(result, "title", result.value("card", ""));
  add(result, "rubric", "");
  add(result, "facts", json::array());
  add(result, "recap", "");
  add(result, "recap_rating", {{"nullopt", true}});
  add(result, "deeds", json::array());
  for (json& entry : result.at("ratings")) {
    add(entry, "trainer", false);
    add(entry, "team", "");
    journal::give_moments(entry.at("rating"));
  }
  return row;
}

template <class Body>
std::string to_json(const char* name, const Body& body) {
  std::ostringstream out;
  {
    cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options::NoIndent());
    archive(cereal::make_nvp(name, body));
  }
  return out.str();
}

domain::Result parsed(const std::string& body) {
  std::istringstream in(body);
  cereal::JSONInputArchive archive(in);
  domain::Result result;
  archive(cereal::make_nvp("result", result));
  return result;
}

}  // namespace

store::ResultRecord record_of(const domain::Result& result, ClassId class_id) {
  store::ResultRecord record;
  record.session = result.session;
  record.class_id = class_id;
  record.at = result.at.point();
  record.card = result.card;
  record.variant = result.variant;
  record.agent = result.agent;
  record.customer = result.customer;
  record.observer = result.observer;
  record.team_of_agent = result.team;
  record.ranked = result.ranked;
  record.body = to_json("result", result);
  return record;
}

std::optional<domain::Result> result_in(const store::ResultRecord& record) {
  // A season's rows are read before the server listens, and nearly all of them have every field.
  try {
    return parsed(record.body);
  } catch (const std::exception&) {
    // An older row, or a broken one: the second look tells.
  }
  try {
    return parsed(completed(json::parse(record.body)).dump());
  } catch (const std::exception& error) {
    spdlog::error("result of session {} cannot be read and is left out of the boards: {}", record.session.value, error.what());
    return {};
  }
}

store::CalibrationRecord record_of(const domain::CalibrationOutcome& outcome, ClassId class_id) {
  return {class_id, outcome.at.point(), outcome.transcript, to_json("calibration", outcome)};
}

std::optional<domain::CalibrationOutcome> outcome_in(const store::CalibrationRecord& record) {
  try {
    std::istringstream in(record.body);
    cereal::JSONInputArchive archive(in);
    domain::CalibrationOutcome outcome;
    archive(cereal::make_nvp("calibration", outcome));
    return outcome;
  } catch (const std::exception& error) {
    spdlog::error("the calibration of class {} with '{}' cannot be read and anchors nobody: {}", record.class_id.value, record.transcript, error.what());
    return {};
  }
}

}  // namespace earshot::net
