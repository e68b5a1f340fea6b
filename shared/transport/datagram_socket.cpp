#include "shared/transport/datagram_socket.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace earshot::transport {
namespace {

using Ip = std::array<std::uint8_t, 4>;

constexpr std::size_t kLongest = 2'048;
/// A machine may have hundreds of virtual networks; a question to each would be a small storm.
constexpr std::size_t kMostNetworks = 16;

std::optional<Ip> ip_of(const sockaddr* address) {
  if (address == nullptr || address->sa_family != AF_INET) return std::nullopt;
  sockaddr_in in{};
  std::memcpy(&in, address, sizeof in);
  Ip ip{};
  std::memcpy(ip.data(), &in.sin_addr, ip.size());
  return ip;
}

void add_once(std::vector<Ip>& list, const Ip& ip) {
  if (std::ranges::find(list, ip) == list.end()) list.push_back(ip);
}

}  // namespace

Result<DatagramSocket> DatagramSocket::open() {
  DatagramSocket opened(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  if (opened.fd_ < 0 || ::setsockopt(opened.fd_, SOL_SOCKET, SO_BROADCAST, &on, sizeof on) != 0)
    return fail(fmt::format("cannot look for classes on the network: {}", std::strerror(errno)));
  return opened;
}

DatagramSocket::~DatagramSocket() {
  if (fd_ >= 0) ::close(fd_);
}

void DatagramSocket::send(const secure::Address& to, secure::View bytes) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(to.port);
  std::memcpy(&address.sin_addr, to.ip.data(), to.ip.size());
  static_cast<void>(::sendto(fd_, bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&address), sizeof address));
}

std::optional<DatagramSocket::Datagram> DatagramSocket::receive() {
  std::array<std::uint8_t, kLongest> bytes{};
  sockaddr_in from{};
  socklen_t size = sizeof from;
  ssize_t count = -1;
  // An earlier datagram that found nobody is told as an error; the next call goes on.
  for (int tries = 0; count < 0 && tries < 4; ++tries) {
    count = ::recvfrom(fd_, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
  }
  if (count < 0) return std::nullopt;
  Datagram out;
  std::memcpy(out.from.ip.data(), &from.sin_addr, out.from.ip.size());
  out.from.port = ntohs(from.sin_port);
  out.bytes.assign(bytes.begin(), bytes.begin() + count);
  return out;
}

LocalNetworks local_networks() {
  LocalNetworks out;
  out.ask = {{127, 0, 0, 1}, {255, 255, 255, 255}};
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return out;
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owned(list, &::freeifaddrs);
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    const auto ip = ip_of(entry->ifa_addr);
    if (!ip || (entry->ifa_flags & IFF_UP) == 0) continue;
    add_once(out.own, *ip);
    if ((entry->ifa_flags & IFF_BROADCAST) == 0 || out.ask.size() >= kMostNetworks) continue;
    if (const auto broadcast = ip_of(entry->ifa_broadaddr)) add_once(out.ask, *broadcast);
  }
  return out;
}

}  // namespace earshot::transport
