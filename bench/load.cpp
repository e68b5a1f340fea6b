// earshot-load: see docs/benchmarks.md.

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ranges>
#include <stdexcept>

#include "bench/chat.h"
#include "bench/child.h"
#include "bench/class_crowd.h"
#include "bench/enet_relay.h"
#include "bench/season.h"
#include "shared/protocol/limits.h"

namespace earshot::bench {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

struct Options {
  std::size_t clients = 2'000;
  std::size_t class_size = 200;
  double every = 2;
  double seconds = 20;
  std::size_t repeat = 3;
  fs::path server;
  fs::path content;
  bool no_relay = false;
  bool relay_only = false;
  bool season = false;
  std::size_t serve_relay = 0;

  ChatPlan plan(std::size_t turn) const {
    ChatPlan plan{Milliseconds{std::llround(every * 1'000)}, Milliseconds{std::llround(seconds * 1'000)}};
    plan.first_line = static_cast<std::uint32_t>(turn * lines_of(plan, clients));
    return plan;
  }
};

fs::path beside_this(std::string_view program) { return fs::read_symlink("/proc/self/exe").parent_path() / program; }

/// A fresh folder that is gone afterwards.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "earshot-load-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the server's data can be made in " + name);
    folder_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path operator/(std::string_view name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

/// The rest of the first line of a file that holds `mark`.
std::string after(const fs::path& file, std::string_view mark) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (const auto found = line.find(mark); found != std::string::npos) return line.substr(found + mark.size());
  }
  return "not in its log";
}

std::string end_of(const fs::path& file) {
  std::ifstream in(file);
  std::string tail;
  for (std::string line; std::getline(in, line);) tail = tail.substr(std::max<std::size_t>(tail.size(), 1'000) - 1'000) + line + '\n';
  return tail;
}

constexpr std::array kShares{0.5, 0.99, 1.0};  // what is printed of a chat's latencies

/// With --season: in every second turn.
bool fits_run_in(std::size_t turn) { return turn % 2 == 1; }

struct Measured {
  ChatResult chat;
  Cpu cpu;
  double idle_cpu = 0;  ///< of the other side meanwhile: seconds per second
  std::size_t fits = 0;  ///< of boards, that were done meanwhile
  double fit_cpu = 0;    ///< seconds

  double cpu_per_100k() const { return cpu.all * 1e5 / static_cast<double>(std::max<std::size_t>(1, chat.delivered)); }
  std::size_t lost() const { return chat.sent - chat.delivered + chat.astray; }
};

/// A server under test with its crowd.
struct Side {
  std::string name;
  std::unique_ptr<Child> child;
  std::unique_ptr<Crowd> crowd;
  std::size_t bytes_before = 0;
  std::vector<Measured> turns{};

  double per_client() const {
    const double grown = static_cast<double>(child->resident_bytes()) - static_cast<double>(bytes_before);
    return grown / 1024 / static_cast<double>(crowd->size());
  }
  std::size_t lost() const {
    std::size_t lost = crowd->faults().size();
    for (const Measured& turn : turns) lost += turn.lost();
    return lost;
  }
  double median_cpu() const {
    std::vector<double> all;
    for (const Measured& turn : turns) all.push_back(turn.cpu_per_100k());
    std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
    return all[all.size() / 2];
  }
};

std::string expect(Child& child, std::string_view mark, const fs::path& log) {
  const auto line = child.read_line(20s);
  if (!line || !line->starts_with(mark)) {
    throw std::runtime_error(fmt::format("the server said '{}' instead of '{}...'\n{}", line.value_or("nothing"), mark, end_of(log)));
  }
  return line->substr(mark.size());
}

Side start_earshot(const Options& options, const Scratch& scratch) {
  const fs::path log = scratch / "server.log";
  std::vector<std::string> command{options.server.string(), "--data", scratch / "data", "--listen", "127.0.0.1:0"};
  if (!options.content.empty()) command.insert(command.end(), {"--content", options.content.string()});
  const auto begin = std::chrono::steady_clock::now();
  Side side{"earshot", std::make_unique<Child>(command, log), nullptr};
  expect(*side.child, "listening ", log);
  fmt::print("earshot: listening {:.2f} s after its start\n",
             std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  const auto invite = secure::Invite::parse(expect(*side.child, "invite ", log));
  if (!invite) throw std::runtime_error("the server's invite cannot be read: " + invite.error().to_string());
  const std::string token = expect(*side.child, "trainer-token ", log);
  side.bytes_before = side.child->resident_bytes();

  auto crowd = std::make_unique<ClassCrowd>(*invite, token, options.clients, options.class_size);
  const Cpu before = side.child->cpu();
  const Gathering took = crowd->gather(180s);
  const Cpu cpu = side.child->cpu() - before;
  fmt::print("earshot: {} clients in {} classes joined in {:.1f} s and were in the talk {:.1f} s later, for {:.1f} s of CPU\n",
             options.clients, crowd->classes(), took.joined.count(), took.talking.count(), cpu.all);
  side.crowd = std::move(crowd);
  return side;
}

Side start_relay(const Options& options, const Scratch& scratch) {
  const fs::path log = scratch / "relay.log";
  const std::vector<std::string> command{"/proc/self/exe", "--serve-relay", std::to_string(options.clients)};
  Side side{"relay", std::make_unique<Child>(command, log), nullptr};
  std::vector<std::uint16_t> ports;
  for (std::size_t held = 0; held < options.clients; held += kRelaySlots) {
    ports.push_back(static_cast<std::uint16_t>(std::stoul(expect(*side.child, "port ", log))));
  }
  side.bytes_before = side.child->resident_bytes();
  side.crowd = std::make_unique<RelayCrowd>(options.clients, ports);
  return side;
}

Measured measure(Side& talking, Side* quiet, const ChatPlan& plan) {
  const Cpu before = talking.child->cpu();
  const Cpu quiet_before = quiet ? quiet->child->cpu() : Cpu{};
  Measured measured;
  measured.chat = chat(*talking.crowd, quiet ? quiet->crowd.get() : nullptr, plan);
  measured.cpu = talking.child->cpu() - before;
  if (quiet) measured.idle_cpu = (quiet->child->cpu() - quiet_before).all / measured.chat.took.count();
  return measured;
}

/// The same while trainers ask for boards.
Measured measure_with_fits(Side& earshot, Side* quiet, const ChatPlan& plan, std::uint32_t first, std::uint32_t last) {
  auto& crowd = dynamic_cast<ClassCrowd&>(*earshot.crowd);
  const std::size_t before = crowd.boards().size();
  const double cpu_before = earshot.child->background_cpu();
  crowd.ask_boards(first, last, [child = earshot.child.get()] { return child->background_cpu(); });
  Measured measured = measure(earshot, quiet, plan);
  measured.fit_cpu = earshot.child->background_cpu() - cpu_before;
  measured.fits = crowd.boards().size() - before;
  crowd.stop_asking(300s);  // on a busy machine they get little of it
  return measured;
}

double ms(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1'000; }

void print_turn(const Side& side, const Measured& turn) {
  const double lines = static_cast<double>(std::max<std::size_t>(1, turn.chat.delivered)) / 1e5;
  fmt::print("{:<8} {:>7} {:>9} {:>5} {:>9.2f} {:>8.2f} {:>8.1f} {:>9.2f} {:>7.2f} {:>7.2f} {:>11.2f} {:>7.2f}\n", side.name,
             turn.chat.sent, turn.chat.delivered, turn.lost(), ms(turn.chat.percentile(0.5)), ms(turn.chat.percentile(0.99)),
             ms(turn.chat.percentile(1)), turn.cpu_per_100k(), turn.cpu.user / lines, turn.cpu.system / lines,
             turn.cpu.main_thread / lines, (turn.cpu.all - turn.cpu.main_thread) / lines);
}

void print_head(const Options& options) {
  fmt::print("{} clients, a line of {} bytes each every {} s for {} s, {} times\n", options.clients, kLineBytes, options.every,
             options.seconds, options.repeat);
  fmt::print("{:<8} {:>7} {:>9} {:>5} {:>9} {:>8} {:>8} | CPU s per 100,000 lines\n", "", "sent", "delivered", "lost", "p50 ms",
             "p99 ms", "max ms");
  fmt::print("{:<8} {:>7} {:>9} {:>5} {:>9} {:>8} {:>8} {:>9} {:>7} {:>7} {:>11} {:>7}\n", "", "", "", "", "", "", "", "all",
             "user", "system", "1st thread", "others");
}

void print_sides(const std::vector<Side>& sides) {
  for (const Side& side : sides) {
    fmt::print("{}: {:.2f} CPU s per 100,000 lines (median), {:.1f} KiB of memory per client\n", side.name, side.median_cpu(),
               side.per_client());
    for (const std::string& fault : side.crowd->faults() | std::views::take(10)) fmt::print("  fault: {}\n", fault);
  }
  if (sides.size() < 2) return;
  std::vector<double> ratios;
  double idle = 0;
  for (std::size_t i = 0; i < sides[0].turns.size(); ++i) {
    ratios.push_back(sides[0].turns[i].cpu_per_100k() / sides[1].turns[i].cpu_per_100k());
    idle += sides[1].turns[i].idle_cpu / static_cast<double>(sides[0].turns.size());
  }
  const auto [least, most] = std::ranges::minmax(ratios);
  fmt::print("ratio of CPU per line, earshot to bare relay: {:.2f} ({:.2f} to {:.2f} by turns)\n",
             sides[0].median_cpu() / sides[1].median_cpu(), least, most);
  fmt::print("earshot with all connected and nobody talking: {:.1f} % of a core\n", 100 * idle);
}

double median(std::vector<double> all) {
  if (all.empty()) return 0;
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
  return all[all.size() / 2];
}

void print_season(const SeasonCosts& costs) {
  fmt::print("season: {} results of {:.1f} KiB, stored in {:.2f} s, read in {:.2f} s and parsed in {:.2f} s of CPU\n", costs.results,
             static_cast<double>(costs.bytes) / 1024 / static_cast<double>(costs.results), costs.fill, costs.read, costs.parse);
  fmt::print("season: fit of {} ratings, nothing beside it: {:.2f} s of CPU; refits, 20 results later each: {:.2f}\n", costs.ratings,
             costs.cold, fmt::join(costs.refits, ", "));
  fmt::print("season: on the network thread, the dearest of a few, in ms of CPU\n");
  for (const SeasonCosts::Step& step : costs.steps) fmt::print("  {:<32} {:>8.3f}\n", step.what, step.most * 1e3);
  fmt::print("season: on the writer's thread, the {} records of a fit: {:.1f} ms\n", costs.written, costs.writing * 1e3);
}

/// Boards of a season, as those who asked for them saw them.
void print_fits(std::string_view what, const std::vector<BoardAsked>& boards, bool refit) {
  std::vector<double> took;
  std::vector<double> cpu;
  std::size_t ratings = 0;
  for (const BoardAsked& board : boards) {
    if (board.refit != refit) continue;
    took.push_back(board.took.count());
    cpu.push_back(board.cpu);
    ratings = board.ratings;
  }
  if (took.empty()) return;
  fmt::print("{}: {} of {} ratings; from ask to board {:.2f} s (median; at most {:.2f}), {:.2f} s of CPU (at most {:.2f})\n", what, took.size(),
             ratings, median(took), std::ranges::max(took), median(cpu), std::ranges::max(cpu));
}

/// Chats without fits and with them took turns, so that whatever else the machine does met both.
void print_chat_beside_fits(const Side& earshot) {
  print_fits("first fits", dynamic_cast<const ClassCrowd&>(*earshot.crowd).boards(), false);
  print_fits("refits", dynamic_cast<const ClassCrowd&>(*earshot.crowd).boards(), true);
  for (const Measured& turn : earshot.turns) {
    if (turn.fits > 0) fmt::print("turn with {} fits done: the fits' thread had {:.0f} % of a core\n", turn.fits, 100 * turn.fit_cpu / turn.chat.took.count());
  }
  fmt::print("{:<24} {:>9} {:>9} {:>9}\n", "chat, medians of turns", "p50 ms", "p99 ms", "max ms");
  std::array<std::array<double, 3>, 2> figures{};
  for (const bool with : {false, true}) {
    for (std::size_t i = 0; i < kShares.size(); ++i) {
      std::vector<double> of_turns;
      for (std::size_t turn = 0; turn < earshot.turns.size(); ++turn) {
        if (fits_run_in(turn) == with) of_turns.push_back(ms(earshot.turns[turn].chat.percentile(kShares[i])));
      }
      figures[with][i] = median(of_turns);
    }
    fmt::print("{:<24} {:>9.2f} {:>9.2f} {:>9.2f}\n", with ? "with fits" : "without", figures[with][0], figures[with][1], figures[with][2]);
  }
  fmt::print("{:<24} {:>9.2f} {:>9.2f} {:>9.2f}\n", "with to without", figures[1][0] / figures[0][0], figures[1][1] / figures[0][1],
             figures[1][2] / figures[0][2]);
}

/// What of this machine may spoil the figures.
void note_limits() {
  std::size_t most = 0;
  std::ifstream("/proc/sys/net/core/rmem_max") >> most;
  constexpr std::size_t kWished = std::size_t{4} * 1024 * 1024;
  if (most < kWished) {
    fmt::print("note: net.core.rmem_max is {}, less than the {} that each socket asks for: unless this runs as root, datagrams\n"
               "      of a storm get lost and are sent again, which takes time and CPU\n", most, kWished);
  }
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 256) fmt::print("note: only {} files may be open (ulimit -n); more than that fails\n", files.rlim_cur);
}

int run(const Options& options) {
  note_limits();
  const Scratch scratch;
  if (options.season) print_season(play_season(scratch / "data"));
  std::vector<Side> sides;
  if (!options.relay_only) sides.push_back(start_earshot(options, scratch));
  if (!options.no_relay) sides.push_back(start_relay(options, scratch));
  print_head(options);
  for (std::size_t turn = 0; turn < options.repeat; ++turn) {
    for (Side& side : sides) {
      Side* other = sides.size() < 2 ? nullptr : &side == &sides[0] ? &sides[1] : &sides[0];
      if (options.season && &side == &sides.front() && fits_run_in(turn)) {
        // Each such turn has seasons of its own, which nobody has asked for yet.
        const auto share = static_cast<std::uint32_t>(kSeasons / (options.repeat / 2));
        const auto first = static_cast<std::uint32_t>(turn / 2) * share + 1;
        side.turns.push_back(measure_with_fits(side, other, options.plan(turn), first, first + share - 1));
      } else {
        side.turns.push_back(measure(side, other, options.plan(turn)));
      }
      print_turn(side, side.turns.back());
    }
  }
  print_sides(sides);
  if (options.season) print_chat_beside_fits(sides.front());

  std::size_t lost = 0;
  for (const Side& side : sides) lost += side.lost();
  if (!options.relay_only) {
    const fs::path log = scratch / "server.log";
    if (!sides.front().child->stop()) throw std::runtime_error("the server did not end well\n" + end_of(log));
    fmt::print("earshot's store: {}\n", after(log, "store: "));
  }
  fmt::print("{}\n", lost == 0 ? "nothing was lost" : fmt::format("LOST: {} lines or connections", lost));
  return lost == 0 ? 0 : 1;
}

/// What cannot be played, or would measure something else.
std::string complaint(const Options& options) {
  if (options.clients % 2 != 0 || options.class_size % 2 != 0) return "clients come in pairs: --clients and --class-size must be even";
  if (options.relay_only && options.no_relay) return "--relay-only and --no-relay leave nothing to measure";
  if (options.season && options.relay_only) return "--season is about Earshot, and --relay-only leaves it out";
  if (options.season && options.repeat < 2) return "--season has fits in every second chat: --repeat must be 2 or more";
  if (options.season && options.repeat > 2 * kSeasons + 1) return fmt::format("with --season, --repeat is at most {}", 2 * kSeasons + 1);
  const ChatPlan plan = options.plan(0);
  if (lines_of(plan, options.clients) == 0) return "--seconds is shorter than the time between two lines";
  if (2 * options.repeat * lines_of(plan, options.clients) / options.clients > protocol::limits::kSessionLines) {
    return fmt::format("a session holds at most {} lines: lower --seconds or --repeat, or raise --every", protocol::limits::kSessionLines);
  }
  return {};
}

int parse_and_run(int argc, char** argv) {
  Options options;
  options.server = beside_this("earshot-server");
  CLI::App app{"Load on Earshot's server: many clients join, are paired and chat; beside it the same lines through ENet alone."};
  app.add_option("--clients", options.clients, "Trainees")->check(CLI::Range(2, 10'000))->capture_default_str();
  app.add_option("--class-size", options.class_size, "Trainees of one class")->check(CLI::Range(2, 200))->capture_default_str();
  app.add_option("--every", options.every, "Seconds between two lines of a client")->check(CLI::Range(0.05, 60.0))->capture_default_str();
  app.add_option("--seconds", options.seconds, "Length of one chat")->check(CLI::Range(1.0, 600.0))->capture_default_str();
  app.add_option("--repeat", options.repeat, "Chats of each side, in turns")->check(CLI::Range(1, 100))->capture_default_str();
  app.add_option("--server", options.server, "earshot-server to measure")->capture_default_str();
  app.add_option("--content", options.content, "Folder with cards/ and rubrics/, where the server does not find it");
  app.add_flag("--no-relay", options.no_relay, "Earshot alone");
  app.add_flag("--relay-only", options.relay_only, "The bare ENet relay alone");
  app.add_flag("--season", options.season, "A season of 120,000 ratings in the server, whose boards are worked out in every second chat");
  app.add_option("--serve-relay", options.serve_relay)->group("");  // for the child
  CLI11_PARSE(app, argc, argv);

  if (options.serve_relay > 0) serve_relay(options.serve_relay);
  if (const std::string what = complaint(options); !what.empty()) {
    fmt::print(stderr, "earshot-load: {}\n", what);
    return 2;
  }
  return run(options);
}

}  // namespace
}  // namespace earshot::bench

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // whoever reads a log of this sees each turn as it ends
  try {
    return earshot::bench::parse_and_run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "earshot-load: {}\n", error.what());
    return 1;
  }
}
