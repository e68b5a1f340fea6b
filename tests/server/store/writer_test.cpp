#include "server/store/writer.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>

#include "tests/server/store/support.h"

namespace earshot::store {
namespace {

constexpr WriterOptions kHasty{
    .queue_limit = 64 * 1024, .first_backoff = Milliseconds{1}, .longest_backoff = Milliseconds{4}};

/// Batch i holds the rows 2i - 1 and 2i.
std::vector<Write> pair_of_rows(std::uint64_t batch) {
  return {some_row(2 * batch - 1), some_row(2 * batch)};
}

std::unique_ptr<Store> store_with_class(const TempFolder& folder, Options options = {}) {
  auto store = open_or_throw(folder.data(), std::move(options));
  write_or_throw(*store, {some_class()});
  return store;
}

}  // namespace

TEST_CASE("what was submitted is there after the writer has stopped") {
  const TempFolder folder;
  {
    Writer writer(store_with_class(folder));
    for (std::uint64_t batch = 1; batch <= 500; ++batch) CHECK(writer.submit(pair_of_rows(batch)) == batch);
    REQUIRE(writer.stop().has_value());
    CHECK(writer.durable() == 500);
    CHECK(writer.healthy());
  }
  const auto store = open_or_throw(folder.data());
  CHECK(numbers_of(*store).size() == 1'000);
}

TEST_CASE("the descriptor wakes whoever waits for the disk") {
  const TempFolder folder;
  Writer writer(store_with_class(folder));
  wait_durable(writer, writer.submit(pair_of_rows(1)));
  CHECK(writer.submit({}) == 1);
  wait_durable(writer, writer.submit(pair_of_rows(2)));
  CHECK(writer.stats().rows == 4);
}

TEST_CASE("while the disk is busy, what comes is gathered into one commit") {
  const TempFolder folder;
  std::latch first_commit(1);
  std::latch gathered(1);
  std::atomic<int> commits = 0;
  auto store = store_with_class(folder);
  store.reset();
  store = open_or_throw(folder.data(), {.hook = [&](Stage stage) -> Result<void> {
                          if (stage == Stage::written && commits++ == 0) {
                            first_commit.count_down();
                            gathered.wait();
                          }
                          return {};
                        }});
  (void)load_or_throw(*store);
  Writer writer(std::move(store));
  writer.submit(pair_of_rows(1));
  first_commit.wait();
  for (std::uint64_t batch = 2; batch <= 1'001; ++batch) writer.submit(pair_of_rows(batch));
  CHECK(writer.durable() == 0);
  gathered.count_down();
  wait_durable(writer, 1'001);
  const Stats stats = writer.stats();
  CHECK(stats.commits == 2);
  CHECK(stats.batches == 1'001);
  CHECK(stats.rows == 2'002);
  CHECK(stats.largest_group == 1'000);
  CHECK(stats.groups[0] == 1);
  CHECK(stats.groups[9] == 1);
  CHECK(stats.commit_p50 > std::chrono::microseconds{0});
  CHECK(stats.commit_p99 >= stats.commit_p50);
}

TEST_CASE("a failed commit is tried again under the same numbers, and nothing counts as durable before") {
  for (const Stage stage : {Stage::begun, Stage::written, Stage::committed}) {
    CAPTURE(static_cast<int>(stage));
    const TempFolder folder;
    store_with_class(folder).reset();
    std::atomic<int> failures = stage == Stage::committed ? 1 : 5;
    std::atomic<Position> seen_durable = 0;
    std::atomic<const Writer*> watched = nullptr;
    auto store = open_or_throw(folder.data(), {.hook = [&](Stage now) -> Result<void> {
                                 if (now != stage || failures-- <= 0) return {};
                                 if (watched != nullptr)
                                   seen_durable = std::max(seen_durable.load(), watched.load()->durable());
                                 return fail("the disk is full");
                               }});
    (void)load_or_throw(*store);
    Writer writer(std::move(store), kHasty);
    watched = &writer;
    writer.submit(pair_of_rows(1));
    wait_until(writer, [&] { return !writer.healthy() || writer.durable() == 1; });
    // What was decided before is still taken.
    writer.submit(pair_of_rows(2));
    wait_durable(writer, 2);
    CHECK(seen_durable == 0);
    CHECK(writer.healthy());
    CHECK(writer.problem().empty());
    CHECK(writer.stats().failures > 0);
    REQUIRE(writer.stop().has_value());
  }
}

TEST_CASE("trouble is shown while it lasts") {
  const TempFolder folder;
  store_with_class(folder).reset();
  std::atomic<bool> broken = true;
  auto store = open_or_throw(folder.data(), {.hook = [&](Stage stage) -> Result<void> {
                               if (stage == Stage::written && broken) return fail("the disk is full");
                               return {};
                             }});
  (void)load_or_throw(*store);
  Writer writer(std::move(store), kHasty);
  writer.submit(pair_of_rows(1));
  wait_until(writer, [&] { return !writer.healthy(); });
  CHECK(writer.problem() == folder.database().native() + ": the disk is full");
  CHECK_FALSE(writer.lost());
  CHECK(writer.durable() == 0);

  SUBCASE("and ends with it") {
    broken = false;
    wait_until(writer, [&] { return writer.healthy(); });
    CHECK(writer.durable() == 1);
  }
  SUBCASE("and a stop says what was lost to it") {
    const auto stopped = writer.stop();
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().text ==
          "1 batches could not be written: " + folder.database().native() + ": the disk is full");
  }
}

TEST_CASE("too much that waits is trouble too") {
  const TempFolder folder;
  store_with_class(folder).reset();
  std::latch go_on(1);
  auto store = open_or_throw(folder.data(), {.hook = [&](Stage stage) -> Result<void> {
                               if (stage == Stage::written) go_on.wait();
                               return {};
                             }});
  (void)load_or_throw(*store);
  Writer writer(std::move(store), {.queue_limit = 10});
  for (std::uint64_t batch = 1; batch <= 5; ++batch) writer.submit(pair_of_rows(batch));
  CHECK(writer.healthy());
  writer.submit(pair_of_rows(6));
  CHECK_FALSE(writer.healthy());
  CHECK(writer.problem() == "12 writes wait for the disk");
  go_on.count_down();
  wait_durable(writer, 6);
  CHECK(writer.healthy());
}

TEST_CASE("a session that is asked for is read after what was handed over before, and its rows come with the ask") {
  const TempFolder folder;
  Writer writer(store_with_class(folder));
  writer.submit({SessionOpened{{70}, {1}, 1}, some_row(1, 70), some_row(2, 70), SessionClosed{{70}, 2}});
  writer.read_session(7, {1}, {70});
  writer.read_session(8, {1}, {99});
  std::vector<SessionRead> reads;
  wait_until(writer, [&] {
    for (SessionRead& read : writer.take_reads()) reads.push_back(std::move(read));
    return reads.size() == 2;
  });
  CHECK(reads[0].ask == 7);
  CHECK(reads[0].session == SessionId{70});
  REQUIRE(reads[0].rows.has_value());
  CHECK(*reads[0].rows == std::vector{some_row(1, 70), some_row(2, 70)});
  CHECK(reads[1].ask == 8);
  REQUIRE(reads[1].rows.has_value());
  CHECK(reads[1].rows->empty());
  CHECK(writer.take_reads().empty());
}

TEST_CASE("numbers that do not follow end the writing, and what came before is kept") {
  const TempFolder folder;
  {
    Writer writer(store_with_class(folder));
    wait_durable(writer, writer.submit(pair_of_rows(1)));
    writer.submit({some_row(9)});
    wait_until(writer, [&] { return writer.lost(); });
    CHECK_FALSE(writer.healthy());
    CHECK(writer.problem().find("class 1: row 9 cannot follow row 2") != std::string::npos);
    writer.submit({some_row(10)});
    CHECK_FALSE(writer.stop().has_value());
    CHECK(writer.durable() == 1);
  }
  const auto store = open_or_throw(folder.data());
  CHECK(numbers_of(*store) == std::vector<std::uint64_t>{1, 2});
}

}  // namespace earshot::store
