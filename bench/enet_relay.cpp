#include "bench/enet_relay.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "shared/transport/enet_host.h"

namespace earshot::bench {
namespace {

using transport::detail::Code;
using transport::detail::EnetHost;
using transport::detail::HostSet;
using transport::detail::View;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kSlots = 256;
constexpr Milliseconds kTick{50};
constexpr Seconds kConnectTimeout{30};

void send_line(ENetPeer& peer, View line) {
  ENetPacket* packet = enet_packet_create(line.data(), line.size(), ENET_PACKET_FLAG_RELIABLE);
  if (packet != nullptr && enet_peer_send(&peer, 0, packet) != 0) enet_packet_destroy(packet);
}

void wait(const HostSet& hosts, Milliseconds longest) {
  pollfd readable{.fd = hosts.wait_fd(), .events = POLLIN, .revents = 0};
  ::poll(&readable, 1, static_cast<int>(longest.count()));
}

/// The child: forwards what a peer sends to its partner.
class Relay final : public EnetHost::Handler {
 public:
  explicit Relay(std::size_t clients) : peers_(clients) {
    for (std::size_t i = 0; i * kSlots < clients; ++i) {
      auto host = EnetHost::create(transport::detail::Address{{127, 0, 0, 1}, 0}, kSlots, i, *this);
      if (!host) ::_exit(1);
      ports_.push_back(hosts_.add(std::move(*host)).port());
    }
  }

  const std::vector<std::uint16_t>& ports() const { return ports_; }

  [[noreturn]] void run() {
    SystemClock clock;
    while (true) {
      wait(hosts_, kTick);
      hosts_.service(clock.now(), kTick);
      hosts_.flush();
    }
  }

  bool intercept(EnetHost&, const ENetAddress&, View) override { return false; }
  void on_connect(EnetHost&, ENetPeer& peer) override {
    transport::detail::tune(peer);
    // The client's number came in CONNECT's data.
    peer.data = &peers_[std::min<std::size_t>(peer.eventData, peers_.size() - 1)];
    *static_cast<ENetPeer**>(peer.data) = &peer;
  }
  void on_receive(EnetHost& host, ENetPeer& peer, View packet) override {
    const std::size_t number = static_cast<std::size_t>(static_cast<ENetPeer**>(peer.data) - peers_.data());
    if (ENetPeer* partner = peers_[number ^ 1]) {
      send_line(*partner, packet);
      host.mark_dirty();  // partners share a host
    }
  }
  void on_disconnect(EnetHost&, ENetPeer& peer, Code) override {
    *static_cast<ENetPeer**>(peer.data) = nullptr;
  }

 private:
  std::vector<ENetPeer*> peers_;
  HostSet hosts_;
  std::vector<std::uint16_t> ports_;
};

/// This process's end: all clients, each knowing when its next line is due.
class Clients final : public EnetHost::Handler {
 public:
  explicit Clients(const RelayPlan& plan) : plan_(plan), peers_(plan.clients), line_(plan.line_bytes) {}

  Result<void> connect(const std::vector<std::uint16_t>& ports) {
    for (std::size_t i = 0; i < ports.size(); ++i) {
      auto host = EnetHost::create(std::nullopt, kSlots, i, *this);
      if (!host) return tl::unexpected(host.error());
      hosts_.add(std::move(*host));
    }
    for (std::size_t i = 0; i < peers_.size(); ++i) {
      const ENetAddress to{htonl(INADDR_LOOPBACK), ports[i / kSlots]};
      peers_[i] = hosts_[i / kSlots].connect(to, static_cast<std::uint32_t>(i));
    }
    const auto give_up = SteadyClock::now() + kConnectTimeout;
    while (connected_ < peers_.size() && SteadyClock::now() < give_up) turn(Milliseconds{1});
    if (connected_ < peers_.size())
      return fail(fmt::format("only {} of {} clients reached the bare relay", connected_, peers_.size()));
    return {};
  }

  void run(Milliseconds duration, RelaySlice& slice) {
    slice_ = &slice;
    const auto begin = SteadyClock::now();
    const auto end = begin + duration;
    const auto step = std::chrono::nanoseconds(plan_.interval) / static_cast<std::int64_t>(peers_.size());
    auto due = begin;
    std::size_t next = 0;
    while (SteadyClock::now() < end) {
      for (; due <= SteadyClock::now(); due += step) {
        send(next);
        next = (next + 1) % peers_.size();
      }
      turn(Milliseconds{1});
    }
    const auto give_up = SteadyClock::now() + Seconds{1};
    while (slice.delivered < slice.sent && SteadyClock::now() < give_up) turn(Milliseconds{1});
    slice_ = nullptr;
  }

  bool intercept(EnetHost&, const ENetAddress&, View) override { return false; }
  void on_connect(EnetHost&, ENetPeer&) override { ++connected_; }
  void on_receive(EnetHost&, ENetPeer&, View packet) override {
    if (slice_ == nullptr) return;
    SteadyClock::rep sent_at = 0;
    std::memcpy(&sent_at, packet.data(), sizeof sent_at);
    ++slice_->delivered;
    slice_->delays.push_back(SteadyClock::now().time_since_epoch() - SteadyClock::duration{sent_at});
  }
  void on_disconnect(EnetHost&, ENetPeer&, Code) override {}

 private:
  void send(std::size_t client) {
    const SteadyClock::rep now = SteadyClock::now().time_since_epoch().count();
    std::memcpy(line_.data(), &now, sizeof now);
    send_line(*peers_[client], line_);
    hosts_[client / kSlots].mark_dirty();
    ++slice_->sent;
  }

  void turn(Milliseconds longest) {
    hosts_.flush();
    wait(hosts_, longest);
    hosts_.service(clock_.now(), kTick);
  }

  RelayPlan plan_;
  SystemClock clock_;
  HostSet hosts_;
  std::vector<ENetPeer*> peers_;
  secure::Bytes line_;
  std::size_t connected_ = 0;
  RelaySlice* slice_ = nullptr;
};

double cpu_seconds(pid_t process) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

[[noreturn]] void run_child(std::size_t clients, int ports_out) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  Relay relay(clients);
  const auto& ports = relay.ports();
  const auto size = ports.size() * sizeof ports[0];
  if (::write(ports_out, ports.data(), size) != static_cast<ssize_t>(size)) ::_exit(1);
  ::close(ports_out);
  relay.run();
}

}  // namespace

struct EnetRelay::State {
  pid_t child = -1;
  Clients clients;
};

EnetRelay::EnetRelay(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<EnetRelay>> EnetRelay::start(const RelayPlan& plan) {
  if (plan.clients == 0 || plan.clients % 2 != 0)
    return fail("the bare relay needs an even number of clients");
  if (plan.line_bytes < sizeof(SteadyClock::rep))
    return fail("a line of the bare relay has at least 8 bytes");
  int ends[2];
  if (::pipe(ends) != 0) return fail("the bare relay gets no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    run_child(plan.clients, ends[1]);
  }
  ::close(ends[1]);
  std::vector<std::uint16_t> ports((plan.clients + kSlots - 1) / kSlots);
  const auto size = ports.size() * sizeof ports[0];
  const bool told = child > 0 && ::read(ends[0], ports.data(), size) == static_cast<ssize_t>(size);
  ::close(ends[0]);
  auto relay =
      std::unique_ptr<EnetRelay>(new EnetRelay(std::unique_ptr<State>(new State{child, Clients(plan)})));
  if (!told) return fail("the bare relay does not start");
  if (const auto connected = relay->state_->clients.connect(ports); !connected)
    return tl::unexpected(connected.error());
  return relay;
}

EnetRelay::~EnetRelay() {
  if (state_->child <= 0) return;
  ::kill(state_->child, SIGKILL);
  ::waitpid(state_->child, nullptr, 0);
}

RelaySlice EnetRelay::run(Milliseconds duration) {
  RelaySlice slice;
  const double before = cpu_seconds(state_->child);
  state_->clients.run(duration, slice);
  slice.server_cpu_seconds = cpu_seconds(state_->child) - before;
  return slice;
}

}  // namespace earshot::bench
