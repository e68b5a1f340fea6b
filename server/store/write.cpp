#include "server/store/write.h"

#include <fmt/format.h>

#include <map>

#include "server/store/table.h"

namespace earshot::store {
namespace {

struct Span {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
/// Which numbers of which class are to be written; a map, so that two servers lock classes in the same order.
using Spans = std::map<ClassId, Span>;

Spans spans_of(std::span<const Write> writes) {
  Spans spans;
  for (const Write& write : writes) {
    const auto* row = std::get_if<Row>(&write);
    if (row == nullptr) continue;
    auto [found, is_first] = spans.try_emplace(row->class_id, Span{row->number, row->number});
    if (is_first) continue;
    if (row->number != found->second.last + 1) {
      throw Lost(fmt::format("class {}: row {} cannot follow row {}", row->class_id.value, row->number,
                             found->second.last));
    }
    found->second.last = row->number;
  }
  return spans;
}

std::string insert(std::string_view table, const std::vector<Column>& columns) {
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, list_names(columns), list_names(columns, ":"));
}

template <class R>
std::string upsert(const std::vector<Column>& columns) {
  std::string keys;
  std::string values;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i < Table<R>::kKey) {
      keys += (keys.empty() ? "" : ", ") + columns[i].name;
    } else {
      values +=
          fmt::format("{}{} = excluded.{}", values.empty() ? "" : ", ", columns[i].name, columns[i].name);
    }
  }
  return fmt::format("{} ON CONFLICT ({}) DO UPDATE SET {}", insert(Table<R>::kName, columns), keys, values);
}

template <class R>
std::vector<Column> gather(std::span<const Write> writes) {
  std::vector<Column> columns = columns_of<R>();
  for (const Write& write : writes) {
    if (const auto* r = std::get_if<R>(&write)) append(columns, *r);
  }
  return columns;
}

template <class R>
void write_records(soci::session& sql, std::span<const Write> writes) {
  std::vector<Column> columns = gather<R>(writes);
  if (columns.front().size() > 0) execute_all(sql, upsert<R>(columns), columns);
}

void write_classes(soci::session& sql, std::span<const Write> writes, Epochs& epochs) {
  std::vector<Column> columns = gather<ClassRecord>(writes);
  const std::size_t wanted = columns.front().size();
  if (wanted == 0) return;
  const std::string held = upsert<ClassRecord>(columns) + " WHERE classes.epoch = excluded.epoch";
  if (execute_all(sql, held, columns) != static_cast<long long>(wanted)) {
    throw Lost("another server has taken over a class that was to be changed");
  }
  for (const Write& write : writes) {
    if (const auto* record = std::get_if<ClassRecord>(&write)) epochs[record->id] = record->epoch;
  }
}

void write_clock(soci::session& sql, std::span<const Write> writes) {
  for (const Write& write : writes) {
    const auto* clock = std::get_if<ClockRecord>(&write);
    if (clock == nullptr) continue;
    const long long alive = to_number(clock->alive);
    sql << "INSERT INTO clock (id, alive) VALUES (1, :alive) ON CONFLICT (id) DO UPDATE SET alive = "
           "excluded.alive",
        soci::use(alive, "alive");
  }
}

void open_sessions(soci::session& sql, std::span<const Write> writes) {
  std::vector<Column> columns{{.name = "id"}, {.name = "class"}, {.name = "open"}, {.name = "first"}};
  for (const Write& write : writes) {
    if (const auto* opened = std::get_if<SessionOpened>(&write)) {
      columns[0].numbers.push_back(to_number(opened->session));
      columns[1].numbers.push_back(to_number(opened->class_id));
      columns[2].numbers.push_back(1);
      columns[3].numbers.push_back(to_number(opened->first));
    }
  }
  // A session never reopens: a repeated `opened` leaves a closed one closed.
  if (columns[0].size() > 0)
    execute_all(sql, insert("sessions", columns) + " ON CONFLICT (id) DO NOTHING", columns);
}

void close_sessions(soci::session& sql, std::span<const Write> writes) {
  std::vector<Column> columns{{.name = "id"}, {.name = "last"}};
  for (const Write& write : writes) {
    const auto* closed = std::get_if<SessionClosed>(&write);
    if (closed == nullptr) continue;
    columns[0].numbers.push_back(to_number(closed->session));
    columns[1].numbers.push_back(to_number(closed->last));
  }
  if (columns[0].size() > 0) execute_all(sql, "UPDATE sessions SET open = 0, last = :last WHERE id = :id", columns);
}

/// Says which class stands in the way of `spans`.
[[noreturn]] void throw_lost(soci::session& sql, const Spans& spans, const Epochs& epochs) {
  for (const auto& [class_id, span] : spans) {
    const long long id = to_number(class_id);
    long long epoch = 0;
    long long last = 0;
    sql << "SELECT epoch, last_number FROM classes WHERE id = :id", soci::into(epoch), soci::into(last),
        soci::use(id, "id");
    const auto ours = epochs.find(class_id);
    if (!sql.got_data() || ours == epochs.end())
      throw Lost(fmt::format("class {} is not in the store", class_id.value));
    if (epoch != to_number(ours->second)) {
      throw Lost(fmt::format("another server has taken over class {} (lease {}, ours was {})", class_id.value,
                             epoch, ours->second));
    }
    if (last + 1 != to_number(span.first)) {
      throw Lost(fmt::format("class {}: row {} cannot follow row {}", class_id.value, span.first, last));
    }
  }
  throw Lost("a class could not be written to");
}

/// Checks lease and numbers and moves each class on, in one statement a class.
void advance(soci::session& sql, const Spans& spans, const Epochs& epochs) {
  std::vector<Column> columns{{.name = "id"}, {.name = "epoch"}, {.name = "before"}, {.name = "last"}};
  for (const auto& [class_id, span] : spans) {
    const auto epoch = epochs.find(class_id);
    columns[0].numbers.push_back(to_number(class_id));
    columns[1].numbers.push_back(epoch == epochs.end() ? -1 : to_number(epoch->second));
    columns[2].numbers.push_back(to_number(span.first) - 1);
    columns[3].numbers.push_back(to_number(span.last));
  }
  const long long moved = execute_all(
      sql,
      "UPDATE classes SET last_number = :last WHERE id = :id AND epoch = :epoch AND last_number = :before",
      columns);
  if (moved != static_cast<long long>(spans.size())) throw_lost(sql, spans, epochs);
}

void write_rows(soci::session& sql, std::span<const Write> writes, const Epochs& epochs) {
  const Spans spans = spans_of(writes);
  if (spans.empty()) return;
  advance(sql, spans, epochs);
  std::vector<Column> columns = gather<Row>(writes);
  execute_all(sql, insert(Table<Row>::kName, columns), columns);
}

}  // namespace

void write_all(soci::session& sql, std::span<const Write> writes, Epochs& epochs) {
  write_records<Person>(sql, writes);
  write_records<Device>(sql, writes);
  write_records<ContentRecord>(sql, writes);
  write_records<AuthoredCard>(sql, writes);
  write_records<ResultRecord>(sql, writes);
  write_records<TrainerToken>(sql, writes);
  write_records<LinkCodeRecord>(sql, writes);
  write_records<Setting>(sql, writes);
  write_records<SeasonRecord>(sql, writes);
  write_records<BoardNameRecord>(sql, writes);
  write_records<CalibrationRecord>(sql, writes);
  write_records<RerateRecord>(sql, writes);
  write_records<ExcuseRecord>(sql, writes);
  write_records<Done>(sql, writes);
  write_records<FitRunRecord>(sql, writes);
  write_records<FitMeasureRecord>(sql, writes);
  write_clock(sql, writes);
  write_classes(sql, writes, epochs);
  open_sessions(sql, writes);
  close_sessions(sql, writes);
  write_rows(sql, writes, epochs);
}

bool has_all_rows(soci::session& sql, std::span<const Write> writes) {
  const Spans spans = spans_of(writes);
  for (const auto& [class_id, span] : spans) {
    const long long id = to_number(class_id);
    long long last = 0;
    sql << "SELECT last_number FROM classes WHERE id = :id", soci::into(last), soci::use(id, "id");
    if (!sql.got_data() || last != to_number(span.last)) return false;
  }
  return !spans.empty();
}

}  // namespace earshot::store
