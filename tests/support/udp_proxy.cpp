#include "tests/support/udp_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace earshot::support {
namespace {

constexpr std::size_t kMaxDatagram = 65'536;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  out.sin_port = htons(port);
  return out;
}

int open_socket() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const sockaddr_in any = loopback(0);
  if (fd < 0 || ::bind(fd, reinterpret_cast<const sockaddr*>(&any), sizeof any) != 0)
    throw std::runtime_error("the UDP proxy gets no port");
  return fd;
}

}  // namespace

/// The way to the server for one client: the server sees each client under an address of its own.
struct UdpProxy::Client {
  sockaddr_in address{};
  int upstream = open_socket();
  Client() = default;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(upstream); }
};

UdpProxy::UdpProxy(std::uint16_t server_port, std::uint64_t seed)
    : server_port_(server_port), socket_(open_socket()), random_(seed) {
  sockaddr_in bound{};
  socklen_t size = sizeof bound;
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&bound), &size);
  port_ = ntohs(bound.sin_port);
}

UdpProxy::~UdpProxy() {
  stop();
  ::close(socket_);
}

void UdpProxy::set_weather(const Weather& weather) {
  const std::lock_guard lock(mutex_);
  weather_ = weather;
}

void UdpProxy::set_cut(bool cut) {
  const std::lock_guard lock(mutex_);
  cut_ = cut;
  if (cut) on_the_way_.clear();
}

void UdpProxy::on_datagram(std::function<void(Way, std::vector<std::uint8_t>&)> hook) {
  const std::lock_guard lock(mutex_);
  hook_ = std::move(hook);
}

void UdpProxy::step(TimePoint now) {
  const std::lock_guard lock(mutex_);
  take_in(now);
  while (!on_the_way_.empty() && on_the_way_.begin()->first <= now) {
    deliver(on_the_way_.begin()->second);
    on_the_way_.erase(on_the_way_.begin());
  }
}

void UdpProxy::start() {
  thread_ = std::jthread([this](const std::stop_token& stopping) {
    SystemClock clock;
    while (!stopping.stop_requested()) {
      step(clock.now());
      std::vector<pollfd> waiting{{.fd = socket_, .events = POLLIN, .revents = 0}};
      for (const auto& [address, client] : clients_)
        waiting.push_back({.fd = client->upstream, .events = POLLIN, .revents = 0});
      ::poll(waiting.data(), waiting.size(), 1);
    }
  });
}

void UdpProxy::stop() { thread_ = {}; }

UdpProxy::Client& UdpProxy::client_of(std::uint32_t ip, std::uint16_t port) {
  auto& client = clients_[{ip, port}];
  if (!client) {
    client = std::make_unique<Client>();
    client->address.sin_family = AF_INET;
    client->address.sin_addr.s_addr = ip;
    client->address.sin_port = port;
  }
  return *client;
}

void UdpProxy::take_in(TimePoint now) {
  std::array<std::uint8_t, kMaxDatagram> buffer{};
  sockaddr_in from{};
  socklen_t size = sizeof from;
  while (true) {
    const ssize_t got =
        ::recvfrom(socket_, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 0) break;
    post(now, {&client_of(from.sin_addr.s_addr, from.sin_port),
               Way::to_server,
               {buffer.data(), buffer.data() + got}});
  }
  for (const auto& [address, client] : clients_) {
    while (true) {
      const ssize_t got = ::recv(client->upstream, buffer.data(), buffer.size(), 0);
      if (got < 0) break;
      post(now, {client.get(), Way::to_client, {buffer.data(), buffer.data() + got}});
    }
  }
}

void UdpProxy::post(TimePoint now, Parcel parcel) {
  if (hook_) hook_(parcel.way, parcel.bytes);
  if (cut_ || parcel.bytes.empty() || chance(weather_.loss)) return;
  const auto due = [&] {
    return now + weather_.delay +
           Milliseconds{random_.below(static_cast<std::uint64_t>(weather_.jitter.count()) + 1)};
  };
  if (chance(weather_.duplicate)) on_the_way_.emplace(due(), parcel);
  on_the_way_.emplace(due(), std::move(parcel));
}

void UdpProxy::deliver(const Parcel& parcel) {
  const sockaddr_in to = parcel.way == Way::to_server ? loopback(server_port_) : parcel.client->address;
  const int fd = parcel.way == Way::to_server ? parcel.client->upstream : socket_;
  ::sendto(fd, parcel.bytes.data(), parcel.bytes.size(), 0, reinterpret_cast<const sockaddr*>(&to),
           sizeof to);
}

bool UdpProxy::chance(double share) {
  if (share <= 0) return false;
  constexpr std::uint64_t kParts = 1'000'000;
  return static_cast<double>(random_.below(kParts)) < share * static_cast<double>(kParts);
}

}  // namespace earshot::support
