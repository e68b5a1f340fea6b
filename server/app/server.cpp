#include "server/app/server.h"

#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <spdlog/spdlog.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <ctime>

#include "server/net/content.h"
#include "server/net/hub.h"
#include "server/store/store.h"
#include "server/store/writer.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/protocol/version.h"
#include "shared/secure/identity.h"
#include "shared/secure/invite.h"
#include "shared/transport/server_transport.h"

namespace earshot::app {
namespace {

/// While people play, the store knows to the second when the server was last alive.
constexpr Milliseconds kAliveEvery{1'000};
constexpr Milliseconds kLongestWait{1'000};
constexpr Milliseconds kContentEvery{2'000};

std::string store_place(const Options& options) { return options.store.empty() ? options.data.string() : options.store; }

/// The first address that others on the network can reach, or loopback.
std::string own_address() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return "127.0.0.1";
  std::string found = "127.0.0.1";
  for (const ifaddrs* entry = list; entry; entry = entry->ifa_next) {
    if (!entry->ifa_addr || entry->ifa_addr->sa_family != AF_INET || (entry->ifa_flags & IFF_LOOPBACK) != 0) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    sockaddr_in address{};
    std::memcpy(&address, entry->ifa_addr, sizeof address);
    if (inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size())) {
      found = text.data();
      break;
    }
  }
  freeifaddrs(list);
  return found;
}

/// Of this machine's calendar: where a day ends for streaks and goals.
Milliseconds utc_offset() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  return localtime_r(&now, &local) ? std::chrono::seconds{local.tm_gmtoff} : std::chrono::seconds{0};
}

/// SIGTERM and SIGINT as something to wait for.
class Signals {
 public:
  Signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
    fd_ = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals() { close(fd_); }
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  if (fd >= 0 && epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

}  // namespace

struct Server::Parts {
  explicit Parts(const Options& given, secure::ServerKey server_key, TimePoint not_before)
      : options(given), key(std::move(server_key)), clock(not_before) {}

  Options options;
  Signals signals;  // before the writer's thread, which must not take the signals
  secure::ServerKey key;
  SystemClock clock;
  SecureRandom random;
  std::shared_ptr<net::ContentLibrary> content;
  std::unique_ptr<store::Writer> writer;
  std::unique_ptr<transport::ServerTransport> transport;
  std::unique_ptr<net::Hub> hub;
  std::optional<std::string> trainer_token;
  TimePoint alive_written{};
  TimePoint content_looked_at{};

  void write_alive(TimePoint now) {
    writer->submit({store::ClockRecord{now}});
    alive_written = now;
  }
  /// What an author saved counts from the next round on.
  void look_at_content(TimePoint now) {
    if (now < content_looked_at + kContentEvery) return;
    content_looked_at = now;
    net::ContentLibrary::Refreshed refreshed;
    try {
      refreshed = content->refresh();
    } catch (const std::exception& error) {
      return spdlog::error("content could not be read anew, what was read before stays in force: {}", error.what());
    }
    for (const auto& problem : refreshed.problems) {
      if (problem.severity == yaml::Severity::error) spdlog::error("content: {}", problem.to_string());
    }
    if (!refreshed.changed) return;
    spdlog::info("content changed: {} cards", content->cards().size());
    hub->content_changed();
  }
  Milliseconds wait_until_due(TimePoint now) const {
    Milliseconds wait = kLongestWait;
    if (const auto wakeup = transport->next_wakeup()) wait = std::min(wait, *wakeup);
    if (const auto due = hub->next_due()) wait = std::min(wait, std::max(Milliseconds{0}, *due - now));
    return wait;
  }
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const Options& options) {
  auto content = net::ContentLibrary::load(options.content);
  if (!content) return tl::unexpected(content.error());
  for (const auto& problem : content->problems) {
    if (problem.severity == yaml::Severity::error) spdlog::error("card left out: {}", problem.to_string());
  }

  auto opened = store::Store::open(store_place(options));
  if (!opened) return tl::unexpected(opened.error());
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  auto key = secure::ServerKey::load_or_create(options.data / "server.key");
  if (!key) return tl::unexpected(key.error());
  store::Store& store = **opened;
  auto loaded = store.load();
  if (!loaded) return tl::unexpected(loaded.error());
  content->library->remember(loaded->contents);
  content->library->remember(loaded->authored);

  // Everything is read before the writer takes the store over.
  std::vector<store::Row> rows;
  TimePoint alive = loaded->clock.alive;
  for (const store::LoadedClass& entry : loaded->classes) {
    if (!entry.record.open) continue;
    auto replayed = store.replay(entry.record.id, [&](const store::Row& row) {
      alive = std::max(alive, row.at);
      rows.push_back(row);
    });
    if (!replayed) return tl::unexpected(replayed.error());
  }
  auto done = store.recent_intents();
  if (!done) return tl::unexpected(done.error());

  auto parts = std::make_unique<Parts>(options, std::move(*key), alive);
  parts->content = content->library;
  parts->writer = std::make_unique<store::Writer>(std::move(*opened));
  transport::ListenOptions listen;
  listen.address = options.address;
  listen.port = options.port;
  listen.version = protocol::kVersion;
  listen.server_name = options.name;
  auto transport = transport::listen(listen, parts->key);
  if (!transport) return tl::unexpected(transport.error());
  parts->transport = std::move(*transport);

  net::HubSettings settings;
  settings.domain.class_members = options.class_members;
  settings.utc_offset = utc_offset();
  settings.domain.seat_held = Seconds{options.seat_held_seconds};
  parts->hub = std::make_unique<net::Hub>(settings, *loaded, *parts->content, *parts->writer, *parts->transport, parts->random);
  try {
    for (const store::Row& row : rows) parts->hub->replay(row);
  } catch (const std::exception& broken) {
    return fail(broken.what(), store_place(options));
  }
  parts->hub->remember(*done);
  parts->trainer_token = parts->hub->begin(alive, parts->clock.now());
  spdlog::info("{} cards, {} people, {} classes, {} events replayed", parts->content->cards().size(), loaded->people.size(),
               loaded->classes.size(), rows.size());
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::string Server::listening() const { return fmt::format("{}:{}", parts_->options.address, parts_->transport->port()); }

std::string Server::invite() const {
  const Options& options = parts_->options;
  secure::Invite invite;
  invite.port = parts_->transport->port();
  invite.host = options.address == "0.0.0.0" ? own_address() : options.address;
  if (!options.public_host.empty()) {
    if (const auto named = secure::Invite::parse(options.public_host)) {
      invite.host = named->host;
      if (options.public_host.find(':') != std::string::npos) invite.port = named->port;
    }
  }
  invite.fingerprint = parts_->key.fingerprint();
  return invite.to_string();
}

const std::optional<std::string>& Server::trainer_token() const { return parts_->trainer_token; }

Result<void> Server::run() {
  Parts& p = *parts_;
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  for (const int fd : {p.signals.fd(), p.transport->wait_fd(), p.writer->wake_fd(), p.hub->fits_fd()}) watch(epoll, fd);

  bool stopping = false;
  while (!stopping && !p.writer->lost()) {
    // What came from the wire is decided and handed to the writer; what has become durable leaves.
    const TimePoint now = p.clock.now();
    p.hub->set_now(now);
    p.transport->poll(now, *p.hub);
    p.hub->tick(p.clock.now());
    p.look_at_content(now);
    p.hub->release();
    if (p.hub->has_open_sessions() && now >= p.alive_written + kAliveEvery) p.write_alive(now);

    std::array<epoll_event, 8> events{};
    const int ready = epoll_wait(epoll, events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(p.wait_until_due(p.clock.now()).count()));
    for (int i = 0; i < ready; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == p.signals.fd()) stopping = true;
      if (fd == p.hub->fits_fd()) {
        std::uint64_t ignored = 0;
        [[maybe_unused]] const auto got = read(fd, &ignored, sizeof ignored);
      }
      if (fd == p.writer->wake_fd()) {
        std::uint64_t ignored = 0;
        [[maybe_unused]] const auto got = read(fd, &ignored, sizeof ignored);
        if (!p.writer->healthy()) spdlog::error("the store is in trouble: {}", p.writer->problem());
      }
    }
  }
  ::close(epoll);

  const bool lost = p.writer->lost();
  spdlog::info(lost ? "stopping: the store was lost" : "stopping: writing out what waits");
  p.write_alive(p.clock.now());
  const auto stopped = p.writer->stop();
  spdlog::info("store: {}", store::describe(p.writer->stats()));
  p.hub->release();
  p.transport->flush();
  if (lost) return fail("another server has taken this store over, or its journal was changed; this one has stopped", store_place(p.options));
  return stopped;
}

Result<std::string> reissue_trainer_token(const Options& options) {
  auto store = store::Store::open(store_place(options));
  if (!store) return tl::unexpected(store.error());
  auto loaded = (*store)->load();
  if (!loaded) return tl::unexpected(loaded.error());
  if (loaded->trainer_tokens.empty()) return fail("this server has not been started yet; its first start prints a token", store_place(options));

  const auto first = std::ranges::min_element(loaded->trainer_tokens, {}, &store::TrainerToken::created);
  const PersonId trainer = first->person;
  std::vector<store::Write> writes;
  for (store::TrainerToken token : loaded->trainer_tokens) {
    if (token.person != trainer) continue;
    token.revoked = true;
    writes.emplace_back(token);
  }
  SecureRandom random;
  const std::string secret = net::make_token(random);
  store::TrainerToken fresh;
  fresh.token_hash = net::hash_secret(secret);
  fresh.person = trainer;
  fresh.created = first->created;  // stays the first
  writes.emplace_back(fresh);
  if (auto written = (*store)->write(writes); !written) return tl::unexpected(written.error().error);
  return secret;
}

}  // namespace earshot::app
