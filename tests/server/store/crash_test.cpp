// The server dies at the worst moments, and so does the machine: what is there afterwards is a whole prefix.
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <sys/wait.h>

#include <csignal>

#include "tests/server/store/support.h"

namespace earshot::store {
namespace {

constexpr std::uint64_t kRowsPerBatch = 5;

std::vector<Write> batch_of(std::uint64_t batch) {
  std::vector<Write> writes{Setting{"batch", std::to_string(batch)}};
  for (std::uint64_t i = 1; i <= kRowsPerBatch; ++i)
    writes.push_back(some_row((batch - 1) * kRowsPerBatch + i));
  return writes;
}

/// Checks that whole batches are there, from the first on, and that writing can go on; returns how many.
std::uint64_t whole_batches(const std::string& data) {
  const auto store = open_or_throw(data);
  const Loaded loaded = load_or_throw(*store);
  if (loaded.classes.empty()) return 0;
  const auto rows = rows_of(*store);
  CHECK(rows.size() % kRowsPerBatch == 0);
  CHECK(loaded.classes[0].last_number == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i] == some_row(i + 1));
  const std::uint64_t batches = rows.size() / kRowsPerBatch;
  CHECK(loaded.settings ==
        (batches == 0 ? std::vector<Setting>{} : std::vector{Setting{"batch", std::to_string(batches)}}));
  CHECK(store->write(batch_of(batches + 1)).has_value());
  return batches;
}

/// A child process writes without end and is killed at the given stage of the given commit. What it had been
/// told was durable by then is in `told`.
void write_and_die(const std::string& data, Stage stage, int commit, int told) {
  int seen = 0;
  const Writer* writer = nullptr;
  const auto hook = [&](Stage now) -> Result<void> {
    if (now != stage || ++seen != commit) return {};
    const Position durable = writer == nullptr ? 0 : writer->durable();
    if (::write(told, &durable, sizeof durable) != sizeof durable) ::_exit(1);
    ::kill(::getpid(), SIGKILL);
    return {};
  };
  auto store = open_or_throw(data, {.hook = hook});
  write_or_throw(*store, {some_class()});
  Writer endless(std::move(store));
  writer = &endless;
  for (std::uint64_t batch = 1;; ++batch) {
    const Position position = endless.submit(batch_of(batch));
    if (position > 50) wait_durable(endless, position - 50);
  }
}

}  // namespace

TEST_CASE("kill -9 at any moment of a commit leaves whole batches, and all that was durable") {
  for (const Stage stage : {Stage::begun, Stage::written, Stage::committed}) {
    for (const int commit : {1, 2, 9, 30}) {
      CAPTURE(static_cast<int>(stage));
      CAPTURE(commit);
      const TempFolder folder;
      int told[2];
      REQUIRE(::pipe(told) == 0);
      const pid_t child = ::fork();
      if (child == 0) {
        write_and_die(folder.data(), stage, commit, told[1]);
        ::_exit(2);
      }
      ::close(told[1]);
      Position durable = 0;
      CHECK(::read(told[0], &durable, sizeof durable) == sizeof durable);
      ::close(told[0]);
      int status = 0;
      REQUIRE(::waitpid(child, &status, 0) == child);
      REQUIRE(WIFSIGNALED(status));
      CHECK(whole_batches(folder.data()) >= durable);
    }
  }
}

TEST_CASE("power lost in the middle of writing leaves whole batches") {
  const TempFolder folder;
  const auto store = open_or_throw(folder.data());
  write_or_throw(*store, {some_class()});
  for (std::uint64_t batch = 1; batch <= 12; ++batch) write_or_throw(*store, batch_of(batch));

  namespace fs = std::filesystem;
  const fs::path log = folder.database().native() + "-wal";
  const std::uint64_t whole = fs::file_size(log);
  CHECK(rc::check("the log cut at any byte", [&] {
    const auto length = *rc::gen::inRange<std::uint64_t>(0, whole + 1);
    const TempFolder copy;
    fs::create_directories(copy.data());
    fs::copy_file(folder.database(), copy.database());
    const fs::path copied = copy.database().native() + "-wal";
    fs::copy_file(log, copied);
    fs::resize_file(copied, length);
    const std::uint64_t batches = whole_batches(copy.data());
    RC_ASSERT(batches <= 12U);
    if (length == whole) RC_ASSERT(batches == 12U);
  }));
}

}  // namespace earshot::store
