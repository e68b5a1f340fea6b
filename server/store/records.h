// What the store keeps, as plain values. Every plain-table record is an upsert by its key; a journal row is
// only ever appended. Secrets come as hashes (lower-case hex): the store never sees a token or a code.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace earshot::store {

/// One event of the journal. Numbers run from 1 without a gap in each class.
struct Row {
  ClassId class_id;
  std::uint64_t number = 0;
  SessionId session{};       ///< 0: an event of the class itself
  TimePoint at{};            ///< domain time
  DeviceId device{};         ///< who asked for it; 0: the server (a timer)
  std::uint64_t intent = 0;  ///< the device's number of the intent; 0 with device 0
  std::uint64_t made = 0;    ///< the id that `accepted` carried (a message's, a note's); 0: none
  std::string type{};
  std::string body{};  ///< compact JSON
  friend bool operator==(const Row&, const Row&) = default;
};

struct Person {
  PersonId id;
  std::string name{};
  bool trainer = false;
  TimePoint created{};
  friend bool operator==(const Person&, const Person&) = default;
};

struct Device {
  DeviceId id;
  PersonId person{};
  std::string token_hash{};
  std::string attempt_hash{};  ///< of the join that made it, so that a repeated join finds it; may be empty
  ClassId current_class{};
  TimePoint created{};
  friend bool operator==(const Device&, const Device&) = default;
};

/// A class. `epoch` is the lease under which this server writes to it: 1 for a new class, as loaded for
/// others. A write with another epoch than the stored one fails as `lost`.
struct ClassRecord {
  ClassId id;
  std::string code{};
  std::string name{};
  PersonId owner{};
  bool practice = false;
  bool open = true;
  std::uint64_t epoch = 1;
  TimePoint created{};
  friend bool operator==(const ClassRecord&, const ClassRecord&) = default;
};

/// One version of a card, rubric or transcript, by the hash of its source.
struct ContentRecord {
  std::string hash;
  std::string kind{};  ///< "card", "rubric" or "transcript"
  std::string id{};
  std::string source{};
  friend bool operator==(const ContentRecord&, const ContentRecord&) = default;
};

/// What trainers have written here, by card, language and whether it is a draft. Each save replaces the one before; the
/// versions that sessions were played with stay in ContentRecord.
struct AuthoredCard {
  std::string id;
  std::string language{};
  bool draft = false;
  std::uint32_t version = 0;  ///< counts up over drafts and published ones
  PersonId author{};
  TimePoint at{};
  std::string source{};  ///< YAML; empty: dropped
  friend bool operator==(const AuthoredCard&, const AuthoredCard&) = default;
};

/// What a closed session leaves: boards read these, never the journal.
struct ResultRecord {
  SessionId session{};
  ClassId class_id{};
  TimePoint at{};
  std::string card{};
  std::uint32_t variant = 0;
  PersonId agent{};
  PersonId customer{};
  PersonId observer{};
  std::string team_of_agent{};
  bool ranked = false;
  std::string body{};  ///< the domain's result as JSON
  friend bool operator==(const ResultRecord&, const ResultRecord&) = default;
};

/// A season of the server. It runs while `ended` is 1970; `ends_at` is what was planned, 1970 if nothing was.
struct SeasonRecord {
  std::uint32_t id = 0;
  std::string name{};
  TimePoint began{};
  TimePoint ended{};
  TimePoint ends_at{};
  friend bool operator==(const SeasonRecord&, const SeasonRecord&) = default;
};

/// How a person is named on boards; without one, by name.
struct BoardNameRecord {
  PersonId person{};
  std::uint32_t shown = 0;  ///< protocol::NameShown
  std::string alias{};
  friend bool operator==(const BoardNameRecord&, const BoardNameRecord&) = default;
};

/// How a class rated one recorded talk.
struct CalibrationRecord {
  ClassId class_id{};
  TimePoint at{};
  std::string transcript{};
  std::string body{};  ///< the domain's outcome as JSON
  friend bool operator==(const CalibrationRecord&, const CalibrationRecord&) = default;
};

/// What somebody gives their own recap of this session a month later.
struct RerateRecord {
  SessionId session{};
  PersonId person{};
  std::uint32_t level = 0;
  TimePoint at{};
  friend bool operator==(const RerateRecord&, const RerateRecord&) = default;
};

/// This person's part in a session that broke off: stepped out, or lost the partner.
struct ExcuseRecord {
  SessionId session{};
  PersonId person{};
  ClassId class_id{};
  TimePoint at{};
  friend bool operator==(const ExcuseRecord&, const ExcuseRecord&) = default;
};

/// A run of the ability model over the ratings of a scope.
struct FitRunRecord {
  std::uint64_t id = 0;
  std::string scope{};
  TimePoint at{};
  std::uint64_t results = 0;  ///< sessions it rests on
  std::uint64_t ratings = 0;
  std::uint32_t iterations = 0;
  bool converged = false;
  friend bool operator==(const FitRunRecord&, const FitRunRecord&) = default;
};

enum class Facet : std::uint32_t { trainee = 0, rater = 1, scenario = 2, criterion = 3 };

/// One measure of a run, in millionths of a logit.
struct FitMeasureRecord {
  std::uint64_t run = 0;
  std::uint32_t facet = 0;  ///< Facet
  std::string element{};    ///< a person's number, or the id of a card or criterion
  std::int64_t measure = 0;
  std::int64_t se = 0;
  std::uint64_t ratings = 0;
  friend bool operator==(const FitMeasureRecord&, const FitMeasureRecord&) = default;
};

struct TrainerToken {
  std::string token_hash{};
  PersonId person{};  ///< 0: not yet used
  bool revoked = false;
  TimePoint created{};
  friend bool operator==(const TrainerToken&, const TrainerToken&) = default;
};

/// Moves a person to another device.
struct LinkCodeRecord {
  std::string code_hash;
  PersonId person{};
  TimePoint until{};
  std::uint32_t tries_left = 0;
  friend bool operator==(const LinkCodeRecord&, const LinkCodeRecord&) = default;
};

/// The last moment of domain time at which the server was known to run. There is one.
struct ClockRecord {
  TimePoint alive{};
  friend bool operator==(const ClockRecord&, const ClockRecord&) = default;
};

struct Setting {
  std::string key;
  std::string value{};
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// From here on the session's rows are replayed at start; once closed they no longer are. It never reopens.
struct SessionOpened {
  SessionId session{};
  ClassId class_id{};
  std::uint64_t first = 0;  ///< the class's number of its first row
};
struct SessionClosed {
  SessionId session{};
  std::uint64_t last = 0;  ///< the class's number of its last row
};

/// An intent that was accepted before; `made` and `at` are what `accepted` said. Written only for intents that left no
/// row in a journal: of the others the row says so.
struct Done {
  DeviceId device;
  std::uint64_t intent = 0;
  std::uint64_t made = 0;
  TimePoint at{};
  friend bool operator==(const Done&, const Done&) = default;
};

using Write = std::variant<Row, Person, Device, ClassRecord, ContentRecord, AuthoredCard, ResultRecord, TrainerToken,
                           LinkCodeRecord, SessionOpened, SessionClosed, ClockRecord, Setting, SeasonRecord, BoardNameRecord,
                           CalibrationRecord, RerateRecord, ExcuseRecord, FitRunRecord, FitMeasureRecord, Done>;

struct LoadedClass {
  ClassRecord record;             ///< its epoch is the new one
  std::uint64_t last_number = 0;  ///< the next row of the class is number last_number + 1
};

/// All plain tables, each in the order of its key.
struct Loaded {
  std::vector<Person> people;
  std::vector<Device> devices;
  std::vector<LoadedClass> classes;
  std::vector<ContentRecord> contents;
  std::vector<AuthoredCard> authored;
  std::vector<ResultRecord> results;
  std::vector<TrainerToken> trainer_tokens;
  std::vector<LinkCodeRecord> link_codes;
  std::vector<Setting> settings;
  std::vector<SeasonRecord> seasons;
  std::vector<BoardNameRecord> board_names;
  std::vector<CalibrationRecord> calibrations;
  std::vector<RerateRecord> rerates;
  std::vector<ExcuseRecord> excuses;
  std::vector<FitRunRecord> fit_runs;            ///< the last of each scope
  std::vector<FitMeasureRecord> fit_measures;    ///< of those, of trainees
  ClockRecord clock;         ///< 1970 in a fresh store
  SessionId last_session{};  ///< the highest session id ever opened
};

}  // namespace earshot::store
