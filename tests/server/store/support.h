// A folder for one test's store, and the records tests write into it.
#pragma once

#include <poll.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/store/store.h"
#include "server/store/writer.h"
#include "tests/support/temporary_folder.h"

namespace earshot::store {

/// Its path has spaces.
class TempFolder : public testing::TemporaryFolder {
 public:
  TempFolder() : TemporaryFolder("earshot store ") {}
  std::string data() const { return path() / "data"; }
  std::filesystem::path database() const { return path() / "data" / "earshot.db"; }
};

inline std::unique_ptr<Store> open_or_throw(const std::string& place, Options options = {}) {
  auto store = Store::open(place, std::move(options));
  if (!store) throw std::runtime_error(store.error().to_string());
  return std::move(*store);
}

inline void write_or_throw(Store& store, const std::vector<Write>& writes) {
  if (const auto written = store.write(writes); !written)
    throw std::runtime_error(written.error().error.to_string());
}

inline TimePoint moment(std::int64_t ms) { return from_unix_ms(1'700'000'000'000 + ms); }

inline ClassRecord some_class(std::uint64_t id = 1) {
  return {.id = {id},
          .code = "K7WQ",
          .name = "Monday",
          .owner = {5},
          .practice = false,
          .open = true,
          .epoch = 1,
          .created = moment(1)};
}

inline Row some_row(std::uint64_t number, std::uint64_t session = 0, std::uint64_t class_id = 1) {
  return {.class_id = {class_id},
          .number = number,
          .session = {session},
          .at = moment(static_cast<std::int64_t>(number)),
          .device = {},
          .intent = 0,
          .made = 0,
          .type = "Said",
          .body = "{\"text\":\"line " + std::to_string(number) + "\"}"};
}

inline std::vector<Row> rows_of(Store& store, std::uint64_t class_id = 1) {
  std::vector<Row> rows;
  const auto done = store.replay({class_id}, [&](const Row& row) { rows.push_back(row); });
  if (!done) throw std::runtime_error(done.error().to_string());
  return rows;
}

inline std::vector<std::uint64_t> numbers_of(Store& store, std::uint64_t class_id = 1) {
  std::vector<std::uint64_t> numbers;
  for (const Row& row : rows_of(store, class_id)) numbers.push_back(row.number);
  return numbers;
}

inline Loaded load_or_throw(Store& store) {
  auto loaded = store.load();
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return std::move(*loaded);
}

/// Waits on wake_fd until `condition` holds: what a network thread does, without one.
void wait_until(const Writer& writer, auto&& condition) {
  while (!condition()) {
    pollfd fd{.fd = writer.wake_fd(), .events = POLLIN, .revents = 0};
    if (::poll(&fd, 1, 20'000) != 1) throw std::runtime_error("the writer is silent");
    std::uint64_t count = 0;
    if (::read(writer.wake_fd(), &count, sizeof count) != sizeof count)
      throw std::runtime_error("nothing to read");
  }
}

inline void wait_durable(const Writer& writer, Position position) {
  wait_until(writer, [&] { return writer.durable() >= position; });
}

}  // namespace earshot::store
