// Results as they lie in the store: of this version and of the one before it.
#include "server/net/results.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

namespace earshot::net {
namespace {

/// What the version before wrote: no title, facts, recap or deeds; a rating with one line of evidence, no team of the
/// rater, and whether the session is ranked only where somebody had thought of it.
const char* const kOld = R"({"result":{"session":70,"round":3,"at":1700000000000,"card":"wrong-item","variant":1,)"
    R"("customer":6,"agent":5,"observer":7,"team":"Blue","focus":["attention","empathy"],"ratings":[)"
    R"({"by":6,"role":0,"rating":{"of":5,"levels":[{"criterion":"attention","level":{"nullopt":false,"data":4}},)"
    R"({"criterion":"empathy","level":{"nullopt":true}}],"keep":"You asked.","next":"","evidence":{"nullopt":false,"data":2}}},)"
    R"({"by":5,"role":1,"rating":{"of":5,"levels":[{"criterion":"attention","level":{"nullopt":false,"data":5}}],)"
    R"("keep":"","next":"","evidence":{"nullopt":true}}}],)"
    R"("evidence":{"capture":{"points":2,"of":5},"disclosure":{"points":1,"of":4},"resolution":{"points":0,"of":2},)"
    R"("prevention":{"points":0,"of":1},"invented":1,"told_again":0,"total":{"points":2,"of":12}},)"
    R"("outcome":{"nullopt":false,"data":{"solved":4,"satisfied":3,"stay":5,"recommend":2,"resolution":["new"],"prevention":[],"again":[]}},)"
    R"("curve":[{"at":1700000000000,"level":2},{"at":1700000060000,"level":4}]RANKED}})";

std::string old_row(const std::string& ranked) {
  std::string row = kOld;
  row.replace(row.find("RANKED"), 6, ranked);
  return row;
}

store::ResultRecord record_with(std::string body) {
  store::ResultRecord record;
  record.session = {70};
  record.body = std::move(body);
  return record;
}

/// What goes to the log while this lives.
class Log {
 public:
  Log() : before_(spdlog::default_logger()) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_)));
  }
  ~Log() { spdlog::set_default_logger(before_); }
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::shared_ptr<spdlog::logger> before_;
};

}  // namespace

TEST_CASE("a result that the version before wrote is read, and what it did not know stands at its default") {
  const auto result = result_in(record_with(old_row("")));
  REQUIRE(result.has_value());
  CHECK(result->session == SessionId{70});
  CHECK(result->round == RoundId{3});
  CHECK(result->agent == PersonId{5});
  CHECK(result->team == "Blue");
  REQUIRE(result->ratings.size() == 2);
  CHECK(result->ratings[0].by == PersonId{6});
  CHECK(result->ratings[0].role == domain::Role::customer);
  CHECK(result->ratings[0].rating.levels[0].level == 4);
  CHECK_FALSE(result->ratings[0].rating.levels[1].level.has_value());
  CHECK(result->ratings[0].rating.keep == "You asked.");
  CHECK(result->ratings[0].team.empty());
  CHECK_FALSE(result->ratings[0].trainer);
  CHECK(result->evidence.capture.of == 5);
  REQUIRE(result->outcome.has_value());
  CHECK(result->outcome->satisfied == 3);
  CHECK(result->curve.size() == 2);
  CHECK(result->ranked);
  CHECK(result->title == "wrong-item");  // better than nothing
  CHECK(result->rubric.empty());
  CHECK(result->facts.empty());
  CHECK(result->recap.empty());
  CHECK_FALSE(result->recap_rating.has_value());
  CHECK(result->deeds.empty());
}

TEST_CASE("an old result that was not ranked is not ranked now") {
  const auto result = result_in(record_with(old_row(R"(,"ranked":false)")));
  REQUIRE(result.has_value());
  CHECK_FALSE(result->ranked);
}

TEST_CASE("a result that was read is written as this version does, and read again as it was") {
  auto result = *result_in(record_with(old_row("")));
  result.title = "The wrong “item”\n";
  result.recap = "You ordered brass.";
  result.recap_rating = 3;
  result.facts = {{"dark", "It is dark", true, false}};
  game::Deed deed;
  deed.session = result.session;
  deed.part_mean = 425;
  result.deeds = {{PersonId{5}, deed}};
  const auto record = record_of(result, ClassId{9});
  CHECK(record.class_id == ClassId{9});
  CHECK(record.session == result.session);
  CHECK(record.team_of_agent == "Blue");
  CHECK(record.ranked);
  const auto again = result_in(record);
  REQUIRE(again.has_value());
  CHECK(record_of(*again, ClassId{9}) == record);
  CHECK(again->recap_rating == 3);
  REQUIRE(again->deeds.size() == 1);
  CHECK(again->deeds[0].deed == deed);
}

TEST_CASE("a result that cannot be read is left out, and the log names its session and holds nothing of its text") {
  for (const std::string& broken : {std::string(), std::string("my secret"), std::string("{}"), std::string("[]"), std::string("null"),
                                    std::string(R"({"result":7})"), std::string(R"({"result":{"session":70,"keep":"my secret"}})"),
                                    old_row("").substr(0, 400)}) {
    CAPTURE(broken);
    Log log;
    CHECK_FALSE(result_in(record_with(broken)).has_value());
    CHECK(log.text().find("result of session 70 cannot be read") != std::string::npos);
    CHECK(log.text().find("secret") == std::string::npos);
  }
}

}  // namespace earshot::net
