#include "server/store/schema.h"

#include <fmt/format.h>

#include <span>
#include <string_view>

namespace earshot::store {
namespace {

// The journal's key is also the order a replay reads in; that a number is there once is checked by
// classes.last_number.
constexpr std::string_view kFirst[] = {
    R"(CREATE TABLE people (
      id BIGINT PRIMARY KEY, name TEXT NOT NULL, trainer BIGINT NOT NULL, created BIGINT NOT NULL))",
    R"(CREATE TABLE devices (
      id BIGINT PRIMARY KEY, person BIGINT NOT NULL, token_hash TEXT NOT NULL, attempt_hash TEXT NOT NULL,
      current_class BIGINT NOT NULL, created BIGINT NOT NULL))",
    R"(CREATE TABLE classes (
      id BIGINT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, owner BIGINT NOT NULL,
      practice BIGINT NOT NULL, open BIGINT NOT NULL, epoch BIGINT NOT NULL, created BIGINT NOT NULL,
      last_number BIGINT NOT NULL DEFAULT 0))",
    R"(CREATE TABLE contents (
      hash TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL))",
    R"(CREATE TABLE results (
      session BIGINT PRIMARY KEY, class BIGINT NOT NULL, at BIGINT NOT NULL, card TEXT NOT NULL,
      variant BIGINT NOT NULL, agent BIGINT NOT NULL, customer BIGINT NOT NULL, observer BIGINT NOT NULL,
      team_of_agent TEXT NOT NULL, ranked BIGINT NOT NULL, body TEXT NOT NULL))",
    R"(CREATE TABLE trainer_tokens (
      token_hash TEXT PRIMARY KEY, person BIGINT NOT NULL, revoked BIGINT NOT NULL,
      created BIGINT NOT NULL))",
    R"(CREATE TABLE link_codes (
      code_hash TEXT PRIMARY KEY, person BIGINT NOT NULL, until BIGINT NOT NULL,
      tries_left BIGINT NOT NULL))",
    R"(CREATE TABLE settings (
      key TEXT PRIMARY KEY, value TEXT NOT NULL))",
    R"(CREATE TABLE clock (
      id BIGINT PRIMARY KEY, alive BIGINT NOT NULL))",
    R"(CREATE TABLE sessions (
      id BIGINT PRIMARY KEY, class BIGINT NOT NULL, open BIGINT NOT NULL))",
    "CREATE INDEX open_sessions ON sessions (class, id) WHERE open = 1",
    R"(CREATE TABLE journal (
      class BIGINT NOT NULL, session BIGINT NOT NULL, number BIGINT NOT NULL, at BIGINT NOT NULL,
      device BIGINT NOT NULL, intent BIGINT NOT NULL, made BIGINT NOT NULL, type TEXT NOT NULL,
      body TEXT NOT NULL, PRIMARY KEY (class, session, number)))",
    "CREATE INDEX journal_intents ON journal (device, intent) WHERE device > 0",
};

constexpr std::string_view kSecond[] = {
    R"(CREATE TABLE authored_cards (
      id TEXT NOT NULL, language TEXT NOT NULL, draft BIGINT NOT NULL, version BIGINT NOT NULL,
      author BIGINT NOT NULL, at BIGINT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (id, language, draft)))",
};

// Where in the journal a session lies, so that its debrief can be read again; 0: from before this was kept.
constexpr std::string_view kThird[] = {
    "ALTER TABLE sessions ADD COLUMN first BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN last BIGINT NOT NULL DEFAULT 0",
    R"(CREATE TABLE seasons (
      id BIGINT PRIMARY KEY, name TEXT NOT NULL, began BIGINT NOT NULL, ended BIGINT NOT NULL, ends_at BIGINT NOT NULL))",
    R"(CREATE TABLE board_names (
      person BIGINT PRIMARY KEY, shown BIGINT NOT NULL, alias TEXT NOT NULL))",
    R"(CREATE TABLE calibrations (
      class BIGINT NOT NULL, at BIGINT NOT NULL, transcript TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (class, at)))",
    R"(CREATE TABLE rerates (
      session BIGINT PRIMARY KEY, person BIGINT NOT NULL, level BIGINT NOT NULL, at BIGINT NOT NULL))",
    R"(CREATE TABLE fit_runs (
      id BIGINT PRIMARY KEY, scope TEXT NOT NULL, at BIGINT NOT NULL, results BIGINT NOT NULL, ratings BIGINT NOT NULL,
      iterations BIGINT NOT NULL, converged BIGINT NOT NULL))",
    R"(CREATE TABLE fit_measures (
      run BIGINT NOT NULL, facet BIGINT NOT NULL, element TEXT NOT NULL, measure BIGINT NOT NULL, se BIGINT NOT NULL,
      ratings BIGINT NOT NULL, PRIMARY KEY (run, facet, element)))",
};

constexpr std::string_view kFourth[] = {
    R"(CREATE TABLE excuses (
      session BIGINT NOT NULL, person BIGINT NOT NULL, class BIGINT NOT NULL, at BIGINT NOT NULL,
      PRIMARY KEY (session, person)))",
};

constexpr std::string_view kFifth[] = {
    R"(CREATE TABLE done_intents (
      device BIGINT NOT NULL, intent BIGINT NOT NULL, made BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (device, intent)))",
};

/// Step i leads from version i to i + 1. Only ever append.
constexpr std::span<const std::string_view> kSteps[] = {kFirst, kSecond, kThird, kFourth, kFifth};

}  // namespace

Result<void> migrate(soci::session& sql) {
  sql << "CREATE TABLE IF NOT EXISTS earshot (version BIGINT NOT NULL)";
  long long version = 0;
  sql << "SELECT COALESCE(MAX(version), 0) FROM earshot", soci::into(version);
  const auto known = static_cast<long long>(std::size(kSteps));
  if (version > known) {
    return fail(fmt::format("was written by a newer Earshot (schema {}, this program knows {}): use that one",
                            version, known));
  }
  for (; version < known; ++version) {
    soci::transaction step(sql);
    for (const std::string_view statement : kSteps[version]) sql << std::string(statement);
    sql << "INSERT INTO earshot (version) VALUES (:version)", soci::use(version + 1, "version");
    step.commit();
  }
  return {};
}

}  // namespace earshot::store
