#include "server/store/store.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "tests/server/store/support.h"

namespace earshot::store {
namespace {

const Person kPerson{.id = {5}, .name = "Zoë 👂", .trainer = true, .created = moment(2)};
const Device kDevice{.id = {11},
                     .person = {5},
                     .token_hash = "ab12",
                     .attempt_hash = "cd34",
                     .current_class = {1},
                     .created = moment(3)};
const ContentRecord kContent{
    .hash = "ff00", .kind = "card", .id = "wrong-item", .source = "id: wrong-item\ntitle: \"…\"\n"};
const AuthoredCard kDraft{.id = "wrong-item",
                          .language = "pt-BR",
                          .draft = true,
                          .version = 3,
                          .author = {5},
                          .at = moment(7),
                          .source = "id: [wrong-item\n\ttitle: \"…\" 'é'"};
const AuthoredCard kPublished{
    .id = "wrong-item", .language = "pt-BR", .draft = false, .version = 2, .author = {6}, .at = moment(6), .source = std::string(64 * 1024, '#')};
const AuthoredCard kDropped{.id = "wrong-item", .language = "en", .draft = false, .version = 9, .author = {5}, .at = moment(8), .source = ""};
const ResultRecord kResult{.session = {70},
                           .class_id = {1},
                           .at = moment(4),
                           .card = "wrong-item",
                           .variant = 1,
                           .agent = {5},
                           .customer = {6},
                           .observer = {},
                           .team_of_agent = "Blue",
                           .ranked = true,
                           .body = "{\"a\":[1]}"};
const SeasonRecord kSeason{.id = 1, .name = "Été ’27", .began = moment(1), .ended = moment(50), .ends_at = moment(60)};
const SeasonRecord kRunning{.id = 2, .name = "Autumn", .began = moment(50), .ended = {}, .ends_at = {}};
const BoardNameRecord kAlias{.person = {5}, .shown = 1, .alias = "Night owl 🦉"};
const CalibrationRecord kCalibration{.class_id = {1}, .at = moment(30), .transcript = "two-talks", .body = "{}"};
const RerateRecord kRerate{.session = {70}, .person = {5}, .level = 4, .at = moment(40)};
const ExcuseRecord kExcuse{.session = {70}, .person = {6}, .class_id = {1}, .at = moment(12)};
const Done kDone{.device = {11}, .intent = 7, .made = 3, .at = moment(13)};
const FitRunRecord kRun{.id = 8, .scope = "season 1", .at = moment(41), .results = 3, .ratings = 24, .iterations = 12, .converged = true};
const FitMeasureRecord kMeasure{
    .run = 8, .facet = static_cast<std::uint32_t>(Facet::trainee), .element = "5", .measure = -1'250'000, .se = 300'000, .ratings = 24};
const TrainerToken kToken{.token_hash = "0a0b", .person = {5}, .revoked = false, .created = moment(5)};
const LinkCodeRecord kLink{.code_hash = "1c1d", .person = {5}, .until = moment(600'000), .tries_left = 5};

std::vector<Write> one_of_each() {
  return {some_class(),
          kPerson,
          kDevice,
          kContent,
          kDraft,
          kPublished,
          kDropped,
          kResult,
          kToken,
          kLink,
          ClockRecord{moment(9)},
          Setting{"season", "2"},
          kSeason,
          kRunning,
          kAlias,
          kCalibration,
          kRerate,
          kExcuse,
          kDone,
          kRun,
          kMeasure,
          SessionOpened{{70}, {1}},
          some_row(1),
          some_row(2, 70)};
}

/// The numbers of the rows that a session's debrief is made of.
std::vector<std::uint64_t> numbers_of_session(Store& store, std::uint64_t class_id, std::uint64_t session) {
  const auto rows = store.session_rows({class_id}, {session});
  REQUIRE(rows.has_value());
  std::vector<std::uint64_t> numbers;
  for (const Row& row : *rows) numbers.push_back(row.number);
  return numbers;
}

/// Leads a store back to the schema of this version, as a program of then would have left it.
void lead_back(const TempFolder& folder, int version) {
  std::string statements;
  if (version < 5) statements += "DROP TABLE done_intents; ";
  if (version < 4) statements += "DROP TABLE excuses; ";
  if (version < 3) {
    for (const char* table : {"seasons", "board_names", "calibrations", "rerates", "fit_runs", "fit_measures"}) {
      statements += std::string("DROP TABLE ") + table + "; ";
    }
    statements += "ALTER TABLE sessions DROP COLUMN first; ALTER TABLE sessions DROP COLUMN last; ";
  }
  if (version < 2) statements += "DROP TABLE authored_cards; ";
  const std::string wanted = std::to_string(version);
  statements += "DELETE FROM earshot WHERE version > " + wanted + "; SELECT MAX(version) FROM earshot";
  const std::string back = "sqlite3 '" + folder.database().native() + "' '" + statements + "'";
  REQUIRE(std::system((back + " | grep -qx " + wanted).c_str()) == 0);
}

/// Trainers' cards by language and draft: a database gives them in any order.
std::vector<AuthoredCard> authored_in(const Loaded& loaded) {
  std::vector<AuthoredCard> all = loaded.authored;
  std::ranges::sort(all, {}, [](const AuthoredCard& card) { return std::pair(card.language, card.draft); });
  return all;
}

/// An empty database that the test may fill.
std::string postgresql() {
  const char* url = std::getenv("EARSHOT_TEST_POSTGRESQL");
  if (!url) throw std::runtime_error("run this through tests/support/postgresql.py, which starts a PostgreSQL");
  return url;
}

void check_one_of_each(const std::string& place) {
  {
    const auto store = open_or_throw(place);
    REQUIRE(store->write(one_of_each()).has_value());
  }
  const auto store = open_or_throw(place);
  const Loaded loaded = load_or_throw(*store);
  CHECK(loaded.people == std::vector{kPerson});
  CHECK(loaded.devices == std::vector{kDevice});
  CHECK(loaded.contents == std::vector{kContent});
  CHECK(authored_in(loaded) == std::vector{kDropped, kPublished, kDraft});
  CHECK(loaded.results == std::vector{kResult});
  CHECK(loaded.trainer_tokens == std::vector{kToken});
  CHECK(loaded.link_codes == std::vector{kLink});
  CHECK(loaded.settings == std::vector{Setting{"season", "2"}});
  CHECK(loaded.seasons == std::vector{kSeason, kRunning});
  CHECK(loaded.board_names == std::vector{kAlias});
  CHECK(loaded.calibrations == std::vector{kCalibration});
  CHECK(loaded.rerates == std::vector{kRerate});
  CHECK(loaded.excuses == std::vector{kExcuse});
  CHECK(loaded.fit_runs == std::vector{kRun});
  CHECK(loaded.fit_measures == std::vector{kMeasure});
  CHECK(loaded.clock.alive == moment(9));
  CHECK(loaded.last_session == SessionId{70});
  REQUIRE(loaded.classes.size() == 1);
  ClassRecord taken_over = some_class();
  taken_over.epoch = 2;
  CHECK(loaded.classes[0].record == taken_over);
  CHECK(loaded.classes[0].last_number == 2);
  CHECK(rows_of(*store) == std::vector{some_row(1), some_row(2, 70)});
  CHECK(store->recent_intents().value() == std::vector{kDone});
}

}  // namespace

TEST_CASE("what is written is there after the store is opened again") {
  const TempFolder folder;
  check_one_of_each(folder.data());
}

TEST_CASE("a file can be named instead of a folder") {
  const TempFolder folder;
  check_one_of_each("sqlite:" + (folder.path() / "my class.db").native());
  CHECK(std::filesystem::exists(folder.path() / "my class.db"));
}

TEST_CASE("a record that is written again replaces the former one") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  REQUIRE(store->write(one_of_each()).has_value());
  Person renamed = kPerson;
  renamed.name = "Zoe";
  TrainerToken revoked = kToken;
  revoked.revoked = true;
  ClassRecord closed = some_class();
  closed.open = false;
  Person twice = renamed;
  twice.trainer = false;
  REQUIRE(
      store->write(std::vector<Write>{renamed, twice, revoked, closed, ClockRecord{moment(20)}}).has_value());
  const Loaded loaded = load_or_throw(*store);
  CHECK(loaded.people == std::vector{twice});
  CHECK(loaded.trainer_tokens == std::vector{revoked});
  CHECK(loaded.clock.alive == moment(20));
  CHECK_FALSE(loaded.classes.at(0).record.open);
  CHECK(loaded.classes.at(0).last_number == 2);
}

TEST_CASE("a replay gives the class's own rows and those of open sessions, in the order of their numbers") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  std::vector<Write> writes{some_class(1), some_class(2), SessionOpened{{70}, {1}}, SessionOpened{{71}, {1}},
                            SessionOpened{{72}, {2}}};
  for (std::uint64_t number = 1; number <= 2'000; ++number) {
    writes.push_back(some_row(number, number % 4 == 0 ? 0 : 70 + number % 2));
    writes.push_back(some_row(number, 72, 2));
  }
  writes.push_back(SessionClosed{{70}});
  REQUIRE(store->write(writes).has_value());

  std::vector<Row> wanted;
  for (const Write& write : writes) {
    const auto* row = std::get_if<Row>(&write);
    if (row != nullptr && row->class_id == ClassId{1} && row->session != SessionId{70})
      wanted.push_back(*row);
  }
  CHECK(rows_of(*store, 1) == wanted);
  CHECK(rows_of(*store, 2).size() == 2'000);
  CHECK(rows_of(*store, 3).empty());

  // A session never reopens, and may open and close in one group.
  REQUIRE(store
              ->write(std::vector<Write>{SessionOpened{{70}, {1}}, SessionOpened{{73}, {2}},
                                         some_row(2'001, 73, 2), SessionClosed{{73}}})
              .has_value());
  CHECK(rows_of(*store, 1) == wanted);
  CHECK(rows_of(*store, 2).size() == 2'000);
}

TEST_CASE("the latest accepted intents of each device are known") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  Device other = kDevice;
  other.id = {12};
  std::vector<Write> writes{some_class(), kDevice, other};
  const auto add = [&](std::uint64_t number, std::uint64_t device, std::uint64_t intent, std::uint64_t made) {
    Row row = some_row(number);
    row.device = {device};
    row.intent = intent;
    row.made = made;
    writes.emplace_back(row);
  };
  for (std::uint64_t intent = 1; intent <= 300; ++intent) add(intent, 11, intent, intent * 10);
  add(301, 12, 1, 7);
  add(302, 12, 2, 0);  // one intent, two events
  add(303, 12, 2, 8);
  add(304, 0, 0, 0);
  writes.emplace_back(Done{{12}, 4, 5, moment(400)});  // these left no row in a journal
  writes.emplace_back(Done{{12}, 9, 0, moment(410)});
  REQUIRE(store->write(writes).has_value());

  const auto recent = store->recent_intents(256);
  REQUIRE(recent.has_value());
  REQUIRE(recent->size() == 256 + 2 + 2);
  CHECK(recent->front() == Done{{11}, 300, 3'000, moment(300)});
  CHECK(recent->at(255) == Done{{11}, 45, 450, moment(45)});
  CHECK(recent->at(256) == Done{{12}, 2, 8, moment(302)});
  CHECK(recent->at(257) == Done{{12}, 1, 7, moment(301)});
  CHECK(recent->at(258) == Done{{12}, 9, 0, moment(410)});
  CHECK(recent->at(259) == Done{{12}, 4, 5, moment(400)});
}

TEST_CASE("a row that does not follow the last one of its class is not kept, nor is anything beside it") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  REQUIRE(store->write(one_of_each()).has_value());
  const auto refused = [&](std::vector<Write> writes) {
    writes.emplace_back(Setting{"season", "3"});
    const auto written = store->write(writes);
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().lost);
    return written.error().error.text;
  };
  CHECK(refused({some_row(2)}) == "class 1: row 2 cannot follow row 2");
  CHECK(refused({some_row(4)}) == "class 1: row 4 cannot follow row 2");
  CHECK(refused({some_row(3), some_row(5)}) == "class 1: row 5 cannot follow row 3");
  CHECK(refused({some_row(1, 0, 9)}) == "class 9 is not in the store");
  CHECK(numbers_of(*store) == std::vector<std::uint64_t>{1, 2});
  CHECK(load_or_throw(*store).settings == std::vector{Setting{"season", "2"}});
}

TEST_CASE("who has not taken a class over cannot write to it") {
  const TempFolder folder;
  {
    const auto store = open_or_throw(folder.data());
    REQUIRE(store->write(one_of_each()).has_value());
  }
  {
    const auto store = open_or_throw(folder.data());
    const auto written = store->write(std::vector<Write>{some_row(3)});
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().lost);
  }
  const auto store = open_or_throw(folder.data());
  ClassRecord now = load_or_throw(*store).classes.at(0).record;
  ClassRecord before = now;
  before.epoch = 1;
  const auto written = store->write(std::vector<Write>{before});
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().lost);
  REQUIRE(store->write(std::vector<Write>{now, some_row(3)}).has_value());
}

TEST_CASE("a write that failed can be repeated, also when it had reached the disk") {
  for (const Stage stage : {Stage::begun, Stage::written, Stage::committed}) {
    CAPTURE(static_cast<int>(stage));
    const TempFolder folder;
    int failures = stage == Stage::committed ? 1 : 3;
    const auto store = open_or_throw(folder.data(), {.hook = [&](Stage now) -> Result<void> {
                                       if (now == stage && failures-- > 0) return fail("the disk is full");
                                       return {};
                                     }});
    const auto writes = one_of_each();
    for (int attempt = 0; attempt < 3; ++attempt) {
      const auto written = store->write(writes);
      if (written) break;
      CHECK_FALSE(written.error().lost);
      CHECK(written.error().error.text == "the disk is full");
    }
    REQUIRE(store->write(stage == Stage::committed ? std::vector<Write>{some_row(3)} : writes).has_value());
    const std::size_t wanted = stage == Stage::committed ? 3 : 2;
    CHECK(rows_of(*store).size() == wanted);
  }
}

TEST_CASE("an error never holds what was to be stored") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  REQUIRE(store->write(one_of_each()).has_value());
  // The same number in the same session once more, behind the store's back: the database itself refuses it.
  REQUIRE(std::system(("sqlite3 '" + folder.database().native() + "' 'UPDATE classes SET last_number = 1'")
                          .c_str()) == 0);
  Row row = some_row(2, 70);
  row.body = "{\"text\":\"my secret\"}";
  const auto written = store->write(std::vector<Write>{row});
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().error.text.find("UNIQUE constraint failed") != std::string::npos);
  CHECK(written.error().error.to_string().find("secret") == std::string::npos);
}

TEST_CASE("a second server on the same data is refused") {
  const TempFolder folder;
  auto first = open_or_throw(folder.data());
  const auto second = Store::open(folder.data());
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().text == "another server (process " + std::to_string(::getpid()) +
                                   ") works on this data; stop it first, or give another folder");
  first.reset();
  CHECK(Store::open(folder.data()).has_value());
}

TEST_CASE("only the server's own user can read its data") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  REQUIRE(store->write(one_of_each()).has_value());
  struct stat info {};
  REQUIRE(::stat(folder.data().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
  for (const auto& entry : std::filesystem::directory_iterator(folder.data())) {
    CAPTURE(entry.path());
    REQUIRE(::stat(entry.path().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
  }
}

TEST_CASE("a place that is none is refused with a reason") {
  CHECK(Store::open("").error().text == "no place for the data: give a folder or a URL");
  CHECK(Store::open("mysql://localhost/x").error().text ==
        "unknown kind of store: give a folder, sqlite:FILE or postgresql://...");
  const TempFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  CHECK_FALSE(Store::open(folder.path() / "file" / "data").has_value());
  const auto far = Store::open("postgresql://ann:pass@127.0.0.1:1/none?password=pass");
  REQUIRE_FALSE(far.has_value());
  CHECK(far.error().where == "postgresql://ann@127.0.0.1:1/none");
  CHECK(far.error().text.find("pass") == std::string::npos);
}

TEST_CASE("of a card's work one draft and one published text are kept, each the latest") {
  const TempFolder folder;
  AuthoredCard next = kDraft;
  next.version = 4;
  next.source = "another draft";
  AuthoredCard dropped = kPublished;
  dropped.version = 5;
  dropped.source.clear();
  {
    const auto store = open_or_throw(folder.data());
    write_or_throw(*store, {kDraft, kPublished});
    write_or_throw(*store, {next});
    write_or_throw(*store, {dropped});
  }
  const auto store = open_or_throw(folder.data());
  CHECK(authored_in(load_or_throw(*store)) == std::vector{dropped, next});
}

TEST_CASE("a store from before trainers wrote cards is carried on: nothing of it is lost, and cards are kept") {
  const TempFolder folder;
  write_or_throw(*open_or_throw(folder.data()), one_of_each());
  lead_back(folder, 1);
  {
    const auto store = open_or_throw(folder.data());
    const Loaded loaded = load_or_throw(*store);
    CHECK(loaded.authored.empty());
    CHECK(loaded.people == std::vector{kPerson});
    CHECK(loaded.contents == std::vector{kContent});
    CHECK(rows_of(*store) == std::vector{some_row(1), some_row(2, 70)});
    write_or_throw(*store, {kDraft});
  }
  CHECK(load_or_throw(*open_or_throw(folder.data())).authored == std::vector{kDraft});
}

TEST_CASE("a store from before there were seasons is carried on: its results are kept, its old debriefs are empty, new ones are not") {
  const TempFolder folder;
  std::vector<Write> before = one_of_each();
  before.emplace_back(SessionClosed{{70}, 2});
  write_or_throw(*open_or_throw(folder.data()), before);
  lead_back(folder, 2);
  const auto store = open_or_throw(folder.data());
  const Loaded loaded = load_or_throw(*store);
  CHECK(loaded.people == std::vector{kPerson});
  CHECK(loaded.results == std::vector{kResult});
  CHECK(authored_in(loaded) == std::vector{kDropped, kPublished, kDraft});
  CHECK(loaded.seasons.empty());
  CHECK(loaded.fit_measures.empty());
  CHECK(loaded.last_session == SessionId{70});
  CHECK(rows_of(*store) == std::vector{some_row(1)});  // 70 is closed still
  CHECK(numbers_of_session(*store, 1, 70).empty());    // nobody kept where it lies

  write_or_throw(*store, {kRunning, kAlias, kRerate, SessionOpened{{71}, {1}, 3}, some_row(3, 71), some_row(4, 71), SessionClosed{{71}, 4}});
  CHECK(load_or_throw(*store).seasons == std::vector{kRunning});
  CHECK(numbers_of_session(*store, 1, 71) == std::vector<std::uint64_t>{3, 4});
}

TEST_CASE("a store from before days were excused is carried on, and one that is excused twice is so once") {
  const TempFolder folder;
  write_or_throw(*open_or_throw(folder.data()), one_of_each());
  lead_back(folder, 3);
  {
    const auto store = open_or_throw(folder.data());
    const Loaded loaded = load_or_throw(*store);
    CHECK(loaded.excuses.empty());
    CHECK(loaded.rerates == std::vector{kRerate});
    write_or_throw(*store, {kExcuse});
    write_or_throw(*store, {kExcuse});
  }
  CHECK(load_or_throw(*open_or_throw(folder.data())).excuses == std::vector{kExcuse});
}

TEST_CASE("a closed session's rows come in order, with the class's own that fell into it and nothing of other sessions") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  write_or_throw(*store, {some_class(1), some_class(2), some_row(1), SessionOpened{{70}, {1}, 2}, some_row(2, 70), SessionOpened{{71}, {1}, 3},
                          some_row(3, 71), some_row(4), some_row(5, 70), some_row(6, 71), some_row(7, 70), SessionClosed{{70}, 7}, some_row(8),
                          some_row(9, 71), SessionOpened{{72}, {2}, 1}, some_row(1, 72, 2), some_row(2, 0, 2), SessionClosed{{72}, 1}});
  const auto rows = store->session_rows({1}, {70});
  REQUIRE(rows.has_value());
  CHECK(*rows == std::vector{some_row(2, 70), some_row(4), some_row(5, 70), some_row(7, 70)});
  CHECK(numbers_of_session(*store, 2, 72) == std::vector<std::uint64_t>{1});
  CHECK(numbers_of_session(*store, 1, 71).empty());  // it has no end yet
  CHECK(numbers_of_session(*store, 2, 70).empty());  // not this class's
  CHECK(numbers_of_session(*store, 1, 99).empty());
}

TEST_CASE("a season, a name and a second rating that are written again replace the former ones") {
  const TempFolder folder;
  SeasonRecord ended = kRunning;
  ended.ended = moment(99);
  BoardNameRecord hidden = kAlias;
  hidden.shown = 2;
  hidden.alias.clear();
  write_or_throw(*open_or_throw(folder.data()), one_of_each());
  {
    const auto store = open_or_throw(folder.data());
    write_or_throw(*store, {ended, hidden, SeasonRecord{.id = 3, .name = "Winter", .began = moment(99)}});
  }
  const auto store = open_or_throw(folder.data());
  const Loaded loaded = load_or_throw(*store);
  REQUIRE(loaded.seasons.size() == 3);
  CHECK(loaded.seasons[0] == kSeason);
  CHECK(loaded.seasons[1] == ended);
  CHECK(loaded.seasons[2].name == "Winter");
  CHECK(loaded.board_names == std::vector{hidden});
}

TEST_CASE("of the runs of the ability model the last one of each scope is loaded, with its trainees alone") {
  const TempFolder folder;
  FitRunRecord later = kRun;
  later.id = 9;
  FitRunRecord other = kRun;
  other.id = 3;
  other.scope = "season 2";
  const auto of_run = [](std::uint64_t run, Facet facet, std::string element) {
    return FitMeasureRecord{.run = run, .facet = static_cast<std::uint32_t>(facet), .element = std::move(element), .measure = 1, .se = 2, .ratings = 3};
  };
  write_or_throw(*open_or_throw(folder.data()), {kRun, later, other, kMeasure, of_run(9, Facet::trainee, "5"), of_run(9, Facet::rater, "5"),
                                                 of_run(9, Facet::scenario, "lamp"), of_run(9, Facet::criterion, "attention"), of_run(3, Facet::trainee, "6")});
  const auto store = open_or_throw(folder.data());
  const Loaded loaded = load_or_throw(*store);
  CHECK(loaded.fit_runs == std::vector{other, later});
  CHECK(loaded.fit_measures == std::vector{of_run(3, Facet::trainee, "6"), of_run(9, Facet::trainee, "5")});
}

TEST_CASE("a store of a newer Earshot is left alone") {
  const TempFolder folder;
  open_or_throw(folder.data());
  REQUIRE(std::system(
              ("sqlite3 '" + folder.database().native() + "' 'INSERT INTO earshot VALUES (999)'").c_str()) ==
          0);
  const auto store = Store::open(folder.data());
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().text ==
        "was written by a newer Earshot (schema 999, this program knows 5): use that one");
}

TEST_CASE("a damaged file is refused") {
  const TempFolder folder;
  write_or_throw(*open_or_throw(folder.data()), one_of_each());
  SUBCASE("cut short") { std::filesystem::resize_file(folder.database(), 5'000); }
  SUBCASE("something else") { std::ofstream(folder.database()) << std::string(100'000, 'x'); }
  const auto store = Store::open(folder.data());
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().text.find("is damaged, or no database of Earshot") == 0);
}

TEST_CASE("PostgreSQL keeps the same") {
  check_one_of_each(postgresql());
  const auto store = open_or_throw(postgresql());
  CHECK(Store::open(postgresql()).error().text == "another server works on this database; stop it first");
  (void)load_or_throw(*store);
  REQUIRE(store->write(std::vector<Write>{some_row(3), SessionClosed{{70}}}).has_value());
  CHECK(numbers_of(*store) == std::vector<std::uint64_t>{1, 3});
  CHECK(store->recent_intents().value() == std::vector{kDone});

  const std::string cut =
      std::string("psql -q -o /dev/null '") + postgresql() +
      "' -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'earshot'\"";
  REQUIRE(std::system(cut.c_str()) == 0);
  const auto written = store->write(std::vector<Write>{some_row(4)});
  REQUIRE_FALSE(written.has_value());
  CHECK_FALSE(written.error().lost);
  CHECK(store->write(std::vector<Write>{some_row(4)}).has_value());
  CHECK(store->write(std::vector<Write>{some_row(4)}).error().lost);
}

}  // namespace earshot::store
