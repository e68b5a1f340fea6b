#include "shared/transport/resolver.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>

namespace earshot::transport {
namespace {

using Ip = std::array<std::uint8_t, 4>;

Result<Ip> look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_DGRAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (error == EAI_AGAIN)
    return fail(fmt::format("the name {} cannot be looked up: is this computer online? ({})", host,
                            ::gai_strerror(error)));
  if (error != 0)
    return fail(fmt::format(
        "the name {} is not found: check its spelling, or use the server's address in numbers ({})", host,
        ::gai_strerror(error)));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(found, &::freeaddrinfo);
  sockaddr_in address{};
  std::memcpy(&address, found->ai_addr, sizeof address);
  Ip ip{};
  std::memcpy(ip.data(), &address.sin_addr, ip.size());
  return ip;
}

}  // namespace

struct Resolution::Shared {
  std::mutex mutex;
  std::optional<Result<Ip>> result;
};

Resolution::Resolution(const std::string& host) : shared_(std::make_shared<Shared>()) {
  Ip ip{};
  if (::inet_pton(AF_INET, host.c_str(), ip.data()) == 1) {
    shared_->result = ip;
    return;
  }
  try {
    std::thread([shared = shared_, host] {
      auto found = look_up(host);
      const std::lock_guard lock(shared->mutex);
      shared->result = std::move(found);
    }).detach();
  } catch (const std::system_error&) {
    shared_->result = fail("the system is too busy to look up a name; try again");
  }
}

std::optional<Result<Ip>> Resolution::result() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->result;
}

}  // namespace earshot::transport
