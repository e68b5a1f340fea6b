#include "server/store/table.h"

namespace earshot::store {

std::string list_names(const std::vector<Column>& columns, std::string_view before) {
  std::string list;
  for (const Column& column : columns) {
    if (!list.empty()) list += ", ";
    list += before;
    list += column.name;
  }
  return list;
}

long long execute_all(soci::session& sql, const std::string& query, std::vector<Column>& columns) {
  soci::statement statement(sql);
  for (Column& column : columns) {
    if (column.is_text) {
      statement.exchange(soci::use(column.texts, column.name));
    } else {
      statement.exchange(soci::use(column.numbers, column.name));
    }
  }
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  statement.execute(true);
  return statement.get_affected_rows();
}

}  // namespace earshot::store
