// How each record lies in its table: one list of columns serves writing and reading.
//
// Numbers, ids, times and flags are all BIGINT, texts TEXT: both databases mean the same by those.
#pragma once

#include <soci/soci.h>

#include <string>
#include <string_view>
#include <vector>

#include "server/store/records.h"

namespace earshot::store {

/// Table<R>::kName is the table's name, kKey how many of its first columns are the key, and each(r, f) calls
/// f(column, field) in order.
template <class R>
struct Table;

template <>
struct Table<Row> {
  static constexpr std::string_view kName = "journal";
  static constexpr int kKey = 3;
  static void each(auto& r, auto&& f) {
    f("class", r.class_id), f("session", r.session), f("number", r.number), f("at", r.at),
        f("device", r.device);
    f("intent", r.intent), f("made", r.made), f("type", r.type), f("body", r.body);
  }
};
template <>
struct Table<Person> {
  static constexpr std::string_view kName = "people";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("name", r.name), f("trainer", r.trainer), f("created", r.created);
  }
};
template <>
struct Table<Device> {
  static constexpr std::string_view kName = "devices";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("person", r.person), f("token_hash", r.token_hash), f("attempt_hash", r.attempt_hash);
    f("current_class", r.current_class), f("created", r.created);
  }
};
template <>
struct Table<ClassRecord> {
  static constexpr std::string_view kName = "classes";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("code", r.code), f("name", r.name), f("owner", r.owner), f("practice", r.practice);
    f("open", r.open), f("epoch", r.epoch), f("created", r.created);
  }
};
template <>
struct Table<LoadedClass> {
  static constexpr std::string_view kName = Table<ClassRecord>::kName;
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    Table<ClassRecord>::each(r.record, f);
    f("last_number", r.last_number);
  }
};
template <>
struct Table<ContentRecord> {
  static constexpr std::string_view kName = "contents";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("hash", r.hash), f("kind", r.kind), f("id", r.id), f("source", r.source);
  }
};
template <>
struct Table<AuthoredCard> {
  static constexpr std::string_view kName = "authored_cards";
  static constexpr int kKey = 3;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("language", r.language), f("draft", r.draft), f("version", r.version);
    f("author", r.author), f("at", r.at), f("source", r.source);
  }
};
template <>
struct Table<ResultRecord> {
  static constexpr std::string_view kName = "results";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("session", r.session), f("class", r.class_id), f("at", r.at), f("card", r.card),
        f("variant", r.variant);
    f("agent", r.agent), f("customer", r.customer), f("observer", r.observer),
        f("team_of_agent", r.team_of_agent);
    f("ranked", r.ranked), f("body", r.body);
  }
};
template <>
struct Table<TrainerToken> {
  static constexpr std::string_view kName = "trainer_tokens";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("token_hash", r.token_hash), f("person", r.person), f("revoked", r.revoked), f("created", r.created);
  }
};
template <>
struct Table<LinkCodeRecord> {
  static constexpr std::string_view kName = "link_codes";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("code_hash", r.code_hash), f("person", r.person), f("until", r.until), f("tries_left", r.tries_left);
  }
};
template <>
struct Table<Setting> {
  static constexpr std::string_view kName = "settings";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) { f("key", r.key), f("value", r.value); }
};

template <>
struct Table<SeasonRecord> {
  static constexpr std::string_view kName = "seasons";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("name", r.name), f("began", r.began), f("ended", r.ended), f("ends_at", r.ends_at);
  }
};
template <>
struct Table<BoardNameRecord> {
  static constexpr std::string_view kName = "board_names";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) { f("person", r.person), f("shown", r.shown), f("alias", r.alias); }
};
template <>
struct Table<CalibrationRecord> {
  static constexpr std::string_view kName = "calibrations";
  static constexpr int kKey = 2;
  static void each(auto& r, auto&& f) {
    f("class", r.class_id), f("at", r.at), f("transcript", r.transcript), f("body", r.body);
  }
};
template <>
struct Table<RerateRecord> {
  static constexpr std::string_view kName = "rerates";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) { f("session", r.session), f("person", r.person), f("level", r.level), f("at", r.at); }
};
template <>
struct Table<ExcuseRecord> {
  static constexpr std::string_view kName = "excuses";
  static constexpr int kKey = 2;
  static void each(auto& r, auto&& f) { f("session", r.session), f("person", r.person), f("class", r.class_id), f("at", r.at); }
};
template <>
struct Table<Done> {
  static constexpr std::string_view kName = "done_intents";
  static constexpr int kKey = 2;
  static void each(auto& r, auto&& f) { f("device", r.device), f("intent", r.intent), f("made", r.made), f("at", r.at); }
};
template <>
struct Table<FitRunRecord> {
  static constexpr std::string_view kName = "fit_runs";
  static constexpr int kKey = 1;
  static void each(auto& r, auto&& f) {
    f("id", r.id), f("scope", r.scope), f("at", r.at), f("results", r.results), f("ratings", r.ratings);
    f("iterations", r.iterations), f("converged", r.converged);
  }
};
template <>
struct Table<FitMeasureRecord> {
  static constexpr std::string_view kName = "fit_measures";
  static constexpr int kKey = 3;
  static void each(auto& r, auto&& f) {
    f("run", r.run), f("facet", r.facet), f("element", r.element), f("measure", r.measure), f("se", r.se);
    f("ratings", r.ratings);
  }
};

inline long long to_number(std::uint64_t v) { return static_cast<long long>(v); }
inline long long to_number(std::uint32_t v) { return v; }
inline long long to_number(bool v) { return v ? 1 : 0; }
inline long long to_number(std::int64_t v) { return v; }
inline long long to_number(TimePoint v) { return to_unix_ms(v); }
template <class Tag>
long long to_number(Id<Tag> v) {
  return to_number(v.value);
}

template <class T>
void from_number(long long stored, T& v) {
  v = static_cast<T>(stored);
}
inline void from_number(long long stored, bool& v) { v = stored != 0; }
inline void from_number(long long stored, TimePoint& v) { v = from_unix_ms(stored); }
template <class Tag>
void from_number(long long stored, Id<Tag>& v) {
  v.value = static_cast<std::uint64_t>(stored);
}

template <class T>
inline constexpr bool kIsText = std::is_same_v<std::remove_const_t<T>, std::string>;

/// The values of one column, for bulk statements.
struct Column {
  std::string name;
  bool is_text = false;
  std::vector<long long> numbers{};
  std::vector<std::string> texts{};

  std::size_t size() const { return is_text ? texts.size() : numbers.size(); }
  void resize(std::size_t size) { is_text ? texts.resize(size) : numbers.resize(size); }
};

/// The columns of R, without values.
template <class R>
std::vector<Column> columns_of() {
  std::vector<Column> columns;
  R r{};
  Table<R>::each(r, [&]<class T>(std::string_view name, T&) {
    columns.push_back(Column{.name = std::string(name), .is_text = kIsText<T>});
  });
  return columns;
}

template <class R>
void append(std::vector<Column>& columns, const R& r) {
  std::size_t i = 0;
  Table<R>::each(r, [&]<class T>(std::string_view, const T& field) {
    Column& column = columns[i++];
    if constexpr (kIsText<T>) {
      column.texts.push_back(field);
    } else {
      column.numbers.push_back(to_number(field));
    }
  });
}

/// Takes record number `index` out of the columns; its texts are moved.
template <class R>
void take(std::vector<Column>& columns, std::size_t index, R& r) {
  std::size_t i = 0;
  Table<R>::each(r, [&]<class T>(std::string_view, T& field) {
    Column& column = columns[i++];
    if constexpr (kIsText<T>) {
      field = std::move(column.texts[index]);
    } else {
      from_number(column.numbers[index], field);
    }
  });
}

/// "a, b, c" with `before` put before each name.
std::string list_names(const std::vector<Column>& columns, std::string_view before = {});

/// Runs `query` once for each value of the columns, which it names as :name. Returns how many rows it
/// touched.
long long execute_all(soci::session& sql, const std::string& query, std::vector<Column>& columns);

/// Calls `each(r)` for all that `SELECT <columns of R> FROM <table of R> <rest>` finds.
/// `bind` adds what `rest` needs to the statement.
template <class R>
void select_each(soci::session& sql, const std::string& rest, auto&& bind, auto&& each) {
  constexpr std::size_t kFetch = 512;
  std::vector<Column> columns = columns_of<R>();
  soci::statement statement(sql);
  for (Column& column : columns) {
    column.resize(kFetch);
    if (column.is_text) {
      statement.exchange(soci::into(column.texts));
    } else {
      statement.exchange(soci::into(column.numbers));
    }
  }
  bind(statement);
  statement.alloc();
  statement.prepare("SELECT " + list_names(columns) + " FROM " + std::string(Table<R>::kName) + " " + rest);
  statement.define_and_bind();
  statement.execute();
  R r{};
  while (statement.fetch()) {
    const std::size_t found = columns.front().size();
    for (std::size_t i = 0; i < found; ++i) {
      take(columns, i, r);
      each(r);
    }
    for (Column& column : columns) column.resize(kFetch);
  }
}

/// The whole table in the order of its key.
template <class R>
std::vector<R> select_all(soci::session& sql) {
  std::vector<R> all;
  select_each<R>(
      sql, "ORDER BY " + columns_of<R>().front().name, [](soci::statement&) {},
      [&](R& r) { all.push_back(r); });
  return all;
}

}  // namespace earshot::store
