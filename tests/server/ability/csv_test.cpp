// Files of ratings: what is read, and what each fault is called.
#include "server/ability/csv.h"

#include <doctest/doctest.h>

#include <sstream>

namespace earshot::testing {
namespace {

using namespace ability;

Result<Ratings> read(const std::string& text) {
  std::istringstream in(text);
  return read_csv(in, "x.csv");
}

std::string error(const std::string& text) {
  const auto ratings = read(text);
  return ratings ? "reads" : ratings.error().to_string();
}

std::string with_level(const std::string& level) {
  return error("trainee,rater,criterion,level\nann,bob,c,3\nann,bob,d," + level + "\n");
}

}  // namespace

TEST_CASE("columns in any order, quotes, blanks, CRLF, a byte order mark and no last line end") {
  const auto all = read(
      "\xEF\xBB\xBFlevel,trainee, rater ,criterion,session,scenario\r\n"
      "3,\"Ann, the \"\"first\"\"\",bob,listens,s1,card\r\n"
      "\r\n"
      " 5 , \"Ann, the \"\"first\"\"\" ,cy,asks,s2,card");
  REQUIRE(all);
  CHECK(all->trainees == std::vector<std::string>{"Ann, the \"first\""});
  CHECK(all->raters == std::vector<std::string>{"bob", "cy"});
  CHECK(all->criteria == std::vector<std::string>{"listens", "asks"});
  CHECK(all->sessions == std::vector<std::string>{"s1", "s2"});
  CHECK(all->scenarios == std::vector<std::string>{"card"});
  CHECK(all->with_sessions);
  REQUIRE(all->ratings.size() == 2);
  CHECK(all->ratings[0].level == 3);
  CHECK(all->ratings[1].level == 5);
  CHECK(all->ratings[1].rater == 1);
  CHECK(all->ratings[1].criterion == 1);
  CHECK(all->ratings[1].session == 1);
}

TEST_CASE("without sessions and scenarios nothing is made up") {
  const auto all = read("trainee,rater,criterion,level\nann,bob,c,3\n");
  REQUIRE(all);
  CHECK_FALSE(all->with_sessions);
  CHECK(all->scenarios == std::vector<std::string>{""});
}

TEST_CASE("each fault says where, what and what to do") {
  CHECK(with_level("NaN") == "x.csv:3: the level 'NaN' is no whole number; write 1 to 5");
  CHECK(with_level("3.5") == "x.csv:3: the level '3.5' is no whole number; write 1 to 5");
  CHECK(with_level("+3") == "x.csv:3: the level '+3' is no whole number; write 1 to 5");
  CHECK(with_level("") ==
        "x.csv:3: the level is empty; write 1 to 5, or remove the line if there was no opportunity");
  CHECK(with_level("6") == "x.csv:3: the level 6 is out of range; write 1 to 5");
  CHECK(with_level("0") == "x.csv:3: the level 0 is out of range; write 1 to 5");
  CHECK(with_level("-1") == "x.csv:3: the level -1 is out of range; write 1 to 5");
  CHECK(with_level("99999999999999999999") ==
        "x.csv:3: the level 99999999999999999999 is out of range; write 1 to 5");
  CHECK(with_level("3,4") == "x.csv:3: 5 fields, but the header names 4; check commas and quotes");
  CHECK(with_level("\"3") == "x.csv:3: a quote is not closed on its line; add a \" or remove the first");
  CHECK(with_level("\"3\"x") ==
        "x.csv:3: there is text after a closing quote; write a quote inside quotes twice");
  CHECK(with_level("3\"") ==
        "x.csv:3: there is a quote inside a field; put the whole field in quotes and write the quote twice");
  CHECK(with_level(std::string("3\0", 2)) == "x.csv:3: there is a zero byte; save the file as UTF-8 text");
  CHECK(with_level("\xff") == "x.csv:3: the line is not UTF-8; save the file as UTF-8 text");
  CHECK(with_level("drei \xC3\xBC") == "x.csv:3: the level 'drei \xC3\xBC' is no whole number; write 1 to 5");

  CHECK(error("") ==
        "x.csv:1: the file is empty; its first line names the columns: trainee,rater,criterion,level");
  CHECK(error("trainee,rater,criterion,level\n") ==
        "x.csv:1: there is no rating below the header; add one a line");
  CHECK(error("trainee,rater,criterion,score\n") ==
        "x.csv:1: unknown column 'score'; use trainee, rater, criterion, level, scenario, session");
  CHECK(error("trainee,rater,level\n") == "x.csv:1: there is no column 'criterion'; add it");
  CHECK(error("trainee,rater,rater,level\n") == "x.csv:1: column 'rater' stands there twice; keep one");
  CHECK(error("trainee,rater,criterion,level\n,bob,c,3\n") ==
        "x.csv:2: the trainee is empty; name it, or remove the line");
  CHECK(error("trainee,rater,criterion,level\n" + std::string(201, 'a') + ",bob,c,3\n") ==
        "x.csv:2: the trainee '" + std::string(40, 'a') + "...' has 201 bytes; use at most 200");
  CHECK(error("trainee,rater,criterion,level\n" + std::string(5'000, 'a') + "\n") ==
        "x.csv:2: the line has more than 4096 bytes; check the line ends");
}

TEST_CASE("a million ratings are read, more than two million refused") {
  std::string text = "trainee,rater,criterion,level\n";
  for (int i = 0; i < 1'000'000; ++i) text += "a,b,c,4\n";
  const auto all = read(text);
  REQUIRE(all);
  CHECK(all->ratings.size() == 1'000'000);
  for (int i = 0; i < 1'000'001; ++i) text += "a,b,c,4\n";
  CHECK(error(text) == "x.csv:2000002: more than 2000000 ratings; split the file, for example by season");
}

}  // namespace earshot::testing
