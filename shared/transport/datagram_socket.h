// A UDP socket for datagrams outside of any connection, and where on this machine's networks to send them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/secure/bytes.h"
#include "shared/secure/query.h"

namespace earshot::transport {

class DatagramSocket {
 public:
  struct Datagram {
    secure::Address from;
    secure::Bytes bytes;
  };

  /// On any free port; may broadcast.
  static Result<DatagramSocket> open();
  DatagramSocket(DatagramSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  DatagramSocket& operator=(DatagramSocket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~DatagramSocket();

  /// What cannot be sent is lost, as datagrams are.
  void send(const secure::Address& to, secure::View bytes);
  /// The next datagram that has come; nothing: none. Bytes above 2,048 are cut off.
  std::optional<Datagram> receive();
  int fd() const { return fd_; }

 private:
  explicit DatagramSocket(int fd) : fd_(fd) {}
  int fd_;
};

struct LocalNetworks {
  std::vector<std::array<std::uint8_t, 4>> own;  ///< this machine's addresses
  std::vector<std::array<std::uint8_t, 4>> ask;  ///< loopback, and the broadcast address of every network
};

/// As the system knows them now.
LocalNetworks local_networks();

}  // namespace earshot::transport
