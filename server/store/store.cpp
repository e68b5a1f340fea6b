#include "server/store/store.h"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "server/store/place.h"
#include "server/store/schema.h"
#include "server/store/table.h"
#include "server/store/write.h"

namespace earshot::store {
namespace {

/// An error's own words on one line. SOCI's what() would add the statement with its values, and PostgreSQL's
/// further lines the record: chat text and hashes, which must not reach a log.
std::string describe(const std::exception& e) {
  const auto* soci_error = dynamic_cast<const soci::soci_error*>(&e);
  std::string text = soci_error != nullptr ? soci_error->get_error_message() : e.what();
  constexpr std::string_view kReason = "\nconnection to server";
  const auto reason = text.find(kReason);
  text.resize(std::min(text.size(), text.find('\n', reason == std::string::npos ? 0 : reason + 1)));
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string explain(const std::exception& e) {
  const std::string text = describe(e);
  if (text.find("not a database") != std::string::npos || text.find("malformed") != std::string::npos) {
    return "is damaged, or no database of Earshot: put a copy back, or give another folder (" + text + ")";
  }
  return text;
}

void open_sqlite(soci::session& sql, const std::filesystem::path& file) {
  sql.open(soci::sqlite3, fmt::format("db=\"{}\"", file.native()));
  // A person may be looking into the file with another tool.
  sql << "PRAGMA busy_timeout = 5000";
  std::string mode;
  sql << "PRAGMA journal_mode = WAL", soci::into(mode);
  if (mode != "wal") throw soci::soci_error("this disk does not support what SQLite's write-ahead log needs");
  sql << "PRAGMA synchronous = FULL";
}

void open_postgresql(soci::session& sql, const std::string& url) {
  // SOCI breaks a URL without any parameter. This one shows in PostgreSQL's list of connections.
  sql.open(soci::postgresql,
           url + (url.find('?') == std::string::npos ? "?" : "&") + "application_name=earshot");
  sql << "SET client_min_messages = warning";
  // Held until the connection ends. The number is any that nothing else uses.
  long long locked = 0;
  sql << "SELECT CASE WHEN pg_try_advisory_lock(4716284539517) THEN 1 ELSE 0 END", soci::into(locked);
  if (locked == 0) throw soci::soci_error("another server works on this database; stop it first");
}

}  // namespace

class Store::Impl {
 public:
  Impl(Place place, FileLock lock, Options options)
      : place_(std::move(place)), lock_(std::move(lock)), options_(std::move(options)) {}

  void connect() {
    sql_.close();
    if (place_.postgresql) {
      open_postgresql(sql_, place_.url);
    } else {
      open_sqlite(sql_, place_.file);
    }
  }

  soci::session& sql() { return sql_; }
  const Place& place() const { return place_; }
  Epochs& epochs() { return epochs_; }

  /// What goes wrong comes as an exception.
  void write(std::span<const Write> writes) {
    // A lost connection is only ever found by using it.
    if (failed_ && place_.postgresql) connect();
    if (std::exchange(failed_, true) && has_all_rows(sql_, writes)) {
      // The commit took place and only the answer was lost.
      failed_ = false;
      return;
    }
    soci::transaction transaction(sql_);
    call_hook(Stage::begun);
    write_all(sql_, writes, epochs_);
    call_hook(Stage::written);
    transaction.commit();
    call_hook(Stage::committed);
    failed_ = false;
  }

 private:
  void call_hook(Stage stage) const {
    if (!options_.hook) return;
    if (const auto answer = options_.hook(stage); !answer)
      throw std::runtime_error(answer.error().to_string());
  }

  const Place place_;
  const FileLock lock_;
  const Options options_;
  soci::session sql_;
  Epochs epochs_;
  bool failed_ = false;  // the last write
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& where, Options options) {
  auto place = read_place(where);
  if (!place) return tl::unexpected(place.error());
  FileLock lock;
  if (!place->postgresql) {
    auto taken = FileLock::take(place->file);
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  }
  const std::string shown = place->shown;
  auto impl = std::make_unique<Impl>(std::move(*place), std::move(lock), std::move(options));
  try {
    impl->connect();
    if (auto ready = migrate(impl->sql()); !ready) return fail(ready.error().text, shown);
  } catch (const std::exception& e) {
    return fail(explain(e), shown);
  }
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

Result<Loaded> Store::load() {
  try {
    soci::session& sql = impl_->sql();
    soci::transaction transaction(sql);
    sql << "UPDATE classes SET epoch = epoch + 1 WHERE open = 1";
    Loaded loaded;
    loaded.people = select_all<Person>(sql);
    loaded.devices = select_all<Device>(sql);
    loaded.classes = select_all<LoadedClass>(sql);
    loaded.contents = select_all<ContentRecord>(sql);
    loaded.authored = select_all<AuthoredCard>(sql);
    loaded.results = select_all<ResultRecord>(sql);
    loaded.trainer_tokens = select_all<TrainerToken>(sql);
    loaded.link_codes = select_all<LinkCodeRecord>(sql);
    loaded.settings = select_all<Setting>(sql);
    loaded.seasons = select_all<SeasonRecord>(sql);
    loaded.board_names = select_all<BoardNameRecord>(sql);
    loaded.calibrations = select_all<CalibrationRecord>(sql);
    loaded.rerates = select_all<RerateRecord>(sql);
    loaded.excuses = select_all<ExcuseRecord>(sql);
    // Earlier runs are kept for whoever looks into the store; the server goes on from the last ones.
    const auto nothing = [](soci::statement&) {};
    select_each<FitRunRecord>(sql, "WHERE id IN (SELECT MAX(id) FROM fit_runs GROUP BY scope) ORDER BY id", nothing,
                              [&](FitRunRecord& run) { loaded.fit_runs.push_back(run); });
    select_each<FitMeasureRecord>(sql, "WHERE facet = 0 AND run IN (SELECT MAX(id) FROM fit_runs GROUP BY scope) ORDER BY run, element", nothing,
                                  [&](FitMeasureRecord& measure) { loaded.fit_measures.push_back(measure); });
    long long alive = 0;
    sql << "SELECT COALESCE(MAX(alive), 0) FROM clock", soci::into(alive);
    from_number(alive, loaded.clock.alive);
    long long last_session = 0;
    sql << "SELECT COALESCE(MAX(id), 0) FROM sessions", soci::into(last_session);
    from_number(last_session, loaded.last_session);
    transaction.commit();
    for (const LoadedClass& c : loaded.classes) impl_->epochs()[c.record.id] = c.record.epoch;
    return loaded;
  } catch (const std::exception& e) {
    return fail(explain(e), impl_->place().shown);
  }
}

Result<void> Store::replay(ClassId class_id, const std::function<void(const Row&)>& each) {
  try {
    const long long id = to_number(class_id);
    select_each<Row>(
        impl_->sql(),
        "WHERE class = :class AND session IN (SELECT 0 UNION ALL SELECT id FROM sessions WHERE class = "
        ":class_again "
        "AND open = 1) ORDER BY number",
        [&](soci::statement& statement) {
          statement.exchange(soci::use(id, "class"));
          statement.exchange(soci::use(id, "class_again"));
        },
        each);
    return {};
  } catch (const std::exception& e) {
    return fail(explain(e), impl_->place().shown);
  }
}

Result<std::vector<Row>> Store::session_rows(ClassId class_id, SessionId session) {
  try {
    soci::session& sql = impl_->sql();
    const long long of_class = to_number(class_id);
    const long long id = to_number(session);
    long long first = 0;
    long long last = 0;
    sql << "SELECT first, last FROM sessions WHERE id = :id AND class = :class", soci::into(first), soci::into(last),
        soci::use(id, "id"), soci::use(of_class, "class");
    std::vector<Row> rows;
    if (!sql.got_data() || first == 0 || last < first) return rows;
    select_each<Row>(
        sql, "WHERE class = :class AND session IN (0, :session) AND number BETWEEN :first AND :last ORDER BY number",
        [&](soci::statement& statement) {
          statement.exchange(soci::use(of_class, "class"));
          statement.exchange(soci::use(id, "session"));
          statement.exchange(soci::use(first, "first"));
          statement.exchange(soci::use(last, "last"));
        },
        [&](Row& row) { rows.push_back(row); });
    return rows;
  } catch (const std::exception& e) {
    return fail(describe(e), impl_->place().shown);
  }
}

Result<std::vector<Done>> Store::recent_intents(std::size_t per_device) {
  try {
    soci::session& sql = impl_->sql();
    std::vector<long long> devices;
    for (const Device& device : select_all<Device>(sql)) devices.push_back(to_number(device.id));

    std::vector<Done> all;
    long long device = 0;
    long long intent = 0;
    long long made = 0;
    long long at = 0;
    const auto limit = static_cast<long long>(per_device);
    for (const auto table : {Table<Row>::kName, Table<Done>::kName}) {
      soci::statement statement =
          (sql.prepare << fmt::format("SELECT intent, MAX(made), MIN(at) FROM {} WHERE device = :device AND device > 0 "
                                      "GROUP BY intent ORDER BY intent DESC LIMIT :limit",
                                      table),
           soci::into(intent), soci::into(made), soci::into(at), soci::use(device, "device"), soci::use(limit, "limit"));
      for (const long long wanted : devices) {
        device = wanted;
        statement.execute();
        while (statement.fetch()) {
          Done& done = all.emplace_back();
          from_number(device, done.device);
          from_number(intent, done.intent);
          from_number(made, done.made);
          from_number(at, done.at);
        }
      }
    }
    return all;
  } catch (const std::exception& e) {
    return fail(explain(e), impl_->place().shown);
  }
}

tl::expected<void, WriteFailure> Store::write(std::span<const Write> writes) {
  if (writes.empty()) return {};
  const std::string& shown = impl_->place().shown;
  try {
    impl_->write(writes);
    return {};
  } catch (const Lost& e) {
    return tl::unexpected(WriteFailure{.error = {e.what(), shown}, .lost = true});
  } catch (const std::exception& e) {
    return tl::unexpected(WriteFailure{.error = {describe(e), shown}, .lost = false});
  }
}

}  // namespace earshot::store
