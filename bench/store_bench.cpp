// What storing costs: encoding an event, and rows through the writer onto this machine's disk.
//   store_bench [--benchmark_filter=...]     the database lies in the current folder while it runs
#include <benchmark/benchmark.h>
#include <poll.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/domain/events.h"
#include "server/journal/codec.h"
#include "server/store/store.h"
#include "server/store/writer.h"

namespace earshot {
namespace {

/// A chat line of 120 bytes, what the server writes most.
domain::Event chat_line() {
  return domain::Said{.session = {1'234}, .message = {17}, .from = {4'321}, .text = std::string(120, 'x')};
}

void encode_event(benchmark::State& state) {
  const domain::Event event = chat_line();
  std::string type;
  std::string body;
  for (auto _ : state) {
    journal::encode(event, type, body);
    benchmark::DoNotOptimize(body.data());
  }
  state.counters["bytes"] = static_cast<double>(body.size());
}
BENCHMARK(encode_event);

void decode_event(benchmark::State& state) {
  std::string type;
  std::string body;
  journal::encode(chat_line(), type, body);
  for (auto _ : state) benchmark::DoNotOptimize(journal::decode(type, body, ClassId{1}, 1));
}
BENCHMARK(decode_event);

class Folder {
 public:
  Folder() {
    std::string name = "store_bench_XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder can be made here");
    path_ = std::filesystem::absolute(name);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::unique_ptr<store::Store> open_store(const std::string& path) {
  auto opened = store::Store::open(path);
  if (!opened) throw std::runtime_error(opened.error().to_string());
  const std::vector<store::Write> first{store::ClassRecord{.id = {1}, .code = "BENCH", .name = "Bench"}};
  if (!(*opened)->write(first)) throw std::runtime_error("the store cannot be written");
  return std::move(*opened);
}

std::vector<store::Write> next_row(std::uint64_t& number) {
  store::Row row{.class_id = {1}, .number = ++number, .session = {0}};
  row.device = {number % 2'000 + 1};
  row.intent = number / 2'000 + 1;
  journal::encode(chat_line(), row.type, row.body);
  std::vector<store::Write> batch;
  batch.emplace_back(std::move(row));
  return batch;
}

void wait_durable(const store::Writer& writer, store::Position position) {
  while (writer.durable() < position) {
    pollfd fd{.fd = writer.wake_fd(), .events = POLLIN, .revents = 0};
    ::poll(&fd, 1, -1);
    std::uint64_t count = 0;
    if (::read(writer.wake_fd(), &count, sizeof count) < 0) continue;
  }
}

/// Keeps `range` rows on their way: each iteration submits one, and waits when that many are not yet on disk.
void rows_through_writer(benchmark::State& state) {
  const auto ahead = static_cast<store::Position>(state.range(0));
  const Folder folder;
  store::Writer writer(open_store(folder.path()));
  std::uint64_t number = 0;
  store::Position last = 0;
  for (auto _ : state) {
    last = writer.submit(next_row(number));
    if (last >= ahead) wait_durable(writer, last - ahead + 1);
  }
  wait_durable(writer, last);
  const store::Stats stats = writer.stats();
  state.SetItemsProcessed(static_cast<std::int64_t>(stats.rows));
  state.counters["rows_per_commit"] = static_cast<double>(stats.rows) / static_cast<double>(stats.commits);
  state.counters["largest"] = static_cast<double>(stats.largest_group);
  state.counters["commit_p50_us"] = static_cast<double>(stats.commit_p50.count());
  state.counters["commit_p99_us"] = static_cast<double>(stats.commit_p99.count());
}
BENCHMARK(rows_through_writer)->Arg(1)->Arg(32)->Arg(1'024)->Arg(16'384)->UseRealTime();

/// What the network thread pays to hand one row over.
void submit_row(benchmark::State& state) {
  const Folder folder;
  store::Writer writer(open_store(folder.path()));
  std::uint64_t number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    auto batch = next_row(number);
    if (number % 4'096 == 0) wait_durable(writer, number - 1);
    state.ResumeTiming();
    writer.submit(std::move(batch));
  }
}
BENCHMARK(submit_row);

}  // namespace
}  // namespace earshot

BENCHMARK_MAIN();
