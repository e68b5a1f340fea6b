#include "server/net/results.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace earshot::net {
namespace {

using nlohmann::json;

domain::Result scored() {
  domain::Result result;
  result.session = SessionId{7};
  result.card = "late-parcel";
  result.title = "The parcel";
  result.agent = PersonId{1};
  result.customer = PersonId{2};
  result.ranked = false;
  result.recap = "It came too late.";
  domain::ResultRating entry;
  entry.by = result.customer;
  entry.team = "Tawny";
  entry.trainer = true;
  entry.rating.of = result.agent;
  entry.rating.levels = {{"empathy", std::uint8_t{4}}};
  result.ratings.push_back(entry);
  result.deeds.push_back({result.agent, {}});
  return result;
}

store::ResultRecord with_body(const json& body) {
  store::ResultRecord record = record_of(scored(), ClassId{3});
  record.body = body.dump();
  return record;
}

TEST_CASE("a result comes back from the store as it was scored") {
  const auto read = result_in(record_of(scored(), ClassId{3}));
  REQUIRE(read);
  CHECK(record_of(*read, ClassId{3}).body == record_of(scored(), ClassId{3}).body);
  CHECK_FALSE(read->ranked);
  REQUIRE(read->ratings.size() == 1);
  CHECK(read->ratings.front().trainer);
  CHECK(read->ratings.front().team == "Tawny");
}

TEST_CASE("a result of an older server counts with what it has") {
  json body = json::parse(record_of(scored(), ClassId{3}).body);
  for (const char* field : {"ranked", "title", "rubric", "facts", "recap", "recap_rating", "deeds"}) body["result"].erase(field);
  for (const char* field : {"trainer", "team"}) body["result"]["ratings"][0].erase(field);
  const auto read = result_in(with_body(body));
  REQUIRE(read);
  CHECK(read->ranked);
  CHECK(read->title == "late-parcel");
  REQUIRE(read->ratings.size() == 1);
  CHECK_FALSE(read->ratings.front().trainer);
  CHECK(read->ratings.front().rating.levels == scored().ratings.front().rating.levels);
}

TEST_CASE("a result that cannot be read is left out") {
  CHECK_FALSE(result_in(with_body(json::object())));
  store::ResultRecord cut = record_of(scored(), ClassId{3});
  cut.body.resize(cut.body.size() / 2);
  CHECK_FALSE(result_in(cut));
}

}  // namespace
}  // namespace earshot::net
