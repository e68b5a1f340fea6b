// A bad network between clients and a server on this machine: loses, delays, doubles, swaps, alters and cuts datagrams, the
// same way for the same seed. Clients connect to port() instead of the server's. It works when step() is called, or on a
// thread of its own between start() and stop().
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace earshot::support {

struct Weather {
  double loss = 0;       ///< share of datagrams, each way
  double duplicate = 0;  ///< share of datagrams
  Milliseconds delay{0};
  Milliseconds jitter{
      0};  ///< up to this much more delay, drawn for each datagram: so they overtake each other
};

enum class Way : std::uint8_t { to_server, to_client };

class UdpProxy {
 public:
  /// Listens on a free port of 127.0.0.1. Throws std::runtime_error if there is none.
  UdpProxy(std::uint16_t server_port, std::uint64_t seed);
  UdpProxy(const UdpProxy&) = delete;
  UdpProxy& operator=(const UdpProxy&) = delete;
  ~UdpProxy();

  std::uint16_t port() const { return port_; }
  void set_weather(const Weather& weather);
  /// While cut, nothing passes; what was on its way is lost.
  void set_cut(bool cut);
  /// Sees each datagram before the weather does, and may alter it; an empty one is dropped. Call before start().
  void on_datagram(std::function<void(Way, std::vector<std::uint8_t>&)> hook);

  /// Passes on everything that has arrived and is due. Never blocks.
  void step(TimePoint now);
  void start();
  void stop();

 private:
  struct Client;
  struct Parcel {
    Client* client;
    Way way;
    std::vector<std::uint8_t> bytes;
  };

  Client& client_of(std::uint32_t ip, std::uint16_t port);
  void take_in(TimePoint now);
  void post(TimePoint now, Parcel parcel);
  void deliver(const Parcel& parcel);
  bool chance(double share);

  std::mutex mutex_;
  std::uint16_t server_port_;
  std::uint16_t port_ = 0;
  int socket_;
  SeededRandom random_;
  Weather weather_;
  bool cut_ = false;
  std::function<void(Way, std::vector<std::uint8_t>&)> hook_;
  std::map<std::pair<std::uint32_t, std::uint16_t>, std::unique_ptr<Client>> clients_;
  std::multimap<TimePoint, Parcel> on_the_way_;
  std::jthread thread_;
};

}  // namespace earshot::support
