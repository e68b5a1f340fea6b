// earshot-ability, as a trainer or another program runs it.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/rated_class.h"
#include "tests/support/temporary_folder.h"

namespace earshot::testing {
namespace {

using Json = nlohmann::json;

struct Ran {
  int status = -1;
  std::string output;
};

/// With what it says on the error stream, or without.
Ran run(const TemporaryFolder& folder, const std::string& arguments, const std::string& errors = "2>&1") {
  const std::string command = "cd '" + folder.path().string() +
                              "' && '" EARSHOT_BIN_DIR "/earshot-ability' " + arguments + " " + errors;
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const auto read = fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), read);
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

std::string csv_of(const ability::Ratings& all) {
  std::string text = "trainee,rater,scenario,session,criterion,level\n";
  for (const auto& r : all.ratings) {
    text += all.trainees[r.trainee] + "," + all.raters[r.rater] + "," + all.scenarios[r.scenario] + "," +
            all.sessions[r.session] + "," + all.criteria[r.criterion] + "," + std::to_string(r.level) + "\n";
  }
  return text;
}

std::set<std::string> keys(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

using Keys = std::set<std::string>;

}  // namespace

TEST_CASE("the JSON has the keys that the documentation lists") {
  const TemporaryFolder folder;
  folder.write("x.csv", csv_of(rated_class({.seed = 6, .sessions = 8, .bonds = {{2, 7, 3}}}).ratings));
  const Ran ran = run(folder, "x.csv --json", "2>/dev/null");
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.output);
  CHECK(keys(json) == Keys{"estimator", "trainees", "raters", "scenarios", "criteria", "thresholds", "pairs",
                           "reliability"});
  CHECK(json["estimator"] == "eb");
  CHECK(keys(json["trainees"]["t0"]) == Keys{"measure", "se", "fair", "n", "subset", "ranked", "needs"});
  CHECK(json["trainees"].size() == 24);
  CHECK(json["trainees"]["t0"]["ranked"].is_boolean());
  CHECK(keys(json["raters"]["r2"]) ==
        Keys{"measure", "se", "infit", "outfit", "infit_z", "outfit_z", "flags"});
  CHECK(json["raters"]["r2"]["flags"] == Json::array({"favours"}));
  const Keys element{"measure", "se", "infit", "outfit", "infit_z", "outfit_z"};
  CHECK(keys(json["scenarios"]["card0"]) == element);
  CHECK(keys(json["criteria"]["c0"]) == element);
  CHECK(json["thresholds"].size() == 4);
  CHECK(json["thresholds"].is_array());
  REQUIRE(json["pairs"].size() >= 1);
  CHECK(keys(json["pairs"][0]) == Keys{"rater", "trainee", "z"});
  CHECK(json["pairs"][0]["rater"] == "r2");
  CHECK(keys(json["reliability"]) == Keys{"separation", "icc_2_1", "icc_2_k", "alpha_interval"});
  CHECK(json["reliability"]["alpha_interval"].is_number());
}

TEST_CASE("estimator and thresholds are chosen by words") {
  const TemporaryFolder folder;
  folder.write("x.csv", csv_of(rated_class({.seed = 6, .people = 8}).ratings));
  const Ran ran = run(folder, "x.csv --json --estimator jmle --thresholds criterion", "2>/dev/null");
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.output);
  CHECK(json["estimator"] == "jmle");
  CHECK(json["thresholds"].is_object());
  CHECK(json["thresholds"]["c3"].size() == 4);
  const Ran wrong = run(folder, "x.csv --estimator best");
  CHECK(wrong.status > 1);
  CHECK(wrong.output.starts_with("--estimator: best not in {eb,jmle}\n"));
  CHECK(run(folder, "x.csv --thresholds none").status > 1);
  CHECK(run(folder, "").status > 1);
}

TEST_CASE("what the file does not know is missing, unknown or lacking, and needs say so") {
  const TemporaryFolder folder;
  folder.write("x.csv", "trainee,rater,criterion,level\nann,bob,c,4\n");
  const Ran ran = run(folder, "x.csv --json");
  REQUIRE(ran.status == 0);
  const Json json = Json::parse(ran.output);
  CHECK(json["scenarios"] == Json::object());
  CHECK(json["reliability"]["icc_2_1"].is_null());
  CHECK(json["trainees"]["ann"]["ranked"] == false);
  CHECK(json["trainees"]["ann"]["needs"][0] == Json{{"what", "sessions"}, {"missing", 3}});
}

TEST_CASE("the table for people lists trainees, raters and reliability") {
  const TemporaryFolder folder;
  folder.write("x.csv", csv_of(rated_class({.seed = 6, .people = 8, .sessions = 2}).ratings));
  const Ran ran = run(folder, "x.csv");
  CHECK(ran.status == 0);
  for (const char* part :
       {"trainee ", "tier", "fair", "severity", "more sessions", "reliability: separation 0."}) {
    CHECK_MESSAGE(ran.output.find(part) != std::string::npos, part);
  }
}

TEST_CASE("a faulty file leaves with 1 and names file and line") {
  const TemporaryFolder folder;
  folder.write("x.csv", "trainee,rater,criterion,level\nann,bob,c,4\nann,bob,d,nan\n");
  Ran ran = run(folder, "x.csv --json");
  CHECK(ran.status == 1);
  CHECK(ran.output == "x.csv:3: the level 'nan' is no whole number; write 1 to 5\n");
  ran = run(folder, "absent.csv");
  CHECK(ran.status == 1);
  CHECK(ran.output == "absent.csv: the file cannot be read; check its name and its rights\n");
}

}  // namespace earshot::testing
